// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/loadengine.h"

#include "core/practice/practiceshop.h"
#include "core/result/exitstatus.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testprogram.h"

#include <QLocale>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>
#include <new>
#include <numeric>
#include <stdexcept>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Whole runs take a second or so each; a machine that is busy with other things may need much longer.
constexpr int patience = 30'000; // ms

/// A practice shop in its own process, ready to be bought from.
class RunningShop {
public:
    explicit RunningShop(double holdsPerSecond = 500)
    {
        PracticeShop::Options options;
        options.rules.holdsPerSecond = holdsPerSecond;
        m_shop = std::make_unique<PracticeShop>();
        m_shop->start(QStringLiteral(SHOP_EXECUTABLE), options);
        if (!QTest::qWaitFor([this] { return !m_shop->url().isEmpty(); }, patience))
            qFatal("The practice shop does not start");
        m_base = m_shop->url().toString();
    }
    QString base() const { return m_base; }
    void kill() { m_shop.reset(); }

private:
    std::unique_ptr<PracticeShop> m_shop;
    QString m_base;
};

/// Twenty buyers for ten units, at once.
RunConfig configFor(const QString &base)
{
    RunConfig config;
    Profile &profile = config.profile;
    profile.target.apiBase = base;
    profile.target.workers = 2;
    profile.target.requestTimeout = 10s;
    profile.sale.startsIn = 0ms;
    profile.sale.countdown = 20ms;
    profile.sale.startingQuantity = 10;
    profile.load.stages = {{0ms, 20}, {300ms, 20}};
    profile.load.gracefulRampDown = 10s;
    profile.load.gracefulStop = 10s;
    profile.buyer.pollingInterval = 20ms;
    profile.buyer.backoffMax = 50ms;
    profile.buyer.recheckSaleWhilePolling = 1; // else those who queue at sell-out wait to the end of all patience
    profile.buyer.logProgress = LogProgress::None;
    profile.verification.settle = 20ms;
    profile.verification.timeout = 20s;
    profile.verification.generatorLagLimit = 10s; // what this machine is busy with is no matter here
    profile.thresholds.clear();
    config.seed = 1;
    return config;
}

/// A load that does not end by itself.
RunConfig endlessConfigFor(const QString &base)
{
    RunConfig config = configFor(base);
    config.profile.load.stages = {{0ms, 20}, {10min, 20}};
    return config;
}

/// What an engine told.
struct Recorder {
    explicit Recorder(LoadEngine &engine)
    {
        QObject::connect(&engine, &LoadEngine::phaseChanged, [this](RunPhase phase) {
            phases << toString(phase).toString();
            if (onPhase)
                onPhase(phase);
        });
        QObject::connect(&engine, &LoadEngine::snapshotReady, [this](const RunSnapshot &snapshot) {
            ++snapshots;
            loadTimeIsSane = loadTimeIsSane && snapshot.loadElapsed <= snapshot.elapsed;
            lastPhase = snapshot.phase;
            mostActive = std::max(mostActive, snapshot.vusActual);
        });
        QObject::connect(&engine, &LoadEngine::logged, [this](const LogLine &line) { log << line.text; });
        QObject::connect(&engine, &LoadEngine::finished, [this, &engine](const std::shared_ptr<RunResult> &result) {
            wasRunning = engine.running();
            results.push_back(*result);
            if (onFinished)
                onFinished();
        });
    }
    bool reaches(RunPhase phase) const
    {
        return QTest::qWaitFor([&] { return phases.contains(toString(phase)); }, patience);
    }
    bool finishes(std::size_t runs = 1) const
    {
        return QTest::qWaitFor([&] { return results.size() >= runs; }, patience);
    }
    bool seesBuyers() const
    {
        return QTest::qWaitFor([&] { return mostActive > 0; }, patience);
    }
    QString way() const { return phases.join(u' '); }

    QStringList phases;
    QStringList log;
    std::vector<RunResult> results;
    int snapshots = 0;
    int mostActive = 0;
    RunPhase lastPhase = RunPhase::Idle;
    bool wasRunning = true;
    bool loadTimeIsSane = true; ///< in each snapshot
    std::function<void(RunPhase)> onPhase;
    std::function<void()> onFinished;
};

/// Keeps what it is told, and checks that it is told on one thread and in order.
struct FullJournal final : RunJournal {
    void runStarted(const RunResult &run) override
    {
        note(told.isEmpty());
        told << u"started"_s;
        started = run.startedAt;
        runId = run.runId;
    }
    bool wantsSamples() const override { return true; }
    void samples(std::vector<Sample> &&batch) override
    {
        note();
        for (const Sample &sample : batch)
            ++(std::holds_alternative<RequestSample>(sample) ? requests : values);
    }
    void ledger(const LedgerBatch &batch) override
    {
        note();
        journeys.insert(journeys.end(), batch.journeys.begin(), batch.journeys.end());
        probes += batch.probes.size();
        for (const auto &reasons : batch.withoutBuy)
            withoutBuy = std::accumulate(reasons.begin(), reasons.end(), withoutBuy);
    }
    void secondsClosed(std::span<const SecondRow> rows) override
    {
        for (const SecondRow &row : rows) {
            note(row.final && row.second == qint64(seconds.size()));
            seconds.push_back(row);
        }
    }
    void phaseEnded(const PhaseSpan &phase) override
    {
        note();
        told << toString(phase.phase).toString();
    }
    void stockSeen(const StockSample &) override { ++stock; }
    void clockSeen(const ClockSample &) override { ++clock; }
    void visibilitySeen(const VisibilityProbe &) override { ++visibility; }
    void logged(const LogLine &line) override { log << line.text; }
    void runEnded(const RunResult &run) override
    {
        note();
        told << u"ended"_s;
        end = run.end;
    }

