// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/loadrun.h"

#include "core/engine/run/machineinfo.h"
#include "core/engine/run/proxyremark.h"
#include "core/engine/run/runverification.h"
#include "core/profile/validation.h"
#include "core/verdict/books/shopclock.h"
#include "core/verdict/verifier.h"

#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QThread>
#include <QUuid>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A worker that does not answer a cut within this time is a fault of ours; the run then says so instead of hanging.
constexpr auto cutPatience = 30s;
/// The same once this program is known to have failed.
constexpr auto brokenPatience = 5s;

int workerCount(const Profile &profile, int peak)
{
    const int wanted = profile.target.workers > 0 ? profile.target.workers : std::min(QThread::idealThreadCount(), 4);
    return std::clamp(wanted, 1, std::max(peak, 1));
}

} // namespace

LoadEngine::Run::Run(LoadEngine &engine, RunConfig config)
    : m_engine(engine)
    , m_config(std::move(config))
    , m_timeline(m_clock)
    , m_driver(m_timeline, [this] { m_control.fault.raiseCaught(); })
    , m_runStart(m_clock.now())
    , m_series(std::make_shared<SeriesTable>(m_config.profile))
    , m_plan(std::make_shared<LoadPlan>(m_config.profile.load))
    , m_metrics(m_config, m_series, *m_plan)
    , m_shop(m_timeline, m_config, m_runStart, *this)
    , m_sampler(
          m_timeline, m_runStart, [this](const StockSample &sample) { stockSeen(sample); },
          [this](const ClockSample &sample) { clockSeen(sample); })
    , m_prober(m_timeline, m_runStart,
          [this](const VisibilityProbe &probe) { m_result.observations.visibility.push_back(probe); })
    , m_wait(m_timeline)
{
    m_result.runId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_result.startedAt = QDateTime::currentDateTimeUtc();
    m_result.profile = m_config.profile;
    m_result.profile.sale.adminPassword.clear();
    m_result.profile.target.clientKeyPassword.clear();
    m_result.sources = m_config.sources;
    m_result.apiBase = m_config.profile.target.apiBase;
    m_result.practiceDefect = m_config.practiceDefect;
    m_result.machine = describeMachine();
    if (m_config.samples)
        m_config.samples->runStarted(m_result.startedAt);
    m_tick.setInterval(tickInterval);
    m_tick.callOnTimeout([this] { tick(); });
}

LoadEngine::Run::~Run() = default;

void LoadEngine::Run::start()
{
    m_tick.start();
    m_task = supervised(run());
}

void LoadEngine::Run::startVerifying(RunResult earlier)
{
    m_result = std::move(earlier);
    m_reverifying = true;
    m_tick.start();
    m_task = supervised(reverify());
}

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
    if (m_buyersSentOut && !m_buyersGone) {
        co_await cutBuyers(brokenPatience);
        guarded(m_control.fault, [this] { endLoad(); });
    }
    finish(RunEnd::Aborted);
}

QCoro::Task<> LoadEngine::Run::run()
{
    // Past the caller: whoever starts a run may connect to its signals first.
    co_await m_wait.until(m_timeline.now());
    enter(RunPhase::Setup, std::nullopt);
    if (m_stopLevel > 0)
        co_return finish(RunEnd::Aborted);
    // A co_await inside a condition is miscompiled by GCC 12 (the frame's address is lost): always a statement of its
    // own.
    const bool ready = co_await setUp();
    if (!ready)
        co_return finish(m_stopLevel > 0 ? RunEnd::Aborted : RunEnd::Failed);

    enter(RunPhase::Countdown, m_config.profile.sale.countdown);
    makeWorkers();
    co_await waitUntil(m_timeline.now() + m_config.profile.sale.countdown, {});
    if (m_stopLevel > 0)
        co_return finish(RunEnd::Aborted); // nobody has bought yet: there is nothing to verify

    co_await load();
    co_await drain();
    if (m_stopLevel < 2) {
        const TimePoint settled = m_timeline.now() + m_config.profile.verification.settle;
        if (m_stopLevel == 0) {
            enter(RunPhase::Settling, m_config.profile.verification.settle);
            co_await waitUntil(settled, {});
        }
        m_settled = m_timeline.now() >= settled;
        if (m_stopLevel < 2) {
            m_stopLevel = 0;
            co_await verifyBooks();
        }
    }
    if (m_stopLevel == 2)
        co_return finish(RunEnd::Aborted);
    finish(m_result.stopCause == StopCause::None ? RunEnd::Completed : RunEnd::Stopped);
}

