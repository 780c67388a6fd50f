// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartdata.h"

#include "samplerun.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

} // namespace

class TestChartData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void values_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("full");
        QTest::addColumn<QString>("brief");
        const auto row = [](const char *name, double value, ChartUnit unit, const QString &full, const QString &brief) {
            QTest::newRow(name) << value << int(unit) << full << brief;
        };
        row("count 0", 0, ChartUnit::Count, u"0"_s, u"0"_s);
        row("count", 950, ChartUnit::Count, u"950"_s, u"950"_s);
        row("count in thousands", 1500, ChartUnit::Count, u"1,500"_s, u"1.5k"_s);
        row("count that rounds up", 999'600, ChartUnit::Count, u"999,600"_s, u"1M"_s);
        row("count below 0", -2500, ChartUnit::Count, u"-2,500"_s, u"-2.5k"_s);
        row("count huge", 2e17, ChartUnit::Count, u"2e+17"_s, u"200,000T"_s);
        row("count between two", 3.24, ChartUnit::Count, u"3.2"_s, u"3.24"_s);
        row("rate", 2118, ChartUnit::PerSecond, u"2,118/s"_s, u"2.12k"_s);
        row("rate of a few", 0.5, ChartUnit::PerSecond, u"0.50/s"_s, u"0.5"_s);
        row("time", 208, ChartUnit::Milliseconds, u"208 ms"_s, u"208 ms"_s);
        row("time 0", 0, ChartUnit::Milliseconds, u"0 ms"_s, u"0 ms"_s);
        row("time in seconds", 1500, ChartUnit::Milliseconds, u"1.5 s"_s, u"1.5 s"_s);
        row("seconds", 90, ChartUnit::Seconds, u"1 min 30 s"_s, u"1 min 30 s"_s);
        row("share", 0.004, ChartUnit::Share, u"0.40 %"_s, u"0.4 %"_s);
        for (const ChartUnit unit :
            {ChartUnit::Count, ChartUnit::PerSecond, ChartUnit::Milliseconds, ChartUnit::Seconds, ChartUnit::Share}) {
            row(qPrintable(u"absent %1"_s.arg(int(unit))), noValue, unit, u"\u2013"_s, u"\u2013"_s);
        }
    }

    void values()
    {
        QFETCH(double, value);
        QFETCH(int, unit);
        QTEST(formatChartValue(value, ChartUnit(unit)), "full");
        QTEST(formatChartValue(value, ChartUnit(unit), true), "brief");
    }

    void emptyIsWithoutAnyValue()
    {
        ChartData chart;
        QVERIFY(chart.isEmpty());
        chart.series.push_back({.id = u"a"_s, .x = {1, 2}, .y = {noValue, noValue}});
        QVERIFY(chart.isEmpty());
        chart.series.push_back({.id = u"b"_s, .x = {1, 2}, .y = {noValue, 0}});
        QVERIFY(!chart.isEmpty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestChartData)
#include "tst_chartdata.moc"
