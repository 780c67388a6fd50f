// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/outcomesmodel.h"

#include "core/text/format.h"
#include "ui/run/outcometext.h"

#include <QFont>

namespace doorbuster {

OutcomesModel::OutcomesModel(QObject *parent)
    : RowModel(ColumnCount, parent)
{
}

void OutcomesModel::setFigures(const RunFigures &figures)
{
    std::vector<OutcomeRow> lines;
    const quint64 started = figures.journeysStarted;
    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason) {
            if (const quint64 count = figures.outcomes[outcome][reason]; count > 0) {
                lines.push_back({.outcome = doorbuster::Outcome(outcome),
                    .reason = OutcomeReason(reason),
                    .count = count,
                    .of = started});
            }
        }
    }
    if (const quint64 ended = figures.journeysEnded(); started > ended) {
        lines.push_back({.kind = OutcomeRow::Kind::UnderWay, .count = started - ended, .of = started});
    }
    if (!lines.empty()) {
        lines.push_back({.kind = OutcomeRow::Kind::All, .count = started, .of = started});
    }
    setRows(std::move(lines));
}

QVariant OutcomesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const OutcomeRow &line = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(line, column);
    case SortRole:
        return column == Count || column == Share ? QVariant(line.count) : QVariant(text(line, column));
    case PinnedRole:
        return line.kind == OutcomeRow::Kind::All;
    case Qt::TextAlignmentRole:
        return alignment(column == Count || column == Share);
    case Qt::FontRole: {
        if (line.kind != OutcomeRow::Kind::All) {
            return {};
        }
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    default:
        return {};
    }
}

QVariant OutcomesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return RowModel::headerData(section, orientation, role);
    }
    if (role == Qt::TextAlignmentRole) {
        return alignment(section == Count || section == Share);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Outcome:
        return tr("Outcome");
    case Reason:
        return tr("Reason");
    case Count:
        return tr("Journeys");
    case Share:
        return tr("Share");
    default:
        return {};
    }
}

QString OutcomesModel::text(const OutcomeRow &line, int column)
{
    switch (column) {
    case Outcome:
        return line.kind == OutcomeRow::Kind::All     ? tr("all journeys")
            : line.kind == OutcomeRow::Kind::UnderWay ? tr("Under way")
                                                      : outcomeText(line.outcome);
    case Reason:
        return line.kind == OutcomeRow::Kind::Ended ? reasonText(line.reason) : QString();
    case Count:
        return formatCount(line.count);
    case Share:
        return formatPercent(line.count, line.of);
    default:
        return {};
    }
}

} // namespace doorbuster
