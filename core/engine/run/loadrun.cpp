// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/loadrun.h"

#include "core/engine/run/machineinfo.h"
#include "core/engine/run/runverification.h"
#include "core/verdict/applicability.h"
#include "core/verdict/books/shopclock.h"
#include "core/verdict/verifier.h"

#include <QCoro/QCoroThread>

#include <QRandomGenerator>
#include <QThread>
#include <QUuid>

#include <algorithm>
#include <exception>
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
    , m_times(m_clock)
    , m_series(std::make_shared<SeriesTable>(m_config.profile))
    , m_executor(makeExecutor(m_config.profile.load))
    , m_metrics(m_config, m_series, *m_executor)
    , m_journals(m_control.fault, m_record, m_config.journals)
    , m_stop(m_timeline)
    , m_shop(m_timeline, m_config, m_times.runStart(), *this)
    , m_setup(m_shop, m_timeline, m_config, m_stop, m_control.fault, [this](const QString &text) { log(text); })
    , m_sampler(
          m_timeline, m_times.runStart(), [this](const StockSample &sample) { stockSeen(sample); },
          [this](const ClockSample &sample) { clockSeen(sample); })
    , m_prober(m_timeline, m_times.runStart(),
          [this](const VisibilityProbe &probe) { m_journals.each([&](auto &one) { one.visibilitySeen(probe); }); })
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
    m_journals.each([this](auto &one) { one.runStarted(m_result); });
    m_tick.setInterval(tickInterval);
    m_tick.callOnTimeout([this] { tick(); });
}

LoadEngine::Run::~Run()
{
    if (m_judging)
        m_judging->wait(); // it reads the ledger
}

void LoadEngine::Run::start()
{
    m_tick.start();
    m_task = supervised(run());
}

// The phases, from the first to the last.

QCoro::Task<> LoadEngine::Run::run()
{
    // A coroutine runs within its caller up to its first co_await. This one lets start() return before anything is
    // emitted, so that its caller may connect to the signals afterwards.
    co_await m_stop.sleepUntil(m_timeline.now());
    enter(RunPhase::Setup, std::nullopt);
    if (m_stop.isAsked())
        co_return finish(RunEnd::Aborted);
    // A co_await inside a condition is miscompiled by GCC 12 (the frame's address is lost): always a statement of its
    // own.
    const bool ready = co_await setUp();
    if (!ready)
        co_return finish(m_stop.isAsked() ? RunEnd::Aborted : RunEnd::Failed);

    const std::chrono::milliseconds countdown = m_config.profile.sale.countdown;
    enter(RunPhase::Countdown, countdown);
    makeWorkers();
    co_await m_stop.waitUntil(m_timeline.now() + countdown);
    if (m_stop.isAsked())
        co_return finish(RunEnd::Aborted); // no buyer has come yet: there is nothing to verify

    co_await load();
    co_await drain();
    if (m_stop.level() != RunStop::Level::Run)
        co_await settle();
    if (m_stop.level() != RunStop::Level::Run) {
        m_stop.clear();
        co_await verifyBooks();
    }
    if (m_stop.level() == RunStop::Level::Run)
        co_return finish(RunEnd::Aborted);
    finish(m_result.stopCause == StopCause::None ? RunEnd::Completed : RunEnd::Stopped);
}

QCoro::Task<bool> LoadEngine::Run::setUp()
{
    RunSetupResult setup = co_await m_setup.prepareSale();
    // Whoever verifies this run again needs the password. It is kept in memory, and is not the result's.
    if (setup.sale && setup.sale->created && m_config.profile.sale.adminPassword.isEmpty())
        m_engine.m_admins.insert(m_result.runId, {setup.admin.email, setup.admin.password});
    if (!setup.sale) {
        if (!m_stop.isAsked()) { // else abort() has said why
            m_result.failureKind = setup.failureKind;
            m_result.failure = setup.failure;
        }
        co_return false;
    }
    m_sale = *setup.sale;
    const bool needsSuffix = m_config.profile.effectiveRunSuffix() || !m_sale.created;
    m_result.saleId = m_sale.id;
    m_result.saleCreated = m_sale.created;
    m_result.saleStartsAt = m_sale.startsAt;
    m_result.saleEndsAt = m_sale.endsAt;
    m_result.emails = BuyerEmails(m_config.profile.buyer.email, needsSuffix ? m_result.runId.left(8) : QString());
    if (!m_sale.created) {
        std::optional<SaleBaseline> baseline = co_await m_setup.readBaseline(m_sale);
        m_result.baseline = std::move(baseline);
    }
    co_return !m_stop.isAsked();
}

