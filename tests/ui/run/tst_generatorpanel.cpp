// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/generatorpanel.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(doorbuster::GeneratorHealth)

class TestGeneratorPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsAll()
    {
        GeneratorModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunFigures figures;
        figures.health = healthyGenerator();
        model.setFigures(figures);
        QCOMPARE(rowsOf(model),
            QStringList({
                u"Event-loop lag, p99 | 2 ms | limit 50 ms"_s,
                u"Event-loop lag, median and max | 0.12 ms · 9 ms | "_s,
                u"Timer delay, p99 | 1 ms | limit 50 ms"_s,
                u"Timer delay, max | 4 ms | "_s,
                u"Virtual users, most at a time | 5,000 | of 5,000 planned"_s,
                u"Requests that never left this machine | 0 | out of sockets or ports; not counted as the shop's failures"_s,
                u"Processor | 45 % | of one core, over load and drain; 2 workers"_s,
                u"Memory, at most | 58 MB | "_s,
                u"Open sockets | 4,980 | 5,000 at most"_s,
            }));
    }

    /// A figure that nobody measured is no row, not a zero.
    void absentIsNotShown()
    {
        GeneratorModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunFigures figures;
        model.setFigures(figures);
        QCOMPARE(model.rowCount(), 0);
        figures.health = healthyGenerator();
        figures.health.loopLagSamples = 0;
        figures.health.peakMemory = 0;
        figures.health.openSockets.reset();
        figures.health.peakSockets.reset();
        model.setFigures(figures);
        const QString all = rowsOf(model).join(u'\n');
        QVERIFY(!all.contains(u"Event loop"_s));
        QVERIFY(!all.contains(u"Memory"_s));
        QVERIFY(!all.contains(u"sockets |"_s));
    }

    void saysHowItIs_data()
    {
        QTest::addColumn<GeneratorHealth>("health");
        QTest::addColumn<bool>("ranToEnd");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("reason");
        GeneratorHealth health = healthyGenerator();
        QTest::newRow("healthy") << health << true << u"✓ healthy"_s << u"keeps up"_s;
        QTest::newRow("nothing") << GeneratorHealth() << true << u"– not measured"_s << QString();
        health.loopLagP99 = 61ms;
        QTest::newRow("lag") << health << true << u"! generator-bound"_s
                             << u"late by 61 ms (p99), the limit is 50 ms. The times do not describe the shop"_s;
        health = healthyGenerator();
        health.localFailures = 1200;
        QTest::newRow("sockets") << health << true << u"! generator-bound"_s << u"1,200 requests never left"_s;
        health = healthyGenerator();
        health.timerLatenessP99 = 70ms;
        QTest::newRow("timers") << health << true << u"! suspect"_s << u"Timers were late by 70 ms"_s;
        health = healthyGenerator();
        health.reachedPeak = 4200;
        QTest::newRow("users") << health << true << u"! suspect"_s << u"Only 4,200 of 5,000"_s;
        QTest::newRow("users still to come") << health << false << u"✓ healthy"_s << u"keeps up"_s;
    }

    void saysHowItIs()
    {
        QFETCH(GeneratorHealth, health);
        QFETCH(bool, ranToEnd);
        QFETCH(QString, reason);
        GeneratorPanel panel;
        RunFigures figures;
        figures.health = health;
        figures.loadRanToEnd = ranToEnd;
        panel.setFigures(figures);
        QTEST(panel.headline(), "headline");
        QVERIFY2(reason.isEmpty() ? panel.reasons().isEmpty() : panel.reasons().contains(reason),
            qPrintable(panel.reasons()));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestGeneratorPanel)
#include "tst_generatorpanel.moc"
