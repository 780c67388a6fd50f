// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/rampingvus.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QtTest>

#include <map>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using Intervals = std::vector<RampingVus::Interval>;

namespace {

LoadSettings settings(int startVUs, const QList<Stage> &stages, milliseconds rampDown = 30s, milliseconds stop = 30s)
{
    LoadSettings load;
    load.startVUs = startVUs;
    load.stages = stages;
    load.gracefulRampDown = rampDown;
    load.gracefulStop = stop;
    return load;
}

const QList<Stage> kExample{{2s, 6}, {5s, 1}, {4s, 5}, {4s, 1}, {3s, 4}, {2s, 4}, {0s, 1}, {3s, 1}};

/// `0:4 1:5 …` with times in seconds.
QString text(const QList<PlanStep> &steps)
{
    QStringList parts;
    for (const PlanStep &step : steps)
        parts.append(QString::number(double(step.at.count()) / 1e9) + u':' + QString::number(step.planned));
    return parts.join(u' ');
}

/// VUs planned, or still within their grace, by what intervalsOf() and cutFor() say: k6's execution requirements.
QList<PlanStep> reservedSteps(const RampingVus &plan)
{
    std::map<nanoseconds, int> changes{{nanoseconds{0}, 0}};
    for (int vu = 1; vu <= plan.peak(); ++vu) {
        const Intervals intervals = plan.intervalsOf(vu);
        nanoseconds reservedUntil{-1};
        for (const RampingVus::Interval &interval : intervals) {
            if (interval.start <= reservedUntil)
                continue;
            reservedUntil = plan.cutFor(intervals, interval.start);
            ++changes[interval.start];
            --changes[reservedUntil];
        }
    }
    QList<PlanStep> steps;
    int reserved = 0;
    for (const auto &[at, by] : changes) {
        reserved += by;
        if (steps.isEmpty() || steps.last().planned != reserved)
            steps.append({at, reserved});
    }
    return steps;
}

} // namespace