void LoadEngine::Run::makeWorkers()
{
    const int workers = workerCount(m_config.profile, m_executor->peak());
    m_metrics.expect(workers);
    m_workers.start(
        {
            .config = m_config,
            .transport = m_shop.transport(),
            .api = m_shop.api().options(),
            .series = m_series,
            .executor = m_executor,
            .saleId = m_sale.id,
            .emails = m_result.emails,
            .runStart = m_times.runStart(),
            .seed = m_config.seed.value_or(QRandomGenerator::global()->generate()),
            .control = m_control,
            .reports = m_workers.reports(),
        },
        workers);
}

QCoro::Task<> LoadEngine::Run::load()
{
    const Nanoseconds planned = m_executor->duration();
    m_times.beginLoad();
    const TimePoint end = m_times.loadStart() + planned;
    enter(RunPhase::Load, planned);
    m_metrics.beginLoad(m_times.elapsed());
    m_buyersSentOut = true;
    m_workers.post(StartLoad{m_times.loadStart() - m_times.runStart()});
    m_sampler.start(m_shop.sampler(), m_sale.id);
    if (m_config.profile.verification.byEmail)
        m_prober.start(m_shop.prober(), m_result.emails, m_sale.id);
    const std::function<bool()> over = [this] { return m_metrics.saleEnded() || m_metrics.loadDone(); };
    co_await m_stop.waitUntil(end, over);
    if (m_stop.isAsked())
        stopLoad(m_result.stopCause == StopCause::None ? StopCause::User : m_result.stopCause);
    else if (m_metrics.saleEnded() && m_timeline.now() < end)
        stopLoad(StopCause::SaleEnded);
    m_times.endLoad(planned);
}

void LoadEngine::Run::stopLoad(StopCause cause)
{
    m_result.stopCause = cause;
    if (cause == StopCause::SaleEnded)
        log(u"the sale has ended: no further journeys"_s);
    m_workers.post(StopLoad{m_times.elapsed() + m_config.profile.load.gracefulStop});
}

QCoro::Task<> LoadEngine::Run::drain()
{
    const Nanoseconds grace = m_config.profile.load.gracefulStop;
    enter(RunPhase::Draining, grace);
    m_stop.clear(); // a stop brought us here; the next one means this phase
    const std::function<bool()> done = [this] { return m_metrics.loadDone(); };
    co_await m_stop.waitUntil(m_timeline.now() + grace + 1s, done);
    if (!m_metrics.loadDone()) {
        if (m_result.stopCause == StopCause::None && m_stop.isAsked())
            m_result.stopCause = StopCause::User;
        co_await cutBuyers(m_control.fault.isRaised() ? brokenPatience : cutPatience);
    }
    endLoad();
}

QCoro::Task<> LoadEngine::Run::cutBuyers(Nanoseconds patience)
{
    guarded(m_control.fault, [this] { m_workers.post(CutLoad{}); });
    const TimePoint giveUp = m_timeline.now() + patience;
    while (!m_metrics.loadDone() && m_timeline.now() < giveUp) {
        co_await m_stop.sleepUntil(m_timeline.now() + 20ms);
        guarded(m_control.fault, [this] { collect(); });
    }
    if (!m_metrics.loadDone())
        guarded(m_control.fault,
            [this] { log(u"some virtual users did not end; their journeys are missing from the ledger"_s); });
}

void LoadEngine::Run::endLoad()
{
    m_times.endDrain();
    m_metrics.endLoad(m_times.elapsed());
    m_sampler.stop();
    m_workers.post(EndLoad{});
}

QCoro::Task<> LoadEngine::Run::settle()
{
    const TimePoint settled = m_timeline.now() + m_config.profile.verification.settle;
    if (!m_stop.isAsked()) {
        enter(RunPhase::Settling, m_config.profile.verification.settle);
        co_await m_stop.waitUntil(settled);
    }
    m_settled = m_timeline.now() >= settled;
}

QCoro::Task<> LoadEngine::Run::verifyBooks()
{
    m_prober.stop();
    // Before the phase is announced: whoever hears of it may end the reading, see abort().
    m_books = std::make_unique<BookReader>(m_shop.api(), m_timeline, m_control.fault, m_workers, [this] { collect(); });
    enter(RunPhase::Verifying, std::nullopt);
    m_books->setRunTime(startOfTheRun(), quietSince());
    std::vector<BuyerToAsk> buyers;
    const std::function<void()> chooseBuyers = [&] { buyers = buyersToAsk(m_result.ledger, m_result.emails); };
    co_await judge(chooseBuyers);
    BookReadings books = co_await m_books->read(m_config.profile.verification, m_sale, std::move(buyers));
    const bool timedOut = books.timedOut;
    collect();
    fillCounts();
    VerificationInput input = verificationInput(m_result, std::move(books));
    input.inapplicable = inapplicableChecks(*m_config.shop);
    input.settled = m_settled;
    input.othersMayHaveBought = m_reverifying && othersMayHaveBoughtSince(m_result.verification, input.books);
    SaleBalance balance;
    VerificationReport report;
    const std::function<void()> compareBooks = [&] { report = verify(input, &balance); };
    co_await judge(compareBooks);
    report.at = QDateTime::currentDateTimeUtc();
    report.timedOut = timedOut;
    if (m_result.verification.performed)
        m_result.earlierVerifications.push_back(std::move(m_result.verification));
    m_result.verification = std::move(report);
    m_metrics.setStockBalance(balance);
}

