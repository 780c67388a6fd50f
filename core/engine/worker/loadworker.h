// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/cancellablesleeps.h"
#include "core/engine/clock/timelinedriver.h"
#include "core/engine/executor/iterationscheduler.h"
#include "core/engine/run/runconfig.h"
#include "core/engine/worker/looplagprobe.h"
#include "core/engine/worker/worker.h"
#include "core/transport/manager/buyersaccessmanager.h"

#include <atomic>
#include <memory>
#include <vector>

namespace doorbuster {

/// What the workers of this process have in common. Immutable while they live, but for the parts made for threads.
struct WorkerContext {
    const RunConfig &config;
    TransportOptions transport;
    ShopApiOptions api;
    std::shared_ptr<const SeriesTable> series;
    std::shared_ptr<const Executor> executor;
    QByteArray saleId;
    BuyerEmails emails;
    TimePoint runStart;
    quint32 seed = 0;
    RunControl &control;
    ReportQueue &reports;
};

/// What a worker does, on its own thread: drives its share of the virtual users over one access manager and one
/// timeline, carries out commands, and reports. It is made, called and destroyed on that thread (see ThreadWorker), and
/// shares nothing with other workers while buyers run but the RunControl.
class LoadWorker final : private ExchangeObserver {
public:
    static constexpr std::chrono::milliseconds reportInterval{250};

    /// `index`, from 0, stands in its reports.
    LoadWorker(const WorkerContext &context, int index, UserShare share);
    ~LoadWorker() override;
    Q_DISABLE_COPY_MOVE(LoadWorker)

    void execute(WorkerCommand command);

private:
    void execute(const StartLoad &start);
    void execute(const StopLoad &stop);
    void execute(const CutLoad &);
    void execute(const EndLoad &);
    void execute(ReadOrders read);
    void execute(const CancelReading &);

    void exchangeEnded(const RequestRecord &record, const QString &errorText) override;
    QCoro::Task<> readOrders(std::vector<BuyerToAsk> buyers, int tries);
    void journeyEnded(LedgerEntry &&entry);
    void report();
    void reportDone();
    void tick();

    const WorkerContext &m_context;
    const int m_index;
    const UserShare m_share;
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
    std::unique_ptr<IterationScheduler> m_scheduler; ///< from the start of the load to its end
    std::unique_ptr<OrderReader> m_reader;
    QCoro::Task<> m_reading;
    std::atomic_bool m_readingCancelled{false};
    std::atomic<quint64> m_buyersRead{0};
    Alarm m_tick;
    std::size_t m_contradictions = 0; ///< so far
    bool m_saleEndReported = false;
};

} // namespace doorbuster
