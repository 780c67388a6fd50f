// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runtimes.h"

#include "tests/core/engine/manualclock.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;

class TestRunTimes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsIdleAtZero()
    {
        ManualClock clock;
        clock.advance(5s);
        const RunTimes times(clock);
        QVERIFY(times.phase() == RunPhase::Idle);
        QCOMPARE(times.elapsed(), Nanoseconds(0));
        QCOMPARE(times.loadElapsed(), Nanoseconds(0));
        QCOMPARE(times.loadAndDrain(), Nanoseconds(0));
        QVERIFY(!times.drained());
        QVERIFY(!times.hasBuyers());
    }

    void givesEachPhaseAsItEnds()
    {
        ManualClock clock;
        RunTimes times(clock);
        clock.advance(1s);
        QVERIFY(!times.enter(RunPhase::Setup, std::nullopt, times.elapsed()));
        clock.advance(2s);
        const auto setup = times.enter(RunPhase::Countdown, 5s, times.elapsed());
        QVERIFY(setup && *setup == (PhaseSpan{RunPhase::Setup, 1s, 3s, std::nullopt}));
        QCOMPARE(times.phaseStart(), Nanoseconds(3s));
        QVERIFY(times.phasePlanned() == std::optional<Nanoseconds>(5s));
        clock.advance(4s);
        const auto countdown = times.enter(RunPhase::Load, 10s, 6s); // at a moment that was taken before
        QVERIFY(countdown && *countdown == (PhaseSpan{RunPhase::Countdown, 3s, 6s, Nanoseconds(5s)}));
        QCOMPARE(times.sinceFirstPhase(times.elapsed()), Nanoseconds(6s));
    }

    void countsTheLoadUntilItIsOver()
    {
        ManualClock clock;
        RunTimes times(clock);
        clock.advance(3s);
        times.beginLoad();
        times.enter(RunPhase::Load, 10s, times.elapsed());
        QVERIFY(times.hasBuyers());
        clock.advance(4s);
        QCOMPARE(times.loadElapsed(), Nanoseconds(4s));
        QCOMPARE(times.loadAndDrain(), Nanoseconds(4s));
        times.endLoad(10s);
        times.enter(RunPhase::Draining, 30s, times.elapsed());
        clock.advance(2s);
        QVERIFY(times.hasBuyers());
        QCOMPARE(times.loadElapsed(), Nanoseconds(4s));
        QCOMPARE(times.loadAndDrain(), Nanoseconds(6s));
        times.endDrain();
        times.enter(RunPhase::Settling, 10s, times.elapsed());
        clock.advance(1s);
        QVERIFY(!times.hasBuyers());
        QCOMPARE(times.loadElapsed(), Nanoseconds(4s));
        QCOMPARE(times.loadAndDrain(), Nanoseconds(6s));
        QVERIFY(times.drained() == times.loadStart() + 6s);
    }

    /// A wake-up that comes late adds nothing to the load: no iteration starts after its end.
    void aLoadIsNoLongerThanPlanned()
    {
        ManualClock clock;
        RunTimes times(clock);
        times.beginLoad();
        times.enter(RunPhase::Load, 10s, times.elapsed());
        clock.advance(11s);
        times.endLoad(10s);
        QCOMPARE(times.loadElapsed(), Nanoseconds(10s));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunTimes)
#include "tst_runtimes.moc"
