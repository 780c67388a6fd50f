// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/axisticks.h"

#include "core/text/duration.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace doorbuster {

namespace {

// What is exactly on a tick must not be pushed beyond it by rounding.
constexpr double tolerance = 1e-9;
constexpr double airAbove = 0.02;

bool isWhole(ChartUnit unit)
{
    return unit == ChartUnit::Count || unit == ChartUnit::PerSecond;
}

/// The least step of 1, 2, 5 · 10ⁿ that is not below `raw`.
double niceStep(double raw, ChartUnit unit)
{
    const double decade = std::pow(10, std::floor(std::log10(raw)));
    double step = 10 * decade;
    for (const double multiple : {1.0, 2.0, 5.0}) {
        if (multiple * decade >= raw * (1 - tolerance)) {
            step = multiple * decade;
            break;
        }
    }
    return isWhole(unit) ? std::max(step, 1.0) : step;
}

} // namespace

ValueTicks valueTicks(double least, double most, int intervals, ChartUnit unit)
{
    intervals = std::max(intervals, 2);
    if (!std::isfinite(least) || !std::isfinite(most)) {
        least = most = 0;
    }
    least = std::min(least, 0.0);
    most = std::max(most, 0.0);
    if (least == 0 && most == 0) {
        most = 1;
    } else {
        most += (most - least) * (most > 0 ? airAbove : 0);
    }
    // Below and above 0 are rounded up each, so the step that suits the sum may give one interval too many.
    double step = niceStep((most - least) / intervals, unit);
    const auto first = [&] { return std::floor(least / step + tolerance); };
    const auto last = [&] { return std::ceil(most / step - tolerance); };
    while (last() - first() > intervals) {
        step = niceStep(step * 1.5, unit);
    }
    ValueTicks ticks{.from = first() * step, .to = last() * step, .at = {}};
    for (double n = first(); n <= last(); ++n) {
        ticks.at.push_back(n == 0 ? 0 : n * step);
    }
    return ticks;
}

std::vector<double> timeTicks(double from, double to, double most)
{
    static constexpr std::array<double, 14> steps{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600};
    std::vector<double> ticks;
    if (!std::isfinite(from) || !std::isfinite(to) || to <= from) {
        return ticks;
    }
    const double raw = (to - from) / std::max(most, 1.0);
    const auto found = std::ranges::find_if(steps, [raw](double step) { return step >= raw * (1 - tolerance); });
    const double step = found != steps.end() ? *found : std::ceil(raw / 86400 - tolerance) * 86400;
    for (double n = std::ceil(from / step - tolerance); n * step <= to + tolerance * step; ++n) {
        ticks.push_back(n == 0 ? 0 : n * step);
    }
    return ticks;
}

std::vector<double> placeTicks(double from, double to, double most)
{
    std::vector<double> ticks;
    if (!std::isfinite(from) || !std::isfinite(to) || to <= from) {
        return ticks;
    }
    const double step = niceStep((to - from) / std::max(most, 1.0), ChartUnit::Count);
    for (double n = std::ceil(from / step - tolerance); n * step <= to + tolerance * step; ++n) {
        ticks.push_back(n == 0 ? 0 : n * step);
    }
    return ticks;
}

QString formatChartTime(double seconds)
{
    // A tick of 90 s must not read 1:29 because it is 89.9999….
    return std::isfinite(seconds)
        ? formatClock(std::chrono::milliseconds(std::llround(std::clamp(seconds, -1e12, 1e12) * 1000)))
        : QString();
}

} // namespace doorbuster
