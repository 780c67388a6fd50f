// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/field.h"
#include "core/profile/profile.h"
#include "core/profile/profileerror.h"

#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

namespace doorbuster {

/// A text that a person edits: of a field, or of a cell in one of a profile's tables.
struct FormCell {
    QString text;
    /// Why a file's value does not fit although the text would, as with a number where a text belongs. Whoever edits
    /// the text drops it.
    QString fault = {};

    bool operator==(const FormCell &) const = default;
};
using FormRow = QList<FormCell>;

/// A profile as it is edited: texts, whether they parse or not, so that nothing that a person typed or that stands in a
/// file with errors is lost. A value; formReading() makes a profile of it.
struct ProfileForm {
    QMap<QString, FormCell> fields; ///< by path: the scalar fields that are given; the others hold their defaults
    QMap<QString, QList<FormRow>> tables; ///< by path, likewise: the structured parts, in the columns below
    /// What stands in the file but has no place in a profile: unknown names, parts of the wrong shape, secrets. It
    /// would be lost by writing.
    QList<ProfileError> foreign;

    bool isGiven(const QString &path) const { return fields.contains(path) || tables.contains(path); }
    /// The text of a scalar field, the default's where it is not given. A secret's is empty.
    QString text(const Field &field) const;
    /// The rows of a structured part, the default's where it is not given.
    QList<FormRow> rows(const QString &path) const;

    bool operator==(const ProfileForm &) const = default;
};

/// The columns of `load.stages`.
enum StageCell { kStageDuration, kStageTarget, kStageCells };
/// Of `thresholds`: a row a rule. Rows of one metric belong together wherever they stand.
enum ThresholdCell { kThresholdMetric, kThresholdExpression, kThresholdAbort, kThresholdDelay, kThresholdCells };
/// Of `target.headers`, `verification.severity`, `tags` (name, value) and `outputs` (kind, file).
enum PairCell { kPairName, kPairValue, kPairCells };

FormRow stageRow(const Stage &stage);
/// The rows of the structured part at `path`.
QList<FormRow> rowsOf(const Profile &profile, const QString &path);
/// The form of a profile in which the fields of `given` were set.
ProfileForm formOf(const Profile &profile, const QSet<QString> &given);

/// What a form says.
struct FormReading {
    Profile profile; ///< what does not parse holds its default; stages that do not parse are left out
    QSet<QString> given;
    QList<ProfileError> errors; ///< what does not parse, at its path, in the order of the field table; foreign first
};
FormReading formReading(const ProfileForm &form);

/// The path of a row, as errors name it: `load.stages[2]`, `thresholds.http_req_failed[0]`, `tags.team`.
QString rowPath(const QString &table, const QList<FormRow> &rows, qsizetype row);
/// The path of a cell: `load.stages[2].target`. The cells of a header or tag, and the metric and the expression of a
/// threshold, have that of their row.
QString cellPath(const QString &table, const QList<FormRow> &rows, qsizetype row, int cell);

/// A cell as formReading() takes it: spaces around what is not a free text do not count, whole numbers may be grouped
/// by commas, and nothing at all is the unset word where there is one.
FieldReading readCell(const Field &field, const FormCell &cell);

/// The rows that describe a table's cells: kind, label, range. Null for cells of free text.
const Field *cellField(const QString &table, int cell);

} // namespace doorbuster
