// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/worker/threadworker.h"

#include <memory>
#include <vector>

namespace doorbuster {

/// All workers of a run: starts them, tells them what to do, takes what they report. Lives on the run's thread. There
/// are none before start().
class WorkerPool {
public:
    WorkerPool() = default;
    Q_DISABLE_COPY_MOVE(WorkerPool)

    /// Makes `count` workers in this process, among which the executor's users are dealt out by their numbers: the
    /// first has 1, 1 + count, …, the second 2, 2 + count, …
    void start(WorkerContext context, int count);
    /// Where the workers of start() are to report to.
    ReportQueue &reports() { return m_reports; }

    int size() const { return int(m_workers.size()); }
    /// Tells all of them.
    void post(const WorkerCommand &command);
    /// Deals the buyers out evenly; each worker reports once, also where it got none.
    void readOrders(std::vector<BuyerToAsk> buyers, int tries);
    /// What they have reported since the last call, of one worker in its order.
    std::vector<WorkerReport> takeReports() { return m_reports.takeAll(); }

private:
    ReportQueue m_reports;
    std::unique_ptr<const WorkerContext> m_context;
    std::vector<std::unique_ptr<Worker>> m_workers;
};

} // namespace doorbuster