    void note(bool inOrder = true) { isInOrder = isInOrder && inOrder && !end && QThread::currentThread() == thread; }

    QThread *const thread = QThread::currentThread();
    bool isInOrder = true;
    QStringList told;
    QStringList log;
    QDateTime started;
    QString runId;
    Ledger journeys;
    std::vector<SecondRow> seconds;
    quint64 withoutBuy = 0;
    std::size_t probes = 0;
    std::size_t stock = 0;
    std::size_t clock = 0;
    std::size_t visibility = 0;
    int requests = 0;
    int values = 0;
    std::optional<RunEnd> end;
};

/// What takes the samples finds no memory for those of the load.
struct ThrowingJournal final : RunJournal {
    bool wantsSamples() const override { return true; }
    void samples(std::vector<Sample> &&batch) override
    {
        const bool ofLoad = std::ranges::any_of(batch, [](const Sample &sample) {
            const auto *request = std::get_if<RequestSample>(&sample);
            return request && request->record.group == RunGroup::Load;
        });
        if (ofLoad)
            throw std::bad_alloc();
    }
};

quint64 outcomesOf(const RunResult &result)
{
    quint64 sum = 0;
    for (const auto &reasons : result.outcomes)
        sum = std::accumulate(reasons.begin(), reasons.end(), sum);
    return sum;
}

quint64 requestsOf(const RunResult &result)
{
    quint64 sum = 0;
    for (const auto &names : result.requests) {
        for (const RequestTally &tally : names)
            sum += tally.requests;
    }
    return sum;
}

const CheckRow *checkOf(const RunResult &result, QStringView id)
{
    for (const CheckRow &row : result.verification.checks) {
        if (toString(row.id) == id)
            return &row;
    }
    return nullptr;
}

/// Each journey in the books of the run once, and each request: after every run, however it ended.
void checkSums(const RunResult &result)
{
    QCOMPARE(outcomesOf(result), result.journeysStarted);
    QCOMPARE(requestsOf(result), result.requestsIssued);
    quint64 inLedger = result.ledger.size();
    for (const auto &reasons : result.withoutBuy)
        inLedger = std::accumulate(reasons.begin(), reasons.end(), inLedger);
    QCOMPARE(inLedger, result.journeysStarted);
    for (const LedgerEntry &entry : result.ledger)
        QVERIFY(entry.ended != LedgerEntry::never);
    for (std::size_t i = 1; i < result.phases.size(); ++i)
        QCOMPARE(result.phases[i].started, result.phases[i - 1].ended);
}

} // namespace

class TestLoadEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsToItsVerdict();
    void stopsInAnOrderlyWay();
    void verifiesAtOnceWhenStoppedTwice();
    void endsWhenStoppedThrice();
    void endsBeforeTheLoad_data();
    void endsBeforeTheLoad();
    void asksNothingWhenItIsStoppedAtOnce();
    void abortsWithoutAVerdict();
    void tellsWhyItCannotBegin_data();
    void tellsWhyItCannotBegin();
    void tellsThatTheShopCannotBeFound();
    void sendsNothingToAPublicAddressUnasked_data();
    void sendsNothingToAPublicAddressUnasked();
    void reachesAShopByNameOverTheStockTransport();
    void neverStartsBeyondTheFileLimit();
    void tellsThatSettingUpTookTooLong();
    void neverTakesADeadShopForUnderselling();
    void endsReadingTheBooksInTime_data();
    void endsReadingTheBooksInTime();
    void stopsWhereAThresholdSaysSo();
    void stopsWhenTheSaleHasEnded();
    void isDestroyedInTheMiddle_data();
    void isDestroyedInTheMiddle();
    void runsOneAfterTheOther();
    void verifiesAgain();
    void verifiesAnAbortedRun();
    void signsInToVerifyAgain();
    void knowsThatOthersMayHaveBoughtSince();
    void judgesAnExistingSaleByItsBaseline();
    void triesToBuyAgain();
    void abortsAProbeThatHangs();
    void verifiesNothingAgain();
    void endsWithWhatItHasOnItsOwnError_data();
    void endsWithWhatItHasOnItsOwnError();
    void tellsAtOnceThatTheClocksDiffer();
    void showsNothingToWhoeverConnectsTooLate();
};

void TestLoadEngine::runsToItsVerdict()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(shop.base());
    config.profile.sale.adminPassword = u"secret-7"_s;
    config.profile.load.stages = {{0ms, 20}, {1s, 20}}; // long enough to be seen at work
    const auto journal = std::make_shared<FullJournal>();
    const auto second = std::make_shared<FullJournal>();
    config.journals = {journal, second};
    QVERIFY(!engine.running());
    QVERIFY(engine.phase() == RunPhase::Idle);
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(engine.running());
    QVERIFY(recorder.finishes());

    QCOMPARE(recorder.way(), u"setup countdown load draining settling verifying finished"_s);
    QVERIFY(!recorder.wasRunning);
    QVERIFY(recorder.snapshots >= 2);
    QVERIFY(recorder.loadTimeIsSane);
    QVERIFY(recorder.lastPhase == RunPhase::Finished);
    // What is shown meanwhile is sampled: that all were there is told by the health below.
    QVERIFY(recorder.mostActive > 0 && recorder.mostActive <= 20);

    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"completed"_s);
    QCOMPARE(toString(result.stopCause).toString(), u"none"_s);
    QCOMPARE(result.failure, QString());
    QCOMPARE(toString(result.verification.headline), u"PASS"_s);
    QCOMPARE(result.verification.starting, std::optional<qint64>(10));
    QCOMPARE(result.verification.paid, std::optional<qint64>(10));
    QCOMPARE(result.verification.remaining, std::optional<qint64>(0));
    QCOMPARE(result.verification.difference, std::optional<qint64>(0));
    QVERIFY(!result.verification.timedOut && !result.verification.cancelled);
    QCOMPARE(result.outcomes[std::size_t(Outcome::Success)][0], quint64(10));
    checkSums(result);
    QCOMPARE(result.phases.size(), std::size_t(6));
    QVERIFY(result.loadTime() >= 1s);
    QVERIFY(result.saleCreated);
    QVERIFY(!result.saleId.isEmpty());
    QVERIFY(result.profile.sale.adminPassword.isEmpty());
    QCOMPARE(result.apiBase, shop.base());
    QCOMPARE(result.health.workers, 2);
    QCOMPARE(result.health.plannedPeak, 20);
    QCOMPARE(result.health.reachedPeak, 20);
