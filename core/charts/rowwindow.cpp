// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/rowwindow.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace doorbuster {

namespace {

/// Once no buyer was seen for this long, the load is over.
constexpr double longestPause = 2;

bool hasBuyers(const SecondRow &row)
{
    const auto hasOutcome = [](const auto &reasons) {
        return std::ranges::any_of(reasons, [](quint32 count) { return count > 0; });
    };
    return row.vusActual > 0 || row.vusPlanned > 0 || row.all.count > 0 || row.confirmed > 0 || row.journeysStarted > 0
        || std::ranges::any_of(row.outcomes, hasOutcome);
}

} // namespace

RowWindow::RowWindow(const RunChartInput &input)
    : m_loadStart(secondsOf(input.loadStart))
    , m_latest(std::numeric_limits<double>::infinity())
{
    auto first =
        std::ranges::find_if(input.rows, [this](const SecondRow &row) { return double(row.second + 1) > m_loadStart; });
    auto end = input.rows.end();
    while (end != first && !hasBuyers(*std::prev(end))) {
        --end;
    }
    m_rows = input.rows.subspan(std::size_t(first - input.rows.begin()), std::size_t(end - first));
    if (!input.now) {
        return;
    }
    const double now = secondsOf(*input.now - input.loadStart);
    m_latest = std::max(now, 0.0);
    if (now >= 0 && (m_rows.empty() || now <= double(m_rows.back().second + 1) - m_loadStart + longestPause)) {
        m_now = now;
    }
}

double RowWindow::end() const
{
    return isEmpty() ? 0 : endOf(m_rows.back());
}

double RowWindow::middleOf(const SecondRow &row) const
{
    return std::max(double(row.second) + 0.5 - m_loadStart, 0.0);
}

double RowWindow::endOf(const SecondRow &row) const
{
    return std::min(double(row.second + 1) - m_loadStart, m_latest);
}

void RowWindow::addMeasured(ChartSeries &series, const std::function<double(const SecondRow &)> &y) const
{
    series.x.reserve(series.x.size() + m_rows.size());
    series.y.reserve(series.y.size() + m_rows.size());
    for (const SecondRow &row : m_rows) {
        if (row.final) {
            series.x.push_back(middleOf(row));
            series.y.push_back(y(row));
        }
    }
}

void RowWindow::addStanding(ChartSeries &series, const std::function<double(const SecondRow &)> &y) const
{
    series.x.reserve(series.x.size() + m_rows.size());
    series.y.reserve(series.y.size() + m_rows.size());
    for (const SecondRow &row : m_rows) {
        series.x.push_back(endOf(row));
        series.y.push_back(y(row));
    }
}

} // namespace doorbuster
