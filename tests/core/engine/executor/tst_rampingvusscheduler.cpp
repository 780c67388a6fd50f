// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/executor/rampingvusscheduler.h"

#include "tests/core/engine/buyerrig.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <set>
#include <stdexcept>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// "0s→1 10s→1 …": the stages of a plan.
LoadSettings planOf(const QString &stages, std::chrono::milliseconds gracefulRampDown = 30s,
    std::chrono::milliseconds gracefulStop = 30s)
{
    LoadSettings load;
    load.stages.clear();
    for (const QString &stage : stages.split(u' ')) {
        const QStringList parts = stage.split(u'>');
        load.stages.append({std::chrono::milliseconds(qRound(parts.at(0).toDouble() * 1000)), parts.at(1).toInt()});
    }
    load.gracefulRampDown = gracefulRampDown;
    load.gracefulStop = gracefulStop;
    return load;
}

QString seconds(qint64 nanoseconds)
{
    return QString::number(double(nanoseconds) / 1e9);
}

/// One virtual user of a plan, and what it left in the ledger: "start-end" in seconds, with "!" where it was cut.
struct Life {
    Life(BuyerRig &rig, const LoadSettings &load, int number = 1)
        : Life(rig, load, UserShare{number, 1000})
    {
    }

    Life(BuyerRig &rig, const LoadSettings &load, UserShare share)
        : scheduler(std::make_shared<RampingVus>(load), share, *rig.context, [this](LedgerEntry &&entry) {
            log << seconds(entry.started) + u'-' + seconds(entry.ended)
                    + (entry.outcome == Outcome::Interrupted ? u"!"_s : QString());
            entries.push_back(std::move(entry));
        })
    {
        scheduler.start(ManualClock::start, [this] { ++done; });
        rig.settle();
    }

    bool over() const { return done == 1 && scheduler.isDone(); }
    bool active() const { return scheduler.userCount() > 0 && scheduler.user(0).active(); }
    QString journeys() const { return log.join(u' '); }

    QStringList log;
    std::vector<LedgerEntry> entries;
    int done = 0;
    RampingVusScheduler scheduler;
};

} // namespace

class TestRampingVusScheduler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsWhileItIsPlanned_data();
    void runsWhileItIsPlanned();
    void isCutWhereThePlanSays_data();
    void isCutWhereThePlanSays();
    void goesOnWhereTheNextIntervalBegins();
    void pausesAsLongAsItIsTold_data();
    void pausesAsLongAsItIsTold();
    void countsItsJourneys();
    void keepsOneConnectionsWorthOfSession();
    void aStallCountsForAllThatWasDue_data();
    void aStallCountsForAllThatWasDue();
    void withoutAStallThePlanChangesNothing();
    void startsNothingOnceTheSaleHasEnded();
    void startsNothingOnceAnotherSawTheEnd();
    void retiresInAPause();
    void retiresBeforeItsTime();
    void retiresInAJourney_data();
    void retiresInAJourney();
    void retiresOnce();
    void isCutInAJourney();
    void isCutInAPause();
    void isCutBeforeItsTime();
    void isLeftInOrderByWhatThrows();
    void isCutBetweenItsIntervals();
    void spreadsItsSample();
    void triesToBuyAgain();
    void confirmsWhereItIsLetInAgain();
    void waitsForASecondHoldForAWhile();
    void triesNothingWithoutAnOrder();
    void stopsItsTry();
    void cutsItsTry();
    void drivesItsShare();
    void isDoneAtOnceWithoutUsers();
    void isDoneOnceAllItsUsersAre();
};

void TestRampingVusScheduler::runsWhileItIsPlanned_data()
{
    QTest::addColumn<QString>("stages");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("journeys");
    QTest::addColumn<double>("overAt");
    // Journeys of no length, 2 s between them.
    QTest::newRow("at once") << u"0>1 10>1"_s << 1 << u"0-0 2-2 4-4 6-6 8-8"_s << 10.;
    QTest::newRow("ends between two journeys") << u"0>1 3>1"_s << 1 << u"0-0 2-2"_s << 3.;
    QTest::newRow("the first of a ramp") << u"4>2 4>2 2>0"_s << 1 << u"2-2 4-4 6-6 8-8"_s << 10.;
    QTest::newRow("the second of a ramp") << u"4>2 4>2 2>0"_s << 2 << u"4-4 6-6 8-8"_s << 9.;
    QTest::newRow("twice") << u"0>1 3>1 0>0 4>0 0>1 3>1"_s << 1 << u"0-0 2-2 7-7 9-9"_s << 10.;
    QTest::newRow("not planned") << u"0>1 10>1"_s << 2 << QString() << 0.;
    QTest::newRow("an instant") << u"0>1 0>0 5>0"_s << 1 << QString() << 0.;
}