#ifdef Q_OS_LINUX // else sampled
    QCOMPARE(result.health.peakSockets, std::optional(20)); // each buyer has one
#endif
    // Every answer of the load was timed from its intended start, too, and no earlier than it was sent.
    const ResultSeries *planned = result.find(u"fs_t_since_planned");
    const ResultSeries *sent = result.find(u"http_req_duration");
    QVERIFY(planned && sent);
    QVERIFY(planned->value.samples >= sent->value.samples);
    QVERIFY(planned->value.trend.sum() >= sent->value.trend.sum());
    QCOMPARE(result.emails.suffix(), QString());
    const ResultSeries *journeys = result.find(u"fs_journeys");
    QVERIFY(journeys);
    QCOMPARE(quint64(journeys->value.count), result.journeysStarted);
    QVERIFY(!result.seconds.empty());

    for (const auto &told : {journal, second}) {
        QVERIFY(told->isInOrder);
        QCOMPARE(told->told.join(u' '), u"started setup countdown load draining settling verifying ended"_s);
        QCOMPARE(told->started, result.startedAt);
        QCOMPARE(told->runId, result.runId);
        QVERIFY(told->end == RunEnd::Completed);
        QCOMPARE(quint64(told->requests), requestsOf(result));
        QVERIFY(told->values > 0);
        // What it was told, bit by bit, is what the result has.
        QVERIFY(told->journeys == result.ledger);
        QCOMPARE(told->probes, result.observations.probes.size());
        quint64 withoutBuy = 0;
        for (const auto &reasons : result.withoutBuy)
            withoutBuy = std::accumulate(reasons.begin(), reasons.end(), withoutBuy);
        QCOMPARE(told->withoutBuy, withoutBuy);
        QCOMPARE(told->stock, result.observations.stock.size());
        QCOMPARE(told->clock, result.observations.clock.size());
        QCOMPARE(told->visibility, result.observations.visibility.size());
        QCOMPARE(told->seconds.size(), result.seconds.size());
        for (std::size_t i = 0; i < told->seconds.size(); ++i) {
            QCOMPARE(told->seconds[i].all.count, result.seconds[i].all.count);
            QCOMPARE(told->seconds[i].vusActual, result.seconds[i].vusActual);
        }
        QCOMPARE(told->log, recorder.log);
    }

    // And that was all: whatever was still on its way is delivered now.
    QCoreApplication::processEvents();
    QCOMPARE(recorder.results.size(), std::size_t(1));
    QVERIFY(engine.phase() == RunPhase::Idle);
    engine.stop();
    engine.abort();
    QCOMPARE(recorder.results.size(), std::size_t(1));
}

void TestLoadEngine::stopsInAnOrderlyWay()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = endlessConfigFor(shop.base());
    config.profile.sale.startingQuantity = 100'000;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.seesBuyers());
    engine.stop();
    QVERIFY(engine.phase() == RunPhase::Draining);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup countdown load draining settling verifying finished"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"stopped"_s);
    QCOMPARE(toString(result.stopCause).toString(), u"user"_s);
    QCOMPARE(toString(result.verification.headline), u"PASS"_s);
    QCOMPARE(result.verification.difference, std::optional<qint64>(0));
    // The journeys had the time to end by themselves.
    QCOMPARE(result.outcomes[std::size_t(Outcome::Interrupted)][0], quint64(0));
    checkSums(result);
}

void TestLoadEngine::verifiesAtOnceWhenStoppedTwice()
{
    RunningShop shop(0.1); // all but the first wait in the queue for ever
    LoadEngine engine;
    Recorder recorder(engine);
    QCOMPARE(engine.start(endlessConfigFor(shop.base())), std::nullopt);
    QVERIFY(recorder.seesBuyers());
    engine.stop();
    QVERIFY(engine.phase() == RunPhase::Draining);
    engine.stop();
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup countdown load draining verifying finished"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"stopped"_s);
    QCOMPARE(toString(result.stopCause).toString(), u"user"_s);
    QCOMPARE(toString(result.verification.headline), u"PASS"_s);
    QVERIFY(result.outcomes[std::size_t(Outcome::Interrupted)][0] > 0);
    checkSums(result);
}

void TestLoadEngine::endsWhenStoppedThrice()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    recorder.onPhase = [&engine](RunPhase phase) {
        if (phase == RunPhase::Verifying)
            engine.stop();
    };
    QCOMPARE(engine.start(endlessConfigFor(shop.base())), std::nullopt);
    QVERIFY(recorder.seesBuyers());
    engine.stop();
    engine.stop();
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup countdown load draining verifying aborted"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"aborted"_s);
    QVERIFY(result.failure.contains(u"verifying"_s));
    QVERIFY(result.verification.headline == Headline::Inconclusive);
    checkSums(result);
}

void TestLoadEngine::endsBeforeTheLoad_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("way");
    QTest::newRow("setup") << u"setup"_s << u"setup aborted"_s;
    QTest::newRow("countdown") << u"countdown"_s << u"setup countdown aborted"_s;
}

