// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/timelinedriver.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace doorbuster;
using namespace std::chrono_literals;

/// On the real clock: what it serves is in order and never early. How late it is depends on the machine, and is not
/// tested.
class TestTimelineDriver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servesInOrderAndNeverEarly()
    {
        SteadyClock clock;
        Timeline timeline(clock);
        TimelineDriver driver(timeline);
        struct Ring {
            int index;
            TimePoint deadline;
            TimePoint rung;
        };
        std::vector<Ring> rings;
        std::vector<std::unique_ptr<Alarm>> alarms;
        const TimePoint start = clock.now();
        // More than one call serves, out of order, some less than a millisecond apart.
        for (int i = 0; i < 200; ++i) {
            const TimePoint deadline = start + std::chrono::microseconds((i * 7919) % 30'000);
            alarms.push_back(std::make_unique<Alarm>(timeline, [&rings, &clock, i, deadline] {
                rings.push_back({i, deadline, clock.now()});
            }));
            alarms.back()->set(deadline);
        }
        QTRY_COMPARE(rings.size(), std::size_t(200));
        QVERIFY(std::ranges::is_sorted(rings, {}, &Ring::deadline));
        for (const Ring &ring : rings)
            QVERIFY2(ring.rung >= ring.deadline, qPrintable(QString::number(ring.index)));
    }

    void noticesAnEarlierDeadline()
    {
        SteadyClock clock;
        Timeline timeline(clock);
        TimelineDriver driver(timeline);
        bool far = false;
        bool near = false;
        Alarm later(timeline, [&far] { far = true; });
        Alarm sooner(timeline, [&near] { near = true; });
        later.set(clock.now() + 1h);
        sooner.set(clock.now() + 2ms);
        QTRY_VERIFY(near);
        QVERIFY(!far);
        QVERIFY(later.pending());
    }

    void outlivesADeadlineThatIsTakenBack()
    {
        SteadyClock clock;
        Timeline timeline(clock);
        TimelineDriver driver(timeline);
        bool rung = false;
        Alarm cleared(timeline, [] { QFAIL("was cleared"); });
        Alarm kept(timeline, [&rung] { rung = true; });
        cleared.set(clock.now() + 1ms);
        kept.set(clock.now() + 5ms);
        cleared.clear();
        QTRY_VERIFY(rung);
    }

    void servesWhatIsSetWhileItServes()
    {
        SteadyClock clock;
        Timeline timeline(clock);
        TimelineDriver driver(timeline);
        int rings = 0;
        Alarm *self = nullptr;
        Alarm alarm(timeline, [&] {
            if (++rings < 300)
                self->set(clock.now());
        });
        self = &alarm;
        alarm.set(clock.now());
        QTRY_COMPARE(rings, 300);
    }

    void servesWhatWasDueBeforeItCame()
    {
        SteadyClock clock;
        Timeline timeline(clock);
        bool rung = false;
        Alarm alarm(timeline, [&rung] { rung = true; });
        alarm.set(clock.now() - 1s);
        TimelineDriver driver(timeline);
        QVERIFY(!rung);
        QTRY_VERIFY(rung);
    }

    void leavesTheTimelineWhenItGoes()
    {
        SteadyClock clock;
        Timeline timeline(clock);
        Alarm alarm(timeline, [] {});
        {
            TimelineDriver driver(timeline);
            alarm.set(clock.now() + 1h);
        }
        alarm.set(clock.now() + 2h);
        QVERIFY(alarm.pending());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTimelineDriver)
#include "tst_timelinedriver.moc"
