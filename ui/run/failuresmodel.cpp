// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/failuresmodel.h"

#include "core/result/resulttext.h"
#include "core/text/format.h"

#include <unordered_map>

namespace doorbuster {

namespace {

std::size_t hashOf(const FailureGroup &group)
{
    return qHashMulti(
        0, int(group.name), int(group.group), group.status, group.errorCode, group.message, group.further);
}

} // namespace

bool FailureRow::isSameRow(const FailureRow &other) const
{
    if (group.further || other.group.further) {
        return group.further == other.group.further;
    }
    return group.name == other.group.name && group.group == other.group.group && group.status == other.group.status
        && group.errorCode == other.group.errorCode && group.message == other.group.message;
}

bool operator==(const FailureRow &a, const FailureRow &b)
{
    return a.isSameRow(b) && a.group.count == b.group.count && a.group.message == b.group.message && a.first == b.first
        && a.last == b.last;
}

FailuresModel::FailuresModel(QObject *parent)
    : RowModel(ColumnCount, parent)
{
}

void FailuresModel::setFailures(const std::vector<FailureGroup> &groups, std::chrono::nanoseconds origin)
{
    // They come by count, so their order changes from tick to tick; here each stays where it came in.
    std::unordered_multimap<std::size_t, std::size_t> unplaced;
    unplaced.reserve(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        unplaced.emplace(hashOf(groups[i]), i);
    }
    std::vector<bool> placed(groups.size());
    std::vector<FailureRow> ordered;
    ordered.reserve(groups.size());
    const auto place = [&](std::size_t i) {
        placed[i] = true;
        ordered.push_back({groups[i], groups[i].first - origin, groups[i].last - origin});
    };
    for (const FailureRow &present : rows()) {
        const auto [begin, end] = unplaced.equal_range(hashOf(present.group));
        for (auto at = begin; at != end; ++at) {
            if (!placed[at->second] && FailureRow{groups[at->second]}.isSameRow(present)) {
                place(at->second);
                break;
            }
        }
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (!placed[i]) {
            place(i);
        }
    }
    setRows(std::move(ordered));
}

QVariant FailuresModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const FailureRow &failure = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(failure, column);
    case Qt::ToolTipRole:
        return column == Message ? displayText(failure.group.message, 1000).toHtmlEscaped() : QVariant();
    case SortRole:
        return sortValue(failure, column);
    case PinnedRole:
        return failure.group.further;
    case Qt::TextAlignmentRole:
        return alignment(column != Request && column != Message);
    default:
        return {};
    }
}

QVariant FailuresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return RowModel::headerData(section, orientation, role);
    }
    switch (role) {
    case Qt::TextAlignmentRole:
        return alignment(section != Request && section != Message);
    case Qt::ToolTipRole:
        return section == First || section == Last ? tr("Since the load began, as on the charts")
            : section == Code                      ? tr("The reason as k6 numbers it (error_code)")
                                                   : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (section) {
    case Count:
        return tr("Count");
    case Request:
        return tr("Request");
    case Status:
        return tr("Status");
    case Code:
        return tr("Code");
    case Message:
        return tr("Reason");
    case First:
        return tr("First seen");
    case Last:
        return tr("Last seen");
    default:
        return {};
    }
}

QString FailuresModel::text(const FailureRow &failure, int column)
{
    const FailureGroup &group = failure.group;
    switch (column) {
    case Count:
        return formatCount(group.count);
    case Request:
        return requestText(group);
    case Status:
        return group.further ? QString() : group.status == 0 ? tr("no answer") : QString::number(group.status);
    case Code:
        return group.further || group.errorCode == 0 ? QString() : QString::number(group.errorCode);
    case Message:
        return displayText(group.message);
    case First:
        return formatClock(failure.first);
    case Last:
        return formatClock(failure.last);
    default:
        return {};
    }
}

QVariant FailuresModel::sortValue(const FailureRow &failure, int column)
{
    const FailureGroup &group = failure.group;
    switch (column) {
    case Count:
        return group.count;
    case Status:
        return int(group.status);
    case Code:
        return int(group.errorCode);
    case First:
        return qint64(failure.first.count());
    case Last:
        return qint64(failure.last.count());
    default:
        return text(failure, column);
    }
}

} // namespace doorbuster