QCoro::Task<> LoadEngine::Run::reverify()
{
    co_await m_wait.until(m_timeline.now());
    m_sale.id = m_result.saleId;
    m_sale.created = m_result.saleCreated;
    m_sale.starting = m_result.profile.sale.startingQuantity;
    // Where it is not found, each reading says so.
    co_await m_shop.open(m_timeline.now() + m_config.profile.verification.timeout);
    if (m_stopLevel == 0 && m_config.profile.verification.adminList != AdminList::Off)
        co_await signInAgain();
    makeWorkers();
    if (m_stopLevel == 0)
        co_await verifyBooks();
    if (m_stopLevel > 0)
        co_return finish(RunEnd::Aborted);
    // Whatever the run ended by, it has its verdict now.
    m_result.failure.clear();
    m_result.failureKind = FailureKind::None;
    finish(m_result.stopCause == StopCause::None ? RunEnd::Completed : RunEnd::Stopped);
}

QCoro::Task<> LoadEngine::Run::signInAgain()
{
    const TimePoint giveUpAt = m_timeline.now() + m_config.profile.sale.setupTimeout;
    Alarm deadline(m_timeline, [this] { m_shop.admin().timeOut(); });
    deadline.set(giveUpAt);
    SaleSetup setup(m_shop.admin(), m_config.profile, QDateTime::currentMSecsSinceEpoch());
    setup.setWait([this, giveUpAt](std::chrono::milliseconds wait) { return waitForShop(wait, giveUpAt); });
    const AdminToken admin = co_await setup.signInAgain();
    m_sale.token = admin.token;
    if (!admin.trouble.isEmpty())
        log(admin.trouble);
}

/// Waits as the shop asks during the set-up. False when there is no time for that, or the run was stopped.
QCoro::Task<bool> LoadEngine::Run::waitForShop(std::chrono::milliseconds wait, TimePoint giveUpAt)
{
    const TimePoint then = m_timeline.now() + wait;
    if (then >= giveUpAt)
        co_return false;
    log(u"the shop asks to come back in %1 s"_s.arg(std::chrono::duration<double>(wait).count()));
    co_await waitUntil(then, {});
    co_return m_stopLevel == 0;
}

