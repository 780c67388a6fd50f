// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/field.h"
#include "core/profile/jsonnode.h"
#include "core/profile/profileio.h"

namespace doorbuster {

/// Turns a JSON tree into a profile, collecting every error with its path and line. For one tree; see readProfile().
class ProfileReader final {
public:
    ProfileLoad read(const JsonNode &root);

private:
    bool readVersion(const JsonNode &root);
    void readSection(const JsonNode &section, const QString &prefix);
    void readScalar(const Field &field, const JsonNode &node);
    void readStructured(const QString &path, const JsonNode &node);
    void readStages(const JsonNode &node);
    void readThresholds(const JsonNode &node);
    ThresholdRule readRule(const JsonNode &node, const QString &path);
    void readOutputs(const JsonNode &node);
    QMap<QString, QString> readTexts(const JsonNode &node, const QString &path);

    /// Whether `node` is an object of no other members than `names`; says what is wrong otherwise.
    bool isObjectOf(const JsonNode &node, const QString &path, const QStringList &names);
    /// A row's value from an object's member, or `fallback` when it is not there.
    FieldValue part(const JsonNode &object, const QString &path, const Field &row, const FieldValue &fallback);
    bool hasRoom() const;
    void fail(const JsonNode &node, const QString &path, const QString &message);

    Profile m_profile;
    ProfileLoad m_load;
};

} // namespace doorbuster
