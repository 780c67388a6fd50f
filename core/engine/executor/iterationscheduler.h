// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/virtualuser.h"
#include "core/profile/executor.h"

#include <functional>
#include <memory>

namespace doorbuster {

/// Which of an executor's virtual users a worker has: numbers first, first + step, first + 2 · step, … up to the peak.
struct UserShare {
    int first = 1;
    int step = 1;
};

/// Carries out an Executor for one worker: owns its share of the virtual users, and starts their iterations when the
/// executor says. What an iteration is, VirtualUser and Journey know; how many there are and when, only this.
///
///     Executor (value)  ──►  IterationScheduler  ── enter, iterate, leave ──►  VirtualUser  ──►  Journey
///     who may start when     one a worker                                      a connection      one iteration
///
/// A closed loop keeps each user busy with iterations; an open loop would hand iterations to users that are idle. Lives
/// on the worker's thread.
class IterationScheduler {
public:
    IterationScheduler() = default;
    virtual ~IterationScheduler() = default;
    Q_DISABLE_COPY_MOVE(IterationScheduler)

    /// Begins; time 0 of the executor is `loadStart`. To be called once. `done` is called, once, when no user will do
    /// anything any more, from within this call or later. What an iteration throws is raised as the run's fault.
    virtual void start(TimePoint loadStart, std::function<void()> done) = 0;
    /// Starts no further iteration, and cuts those that run at `cutAt`, or earlier where the executor says so.
    virtual void retire(TimePoint cutAt) = 0;
    /// Cuts the iterations that run, which end as interrupted, and starts no further one.
    virtual void cut() = 0;
    /// `done` has been called: it may be destroyed.
    virtual bool isDone() const = 0;
    /// How many users it made.
    virtual std::size_t userCount() const = 0;
};

/// The scheduler for what `executor` is. `context` must outlive it; `ledger` takes the entry of each journey as it
/// ends.
std::unique_ptr<IterationScheduler> makeScheduler(
    std::shared_ptr<const Executor> executor, UserShare share, BuyerContext &context, LedgerSink ledger);

} // namespace doorbuster
