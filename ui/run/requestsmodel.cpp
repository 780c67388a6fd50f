// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/requestsmodel.h"

#include "core/text/format.h"

#include <QFont>

#include <limits>

namespace doorbuster {

namespace {

double valueOrNaN(std::optional<double> value)
{
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

/// The column's figure in ms; null where it is none of the times.
std::optional<double> RequestFigures::*timeOf(int column)
{
    switch (column) {
    case RequestsModel::Average:
        return &RequestFigures::average;
    case RequestsModel::P50:
        return &RequestFigures::p50;
    case RequestsModel::P90:
        return &RequestFigures::p90;
    case RequestsModel::P95:
        return &RequestFigures::p95;
    case RequestsModel::P99:
        return &RequestFigures::p99;
    case RequestsModel::Max:
        return &RequestFigures::max;
    case RequestsModel::SincePlanned:
        return &RequestFigures::fromIntendedStartP95;
    default:
        return nullptr;
    }
}

} // namespace

RequestsModel::RequestsModel(QObject *parent)
    : RowModel(ColumnCount, parent)
{
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const RequestFigures &figures = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(figures, index.column());
    case SortRole:
        return sortValue(figures, index.column());
    case PinnedRole:
        return !figures.name;
    case Qt::TextAlignmentRole:
        return alignment(index.column() != Name);
    case Qt::FontRole: {
        if (figures.name) {
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

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return RowModel::headerData(section, orientation, role);
    }
    if (role == Qt::TextAlignmentRole) {
        return alignment(section != Name);
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case PerSecond:
            return tr("Over load and drain, as far as they went");
        case Failed:
        case FailedShare:
            return tr(
                "No answer, or a status that this call does not expect; what never left this machine is left out");
        case SincePlanned:
            return tr(
                "p95 counted from when the buyer intended to send the request, with those that could not be sent because "
                "it still waited for an answer: what a stall costs");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Request");
    case Count:
        return tr("Count");
    case PerSecond:
        return tr("Per second");
    case Failed:
        return tr("Failed");
    case FailedShare:
        return tr("Failed %");
    case Average:
        return tr("Avg");
    case P50:
        return tr("p50");
    case P90:
        return tr("p90");
    case P95:
        return tr("p95");
    case P99:
        return tr("p99");
    case Max:
        return tr("Max");
    case SincePlanned:
        return tr("p95 from intended start");
    default:
        return {};
    }
}

QString RequestsModel::text(const RequestFigures &figures, int column)
{
    if (const auto time = timeOf(column)) {
        return formatMilliseconds(valueOrNaN(figures.*time));
    }
    switch (column) {
    case Name:
        return figures.name ? toString(*figures.name).toString() : tr("all requests");
    case Count:
        return formatCount(figures.count);
    case PerSecond:
        return formatRate(valueOrNaN(figures.perSecond));
    case Failed:
        return formatCount(figures.failed);
    case FailedShare:
        return formatPercent(valueOrNaN(figures.failedShare));
    default:
        return {};
    }
}

QVariant RequestsModel::sortValue(const RequestFigures &figures, int column)
{
    const auto number = [](std::optional<double> value) { return value ? QVariant(*value) : QVariant(); };
    if (const auto time = timeOf(column)) {
        return number(figures.*time);
    }
    switch (column) {
    case Name:
        return text(figures, Name);
    case Count:
        return figures.count;
    case PerSecond:
        return number(figures.perSecond);
    case Failed:
        return figures.failed;
    case FailedShare:
        return number(figures.failedShare);
    default:
        return {};
    }
}

} // namespace doorbuster
