// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/shopclock.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace doorbuster;
using namespace std::chrono_literals;

namespace {

constexpr qint64 runStart = 1'800'000'000'000; // Unix ms, a whole second
constexpr qint64 second = 1'000'000'000;

/// The shop's clock is `ahead` ms ahead; each look takes 20 ms there and back, the shop reads its clock in the middle.
ShopObservations dates(qint64 ahead, std::initializer_list<qint64> atMillis)
{
    ShopObservations seen;
    for (const qint64 at : atMillis) {
        const qint64 told = (runStart + at + 10 + ahead) / 1'000 * 1'000;
        seen.clock.push_back({at * 1'000'000, (at + 20) * 1'000'000, told});
    }
    return seen;
}

LedgerEntry buyerAt(qint64 firstBuy)
{
    LedgerEntry entry;
    entry.vu = 1;
    entry.buys = firstBuy == LedgerEntry::never ? 0 : 1;
    entry.firstBuySent = firstBuy;
    return entry;
}

} // namespace

class ShopClockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void warnsOnlyOfWhatIsCertain_data();
    void warnsOnlyOfWhatIsCertain();
    void saysNothingWithoutADate();
    void survivesAnyYear();
    void countsBuyersBeforeTheOpening_data();
    void countsBuyersBeforeTheOpening();
    void usesOurClockWhereTheShopTellsNone();
    void knowsNoEarlyBuyerWithoutAStart();
};

void ShopClockTest::warnsOnlyOfWhatIsCertain_data()
{
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<bool>("manyLooks");
    QTest::addColumn<bool>("warns");
    QTest::newRow("equal") << qint64(0) << true << false;
    QTest::newRow("a second") << qint64(1'000) << true << false;
    // One header tells a whole second only: 1.4 s may as well be 0.9 s.
    QTest::newRow("1.4 s, one look") << qint64(1'400) << false << false;
    QTest::newRow("1.4 s, looks all over the second") << qint64(1'400) << true << true;
    QTest::newRow("an hour ahead, one look") << qint64(3'600'000) << false << true;
    QTest::newRow("an hour behind, one look") << qint64(-3'600'000) << false << true;
}

void ShopClockTest::warnsOnlyOfWhatIsCertain()
{
    QFETCH(qint64, ahead);
    QFETCH(bool, manyLooks);
    QFETCH(bool, warns);
    const auto seen = manyLooks ? dates(ahead, {0, 170, 340, 510, 680, 850}) : dates(ahead, {500});
    const ClockOffset clock = shopClock(seen, runStart);
    QVERIFY(clock.low() <= double(ahead) && double(ahead) <= clock.high());
    const QString warning = clockWarning(clock);
    QCOMPARE(!warning.isEmpty(), warns);
    if (warns)
        QVERIFY2(warning.contains(ahead > 0 ? u"ahead of ours"_s : u"behind ours"_s), qPrintable(warning));
}

void ShopClockTest::saysNothingWithoutADate()
{
    const ClockOffset clock = shopClock({}, runStart);
    QVERIFY(!clock.isKnown());
    QCOMPARE(clockWarning(clock), QString());
}

void ShopClockTest::survivesAnyYear()
{
    ShopObservations seen;
    seen.clock.push_back({0, second, 253'402'300'799'000}); // the last second of the year 9999
    const ClockOffset clock = shopClock(seen, runStart);
    QVERIFY(clockWarning(clock).contains(u"ahead of ours"_s));
    const MomentRange moment = runTimeOf(253'402'300'799'000, runStart, ClockOffset());
    QVERIFY(moment.from <= moment.to);
}

void ShopClockTest::countsBuyersBeforeTheOpening_data()
{
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<qint64>("buyers");
    // Buyers came at 3, 4 and 6 s; the sale opens at 5 s by the shop's clock.
    QTest::newRow("equal clocks") << qint64(0) << qint64(2);
    QTest::newRow("the shop is 10 s ahead: open from the first") << qint64(10'000) << qint64(0);
    QTest::newRow("the shop is 10 s behind: all too early") << qint64(-10'000) << qint64(3);
}

void ShopClockTest::countsBuyersBeforeTheOpening()
{
    QFETCH(qint64, ahead);
    QFETCH(qint64, buyers);
    Ledger ledger;
    for (const qint64 at : {3 * second, 4 * second, 6 * second, LedgerEntry::never})
        ledger.push_back(buyerAt(at));
    const auto early = earlyArrivals(ledger, dates(ahead, {0, 170, 340, 510, 680, 850}), runStart, runStart + 5'000);
    QVERIFY(early);
    QVERIFY(!early->byOurClock);
    QCOMPARE(early->buyers, buyers);
    QCOMPARE(earlyText(*early).isEmpty(), buyers == 0);
    if (ahead == 0) {
        QVERIFY(early->longest > 1'800ms && early->longest <= 2s);
    }
}

void ShopClockTest::usesOurClockWhereTheShopTellsNone()
{
    Ledger ledger;
    ledger.push_back(buyerAt(3 * second));
    const auto early = earlyArrivals(ledger, {}, runStart, runStart + 5'000);
    QVERIFY(early);
    QVERIFY(early->byOurClock);
    QCOMPARE(early->buyers, 1);
    QCOMPARE(early->longest, 2s);
    QCOMPARE(earlyText(*early),
        u"1 buyer came before the sale opened, up to 2.00 s before it (by our clock: the shop does not tell its own)."_s);
}

void ShopClockTest::knowsNoEarlyBuyerWithoutAStart()
{
    Ledger ledger;
    ledger.push_back(buyerAt(0));
    QVERIFY(!earlyArrivals(ledger, {}, runStart, std::nullopt));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, ShopClockTest)
#include "tst_shopclock.moc"
