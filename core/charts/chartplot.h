// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <QSet>

#include <vector>

namespace doorbuster {

/// At most this many points are drawn of a chart on screen: Qt Charts' time goes by points.
inline constexpr std::size_t mostPlotPoints = 600;

struct PlotTick {
    double at = 0;
    QString label;
};

/// A series as it is to be drawn, within the plot's range.
struct PlotSeries {
    QString id;
    ChartTint tint = ChartTint::Blue;
    ChartSeries::Style style = ChartSeries::Style::Line;
    std::vector<double> x;
    std::vector<double> y; ///< NaN is a gap; of a stacked series its upper edge
    std::vector<double> base; ///< the lower edge of a band or a stacked series; else empty

    bool isFilled() const
    {
        using enum ChartSeries::Style;
        return style == Area || style == Stacked || style == Band;
    }
};

/// Neighbouring points of a series, from `first` to before `end`.
struct PlotRun {
    std::size_t first = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - first; }
    friend bool operator==(const PlotRun &, const PlotRun &) = default;
};

/// What lies between the gaps of a series.
std::vector<PlotRun> plotRuns(const PlotSeries &series);
/// The stretches of a stacked series that have any height: along the others its edge is that of the one below.
std::vector<PlotRun> bandEdges(const PlotSeries &series);
/// Shorter than this (px), a line between two gaps shows its ends as dots, and no dash fits into it.
inline constexpr double shortPlotLine = 16;
/// How large a mark is, from its middle, px.
double plotMarkRadius(ChartSeries::Style style);
/// How solid a filled series is.
double plotFillOpacity(ChartSeries::Style style);

struct PlotLimit {
    double value = 0;
    QString label;
    bool isAbove = false; ///< beyond the upper end of the axis: only its label is shown there, with an arrow
};

/// A stretch of a chart's data worked out for drawing: thinned, clipped and stacked, with its axes. What SVG files and
/// the window's charts have in common; each only puts it on its own paper.
struct ChartPlot {
    double xFrom = 0;
    double xTo = 1;
    double yFrom = 0;
    double yTo = 1;
    std::vector<PlotTick> xTicks;
    std::vector<PlotTick> yTicks;
    std::vector<PlotSeries> series; ///< bottom to top, without hidden ones
    std::vector<PlotLimit> limits;
    std::vector<double> bounds;
    std::optional<double> now;

    std::size_t pointCount() const; ///< gaps do not count
};

struct PlotFrame {
    double xFrom = 0; ///< in the chart's own unit
    double xTo = 1;
    int width = 800; ///< of the plot's area, px at 96 dpi: how many ticks and points there is room for
    int height = 300;
    std::size_t points = mostPlotPoints; ///< of all series together
};

ChartPlot makePlot(const ChartData &chart, PlotFrame frame, const QSet<QString> &hidden = {});

} // namespace doorbuster
