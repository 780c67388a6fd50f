// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runchartcards.h"

#include "madeuprun.h"
#include "tests/support/testprogram.h"
#include "ui/charts/timechart.h"

#include <QComboBox>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RunFigures someFigures(MadeUpRun &run)
{
    for (int second = 5; second < 20; ++second) {
        const auto at = std::chrono::seconds(second);
        run.users(second, second, at);
        run.requests(RequestName::SaleStatus, 4, at, 10ms);
        run.requests(RequestName::Confirm, 1, at, 90ms);
    }
    RunFigures figures = figuresOf(run.profile());
    takeSnapshot(figures, run.underLoad(20s));
    return figures;
}

void turnWheel(QWidget &widget, Qt::KeyboardModifiers modifiers)
{
    const QPointF middle = QRectF(widget.rect()).center();
    QWheelEvent event(
        middle, widget.mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

QStringList choices(const RunChartCards &charts)
{
    QStringList texts;
    for (int i = 0; i < charts.requestChoice().count(); ++i) {
        texts << charts.requestChoice().itemText(i);
    }
    return texts;
}

} // namespace

class TestRunChartCards : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsFollowTheWidth_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("columns");
        QTest::newRow("narrow") << 500 << 1;
        QTest::newRow("window of 1280") << 1076 << 2;
        QTest::newRow("page of 1600") << 1576 << 3;
        QTest::newRow("4K") << 3600 << 3;
    }

    void columnsFollowTheWidth()
    {
        QFETCH(int, width);
        RunChartCards charts;
        charts.resize(width, 500);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        QTEST(charts.columns(), "columns");
    }

    void onlyChartsInSightAreFed()
    {
        MadeUpRun run;
        const RunFigures figures = someFigures(run);
        RunChartCards charts;
        charts.setFigures(&figures);
        QVERIFY(charts.chart(RunChart::VirtualUsers).data().series.empty());
        charts.resize(1100, 300);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        QTRY_VERIFY(!charts.chart(RunChart::VirtualUsers).data().isEmpty());
        QCOMPARE(charts.chart(RunChart::VirtualUsers).data().now, std::optional(15.0));
        QVERIFY(charts.chart(RunChart::Times).data().series.empty());
        charts.verticalScrollBar()->setValue(charts.verticalScrollBar()->maximum());
        QTRY_VERIFY(!charts.chart(RunChart::Times).data().series.empty());
    }

    void latencyOfOneRequest()
    {
        MadeUpRun run;
        const RunFigures figures = someFigures(run);
        RunChartCards charts;
        charts.resize(1100, 600);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        charts.setFigures(&figures);
        QCOMPARE(choices(charts), QStringList({u"All requests"_s, u"sale_status"_s, u"confirm"_s}));
        const QString of = charts.chart(RunChart::Latency).valuesAt(5);
        charts.requestChoice().setCurrentIndex(2);
        const QString ofConfirm = charts.chart(RunChart::Latency).valuesAt(5);
        QVERIFY2(of != ofConfirm && ofConfirm.contains(u"90 ms"_s), qPrintable(ofConfirm));
        // The other charts show all requests all the same.
        QVERIFY(charts.chart(RunChart::Throughput).valuesAt(5).contains(u"5"_s));
    }

    void requestsAreOfferedOnce()
    {
        MadeUpRun run;
        RunFigures figures = someFigures(run);
        RunChartCards charts;
        charts.setFigures(&figures);
        charts.requestChoice().setCurrentIndex(2);
        run.requests(RequestName::Buy, 1, 20s, 1ms);
        takeSnapshot(figures, run.underLoad(21s));
        charts.setFigures(&figures);
        charts.setFigures(&figures);
        QCOMPARE(choices(charts), QStringList({u"All requests"_s, u"sale_status"_s, u"buy"_s, u"confirm"_s}));
        QCOMPARE(charts.requestChoice().currentText(), u"confirm"_s);
    }

    void zoomIsSharedAndReset()
    {
        MadeUpRun run;
        const RunFigures figures = someFigures(run);
        RunChartCards charts;
        charts.resize(1100, 1200); // all of them fit
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        charts.setFigures(&figures);
        QSignalSpy zoomed(&charts, &RunChartCards::zoomedChanged);
        charts.chart(RunChart::Stock).setFocus();
        turnWheel(charts.chart(RunChart::Stock), Qt::NoModifier);
        QVERIFY(charts.isZoomed());
        QCOMPARE(zoomed.last().first().toBool(), true);
        charts.resetZoom();
        QVERIFY(!charts.isZoomed());
        QCOMPARE(zoomed.last().first().toBool(), false);
    }

    void wheelScrollsWhereThereIsMore()
    {
        MadeUpRun run;
        const RunFigures figures = someFigures(run);
        RunChartCards charts;
        charts.resize(1100, 250);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        charts.setFigures(&figures);
        TimeChart &chart = charts.chart(RunChart::Latency);
        charts.chart(RunChart::VirtualUsers).setFocus();
        turnWheel(chart, Qt::NoModifier);
        QVERIFY(!charts.isZoomed());
        turnWheel(chart, Qt::ControlModifier);
        QVERIFY(charts.isZoomed());
    }

    void beforeTheLoadThereIsNothing()
    {
        MadeUpRun run;
        RunFigures figures = figuresOf(run.profile());
        takeSnapshot(figures, run.snapshot(RunPhase::Countdown, 3s, 1s));
        RunChartCards charts;
        charts.resize(1100, 600);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        charts.setFigures(&figures);
        QVERIFY(charts.chart(RunChart::Latency).data().isEmpty());
        QCOMPARE(charts.chart(RunChart::Latency).data().emptyText, u"No answer yet"_s);
        // The plan is there before the first buyer.
        QVERIFY(!charts.chart(RunChart::VirtualUsers).data().isEmpty());
    }

    void generatorBoundIsSaid()
    {
        MadeUpRun run;
        run.health().localFailures = 1;
        const RunFigures figures = someFigures(run);
        RunChartCards charts;
        charts.resize(1100, 600);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        charts.setFigures(&figures);
        QVERIFY(charts.chart(RunChart::Latency).data().note.contains(u"generator-bound"_s));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestRunChartCards)
#include "tst_runchartcards.moc"
