// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartdata.h"

#include "core/charts/axisticks.h"
#include "core/text/format.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// "950", "1.5k", "12M": three significant digits.
QString briefNumber(double value)
{
    static constexpr std::array<QStringView, 5> suffixes{u"", u"k", u"M", u"G", u"T"};
    if (!std::isfinite(value)) {
        return absentText();
    }
    std::size_t suffix = 0;
    // 999.6 would round to 1,000.
    while (std::abs(value) >= 999.5 && suffix + 1 < suffixes.size()) {
        value /= 1000;
        ++suffix;
    }
    return formatNumber(value) + suffixes[suffix];
}

} // namespace

bool ChartData::isEmpty() const
{
    return std::ranges::none_of(series,
        [](const ChartSeries &one) { return std::ranges::any_of(one.y, [](double y) { return std::isfinite(y); }); });
}

QString formatChartValue(double value, ChartUnit unit, bool brief)
{
    switch (unit) {
    case ChartUnit::Count:
        return brief ? briefNumber(value) : formatDecimal(value, 1);
    case ChartUnit::PerSecond:
        return brief ? briefNumber(value) : formatRate(value);
    case ChartUnit::Milliseconds:
        return formatMilliseconds(value);
    case ChartUnit::Seconds:
        return formatMilliseconds(value * 1000);
    case ChartUnit::Share:
        return brief && std::isfinite(value) ? QString(formatDecimal(value * 100, 2) + " %"_L1) : formatPercent(value);
    }
    Q_UNREACHABLE();
}

QString formatChartX(double x, ChartAxis axis)
{
    if (axis == ChartAxis::Time) {
        return formatChartTime(x);
    }
    return std::isfinite(x) ? formatCount(std::llround(std::clamp(x, -1e15, 1e15))) : absentText();
}

} // namespace doorbuster