void TestRampingVusScheduler::runsWhileItIsPlanned()
{
    QFETCH(QString, stages);
    QFETCH(int, number);
    QFETCH(QString, journeys);
    QFETCH(double, overAt);
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(stages), number);
    QVERIFY(overAt == 0 || !life.over());
    while (!life.over()) {
        QVERIFY(rig.step());
        QVERIFY(rig.elapsed() < 1h);
    }
    QCOMPARE(life.journeys(), journeys);
    QCOMPARE(seconds(rig.elapsed().count()), QString::number(overAt));
    QVERIFY(!life.active());
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::isCutWhereThePlanSays_data()
{
    QTest::addColumn<QString>("stages");
    QTest::addColumn<int>("rampDown"); // s
    QTest::addColumn<int>("stop");
    QTest::addColumn<QString>("journeys");
    QTest::newRow("the end of the plan") << u"0>1 10>1"_s << 3 << 5 << u"0-15!"_s;
    QTest::newRow("the end of the plan, no grace") << u"0>1 10>1"_s << 3 << 0 << u"0-10!"_s;
    QTest::newRow("taken away") << u"0>1 4>1 0>0 20>0"_s << 3 << 5 << u"0-7!"_s;
    QTest::newRow("taken away, no grace") << u"0>1 4>1 0>0 20>0"_s << 0 << 5 << u"0-4!"_s;
    QTest::newRow("taken away, but the end comes first") << u"0>1 4>1 0>0 2>0"_s << 30 << 5 << u"0-11!"_s;
    // Back in the plan within its grace: it was never to be cut there.
    QTest::newRow("back within its grace") << u"0>1 4>1 0>0 2>0 0>1 4>1"_s << 3 << 5 << u"0-15!"_s;
    QTest::newRow("back after its grace") << u"0>1 4>1 0>0 2>0 0>1 4>1"_s << 1 << 5 << u"0-5! 6-15!"_s;
}

void TestRampingVusScheduler::isCutWhereThePlanSays()
{
    QFETCH(QString, stages);
    QFETCH(int, rampDown);
    QFETCH(int, stop);
    QFETCH(QString, journeys);
    BuyerRig rig({.sale = "silent"});
    Life life(rig, planOf(stages, std::chrono::seconds(rampDown), std::chrono::seconds(stop)));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(life.journeys(), journeys);
    QCOMPARE(rig.timeline.size(), std::size_t(0));
    QCOMPARE(rig.shop.inFlight, 0);
}

void TestRampingVusScheduler::goesOnWhereTheNextIntervalBegins()
{
    // Planned in 0…4 and 6…20. The journey that began in the first ends at 9.5, and the next follows at once.
    BuyerRig rig({.sale = "500 500 500 soldOut"});
    Life life(rig, planOf(u"0>1 4>1 0>0 2>0 0>1 14>1"_s));
    rig.runUntil(8s);
    QVERIFY(life.active());
    rig.runUntil(12s);
    QCOMPARE(life.journeys(), u"0-9.5 9.5-9.5 11.5-11.5"_s);
    // Nothing was due at 6 that it could not send: it was under way.
    rig.read();
    QVERIFY(!rig.records.empty());
    for (const RequestRecord &record : rig.records)
        QCOMPARE(record.fromIntendedStart, record.duration);
    life.scheduler.cut();
    QVERIFY(life.over());
}

void TestRampingVusScheduler::pausesAsLongAsItIsTold_data()
{
    QTest::addColumn<int>("pause"); // ms; -1: unset
    QTest::addColumn<QString>("journeys");
    // A journey is one request of 1 s.
    QTest::newRow("polling interval") << -1 << u"0-1 3-4 6-7"_s;
    QTest::newRow("half a second") << 500 << u"0-1 1.5-2.5 3-4 4.5-5.5 6-7 7.5-8.5"_s;
    QTest::newRow("none") << 0 << u"0-1 1-2 2-3 3-4 4-5 5-6 6-7 7-8"_s;
    QTest::newRow("longer than the plan") << 60'000 << u"0-1"_s;
}

