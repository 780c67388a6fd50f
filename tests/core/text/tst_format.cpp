// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/format.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void counts()
    {
        QCOMPARE(formatCount(0), u"0"_s);
        QCOMPARE(formatCount(999), u"999"_s);
        QCOMPARE(formatCount(1000), u"1,000"_s);
        QCOMPARE(formatCount(-1234567), u"-1,234,567"_s);
        QCOMPARE(formatCount(std::numeric_limits<quint64>::max()), u"18,446,744,073,709,551,615"_s);
        QCOMPARE(formatCount(std::numeric_limits<qint64>::min()), u"-9,223,372,036,854,775,808"_s);
        QCOMPARE(formatCount(std::optional<qint64>()), u"\u2013"_s);
        QCOMPARE(formatCount(std::optional<qint64>(0)), u"0"_s);
    }

    void figures_data()
    {
        QTest::addColumn<QString>("actual");
        QTest::addColumn<QString>("expected");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        const auto row = [](const char *name, const QString &actual, const QString &expected) {
            QTest::newRow(name) << actual << expected;
        };
        row("number 0", formatNumber(0), u"0"_s);
        row("number whole", formatNumber(12), u"12"_s);
        row("number thousands", formatNumber(1413.4), u"1,413"_s);
        row("number two digits", formatNumber(38.24), u"38.2"_s);
        row("number small", formatNumber(0.013149), u"0.0131"_s);
        row("number tiny", formatNumber(0.0000004), u"4e-07"_s);
        row("number rounds up", formatNumber(999.7), u"1,000"_s);
        row("number negative", formatNumber(-0.5), u"-0.5"_s);
        row("number NaN", formatNumber(nan), u"\u2013"_s);
        row("number infinite", formatNumber(infinity), u"\u2013"_s);
        row("decimal", formatDecimal(2000.4, 3), u"2,000.4"_s);
        row("decimal whole", formatDecimal(2000, 3), u"2,000"_s);
        row("decimal rounds to none", formatDecimal(-0.0001, 2), u"0"_s);
        row("rate 0", formatRate(0), u"0/s"_s);
        row("rate tiny", formatRate(0.001), u"<0.01/s"_s);
        row("rate small", formatRate(0.5), u"0.50/s"_s);
        row("rate", formatRate(38.24), u"38.2/s"_s);
        row("rate large", formatRate(1413.4), u"1,413/s"_s);
        row("rate NaN", formatRate(nan), u"\u2013"_s);
        row("percent 0", formatPercent(0), u"0 %"_s);
        row("percent tiny is not 0", formatPercent(0.00001), u"<0.01 %"_s);
        row("percent", formatPercent(0.0123), u"1.23 %"_s);
        row("percent nearly all is not all", formatPercent(0.99999), u">99.99 %"_s);
        row("percent all", formatPercent(1), u"100 %"_s);
        row("percent of nothing", formatPercent(quint64(0), quint64(0)), u"\u2013"_s);
        row("percent of", formatPercent(quint64(1), quint64(8)), u"12.50 %"_s);
        row("bytes", formatBytes(628), u"628 B"_s);
        row("bytes kilo", formatBytes(137'240), u"137 kB"_s);
        row("bytes nearly mega", formatBytes(999'700), u"1 MB"_s);
        row("bytes mega", formatBytes(1'234'567), u"1.23 MB"_s);
        row("byte rate", formatByteRate(40'647), u"40.6 kB/s"_s);
        row("difference +", formatDifference(3), u"+3"_s);
        row("difference -", formatDifference(-2), u"\u22122"_s);
        row("difference 0", formatDifference(0), u"0"_s);
        row("difference unknown", formatDifference(std::optional<double>()), u"\u2013"_s);
        row("time of day", formatDateTime(std::optional<qint64>(1'795'345'317'419)), u"2026-11-22 11:01:57 UTC"_s);
        row("no time of day", formatDateTime(std::optional<qint64>()), u"\u2013"_s);
        row("invalid time of day", formatDateTime(QDateTime()), u"\u2013"_s);
        row("address", displayUrl(u"http://shop:4000/v2"_s), u"http://shop:4000/v2"_s);
        row("address with a password", displayUrl(u"http://me:hunter2@shop:4000/v2"_s), u"http://me@shop:4000/v2"_s);
    }

    void figures()
    {
        QFETCH(QString, actual);
        QFETCH(QString, expected);
        QCOMPARE(actual, expected);
    }

    void times_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("expected");
        QTest::newRow("0") << qint64(0) << u"0 ms"_s;
        QTest::newRow("1 ns") << qint64(1) << u"1 ns"_s;
        QTest::newRow("3.2 us") << qint64(3'200) << u"3.2 \u00b5s"_s;
        QTest::newRow("0.01 ms") << qint64(9'999) << u"0.01 ms"_s;
        QTest::newRow("0.42 ms") << qint64(420'000) << u"0.42 ms"_s;
        QTest::newRow("7.51 ms") << qint64(7'508'000) << u"7.51 ms"_s;
        QTest::newRow("38 ms") << qint64(38'000'000) << u"38 ms"_s;
        QTest::newRow("38.2 ms") << qint64(38'190'000) << u"38.2 ms"_s;
        QTest::newRow("441 ms") << qint64(441'400'000) << u"441 ms"_s;
        QTest::newRow("rounds to a second") << qint64(999'600'000) << u"1 s"_s;
        QTest::newRow("1.25 s") << qint64(1'250'000'000) << u"1.25 s"_s;
        QTest::newRow("59.9 s") << qint64(59'900'000'000) << u"59.9 s"_s;
        QTest::newRow("rounds to a minute") << qint64(59'999'000'000) << u"1 min"_s;
        QTest::newRow("minutes") << qint64(125'000'000'000) << u"2 min 5 s"_s;
        QTest::newRow("hours") << qint64(3'730'000'000'000) << u"1 h 2 min"_s;
        QTest::newRow("negative") << qint64(-1'250'000'000) << u"-1.25 s"_s;
    }

    void times()
    {
        QFETCH(qint64, ns);
        QFETCH(QString, expected);
        QCOMPARE(formatTime(std::chrono::nanoseconds(ns)), expected);
        QCOMPARE(formatMilliseconds(double(ns) / 1e6), expected);
    }

    void absentTimes()
    {
        QCOMPARE(formatMilliseconds(std::numeric_limits<double>::quiet_NaN()), u"\u2013"_s);
        QCOMPARE(formatTime(std::optional<std::chrono::nanoseconds>()), u"\u2013"_s);
        QCOMPARE(formatTime(std::optional<std::chrono::nanoseconds>(5ms)), u"5 ms"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFormat)
#include "tst_format.moc"
