// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/stagemodel.h"

#include "core/profile/fieldtable.h"
#include "core/profile/stagestext.h"
#include "core/text/format.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

const QString stagesPath = QStringLiteral("load.stages");

std::optional<int> targetOf(const FormRow &row)
{
    const FieldReading reading = readCell(stageTargetField(), row[kStageTarget]);
    const auto *value = std::get_if<FieldValue>(&reading);
    return value ? std::optional(std::get<int>(*value)) : std::nullopt;
}

} // namespace

StageModel::StageModel(ProfileDocument &document, QObject *parent)
    : FormTableModel(document, stagesPath, tr("stage"), parent)
{
}

int StageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int StageModel::cellOf(int column) const
{
    return column == Duration ? kStageDuration : column == Target ? kStageTarget : -1;
}

QString StageModel::columnTitle(int column) const
{
    switch (column) {
    case Number:
        return u"#"_s;
    case Description:
        return tr("Stage");
    case Duration:
        return tr("Duration");
    default:
        return tr("Target");
    }
}

QVariant StageModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole && index.isValid())
        return int((index.column() <= Target ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (index.isValid() && index.column() == Number) {
        if (role == SortRole)
            return index.row();
        if (role == Qt::ForegroundRole)
            return toColor(Appearance::instance().tokens().secondary);
        const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
        return isText ? QVariant(formatCount(index.row() + 1)) : QVariant();
    }
    if (index.isValid() && index.column() == Description) {
        if (role == SortRole)
            return index.row();
        const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole;
        return isText ? QVariant(describe(index.row())) : QVariant();
    }
    return FormTableModel::data(index, role);
}

QString StageModel::display(int row, int cell) const
{
    if (cell == kStageTarget) {
        if (const auto target = targetOf(rows()[row]))
            return formatCount(*target);
    }
    return FormTableModel::display(row, cell);
}

QString StageModel::describe(int row) const
{
    const FieldReading duration = readCell(stageDurationField(), rows()[row][kStageDuration]);
    const auto target = targetOf(rows()[row]);
    // From where it goes, as far as that is known.
    const auto from = row > 0 ? targetOf(rows()[row - 1]) : std::optional(document().profile().load.startVUs);
    const auto *time = std::get_if<FieldValue>(&duration);
    if (!time || !target || !from)
        return absentText();
    return stageDescription({std::get<std::chrono::milliseconds>(*time), *target}, *from);
}

std::optional<QString> StageModel::misfit(int, int cell, const QString &text) const
{
    const FieldReading reading = readCell(*cellField(stagesPath, cell), {text});
    const auto *problem = std::get_if<FieldProblem>(&reading);
    return problem ? std::optional(problem->message) : std::nullopt;
}

/// Holds what the plan has reached: the least surprising thing to change from.
FormRow StageModel::freshRow() const
{
    const auto target = rows().isEmpty() ? std::nullopt : targetOf(rows().last());
    return {{u"30s"_s}, {QString::number(target.value_or(100))}};
}

} // namespace doorbuster
