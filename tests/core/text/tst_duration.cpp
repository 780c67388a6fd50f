// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/duration.h"

#include "tests/support/testprogram.h"

#include <QtTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class tst_Duration final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("expected");
        const auto row = [](const char *text, nanoseconds expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << qint64(expected.count());
        };
        row("90s", 90s);
        row("1m30s", 90s);
        row("500ms", 500ms);
        row("1.5s", 1500ms);
        row("0.1h", 6min);
        row("250us", 250us);
        row("250µs", 250us);
        row("250μs", 250us);
        row("7ns", 7ns);
        row("1h", 1h);
        row("0s", 0s);
        row("0h0m0s", 0s);
        row("1h2m3s4ms5us6ns", 1h + 2min + 3s + 4ms + 5us + 6ns);
        row("100m", 100min);
        row("1.000000001s", 1'000'000'001ns);
        row("1.50000000000000000000000s", 1500ms);
        row("0.0000000000025h", 9ns);
        row("9223372036854775807ns", nanoseconds::max());
    }
    void parse()
    {
        QFETCH(QString, text);
        QFETCH(qint64, expected);
        const auto parsed = parseDuration(text);
        QVERIFY(parsed);
        QCOMPARE(qint64(parsed->count()), expected);
    }

    void refuse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "0", "30", "s", "-1s", "+1s", " 1s", "1s ", "1 s", "1.s", ".5s", "1..5s", "1.5",
                 "1d", "1S", "1s1s", "1s1m", "30s1h", "1ms1s", "1e3s", "1,5s", "2 parsecs", "1.5ns", "1.0000000001s",
                 "١s", "9223372036854775808ns", "9223372037s", "3000000h", "2562048h", "99999999999999999999s",
                 "9223372036854775807ns1h"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refuse()
    {
        QFETCH(QString, text);
        QVERIFY(!parseDuration(text));
    }

    void format_data()
    {
        QTest::addColumn<qint64>("duration");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expected, nanoseconds duration) {
            QTest::newRow(expected) << qint64(duration.count()) << QString::fromUtf8(expected);
        };
        row("0s", 0s);
        row("1m30s", 90s);
        row("500ms", 500ms);
        row("1s500ms", 1500ms);
        row("1h", 1h);
        row("10m", 600s);
        row("250us", 250us);
        row("1ns", 1ns);
        row("2562047h47m16s854ms775us807ns", nanoseconds::max());
    }
    void format()
    {
        QFETCH(qint64, duration);
        QFETCH(QString, expected);
        QCOMPARE(formatDuration(nanoseconds{duration}), expected);
        QVERIFY(parseDuration(expected) == nanoseconds{duration});
    }

    void formatParsesBack()
    {
        quint64 value = 1;
        for (int i = 0; i < 1000; ++i) {
            value = value * 6364136223846793005ULL + 1442695040888963407ULL;
            // From every order of magnitude, not only the largest.
            const nanoseconds duration{qint64(value >> (1 + i % 63))};
            QVERIFY(parseDuration(formatDuration(duration)) == duration);
        }
    }

    void negativeFormIsNeverReadBack()
    {
        QCOMPARE(formatDuration(-90s), u"-1m30s"_s);
        QCOMPARE(formatDuration(nanoseconds::min()).front(), u'-');
        QVERIFY(!parseDuration(formatDuration(-90s)));
    }

    void clock_data()
    {
        QTest::addColumn<qint64>("duration");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expected, nanoseconds duration) {
            QTest::newRow(expected) << qint64(duration.count()) << QString::fromUtf8(expected);
        };
        row("0:00", 999ms);
        row("0:09", 9s);
        row("2:09", 129s);
        row("59:59", 3599s);
        row("1:02:09", 1h + 129s);
        row("100:00:00", 100h);
        row("-0:03", -3s);
    }
    void clock()
    {
        QFETCH(qint64, duration);
        QFETCH(QString, expected);
        QCOMPARE(formatClock(nanoseconds{duration}), expected);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_Duration)
#include "tst_duration.moc"
