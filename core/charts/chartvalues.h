// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <QSet>

#include <optional>

namespace doorbuster {

/// A series' value at x: that of the point next to it, within 2 s, or half a step of marks; of a continuous series what
/// its line shows there. NaN where nothing was measured.
double valueAt(const ChartSeries &series, double x);

/// The last value that a series has, up to and not beyond `until`; NaN without any.
double latestValue(const ChartSeries &series, double until);

/// What a series says at x, "12 ms"; of a band both edges, "0.5 s – 2.5 s". Empty where nothing was measured.
QString seriesTextAt(const ChartSeries &series, ChartUnit unit, double x);

/// "p50 12 ms · p95 40 ms": what a reader who cannot see the chart is told. At `x`, or at its latest point where unset.
/// Series without a value there, and hidden ones, are left out; the chart's empty text where none is left. Without
/// `x`, a chart that has a summary tells that.
QString valuesText(const ChartData &chart, std::optional<double> x, const QSet<QString> &hidden = {});

} // namespace doorbuster
