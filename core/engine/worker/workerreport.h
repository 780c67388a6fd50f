// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/histogram.h"
#include "core/metrics/metricsdelta.h"
#include "core/verdict/books/bookreadings.h"
#include "core/verdict/ledger/buyerprobe.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QString>

#include <array>
#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// A line for the run's log.
struct LogLine {
    std::chrono::nanoseconds at{0}; ///< since the run's start
    quint32 vu = 0; ///< 0: the engine itself
    QString text; ///< harmless: nothing of the shop's that could act
};

/// What a worker tells, four times a second while it drives buyers. Everything since its last report; a value.
struct WorkerReport {
    int worker = 0;
    MetricsDelta metrics;
    Ledger ledger; ///< journeys that ended and had sent a buy
    /// Those that ended without; counted only, as they outnumber the others by far.
    std::array<std::array<quint64, outcomeReasonCount>, outcomeCount> withoutBuy{};
    std::vector<BuyerProbe> probes; ///< what sampled buyers tried after their journeys
    std::vector<OrderClaim> claims;
    std::vector<SaleContradiction> contradictions;
    Histogram loopLag;
    Histogram timerLateness;
    std::vector<LogLine> log;
    std::optional<std::vector<EmailReading>> orders; ///< the answer to readOrders()
    quint64 requestsIssued = 0; ///< in all so far
    int activeUsers = 0; ///< now
    int peakUsers = 0; ///< the most so far
    std::optional<int> openSockets; ///< of the buyers, now; absent where the transport does not tell, or they are gone
    std::optional<int> peakSockets; ///< the most so far, exactly; absent where it is not counted
    bool loadDone = false; ///< no user will do anything any more
};

} // namespace doorbuster
