// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "buyerway.h"

#include "core/verdict/books/queuehistory.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using End = QueueStay::End;

namespace {

QString rangeText(const MomentRange &range)
{
    return u"%1–%2"_s.arg(range.from / 1'000'000).arg(range.to / 1'000'000);
}

/// "10–12 held 1010–2012 ordered; …": joined, how it ended, when the hold came.
QString describe(const QueueHistory &history)
{
    QStringList stays;
    for (const QueueStay &stay : history.stays()) {
        QString text = rangeText(stay.joined);
        if (stay.end == End::Queued)
            text += u" queued at %1"_s.arg(stay.lastQueued / 1'000'000);
        else
            text += (stay.end == End::Held          ? u" held "_s
                            : stay.end == End::Lost ? u" lost "_s
                                                    : u" gone "_s)
                + rangeText(stay.held);
        if (stay.ordered)
            text += u" ordered"_s;
        if (stay.refused)
            text += u" refused"_s;
        stays += text;
    }
    return stays.join(u"; "_s);
}

} // namespace

class TestQueueHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWhatIsCertain_data()
    {
        QTest::addColumn<LedgerEntry>("entry");
        QTest::addColumn<QString>("stays");
        const auto row = [](const char *name, const BuyerWay &way, const QString &stays) {
            QTest::newRow(name) << way.entry() << stays;
        };
        row("a purchase", BuyerWay(1).buy(10).queued(1'000).hold(2'000).confirmed(2'002),
            u"10–12 held 1000–2002 ordered"_s);
        row("seen at the first look", BuyerWay(1).buy(10).hold(2'000).confirmed(2'002),
            u"10–12 held 10–2002 ordered"_s);
        row("waited in vain", BuyerWay(1).buy(10).queued(1'000).queued(3'000), u"10–12 queued at 3000"_s);
        row("place gone, bought again", BuyerWay(1).buy(10).queued(1'000).noPlace(3'000).buy(3'010).hold(4'000, 3'000),
            u"10–12 gone 1000–3002; 3010–3012 held 3010–4002"_s);
        row("place gone sooner than any hold", BuyerWay(1).buy(10).queued(1'000).noPlace(3'000).buy(3'010).hold(4'000),
            u"10–12 lost 1000–3002; 3010–3012 held 3010–4002"_s);
        row("place gone, and no hold's time is known",
            BuyerWay(1).buy(10).queued(1'000).noPlace(3'000).buy(3'010).queued(4'000),
            u"10–12 gone 1000–3002; 3010–3012 queued at 4000"_s);
        row("a confirm that met a limit is none",
            BuyerWay(1).buy(10).hold(100).confirmRefused(102, 429, Meaning::RateLimited).confirmed(400),
            u"10–12 held 10–102 ordered"_s);
        row("refused confirm, bought again",
            BuyerWay(1).buy(10).hold(1'000).confirmRefused(1'002, 403).buy(1'010).queued(2'000),
            u"10–12 held 10–1002 refused; 1010–1012 queued at 2000"_s);
        row("an unanswered buy may have joined", BuyerWay(1).buyUnanswered(10).buy(500).hold(1'000).confirmed(1'002),
            u"10–502 held 500–1002 ordered"_s);
        row("a buy that never left has not", BuyerWay(1).buyUnanswered(10, false).buy(500).queued(900),
            u"500–502 queued at 900"_s);
        row("nor has one that was refused", BuyerWay(1).buyRefused(10, 409).buy(500).queued(900),
            u"500–502 queued at 900"_s);
        row("one that met trouble may have", BuyerWay(1).buyRefused(10, 503).buy(500).queued(900),
            u"10–502 queued at 900"_s);
        row("never known to be in", BuyerWay(1).buyUnanswered(10), u""_s);
        row("asks for its confirm again", BuyerWay(1).buy(10).hold(100).confirmUnanswered(102).confirmed(400),
            u"10–12 held 10–102 ordered"_s);
    }
    void findsWhatIsCertain()
    {
        QFETCH(LedgerEntry, entry);
        QFETCH(QString, stays);
        QCOMPARE(describe(QueueHistory({entry})), stays);
    }

    void knowsHowLongHoldsLast()
    {
        const Ledger ledger{BuyerWay(1).buy(10).hold(1'000, 5'000), BuyerWay(2).buy(10).hold(3'000, 2'500)};
        const QueueHistory history(ledger);
        QCOMPARE(history.longestTtl(), 5'000'000'000);
        // From when it may have begun, as shops may tell the whole time at every look; less the second by which they
        // round.
        QCOMPARE(history.stays().front().heldUntil, qint64(4'010'000'000));
    }

    void countsConfirmsByHold()
    {
        const Ledger ledger{BuyerWay(1).buy(10).hold(100).confirmUnanswered(102).confirmed(400),
            BuyerWay(2).buy(10).hold(50).confirmRefused(52, 403).buy(60).hold(300).confirmed(302)};
        const QueueHistory history(ledger);
        QCOMPARE(history.confirmsSent(), (std::vector<qint64>{52'000'000, 102'000'000, 302'000'000}));
        QCOMPARE(history.confirmsAcknowledged(), (std::vector<qint64>{304'000'000, 402'000'000}));
    }

    void saysWhereCallsWereNotKept()
    {
        LedgerEntry entry;
        entry.buys = 1;
        QVERIFY(!QueueHistory({entry}).isKnown());
        QVERIFY(QueueHistory(Ledger{}).isKnown());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestQueueHistory)
#include "tst_queuehistory.moc"
