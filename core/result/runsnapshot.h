// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/generatorhealth.h"
#include "core/metrics/metricaccumulator.h"
#include "core/metrics/seriestable.h"
#include "core/result/runphase.h"
#include "core/verdict/thresholds.h"

#include <optional>
#include <vector>

namespace doorbuster {

/// What the engine shows of a run, four times a second, to whoever subscribes. Valid only during the signal that
/// carries it: subscribers copy what they keep.
struct RunSnapshot {
    RunPhase phase = RunPhase::Idle;
    std::chrono::nanoseconds elapsed{0}; ///< since the run's start
    std::chrono::nanoseconds phaseElapsed{0};
    std::optional<std::chrono::nanoseconds> phasePlanned;
    std::chrono::nanoseconds loadElapsed{0}; ///< since the first stage began; stands still when the load is over
    /// The same with the drain: stands still when the buyers are done. What counts of the buyers are divided by.
    std::chrono::nanoseconds loadAndDrain{0};
    std::chrono::nanoseconds loadPlanned{0}; ///< length of all stages
    int stage = 0; ///< 0-based, of `stages`
    int stages = 0;
    int vusPlanned = 0;
    int vusActual = 0; ///< virtual users that are in a journey or between two
    std::optional<qint64> stock; ///< the shop's own figure, as last sampled
    quint64 verifiedBuyers = 0; ///< while verifying
    quint64 buyersToVerify = 0;
    GeneratorHealth health;
    std::vector<ThresholdResult> thresholds; ///< as last evaluated
    const SeriesTable &seriesTable;
    const MetricAccumulator &figures;
};

} // namespace doorbuster
