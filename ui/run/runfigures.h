// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricaccumulator.h"
#include "core/profile/profile.h"
#include "core/result/runresult.h"
#include "core/result/runsnapshot.h"

#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// One line of the requests table; requests of the load only. Times in ms, absent where nothing was measured.
struct RequestFigures {
    std::optional<RequestName> name; ///< unset: all of them together
    quint64 count = 0;
    quint64 failed = 0; ///< as http_req_failed counts
    std::optional<double> failedShare; ///< of the requests that say something about the shop
    std::optional<double> perSecond; ///< over load and drain, as far as they went
    std::optional<double> average;
    std::optional<double> p50;
    std::optional<double> p90;
    std::optional<double> p95;
    std::optional<double> p99;
    std::optional<double> max;
    std::optional<double> fromIntendedStartP95; ///< the same from when the requests were due (fs_t_since_planned)

    bool isSameRow(const RequestFigures &other) const { return name == other.name; }
    friend bool operator==(const RequestFigures &, const RequestFigures &) = default;
};

/// How a run ended; known from its result only.
struct RunConclusion {
    RunEnd end = RunEnd::Completed;
    StopCause stopCause = StopCause::None;
    QString failure; ///< the sentence, for a run that failed or was aborted
    bool verified = false; ///< there is a headline
    Headline headline = Headline::Inconclusive;
    CheckVerdict overall = CheckVerdict::NoData;
};

/// What the run page shows of a run, however it came to know of it: the one value behind tiles, tables and charts. The
/// last snapshot of a run and its result give the same figures. All times but loadStart and elapsed as in RunSnapshot.
struct RunFigures {
    Profile profile; ///< as it is run
    RunPhase phase = RunPhase::Idle;
    std::chrono::nanoseconds elapsed{0}; ///< since the run's start
    std::chrono::nanoseconds phaseElapsed{0};
    std::optional<std::chrono::nanoseconds> phasePlanned;
    std::optional<std::chrono::nanoseconds> loadStart; ///< since the run's start; unset before the load
    std::chrono::nanoseconds loadElapsed{0};
    std::chrono::nanoseconds loadAndDrain{0};
    std::chrono::nanoseconds loadPlanned{0};
    int plannedPeak = 0; ///< of the whole plan
    bool loadRanToEnd = false; ///< the whole plan was lived through
    int vusPlanned = 0; ///< now
    int vusActual = 0;
    std::optional<double> currentRate; ///< requests in the last second that is complete, while there is load
    std::vector<RequestFigures> requests; ///< in the order of the names, those that were sent; all together last
    std::vector<FailureGroup> failures;
    MetricAccumulator::OutcomeTable outcomes{};
    quint64 journeysStarted = 0;
    quint64 confirmed = 0; ///< fs_confirm_success
    std::optional<qint64> startingStock; ///< where it is certain: of a sale that this run created, or from the books
    std::optional<qint64> stock; ///< the shop's own figure, as last sampled
    std::optional<std::chrono::nanoseconds>
        soldOutAfter; ///< since the load's start, to the second; set while stock is 0
    std::vector<ThresholdResult> thresholds;
    GeneratorHealth health;
    quint64 verifiedBuyers = 0;
    quint64 buyersToVerify = 0;
    std::vector<SecondRow> rows;
    std::optional<RunConclusion> conclusion; ///< once there is a result

    const RequestFigures *all() const { return requests.empty() ? nullptr : &requests.back(); }
    quint64 failureCount() const; ///< of the load
    int count(ThresholdResult::State state) const; ///< of the thresholds
    quint64 journeysEnded() const;
    bool isUnderLoad() const { return phase == RunPhase::Load || phase == RunPhase::Draining; }
};

/// Before anything is measured.
RunFigures figuresOf(const Profile &profile);
RunFigures figuresOf(const RunResult &result);
/// Takes over a snapshot of the same run. Rows that were final stay as they are, so its cost does not grow with the
/// run's length.
void takeSnapshot(RunFigures &figures, const RunSnapshot &snapshot);
/// Only the phase, and how far it is.
void takePhase(RunFigures &figures, const RunSnapshot &snapshot);
/// Only when the load began, which no later snapshot tells.
void takeLoadStart(RunFigures &figures, const RunSnapshot &snapshot);

} // namespace doorbuster
