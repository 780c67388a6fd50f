// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/thresholdsmodel.h"

#include "core/metrics/metric.h"
#include "core/result/resulttext.h"
#include "core/result/verdictsign.h"
#include "core/text/format.h"
#include "ui/theme/appearance.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// Worst last, as the eye wants them when sorted downwards.
int severity(ThresholdResult::State state)
{
    switch (state) {
    case ThresholdResult::State::Pass:
        return 0;
    case ThresholdResult::State::NoData:
        return 1;
    case ThresholdResult::State::Fail:
        return 2;
    }
    Q_UNREACHABLE();
}

bool isOfTheBooks(const ThresholdResult &threshold)
{
    return threshold.metric == metricInfo(MetricId::FsOverbooking).name
        || threshold.metric == metricInfo(MetricId::FsUnderselling).name;
}

} // namespace

bool operator==(const ThresholdRow &a, const ThresholdRow &b)
{
    return a.isSameRow(b) && a.result.state == b.result.state && a.result.actual == b.result.actual
        && a.result.abortOnFail == b.result.abortOnFail && a.result.delayAbortEval == b.result.delayAbortEval
        && a.result.note == b.result.note;
}

ThresholdsModel::ThresholdsModel(QObject *parent)
    : RowModel(ColumnCount, parent)
{
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { tellColours(); });
}

void ThresholdsModel::setThresholds(std::span<const ThresholdResult> thresholds)
{
    std::vector<ThresholdRow> rows;
    rows.reserve(thresholds.size());
    for (const ThresholdResult &threshold : thresholds) {
        rows.push_back({threshold});
    }
    setRows(std::move(rows));
}

int ThresholdsModel::count(ThresholdResult::State state) const
{
    return int(std::ranges::count_if(rows(), [state](const ThresholdRow &row) { return row.result.state == state; }));
}

QVariant ThresholdsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const ThresholdResult &threshold = row(index.row()).result;
    switch (role) {
    case Qt::DisplayRole:
        return text(threshold, index.column());
    case SortRole:
        return sortValue(threshold, index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column() == Actual);
    case Qt::ForegroundRole:
        return index.column() == State ? QVariant(doorbuster::signOf(threshold.state).color) : QVariant();
    case verdictRole:
        return index.column() == State ? QVariant(int(verdictOf(threshold.state))) : QVariant();
    default:
        return {};
    }
}

QVariant ThresholdsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return RowModel::headerData(section, orientation, role);
    }
    if (role == Qt::TextAlignmentRole) {
        return alignment(section == Actual);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Metric:
        return tr("Metric");
    case Expression:
        return tr("Threshold");
    case Actual:
        return tr("Actual");
    case State:
        return tr("State");
    case Abort:
        return tr("On failure");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

QString ThresholdsModel::text(const ThresholdResult &threshold, int column) const
{
    switch (column) {
    case Metric:
        return displayText(threshold.metric);
    case Expression:
        return displayText(threshold.expression);
    case Actual:
        return threshold.actual ? thresholdActualText(threshold) : absentText(); // why it is so, the note tells
    case State:
        return doorbuster::signOf(threshold.state).text();
    case Abort:
        if (!threshold.abortOnFail) {
            return {};
        }
        return threshold.delayAbortEval.count() > 0
            ? tr("stops the run, after %1").arg(formatDuration(threshold.delayAbortEval))
            : tr("stops the run");
    case Note:
        if (!threshold.note.isEmpty()) {
            return displayText(threshold.note);
        }
        if (threshold.state != ThresholdResult::State::NoData) {
            return {};
        }
        return isOfTheBooks(threshold) ? tr("known once the books are read") : tr("nothing measured");
    default:
        return {};
    }
}

QVariant ThresholdsModel::sortValue(const ThresholdResult &threshold, int column)
{
    switch (column) {
    case Metric:
        return threshold.metric;
    case Expression:
        return threshold.expression;
    case Actual:
        return threshold.actual ? QVariant(*threshold.actual) : QVariant();
    case State:
        return severity(threshold.state);
    case Abort:
        return threshold.abortOnFail ? qint64(threshold.delayAbortEval.count()) : qint64(-1);
    case Note:
        return threshold.note;
    default:
        return {};
    }
}

} // namespace doorbuster
