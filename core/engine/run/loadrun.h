// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/shopaccess.h"
#include "core/engine/run/bookreader.h"
#include "core/engine/run/journals.h"
#include "core/engine/run/loadengine.h"
#include "core/engine/run/runmetrics.h"
#include "core/engine/run/runrecord.h"
#include "core/engine/run/runsetup.h"
#include "core/engine/run/runstop.h"
#include "core/engine/run/runtimes.h"
#include "core/engine/run/stocksampler.h"
#include "core/engine/run/visibilityprober.h"
#include "core/engine/worker/workerpool.h"
#include "core/verdict/books/clockoffset.h"

#include <QCoro/QCoroTask>

#include <QThread>
#include <QTimer>

#include <memory>

namespace doorbuster {

/// One run, from its first request to its verdict: what LoadEngine drives. One coroutine goes through the phases on the
/// engine's thread, in the order in which loadrun.cpp has them. Beside it a tick collects, four times a second, what
/// the workers have reported, hands it to the journals and shows a snapshot.
///
///     engine's thread:   run() ─ setUp ─ countdown ─ load ─ drain ─ settle ─ verify ─► finish()
///                        tick() ─ collect ─ journals, figures ─► snapshot, thresholds
///                           ▲ reports   │ commands
///     workers' threads:  ───┴───────────▼──────────────────────────────────────────
///
/// Whoever ends a run early asks the RunStop; every phase looks there after each co_await.
class LoadEngine::Run final : private ExchangeObserver {
public:
    Run(LoadEngine &engine, RunConfig config);
    ~Run() override;
    Q_DISABLE_COPY_MOVE(Run)

    void start();
    /// Only reads the books of `earlier` again.
    void startVerifying(RunResult earlier);
    RunPhase phase() const { return m_times.phase(); }
    bool finished() const { return m_finished; }
    bool isJudging() const { return m_judging != nullptr; } ///< a thread of its own is at work, see judge()
    void stop();
    void abort();
    /// Once it has finished.
    RunResult takeResult() { return std::move(m_result); }

private:
    static constexpr std::chrono::milliseconds tickInterval{250};

    // The phases, in their order.
    QCoro::Task<> run();
    QCoro::Task<bool> setUp();
    QCoro::Task<> load();
    QCoro::Task<> drain();
    QCoro::Task<> settle();
    QCoro::Task<> verifyBooks();
    /// Does work that takes as long as the ledger is, seconds for a million journeys, on a thread of its own, so that
    /// the engine's thread, a window's, stays free. Until it is back, ledger and observations stay as they are. Throws
    /// what the work throws.
    QCoro::Task<> judge(std::function<void()> work);
    void finish(RunEnd end);

    QCoro::Task<> reverify();
    /// Ends the run in order where `phases` throws.
    QCoro::Task<> supervised(QCoro::Task<> phases);

    void enter(RunPhase phase, std::optional<Nanoseconds> planned, std::optional<Nanoseconds> now = {});
    void makeWorkers();
    void stopLoad(StopCause cause);
    /// Cuts what the buyers do, and waits for it.
    QCoro::Task<> cutBuyers(Nanoseconds patience);
    void endLoad();
    void cancelRequests();
    /// After an error of this program: the run ends without a verdict.
    void breakOff();

    // What goes on beside the phases.
    void tick();
    void collect();
    void watchLoad();
    void publish();
    void exchangeEnded(const RequestRecord &record, const QString &errorText) override;
    void stockSeen(const StockSample &sample);
    void clockSeen(const ClockSample &sample);
    void log(const QString &text);
    void log(const LogLine &line);

    /// Time 0 of the run that is verified, which may have been long ago.
    TimePoint startOfTheRun() const;
    /// When its last buyer was done.
    TimePoint quietSince() const;
    void fillCounts();
    void takeThresholdsOfBooks();

    LoadEngine &m_engine;
    const RunConfig m_config;
    SteadyClock m_clock;
    Timeline m_timeline;
    TimelineDriver m_driver;
    RunTimes m_times;
    RunControl m_control;
    const MemoryWatch m_memory{m_control.fault};
    const std::shared_ptr<const SeriesTable> m_series;
    const std::shared_ptr<const Executor> m_executor;
    RunMetrics m_metrics;
    RunResult m_result;
    RunRecord m_record{m_result};
    Journals m_journals;
    RunStop m_stop;
    ShopAccess m_shop;
    RunSetup m_setup;
    StockSampler m_sampler;
    VisibilityProber m_prober;
    SaleInfo m_sale;

    WorkerPool m_workers;
    std::unique_ptr<QThread> m_judging; ///< while it works, see judge()
    std::unique_ptr<BookReader> m_books; ///< from the verification on
    bool m_settled = true; ///< the shop had its time to settle before its books were read
    bool m_reverifying = false; ///< all but the verification is that of an earlier run
    bool m_buyersSentOut = false;
    bool m_broken = false; ///< see breakOff()
    bool m_finished = false;
    ClockOffset m_shopClock;
    bool m_clockWarned = false; ///< that the shop's clock differs

    QTimer m_tick;
    QCoro::Task<> m_task;
};

} // namespace doorbuster
