// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"
#include "core/engine/run/runconfig.h"
#include "core/engine/worker/workerreport.h"
#include "core/metrics/generatorhealth.h"
#include "core/metrics/metricaccumulator.h"
#include "core/metrics/metricrecorder.h"
#include "core/profile/executor.h"
#include "core/result/runresult.h"
#include "core/result/runsnapshot.h"
#include "core/verdict/thresholds.h"
#include "core/verdict/verifier.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace doorbuster {

/// The figures of a run: merges what the workers report and what the engine itself asks of the shop, judges the
/// thresholds, and watches over the generator. Lives on the engine's thread. All times are since the run's start.
class RunMetrics {
public:
    RunMetrics(const RunConfig &config, std::shared_ptr<const SeriesTable> series, const Executor &executor);

    // What is measured on this thread.
    void request(const RequestRecord &record, const QString &errorText) { m_recorder.request(record, errorText); }
    void stockSeen(qint64 remaining, Nanoseconds at);

    void expect(int workers);
    /// The generator's own costs are counted from the first buyer on …
    void beginLoad(Nanoseconds now);
    /// … to when all of them are done.
    void endLoad(Nanoseconds now);
    /// Takes the figures out of a report; the rest of it stays.
    void add(WorkerReport &report, Nanoseconds now);
    /// Takes over what was measured on this thread, and closes the seconds that all workers have passed. Returns this
    /// thread's samples, where samples are wanted.
    std::vector<Sample> settle(Nanoseconds now);
    /// The seconds that were closed since the last call. Valid until the next call that is not const.
    std::span<const SecondRow> takeClosedSeconds();
    /// Once in a while during the load: the gauges of the second, and the thresholds when they are due. `wholeRun` as
    /// in ThresholdEvaluator.
    void watch(int vusPlanned, Nanoseconds now, Nanoseconds wholeRun);
    void evaluateThresholds(Nanoseconds wholeRun);
    void setStockBalance(const SaleBalance &balance);
    void closeAll() { m_figures.closeAll(); }

    int activeUsers() const;
    /// No virtual user will do anything any more.
    bool loadDone() const;
    /// A buyer saw that the sale is over.
    bool saleEnded() const;
    /// Whose orders verification has read so far.
    quint64 buyersRead() const;
    quint64 requestsIssuedByWorkers() const;
    std::optional<qint64> stock() const { return m_stock; }
    const std::vector<ThresholdResult> &thresholds() const { return m_thresholds; }
    const SeriesTable &series() const { return *m_series; }
    const MetricAccumulator &figures() const { return m_figures; }
    GeneratorHealth health(Nanoseconds now) const;

    /// The run's own counts: outcomes, requests by name.
    void fillCounts(RunResult &result) const;
    /// Everything else that was measured.
    void fillFigures(RunResult &result) const;

private:
    struct Worker {
        quint64 requestsIssued = 0;
        quint64 buyersRead = 0;
        int activeUsers = 0;
        int peakUsers = 0;
        std::optional<int> openSockets;
        std::optional<int> peakSockets;
        bool saleEnded = false;
        bool loadDone = false;
    };

    std::optional<int> openSockets() const;
    std::optional<int> peakSockets() const;

    const RunConfig &m_config;
    const int m_plannedPeak;
    const int m_requiredPeak;
    std::shared_ptr<const SeriesTable> m_series;
    MetricRecorder m_recorder;
    MetricAccumulator m_figures;
    ThresholdEvaluator m_evaluator;
    std::vector<ThresholdResult> m_thresholds;
    std::vector<Worker> m_workers;
    Histogram m_loopLag;
    Histogram m_timerLateness;
    std::optional<qint64> m_stock;
    std::optional<int> m_peakSockets; ///< as sampled, where the workers cannot count
    Nanoseconds m_cpuBefore{0};
    Nanoseconds m_loadBegan{0};
    struct Cost {
        Nanoseconds cpu{0};
        Nanoseconds span{0};
    };
    Cost costSoFar(Nanoseconds now) const;
    Cost m_cost; ///< known once the load is over
    Nanoseconds m_nextEvaluation{0};
    qint64 m_gaugedSecond = -1;
    std::size_t m_secondsTaken = 0;
    bool m_loading = false;
};

} // namespace doorbuster