void TestLoadEngine::endsBeforeTheLoad()
{
    QFETCH(QString, at);
    QFETCH(QString, way);
    ScriptedServer server;
    server.onRequest([&at](const ScriptedRequest &request) {
        if (at == u"setup"_s)
            return ScriptedAnswer::silence();
        return request.path() == "/flash-sales" ? ScriptedAnswer::json(201, R"({"id":"6b02"})")
                                                : ScriptedAnswer::json(200, R"({"token":"t"})");
    });
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(server.base());
    config.profile.sale.countdown = 10min;
    QCOMPARE(engine.start(config), std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), at == u"setup"_s ? 1 : 2, patience);
    QVERIFY(recorder.reaches(*runPhaseFromString(at)));
    engine.stop();
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), way);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"aborted"_s);
    QCOMPARE(toString(result.failureKind).toString(), u"none"_s);
    QVERIFY2(result.failure.contains(at), qPrintable(result.failure));
    QVERIFY(!result.verification.performed);
    QCOMPARE(result.journeysStarted, quint64(0));
    checkSums(result);
}

void TestLoadEngine::asksNothingWhenItIsStoppedAtOnce()
{
    ScriptedServer server;
    LoadEngine engine;
    Recorder recorder(engine);
    QCOMPARE(engine.start(configFor(server.base())), std::nullopt);
    engine.stop();
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup aborted"_s);
    QCOMPARE(server.requests().size(), 0);
    QCOMPARE(recorder.results.front().requestsIssued, quint64(0));
}

void TestLoadEngine::abortsWithoutAVerdict()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    QCOMPARE(engine.start(endlessConfigFor(shop.base())), std::nullopt);
    QVERIFY(recorder.seesBuyers());
    engine.abort();
    engine.abort();
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup countdown load draining aborted"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"aborted"_s);
    QVERIFY(result.failure.contains(u"load"_s));
    QVERIFY(!result.verification.performed);
    QVERIFY(result.journeysStarted > 0);
    checkSums(result);
}

void TestLoadEngine::tellsWhyItCannotBegin_data()
{
    QTest::addColumn<int>("status"); // 0: nobody listens
    QTest::addColumn<QString>("says");
    QTest::newRow("refused") << 403 << u"POST signup was answered with status 403: closed"_s;
    QTest::newRow("nobody listens") << 0 << u"POST signup got no answer"_s;
    QTest::newRow("something else listens") << 200 << u"not JSON; is this address the shop's API?"_s;
}

void TestLoadEngine::tellsWhyItCannotBegin()
{
    QFETCH(int, status);
    QFETCH(QString, says);
    ScriptedServer server;
    const QString base = server.base();
    if (status == 0)
        server.close();
    server.onRequest([status](const ScriptedRequest &) {
        return status == 200 ? ScriptedAnswer::http(200, "<html>hello</html>")
                             : ScriptedAnswer::json(status, R"({"message":"closed"})");
    });
    LoadEngine engine;
    Recorder recorder(engine);
    QCOMPARE(engine.start(configFor(base)), std::nullopt);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup failed"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"failed"_s);
    QCOMPARE(toString(result.failureKind).toString(), u"setup"_s);
    QVERIFY2(result.failure.contains(says), qPrintable(result.failure));
    QVERIFY(!result.verification.performed);
    checkSums(result);
}

void TestLoadEngine::tellsThatTheShopCannotBeFound()
{
    LoadEngine engine;
    Recorder recorder(engine);
    QCOMPARE(engine.start(configFor(u"http://no-such-shop.invalid:4000"_s)), std::nullopt);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup failed"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.failureKind).toString(), u"setup"_s);
    QVERIFY2(result.failure.startsWith(u"The shop cannot be found (DNS): The name no-such-shop.invalid "_s),
        qPrintable(result.failure));
    // It was looked up once, and nothing was sent.
    QCOMPARE(result.requestsIssued, quint64(0));
    checkSums(result);
}

void TestLoadEngine::sendsNothingToAPublicAddressUnasked_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::newRow("lean") << Transport::Lean;
    QTest::newRow("stock") << Transport::Stock;
}

void TestLoadEngine::sendsNothingToAPublicAddressUnasked()
{
    QFETCH(Transport, transport);
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(u"http://203.0.113.7"_s); // of a network for documentation
    config.profile.target.transport = transport;
    config.allowedHosts = {u"shop.example"_s};
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup failed"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.failureKind).toString(), u"setup"_s);
    QVERIFY2(result.failure.contains(u"--allow-host 203.0.113.7"_s), qPrintable(result.failure));
    QCOMPARE(result.requestsIssued, quint64(0));
}

void TestLoadEngine::reachesAShopByNameOverTheStockTransport()
{
    // The name may have an address on which nobody listens.
    RunningShop shop;
    QUrl url(shop.base());
    url.setHost(u"localhost"_s);
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(url.toString());
    config.profile.target.transport = Transport::Stock;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.results.front().failure, QString());
}

