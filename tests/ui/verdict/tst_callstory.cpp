// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/callstory.h"

#include "buyerway.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QStringList told(const LedgerEntry &entry)
{
    QStringList lines;
    for (const StoryLine &line : describeCalls(entry))
        lines += QString(line.time + u' ' + line.text).trimmed();
    return lines;
}

LedgerEntry entryOf(std::vector<BuyerCall> calls)
{
    LedgerEntry entry;
    entry.vu = 1;
    entry.buys = 1;
    entry.calls = CallTrace(calls);
    return entry;
}

} // namespace

class TestCallStory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingToTell() { QCOMPARE(told(LedgerEntry()), QStringList()); }

    void fromBuyToOrder()
    {
        QCOMPARE(told(BuyerWay(812)
                          .buy(1004, 118, 402)
                          .queued(3010, 61, 400)
                          .queued(4010, 40, 400)
                          .queued(6017, 9, 390)
                          .hold(9099, 900'000)
                          .confirmed(9118)),
            QStringList(
                {u"0:01.004 buy → queued at place 118 of 402"_s, u"0:03.012 3 looks until 0:06.019: place 61 → 9"_s,
                    u"0:09.101 hold seen: granted between 0:06.017 and 0:09.101, for 15 min"_s,
                    u"0:09.118 confirm → 200, order order-812 (after 2 ms)"_s}));
    }

    void aSingleLook()
    {
        QCOMPARE(told(BuyerWay(1).buy(0).queued(1000, 3, 7).noPlace(2000)),
            QStringList({u"0:00.000 buy → queued"_s, u"0:01.002 place 3 of 7"_s,
                u"0:02.002 look → no place in the queue any more, after place 3"_s}));
    }

    /// What a check could object to is never hidden among other looks.
    void oddPlaces()
    {
        QCOMPARE(told(BuyerWay(1)
                          .buy(0, 5, 5)
                          .queued(1000, 4, 5)
                          .queued(2000, 4, 5)
                          .queued(3000, 8, 9)
                          .queued(4000, 7, 9)
                          .queued(5000, 0, 9)
                          .queued(6000, 12, 9)),
            QStringList({u"0:00.000 buy → queued at place 5 of 5"_s, u"0:01.002 2 looks until 0:02.002: place 4 of 5"_s,
                u"0:03.002 place 8 of 9: back from place 4"_s, u"0:04.002 place 7 of 9"_s,
                u"0:05.002 place 0 of 9: there is no such place"_s,
                u"0:06.002 place 12 of 9: beyond the queue's end"_s}));
    }

    void troubleIsTold()
    {
        std::vector<BuyerCall> calls;
        const auto add = [&calls](CallKind kind, Meaning meaning, quint16 status, bool mayHaveArrived = true) {
            const qint64 at = qint64(calls.size()) * 2'000'000'000;
            calls.push_back({.kind = kind,
                .meaning = meaning,
                .mayHaveArrived = mayHaveArrived,
                .status = status,
                .sent = at,
                .ended = at + 1'500'000'000});
        };
        add(CallKind::Buy, Meaning::NoAnswer, 0, false);
        add(CallKind::Buy, Meaning::NoAnswer, 0);
        add(CallKind::Buy, Meaning::Busy, 503);
        add(CallKind::Buy, Meaning::Queued, 200);
        add(CallKind::Position, Meaning::Busy, 502);
        add(CallKind::Position, Meaning::Busy, 502);
        add(CallKind::Position, Meaning::NoAnswer, 0);
        add(CallKind::Position, Meaning::Unreadable, 200);
        add(CallKind::Position, Meaning::Queued, 200);
        add(CallKind::Position, Meaning::Refused, 404);
        QCOMPARE(told(entryOf(calls)),
            QStringList({u"0:00.000 buy → it never reached the shop"_s,
                u"0:02.000 buy → no answer, given up after 1.5 s: it may be in the queue"_s,
                u"0:04.000 buy → 503, trouble at the shop: it may be in the queue (after 1.5 s)"_s,
                u"0:06.000 buy → queued (after 1.5 s)"_s,
                u"0:09.500 look → 502, trouble at the shop, 2 times until 0:11.500"_s,
                u"0:13.500 look → no answer, given up after 1.5 s"_s,
                u"0:15.500 look → 200 with a body that says nothing usable"_s,
                u"0:17.500 look → queued (after 1.5 s)"_s, u"0:19.500 look → 404, refused"_s}));
    }

    void confirms_data()
    {
        QTest::addColumn<LedgerEntry>("entry");
        QTest::addColumn<QString>("line");
        const auto way = [] { return BuyerWay(1).buy(0).hold(1000, 10'000); };
        QTest::newRow("sold out") << way().confirmRefused(2000, 409, Meaning::SoldOut).entry()
                                  << u"409, out of stock"_s;
        QTest::newRow("not active") << way().confirmRefused(20'000, 409, Meaning::Ended).entry()
                                    << u"409, the sale is not active (after 2 ms)"_s;
        QTest::newRow("in progress") << way().confirmRefused(2000, 409, Meaning::Confirming).entry()
                                     << u"409, the same confirm is under way: it may be booked (after 2 ms)"_s;
        QTest::newRow("403 in time") << way().confirmRefused(2000, 403).entry()
                                     << u"403, refused: the shop sees no hold"_s;
        QTest::newRow("403 too late") << way().confirmRefused(30'000, 403).entry()
                                      << u"403, refused: the shop sees no hold (after 2 ms)"_s;
        QTest::newRow("400") << way().confirmRefused(30'000, 400).entry() << u"400, refused (after 2 ms)"_s;
        QTest::newRow("500") << way().confirmRefused(2000, 500).entry()
                             << u"500, trouble at the shop: in doubt, it may be booked (after 2 ms)"_s;
        QTest::newRow("no answer") << way().confirmUnanswered(2000).entry()
                                   << u"no answer, given up after 2 ms: in doubt, it may be booked"_s;
        LedgerEntry nameless = way().confirmed(2000).entry();
        nameless.orderId.clear();
        QTest::newRow("no id") << nameless << u"200, without an order's id (after 2 ms)"_s;
        LedgerEntry nasty = way().confirmed(2000).entry();
        nasty.orderId = "<b>%1\n" + QByteArray(300, 'x');
        QTest::newRow("nasty id") << nasty << u"200, order <b>%1␊"_s;
    }

    void confirms()
    {
        QFETCH(LedgerEntry, entry);
        QFETCH(QString, line);
        const QString last = told(entry).constLast();
        QVERIFY2(last.contains(u" confirm → "_s + line), qPrintable(last));
        QVERIFY(last.size() < 200);
        const bool isEarlyRefusal =
            QByteArray(QTest::currentDataTag()) == "403 in time" || QByteArray(QTest::currentDataTag()) == "sold out";
        QCOMPARE(last.contains(u"although the hold lasts until"_s), isEarlyRefusal);
    }

    void looksBetweenConfirms()
    {
        const QStringList lines =
            told(BuyerWay(1).buy(0).hold(1000, 10'000).confirmUnanswered(2000).hold(3000, 8000).confirmed(4000));
        QVERIFY2(lines.contains(u"0:03.002 look → still held, 8 s left"_s), qPrintable(lines.join(u'\n')));
    }

    void aHoldAtOnce()
    {
        BuyerCall call{
            .meaning = Meaning::Held, .status = 200, .sent = 1'000'000, .ended = 5'000'000, .holdTtlMs = 2000};
        QCOMPARE(told(entryOf({call})),
            QStringList({u"0:00.001 buy → a hold at once"_s,
                u"0:00.005 hold seen: granted between 0:00.001 and 0:00.005, for 2 s"_s}));
    }

    void longWaitsSayThatLooksAreMissing()
    {
        CallRecorder recorder;
        BuyerWay way(1);
        way.buy(0, 500, 500);
        for (int i = 0; i < 300; ++i)
            way.queued(1000 + i * 1000, 400 - i, 500);
        for (const BuyerCall &call : way.entry().calls.calls())
            recorder.add(call);
        LedgerEntry entry = way;
        entry.calls = recorder.pack();
        const QStringList lines = told(entry);
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[1].contains(u" or more looks until 5:00.002: place 400 → 101"_s), qPrintable(lines[1]));
    }

    void notWithoutEnd()
    {
        std::vector<BuyerCall> calls;
        for (int i = 0; i < 1000; ++i) {
            calls.push_back({.kind = CallKind::Buy,
                .meaning = Meaning::Queued,
                .status = 200,
                .sent = i * 1'000'000,
                .ended = i * 1'000'000 + 1000});
        }
        const QStringList lines = told(entryOf(calls));
        QCOMPARE(std::size_t(lines.size()), mostCallLines + 1);
        QCOMPARE(lines.constLast(), u"and 800 more calls"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestCallStory)
#include "tst_callstory.moc"
