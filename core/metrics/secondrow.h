// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/outcome.h"
#include "core/metrics/requestrecord.h"

#include <QtGlobal>

#include <array>
#include <chrono>
#include <limits>
#include <optional>

namespace doorbuster {

/// One second of a run, for charts and tables; requests and journeys of the load only. Flat and small: a run keeps all
/// of its rows. Times are milliseconds, NaN where nothing was measured.
struct SecondRow {
    static constexpr float noData = std::numeric_limits<float>::quiet_NaN();

    struct Requests {
        quint32 count = 0;
        quint32 failed = 0; ///< as http_req_failed counts: without local failures
        float p50 = noData; ///< of requests with a response, as p95 and p99
        float p95 = noData;
        float p99 = noData;
        float intendedP50 = noData; ///< the same from the intended starts (fs_t_since_planned)
        float intendedP95 = noData;
        float intendedP99 = noData;
    };

    qint64 second = 0; ///< since the run's start
    /// Nothing will be added any more, and the percentiles are there. Until then they are NaN and the counts may grow.
    bool final = false;
    Requests all;
    std::array<Requests, requestNameCount> byName;
    quint32 confirmed = 0; ///< fs_confirm_success in this second
    quint32 journeysStarted = 0;
    std::array<std::array<quint32, outcomeReasonCount>, outcomeCount> outcomes{};
    float holdP50 = noData; ///< fs_t_buy_to_hold: the most that it can have taken, as a hold is only seen by polling
    float holdP95 = noData;
    float holdLeastP50 = noData; ///< fs_t_buy_to_hold_least: the least; never known in results of versions before 3
    float holdLeastP95 = noData;
    float journeyP50 = noData; ///< fs_t_journey
    float journeyP95 = noData;

    // Filled in by the engine.
    int vusPlanned = 0;
    int vusActual = 0;
    std::optional<qint64> stock; ///< units left, where the shop was asked in this second and answered
    float loopLagMax = noData; ///< ms; the generator's own event-loop lag, worst worker
};

} // namespace doorbuster