void TestLoadEngine::neverStartsBeyondTheFileLimit()
{
#ifdef Q_OS_LINUX
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(u"http://127.0.0.1:9"_s);
    config.profile.load.stages = {{1s, 2'000'000'000}};
    const auto error = engine.start(config);
    QVERIFY(error);
    QVERIFY2(error->contains(u"2000000000 virtual users need 2000000256 open files"_s), qPrintable(*error));
    QVERIFY(!engine.running());
    QCOMPARE(recorder.way(), QString());
#else
    QSKIP("the limit differs");
#endif
}

void TestLoadEngine::tellsThatSettingUpTookTooLong()
{
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(server.base());
    config.profile.sale.setupTimeout = 50ms;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup failed"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.failureKind).toString(), u"setupTimeout"_s);
    QVERIFY2(result.failure.contains(u"sale.setupTimeout"_s), qPrintable(result.failure));
    checkSums(result);
}

void TestLoadEngine::neverTakesADeadShopForUnderselling()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(shop.base());
    config.profile.sale.startingQuantity = 100'000;
    config.profile.load.stages = {{0ms, 20}, {600ms, 20}};
    config.profile.load.gracefulStop = 300ms;
    config.profile.verification.timeout = 1s;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.seesBuyers());
    shop.kill();
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup countdown load draining settling verifying finished"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"completed"_s);
    QCOMPARE(toString(result.verification.headline), toString(Headline::Inconclusive));
    QVERIFY(result.verification.timedOut);
    QVERIFY(!result.verification.paid);
    QVERIFY(!result.verification.remaining);
    QVERIFY(!result.verification.difference);
    for (const CheckRow &row : result.verification.checks)
        QVERIFY2(row.verdict != CheckVerdict::Fail, qPrintable(QString(toString(row.id) + u' ' + row.note)));
    QCOMPARE(toString(checkOf(result, u"V0")->verdict).toString(), u"pass"_s);
    QCOMPARE(toString(checkOf(result, u"V18")->verdict).toString(), u"inconclusive"_s);
    QVERIFY(result.outcomes[std::size_t(Outcome::Failed)][std::size_t(OutcomeReason::Network)] > 0);
    // The thresholds of the books have nothing to judge.
    for (const ThresholdResult &threshold : result.thresholds)
        QVERIFY(threshold.state == ThresholdResult::State::NoData);
    checkSums(result);
}

void TestLoadEngine::endsReadingTheBooksInTime_data()
{
    QTest::addColumn<QByteArray>("silentTo");
    QTest::addColumn<bool>("byHand");
    QTest::newRow("the orders of a buyer") << "/orders/by-email"_ba << false;
    QTest::newRow("the list for admins") << "/orders/admin/list-admin"_ba << false;
    QTest::newRow("everything") << "/"_ba << false;
    QTest::newRow("everything, by hand") << "/"_ba << true;
}

void TestLoadEngine::endsReadingTheBooksInTime()
{
    // A shop that falls silent is given up when the time for the books is over, not when each request has timed out.
    QFETCH(QByteArray, silentTo);
    QFETCH(bool, byHand);
    ScriptedServer server;
    bool silent = false;
    server.onRequest([&](const ScriptedRequest &request) {
        const QByteArray path = request.path();
        if (silent && path.startsWith(silentTo))
            return ScriptedAnswer::silence();
        if (path == "/flash-sales")
            return ScriptedAnswer::json(201, R"({"id":"6b02"})");
        if (path == "/flash-sales/public/sale")
            return ScriptedAnswer::json(200, R"({"status":"ongoing","soldOut":false,"currentQuantity":10})");
        if (path == "/orders/buy")
            return ScriptedAnswer::json(400, R"({"message":"no"})");
        return path.startsWith("/orders/") ? ScriptedAnswer::json(200, R"({"items":[],"total":0})")
                                           : ScriptedAnswer::json(200, R"({"token":"t"})");
    });
    LoadEngine engine;
    Recorder recorder(engine);
    recorder.onPhase = [&](RunPhase phase) { silent |= phase == RunPhase::Verifying; };
    RunConfig config = configFor(server.base());
    config.profile.target.requestTimeout = 10min;
    config.profile.verification.timeout = byHand ? 10min : 2s; // a quarter of it is the stock's
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.reaches(RunPhase::Verifying));
    if (byHand) {
        const auto asked = server.requests().size();
        QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() > asked || silent, patience);
        engine.stop(); // the first one does not cost the verdict
        QVERIFY(recorder.results.empty());
        engine.stop();
    }
    QVERIFY(recorder.finishes());
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), byHand ? u"aborted"_s : u"completed"_s);
    QCOMPARE(result.verification.timedOut, !byHand);
    QCOMPARE(toString(result.verification.headline), toString(Headline::Inconclusive));
    // Some of the time is kept for the stock: with the orders of all buyers it says what is missing, if anything.
    const bool ordersAreKnown = silentTo == "/orders/admin/list-admin";
    QCOMPARE(result.verification.remaining, silentTo != "/" ? std::optional<qint64>(10) : std::nullopt);
    QCOMPARE(result.verification.difference, ordersAreKnown ? std::optional<qint64>(0) : std::nullopt);
    checkSums(result);
}

void TestLoadEngine::stopsWhereAThresholdSaysSo()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = endlessConfigFor(shop.base());
    config.profile.thresholds = {{u"http_reqs"_s, {{u"count<1"_s, true, 0ms}}}};
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.way(), u"setup countdown load draining settling verifying finished"_s);
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"stopped"_s);
    QCOMPARE(toString(result.stopCause).toString(), u"threshold"_s);
    QCOMPARE(result.thresholds.front().metric, u"http_reqs"_s);
    QVERIFY(result.thresholds.front().state == ThresholdResult::State::Fail);
    QCOMPARE(toString(result.verification.headline), u"PASS"_s);
    checkSums(result);
}

void TestLoadEngine::stopsWhenTheSaleHasEnded()
{
    RunningShop shop(5);
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = endlessConfigFor(shop.base());
    config.profile.sale.duration = 700ms;
    config.profile.sale.startingQuantity = 1000;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"stopped"_s);
    QCOMPARE(toString(result.stopCause).toString(), u"saleEnded"_s);
    QVERIFY(result.outcomes[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::Ended)] > 0);
    QVERIFY(result.loadTime() < 60s);
    QCOMPARE(toString(result.verification.headline), u"PASS"_s);
    checkSums(result);
}