QCoro::Task<> LoadEngine::Run::judge(std::function<void()> work)
{
    std::exception_ptr problem;
    m_judging.reset(QThread::create([&work, &problem] {
        try {
            work();
        } catch (...) {
            problem = std::current_exception();
        }
    }));
    m_judging->start();
    co_await qCoro(m_judging.get()).waitForFinished();
    m_judging->wait();
    m_judging.reset();
    if (problem)
        std::rethrow_exception(problem);
}

void LoadEngine::Run::finish(RunEnd end)
{
    RunFault &fault = m_control.fault;
    guarded(fault, [this] {
        m_prober.stop(); // an aborted run has not come to its verification; and nothing may begin from here on
        collect();
        m_metrics.closeAll();
    });
    const Nanoseconds now = m_times.elapsed();
    guarded(fault, [this, now] {
        m_metrics.evaluateThresholds(m_times.sinceFirstPhase(now));
        if (m_reverifying) {
            takeThresholdsOfBooks();
        } else {
            fillCounts();
            m_metrics.fillFigures(m_result);
            if (const auto rows = m_metrics.takeClosedSeconds(); !rows.empty())
                m_journals.each([&](auto &one) { one.secondsClosed(rows); });
        }
    });
    if (fault.isRaised()) {
        end = RunEnd::Aborted;
        m_result.failureKind = FailureKind::Internal;
        m_result.failure = u"An error of Doorbuster itself in the phase \"%1\": %2. What was measured by then is kept; "
                           "there is no verdict"_s.arg(toString(m_times.phase()), fault.text());
    }
    m_result.end = end;
    const RunPhase last = end == RunEnd::Failed ? RunPhase::Failed
        : end == RunEnd::Aborted                ? RunPhase::Aborted
                                                : RunPhase::Finished;
    guarded(fault, [this, last, now] { enter(last, std::nullopt, now); });
    m_journals.each([this](auto &one) { one.runEnded(m_result); });
    m_tick.stop();
    m_finished = true;
    // Out of this coroutine: the receiver may start the next run at once.
    QMetaObject::invokeMethod(
        &m_engine, [&engine = m_engine] { engine.conclude(); }, Qt::QueuedConnection);
}

// A run that is verified again has but one phase.

void LoadEngine::Run::startVerifying(RunResult earlier)
{
    m_result = std::move(earlier);
    m_reverifying = true;
    m_tick.start();
    m_task = supervised(reverify());
}

QCoro::Task<> LoadEngine::Run::reverify()
{
    co_await m_stop.sleepUntil(m_timeline.now()); // as in run()
    m_sale.id = m_result.saleId;
    m_sale.created = m_result.saleCreated;
    m_sale.starting = m_result.profile.sale.startingQuantity;
    // Where the shop is not found, each reading says so.
    co_await m_shop.open(m_timeline.now() + m_config.profile.verification.timeout);
    if (!m_stop.isAsked() && m_config.profile.verification.adminList != AdminList::Off) {
        QByteArray token = co_await m_setup.signInAgain();
        m_sale.token = std::move(token);
    }
    makeWorkers();
    if (!m_stop.isAsked())
        co_await verifyBooks();
    if (m_stop.isAsked())
        co_return finish(RunEnd::Aborted);
    // Whatever the run ended by, it has its verdict now.
    m_result.failure.clear();
    m_result.failureKind = FailureKind::None;
    finish(m_result.stopCause == StopCause::None ? RunEnd::Completed : RunEnd::Stopped);
}

TimePoint LoadEngine::Run::startOfTheRun() const
{
    if (!m_reverifying)
        return m_times.runStart();
    return m_timeline.now() - std::chrono::milliseconds(m_result.startedAt.msecsTo(QDateTime::currentDateTimeUtc()));
}

TimePoint LoadEngine::Run::quietSince() const
{
    if (const auto drained = m_times.drained())
        return *drained;
    qint64 last = 0;
    for (const LedgerEntry &entry : m_result.ledger)
        last = std::max(last, entry.ended);
    return startOfTheRun() + Nanoseconds(last);
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