QCoro::Task<bool> LoadEngine::Run::setUp()
{
    const TimePoint giveUpAt = m_timeline.now() + m_config.profile.sale.setupTimeout;
    SaleSetupResult result;
    if (const QString remark = proxyRemark(m_config.profile.target, QProcessEnvironment::systemEnvironment());
        !remark.isEmpty())
        log(remark);
    result.failure = co_await m_shop.open(giveUpAt);
    if (m_stopLevel > 0)
        co_return false;
    if (result.failure.isEmpty()) {
        m_shop.admin().keepDates();
        Alarm deadline(m_timeline, [this] { m_shop.admin().timeOut(); });
        deadline.set(giveUpAt);
        SaleSetup setup(m_shop.admin(), m_config.profile, QDateTime::currentMSecsSinceEpoch());
        setup.setWait([this, giveUpAt](std::chrono::milliseconds wait) { return waitForShop(wait, giveUpAt); });
        result = co_await setup.run();
        // Whoever verifies this run again needs it. It is not the result's, which is written to files.
        if (result.sale && result.sale->created && m_config.profile.sale.adminPassword.isEmpty())
            m_engine.m_admins.insert(m_result.runId, {setup.admin().email, setup.admin().password});
    }
    const bool timedOut = m_timeline.now() >= giveUpAt;

    for (const QString &note : result.notes)
        log(note);
    if (m_stopLevel > 0)
        co_return false;
    if (!result.sale) {
        m_result.failureKind = timedOut ? FailureKind::SetupTimeout : FailureKind::Setup;
        m_result.failure = timedOut ? u"Setup took longer than sale.setupTimeout allows (%1 s). "_s.arg(
                                          std::chrono::duration<double>(m_config.profile.sale.setupTimeout).count())
                + result.failure
                                    : result.failure;
        co_return false;
    }
    m_sale = *result.sale;
    const QString suffix =
        m_config.profile.effectiveRunSuffix() || !m_sale.created ? m_result.runId.left(8) : QString();
    m_result.saleId = m_sale.id;
    m_result.saleCreated = m_sale.created;
    m_result.saleStartsAt = m_sale.startsAt;
    m_result.saleEndsAt = m_sale.endsAt;
    m_result.emails = BuyerEmails(m_config.profile.buyer.email, suffix);
    log(m_sale.created ? u"sale %1 created"_s.arg(QString::fromUtf8(m_sale.id))
                       : u"testing the existing sale %1"_s.arg(QString::fromUtf8(m_sale.id)));
    if (m_sale.created && m_config.practiceDefect.isEmpty()) { // a practice shop is gone with its run
        for (const QString &remark : remarksOn(m_config.profile))
            log(remark);
    }
    if (!m_sale.created)
        co_await readBaseline(giveUpAt);
    co_return m_stopLevel == 0;
}

QCoro::Task<> LoadEngine::Run::readBaseline(TimePoint giveUpAt)
{
    m_books = std::make_unique<BookReader>(m_shop.api(), m_timeline, m_control, m_workers, [this] { collect(); });
    VerificationSettings settings = m_config.profile.verification;
    const Nanoseconds left = std::max(giveUpAt - m_timeline.now(), Nanoseconds::zero());
    settings.timeout = std::min(settings.timeout, std::chrono::floor<std::chrono::milliseconds>(left));
    const BookReadings books = co_await m_books->readBaseline(settings, m_sale);
    m_books.reset();
    if (m_stopLevel > 0)
        co_return;
    m_control.cancelReading = false; // it ran out of time; the reading after the load has its own
    m_result.baseline = baselineOf(books);
    const SaleBaseline &baseline = *m_result.baseline;
    const QString units = baseline.remaining ? u"%1 units are left"_s.arg(*baseline.remaining)
                                             : u"it is not known how many units are left"_s;
    log(baseline.ordersKnown
            ? u"before the load %1, and the sale has %2 orders"_s.arg(units).arg(baseline.orders.size())
            : u"before the load %1; its orders are not known: %2"_s.arg(units, baseline.ordersTrouble));
}

void LoadEngine::Run::makeWorkers()
{
    const int workers = workerCount(m_config.profile, m_plan->peak());
    m_workerContext.reset(new WorkerContext{
        .config = m_config,
        .transport = m_shop.transport(),
        .api = m_shop.api().options(),
        .series = m_series,
        .plan = m_plan,
        .saleId = m_sale.id,
        .emails = m_result.emails,
        .runStart = m_runStart,
        .seed = m_config.seed.value_or(QRandomGenerator::global()->generate()),
        .control = m_control,
        .reports = m_reports,
    });
    m_metrics.expect(workers);
    for (int i = 0; i < workers; ++i)
        m_workers.push_back(std::make_unique<WorkerThread>(*m_workerContext, i, workers));
}

