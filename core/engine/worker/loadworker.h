// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/virtualuser.h"
#include "core/engine/clock/cancellablesleeps.h"
#include "core/engine/clock/timelinedriver.h"
#include "core/engine/run/runconfig.h"
#include "core/engine/worker/looplagprobe.h"
#include "core/engine/worker/threadqueue.h"
#include "core/engine/worker/workerreport.h"
#include "core/transport/manager/buyersaccessmanager.h"
#include "core/verdict/books/orderreader.h"

#include <memory>
#include <vector>

namespace doorbuster {

/// What all workers of a run have in common. Immutable while they live, but for the parts made for threads.
struct WorkerContext {
    const RunConfig &config;
    TransportOptions transport;
    ShopApiOptions api;
    std::shared_ptr<const SeriesTable> series;
    std::shared_ptr<const LoadPlan> plan;
    QByteArray saleId;
    BuyerEmails emails;
    TimePoint runStart;
    quint32 seed = 0;
    RunControl &control;
    ThreadQueue<WorkerReport> &reports;
};

/// The part of a load that one thread drives: every n-th virtual user, over one access manager and one timeline. It is
/// made, called and destroyed on its own thread (see WorkerThread), shares nothing with the others while buyers run,
/// and reports by mail: on a tick, and at once when the last of its users is done.
class LoadWorker final : private ExchangeObserver {
public:
    static constexpr std::chrono::milliseconds reportInterval{250};

    LoadWorker(const WorkerContext &context, int index, int workers);
    ~LoadWorker() override;
    Q_DISABLE_COPY_MOVE(LoadWorker)

    void startLoad(TimePoint loadStart);
    /// All users start no new journey; those that run are cut at `cutAt`.
    void retire(TimePoint cutAt);
    void cut();
    /// To be called when the load is over: closes the buyers' connections.
    void endLoad();
    /// Reads the orders of these buyers, making a failed call `tries` times in all, and reports them. One call at a
    /// time.
    void readOrders(std::vector<BuyerToAsk> buyers, int tries);
    void cancelReading();

private:
    void exchangeEnded(const RequestRecord &record, const QString &errorText) override;
    void startUsers(TimePoint loadStart);
    QCoro::Task<> runUser(VirtualUser &user);
    QCoro::Task<> readOrdersTask(std::vector<BuyerToAsk> buyers, int tries);
    void remember(LedgerEntry &&entry);
    void report();
    void reportDone();
    void tick();

    const WorkerContext &m_context;
    const int m_index;
    const int m_workers;
    SteadyClock m_clock;
    Histogram m_lateness;
    Timeline m_timeline;
    TimelineDriver m_driver;
    LoopLagProbe m_probe;
    BuyersAccessManager m_manager;
    MetricRecorder m_recorder;
    ShopApi m_api;
    CancellableSleeps m_sleeps;
    BuyerContext m_buyers;
    WorkerReport m_report; ///< what the next report will carry
    std::vector<std::unique_ptr<VirtualUser>> m_users;
    std::vector<QCoro::Task<>> m_tasks;
    std::unique_ptr<OrderReader> m_reader;
    Alarm m_tick;
    std::size_t m_contradictions = 0; ///< so far
    int m_running = 0; ///< users whose coroutine has not ended
    bool m_loading = false;
};

} // namespace doorbuster
