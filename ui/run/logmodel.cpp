// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/logmodel.h"

#include "core/text/format.h"

#include <algorithm>

namespace doorbuster {

namespace {

/// How many make room at once: a view is told of it each time.
constexpr std::size_t dropStep = 500;
constexpr int maxText = 500;

} // namespace

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void LogModel::append(std::span<const LogLine> lines)
{
    if (lines.size() > limit) {
        m_dropped += lines.size() - limit;
        lines = lines.last(limit);
    }
    if (lines.empty()) {
        return;
    }
    if (m_lines.size() + lines.size() > limit) {
        const std::size_t excess = m_lines.size() + lines.size() - limit;
        const std::size_t count = std::min(m_lines.size(), std::max(excess, dropStep));
        beginRemoveRows({}, 0, int(count) - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + qsizetype(count));
        endRemoveRows();
        m_dropped += count;
    }
    beginInsertRows({}, int(m_lines.size()), int(m_lines.size() + lines.size()) - 1);
    for (const LogLine &line : lines) {
        m_lines.push_back({line.at, line.vu, displayText(line.text, maxText)});
    }
    endInsertRows();
}

void LogModel::clear()
{
    m_dropped = 0;
    m_origin = {};
    if (!m_lines.empty()) {
        beginResetModel();
        m_lines.clear();
        endResetModel();
    }
}

void LogModel::setOrigin(std::chrono::nanoseconds origin)
{
    if (m_origin == origin) {
        return;
    }
    m_origin = origin;
    if (!m_lines.empty()) {
        Q_EMIT dataChanged(index(0, Time), index(int(m_lines.size()) - 1, Time));
    }
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const LogLine &line = m_lines[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Time  ? formatClock(line.at - m_origin)
            : index.column() == Source ? line.vu == 0 ? tr("run") : tr("VU %1").arg(line.vu)
                                       : line.text;
    case SortRole:
        return index.column() == Time  ? QVariant(qint64(line.at.count()))
            : index.column() == Source ? QVariant(line.vu)
                                       : QVariant(line.text);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((index.column() == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (role) {
    case Qt::DisplayRole:
        return section == Time ? tr("Time") : section == Source ? tr("Who") : tr("Message");
    case Qt::ToolTipRole:
        return section == Time ? tr("Since the load began, as on the charts") : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((section == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace doorbuster
