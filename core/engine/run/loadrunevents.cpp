// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What happens to a run beside its phases, which are in loadrun.cpp: stops, errors of this program, the tick.

#include "core/engine/run/loadrun.h"

#include "core/verdict/books/shopclock.h"

#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// As cutPatience in loadrun.cpp, once this program is known to have failed.
constexpr auto faultPatience = 5s;

} // namespace

// Stops.

void LoadEngine::Run::stop()
{
    switch (phase()) {
    case RunPhase::Load:
    case RunPhase::Draining:
    case RunPhase::Settling:
        if (m_stop.isAsked())
            return abort(); // this phase is being stopped already
        m_stop.ask(RunStop::Level::Phase);
        log(phase() == RunPhase::Load ? u"stopping: no further journeys; stop again to verify at once"_s
                                      : u"stopping: verifying at once; stop again to end without a verdict"_s);
        if (m_result.stopCause == StopCause::None)
            m_result.stopCause = StopCause::User;
        m_stop.wake();
        break;
    case RunPhase::Verifying:
        // The verdict is what the run was for: the first stop does not throw it away, unless others brought us here.
        if (m_reverifying || m_stop.isAsked() || m_result.stopCause == StopCause::User)
            return abort();
        m_stop.ask(RunStop::Level::Phase);
        log(u"verifying already; stop again to end without a verdict"_s);
        break;
    default:
        abort();
    }
}

void LoadEngine::Run::abort()
{
    if (m_finished || m_stop.level() == RunStop::Level::Run)
        return;
    m_stop.ask(RunStop::Level::Run);
    // Its buyers left, so a later verification must not wonder why they did not wait.
    if (m_times.hasBuyers() && m_result.stopCause == StopCause::None)
        m_result.stopCause = StopCause::User;
    m_result.failure = u"Ended by hand in the phase \"%1\""_s.arg(
        toString(phase() == RunPhase::Idle ? RunPhase::Setup : phase())); // it was about to begin
    cancelRequests();
}

void LoadEngine::Run::cancelRequests()
{
    m_shop.cancel();
    m_setup.cancel();
    if (m_books)
        m_books->cancel();
    m_stop.wake();
}

// Errors of this program.

QCoro::Task<> LoadEngine::Run::supervised(QCoro::Task<> phases)
{
    try {
        co_await phases;
    } catch (...) {
        m_control.fault.raiseCaught();
    }
    if (m_finished)
        co_return;
    // The phases have not come to their end: what they would have done is done here, without a verdict.
    guarded(m_control.fault, [this] { breakOff(); });
    if (m_buyersSentOut && !m_times.drained()) {
        co_await cutBuyers(faultPatience);
        guarded(m_control.fault, [this] { endLoad(); });
    }
    finish(RunEnd::Aborted);
}

void LoadEngine::Run::breakOff()
{
    if (m_finished || m_broken)
        return;
    m_broken = true;
    m_stop.ask(RunStop::Level::Run);
    if (m_times.hasBuyers() && m_result.stopCause == StopCause::None)
        m_result.stopCause = StopCause::Internal;
    cancelRequests();
}

// Phases, figures and the log, as others see them.

void LoadEngine::Run::enter(RunPhase phase, std::optional<Nanoseconds> planned, std::optional<Nanoseconds> now)
{
    const auto ended = m_times.enter(phase, planned, now.value_or(m_times.elapsed()));
    if (ended && !m_reverifying) // the phases of a run that is verified again are those that it went through
        m_journals.each([&](auto &one) { one.phaseEnded(*ended); });
    Q_EMIT m_engine.phaseChanged(phase);
    publish();
}

void LoadEngine::Run::tick()
{
    guarded(m_control.fault, [this] {
        collect();
        if (m_times.hasBuyers())
            m_metrics.watch(phase() == RunPhase::Load ? m_executor->plannedAt(m_times.loadElapsed()) : 0,
                m_times.elapsed(), m_times.sinceFirstPhase(m_times.elapsed()));
        publish();
        watchLoad();
    });
    if (m_control.fault.isRaised())
        guarded(m_control.fault, [this] { breakOff(); });
}

