// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/isotime.h"

#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QTest>

#include <ctime>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestIsoTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Far from UTC, and in a zone that skips an hour in spring: none of it may show in what is read.
    void initTestCase()
    {
        qputenv("TZ", "America/New_York");
        tzset();
        QCOMPARE(QDateTime(QDate(2026, 11, 22), QTime(6, 43, 30)).toMSecsSinceEpoch(), qint64(1795347810000));
    }

    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("millis");
        QTest::newRow("what the shop writes") << "2026-11-22T11:43:30.000Z"_ba << qint64(1795347810000);
        QTest::newRow("milliseconds") << "2026-11-22T11:43:28.513Z"_ba << qint64(1795347808513);
        QTest::newRow("the epoch") << "1970-01-01T00:00:00.000Z"_ba << qint64(0);
        QTest::newRow("before the epoch") << "1969-12-31T23:59:59.999Z"_ba << qint64(-1);
        QTest::newRow("leap day") << "2024-02-29T12:00:00.000Z"_ba << qint64(1709208000000);
        QTest::newRow("without a fraction") << "2026-11-22T11:43:30Z"_ba << qint64(1795347810000);
        QTest::newRow("ahead of UTC") << "2026-11-22T12:43:30.000+01:00"_ba << qint64(1795347810000);
        QTest::newRow("behind UTC") << "2026-11-22T06:13:30-05:30"_ba << qint64(1795347810000);
        QTest::newRow("a short fraction") << "2026-11-22T11:43:30.5Z"_ba << qint64(1795347810500);
        QTest::newRow("a small z") << "2026-11-22T11:43:30z"_ba << qint64(1795347810000);
        QTest::newRow("an offset of 0") << "2026-11-22T11:43:30+00:00"_ba << qint64(1795347810000);
        QTest::newRow("an offset in hours") << "2026-11-22T12:43:30+01"_ba << qint64(1795347810000);
    }
    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, millis);
        QCOMPARE(unixMillisFromIso({text.constData(), std::size_t(text.size())}), std::optional(millis));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << ""_ba;
        QTest::newRow("no zone") << "2026-11-22T11:43:30"_ba;
        QTest::newRow("no zone, milliseconds") << "2026-11-22T11:43:28.513"_ba;
        QTest::newRow("no zone, a blank for the T") << "2026-11-22 11:43:30"_ba;
        QTest::newRow("no zone, no seconds") << "2026-11-22T11:43"_ba;
        QTest::newRow("no zone, in summer") << "2026-07-22T11:43:30"_ba;
        QTest::newRow("no zone, an hour that New York skips") << "2026-03-08T02:30:00"_ba;
        QTest::newRow("no zone, an hour that New York has twice") << "2026-11-01T01:30:00"_ba;
        QTest::newRow("a day") << "2026-11-22"_ba;
        QTest::newRow("a word") << "tomorrow"_ba;
        QTest::newRow("a number") << "1795347810000"_ba;
        QTest::newRow("month 13") << "2026-13-22T11:43:30.000Z"_ba;
        QTest::newRow("February 30th") << "2026-02-30T11:43:30.000Z"_ba;
        QTest::newRow("no leap day that year") << "2026-02-29T11:43:30.000Z"_ba;
        QTest::newRow("hour 25") << "2026-11-22T25:43:30.000Z"_ba;
        QTest::newRow("minute 60") << "2026-11-22T11:60:30.000Z"_ba;
        QTest::newRow("letters for digits") << "2026-11-22T11:4x:30.000Z"_ba;
        QTest::newRow("cut off") << "2026-11-22T11:43:3"_ba;
        QTest::newRow("of the right length") << "aaaaaaaaaaaaaaaaaaaaaaaa"_ba;
        QTest::newRow("endless") << QByteArray(100'000, '1');
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(unixMillisFromIso({text.constData(), std::size_t(text.size())}), std::nullopt);
    }

    void readsHttpDates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<std::optional<qint64>>("millis");
        const auto none = std::optional<qint64>();
        QTest::newRow("the common form") << "Sun, 22 Nov 2026 11:43:30 GMT"_ba << std::optional(qint64(1795347810000));
        QTest::newRow("an hour that New York skips")
            << "Sun, 08 Mar 2026 02:30:00 GMT"_ba << std::optional(qint64(1772937000000));
        QTest::newRow("nothing") << ""_ba << none;
        QTest::newRow("a day") << "Sun, 22 Nov 2026"_ba << none;
        QTest::newRow("another day of the week") << "Mon, 22 Nov 2026 11:43:30 GMT"_ba << none;
        QTest::newRow("more behind it") << "Sun, 22 Nov 2026 11:43:30 GMT+1"_ba << none;
        QTest::newRow("another zone") << "Sun, 22 Nov 2026 11:43:30 CET"_ba << none;
        QTest::newRow("an ISO time") << "2026-11-22T11:43:30.000Z"_ba << none;
        QTest::newRow("February 30th") << "Mon, 30 Feb 2026 11:43:30 GMT"_ba << none;
    }
    void readsHttpDates()
    {
        QFETCH(QByteArray, text);
        QFETCH(std::optional<qint64>, millis);
        QCOMPARE(unixMillisFromHttpDate(text), millis);
    }

    void writes_data()
    {
        QTest::addColumn<qint64>("millis");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole second") << qint64(1795347810000) << u"2026-11-22T11:43:30.000Z"_s;
        QTest::newRow("milliseconds") << qint64(1795347808007) << u"2026-11-22T11:43:28.007Z"_s;
        QTest::newRow("the epoch") << qint64(0) << u"1970-01-01T00:00:00.000Z"_s;
    }
    void writes()
    {
        QFETCH(qint64, millis);
        QFETCH(QString, text);
        QCOMPARE(isoFromUnixMillis(millis), text);
        QCOMPARE(unixMillisFromIso(text.toStdString()), std::optional(millis));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestIsoTime)
#include "tst_isotime.moc"
