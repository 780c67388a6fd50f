// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartvalues.h"

#include "core/text/format.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
/// Rows are a second apart; the stock is looked at about once a second.
constexpr double nearEnough = 2;
/// Marks are one a place, or one a second: what is beside a mark is not it.
constexpr double nearMark = 0.5;

/// The point that was measured next to x, which may be a gap.
std::optional<std::size_t> pointAt(const ChartSeries &series, double x)
{
    const auto after = std::ranges::upper_bound(series.x, x);
    const auto next = std::size_t(after - series.x.begin());
    std::optional<std::size_t> found;
    double distance = isMarks(series.style) ? nearMark : nearEnough;
    if (next > 0 && x - series.x[next - 1] <= distance) {
        found = next - 1;
        distance = x - series.x[next - 1];
    }
    if (after != series.x.end() && series.x[next] - x < distance) {
        found = next;
    }
    return found;
}

std::optional<std::size_t> latestPoint(const ChartSeries &series, double until)
{
    for (std::size_t i = series.x.size(); i-- > 0;) {
        if (series.x[i] <= until && std::isfinite(series.y[i])) {
            return i;
        }
    }
    return std::nullopt;
}

QString valueText(const ChartSeries &series, ChartUnit unit, double value, std::optional<std::size_t> point)
{
    const QString text = formatChartValue(value, unit);
    if (!point || series.low.empty()) {
        return text;
    }
    const QString low = formatChartValue(series.low[*point], unit);
    return low == text ? text : QString(low + u" \u2013 "_s + text);
}

} // namespace

double valueAt(const ChartSeries &series, double x)
{
    if (!series.isContinuous) {
        const auto point = pointAt(series, x);
        return point ? series.y[*point] : noValue;
    }
    const auto after = std::ranges::upper_bound(series.x, x);
    const auto next = std::size_t(after - series.x.begin());
    const bool hasNext = after != series.x.end();
    if (next == 0 || (!hasNext && x > series.x.back())) {
        return noValue;
    }
    const double y = series.y[next - 1];
    const double x0 = series.x[next - 1];
    return hasNext ? y + (series.y[next] - y) * (x - x0) / (series.x[next] - x0) : y;
}

double latestValue(const ChartSeries &series, double until)
{
    if (series.isContinuous) {
        return valueAt(series, until);
    }
    const auto point = latestPoint(series, until);
    return point ? series.y[*point] : noValue;
}

QString seriesTextAt(const ChartSeries &series, ChartUnit unit, double x)
{
    const double value = valueAt(series, x);
    return std::isfinite(value)
        ? valueText(series, unit, value, series.isContinuous ? std::nullopt : pointAt(series, x))
        : QString();
}

QString valuesText(const ChartData &chart, std::optional<double> x, const QSet<QString> &hidden)
{
    if (!x && !chart.summary.isEmpty()) {
        return chart.summary;
    }
    QStringList parts;
    for (const ChartSeries &series : chart.series) {
        if (hidden.contains(series.id)) {
            continue;
        }
        const double until = chart.now.value_or(chart.xTo);
        const double value = x ? valueAt(series, *x) : latestValue(series, until);
        if (std::isfinite(value)) {
            const auto point = series.isContinuous ? std::nullopt
                : x                                ? pointAt(series, *x)
                                                   : latestPoint(series, until);
            parts.append(displayText(series.name) + u' ' + valueText(series, chart.unit, value, point));
        }
    }
    return parts.isEmpty() ? chart.emptyText : parts.join(u" \u00b7 "_s);
}

} // namespace doorbuster