QCoro::Task<> LoadEngine::Run::load()
{
    m_loadStart = m_timeline.now();
    enter(RunPhase::Load, m_plan->duration());
    m_metrics.beginLoad(elapsed());
    m_buyersSentOut = true;
    for (const auto &worker : m_workers)
        worker->post([start = m_loadStart](LoadWorker &load) { load.startLoad(start); });
    m_sampler.start(m_shop.sampler(), m_sale.id);
    if (m_config.profile.verification.byEmail)
        m_prober.start(m_shop.prober(), m_result.emails, m_sale.id);
    const std::function<bool()> over = [this] { return m_control.saleEnded || m_metrics.loadDone(); };
    co_await waitUntil(m_loadStart + m_plan->duration(), over);
    if (m_stopLevel > 0)
        stopLoad(m_result.stopCause == StopCause::None ? StopCause::User : m_result.stopCause);
    else if (m_control.saleEnded && m_timeline.now() < m_loadStart + m_plan->duration())
        stopLoad(StopCause::SaleEnded);
    m_loadEnd = std::min(m_timeline.now() - m_loadStart, m_plan->duration());
}

void LoadEngine::Run::stopLoad(StopCause cause)
{
    m_result.stopCause = cause;
    if (cause == StopCause::SaleEnded)
        log(u"the sale has ended: no further journeys"_s);
    const TimePoint cutAt = m_timeline.now() + m_config.profile.load.gracefulStop;
    for (const auto &worker : m_workers)
        worker->post([cutAt](LoadWorker &load) { load.retire(cutAt); });
}

QCoro::Task<> LoadEngine::Run::drain()
{
    const Nanoseconds grace = m_config.profile.load.gracefulStop;
    enter(RunPhase::Draining, grace);
    // A stop brought us here; the next one means this phase.
    if (m_stopLevel == 1)
        m_stopLevel = 0;
    const std::function<bool()> done = [this] { return m_metrics.loadDone(); };
    co_await waitUntil(m_timeline.now() + grace + 1s, done);
    if (!m_metrics.loadDone()) {
        if (m_result.stopCause == StopCause::None && m_stopLevel > 0)
            m_result.stopCause = StopCause::User;
        co_await cutBuyers(m_control.fault.isRaised() ? brokenPatience : cutPatience);
    }
    endLoad();
}

void LoadEngine::Run::endLoad()
{
    m_buyersGone = m_timeline.now() - m_loadStart;
    m_metrics.endLoad(elapsed());
    m_sampler.stop();
    for (const auto &worker : m_workers)
        worker->post([](LoadWorker &load) { load.endLoad(); });
}

QCoro::Task<> LoadEngine::Run::cutBuyers(Nanoseconds patience)
{
    guarded(m_control.fault, [this] {
        for (const auto &worker : m_workers)
            worker->post([](LoadWorker &load) { load.cut(); });
    });
    const TimePoint giveUp = m_timeline.now() + patience;
    while (!m_metrics.loadDone() && m_timeline.now() < giveUp) {
        co_await m_wait.until(m_timeline.now() + 20ms);
        guarded(m_control.fault, [this] { collect(); });
    }
    if (!m_metrics.loadDone())
        guarded(m_control.fault,
            [this] { log(u"some virtual users did not end; their journeys are missing from the ledger"_s); });
}

TimePoint LoadEngine::Run::startOfTheRun() const
{
    if (!m_reverifying)
        return m_runStart;
    return m_timeline.now() - std::chrono::milliseconds(m_result.startedAt.msecsTo(QDateTime::currentDateTimeUtc()));
}

TimePoint LoadEngine::Run::quietSince() const
{
    if (m_buyersGone)
        return m_loadStart + *m_buyersGone;
    qint64 last = 0;
    for (const LedgerEntry &entry : m_result.ledger)
        last = std::max(last, entry.ended);
    return startOfTheRun() + Nanoseconds(last);
}

