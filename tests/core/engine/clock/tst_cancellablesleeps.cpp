// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/cancellablesleeps.h"

#include "tests/core/engine/manualclock.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;

namespace {

QCoro::Task<> sleepAndNote(CancellableSleeps &sleeps, Nanoseconds length, char name, QByteArray &log)
{
    co_await sleeps.sleep(length);
    log += name;
}

QCoro::Task<> sleepForEver(CancellableSleeps &sleeps, int &taken, const bool &stop)
{
    while (!stop) {
        co_await sleeps.sleep(1h);
        ++taken;
    }
}

} // namespace

class TestCancellableSleeps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endInTheirOrder()
    {
        ManualClock clock;
        Timeline timeline(clock);
        CancellableSleeps sleeps(timeline);
        QByteArray log;
        auto c = sleepAndNote(sleeps, 3s, 'c', log);
        auto a = sleepAndNote(sleeps, 1s, 'a', log);
        auto b = sleepAndNote(sleeps, 2s, 'b', log);
        QCOMPARE(timeline.size(), std::size_t(3));
        clock.advance(2s);
        timeline.runDue();
        QCOMPARE(log, "ab");
        clock.advance(1s);
        timeline.runDue();
        QCOMPARE(log, "abc");
        QVERIFY(a.isReady() && b.isReady() && c.isReady());
    }

    void areWokenAllAtOnce()
    {
        ManualClock clock;
        Timeline timeline(clock);
        CancellableSleeps sleeps(timeline);
        QByteArray log;
        sleeps.wakeAll();
        auto a = sleepAndNote(sleeps, 1s, 'a', log);
        auto b = sleepAndNote(sleeps, 2s, 'b', log);
        sleeps.wakeAll();
        QCOMPARE(log, "ab");
        QCOMPARE(timeline.size(), std::size_t(0));
        sleeps.wakeAll();
        QCOMPARE(log, "ab");
    }

    void areWokenOnceEach()
    {
        // Who lies down again when woken is left to sleep.
        ManualClock clock;
        Timeline timeline(clock);
        CancellableSleeps sleeps(timeline);
        int taken = 0;
        bool stop = false;
        auto a = sleepForEver(sleeps, taken, stop);
        auto b = sleepForEver(sleeps, taken, stop);
        sleeps.wakeAll();
        QCOMPARE(taken, 2);
        QCOMPARE(timeline.size(), std::size_t(2));
        stop = true;
        sleeps.wakeAll();
        QCOMPARE(taken, 4);
        QVERIFY(a.isReady() && b.isReady());
    }

    void mayBeOfNoLength()
    {
        ManualClock clock;
        Timeline timeline(clock);
        CancellableSleeps sleeps(timeline);
        QByteArray log;
        auto a = sleepAndNote(sleeps, 0s, 'a', log);
        auto b = sleepAndNote(sleeps, -1s, 'b', log);
        QCOMPARE(log, "");
        timeline.runDue();
        QCOMPARE(log, "ba");
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestCancellableSleeps)
#include "tst_cancellablesleeps.moc"
