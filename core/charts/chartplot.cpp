// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartplot.h"

#include "core/charts/axisticks.h"
#include "core/charts/decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace doorbuster {

namespace {

constexpr int pixelsPerValueTick = 23;
constexpr int mostValueIntervals = 6;
constexpr double pixelsPerTick = 76;
/// A limit this many times above the data would flatten them; its label says where it is instead.
constexpr double farLimit = 1.6;

bool isStacked(const ChartSeries &series)
{
    return series.style == ChartSeries::Style::Stacked;
}

PlotSeries plotted(const ChartSeries &series, const PlotFrame &frame)
{
    ChartSeries part = clipped(series, frame.xFrom, frame.xTo);
    return {.id = series.id,
        .tint = series.tint,
        .style = series.style,
        .x = std::move(part.x),
        .y = std::move(part.y),
        .base = std::move(part.low)};
}

/// Sums up: each one's base is the upper edge of the one below.
void pile(PlotSeries &series, std::vector<double> &top)
{
    top.resize(series.x.size(), 0);
    series.base = top;
    for (std::size_t i = 0; i < top.size(); ++i) {
        top[i] += std::isnan(series.y[i]) ? 0 : series.y[i];
    }
    series.y = top;
}

/// How many points each series may have, so that all together keep to the limit: what short ones leave is for the
/// others.
std::size_t fairShare(const std::vector<const ChartSeries *> &shown, const PlotFrame &frame)
{
    std::vector<std::size_t> sizes;
    for (const ChartSeries *series : shown) {
        const auto first = std::ranges::lower_bound(series->x, frame.xFrom);
        const auto end = std::ranges::upper_bound(series->x, frame.xTo);
        sizes.push_back(std::size_t(std::max<std::ptrdiff_t>(end - first, 0)));
    }
    std::ranges::sort(sizes);
    std::size_t left = frame.points;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const std::size_t share = left / (sizes.size() - i);
        if (sizes[i] > share) {
            return share;
        }
        left -= sizes[i];
    }
    return frame.points;
}

void addSeries(ChartPlot &plot, const ChartData &chart, const PlotFrame &frame, const QSet<QString> &hidden)
{
    std::vector<const ChartSeries *> shown;
    std::vector<ChartSeries> stack;
    for (const ChartSeries &series : chart.series) {
        if (hidden.contains(series.id)) {
            continue;
        }
        shown.push_back(&series);
        if (isStacked(series)) {
            stack.push_back(series);
        }
    }
    const std::size_t limit = std::min(fairShare(shown, frame), std::size_t(std::max(frame.width, 1)) * 2);
    stack = thinStack(stack, frame.xFrom, frame.xTo, limit);
    std::vector<double> top;
    auto band = stack.cbegin();
    for (const ChartSeries *series : shown) {
        if (!isStacked(*series)) {
            plot.series.push_back(plotted(thinned(*series, frame.xFrom, frame.xTo, limit), frame));
        } else if (band != stack.cend() && band->id == series->id) {
            plot.series.push_back(plotted(*band++, frame));
            pile(plot.series.back(), top);
        }
    }
}

/// Axis and ticks of the values, and the limits that belong to them.
void addValues(ChartPlot &plot, const ChartData &chart, const PlotFrame &frame)
{
    double least = 0;
    double most = 0;
    for (const PlotSeries &series : plot.series) {
        for (const std::vector<double> *edge : {&series.y, &series.base}) {
            for (const double y : *edge) {
                if (std::isfinite(y)) {
                    least = std::min(least, y);
                    most = std::max(most, y);
                }
            }
        }
    }
    double needed = most;
    for (const ChartLimit &limit : chart.limits) {
        if (limit.value <= most * farLimit || most == 0) {
            needed = std::max(needed, limit.value);
        }
        least = std::min(least, limit.value);
    }
    const int intervals = std::min(frame.height / pixelsPerValueTick, mostValueIntervals);
    const ValueTicks ticks = valueTicks(least, needed, intervals, chart.unit);
    plot.yFrom = ticks.from;
    plot.yTo = ticks.to;
    // An axis of nothing has no scale.
    const bool isScaled = least < 0 || needed > 0 || !chart.isEmpty();
    for (const double at : ticks.at) {
        if (isScaled || at == 0) {
            plot.yTicks.push_back({at, formatChartValue(at, chart.unit, true)});
        }
    }
    for (const ChartLimit &limit : chart.limits) {
        if (std::isfinite(limit.value)) {
            plot.limits.push_back({limit.value, limit.label, limit.value > plot.yTo});
        }
    }
}

} // namespace

std::vector<PlotRun> plotRuns(const PlotSeries &series)
{
    std::vector<PlotRun> runs;
    for (std::size_t i = 0; i < series.y.size(); ++i) {
        if (!std::isfinite(series.y[i])) {
            continue;
        }
        if (runs.empty() || runs.back().end != i) {
            runs.push_back({i, i});
        }
        runs.back().end = i + 1;
    }
    return runs;
}

std::vector<PlotRun> bandEdges(const PlotSeries &series)
{
    std::vector<PlotRun> edges;
    for (std::size_t i = 1; i < series.base.size(); ++i) {
        if (series.y[i - 1] <= series.base[i - 1] && series.y[i] <= series.base[i]) {
            continue;
        }
        if (edges.empty() || edges.back().end != i) {
            edges.push_back({i - 1, i});
        }
        edges.back().end = i + 1;
    }
    return edges;
}

double plotMarkRadius(ChartSeries::Style style)
{
    return style == ChartSeries::Style::Crosses || style == ChartSeries::Style::Triangles ? 3.5 : 1.75;
}

double plotFillOpacity(ChartSeries::Style style)
{
    return style == ChartSeries::Style::Stacked ? 0.75 : 0.2;
}

std::size_t ChartPlot::pointCount() const
{
    std::size_t count = 0;
    for (const PlotSeries &one : series) {
        count += std::size_t(std::ranges::count_if(one.y, [](double y) { return std::isfinite(y); }));
    }
    return count;
}

ChartPlot makePlot(const ChartData &chart, PlotFrame frame, const QSet<QString> &hidden)
{
    frame.xTo = frame.xTo > frame.xFrom ? frame.xTo : frame.xFrom + 1;
    ChartPlot plot{.xFrom = frame.xFrom, .xTo = frame.xTo};
    const auto ticks = chart.xAxis == ChartAxis::Time ? timeTicks : placeTicks;
    for (const double at : ticks(plot.xFrom, plot.xTo, frame.width / pixelsPerTick)) {
        plot.xTicks.push_back({at, formatChartX(at, chart.xAxis)});
    }
    addSeries(plot, chart, frame, hidden);
    addValues(plot, chart, frame);
    const auto isInside = [&plot](double x) { return x >= plot.xFrom && x <= plot.xTo; };
    std::ranges::copy_if(chart.bounds, std::back_inserter(plot.bounds), isInside);
    if (chart.now && isInside(*chart.now)) {
        plot.now = chart.now;
    }
    return plot;
}

} // namespace doorbuster
