// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/shopaccess.h"
#include "core/engine/run/bookreader.h"
#include "core/engine/run/loadengine.h"
#include "core/engine/run/runmetrics.h"
#include "core/engine/run/salesetup.h"
#include "core/engine/run/stocksampler.h"
#include "core/engine/run/visibilityprober.h"
#include "core/engine/worker/loadworker.h"
#include "core/engine/worker/workerthread.h"
#include "core/verdict/books/clockoffset.h"

#include <QCoro/QCoroTask>

#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace doorbuster {

/// One run, from its first request to its verdict: what LoadEngine drives. One coroutine goes through the phases on the
/// engine's thread; a tick collects what the workers report and shows it.
class LoadEngine::Run final : private ExchangeObserver {
public:
    Run(LoadEngine &engine, RunConfig config);
    ~Run() override;
    Q_DISABLE_COPY_MOVE(Run)

    void start();
    /// Only reads the books of `earlier` again.
    void startVerifying(RunResult earlier);
    RunPhase phase() const { return m_phase; }
    bool finished() const { return m_finished; }
    void stop();
    void abort();
    /// Once it has finished.
    RunResult takeResult() { return std::move(m_result); }

private:
    static constexpr std::chrono::milliseconds tickInterval{250};

    // The phases, in their order.
    /// Ends the run in order where the phases throw.
    QCoro::Task<> supervised(QCoro::Task<> phases);
    QCoro::Task<> run();
    QCoro::Task<> reverify();
    QCoro::Task<bool> setUp();
    QCoro::Task<> readBaseline(TimePoint giveUpAt);
    QCoro::Task<> signInAgain();
    QCoro::Task<> load();
    QCoro::Task<> drain();
    void endLoad();
    QCoro::Task<> verifyBooks();
    /// Ends what the buyers do, and waits for it.
    QCoro::Task<> cutBuyers(Nanoseconds patience);
    void finish(RunEnd end);
    void takeThresholdsOfBooks();

    /// Waits until the condition holds, the moment comes, or a stop is asked for (see m_stopLevel). Looks at the
    /// condition whenever the workers have reported.
    QCoro::Task<bool> waitForShop(std::chrono::milliseconds told, TimePoint giveUpAt);
    QCoro::Task<> waitUntil(TimePoint moment, std::function<bool()> condition);

    void exchangeEnded(const RequestRecord &record, const QString &errorText) override;
    void enter(RunPhase phase, std::optional<Nanoseconds> planned);
    void enter(RunPhase phase, std::optional<Nanoseconds> planned, Nanoseconds now);
    void makeWorkers();
    void stopLoad(StopCause cause);
    void cancelReading();
    void tick();
    void watch();
    /// An error of this program: the run ends without a verdict.
    void breakOff();
    void collect();
    void publish();
    void stockSeen(const StockSample &sample);
    void clockSeen(const ClockSample &sample);
    void log(const QString &text);
    Nanoseconds elapsed() const { return m_timeline.now() - m_runStart; }
    /// Time 0 of the run that is verified, which may have been long ago.
    TimePoint startOfTheRun() const;
    /// When its last buyer was done.
    TimePoint quietSince() const;
    Nanoseconds loadElapsed() const;
    Nanoseconds loadAndDrain() const;
    /// What the whole run is, up to `now` (since the run's start).
    Nanoseconds sinceFirstPhase(Nanoseconds now) const;
    void fillCounts();

    LoadEngine &m_engine;
    const RunConfig m_config;
    SteadyClock m_clock;
    Timeline m_timeline;
    TimelineDriver m_driver;
    const TimePoint m_runStart;
    RunControl m_control;
    const MemoryWatch m_memory{m_control.fault};
    const std::shared_ptr<const SeriesTable> m_series;
    const std::shared_ptr<const LoadPlan> m_plan;
    RunMetrics m_metrics;
    ShopAccess m_shop;
    StockSampler m_sampler;
    VisibilityProber m_prober;
    Sleeper m_wait;

    SaleInfo m_sale;
    RunResult m_result;
    RunPhase m_phase = RunPhase::Idle;
    Nanoseconds m_phaseStart{0};
    std::optional<Nanoseconds> m_phasePlanned;
    TimePoint m_loadStart;
    std::optional<Nanoseconds> m_loadEnd; ///< since m_loadStart, once the load is over
    std::optional<Nanoseconds> m_buyersGone; ///< the same, once the drain is

    std::unique_ptr<WorkerContext> m_workerContext;
    ThreadQueue<WorkerReport> m_reports;
    std::vector<std::unique_ptr<WorkerThread>> m_workers;
    std::unique_ptr<BookReader> m_books; ///< while the baseline is read, and from verification on
    /// 0: go on; 1: this phase is to end (a stop); 2: and the run with it (an abort).
    int m_stopLevel = 0;
    bool m_settled = true; ///< the shop had its time to settle before its books were read
    bool m_reverifying = false; ///< all but the verification is that of an earlier run
    bool m_buyersSentOut = false;
    bool m_broken = false; ///< see breakOff()
    bool m_finished = false;
    ClockOffset m_shopClock;
    bool m_clockTold = false; ///< that the shop's clock differs

    QTimer m_tick;
    QCoro::Task<> m_task;
};

} // namespace doorbuster
