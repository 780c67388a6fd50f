// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runmetrics.h"

#include "core/metrics/processusage.h"
#include "core/verdict/verifier.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace doorbuster {

using namespace std::chrono_literals;

namespace {

constexpr auto thresholdInterval = 2s;
/// Workers report every 250 ms; what is two seconds old is complete unless one of them stands still.
constexpr qint64 openSeconds = 2;

qint64 secondOf(Nanoseconds at)
{
    return std::chrono::floor<std::chrono::seconds>(at).count();
}

} // namespace

RunMetrics::RunMetrics(const RunConfig &config, std::shared_ptr<const SeriesTable> series, const Executor &executor)
    : m_config(config)
    , m_plannedPeak(executor.peak())
    , m_requiredPeak(executor.peakLasting(config.profile.verification.generatorLagLimit))
    , m_series(std::move(series))
    , m_recorder(m_series, config.wantsSamples())
    , m_figures(m_series)
    , m_evaluator(config.profile.thresholds, *m_series)
{
}

void RunMetrics::stockSeen(qint64 remaining, Nanoseconds at)
{
    m_stock = remaining;
    m_recorder.gauge(MetricId::FsStockRemaining, double(remaining), at);
    m_figures.row(secondOf(at)).stock = remaining;
}

void RunMetrics::expect(int workers)
{
    m_workers.assign(std::size_t(workers), {});
}

void RunMetrics::beginLoad(Nanoseconds now)
{
    m_loading = true;
    m_loadBegan = now;
    m_cpuBefore = processUsage().cpuTime();
}

void RunMetrics::endLoad(Nanoseconds now)
{
    m_cost = costSoFar(now);
    m_loading = false;
}

RunMetrics::Cost RunMetrics::costSoFar(Nanoseconds now) const
{
    return m_loading ? Cost{processUsage().cpuTime() - m_cpuBefore, now - m_loadBegan} : m_cost;
}

void RunMetrics::add(WorkerReport &report, Nanoseconds now)
{
    m_figures.add(report.metrics);
    m_loopLag.merge(report.loopLag);
    m_timerLateness.merge(report.timerLateness);
    if (m_loading && report.loopLag.count() > 0) {
        SecondRow &row = m_figures.row(secondOf(now));
        const float lag = float(std::chrono::duration<double, std::milli>(report.loopLag.max()).count());
        row.loopLagMax = std::fmax(row.loopLagMax, lag); // fmax takes the number where the other is none
    }
    Worker &worker = m_workers[std::size_t(report.worker)];
    worker.requestsIssued = report.requestsIssued;
    worker.buyersRead = report.buyersRead;
    worker.activeUsers = report.activeUsers;
    worker.peakUsers = report.peakUsers;
    worker.saleEnded |= report.saleEnded;
    worker.loadDone |= report.loadDone;
    if (report.openSockets) {
        worker.peakSockets = report.peakSockets;
        worker.openSockets = report.openSockets;
        m_peakSockets = std::max(m_peakSockets, openSockets());
    }
}

std::vector<Sample> RunMetrics::settle(Nanoseconds now)
{
    MetricsDelta own = m_recorder.take();
    m_figures.add(own);
    m_figures.closeSecondsBefore(secondOf(now) - openSeconds);
    return std::move(own.samples);
}

std::span<const SecondRow> RunMetrics::takeClosedSeconds()
{
    const auto closed = m_figures.finalRows();
    return closed.subspan(std::min(std::exchange(m_secondsTaken, closed.size()), closed.size()));
}

void RunMetrics::watch(int vusPlanned, Nanoseconds now, Nanoseconds wholeRun)
{
    const int active = activeUsers();
    const qint64 second = secondOf(now);
    SecondRow &row = m_figures.row(second);
    row.vusActual = active;
    row.vusPlanned = vusPlanned;
    if (second != m_gaugedSecond) {
        m_gaugedSecond = second;
        m_recorder.gauge(MetricId::Vus, active, now);
        m_recorder.gauge(MetricId::VusMax, m_plannedPeak, now);
    }
    if (now >= m_nextEvaluation) {
        evaluateThresholds(wholeRun);
        m_nextEvaluation = now + thresholdInterval;
    }
}