void LoadEngine::Run::watchLoad()
{
    if (phase() == RunPhase::Load && !m_stop.isAsked()
        && ThresholdEvaluator::wantsAbort(m_metrics.thresholds(), m_times.loadElapsed())) {
        log(u"a threshold with abortOnFail is crossed: stopping"_s);
        m_result.stopCause = StopCause::Threshold;
        m_stop.ask(RunStop::Level::Phase);
        m_stop.wake();
    } else if (m_times.hasBuyers() && (m_metrics.saleEnded() || m_metrics.loadDone())) {
        m_stop.wake(); // the phase waits for that
    }
}

void LoadEngine::Run::collect()
{
    if (m_judging)
        return; // what comes in stays in the queue until it is back
    for (WorkerReport &report : m_workers.takeReports()) {
        m_metrics.add(report, m_times.elapsed());
        m_journals.samples(std::move(report.metrics.samples));
        m_journals.each([&](auto &one) { one.ledger(report.ledger); });
        for (const LedgerEntry &entry : report.ledger.journeys)
            m_prober.offer(entry);
        for (const LogLine &line : report.log)
            log(line);
        if (report.orders)
            m_books->take(std::move(*report.orders));
    }
    m_journals.samples(m_metrics.settle(m_times.elapsed()));
    if (const auto rows = m_metrics.takeClosedSeconds(); !rows.empty())
        m_journals.each([&](auto &one) { one.secondsClosed(rows); });
}

void LoadEngine::Run::publish()
{
    RunSnapshot snapshot{.health = m_metrics.health(m_times.elapsed()),
        .thresholds = m_metrics.thresholds(),
        .seriesTable = m_metrics.series(),
        .figures = m_metrics.figures()};
    snapshot.phase = phase();
    snapshot.elapsed = m_times.elapsed();
    snapshot.phaseElapsed = snapshot.elapsed - m_times.phaseStart();
    snapshot.phasePlanned = m_times.phasePlanned();
    snapshot.loadElapsed = m_times.loadElapsed();
    snapshot.loadAndDrain = m_times.loadAndDrain();
    snapshot.loadPlanned = m_executor->duration();
    snapshot.stage = m_executor->stageAt(snapshot.loadElapsed);
    snapshot.stages = m_executor->stageCount();
    snapshot.vusActual = m_metrics.activeUsers();
    snapshot.vusPlanned = phase() == RunPhase::Load ? m_executor->plannedAt(snapshot.loadElapsed) : 0;
    snapshot.stock = m_metrics.stock();
    snapshot.verifiedBuyers = m_metrics.buyersRead();
    snapshot.buyersToVerify = m_books ? m_books->buyersToAsk() : 0;
    Q_EMIT m_engine.snapshotReady(snapshot);
}

void LoadEngine::Run::log(const QString &text)
{
    log(LogLine{m_times.elapsed(), 0, text});
}

void LoadEngine::Run::log(const LogLine &line)
{
    m_journals.each([&](auto &one) { one.logged(line); });
    Q_EMIT m_engine.logged(line);
}

void LoadEngine::Run::fillCounts()
{
    if (m_reverifying)
        return; // they are those of the run that is verified again
    m_metrics.fillCounts(m_result);
    m_result.requestsIssued = m_metrics.requestsIssuedByWorkers() + m_shop.requestsIssued();
    m_result.health = m_metrics.health(m_times.elapsed());
}

// What the engine itself sees of the shop.

void LoadEngine::Run::exchangeEnded(const RequestRecord &record, const QString &errorText)
{
    m_metrics.request(record, errorText);
    if (record.group != RunGroup::Setup || m_reverifying || !record.hasResponse())
        return;
    if (const auto date = m_shop.admin().lastDate())
        clockSeen({(record.ended - record.duration).count(), record.ended.count(), *date});
}

void LoadEngine::Run::stockSeen(const StockSample &sample)
{
    m_journals.each([&](auto &one) { one.stockSeen(sample); });
    if (sample.remaining)
        m_metrics.stockSeen(*sample.remaining, m_times.elapsed());
}

void LoadEngine::Run::clockSeen(const ClockSample &sample)
{
    m_journals.each([&](auto &one) { one.clockSeen(sample); });
    addDate(m_shopClock, sample, m_result.startedAt.toMSecsSinceEpoch());
    const QString warning = m_clockWarned ? QString() : clockWarning(m_shopClock);
    if (warning.isEmpty())
        return;
    m_clockWarned = true;
    log(warning + u" The sale opens and ends by the shop's clock."_s);
}

} // namespace doorbuster