void TestLoadEngine::isDestroyedInTheMiddle_data()
{
    QTest::addColumn<QString>("phase");
    for (const char *phase : {"setup", "countdown", "load", "draining", "settling", "verifying"})
        QTest::newRow(phase) << QString::fromLatin1(phase);
}

void TestLoadEngine::isDestroyedInTheMiddle()
{
    QFETCH(QString, phase);
    RunningShop shop(0.1);
    auto engine = std::make_unique<LoadEngine>();
    Recorder recorder(*engine);
    RunConfig config = endlessConfigFor(shop.base());
    if (phase == u"countdown"_s)
        config.profile.sale.countdown = 10min;
    if (phase == u"settling"_s) {
        config.profile.load.stages = {{0ms, 1}, {0ms, 0}};
        config.profile.verification.settle = 10min;
    }
    bool reached = false;
    recorder.onPhase = [&](RunPhase now) {
        reached |= toString(now) == phase;
        // Draining follows a stop, verifying another.
        if (now == RunPhase::Load && (phase == u"draining"_s || phase == u"verifying"_s))
            QMetaObject::invokeMethod(
                engine.get(), [&] { engine->stop(); }, Qt::QueuedConnection);
        if (now == RunPhase::Draining && phase == u"verifying"_s)
            QMetaObject::invokeMethod(
                engine.get(), [&] { engine->stop(); }, Qt::QueuedConnection);
    };
    QCOMPARE(engine->start(config), std::nullopt);
    QVERIFY(QTest::qWaitFor([&reached] { return reached; }, patience));
    engine.reset();
    QCOMPARE(recorder.results.size(), std::size_t(0));
    // Nothing of it is left that could still happen.
    QCoreApplication::processEvents();
    QCOMPARE(recorder.results.size(), std::size_t(0));
}

void TestLoadEngine::runsOneAfterTheOther()
{
    RunningShop first;
    RunningShop second;
    LoadEngine engine;
    Recorder recorder(engine);
    std::optional<QString> refused = u"never asked"_s;
    recorder.onFinished = [&] {
        if (recorder.results.size() == 1)
            refused = engine.start(configFor(second.base()));
    };
    QCOMPARE(engine.start(configFor(first.base())), std::nullopt);
    QVERIFY(engine.start(configFor(second.base())).has_value());
    QVERIFY(engine.verifyAgain({}, configFor(second.base())).has_value());
    QVERIFY(recorder.finishes(2));
    QCOMPARE(refused, std::nullopt);
    QCOMPARE(recorder.results.size(), std::size_t(2));
    QVERIFY(recorder.results[0].runId != recorder.results[1].runId);
    for (const RunResult &result : recorder.results) {
        QCOMPARE(toString(result.verification.headline), u"PASS"_s);
        QCOMPARE(result.verification.paid, std::optional<qint64>(10));
        checkSums(result);
    }
}

void TestLoadEngine::verifiesAgain()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    const RunConfig config = configFor(shop.base());
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    const RunResult before = recorder.results.front();

    recorder.phases.clear();
    QCOMPARE(engine.verifyAgain(before, config), std::nullopt);
    QVERIFY(engine.running());
    QVERIFY(recorder.finishes(2));
    QCOMPARE(recorder.way(), u"verifying finished"_s);
    const RunResult after = recorder.results.back();
    QCOMPARE(toString(after.verification.headline), u"PASS"_s);
    QCOMPARE(after.verification.paid, std::optional<qint64>(10));
    QCOMPARE(after.runId, before.runId);
    QCOMPARE(after.journeysStarted, before.journeysStarted);
    QCOMPARE(after.requestsIssued, before.requestsIssued);
    QCOMPARE(after.ledger.size(), before.ledger.size());
    QCOMPARE(after.series.size(), before.series.size());
    QVERIFY(after.loadTime() == before.loadTime());
    QVERIFY(after.wholeTime() == before.wholeTime());
    QCOMPARE(toString(checkOf(after, u"V0")->verdict).toString(), u"pass"_s);
    // The first verdict stands beside it, with its time.
    QCOMPARE(after.earlierVerifications.size(), std::size_t(1));
    QVERIFY(after.earlierVerifications.front() == before.verification);
    QVERIFY(before.verification.at.isValid() && after.verification.at >= before.verification.at);
    // The admin was made up for the run: the engine remembers its password, the result does not hold it.
    QVERIFY(config.profile.sale.adminPassword.isEmpty() && before.profile.sale.adminPassword.isEmpty());
    QCOMPARE(toString(checkOf(before, u"V8")->verdict).toString(), u"pass"_s);
    QCOMPARE(toString(checkOf(after, u"V8")->verdict).toString(), u"pass"_s);

    // With the shop gone the same books say nothing any more.
    shop.kill();
    RunConfig hasty = config;
    hasty.profile.verification.timeout = 500ms;
    QCOMPARE(engine.verifyAgain(before, hasty), std::nullopt);
    QVERIFY(recorder.finishes(3));
    const RunResult gone = recorder.results.back();
    QCOMPARE(toString(gone.verification.headline), toString(Headline::Inconclusive));
    QVERIFY(!gone.verification.difference);
    QCOMPARE(gone.journeysStarted, before.journeysStarted);
}

