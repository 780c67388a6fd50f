// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"
#include "core/metrics/requestrecord.h"
#include "core/metrics/secondrow.h"
#include "core/profile/profile.h"

#include <chrono>
#include <optional>
#include <span>

namespace doorbuster {

struct RunResult;

/// The charts of a run, in their order on screen and in exports.
enum class RunChart : quint8 { VirtualUsers, Latency, Throughput, Stock, Outcomes, Times };
inline constexpr std::size_t runChartCount = std::size_t(RunChart::Times) + 1;

/// What the charts are made from; views into a live snapshot or a finished result, valid as long as those.
struct RunChartInput {
    std::span<const SecondRow> rows; ///< by second since the run's start
    const Profile &profile; ///< as it is run
    std::chrono::nanoseconds loadStart{0}; ///< since the run's start: x = 0 of every chart
    std::optional<std::chrono::nanoseconds> now; ///< since the run's start; unset for a finished run
    bool generatorBound = false; ///< said in the note of what the generator may have spoiled
};

RunChartInput chartInputOf(const RunResult &result);

/// Whose run a chart is of, and when it was: for pictures that leave their context.
QString chartCaption(const RunResult &result);

/// "virtual-users", "latency", …: names of files and of tests.
QString runChartId(RunChart chart);
QString runChartTitle(RunChart chart);

/// Makes one chart from scratch: some microseconds for a minute of run, about a millisecond for an hour, so it can be
/// done anew on every tick. `request` narrows Latency and Throughput to one name; unset = all requests.
ChartData makeRunChart(RunChart chart, const RunChartInput &input, std::optional<RequestName> request = {});

/// What the plan of a profile looks like before it is run.
ChartData makePlanChart(const LoadSettings &load);

} // namespace doorbuster