QCoro::Task<> LoadEngine::Run::verifyBooks()
{
    m_prober.stop();
    enter(RunPhase::Verifying, std::nullopt);
    m_books = std::make_unique<BookReader>(m_shop.api(), m_timeline, m_control, m_workers, [this] { collect(); });
    m_books->setRunTime(startOfTheRun(), quietSince());
    std::vector<BuyerToAsk> buyers = buyersToAsk(m_result.ledger, m_result.emails);
    BookReadings books = co_await m_books->read(m_config.profile.verification, m_sale, std::move(buyers));
    const bool timedOut = books.timedOut;
    collect();
    fillCounts();
    VerificationInput input = verificationInput(m_result, std::move(books));
    input.settled = m_settled;
    input.othersMayHaveBought = m_reverifying && othersMayHaveBoughtSince(m_result.verification, input.books);
    SaleBalance balance;
    VerificationReport report = verify(input, &balance);
    report.at = QDateTime::currentDateTimeUtc();
    report.timedOut = timedOut;
    if (m_result.verification.performed)
        m_result.earlierVerifications.push_back(std::move(m_result.verification));
    m_result.verification = std::move(report);
    m_metrics.setStockBalance(balance);
}

void LoadEngine::Run::cancelReading()
{
    m_control.cancelReading = true;
    if (m_books)
        m_books->cancel();
}

QCoro::Task<> LoadEngine::Run::waitUntil(TimePoint moment, std::function<bool()> condition)
{
    while (m_stopLevel == 0 && m_timeline.now() < moment && !(condition && condition()))
        co_await m_wait.until(std::min(moment, m_timeline.now() + tickInterval));
}

void LoadEngine::Run::stop()
{
    switch (m_phase) {
    case RunPhase::Load:
    case RunPhase::Draining:
    case RunPhase::Settling:
        if (m_stopLevel > 0)
            return abort(); // this phase is being stopped already
        m_stopLevel = 1;
        log(m_phase == RunPhase::Load ? u"stopping: no further journeys; stop again to verify at once"_s
                                      : u"stopping: verifying at once; stop again to end without a verdict"_s);
        if (m_result.stopCause == StopCause::None)
            m_result.stopCause = StopCause::User;
        m_wait.wake();
        break;
    case RunPhase::Verifying:
        // The verdict is what the run was for: the first stop does not throw it away, unless others brought us here.
        if (m_reverifying || m_stopLevel > 0 || m_result.stopCause == StopCause::User)
            return abort();
        m_stopLevel = 1;
        log(u"verifying already; stop again to end without a verdict"_s);
        break;
    default:
        abort();
    }
}

void LoadEngine::Run::abort()
{
    if (m_finished || m_stopLevel == 2)
        return;
    m_stopLevel = 2;
    // Its buyers left, so a later verification must not wonder why they did not wait.
    if ((m_phase == RunPhase::Load || m_phase == RunPhase::Draining) && m_result.stopCause == StopCause::None)
        m_result.stopCause = StopCause::User;
    m_result.failure = u"Ended by hand in the phase \"%1\""_s.arg(
        toString(m_phase == RunPhase::Idle ? RunPhase::Setup : m_phase)); // it was about to begin
    m_shop.cancel();
    cancelReading();
    m_wait.wake();
}

void LoadEngine::Run::breakOff()
{
    if (m_finished || m_broken)
        return;
    m_broken = true;
    m_stopLevel = 2;
    if ((m_phase == RunPhase::Load || m_phase == RunPhase::Draining) && m_result.stopCause == StopCause::None)
        m_result.stopCause = StopCause::Internal;
    m_shop.cancel();
    cancelReading();
    m_wait.wake();
}

void LoadEngine::Run::tick()
{
    guarded(m_control.fault, [this] { watch(); });
    if (m_control.fault.isRaised())
        guarded(m_control.fault, [this] { breakOff(); });
}

