// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/jsonnode.h"
#include "core/profile/profile.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace doorbuster {

/// What a field holds, and so which editor fits it. `Structured` parts (stages, headers, severities, thresholds,
/// outputs, tags) have readers of their own; they stand in the table for their place, label and help.
enum class SettingKind { Text, Secret, Url, File, Duration, Integer, Number, Boolean, Choice, Structured };

/// A scalar field's value: text and choices as QString; monostate = an optional field that is unset.
using FieldValue = std::variant<std::monostate, QString, bool, int, double, std::chrono::milliseconds>;

/// Why a text or a JSON value does not fit a field, as a clause: `must be at least 1`.
struct FieldProblem {
    QString message;

    bool operator==(const FieldProblem &) const = default;
};

using FieldReading = std::variant<FieldValue, FieldProblem>;

/// One value of a choice. What is not `available` is named in the field's help and refused as not there yet.
struct FieldChoice {
    QString id;
    QString label;
    bool available = true;
};

/// The profile's member behind a field.
using FieldMember = std::variant<QString *, bool *, int *, double *, std::chrono::milliseconds *,
    std::optional<std::chrono::milliseconds> *, std::optional<bool> *, Transport *, ExpectedStatuses *, SaleMode *,
    OnOverlap *, AdminList *, LogProgress *>;

/// One row of the field table, see fieldtable.h: everything that form, file, command line, environment and
/// documentation need to know of a scalar field. Immutable after the table is made; free to read from any thread.
struct Field {
    QString path; ///< `target.apiBase`
    SettingKind kind = SettingKind::Text;
    QString label;
    QString help; ///< one sentence
    QString unit; ///< `users`, `units`, …; empty where the value carries its unit or has none
    std::optional<double> minimum; ///< durations in milliseconds
    std::optional<double> maximum;
    QList<FieldChoice> choices; ///< in the order of the enum
    /// The word for an optional field that is unset, or for the 0 of an integer: `auto`, `off`. Empty = no such word.
    QString unsetWord;
    QString environment; ///< the variable that sets it; empty = none
    bool bareSeconds = false; ///< that variable's bare number means seconds, as existing scripts have it
    FieldMember (*member)(Profile &profile) = nullptr; ///< null for structured parts

    bool isScalar() const { return member != nullptr; }
    /// Secrets are set by the environment only, and never written, shown or taken from a command line.
    bool isSecret() const { return kind == SettingKind::Secret; }

    FieldValue value(const Profile &profile) const;
    /// `value` must have come from this field, or have passed check().
    void setValue(Profile &profile, const FieldValue &value) const;
    /// The plan's default.
    FieldValue defaultValue() const;
    /// Type, range, choice. nullopt = fits.
    std::optional<FieldProblem> check(const FieldValue &value) const;

    FieldReading fromText(QStringView text) const;
    /// As fromText(), and where `bareSeconds` is set, a bare number too.
    FieldReading fromEnvironment(QStringView text) const;
    FieldReading fromJson(const JsonNode &node) const;

    /// As fromText() reads it back; for secrets a row of dots, or nothing when unset.
    QString toText(const FieldValue &value) const;
    JsonNode toJson(const FieldValue &value) const;
    /// `0 to 1`, `lean or stock`, `at least 1`: what fits, for help texts; empty when there is no limit worth telling.
    QString rangeText() const;
};

} // namespace doorbuster
