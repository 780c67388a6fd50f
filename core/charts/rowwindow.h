// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/runcharts.h"

#include <functional>
#include <optional>
#include <span>

namespace doorbuster {

/// The rows of a run that its charts show: from the load's start until the last journey ended. What comes before and
/// after (set-up, settling, verification) are rows without any buyer.
class RowWindow {
public:
    explicit RowWindow(const RunChartInput &input);

    std::span<const SecondRow> rows() const { return m_rows; }
    bool isEmpty() const { return m_rows.empty(); }
    /// Where the last row ends, seconds since the load's start; 0 without rows.
    double end() const;
    /// Where "now" is; unset for a finished run, before the load and once the load is over.
    std::optional<double> now() const { return m_now; }

    /// Adds y of every row, at the middle of its second: for what was counted or measured over the second. Rows that
    /// are not final are left out, for their counts may grow and their percentiles are not there yet.
    void addMeasured(ChartSeries &series, const std::function<double(const SecondRow &)> &y) const;
    /// Adds y of every row, at the end of its second (or now): for what stands so at that moment.
    void addStanding(ChartSeries &series, const std::function<double(const SecondRow &)> &y) const;

private:
    double middleOf(const SecondRow &row) const;
    double endOf(const SecondRow &row) const;

    std::span<const SecondRow> m_rows;
    double m_loadStart = 0; ///< seconds since the run's start
    std::optional<double> m_now;
    double m_latest; ///< no figure stands later than this
};

} // namespace doorbuster
