// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/naps.h"

#include "tests/core/engine/manualclock.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;

namespace {

QCoro::Task<> napAndTell(Naps &naps, Nanoseconds length, char name, QByteArray &log)
{
    co_await naps.nap(length);
    log += name;
}

QCoro::Task<> napForEver(Naps &naps, int &naps_taken, const bool &stop)
{
    while (!stop) {
        co_await naps.nap(1h);
        ++naps_taken;
    }
}

} // namespace

class TestNaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endInTheirOrder()
    {
        ManualClock clock;
        Timeline timeline(clock);
        Naps naps(timeline);
        QByteArray log;
        auto c = napAndTell(naps, 3s, 'c', log);
        auto a = napAndTell(naps, 1s, 'a', log);
        auto b = napAndTell(naps, 2s, 'b', log);
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
        Naps naps(timeline);
        QByteArray log;
        naps.wakeAll();
        auto a = napAndTell(naps, 1s, 'a', log);
        auto b = napAndTell(naps, 2s, 'b', log);
        naps.wakeAll();
        QCOMPARE(log, "ab");
        QCOMPARE(timeline.size(), std::size_t(0));
        naps.wakeAll();
        QCOMPARE(log, "ab");
    }

    void areWokenOnceEach()
    {
        // Who lies down again when woken is left to sleep.
        ManualClock clock;
        Timeline timeline(clock);
        Naps naps(timeline);
        int taken = 0;
        bool stop = false;
        auto a = napForEver(naps, taken, stop);
        auto b = napForEver(naps, taken, stop);
        naps.wakeAll();
        QCOMPARE(taken, 2);
        QCOMPARE(timeline.size(), std::size_t(2));
        stop = true;
        naps.wakeAll();
        QCOMPARE(taken, 4);
        QVERIFY(a.isReady() && b.isReady());
    }

    void mayBeOfNoLength()
    {
        ManualClock clock;
        Timeline timeline(clock);
        Naps naps(timeline);
        QByteArray log;
        auto a = napAndTell(naps, 0s, 'a', log);
        auto b = napAndTell(naps, -1s, 'b', log);
        QCOMPARE(log, "");
        timeline.runDue();
        QCOMPARE(log, "ba");
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestNaps)
#include "tst_naps.moc"
