// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/axisticks.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QString listed(const std::vector<double> &numbers)
{
    QStringList texts;
    for (const double number : numbers) {
        texts.append(QString::number(number, 'g', 6));
    }
    return texts.join(u' ');
}

} // namespace

class TestAxisTicks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void places()
    {
        QCOMPARE(listed(placeTicks(0, 104, 6)), u"0 20 40 60 80 100"_s);
        QCOMPARE(listed(placeTicks(0, 3.2, 6)), u"0 1 2 3"_s); // never between two places
        QCOMPARE(listed(placeTicks(37, 52, 4)), u"40 45 50"_s);
        QCOMPARE(listed(placeTicks(5, 5, 4)), QString());
        QCOMPARE(listed(placeTicks(0, std::numeric_limits<double>::quiet_NaN(), 4)), QString());
    }

    void values_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::addColumn<int>("intervals");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("ticks");
        const double noValue = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        const auto row = [](const char *name, double least, double most, int intervals, ChartUnit unit,
                             const QString &ticks) {
            QTest::newRow(name) << least << most << intervals << int(unit) << ticks;
        };
        row("nothing", 0, 0, 4, ChartUnit::Count, u"0 1"_s);
        row("nothing, in milliseconds", 0, 0, 4, ChartUnit::Milliseconds, u"0 0.5 1"_s);
        row("counts have whole ticks", 0, 2, 6, ChartUnit::Count, u"0 1 2 3"_s);
        row("rates too", 0, 1, 6, ChartUnit::PerSecond, u"0 1 2"_s);
        row("times need not", 0, 1.9, 4, ChartUnit::Milliseconds, u"0 0.5 1 1.5 2"_s);
        row("5,000 users", 0, 5000, 6, ChartUnit::Count, u"0 1000 2000 3000 4000 5000 6000"_s);
        row("few intervals", 0, 5000, 2, ChartUnit::Count, u"0 5000 10000"_s);
        row("fewer than two are two", 0, 5000, 0, ChartUnit::Count, u"0 5000 10000"_s);
        row("a full shelf has air above", 0, 100, 6, ChartUnit::Count, u"0 20 40 60 80 100 120"_s);
        row("tiny", 0, 0.00031, 4, ChartUnit::Milliseconds, u"0 0.0001 0.0002 0.0003 0.0004"_s);
        row("huge", 0, 3.1e12, 4, ChartUnit::Count, u"0 1e+12 2e+12 3e+12 4e+12"_s);
        row("sold beyond the stock", -3, 100, 6, ChartUnit::Count, u"-50 0 50 100 150"_s);
        row("only below", -3, -1, 4, ChartUnit::Count, u"-3 -2 -1 0"_s);
        row("0 is always on it", 70, 80, 4, ChartUnit::Count, u"0 50 100"_s);
        row("NaN", noValue, 5, 4, ChartUnit::Count, u"0 1"_s);
        row("infinite", 0, infinity, 4, ChartUnit::Count, u"0 1"_s);
    }

    void values()
    {
        QFETCH(double, least);
        QFETCH(double, most);
        QFETCH(int, intervals);
        QFETCH(int, unit);
        const ValueTicks ticks = valueTicks(least, most, intervals, ChartUnit(unit));
        QTEST(listed(ticks.at), "ticks");
        QCOMPARE(ticks.from, ticks.at.front());
        QCOMPARE(ticks.to, ticks.at.back());
    }

    /// Whatever the data, the axis holds them, has no more intervals than asked for (one more where it goes below 0),
    /// and its steps are 1, 2 or 5.
    void everyAxisHoldsItsData()
    {
        for (double most = 0.0007; most < 5e7; most *= 1.13) {
            for (int intervals = 2; intervals <= 8; ++intervals) {
                const ValueTicks ticks = valueTicks(0, most, intervals, ChartUnit::Milliseconds);
                QVERIFY2(ticks.to > most, qPrintable(QString::number(most)));
                QVERIFY(int(ticks.at.size()) - 1 <= intervals);
                QVERIFY2(ticks.to < most * 6, qPrintable(QString::number(most)));
                const double step = ticks.at[1] - ticks.at[0];
                const double digit = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
                QVERIFY2(qFuzzyCompare(digit, 1) || qFuzzyCompare(digit, 2) || qFuzzyCompare(digit, 5),
                    qPrintable(QString::number(digit)));
            }
        }
    }

    void times_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<double>("most");
        QTest::addColumn<QString>("ticks");
        QTest::newRow("10 s") << 0. << 10. << 6. << u"0:00 0:02 0:04 0:06 0:08 0:10"_s;
        QTest::newRow("15 s") << 0. << 15. << 3. << u"0:00 0:05 0:10 0:15"_s;
        QTest::newRow("a minute") << 0. << 60. << 6. << u"0:00 0:10 0:20 0:30 0:40 0:50 1:00"_s;
        QTest::newRow("the plan") << 0. << 390. << 7. << u"0:00 1:00 2:00 3:00 4:00 5:00 6:00"_s;
        QTest::newRow("part of it") << 61.5 << 152. << 4. << u"1:30 2:00 2:30"_s;
        QTest::newRow("room for a part of one more") << 0. << 390. << 3.7 << u"0:00 2:00 4:00 6:00"_s;
        QTest::newRow("an hour") << 0. << 3600. << 6. << u"0:00 10:00 20:00 30:00 40:00 50:00 1:00:00"_s;
        QTest::newRow("three hours") << 0. << 10'800. << 6. << u"0:00 30:00 1:00:00 1:30:00 2:00:00 2:30:00 3:00:00"_s;
        QTest::newRow("a day") << 0. << 86'400. << 4. << u"0:00 6:00:00 12:00:00 18:00:00 24:00:00"_s;
        QTest::newRow("a week") << 0. << 604'800. << 3. << u"0:00 72:00:00 144:00:00"_s;
        QTest::newRow("no length") << 5. << 5. << 4. << QString();
        QTest::newRow("backwards") << 5. << 4. << 4. << QString();
        QTest::newRow("endless") << 0. << std::numeric_limits<double>::infinity() << 4. << QString();
        QTest::newRow("no room") << 0. << 60. << 0. << u"0:00 1:00"_s;
    }

    void times()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(double, most);
        QStringList labels;
        for (const double tick : timeTicks(from, to, most)) {
            labels.append(formatChartTime(tick));
        }
        QTEST(labels.join(u' '), "ticks");
    }

    void timesAreRounded()
    {
        QCOMPARE(formatChartTime(89.99999999), u"1:30"_s);
        QCOMPARE(formatChartTime(-3), u"-0:03"_s);
        QCOMPARE(formatChartTime(std::numeric_limits<double>::quiet_NaN()), QString());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestAxisTicks)
#include "tst_axisticks.moc"