/// Whoever ended a run in a hurry has its ledger still, and can have its verdict later.
void TestLoadEngine::verifiesAnAbortedRun()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    recorder.onPhase = [&engine](RunPhase phase) {
        if (phase == RunPhase::Draining)
            engine.abort();
    };
    RunConfig config = configFor(shop.base());
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    const RunResult aborted = recorder.results.front();
    QVERIFY(aborted.end == RunEnd::Aborted);
    QVERIFY(!aborted.verification.performed);

    recorder.onPhase = {};
    QCOMPARE(engine.verifyAgain(aborted, config), std::nullopt);
    QVERIFY(recorder.finishes(2));
    const RunResult verified = recorder.results.back();
    QCOMPARE(toString(verified.end).toString(), u"stopped"_s);
    QVERIFY2(verified.failure.isEmpty(), qPrintable(verified.failure));
    QCOMPARE(toString(verified.verification.headline), u"PASS"_s);

    // Giving up the second verification does not pass for a verdict.
    recorder.onPhase = [&engine](RunPhase phase) {
        if (phase == RunPhase::Verifying)
            engine.abort();
    };
    QCOMPARE(engine.verifyAgain(verified, config), std::nullopt);
    QVERIFY(recorder.finishes(3));
    QVERIFY(recorder.results.back().end == RunEnd::Aborted);
}

/// The admin's list needs a token, and that of the run is gone with it.
void TestLoadEngine::signsInToVerifyAgain()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(shop.base());
    config.profile.sale.adminEmail = u"admin@test.com"_s;
    config.profile.sale.adminPassword = u"practice-password"_s;
    config.profile.verification.adminList = AdminList::On;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    QCOMPARE(toString(recorder.results.back().verification.headline), u"PASS"_s);

    QCOMPARE(engine.verifyAgain(recorder.results.back(), config), std::nullopt);
    QVERIFY(recorder.finishes(2));
    QCOMPARE(toString(checkOf(recorder.results.back(), u"V8")->verdict).toString(), u"pass"_s);
    QCOMPARE(toString(recorder.results.back().verification.headline), u"PASS"_s);

    config.profile.sale.adminPassword.clear();
    recorder.log.clear();
    QCOMPARE(engine.verifyAgain(recorder.results.back(), config), std::nullopt);
    QVERIFY(recorder.finishes(3));
    QCOMPARE(toString(recorder.results.back().verification.headline), u"INCONCLUSIVE"_s);
    QVERIFY(recorder.log.join(u' ').contains(u"DOORBUSTER_ADMIN_PASSWORD"_s));
}

/// Nobody buys after the run here; that of a later sale is missing from the stock, and from the list by email.
void TestLoadEngine::knowsThatOthersMayHaveBoughtSince()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(shop.base());
    config.profile.sale.startingQuantity = 30; // more than there are buyers
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    RunResult result = recorder.results.back();
    QVERIFY(!result.ledger.empty());
    // As if the run had had one buyer less, and somebody else had bought that unit since.
    const auto bought = std::ranges::find(result.ledger, ConfirmState::Confirmed, &LedgerEntry::confirmState);
    QVERIFY(bought != result.ledger.end());
    result.ledger.erase(bought);
    result.verification.remaining = *result.verification.remaining + 1;

    QCOMPARE(engine.verifyAgain(result, config), std::nullopt);
    QVERIFY(recorder.finishes(2));
    QCOMPARE(toString(checkOf(recorder.results.back(), u"V2")->verdict).toString(), u"inconclusive"_s);
    QVERIFY(recorder.results.back().verification.headline != Headline::Underselling);
}

/// The second run finds the sale that the first one left partly sold.
void TestLoadEngine::judgesAnExistingSaleByItsBaseline()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(shop.base());
    config.profile.sale.adminEmail = u"admin@test.com"_s;
    config.profile.sale.adminPassword = u"practice-password"_s;
    config.profile.sale.startingQuantity = 2'000;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    const RunResult first = recorder.results.front();
    QVERIFY(first.saleCreated && !first.baseline);
    QVERIFY(first.verification.remaining.value_or(0) > 0 && first.verification.paid.value_or(0) > 0);

    config.profile.sale.onOverlap = OnOverlap::UseExisting;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes(2));
    const RunResult second = recorder.results.back();
    QCOMPARE(second.failure, QString());
    QVERIFY(!second.saleCreated);
    QVERIFY(second.baseline);
    QCOMPARE(second.baseline->remaining, first.verification.remaining);
    QCOMPARE(second.baseline->starting, std::optional<qint64>(2'000));
    QVERIFY(second.baseline->ordersKnown);
    QCOMPARE(qint64(second.baseline->orders.size()), *first.verification.paid);
    QCOMPARE(second.verification.starting, first.verification.remaining);
    QVERIFY(second.verification.paid.value_or(0) > 0);
    QCOMPARE(second.verification.difference, std::optional<qint64>(0));
    for (const QStringView id : {u"V1", u"V2", u"V8"})
        QCOMPARE(toString(checkOf(second, id)->verdict).toString(), u"pass"_s);
    checkSums(second);

    // And so when it is verified again.
    QCOMPARE(engine.verifyAgain(second, config), std::nullopt);
    QVERIFY(recorder.finishes(3));
    QCOMPARE(toString(checkOf(recorder.results.back(), u"V2")->verdict).toString(), u"pass"_s);
    QCOMPARE(recorder.results.back().verification.starting, first.verification.remaining);
}

void TestLoadEngine::triesToBuyAgain()
{
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(shop.base());
    config.profile.buyer.probes.buyAgain = 1;
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    const RunResult &result = recorder.results.front();
    const auto &probes = result.observations.probes;
    QVERIFY(!probes.empty());
    quint64 requests = 0;
    for (const RequestTally &tally : result.requests[std::size_t(RunGroup::Probe)])
        requests += tally.requests;
    QCOMPARE(requests, quint64(probes.size())); // each is refused at once
    const CheckRow *contract = checkOf(result, u"V15");
    QCOMPARE(toString(contract->verdict).toString(), u"pass"_s);
    QVERIFY2(contract->actual.contains(u"after an order, 0 let in"_s), qPrintable(contract->actual));
    QCOMPARE(toString(result.verification.headline), u"PASS"_s);
    // A buyer's own figures know nothing of it.
    quint64 buys = 0;
    for (const LedgerEntry &entry : result.ledger)
        buys += entry.buys;
    QCOMPARE(result.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)].requests, buys);
    checkSums(result);
}

