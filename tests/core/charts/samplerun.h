// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/runcharts.h"

#include <limits>
#include <vector>

namespace doorbuster {

/// A made-up run that looks like one, the same each time: the test plan's buyers, 100 units sold within two minutes,
/// times that grow with the load, a burst of failures. Its load begins 8 s after the run, as after a set-up.
class SampleRun {
public:
    /// The first `seconds` of its load; longer than the plan, the last stage but one is held longer.
    explicit SampleRun(int seconds, Profile profile = {});

    const std::vector<SecondRow> &rows() const { return m_rows; }
    const Profile &profile() const { return m_profile; }
    /// As while it runs, `now` into the load: rows up to there, the last three of them not final. Valid until the next
    /// call.
    RunChartInput at(std::chrono::nanoseconds now);
    /// As of a finished run.
    RunChartInput finished() const;

    static constexpr std::chrono::seconds loadStart{8};

private:
    Profile m_profile;
    std::vector<SecondRow> m_rows;
    std::vector<SecondRow> m_seen;
};

/// What a series has where it has a gap.
inline constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

/// `rows` rows from second 0 on, all final, with nothing in them.
std::vector<SecondRow> emptyRows(int rows);

} // namespace doorbuster