void LoadEngine::Run::watch()
{
    collect();
    if (m_phase == RunPhase::Load || m_phase == RunPhase::Draining) {
        const int planned = m_phase == RunPhase::Load ? m_plan->plannedAt(loadElapsed()) : 0;
        m_metrics.watch(planned, elapsed(), sinceFirstPhase(elapsed()));
    }
    publish();
    if (m_phase == RunPhase::Load && m_stopLevel == 0
        && ThresholdEvaluator::wantsAbort(m_metrics.thresholds(), loadElapsed())) {
        log(u"a threshold with abortOnFail is crossed: stopping"_s);
        m_result.stopCause = StopCause::Threshold;
        m_stopLevel = 1;
        m_wait.wake();
    }
}

void LoadEngine::Run::collect()
{
    for (WorkerReport &report : m_reports.takeAll()) {
        m_metrics.add(report, elapsed());
        for (LedgerEntry &entry : report.ledger) {
            m_prober.offer(entry);
            m_result.ledger.push_back(std::move(entry));
        }
        for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
            for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason)
                m_result.withoutBuy[outcome][reason] += report.withoutBuy[outcome][reason];
        }
        std::ranges::move(report.probes, std::back_inserter(m_result.observations.probes));
        std::ranges::move(report.claims, std::back_inserter(m_result.observations.claims));
        std::ranges::move(report.contradictions, std::back_inserter(m_result.observations.contradictions));
        for (const LogLine &line : report.log)
            Q_EMIT m_engine.logged(line);
        if (report.orders)
            m_books->take(std::move(*report.orders));
    }
    m_metrics.settle(elapsed());
}

void LoadEngine::Run::stockSeen(const StockSample &sample)
{
    m_result.observations.stock.push_back(sample);
    if (sample.remaining)
        m_metrics.stockSeen(*sample.remaining, elapsed());
}

void LoadEngine::Run::clockSeen(const ClockSample &sample)
{
    m_result.observations.clock.push_back(sample);
    addDate(m_shopClock, sample, m_result.startedAt.toMSecsSinceEpoch());
    const QString warning = m_clockTold ? QString() : clockWarning(m_shopClock);
    if (warning.isEmpty())
        return;
    m_clockTold = true;
    log(warning + u" The sale opens and ends by the shop's clock."_s);
}

void LoadEngine::Run::publish()
{
    RunSnapshot snapshot{.health = m_metrics.health(elapsed()),
        .thresholds = m_metrics.thresholds(),
        .seriesTable = m_metrics.series(),
        .figures = m_metrics.figures()};
    snapshot.phase = m_phase;
    snapshot.elapsed = elapsed();
    snapshot.phaseElapsed = snapshot.elapsed - m_phaseStart;
    snapshot.phasePlanned = m_phasePlanned;
    snapshot.loadElapsed = loadElapsed();
    snapshot.loadAndDrain = loadAndDrain();
    snapshot.loadPlanned = m_plan->duration();
    snapshot.stage = m_plan->stageAt(snapshot.loadElapsed);
    snapshot.stages = m_plan->stageCount();
    snapshot.vusActual = m_metrics.activeUsers();
    snapshot.vusPlanned = m_phase == RunPhase::Load ? m_plan->plannedAt(snapshot.loadElapsed) : 0;
    snapshot.stock = m_metrics.stock();
    snapshot.verifiedBuyers = m_control.buyersRead;
    snapshot.buyersToVerify = m_books ? m_books->buyersToAsk() : 0;
    Q_EMIT m_engine.snapshotReady(snapshot);
}

void LoadEngine::Run::log(const QString &text)
{
    Q_EMIT m_engine.logged({elapsed(), 0, text});
}

Nanoseconds LoadEngine::Run::loadElapsed() const
{
    if (m_loadEnd)
        return *m_loadEnd;
    return m_phase == RunPhase::Load ? m_timeline.now() - m_loadStart : Nanoseconds::zero();
}