void RunMetrics::evaluateThresholds(Nanoseconds wholeRun)
{
    m_thresholds = m_evaluator.evaluate(m_figures, wholeRun);
}

void RunMetrics::setStockBalance(const SaleBalance &balance)
{
    m_figures.setStockBalance(balance.overbooked, balance.undersold);
}

int RunMetrics::activeUsers() const
{
    int active = 0;
    for (const Worker &worker : m_workers)
        active += worker.activeUsers;
    return active;
}

std::optional<int> RunMetrics::openSockets() const
{
    std::optional<int> open;
    for (const Worker &worker : m_workers) {
        if (worker.openSockets)
            open = open.value_or(0) + *worker.openSockets;
    }
    return open;
}

std::optional<int> RunMetrics::peakSockets() const
{
    int most = 0;
    for (const Worker &worker : m_workers) {
        if (!worker.peakSockets)
            return m_peakSockets;
        most += *worker.peakSockets;
    }
    return m_peakSockets ? std::optional(most) : std::nullopt;
}

bool RunMetrics::loadDone() const
{
    return std::ranges::all_of(m_workers, [](const Worker &worker) { return worker.loadDone; });
}

bool RunMetrics::saleEnded() const
{
    return std::ranges::any_of(m_workers, [](const Worker &worker) { return worker.saleEnded; });
}

quint64 RunMetrics::buyersRead() const
{
    quint64 read = 0;
    for (const Worker &worker : m_workers)
        read += worker.buyersRead;
    return read;
}

quint64 RunMetrics::requestsIssuedByWorkers() const
{
    quint64 issued = 0;
    for (const Worker &worker : m_workers)
        issued += worker.requestsIssued;
    return issued;
}

GeneratorHealth RunMetrics::health(Nanoseconds now) const
{
    GeneratorHealth health;
    health.workers = int(m_workers.size());
    health.loopLagSamples = m_loopLag.count();
    if (m_loopLag.count() > 0) {
        health.loopLagP50 = Nanoseconds(qint64(m_loopLag.percentile(50)));
        health.loopLagP99 = Nanoseconds(qint64(m_loopLag.percentile(99)));
        health.loopLagMax = m_loopLag.max();
    }
    health.timerSamples = m_timerLateness.count();
    if (m_timerLateness.count() > 0) {
        health.timerLatenessP99 = Nanoseconds(qint64(m_timerLateness.percentile(99)));
        health.timerLatenessMax = m_timerLateness.max();
    }
    health.lagLimit = m_config.profile.verification.generatorLagLimit;
    const Cost cost = costSoFar(now);
    health.cpuTime = cost.cpu;
    health.cpuSpan = cost.span;
    health.peakMemory = processUsage().maxResidentBytes.value_or(0);
    health.localFailures = m_figures.tally(RunGroup::Load).localFailures;
    health.plannedPeak = m_plannedPeak;
    health.requiredPeak = m_requiredPeak;
    // Each worker has its share of the plan's peak: only if all of them reached theirs, the sum is the planned one.
    for (const Worker &worker : m_workers)
        health.reachedPeak += worker.peakUsers;
    health.openSockets = openSockets();
    health.peakSockets = peakSockets();
    return health;
}

void RunMetrics::fillCounts(RunResult &result) const
{
    result.outcomes = m_figures.outcomes();
    result.journeysStarted = m_figures.journeysStarted();
    result.failures = m_figures.failures();
    for (std::size_t group = 0; group < runGroupCount; ++group) {
        for (std::size_t name = 0; name < requestNameCount; ++name)
            result.requests[group][name] = m_figures.tally(RequestName(name), RunGroup(group));
    }
}

void RunMetrics::fillFigures(RunResult &result) const
{
    result.thresholds = m_thresholds;
    result.failures = m_figures.failures();
    const auto rows = m_figures.rows();
    result.seconds.assign(rows.begin(), rows.end());
    result.series.clear();
    for (std::size_t i = 0; i < m_series->size(); ++i) {
        const auto index = SeriesTable::Index(i);
        result.series.push_back({m_series->label(index), m_series->metric(index), m_figures.total(index)});
    }
}

} // namespace doorbuster
