// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/worker/looplagprobe.h"

#include "tests/core/engine/manualclock.h"
#include "tests/support/testprogram.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;

namespace {

/// Runs the event loop until the probe has measured once; what it measures is told by the clock of the test.
Histogram nextProbe(LoopLagProbe &probe)
{
    const QDeadlineTimer limit(5s);
    for (;;) {
        Histogram lag = probe.take();
        if (!lag.isEmpty() || limit.hasExpired())
            return lag;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

} // namespace

class TestLoopLagProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWhatAStallSwallows_data()
    {
        QTest::addColumn<int>("stall"); // ms, beyond the interval
        QTest::addColumn<int>("samples");
        QTest::newRow("early, by rounding") << -5 << 1;
        QTest::newRow("none") << 0 << 1;
        QTest::newRow("short") << 19 << 1;
        QTest::newRow("one probe") << 20 << 2;
        QTest::newRow("a second") << 1000 << 51;
    }
    void countsWhatAStallSwallows()
    {
        QFETCH(int, stall);
        QFETCH(int, samples);
        ManualClock clock;
        LoopLagProbe probe(clock);
        probe.start();
        clock.advance(LoopLagProbe::interval + std::chrono::milliseconds(stall));
        const Histogram lag = nextProbe(probe);
        QCOMPARE(lag.count(), quint64(samples));
        QCOMPARE(lag.max(), Nanoseconds(std::chrono::milliseconds(std::max(stall, 0))));
        QCOMPARE(lag.min(), Nanoseconds(std::chrono::milliseconds(std::max(stall, 0) % 20)));
    }

    void aStallShowsInThePercentiles()
    {
        // One stall of 2 s in 4 s: half of the probes were late, and p99 must say so.
        ManualClock clock;
        LoopLagProbe probe(clock);
        probe.start();
        Histogram all;
        for (int i = 0; i < 3; ++i) {
            clock.advance(LoopLagProbe::interval);
            all.merge(nextProbe(probe));
        }
        clock.advance(LoopLagProbe::interval + 2s);
        all.merge(nextProbe(probe));
        QVERIFY(all.percentile(99) > 1.9e9);
        QVERIFY(all.percentile(50) > 0.9e9);
    }

    void measuresAnewAfterAStall()
    {
        ManualClock clock;
        LoopLagProbe probe(clock);
        probe.start();
        clock.advance(LoopLagProbe::interval + 1s);
        nextProbe(probe);
        clock.advance(LoopLagProbe::interval + 3ms);
        const Histogram lag = nextProbe(probe);
        QCOMPARE(lag.count(), quint64(1));
        QCOMPARE(lag.max(), Nanoseconds(3ms));
    }

    void standsStillUntilStarted()
    {
        ManualClock clock;
        LoopLagProbe probe(clock);
        QVERIFY(probe.take().isEmpty());
        probe.start();
        probe.stop();
        // Time that passes while it is stopped is no lag.
        clock.advance(1h);
        probe.start();
        clock.advance(LoopLagProbe::interval);
        const Histogram lag = nextProbe(probe);
        QCOMPARE(lag.count(), quint64(1));
        QCOMPARE(lag.max(), 0ns);
    }

private:
    using Nanoseconds = std::chrono::nanoseconds;
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestLoopLagProbe)
#include "tst_looplagprobe.moc"
