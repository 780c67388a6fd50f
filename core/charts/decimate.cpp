// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/decimate.h"

#include <algorithm>
#include <cmath>

namespace doorbuster {

namespace {

struct Stretch {
    std::size_t first = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - first; }
};

/// The points within [from, to], and one beyond each end.
Stretch stretchOf(const std::vector<double> &x, double from, double to)
{
    auto first = std::ranges::lower_bound(x, from);
    auto end = std::ranges::upper_bound(first, x.end(), to);
    if (first != x.begin()) {
        --first;
    }
    if (end != x.end()) {
        ++end;
    }
    return {std::size_t(first - x.begin()), std::size_t(end - x.begin())};
}

/// The places to keep of one step: where the value is least and greatest, and a gap before, between and after them.
template <class Value>
void keepOf(std::size_t first, std::size_t end, Value value, std::vector<std::size_t> &kept)
{
    std::size_t least = end;
    std::size_t greatest = end;
    for (std::size_t i = first; i < end; ++i) {
        const double y = value(i);
        if (std::isnan(y)) {
            continue;
        }
        if (least == end || y < value(least)) {
            least = i;
        }
        if (greatest == end || y > value(greatest)) {
            greatest = i;
        }
    }
    const auto [one, other] = std::minmax(least, greatest);
    // One place stands for a whole gap.
    bool inGap = !kept.empty() && std::isnan(value(kept.back()));
    for (std::size_t i = first; i < end; ++i) {
        if (i == one || i == other) {
            kept.push_back(i);
            inGap = false;
        } else if (!inGap && std::isnan(value(i))) {
            kept.push_back(i);
            inGap = true;
        }
    }
}

/// The length of a step, a power of two. Steps begin at multiples of it: so they stay where they are while a run grows
/// and while the view moves, and curves do not tremble.
double stepLength(double length, std::size_t steps)
{
    return std::exp2(std::ceil(std::log2(std::max(length, 1e-6) / double(steps))));
}

/// The places that stay when all of a stretch is thinned to about `limit` points.
template <class Value>
std::vector<std::size_t> keptPlaces(
    const std::vector<double> &x, double from, double to, std::size_t limit, Value value)
{
    const Stretch all = stretchOf(x, from, to);
    std::size_t count = 0;
    for (std::size_t i = all.first; i < all.end; ++i) {
        count += std::isnan(value(i)) ? 0 : 1;
    }
    std::vector<std::size_t> kept;
    limit = std::max<std::size_t>(limit, 8);
    const bool fits = count <= limit;
    // Four points go to the ends, and one step more than fit may lie on them.
    const double step = fits ? 0 : stepLength(x[all.end - 1] - x[all.first], (limit - 6) / 2);
    for (std::size_t first = all.first; first < all.end;) {
        std::size_t end = first + 1;
        const bool isEnd = first == all.first || end == all.end;
        if (!fits && !isEnd) {
            const double bound = (std::floor(x[first] / step) + 1) * step;
            while (end + 1 < all.end && x[end] < bound) {
                ++end;
            }
        }
        keepOf(first, end, value, kept);
        first = end;
    }
    return kept;
}

ChartSeries withoutPoints(const ChartSeries &series)
{
    return {.id = series.id,
        .name = series.name,
        .tint = series.tint,
        .style = series.style,
        .x = {},
        .y = {},
        .isContinuous = series.isContinuous};
}

ChartSeries onlyPlaces(const ChartSeries &series, const std::vector<std::size_t> &places)
{
    ChartSeries part = withoutPoints(series);
    part.x.reserve(places.size());
    part.y.reserve(places.size());
    for (const std::size_t place : places) {
        part.x.push_back(series.x[place]);
        part.y.push_back(series.y[place]);
        if (!series.low.empty()) {
            part.low.push_back(series.low[place]);
        }
    }
    return part;
}

} // namespace

ChartSeries thinned(const ChartSeries &series, double from, double to, std::size_t limit)
{
    return onlyPlaces(series, keptPlaces(series.x, from, to, limit, [&series](std::size_t i) { return series.y[i]; }));
}

std::vector<ChartSeries> thinStack(std::span<const ChartSeries> stack, double from, double to, std::size_t limit)
{
    std::vector<ChartSeries> parts;
    if (stack.empty()) {
        return parts;
    }
    const std::vector<double> &x = stack.front().x;
    std::vector<double> sums(x.size(), 0);
    for (const ChartSeries &series : stack) {
        if (series.x != x) {
            continue;
        }
        for (std::size_t i = 0; i < x.size(); ++i) {
            sums[i] += std::isnan(series.y[i]) ? 0 : series.y[i];
        }
    }
    const auto places = keptPlaces(x, from, to, limit, [&sums](std::size_t i) { return sums[i]; });
    for (const ChartSeries &series : stack) {
        if (series.x == x) {
            parts.push_back(onlyPlaces(series, places));
        }
    }
    return parts;
}

ChartSeries clipped(const ChartSeries &series, double from, double to)
{
    ChartSeries part = withoutPoints(series);
    const bool hasLow = !series.low.empty();
    const auto add = [&](double x, double y, double low) {
        part.x.push_back(x);
        part.y.push_back(y);
        if (hasLow) {
            part.low.push_back(low);
        }
    };
    const auto addCrossing = [&](std::size_t i, double at) {
        if (isMarks(series.style)) {
            return; // there is nothing between marks
        }
        const double x0 = series.x[i - 1];
        const double x1 = series.x[i];
        const auto between = [&](const std::vector<double> &y) {
            return y[i - 1] + (y[i] - y[i - 1]) * (at - x0) / (x1 - x0);
        };
        const double y = between(series.y);
        if (!std::isnan(y)) {
            add(at, y, hasLow ? between(series.low) : 0);
        }
    };
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        const double x = series.x[i];
        if (i > 0 && series.x[i - 1] < from && x > from) {
            addCrossing(i, from);
        }
        if (i > 0 && series.x[i - 1] < to && x > to) {
            addCrossing(i, to);
        }
        if (x >= from && x <= to) {
            add(x, series.y[i], hasLow ? series.low[i] : 0);
        }
    }
    return part;
}

} // namespace doorbuster
