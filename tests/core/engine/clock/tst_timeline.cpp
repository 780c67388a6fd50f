// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/timeline.h"

#include "tests/core/engine/manualclock.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>

#include <QTest>

#include <algorithm>
#include <memory>
#include <random>

using namespace doorbuster;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint at(Nanoseconds moment)
{
    return ManualClock::start + moment;
}

QCoro::Task<> sleepOnce(Sleeper &sleeper, TimePoint until, QByteArray &log)
{
    const bool slept = co_await sleeper.until(until);
    log += slept ? "slept " : "woken ";
}

QCoro::Task<> sleepOften(Sleeper &sleeper, Timeline &timeline, Nanoseconds length, int times, int &done)
{
    for (int i = 0; i < times; ++i) {
        co_await sleeper.until(timeline.now() + length);
        ++done;
    }
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        ManualClock clock;
        Timeline timeline(clock);
        QCOMPARE(timeline.size(), std::size_t(0));
        QVERIFY(!timeline.next());
        QCOMPARE(timeline.runDue(), std::size_t(0));
        QCOMPARE(timeline.now(), ManualClock::start);
    }

    void servesInOrderAndNeverEarly()
    {
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Alarm b(timeline, [&log] { log += 'b'; });
        Alarm a(timeline, [&log] { log += 'a'; });
        Alarm c(timeline, [&log] { log += 'c'; });
        b.set(at(2ns));
        c.set(at(3ns));
        a.set(at(1ns));
        QCOMPARE(timeline.size(), std::size_t(3));
        QCOMPARE(timeline.next(), std::optional(at(1ns)));
        QCOMPARE(timeline.runDue(), std::size_t(0));
        clock.advance(2ns);
        QCOMPARE(timeline.runDue(), std::size_t(2));
        QCOMPARE(log, "ab");
        QVERIFY(!a.pending());
        QVERIFY(c.pending());
        QCOMPARE(c.deadline(), at(3ns));
        clock.advance(1h);
        QCOMPARE(timeline.runDue(), std::size_t(1));
        QCOMPARE(log, "abc");
        QCOMPARE(timeline.size(), std::size_t(0));
    }

    void movesAndClearsAlarms()
    {
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Alarm a(timeline, [&log] { log += 'a'; });
        Alarm b(timeline, [&log] { log += 'b'; });
        a.set(at(1ns));
        b.set(at(2ns));
        a.set(at(3ns));
        QCOMPARE(timeline.size(), std::size_t(2));
        QCOMPARE(timeline.next(), std::optional(at(2ns)));
        b.clear();
        b.clear();
        QVERIFY(!b.pending());
        QCOMPARE(timeline.next(), std::optional(at(3ns)));
        clock.advance(1s);
        timeline.runDue();
        QCOMPARE(log, "a");
        a.set(clock.now());
        timeline.runDue();
        QCOMPARE(log, "aa");
    }

    void forgetsWhatIsDestroyed()
    {
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Alarm kept(timeline, [&log] { log += 'k'; });
        kept.set(at(5ns));
        {
            Alarm gone(timeline, [&log] { log += 'g'; });
            gone.set(at(1ns));
            QCOMPARE(timeline.next(), std::optional(at(1ns)));
        }
        QCOMPARE(timeline.next(), std::optional(at(5ns)));
        clock.advance(1s);
        QCOMPARE(timeline.runDue(), std::size_t(1));
        QCOMPARE(log, "k");
    }

    void mayBeChangedWhileItServes()
    {
        // Alarms that clear, move, set and destroy others as they go off.
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Alarm cleared(timeline, [&log] { log += "cleared "; });
        Alarm moved(timeline, [&log] { log += "moved "; });
        auto destroyed = std::make_unique<Alarm>(timeline, [&log] { log += "destroyed "; });
        Alarm set(timeline, [&log] { log += "set "; });
        Alarm first(timeline, [&] {
            log += "first ";
            cleared.clear();
            moved.set(at(10ns));
            destroyed.reset();
            set.set(at(3ns));
        });
        first.set(at(1ns));
        cleared.set(at(2ns));
        moved.set(at(2ns));
        destroyed->set(at(2ns));
        clock.advance(5ns);
        timeline.runDue();
        timeline.runDue();
        QCOMPARE(log, "first set ");
        QCOMPARE(timeline.next(), std::optional(at(10ns)));
    }

    void anAlarmMaySetItselfAnew()
    {
        ManualClock clock;
        Timeline timeline(clock);
        int rings = 0;
        Alarm *self = nullptr;
        Alarm alarm(timeline, [&] {
            ++rings;
            self->set(clock.now() + 10ns);
        });
        self = &alarm;
        alarm.set(clock.now());
        for (int i = 1; i <= 5; ++i) {
            QCOMPARE(timeline.runDue(), std::size_t(1));
            QCOMPARE(rings, i);
            clock.advance(10ns);
        }
        alarm.clear();
    }

    void servesALimitedNumberAtATime()
    {
        ManualClock clock;
        Timeline timeline(clock);
        int rings = 0;
        std::vector<std::unique_ptr<Alarm>> alarms;
        for (int i = 0; i < 10; ++i) {
            alarms.push_back(std::make_unique<Alarm>(timeline, [&rings] { ++rings; }));
            alarms.back()->set(clock.now());
        }
        QCOMPARE(timeline.runDue(4), std::size_t(4));
        QCOMPARE(timeline.runDue(4), std::size_t(4));
        QCOMPARE(timeline.runDue(4), std::size_t(2));
        QCOMPARE(rings, 10);
        // One that is always due at once does not keep the caller for ever.
        Alarm *self = nullptr;
        Alarm alarm(timeline, [&] { self->set(clock.now()); });
        self = &alarm;
        alarm.set(clock.now());
        QVERIFY(timeline.runDue() <= 64);
        QVERIFY(alarm.pending());
        alarm.clear();
    }

    void tellsWhenTheNextDeadlineChanges()
    {
        ManualClock clock;
        Timeline timeline(clock);
        int changes = 0;
        timeline.setNextChanged([&changes] { ++changes; });
        Alarm a(timeline, [] {});
        Alarm b(timeline, [] {});
        a.set(at(5ns));
        QCOMPARE(changes, 1);
        b.set(at(6ns));
        QCOMPARE(changes, 1); // later than the next: of no concern
        b.set(at(4ns));
        QCOMPARE(changes, 2);
        b.clear();
        QCOMPARE(changes, 3);
        clock.advance(1s);
        timeline.runDue();
        QCOMPARE(changes, 4);
        timeline.setNextChanged({});
        a.set(at(5ns));
        QCOMPARE(changes, 4);
    }

    void recordsHowLateItIs()
    {
        ManualClock clock;
        Timeline timeline(clock);
        Histogram lateness;
        timeline.setLateness(&lateness);
        Alarm a(timeline, [] {});
        Alarm b(timeline, [] {});
        Alarm c(timeline, [] {});
        a.set(at(100ns));
        b.set(at(700ns));
        c.set(at(900ns));
        clock.advance(700ns);
        timeline.runDue();
        c.clear();
        QCOMPARE(lateness.count(), quint64(2));
        QCOMPARE(lateness.min(), 0ns);
        QCOMPARE(lateness.max(), 600ns);
    }

    void latenessCountsWhatWasServedBefore()
    {
        ManualClock clock;
        Timeline timeline(clock);
        Histogram lateness;
        Alarm slow(timeline, [&] { clock.advance(300ns); });
        Alarm next(timeline, [] {});
        slow.set(at(100ns));
        next.set(at(100ns));
        timeline.setLateness(&lateness);
        clock.advance(100ns);
        timeline.runDue();
        QCOMPARE(lateness.min(), 0ns);
        QCOMPARE(lateness.max(), 300ns);
        timeline.setLateness(nullptr);
        next.set(at(400ns));
        clock.advance(100ns);
        timeline.runDue();
        QCOMPARE(lateness.count(), quint64(2));
    }

    void sleeps()
    {
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Sleeper sleeper(timeline);
        auto task = sleepOnce(sleeper, at(10ns), log);
        QVERIFY(sleeper.pending());
        QVERIFY(!task.isReady());
        timeline.runDue();
        QCOMPARE(log, "");
        clock.advance(10ns);
        timeline.runDue();
        QCOMPARE(log, "slept ");
        QVERIFY(task.isReady());
        QVERIFY(!sleeper.pending());
    }

    void sleepsThroughTheTimelineEvenIntoThePast()
    {
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Sleeper sleeper(timeline);
        auto task = sleepOnce(sleeper, at(-10ns), log);
        QVERIFY(!task.isReady());
        timeline.runDue();
        QCOMPARE(log, "slept ");
    }

    void isWoken()
    {
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Sleeper sleeper(timeline);
        sleeper.wake(); // nobody sleeps
        auto task = sleepOnce(sleeper, at(10ns), log);
        sleeper.wake();
        QCOMPARE(log, "woken ");
        QVERIFY(task.isReady());
        sleeper.wake();
        clock.advance(1s);
        QCOMPARE(timeline.runDue(), std::size_t(0));
        auto again = sleepOnce(sleeper, at(2s), log);
        clock.advance(1s);
        timeline.runDue();
        QCOMPARE(log, "woken slept ");
    }

    void isWokenByAnother()
    {
        // Due at the same moment: who is woken first is not served a second time.
        ManualClock clock;
        Timeline timeline(clock);
        QByteArray log;
        Sleeper sleeper(timeline);
        Alarm alarm(timeline, [&sleeper] { sleeper.wake(); });
        alarm.set(at(9ns));
        auto task = sleepOnce(sleeper, at(10ns), log);
        clock.advance(10ns);
        QCOMPARE(timeline.runDue(), std::size_t(1));
        QCOMPARE(log, "woken ");
        QVERIFY(task.isReady());
    }

    void sleepsAgainAndAgain()
    {
        ManualClock clock;
        Timeline timeline(clock);
        int done = 0;
        Sleeper sleeper(timeline);
        auto task = sleepOften(sleeper, timeline, 10ns, 1000, done);
        for (int i = 1; i <= 1000; ++i) {
            clock.advance(10ns);
            QCOMPARE(timeline.runDue(), std::size_t(1));
            QCOMPARE(done, i);
        }
        QVERIFY(task.isReady());
    }

    void keepsTheOrderOfTenThousand()
    {
        ManualClock clock;
        Timeline timeline(clock);
        std::mt19937 random(20261122);
        std::vector<int> served;
        std::vector<std::unique_ptr<Alarm>> alarms;
        std::vector<std::optional<TimePoint>> deadlines(10'000);
        for (int i = 0; i < 10'000; ++i) {
            alarms.push_back(std::make_unique<Alarm>(timeline, [&served, i] { served.push_back(i); }));
            deadlines[std::size_t(i)] = at(Nanoseconds(1 + random() % 5'000));
            alarms.back()->set(*deadlines[std::size_t(i)]);
        }
        // A third moves, a sixth is cleared, some of those for good.
        for (int turn = 0; turn < 5'000; ++turn) {
            const auto i = std::size_t(random() % 10'000);
            if (turn % 3 == 0) {
                alarms[i]->clear();
                deadlines[i].reset();
            } else {
                deadlines[i] = at(Nanoseconds(1 + random() % 5'000));
                alarms[i]->set(*deadlines[i]);
            }
        }
        std::vector<TimePoint> reference;
        for (const auto &deadline : deadlines) {
            if (deadline)
                reference.push_back(*deadline);
        }
        std::ranges::sort(reference);
        QCOMPARE(timeline.size(), reference.size());

        while (const auto next = timeline.next()) {
            QCOMPARE(*next, reference[served.size()]);
            clock.moveTo(*next);
            while (timeline.runDue() > 0) { }
            QVERIFY(!timeline.next() || *timeline.next() > clock.now());
        }
        QCOMPARE(served.size(), reference.size());
        for (std::size_t k = 0; k < served.size(); ++k)
            QCOMPARE(*deadlines[std::size_t(served[k])], reference[k]);
        std::ranges::sort(served);
        QVERIFY(std::ranges::adjacent_find(served) == served.end());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTimeline)
#include "tst_timeline.moc"
