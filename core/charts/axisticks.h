// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <vector>

namespace doorbuster {

/// Where the axis of values runs, and its ticks: multiples of 1, 2 or 5 times a power of ten, from the first to the
/// last.
struct ValueTicks {
    double from = 0;
    double to = 1;
    std::vector<double> at;
};

/// An axis that holds `least` and `most` and, where all is positive, 0, with at most `intervals` intervals (2 at least)
/// and a little air above. Counts and rates get whole ticks.
ValueTicks valueTicks(double least, double most, int intervals, ChartUnit unit);

/// Round times within [from, to] (seconds), at most `most` or so: every 1, 2, 5, 10, 15, 30 s, 1, 2, 5, 10, 30 min, 1
/// h, or whole multiples of hours.
std::vector<double> timeTicks(double from, double to, double most);

/// Round places within [from, to], at most `most` or so: multiples of 1, 2 or 5 times a power of ten.
std::vector<double> placeTicks(double from, double to, double most);

/// "2:30", "1:02:30": the place on the axis of time, for ticks and hover.
QString formatChartTime(double seconds);

} // namespace doorbuster
