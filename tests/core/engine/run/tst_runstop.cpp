// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runstop.h"

#include "tests/core/engine/manualclock.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;

class TestRunStop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsForTheMoment()
    {
        ManualClock clock;
        Timeline timeline(clock);
        RunStop stop(timeline);
        const auto wait = stop.waitUntil(ManualClock::start + 1s);
        for (int step = 0; step < 3; ++step) {
            clock.advance(250ms);
            timeline.runDue();
            QVERIFY(!wait.isReady());
        }
        clock.advance(250ms);
        timeline.runDue();
        QVERIFY(wait.isReady());
        QVERIFY(!stop.isAsked());
    }

    void looksAtTheCondition()
    {
        ManualClock clock;
        Timeline timeline(clock);
        RunStop stop(timeline);
        bool done = false;
        const auto wait = stop.waitUntil(ManualClock::start + 1h, [&done] { return done; });
        stop.wake();
        QVERIFY(!wait.isReady());
        done = true;
        QVERIFY(!wait.isReady());
        clock.advance(RunStop::interval);
        timeline.runDue();
        QVERIFY(wait.isReady());
        const auto another = stop.waitUntil(ManualClock::start + 1h, [&done] { return done; });
        QVERIFY(another.isReady());
    }

    void endsWaitsWhenItIsAskedFor_data()
    {
        QTest::addColumn<bool>("wholeRun");
        QTest::newRow("the phase") << false;
        QTest::newRow("the run") << true;
    }

    void endsWaitsWhenItIsAskedFor()
    {
        QFETCH(bool, wholeRun);
        ManualClock clock;
        Timeline timeline(clock);
        RunStop stop(timeline);
        const auto wait = stop.waitUntil(ManualClock::start + 1h);
        stop.ask(wholeRun ? RunStop::Level::Run : RunStop::Level::Phase);
        QVERIFY(!wait.isReady());
        stop.wake();
        QVERIFY(wait.isReady());
        QVERIFY(stop.waitUntil(ManualClock::start + 1h).isReady());
        stop.clear();
        QCOMPARE(stop.isAsked(), wholeRun);
        QCOMPARE(timeline.size(), std::size_t(0));
    }

    void aStopNeverTakesAnAbortBack()
    {
        ManualClock clock;
        Timeline timeline(clock);
        RunStop stop(timeline);
        stop.ask(RunStop::Level::Run);
        stop.ask(RunStop::Level::Phase);
        QVERIFY(stop.level() == RunStop::Level::Run);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunStop)
#include "tst_runstop.moc"
