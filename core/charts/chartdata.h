// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/designtokens.h"

#include <QString>

#include <optional>
#include <vector>

namespace doorbuster {

/// What a chart's y values are, and so how axis and hover write them (formatChartValue()).
enum class ChartUnit : quint8 { Count, PerSecond, Milliseconds, Seconds, Share };

struct ChartSeries {
    enum class Style : quint8 {
        Line,
        Dashed,
        Area, ///< a line, and a light fill down to 0
        Stacked, ///< filled, on top of the stacked series before it
    };

    QString id; ///< stable, for the legend's state and for tests: "p95"
    QString name; ///< for the legend
    ChartTint tint = ChartTint::Blue;
    Style style = Style::Line;
    std::vector<double> x; ///< seconds, ascending
    std::vector<double> y; ///< as many; NaN is a gap. Stacked series hold their own values, not sums
    bool isContinuous = false; ///< a plan, known between its points as well; else only they were measured

    friend bool operator==(const ChartSeries &, const ChartSeries &) = default;
};

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
    double xFrom = 0; ///< extent of the whole chart, seconds; the plan's part ahead of now included
    double xTo = 0;
    std::optional<double> now; ///< while the run goes on
    QString note; ///< what a reader must know of these figures: "generator-bound"; usually empty
    QString emptyText; ///< said where nothing is to be drawn: "No hold yet"

    /// Whether any series has a value to draw.
    bool isEmpty() const;

    friend bool operator==(const ChartData &, const ChartData &) = default;
};

/// For axis and hover: "1,500", "2.5k" (brief), "208 ms", "0.4 %". NaN is absentText().
QString formatChartValue(double value, ChartUnit unit, bool brief = false);

} // namespace doorbuster
