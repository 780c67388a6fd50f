// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/runstatus.h"

#include "tests/support/testprogram.h"

#include <QLabel>
#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestRunStatus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void healthIsToldAsMeasured();
    void unmeasuredHealthIsSilent();
    void generatorBoundIsSaidFirst();
    void phaseNamesTheStage_data();
    void phaseNamesTheStage();
    void idleTextTellsErrorsBySign();
};

void TestRunStatus::healthIsToldAsMeasured()
{
    GeneratorHealth health;
    health.loopLagSamples = 10;
    health.loopLagP99 = 2ms;
    health.lagLimit = 50ms;
    health.cpuTime = 410ms;
    health.cpuSpan = 1s;
    health.peakMemory = 58'000'000;
    QCOMPARE(describeHealth(health, false), u"generator healthy · lag p99 2 ms · CPU 41 % · 58 MB"_s);
}

void TestRunStatus::unmeasuredHealthIsSilent()
{
    QCOMPARE(describeHealth({}, true), QString());
}

void TestRunStatus::generatorBoundIsSaidFirst()
{
    GeneratorHealth health;
    health.loopLagSamples = 10;
    health.loopLagP99 = 80ms;
    health.lagLimit = 50ms;
    QVERIFY2(
        describeHealth(health, false).startsWith(u"! generator-bound"_s), qPrintable(describeHealth(health, false)));
    health.loopLagP99 = 1ms;
    health.plannedPeak = health.requiredPeak = 10;
    QVERIFY(describeHealth(health, false).startsWith(u"generator healthy"_s)); // they may still come
    QVERIFY(describeHealth(health, true).startsWith(u"! generator suspect"_s));
    health.localFailures = 1;
    QVERIFY(describeHealth(health, false).startsWith(u"! generator-bound"_s));
}

void TestRunStatus::phaseNamesTheStage_data()
{
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("text");
    QTest::newRow("up") << 0 << u"Load · stage 1 of 3 · ramp to 1,000"_s;
    QTest::newRow("hold") << 1 << u"Load · stage 2 of 3 · hold 1,000"_s;
    QTest::newRow("down") << 2 << u"Load · stage 3 of 3 · down to 0"_s;
    QTest::newRow("none") << -1 << u"Load"_s;
}

void TestRunStatus::phaseNamesTheStage()
{
    QFETCH(int, stage);
    QFETCH(QString, text);
    Profile profile;
    profile.load.stages = {{30s, 1000}, {1min, 1000}, {10s, 0}};
    const auto table = std::make_shared<const SeriesTable>(profile);
    const MetricAccumulator figures(table);
    RunSnapshot snapshot{.seriesTable = *table, .figures = figures};
    snapshot.phase = RunPhase::Load;
    snapshot.stage = stage;
    snapshot.stages = 3;
    QCOMPARE(describePhase(snapshot, profile), text);
}

void TestRunStatus::idleTextTellsErrorsBySign()
{
    RunController controller;
    RunStatus status(controller);
    const auto *phase = status.findChild<QLabel *>();
    status.setIdleText(u"2 errors to fix"_s, true);
    QCOMPARE(phase->text(), u"✕ 2 errors to fix"_s);
    status.setIdleText(u"peak 5,000 users · 6:30"_s, false);
    QCOMPARE(phase->text(), u"peak 5,000 users · 6:30"_s);
}

DOORBUSTER_TEST(QTEST_MAIN, TestRunStatus)
#include "tst_runstatus.moc"
