// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"
#include "core/engine/worker/workerreport.h"
#include "core/verdict/books/orderreader.h"

#include <variant>
#include <vector>

namespace doorbuster {

// What a worker is told: values, in the order of a run. Moments are since the run's start, which a worker knows.

/// The load begins: `at` is time 0 of the executor.
struct StartLoad {
    Nanoseconds at{0};
};
/// No further iterations; those that run are cut at `cutAt`. The worker reports loadDone when the last has ended.
struct StopLoad {
    Nanoseconds cutAt{0};
};
/// The iterations that run are cut now.
struct CutLoad { };
/// The load is over: the worker reports what is left of it, and closes the buyers' connections.
struct EndLoad { };
/// Read the orders of these buyers, each call `tries` times at most, and report WorkerReport::orders.
struct ReadOrders {
    std::vector<BuyerToAsk> buyers;
    int tries = 1;
};
/// End that early. What is read after it ends at once, too.
struct CancelReading { };

using WorkerCommand = std::variant<StartLoad, StopLoad, CutLoad, EndLoad, ReadOrders, CancelReading>;

/// A part of a run's load, as the run sees it: commands go in, WorkerReports come out by a ReportQueue that the worker
/// was made with. Both are values, so that a worker may be anywhere. Today's is ThreadWorker, a thread of this process.
///
///     the run's thread                            a worker's thread
///
///     LoadRun ── WorkerCommand ──► CommandQueue ──► LoadWorker ── IterationScheduler ── VirtualUser …
///        ▲                                              │
///        └────── ReportQueue ◄── WorkerReport ──────────┘   every 250 ms; at once when its load is done
class Worker {
public:
    Worker() = default;
    /// Ends it. Nothing of it may be running any more.
    virtual ~Worker() = default;
    Q_DISABLE_COPY_MOVE(Worker)

    /// From the run's thread. Returns at once; commands are carried out in their order.
    virtual void post(WorkerCommand command) = 0;
};

} // namespace doorbuster