void TestRampingVusScheduler::pausesAsLongAsItIsTold()
{
    QFETCH(int, pause);
    QFETCH(QString, journeys);
    BuyerRig rig({.sale = "soldOut"});
    rig.perRequest = 1s;
    if (pause >= 0)
        rig.settings.pause = std::chrono::milliseconds(pause);
    Life life(rig, planOf(u"0>1 8>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(life.journeys(), journeys);
    QVERIFY(rig.elapsed() < 9s);
}

void TestRampingVusScheduler::countsItsJourneys()
{
    BuyerRig rig({.buy = "bought"});
    Life life(rig, planOf(u"0>3 10>3"_s), 3);
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(life.entries.size(), std::size_t(5));
    for (std::size_t i = 0; i < life.entries.size(); ++i) {
        QCOMPARE(life.entries[i].vu, 3U);
        QCOMPARE(life.entries[i].iteration, quint32(i));
        const QByteArray email = "buyer-3-" + QByteArray::number(qulonglong(i)) + "@test.com";
        QVERIFY(rig.shop.requests[2 * i + 1].body.contains(email));
    }
}

void TestRampingVusScheduler::keepsOneConnectionsWorthOfSession()
{
    // What it counts is the worker's; all its requests are told to one observer, in the group of the load.
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"0>1 10>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(rig.records.size(), std::size_t(5));
    rig.read();
    QCOMPARE(rig.counted(MetricId::FsJourneys), 5.);
    QCOMPARE(rig.outcomes(), quint64(5));
}

void TestRampingVusScheduler::aStallCountsForAllThatWasDue_data()
{
    QTest::addColumn<QByteArray>("sale");
    QTest::addColumn<QByteArray>("position");
    QTest::addColumn<int>("stalled"); // which request
    QTest::newRow("between two journeys") << "soldOut"_ba << QByteArray() << 5;
    QTest::newRow("in the queue") << "open"_ba
                                  << "queued"_ba << 7;
}

void TestRampingVusScheduler::aStallCountsForAllThatWasDue()
{
    QFETCH(QByteArray, sale);
    QFETCH(QByteArray, position);
    QFETCH(int, stalled);
    // A buyer who asks every 2 s, and a shop that answers in 1 ms, but once in 10 s.
    BuyerRig rig({.sale = sale.constData(), .buy = "queued", .position = position.constData()});
    rig.settings.backoffFactor = 1;
    int requests = 0;
    rig.shop.answer = [&](const FakeShop::Request &request) {
        rig.clock.advance(++requests == stalled ? Nanoseconds(10s) : Nanoseconds(1ms));
        return rig.script.answer(request);
    };
    Life life(rig, planOf(u"0>1 100>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    rig.read();

    const Histogram sent = rig.trend(MetricId::HttpReqDuration);
    QCOMPARE(sent.count(), quint64(requests));
    const Histogram planned = rig.trend(MetricId::FsFromIntendedStart);
    const auto countAbove = [](const Histogram &times, Nanoseconds limit) {
        quint64 above = 0;
        times.forEachBucket([&](qint64 low, qint64, quint64 count) { above += low > limit.count() ? count : 0; });
        return above;
    };
    // 10 s itself, and the requests that were due after 2, 4, 6 and 8 s of it.
    QCOMPARE(countAbove(sent, 1s), quint64(1));
    QCOMPARE(countAbove(planned, 1s), quint64(5));
    QCOMPARE(planned.count(), quint64(requests) + 4);
    QCOMPARE(planned.max(), Nanoseconds(10s));
    QCOMPARE(countAbove(planned, 7900ms), quint64(2));
    QCOMPARE(countAbove(planned, 5900ms), quint64(3));
    QCOMPARE(countAbove(planned, 3900ms), quint64(4));
    // One slow request in some forty hides from p95; all that it kept from being sent do not.
    QVERIFY(sent.percentile(95) < 2e6);
    QVERIFY(planned.percentile(95) > 2e9);
    QVERIFY(planned.percentile(50) < 2e6);
}

void TestRampingVusScheduler::withoutAStallThePlanChangesNothing()
{
    // Nor does a shop that is slow, as long as all that is between two pauses takes no longer than a pause.
    BuyerRig rig(
        {.sale = "500 500 open", .buy = "503 queued", .position = "queued none queued ready", .confirm = "500 ok"});
    rig.perRequest = 300ms;
    Life life(rig, planOf(u"0>1 100>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    rig.read();
    QVERIFY(rig.records.size() > 20);
    QVERIFY(rig.trend(MetricId::FsFromIntendedStart) == rig.trend(MetricId::HttpReqDuration));
    for (const RequestRecord &record : rig.records)
        QCOMPARE(record.fromIntendedStart, record.duration);
}

void TestRampingVusScheduler::startsNothingOnceTheSaleHasEnded()
{
    BuyerRig rig({.sale = "soldOut ended"});
    Life life(rig, planOf(u"0>1 10>1"_s));
    rig.runUntil(4s);
    QVERIFY(life.over());
    QCOMPARE(life.journeys(), u"0-0 2-4"_s); // it looks twice
    QVERIFY(rig.control.saleEnded);
    QVERIFY(!life.active());
}

void TestRampingVusScheduler::startsNothingOnceAnotherSawTheEnd()
{
    BuyerRig rig({.sale = "soldOut"});
    Life early(rig, planOf(u"0>1 4>1 0>0 2>0 0>1 4>1"_s));
    Life late(rig, planOf(u"0>1 4>2"_s), 2);
    rig.runUntil(1s);
    rig.control.saleEnded = true;
    rig.runUntil(20s);
    QVERIFY(early.over());
    QVERIFY(late.over());
    QCOMPARE(early.journeys(), u"0-0"_s);
    QCOMPARE(late.journeys(), QString());
}

void TestRampingVusScheduler::retiresInAPause()
{
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"0>1 10>1"_s));
    rig.runUntil(1s);
    QVERIFY(life.active());
    life.scheduler.retire(rig.at(31s));
    QVERIFY(life.over());
    QVERIFY(!life.active());
    QCOMPARE(life.journeys(), u"0-0"_s);
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::retiresBeforeItsTime()
{
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"5>0 0>1 5>1"_s));
    rig.runUntil(1s);
    QVERIFY(!life.active());
    life.scheduler.retire(rig.at(31s));
    QVERIFY(life.over());
    QCOMPARE(life.journeys(), QString());
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::retiresInAJourney_data()
{
    QTest::addColumn<QByteArray>("sale");
    QTest::addColumn<int>("cutAt"); // s
    QTest::addColumn<QString>("journeys");
    // Its journey lasts until 5; the plan would cut it at 10 + 2.
    QTest::newRow("has the time") << "500 500 soldOut"_ba << 8 << u"0-5"_s;
    QTest::newRow("has not") << "500 500 soldOut"_ba << 4 << u"0-4!"_s;
    QTest::newRow("none at all") << "500 500 soldOut"_ba << 1 << u"0-1!"_s;
    QTest::newRow("not beyond the plan's own cut") << "silent"_ba << 100 << u"0-12!"_s;
}

void TestRampingVusScheduler::retiresInAJourney()
{
    QFETCH(QByteArray, sale);
    QFETCH(int, cutAt);
    QFETCH(QString, journeys);
    BuyerRig rig({.sale = sale.constData()});
    Life life(rig, planOf(u"0>1 10>1"_s, 2s, 2s));
    rig.runUntil(1s);
    life.scheduler.retire(rig.at(std::chrono::seconds(cutAt)));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(life.journeys(), journeys);
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::retiresOnce()
{
    // A second stop does not lengthen what the first allowed.
    BuyerRig rig({.sale = "silent"});
    Life life(rig, planOf(u"0>1 10>1"_s));
    rig.runUntil(1s);
    life.scheduler.retire(rig.at(3s));
    life.scheduler.retire(rig.at(9s));
    rig.runUntil(5s);
    QVERIFY(life.over());
    QCOMPARE(life.journeys(), u"0-3!"_s);
}

void TestRampingVusScheduler::isCutInAJourney()
{
    BuyerRig rig({.sale = "silent"});
    Life life(rig, planOf(u"0>1 10>1"_s));
    rig.runUntil(1s);
    life.scheduler.cut();
    QVERIFY(life.over());
    QVERIFY(!life.active());
    QCOMPARE(life.journeys(), u"0-1!"_s);
    life.scheduler.cut();
    life.scheduler.retire(rig.at(2s));
    QCOMPARE(life.entries.size(), std::size_t(1));
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::isCutInAPause()
{
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"0>1 10>1"_s));
    rig.runUntil(1s);
    life.scheduler.cut();
    QVERIFY(life.over());
    QCOMPARE(life.journeys(), u"0-0"_s);
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::isCutBeforeItsTime()
{
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"5>0 0>1 5>1"_s));
    life.scheduler.cut();
    QVERIFY(life.over());
    QCOMPARE(life.journeys(), QString());
}

/// A journey that throws is gone, and is not cut once more.
void TestRampingVusScheduler::isLeftInOrderByWhatThrows()
{
    BuyerRig rig({.sale = "soldOut"});
    rig.settings.logProgress = LogProgress::All;
    rig.context->log = [](quint32, const QString &) { throw std::runtime_error("nowhere to write"); };
    Life life(rig, planOf(u"0>1 5>1"_s));
    rig.runUntil(1s);
    QVERIFY(life.over());
    QCOMPARE(life.journeys(), QString());
    life.scheduler.cut();
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::isCutBetweenItsIntervals()
{
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"0>1 1>1 0>0 5>0 0>1 5>1"_s));
    rig.runUntil(3s);
    QVERIFY(!life.over());
    QVERIFY(!life.active());
    life.scheduler.cut();
    QVERIFY(life.over());
    QCOMPARE(life.journeys(), u"0-0"_s);
}

void TestRampingVusScheduler::spreadsItsSample()
{
    BuyerSettings settings;
    const auto sampled = [&settings](quint32 vus, quint32 iterations) {
        int count = 0;
        for (quint32 vu = 1; vu <= vus; ++vu) {
            for (quint32 iteration = 0; iteration < iterations; ++iteration)
                count += settings.buysAgain(vu, iteration);
        }
        return count;
    };
    QCOMPARE(settings.probes.buyAgain, 0.1);
    QVERIFY(std::abs(sampled(1'000, 1) - 100) <= 3); // the first journeys of many
    QVERIFY(std::abs(sampled(1, 1'000) - 100) <= 3); // the journeys of one
    QVERIFY(std::abs(sampled(50, 50) - 250) <= 15);
    settings.probes.buyAgain = 0;
    QCOMPARE(sampled(100, 10), 0);
    settings.probes.buyAgain = 1;
    QCOMPARE(sampled(100, 10), 1'000);
}

void TestRampingVusScheduler::triesToBuyAgain()
{
    BuyerRig rig({.buy = "hold bought"});
    rig.settings.probes.buyAgain = 1;
    Life life(rig, planOf(u"0>1 1>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(rig.script.trace.join(QString()), u"SBCB"_s);
    QCOMPARE(life.journeys(), u"0-0"_s);
    QVERIFY(life.entries.at(0).outcome == Outcome::Success);
    QCOMPARE(life.entries.at(0).buys, quint16(1));
    QCOMPARE(rig.probes.size(), std::size_t(1));
    const std::vector<BuyerCall> calls = rig.probes[0].calls.calls();
    QCOMPARE(calls.size(), std::size_t(1));
    QVERIFY(calls[0].kind == CallKind::Buy && calls[0].status == 409);
    QVERIFY(rig.probes[0].confirmState == ConfirmState::NeverSent);
    // It is none of the buyers' figures.
    QVERIFY(rig.records.at(3).group == RunGroup::Probe);
    rig.read();
    QCOMPARE(rig.counted(MetricId::FsBuyAttempts), 1.);
    QCOMPARE(rig.samples(MetricId::FsFromIntendedStart), quint64(3));
}

void TestRampingVusScheduler::confirmsWhereItIsLetInAgain()
{
    BuyerRig rig({.buy = "hold queued bought", .position = "queued ready"});
    rig.settings.probes.buyAgain = 1;
    Life life(rig, planOf(u"0>1 7>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(rig.script.trace.join(QString()), u"SBCBPPCSB"_s);
    // The pause begins behind the try, which is no part of the journey.
    QCOMPARE(life.journeys(), u"0-0 6-6"_s);
    QCOMPARE(rig.probes.size(), std::size_t(1));
    QVERIFY(rig.probes[0].confirmState == ConfirmState::Confirmed);
    QVERIFY(!rig.probes[0].orderId.isEmpty());
    rig.read();
    QCOMPARE(rig.counted(MetricId::FsConfirmSuccess), 1.);
    QCOMPARE(rig.samples(MetricId::FsFromIntendedStart), quint64(5)); // nothing was due meanwhile
    for (std::size_t i = 3; i < 7; ++i)
        QVERIFY(rig.records.at(i).group == RunGroup::Probe);
    QVERIFY(rig.records.at(7).group == RunGroup::Load);
}

void TestRampingVusScheduler::waitsForASecondHoldForAWhile()
{
    BuyerRig rig({.buy = "hold queued bought", .position = "queued"});
    rig.settings.probes.buyAgain = 1;
    Life life(rig, planOf(u"0>1 13>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(rig.script.trace.join(QString()), u"SBCBPPPPPSB"_s);
    QCOMPARE(life.journeys(), u"0-0 12-12"_s);
}

void TestRampingVusScheduler::triesNothingWithoutAnOrder()
{
    BuyerRig rig({.confirm = "outOfStock"});
    rig.settings.probes.buyAgain = 1;
    Life life(rig, planOf(u"0>1 1>1"_s));
    while (!life.over())
        QVERIFY(rig.step());
    QCOMPARE(rig.script.trace.join(QString()), u"SBC"_s);
    QVERIFY(rig.probes.empty());
}

void TestRampingVusScheduler::stopsItsTry()
{
    BuyerRig rig({.buy = "hold queued", .position = "queued"});
    rig.settings.probes.buyAgain = 1;
    Life life(rig, planOf(u"0>1 60>1"_s));
    rig.runUntil(3s);
    QVERIFY(!life.over());
    life.scheduler.retire(rig.at(30s));
    QVERIFY(life.over());
    QCOMPARE(rig.probes.size(), std::size_t(1));
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::cutsItsTry()
{
    BuyerRig rig({.buy = "hold queued", .position = "silent"});
    rig.settings.probes.buyAgain = 1;
    Life life(rig, planOf(u"0>1 60>1"_s));
    rig.runUntil(3s);
    life.scheduler.retire(rig.at(5s));
    rig.runUntil(4s);
    QVERIFY(!life.over()); // what is in flight may end
    rig.runUntil(5s);
    QVERIFY(life.over());
    QCOMPARE(rig.probes.size(), std::size_t(1));
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

void TestRampingVusScheduler::drivesItsShare()
{
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"0>8 1>8"_s), UserShare{2, 3});
    QCOMPARE(life.scheduler.userCount(), std::size_t(3));
    while (!life.over())
        QVERIFY(rig.step());
    std::set<quint32> users; // all begin at the same moment, in no certain order
    for (const LedgerEntry &entry : life.entries)
        users.insert(entry.vu);
    QVERIFY(users == (std::set<quint32>{2, 5, 8}));
    QCOMPARE(life.entries.size(), users.size());
}

void TestRampingVusScheduler::isDoneAtOnceWithoutUsers()
{
    BuyerRig rig({.sale = "soldOut"});
    const Life life(rig, planOf(u"0>1 1>1"_s), UserShare{2, 2});
    QCOMPARE(life.scheduler.userCount(), std::size_t(0));
    QVERIFY(life.over());
}

void TestRampingVusScheduler::isDoneOnceAllItsUsersAre()
{
    // The second user leaves after 1 s, the first at the end.
    BuyerRig rig({.sale = "soldOut"});
    Life life(rig, planOf(u"0>2 1>2 0>1 4>1"_s), UserShare{1, 1});
    QCOMPARE(life.scheduler.userCount(), std::size_t(2));
    rig.runUntil(3s);
    QVERIFY(!life.scheduler.user(1).active());
    QCOMPARE(life.done, 0);
    rig.runUntil(6s);
    QCOMPARE(life.done, 1);
    life.scheduler.cut();
    QCOMPARE(life.done, 1);
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRampingVusScheduler)
#include "tst_rampingvusscheduler.moc"