class tst_RampingVus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steps_data()
    {
        QTest::addColumn<int>("startVUs");
        QTest::addColumn<QList<Stage>>("stages");
        QTest::addColumn<QString>("expected");
        using Stages = QList<Stage>;
        QTest::newRow("k6's example") << 4 << kExample
                                      << u"0:4 1:5 2:6 3:5 4:4 5:3 6:2 7:1 8:2 9:3 10:4 11:5 12:4 13:3 14:2 15:1 16:2 "
                                         u"17:3 18:4 20:1 23:0"_s;
        QTest::newRow("measured with k6") << 0 << Stages{{2s, 5}, {1s, 5}, {2s, 0}}
                                          << u"0:0 0.4:1 0.8:2 1.2:3 1.6:4 2:5 3.4:4 3.8:3 4.2:2 4.6:1 5:0"_s;
        QTest::newRow("from one, as measured") << 1 << Stages{{2s, 5}} << u"0:1 0.5:2 1:3 1.5:4 2:0"_s;
        QTest::newRow("jump up, then down") << 2 << Stages{{0s, 5}, {2s, 3}} << u"0:5 1:4 2:0"_s;
        QTest::newRow("jump up, then up") << 3 << Stages{{2s, 5}, {1s, 5}} << u"0:3 1:4 2:5 3:0"_s;
        QTest::newRow("up down up down") << 0 << Stages{{2s, 2}, {2s, 0}, {2s, 2}, {2s, 0}}
                                         << u"0:0 1:1 2:2 3:1 4:0 5:1 6:2 7:1 8:0"_s;
        QTest::newRow("more up and down")
            << 0 << Stages{{5s, 5}, {5s, 0}} << u"0:0 1:1 2:2 3:3 4:4 5:5 6:4 7:3 8:2 9:1 10:0"_s;
        QTest::newRow("long example") << 4 << kExample + Stages{{0s, 5}, {3s, 5}, {0s, 0}, {2s, 2}, {2s, 0}, {4s, 4}}
                                      << u"0:4 1:5 2:6 3:5 4:4 5:3 6:2 7:1 8:2 9:3 10:4 11:5 12:4 13:3 14:2 15:1 16:2 "
                                         u"17:3 18:4 20:1 23:5 26:0 27:1 28:2 29:1 30:0 31:1 32:2 33:3 34:0"_s;
        QTest::newRow("hold only") << 3 << Stages{{7s, 3}} << u"0:3 7:0"_s;
        QTest::newRow("down and up at once") << 3 << Stages{{1s, 3}, {0s, 0}, {0s, 3}, {1s, 3}} << u"0:3 2:0"_s;
        QTest::newRow("no length") << 3 << Stages{{0s, 9}} << u"0:0"_s;
        QTest::newRow("no stages") << 3 << Stages{} << u"0:0"_s;
        QTest::newRow("refused values count as nothing") << -1 << Stages{{-5s, 2}, {1s, -7}} << u"0:2 0.5:1 1:0"_s;
    }
    void steps()
    {
        QFETCH(int, startVUs);
        QFETCH(QList<Stage>, stages);
        const RampingVus plan(settings(startVUs, stages));
        QTEST(text(plan.steps()), "expected");
    }

    void reserved_data()
    {
        QTest::addColumn<int>("rampDown");
        QTest::addColumn<int>("stop");
        QTest::addColumn<QString>("expected");
        QTest::newRow("30, 30") << 30 << 30 << u"0:4 1:5 2:6 33:5 42:4 50:1 53:0"_s;
        QTest::newRow("30, 80") << 30 << 80 << u"0:4 1:5 2:6 33:5 42:4 50:1 103:0"_s;
        QTest::newRow("30, 3") << 30 << 3 << u"0:4 1:5 2:6 26:0"_s;
        QTest::newRow("30, 0") << 30 << 0 << u"0:4 1:5 2:6 23:0"_s;
        QTest::newRow("0, 0") << 0 << 0
                              << u"0:4 1:5 2:6 3:5 4:4 5:3 6:2 7:1 8:2 9:3 10:4 11:5 12:4 13:3 14:2 15:1 16:2 17:3 "
                                 u"18:4 20:1 23:0"_s;
    }
    void reserved()
    {
        QFETCH(int, rampDown);
        QFETCH(int, stop);
        const RampingVus plan(settings(4, kExample, std::chrono::seconds{rampDown}, std::chrono::seconds{stop}));
        QTEST(text(reservedSteps(plan)), "expected");
    }

    void intervals()
    {
        const RampingVus plan(settings(4, kExample));
        QVERIFY(plan.intervalsOf(1) == (Intervals{{0s, 23s, true}}));
        QVERIFY(plan.intervalsOf(2) == (Intervals{{0s, 7s}, {8s, 15s}, {16s, 20s}}));
        QVERIFY(plan.intervalsOf(4) == (Intervals{{0s, 5s}, {10s, 13s}, {18s, 20s}}));
        QVERIFY(plan.intervalsOf(5) == (Intervals{{1s, 4s}, {11s, 12s}}));
        QVERIFY(plan.intervalsOf(6) == (Intervals{{2s, 3s}}));
        for (const int nobody : {-1, 0, 7})
            QVERIFY(plan.intervalsOf(nobody).empty());
    }

    void rampToZeroEndsWithTheRampNotWithThePlan()
    {
        const RampingVus plan(settings(0, {{1s, 2}, {1s, 0}}));
        QVERIFY(plan.intervalsOf(1) == (Intervals{{500ms, 2s, false}}));
    }

    void jumpDownAndUpTakesNobodyAway()
    {
        const RampingVus plan(settings(3, {{1s, 3}, {0s, 0}, {0s, 3}, {1s, 3}}));
        QVERIFY(plan.intervalsOf(3) == (Intervals{{0s, 2s, true}}));
    }

    void cut_data()
    {
        QTest::addColumn<int>("vu");
        QTest::addColumn<int>("rampDown");
        QTest::addColumn<int>("stop");
        QTest::addColumn<int>("startMs");
        QTest::addColumn<int>("cutMs");
        QTest::newRow("leaves, never comes back") << 6 << 30 << 30 << 2500 << 33'000;
        QTest::newRow("comes back within its grace") << 5 << 30 << 30 << 1000 << 42'000;
        QTest::newRow("second interval") << 5 << 30 << 30 << 11'500 << 42'000;
        QTest::newRow("comes back exactly at the end of its grace") << 5 << 7 << 30 << 1000 << 19'000;
        QTest::newRow("comes back too late") << 5 << 6 << 30 << 1000 << 10'000;
        QTest::newRow("no grace") << 5 << 0 << 30 << 1000 << 4'000;
        QTest::newRow("end of plan is earlier") << 5 << 30 << 3 << 11'000 << 26'000;
        QTest::newRow("planned to the end") << 1 << 0 << 80 << 0 << 103'000;
        QTest::newRow("planned to the end, cut at once") << 1 << 30 << 0 << 22'000 << 23'000;
        QTest::newRow("started a little after its interval") << 5 << 6 << 30 << 4'001 << 10'000;
        QTest::newRow("before its first interval") << 5 << 30 << 30 << 999 << 999;
        QTest::newRow("nobody") << 7 << 30 << 30 << 5'000 << 5'000;
    }
    void cut()
    {
        QFETCH(int, vu);
        QFETCH(int, rampDown);
        QFETCH(int, stop);
        QFETCH(int, startMs);
        QFETCH(int, cutMs);
        const RampingVus plan(settings(4, kExample, std::chrono::seconds{rampDown}, std::chrono::seconds{stop}));
        const nanoseconds start = milliseconds{startMs};
        QCOMPARE(qint64(plan.cutFor(vu, start).count()), qint64(cutMs) * 1'000'000);
        QVERIFY(plan.cutFor(plan.intervalsOf(vu), start) == plan.cutFor(vu, start));
    }

    void planDefault()
    {
        const RampingVus plan{LoadSettings{}};
        QVERIFY(plan.duration() == 390s);
        QVERIFY(plan.hardEnd() == 420s);
        QCOMPARE(plan.peak(), 5000);
        QCOMPARE(plan.plannedAt(0s), 0);
        QCOMPARE(plan.plannedAt(15s), 500);
        QCOMPARE(plan.plannedAt(30s - 1ns), 999);
        QCOMPARE(plan.plannedAt(30s), 1000);
        QCOMPARE(plan.plannedAt(89s), 1000);
        QCOMPARE(plan.plannedAt(120s), 2000);
        QCOMPARE(plan.plannedAt(210s), 5000);
        QCOMPARE(plan.plannedAt(330s), 5000);
        QCOMPARE(plan.plannedAt(330s + 12ms), 4999);
        QCOMPARE(plan.plannedAt(330s + 12ms - 1ns), 5000);
        QCOMPARE(plan.plannedAt(390s - 1ns), 1);
        QCOMPARE(plan.plannedAt(390s), 0);
        QCOMPARE(plan.plannedAt(-1ns), 0);
        QCOMPARE(plan.steps().size(), 1 + 5000 + 5000);
    }

    void stages()
    {
        const RampingVus plan(settings(1, {{10s, 5}, {0s, 9}, {5s, 9}}));
        QCOMPARE(plan.stageCount(), 3);
        QCOMPARE(plan.stageAt(-5s), 0);
        QCOMPARE(plan.stageAt(0s), 0);
        QCOMPARE(plan.stageAt(10s - 1ns), 0);
        QCOMPARE(plan.stageAt(10s), 2);
        QCOMPARE(plan.stageAt(15s), 2);
        QCOMPARE(plan.stageAt(1h), 2);
        QVERIFY(plan.stageStart(2) == 10s);
        QCOMPARE(RampingVus(settings(1, {})).stageAt(0s), -1);
    }

    // Steps, intervals and plannedAt() are three computations of one thing.
    void viewsAgree()
    {
        QRandomGenerator random(20'26);
        for (int round = 0; round < 40; ++round) {
            QList<Stage> stages;
            const int count = random.bounded(1, 7);
            for (int i = 0; i < count; ++i)
                stages.append({milliseconds{random.bounded(5) == 0 ? 0 : random.bounded(1, 4000)}, random.bounded(40)});
            const RampingVus plan(settings(random.bounded(40), stages));
            std::vector<Intervals> all;
            for (int vu = 1; vu <= plan.peak(); ++vu)
                all.push_back(plan.intervalsOf(vu));
            const auto byIntervals = [&all](nanoseconds t) {
                int planned = 0;
                for (std::size_t i = 0; i < all.size(); ++i) {
                    for (const RampingVus::Interval &interval : all[i]) {
                        if (interval.start <= t && t < interval.end) {
                            ++planned;
                            // Who is planned is always 1…planned: the highest number comes last and leaves first.
                            if (planned != int(i) + 1)
                                return -1;
                        }
                    }
                }
                return planned;
            };
            const auto steps = plan.steps();
            for (qsizetype i = 0; i < steps.size(); ++i) {
                const nanoseconds at = steps[i].at;
                QCOMPARE(plan.plannedAt(at), steps[i].planned);
                QCOMPARE(byIntervals(at), steps[i].planned);
                if (i > 0) {
                    QVERIFY(steps[i - 1].at < at);
                    QCOMPARE(plan.plannedAt(at - 1ns), steps[i - 1].planned);
                    QCOMPARE(byIntervals(at - 1ns), steps[i - 1].planned);
                }
            }
            QCOMPARE(plan.plannedAt(plan.duration()), 0);
        }
    }

    void millionUsersForAWeek()
    {
        const nanoseconds week = 24h * 7;
        const RampingVus plan(settings(0, {{std::chrono::duration_cast<milliseconds>(week), 1'000'000}, {1s, 0}}));
        QCOMPARE(plan.plannedAt(week / 2), 500'000);
        QCOMPARE(plan.plannedAt(week), 1'000'000);
        // 604 800 s / 1 000 000: every 604.8 ms one more.
        QVERIFY(plan.intervalsOf(1).front().start == 604'800us);
        QVERIFY(plan.intervalsOf(999'999).front().start == week - 604'800us);
        QVERIFY(plan.intervalsOf(1'000'000).front().end == week + 1us);
    }

    void peakLasting_data()
    {
        QTest::addColumn<QList<Stage>>("stages");
        QTest::addColumn<int>("any");
        QTest::addColumn<int>("lasting"); // 50 ms
        using Stages = QList<Stage>;
        QTest::newRow("the plan ends at the top of a ramp") << Stages{{2s, 5}} << 4 << 4;
        QTest::newRow("the top lasts a stage") << Stages{{2s, 5}, {1s, 5}} << 5 << 5;
        // 20 ms a user: those that come within the last 50 ms do not last that long.
        QTest::newRow("many in a short ramp") << Stages{{2s, 100}} << 99 << 97;
        QTest::newRow("a spike of no time") << Stages{{1s, 3}, {0s, 50}, {0s, 3}, {1s, 3}} << 3 << 3;
        QTest::newRow("a spike that lasts") << Stages{{1s, 3}, {0s, 50}, {50ms, 50}, {0s, 3}, {1s, 3}} << 50 << 50;
    }
    void peakLasting()
    {
        QFETCH(QList<Stage>, stages);
        const RampingVus plan(settings(0, stages));
        QTEST(plan.peakLasting(1ns), "any");
        QTEST(plan.peakLasting(50ms), "lasting");
    }

    void roundsToWholeNanosecondsAsK6()
    {
        // T − D·(end−k)/diff with the quotient cut: thirds of a second.
        const RampingVus plan(settings(0, {{1s, 3}}));
        QVERIFY(plan.intervalsOf(1).front().start == 1s - 666'666'666ns);
        QVERIFY(plan.intervalsOf(2).front().start == 1s - 333'333'333ns);
    }

    void absurdDurationsDoNotOverflow()
    {
        const RampingVus plan(settings(1, {{milliseconds::max(), 5}, {milliseconds::max(), 1}}));
        QVERIFY(plan.duration() > 24h * 365);
        QVERIFY(plan.hardEnd() > plan.duration());
        QCOMPARE(plan.plannedAt(0s), 1);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_RampingVus)
#include "tst_rampingvus.moc"
