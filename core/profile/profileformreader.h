// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/jsonreader.h"
#include "core/profile/profileform.h"

#include <QSet>

namespace doorbuster {

/// Turns the JSON tree of a profile of this version into a form. What is wrong with it is ProfileReader's to say: this
/// keeps the texts. For one tree; see readForm().
class ProfileFormReader final {
public:
    ProfileForm read(const JsonReading &reading);

private:
    void readSection(const JsonNode &section, const QString &prefix);
    void readScalar(const Field &field, const JsonNode &node);
    void readTable(const QString &path, const JsonNode &node);
    QList<FormRow> stageRows(const JsonNode &node);
    QList<FormRow> thresholdRows(const JsonNode &node);
    FormRow thresholdRow(const QString &metric, const JsonNode &node, const QString &path);
    QList<FormRow> outputRows(const JsonNode &node);
    QList<FormRow> pairRows(const QString &path, const JsonNode &node);

    FormCell partCell(const JsonNode &object, const Field &row, const QString &path, const QString &absent);
    FormCell textCell(const JsonNode *node, const QString &path);

    ProfileForm m_form;
    QSet<QString> m_shown; ///< paths whose errors have a place in the form
    QSet<QString> m_dotted; ///< paths written as one name, which are not what they look like
};

} // namespace doorbuster
