// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/generatorhealthtext.h"

#include "madeuprun.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestGeneratorHealthText : public QObject {
    Q_OBJECT
    using Kind = GeneratorState::Kind;

private Q_SLOTS:
    void healthyNeedsAMeasurement()
    {
        QCOMPARE(generatorState(GeneratorHealth(), true).kind, Kind::NotMeasured);
        const GeneratorState state = generatorState(healthyGenerator(), true);
        QCOMPARE(state.kind, Kind::Healthy);
        QVERIFY(state.reasons.isEmpty());
    }

    /// The worst of the reasons decides, and all of them are named.
    void allReasonsAreNamed()
    {
        GeneratorHealth health = healthyGenerator();
        health.timerLatenessP99 = health.lagLimit + 1ms;
        QCOMPARE(generatorState(health, true).kind, Kind::Suspect);
        health.loopLagP99 = health.lagLimit + 11ms;
        health.localFailures = 1234;
        health.reachedPeak = health.plannedPeak - 1;
        const GeneratorState state = generatorState(health, true);
        QCOMPARE(state.kind, Kind::Bound);
        QCOMPARE(state.reasons.size(), 4);
        QVERIFY(state.reasons.contains(u"1,234 requests never left this machine"_s));
        QVERIFY(state.reasons.contains(u"the event loop was late by 61 ms (p99), the limit is 50 ms"_s));
    }

    /// Users who have yet to come are missing only once the load has run to its end.
    void usersAreMissingOnlyInTheEnd()
    {
        GeneratorHealth health = healthyGenerator();
        health.reachedPeak = 10;
        QCOMPARE(generatorState(health, false).kind, Kind::Healthy);
        QCOMPARE(generatorState(health, true).kind, Kind::Suspect);
    }

    void everyStateHasAWord()
    {
        QCOMPARE(toText(Kind::NotMeasured), u"not measured"_s);
        QCOMPARE(toText(Kind::Healthy), u"healthy"_s);
        QCOMPARE(toText(Kind::Suspect), u"suspect"_s);
        QCOMPARE(toText(Kind::Bound), u"generator-bound"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestGeneratorHealthText)
#include "tst_generatorhealthtext.moc"
