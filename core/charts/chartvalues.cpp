// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartvalues.h"

#include "core/report/format.h"

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

} // namespace

double valueAt(const ChartSeries &series, double x)
{
    const auto after = std::ranges::upper_bound(series.x, x);
    const auto next = std::size_t(after - series.x.begin());
    const bool hasNext = after != series.x.end();
    if (series.isContinuous) {
        if (next == 0 || (!hasNext && x > series.x.back())) {
            return noValue;
        }
        const double y = series.y[next - 1];
        const double x0 = series.x[next - 1];
        return hasNext ? y + (series.y[next] - y) * (x - x0) / (series.x[next] - x0) : y;
    }
    double found = noValue;
    double distance = nearEnough;
    if (next > 0 && x - series.x[next - 1] <= distance) {
        found = series.y[next - 1];
        distance = x - series.x[next - 1];
    }
    if (hasNext && series.x[next] - x < distance) {
        found = series.y[next];
    }
    return found;
}

double latestValue(const ChartSeries &series, double until)
{
    if (series.isContinuous) {
        return valueAt(series, until);
    }
    for (std::size_t i = series.x.size(); i-- > 0;) {
        if (series.x[i] <= until && std::isfinite(series.y[i])) {
            return series.y[i];
        }
    }
    return noValue;
}

QString valuesText(const ChartData &chart, std::optional<double> x, const QSet<QString> &hidden)
{
    QStringList parts;
    for (const ChartSeries &series : chart.series) {
        const double value = x ? valueAt(series, *x) : latestValue(series, chart.now.value_or(chart.xTo));
        if (std::isfinite(value) && !hidden.contains(series.id)) {
            parts.append(displayText(series.name) + u' ' + formatChartValue(value, chart.unit));
        }
    }
    return parts.isEmpty() ? chart.emptyText : parts.join(u" \u00b7 "_s);
}

} // namespace doorbuster