/// A probe that waits for its answer must not outlive the run.
void TestLoadEngine::abortsAProbeThatHangs()
{
    ScriptedServer server;
    bool asked = false;
    server.onRequest([&asked](const ScriptedRequest &request) {
        const QByteArray path = request.path();
        if (path == "/orders/by-email") {
            asked = true;
            return ScriptedAnswer::silence();
        }
        if (path == "/flash-sales")
            return ScriptedAnswer::json(201, R"({"id":"6b02"})");
        if (path == "/flash-sales/public/sale")
            return ScriptedAnswer::json(200, R"({"status":"ongoing","soldOut":false,"currentQuantity":10})");
        if (path == "/orders/buy")
            return ScriptedAnswer::json(200, R"({"ok":true,"queued":true,"hasActiveHold":true})");
        if (path == "/orders/confirm")
            return ScriptedAnswer::json(200, R"({"ok":true,"orderId":"o1"})");
        return ScriptedAnswer::json(200, R"({"token":"t"})");
    });
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = endlessConfigFor(server.base());
    config.profile.target.requestTimeout = 10min;
    config.profile.load.stages = {{0ms, 1}, {10min, 1}};
    QCOMPARE(engine.start(config), std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(asked, patience);
    engine.abort();
    QVERIFY(recorder.finishes());
    const RunResult &result = recorder.results.front();
    QCOMPARE(toString(result.end).toString(), u"aborted"_s);
    checkSums(result);
}

void TestLoadEngine::verifiesNothingAgain()
{
    LoadEngine engine;
    Recorder recorder(engine);
    const auto refused = engine.verifyAgain({}, configFor(u"http://127.0.0.1:1"_s));
    QVERIFY(refused.has_value());
    QVERIFY(!refused->isEmpty());
    QVERIFY(!engine.running());
}

void TestLoadEngine::endsWithWhatItHasOnItsOwnError_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("says");
    QTest::newRow("a journal") << u"journal"_s << u"out of memory"_s;
    QTest::newRow("the coroutine of the phases") << u"phase"_s << u"no room for a phase"_s;
    QTest::newRow("the tick") << u"snapshot"_s << u"no room for a snapshot"_s;
}

/// Nothing that is thrown hangs a run or kills the program: what was measured is kept, and there is no verdict.
void TestLoadEngine::endsWithWhatItHasOnItsOwnError()
{
    QFETCH(QString, where);
    QFETCH(QString, says);
    RunningShop shop;
    LoadEngine engine;
    Recorder recorder(engine);
    RunConfig config = configFor(shop.base());
    config.profile.load.stages = {{0ms, 20}, {60s, 20}};
    bool armed = true;
    if (where == u"journal"_s)
        config.journals = {std::make_shared<ThrowingJournal>()};
    connect(&engine, &LoadEngine::phaseChanged, this, [&](RunPhase phase) {
        if (armed && where == u"phase"_s && phase == RunPhase::Load)
            throw std::runtime_error("no room for a phase");
    });
    connect(&engine, &LoadEngine::snapshotReady, this, [&](const RunSnapshot &snapshot) {
        if (armed && where == u"snapshot"_s && snapshot.figures.journeysStarted() > 0)
            throw std::runtime_error("no room for a snapshot");
    });
    QCOMPARE(engine.start(config), std::nullopt);
    QVERIFY(recorder.finishes());
    const RunResult result = recorder.results.front();
    QVERIFY(result.end == RunEnd::Aborted);
    QVERIFY(result.failureKind == FailureKind::Internal);
    QVERIFY2(result.failure.contains(says), qPrintable(result.failure));
    QVERIFY(!result.verification.performed);
    QCOMPARE(int(exitStatusOf(result)), 109);
    QVERIFY(where == u"phase"_s || result.journeysStarted > 0);
    QVERIFY(result.loadTime() < 30s);
    checkSums(result);

    // The engine is none the worse for it.
    armed = false;
    QCOMPARE(engine.start(configFor(shop.base())), std::nullopt);
    QVERIFY(recorder.finishes(2));
}

void TestLoadEngine::tellsAtOnceThatTheClocksDiffer()
{
    ScriptedServer shop;
    shop.onRequest([](const ScriptedRequest &) {
        const auto date =
            QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(-7200), u"ddd, dd MMM yyyy hh:mm:ss"_s);
        return ScriptedAnswer::http(403, "{}", {{"Date", date.toLatin1() + " GMT"}});
    });
    LoadEngine engine;
    Recorder recorder(engine);
    QCOMPARE(engine.start(configFor(shop.base())), std::nullopt);
    QVERIFY(recorder.finishes());
    const QStringList told = recorder.log.filter(u"behind ours"_s);
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.front().startsWith(u"The shop's clock is 7,"_s), qPrintable(told.front()));
    QVERIFY(!recorder.results.front().observations.clock.empty());
}

/// start() shows nothing by itself: whoever started the run connects first, or asks for the phase.
void TestLoadEngine::showsNothingToWhoeverConnectsTooLate()
{
    ScriptedServer shop;
    LoadEngine engine;
    QCOMPARE(engine.start(configFor(shop.base())), std::nullopt);
    QVERIFY(engine.running());
    Recorder recorder(engine);
    QVERIFY(recorder.finishes());
    QCOMPARE(recorder.phases.front(), u"setup"_s);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestLoadEngine)
#include "tst_loadengine.moc"
