// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/designtokens.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// What a chart's x values are, and so how its axis and hover write them (formatChartX()).
enum class ChartAxis : quint8 {
    Time, ///< seconds
    Place, ///< 1-based places in an order
};

/// What a chart's y values are, and so how axis and hover write them (formatChartValue()).
enum class ChartUnit : quint8 { Count, PerSecond, Milliseconds, Seconds, Share };

struct ChartSeries {
    enum class Style : quint8 {
        Line,
        Dashed,
        Area, ///< a line, and a light fill down to 0
        Stacked, ///< filled, on top of the stacked series before it
        Band, ///< a line, and a light fill down to `low`
        Dots, ///< single marks, as the three below; each has a shape of its own
        Rings,
        Crosses, ///< larger: what must be seen
        Triangles, ///< likewise
    };

    QString id; ///< stable, for the legend's state and for tests: "p95"
    QString name; ///< for the legend
    ChartTint tint = ChartTint::Blue;
    Style style = Style::Line;
    std::vector<double> x; ///< seconds or places, ascending
    std::vector<double> y; ///< as many; NaN is a gap. Stacked series hold their own values, not sums
    bool isContinuous = false; ///< a plan, known between its points as well; else only they were measured
    std::vector<double> low = {}; ///< with Band: as many, its lower edge; else empty

    friend bool operator==(const ChartSeries &, const ChartSeries &) = default;
};

/// Single marks, with nothing between them.
constexpr bool isMarks(ChartSeries::Style style)
{
    using enum ChartSeries::Style;
    return style == Dots || style == Rings || style == Crosses || style == Triangles;
}

/// A horizontal line that must not be crossed, with its limit written on it.
struct ChartLimit {
    double value = 0;
    QString label; ///< "p(95)<2000"

    friend bool operator==(const ChartLimit &, const ChartLimit &) = default;
};

/// What one chart shows: a value, without any drawing. Texts may hold anything; whoever draws escapes them.
struct ChartData {
    QString id; ///< "latency": also the name of an exported file
    QString title;
    ChartUnit unit = ChartUnit::Count;
    std::vector<ChartSeries> series; ///< first to last is bottom to top
    std::vector<ChartLimit> limits;
    std::vector<double> bounds; ///< x of the stages' bounds, seconds
    ChartAxis xAxis = ChartAxis::Time;
    double xFrom = 0; ///< extent of the whole chart; the plan's part ahead of now included
    double xTo = 0;
    std::optional<double> now; ///< while the run goes on
    QString note; ///< what a reader must know of these figures: "generator-bound"; usually empty
    QString remark = {}; ///< how the figures are to be read, and no warning: "holds are seen by polling, every 2 s"
    QString emptyText; ///< said where nothing is to be drawn: "No hold yet"
    QString summary = {}; ///< all of it in words, for those who do not see it; empty = its latest values

    /// Whether any series has a value to draw.
    bool isEmpty() const;

    friend bool operator==(const ChartData &, const ChartData &) = default;
};

/// For axis and hover: "1,500", "2.5k" (brief), "208 ms", "0.4 %". NaN is absentText().
QString formatChartValue(double value, ChartUnit unit, bool brief = false);
/// A place on the x axis: "2:30", "1,204".
QString formatChartX(double x, ChartAxis axis);

/// A time on a chart's x axis.
inline double secondsOf(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace doorbuster
