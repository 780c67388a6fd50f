// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartvalues.h"

#include "samplerun.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

} // namespace

class TestChartValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void measured_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("expected");
        QTest::newRow("on a point") << 1.5 << 20.;
        QTest::newRow("next to it") << 1.9 << 20.;
        QTest::newRow("nearer to the other") << 2.1 << noValue;
        QTest::newRow("never between two") << 1.0 << 10.;
        QTest::newRow("a little before") << -1. << 10.;
        QTest::newRow("long before") << -3. << noValue;
        QTest::newRow("a little after") << 5. << 40.;
        QTest::newRow("long after") << 6. << noValue;
    }

    void measured()
    {
        QFETCH(double, x);
        QFETCH(double, expected);
        const ChartSeries series{.x = {0.5, 1.5, 2.5, 3.5}, .y = {10, 20, noValue, 40}};
        const double value = valueAt(series, x);
        QVERIFY2(value == expected || (std::isnan(value) && std::isnan(expected)), qPrintable(QString::number(value)));
    }

    void continuous_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("expected");
        QTest::newRow("start") << 0. << 0.;
        QTest::newRow("between") << 15. << 500.;
        QTest::newRow("a jump counts from its moment on") << 30. << 3000.;
        QTest::newRow("just before it") << 29.997 << 999.9;
        QTest::newRow("end") << 60. << 0.;
        QTest::newRow("before") << -1. << noValue;
        QTest::newRow("after") << 61. << noValue;
    }

    void continuous()
    {
        QFETCH(double, x);
        QFETCH(double, expected);
        const ChartSeries plan{.x = {0, 30, 30, 60, 60}, .y = {0, 1000, 3000, 3000, 0}, .isContinuous = true};
        const double value = valueAt(plan, x);
        QVERIFY2(qAbs(value - expected) < 1e-9 || (std::isnan(value) && std::isnan(expected)),
            qPrintable(QString::number(value)));
    }

    void texts()
    {
        ChartData chart{.unit = ChartUnit::Milliseconds, .xTo = 10, .emptyText = u"No answer yet"_s};
        QCOMPARE(valuesText(chart, 1), u"No answer yet"_s);
        QCOMPARE(valuesText(chart, std::nullopt), u"No answer yet"_s);
        chart.series = {{.id = u"a"_s, .name = u"p50"_s, .x = {0.5, 1.5, 2.5}, .y = {12, 13, noValue}},
            {.id = u"b"_s, .name = u"p95"_s, .x = {0.5, 1.5, 2.5}, .y = {40, noValue, noValue}},
            {.id = u"c"_s, .name = u"\u202Ename\n"_s, .x = {1.5}, .y = {1}}};
        QCOMPARE(valuesText(chart, 0.5), u"p50 12 ms \u00b7 p95 40 ms \u00b7 \u2039U+202E\u203aname\u240a 1 ms"_s);
        QCOMPARE(valuesText(chart, 0.5, {u"b"_s, u"c"_s}), u"p50 12 ms"_s);
        QCOMPARE(valuesText(chart, 9), u"No answer yet"_s);
        // The latest of each, for there is not always one in the last second.
        QCOMPARE(valuesText(chart, std::nullopt, {u"c"_s}), u"p50 13 ms \u00b7 p95 40 ms"_s);
    }

    void aBandTellsBothEdges()
    {
        const ChartSeries band{.id = u"hold"_s,
            .name = u"hold"_s,
            .style = ChartSeries::Style::Band,
            .x = {0.5, 1.5},
            .y = {3000, 500},
            .low = {1000, 500}};
        QCOMPARE(seriesTextAt(band, ChartUnit::Milliseconds, 0.5), u"1 s \u2013 3 s"_s);
        QCOMPARE(seriesTextAt(band, ChartUnit::Milliseconds, 1.5), u"500 ms"_s);
        QCOMPARE(seriesTextAt(band, ChartUnit::Milliseconds, 9), QString());
        const ChartData chart{.unit = ChartUnit::Milliseconds, .series = {band}, .xTo = 1};
        QCOMPARE(valuesText(chart, 0.5), u"hold 1 s \u2013 3 s"_s);
        QCOMPARE(valuesText(chart, std::nullopt), u"hold 1 s \u2013 3 s"_s);
    }

    void besideAMarkIsNoMark()
    {
        const ChartSeries marks{.id = u"a"_s, .style = ChartSeries::Style::Crosses, .x = {1, 3}, .y = {10, 30}};
        QCOMPARE(valueAt(marks, 1.4), 10.);
        QVERIFY(std::isnan(valueAt(marks, 2)));
        QCOMPARE(valueAt(marks, 2.6), 30.);
    }

    void aSummarySaysAll()
    {
        const ChartData chart{
            .series = {{.id = u"a"_s, .name = u"a"_s, .x = {1}, .y = {10}}}, .xTo = 1, .summary = u"Ten, in words"_s};
        QCOMPARE(valuesText(chart, std::nullopt), u"Ten, in words"_s);
        QCOMPARE(valuesText(chart, 1), u"a 10"_s);
    }

    void theLatestIsNotAheadOfNow()
    {
        const ChartSeries plan{
            .id = u"plan"_s, .name = u"planned"_s, .x = {0, 60}, .y = {0, 600}, .isContinuous = true};
        const ChartData chart{.series = {plan}, .xTo = 60, .now = 6};
        QCOMPARE(valuesText(chart, std::nullopt), u"planned 60"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestChartValues)
#include "tst_chartvalues.moc"
