// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/worker/threadqueue.h"
#include "core/metrics/histogram.h"
#include "core/metrics/metricsdelta.h"
#include "core/result/runjournal.h"
#include "core/verdict/books/bookreadings.h"

#include <optional>
#include <vector>

namespace doorbuster {

/// What a worker reports: the delta since its last report, and where it stands now. Four times a second while it drives
/// buyers or reads orders, and at once when something is done. A value.
struct WorkerReport {
    int worker = 0; ///< which, from 0
    MetricsDelta metrics;
    LedgerBatch ledger;
    Histogram loopLag;
    Histogram timerLateness;
    std::vector<LogLine> log;
    std::optional<std::vector<EmailReading>> orders; ///< the answer to ReadOrders
    quint64 requestsIssued = 0; ///< in all so far
    quint64 buyersRead = 0; ///< whose orders were read, in all so far
    int activeUsers = 0; ///< now
    int peakUsers = 0; ///< the most so far
    std::optional<int> openSockets; ///< of the buyers, now; absent where the transport does not count, or they are gone
    std::optional<int> peakSockets; ///< the most so far, exactly; absent where it is not counted
    bool saleEnded = false; ///< a buyer saw that the sale is over
    bool loadDone = false; ///< no user will do anything any more
};

using ReportQueue = ThreadQueue<WorkerReport>;

} // namespace doorbuster