Nanoseconds LoadEngine::Run::loadAndDrain() const
{
    if (m_buyersGone)
        return *m_buyersGone;
    const bool began = m_phase == RunPhase::Load || m_phase == RunPhase::Draining;
    return began ? m_timeline.now() - m_loadStart : Nanoseconds::zero();
}

Nanoseconds LoadEngine::Run::sinceFirstPhase(Nanoseconds now) const
{
    return now - (m_result.phases.empty() ? m_phaseStart : m_result.phases.front().started);
}

void LoadEngine::Run::fillCounts()
{
    if (m_reverifying)
        return; // they are those of the run that is verified again
    m_metrics.fillCounts(m_result);
    m_result.requestsIssued = m_metrics.requestsIssuedByWorkers() + m_shop.requestsIssued();
    m_result.health = m_metrics.health(elapsed());
}

void LoadEngine::Run::exchangeEnded(const RequestRecord &record, const QString &errorText)
{
    m_metrics.request(record, errorText);
    if (record.group != RunGroup::Setup || m_reverifying || !record.hasResponse())
        return;
    if (const auto date = m_shop.admin().lastDate())
        clockSeen({(record.ended - record.duration).count(), record.ended.count(), *date});
}

void LoadEngine::Run::enter(RunPhase phase, std::optional<Nanoseconds> planned)
{
    enter(phase, planned, elapsed());
}

void LoadEngine::Run::enter(RunPhase phase, std::optional<Nanoseconds> planned, Nanoseconds now)
{
    // The phases of a run that is verified again are those of the run: their times are since its start.
    if (m_phase != RunPhase::Idle && !m_reverifying)
        m_result.phases.push_back({m_phase, m_phaseStart, now, m_phasePlanned});
    m_phase = phase;
    m_phaseStart = now;
    m_phasePlanned = planned;
    Q_EMIT m_engine.phaseChanged(phase);
    publish();
}

void LoadEngine::Run::finish(RunEnd end)
{
    RunFault &fault = m_control.fault;
    guarded(fault, [this] {
        m_prober.stop(); // an aborted run has not come to its verification; and nothing may begin from here on
        collect();
        m_metrics.closeAll();
    });
    const Nanoseconds now = elapsed();
    guarded(fault, [this, now] {
        m_metrics.evaluateThresholds(sinceFirstPhase(now));
        if (m_reverifying) {
            takeThresholdsOfBooks();
        } else {
            fillCounts();
            m_metrics.fillFigures(m_result);
        }
    });
    if (fault.isRaised()) {
        end = RunEnd::Aborted;
        m_result.failureKind = FailureKind::Internal;
        m_result.failure = u"An error of Doorbuster itself in the phase \"%1\": %2. What was measured by then is kept; "
                           "there is no verdict"_s.arg(toString(m_phase), fault.text());
    }
    m_result.end = end;
    const RunPhase last = end == RunEnd::Failed ? RunPhase::Failed
        : end == RunEnd::Aborted                ? RunPhase::Aborted
                                                : RunPhase::Finished;
    guarded(fault, [this, last, now] { enter(last, std::nullopt, now); });
    m_tick.stop();
    m_finished = true;
    // Out of this coroutine: the receiver may start the next run at once.
    QMetaObject::invokeMethod(
        &m_engine, [&engine = m_engine] { engine.conclude(); }, Qt::QueuedConnection);
}

void LoadEngine::Run::takeThresholdsOfBooks()
{
    // Of all thresholds only those of the books are judged anew.
    for (std::size_t i = 0; i < m_result.thresholds.size() && i < m_metrics.thresholds().size(); ++i) {
        if (m_result.thresholds[i].metric == metricInfo(MetricId::FsOverbooking).name
            || m_result.thresholds[i].metric == metricInfo(MetricId::FsUnderselling).name)
            m_result.thresholds[i] = m_metrics.thresholds()[i];
    }
}

} // namespace doorbuster
