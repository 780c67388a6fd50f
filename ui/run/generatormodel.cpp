// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/generatormodel.h"

#include "core/text/format.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

GeneratorModel::GeneratorModel(QObject *parent)
    : RowModel(ColumnCount, parent)
{
}

void GeneratorModel::setFigures(const RunFigures &figures)
{
    const GeneratorHealth &health = figures.health;
    std::vector<GeneratorRow> lines;
    const auto add = [&lines](int id, const QString &figure, const QString &value, const QString &remark = {}) {
        lines.push_back({id, figure, value, remark});
    };
    const QString limit = tr("limit %1").arg(formatTime(health.lagLimit));
    if (health.measured()) {
        add(0, tr("Event-loop lag, p99"), formatTime(health.loopLagP99), limit);
        add(1, tr("Event-loop lag, median and max"),
            formatTime(health.loopLagP50) + u" · "_s + formatTime(health.loopLagMax));
    }
    if (health.timerSamples > 0) {
        add(2, tr("Timer delay, p99"), formatTime(health.timerLatenessP99), limit);
        add(3, tr("Timer delay, max"), formatTime(health.timerLatenessMax));
    }
    if (health.plannedPeak > 0 && health.workers > 0) {
        add(4, tr("Virtual users, most at a time"), formatCount(health.reachedPeak),
            tr("of %1 planned").arg(formatCount(health.plannedPeak)));
    }
    if (health.workers > 0) {
        add(5, tr("Requests that never left this machine"), formatCount(health.localFailures),
            tr("out of sockets or ports; not counted as the shop's failures"));
    }
    if (const auto share = health.cpuShare(); share && *share > 0) {
        add(6, tr("Processor"), formatPercent(*share),
            tr("of one core, over load and drain; %1 workers").arg(formatCount(health.workers)));
    }
    if (health.peakMemory > 0) {
        add(7, tr("Memory, at most"), formatBytes(double(health.peakMemory)));
    }
    if (health.openSockets || health.peakSockets) {
        add(8, tr("Open sockets"), formatCount(health.openSockets),
            tr("%1 at most").arg(formatCount(health.peakSockets)));
    }
    setRows(std::move(lines));
}

QVariant GeneratorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const GeneratorRow &line = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return index.column() == Figure ? line.figure : index.column() == Value ? line.value : line.remark;
    case Qt::TextAlignmentRole:
        return alignment(index.column() == Value);
    default:
        return {};
    }
}

QVariant GeneratorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return RowModel::headerData(section, orientation, role);
    }
    if (role == Qt::TextAlignmentRole) {
        return alignment(section == Value);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Figure ? tr("This machine") : section == Value ? tr("Measured") : tr("Remark");
}

} // namespace doorbuster
