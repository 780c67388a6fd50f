// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shop.h"

#include "practicetools.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <map>
#include <set>

using namespace doorbuster;
using namespace std::chrono_literals;
using State = FlashSale::State;

Q_DECLARE_METATYPE(doorbuster::Defect)

namespace {

/// Long after all sales: everything is listed.
constexpr auto testEnd = testStart + 1h;

/// What buyers were told, and what the books say, after a sale was run to its end.
struct Books {
    long long starting = 0;
    long long paid = 0;
    long long remaining = 0;
    int lost = 0; ///< told 200, but there is no order
    int phantoms = 0; ///< told no, but there is an order
    int duplicates = 0; ///< buyers with more than one order
    int refusedHolders = 0; ///< confirms refused although the buyer held and had not tried before
    int soldOutAt = -1; ///< the step at which the stock was seen to be 0

    friend bool operator==(const Books &, const Books &) = default;
};

/// Buyers who join before the start and look every `poll`: whoever holds confirms, and once more after a failure.
Books runSale(Defect defect, long long stock, int buyers, std::chrono::milliseconds poll)
{
    ShopRules rules;
    rules.defect = defect;
    Shop shop(rules);
    const auto saleId = shop.createSale(testTerms(stock, 5s), testStart)->id();
    auto &sale = *shop.sale(saleId, testStart);
    for (int i = 0; i < buyers; ++i)
        sale.join(buyerEmail(i), testStart + 3s);

    Books books;
    books.starting = stock;
    std::map<std::string, std::string> told;
    std::set<std::string> tried;
    for (int step = 0; step < 20; ++step) {
        const auto now = testStart + 5s + step * poll;
        for (int i = 0; i < buyers; ++i) {
            const auto email = buyerEmail(i);
            const bool retries = tried.contains(email) && !told.contains(email);
            if (sale.place(email, now).state != State::Holding && !retries)
                continue;
            const bool first = tried.insert(email).second;
            const auto confirmation = shop.confirm(sale, email, 1, now);
            if (confirmation.result == Shop::Confirm::Booked)
                told[email] = confirmation.orderId;
            else if (first && confirmation.result != Shop::Confirm::Failed)
                ++books.refusedHolders;
        }
        if (sale.remaining() == 0 && books.soldOutAt < 0)
            books.soldOutAt = step;
    }

    books.remaining = sale.remaining();
    books.paid = static_cast<long long>(shop.paidOrders(sale));
    for (int i = 0; i < buyers; ++i) {
        const auto email = buyerEmail(i);
        const auto orders = *shop.ordersByEmail(email, 1, 100, testEnd);
        books.duplicates += orders.total > 1;
        if (const auto answer = told.find(email); answer != told.end()) {
            books.lost += std::ranges::none_of(
                orders.items, [&answer](const ShopOrder *order) { return order->id == answer->second; });
        } else {
            books.phantoms += orders.total > 0;
        }
    }
    return books;
}

} // namespace

class TestShop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void booksShowTheirDefectOnly_data()
    {
        QTest::addColumn<Defect>("defect");
        QTest::addColumn<int>("oversold"); // paid - starting
        QTest::addColumn<int>("difference"); // paid + remaining - starting
        QTest::addColumn<bool>("loses");
        QTest::addColumn<bool>("hides");
        QTest::addColumn<bool>("doubles");
        QTest::addColumn<bool>("refuses");
        QTest::addColumn<bool>("sticks");
        QTest::addColumn<std::chrono::milliseconds>("poll");
        const auto row = [](const char *name, Defect defect, int oversold, int difference, bool loses, bool hides,
                             bool doubles, bool refuses = false, bool sticks = false) {
            // Buyers who confirm between the grants, and buyers who all hold before the first confirm.
            for (const auto poll : {10ms, 100ms, 2000ms})
                QTest::addRow("%s, polling every %d ms", name, int(poll.count()))
                    << defect << oversold << difference << loses << hides << doubles << refuses << sticks << poll;
        };
        row("none", Defect::None, 0, 0, false, false, false);
        row("oversell-race", Defect::OversellRace, 1, 1, false, false, false);
        row("unit-appears", Defect::UnitAppears, 0, 1, false, false, false);
        row("unit-lost", Defect::UnitLost, -1, -1, false, false, false);
        row("lost-order", Defect::LostOrder, -1, -1, true, false, false);
        row("phantom-order", Defect::PhantomOrder, 0, 0, false, true, false);
        row("duplicate-order", Defect::DuplicateOrder, 0, 0, false, false, true);
        row("slow", Defect::Slow, 0, 0, false, false, false);
        row("queue-jump", Defect::QueueJump, 0, 0, false, false, false);
        row("late-accept", Defect::LateAccept, 0, 0, false, false, false);
        row("negative-stock", Defect::NegativeStock, 0, 0, false, false, false);
        row("hold-refused", Defect::HoldRefused, 0, 0, false, false, false, true);
        row("leaked-hold", Defect::LeakedHold, 0, 0, false, false, false);
        row("stuck-queue", Defect::StuckQueue, -1, 0, false, false, false, false, true);
        row("slow-visibility", Defect::SlowVisibility, 0, 0, false, false, false);
        row("over-grant", Defect::OverGrant, 0, 0, false, false, false, true);
        row("buy-again", Defect::BuyAgain, 0, 0, false, false, false);
        row("dropped-queue", Defect::DroppedQueue, -1, 0, false, false, false, false, true);
        row("wrong-total", Defect::WrongTotal, 0, 0, false, false, false);
        row("drop-connections", Defect::DropConnections, 0, 0, false, false, false);
    }
    void booksShowTheirDefectOnly()
    {
        QFETCH(Defect, defect);
        QFETCH(int, oversold);
        QFETCH(int, difference);
        QFETCH(bool, loses);
        QFETCH(bool, hides);
        QFETCH(bool, doubles);
        QFETCH(bool, refuses);
        QFETCH(bool, sticks);
        QFETCH(std::chrono::milliseconds, poll);
        const auto sign = [](long long value) { return int(value > 0) - int(value < 0); };
        // 20 steps of 10 ms are too short to sell out: defects must show in the middle of a sale as well.
        const bool sellsOut = poll > 10ms;
        const auto books = runSale(defect, 50, 200, poll);

        // The race strikes at the last units.
        if (sellsOut || defect != Defect::OversellRace)
            QCOMPARE(sign(books.paid + books.remaining - books.starting), difference);
        if (sellsOut)
            QCOMPARE(sign(books.paid - books.starting), oversold);
        QCOMPARE(books.lost > 0, loses);
        QCOMPARE(books.phantoms > 0, hides);
        QCOMPARE(books.duplicates > 0, doubles);
        // Over-grants are refused when the units are gone.
        QCOMPARE(books.refusedHolders > 0, refuses && (sellsOut || defect != Defect::OverGrant));
        QVERIFY(books.remaining >= 0);
        // A sold-out sale must show it, or buyers would never stop: except where units appear.
        QCOMPARE(books.soldOutAt >= 0, sellsOut && !sticks && defect != Defect::UnitAppears);
        QVERIFY(books == runSale(defect, 50, 200, poll));
    }

    void smallSalesShowTheirDefect_data()
    {
        QTest::addColumn<Defect>("defect");
        QTest::newRow("oversell-race") << Defect::OversellRace;
        QTest::newRow("unit-appears") << Defect::UnitAppears;
        QTest::newRow("unit-lost") << Defect::UnitLost;
        QTest::newRow("lost-order") << Defect::LostOrder;
        QTest::newRow("phantom-order") << Defect::PhantomOrder;
        QTest::newRow("duplicate-order") << Defect::DuplicateOrder;
    }
    void smallSalesShowTheirDefect()
    {
        QFETCH(Defect, defect);
        auto wrong = runSale(defect, 5, 10, 1000ms);
        auto right = runSale(Defect::None, 5, 10, 1000ms);
        wrong.soldOutAt = right.soldOutAt = 0;
        QVERIFY(!(wrong == right));
    }

    void theRaceNeverSellsWithoutEnd()
    {
        QCOMPARE(runSale(Defect::OversellRace, 50, 2000, 100ms).paid, 55LL);
        QCOMPARE(runSale(Defect::OversellRace, 50, 2000, 2000ms).paid, 55LL);
    }

    void aLostUnitOfAnExpiredHoldStaysLost()
    {
        for (const auto defect : {Defect::None, Defect::UnitLost}) {
            ShopRules rules;
            rules.defect = defect;
            rules.holdTtl = 1s;
            Shop shop(rules);
            const auto id = shop.createSale(testTerms(1), testStart)->id();
            auto &sale = *shop.sale(id, testStart);
            sale.join("a@test.com", testStart);
            sale.join("b@test.com", testStart);
            const bool returned = sale.place("b@test.com", testStart + 2s - 1ms).state == State::Holding;
            QCOMPARE(returned, defect == Defect::None);
            QCOMPARE(sale.remaining(), returned ? 1LL : 0LL);
        }
    }

    void salesMustNotOverlap()
    {
        Shop shop({});
        QVERIFY(shop.createSale(testTerms(1, 10s, 10s), testStart));
        QVERIFY(!shop.createSale(testTerms(1, 10s, 10s), testStart));
        QVERIFY(!shop.createSale(testTerms(1, 5s, 6s), testStart));
        QVERIFY(!shop.createSale(testTerms(1, 19s, 1s), testStart));
        QVERIFY(!shop.createSale(testTerms(1, 5s, 60s), testStart));
        QVERIFY(shop.createSale(testTerms(1, 20s, 10s), testStart));
        QVERIFY(shop.createSale(testTerms(1, 5s, 5s), testStart));
        QCOMPARE(shop.sales().size(), std::size_t(3));
    }

    void findsTheCurrentSaleElseTheNext()
    {
        Shop shop({});
        QVERIFY(!shop.currentSale(testStart));
        const auto later = shop.createSale(testTerms(1, 30s, 10s), testStart);
        const auto sooner = shop.createSale(testTerms(1, 10s, 10s), testStart);
        QCOMPARE(shop.currentSale(testStart), sooner);
        QCOMPARE(shop.currentSale(testStart + 15s), sooner);
        QCOMPARE(shop.currentSale(testStart + 20s), later);
        QVERIFY(!shop.currentSale(testStart + 40s));
    }

    void onlySignInMakesAnAdmin()
    {
        Shop shop({});
        auto &accounts = shop.accounts();
        const auto signedUp = accounts.signUp("admin", "admin@test.com", "secret", testStart);
        QVERIFY(signedUp && !signedUp->token.empty());
        QVERIFY(!accounts.isAdmin(signedUp->token));
        QVERIFY(!accounts.signUp("other", "admin@test.com", "other", testStart));
        QVERIFY(!accounts.signIn("admin@test.com", "wrong"));
        QVERIFY(!accounts.signIn("nobody@test.com", "secret"));
        const auto signedIn = accounts.signIn("admin@test.com", "secret");
        QVERIFY(signedIn && accounts.isAdmin(signedIn->token));
        QVERIFY(!accounts.isAdmin(""));
        QCOMPARE(signedIn->user->name, std::string("admin"));
    }

    void pagesOrdersNewestFirst()
    {
        Shop shop({});
        const auto first = shop.createSale(testTerms(30, 0s, 10s), testStart)->id();
        const auto second = shop.createSale(testTerms(5, 10s, 10s), testStart)->id();
        const auto sell = [&shop](const std::string &saleId, int buyers, ShopTime from) {
            auto &sale = *shop.sale(saleId, from);
            for (int i = 0; i < buyers; ++i) {
                const auto now = from + i * 100ms;
                sale.join(buyerEmail(i), now);
                const auto answer = shop.confirm(sale, buyerEmail(i), i, now + 50ms);
                QCOMPARE(answer.result, Shop::Confirm::Booked);
            }
        };
        sell(first, 25, testStart);
        sell(second, 3, testStart + 10s);

        const auto page1 = *shop.ordersForAdmin(first, 1, 10, testEnd);
        const auto page3 = *shop.ordersForAdmin(first, 3, 10, testEnd);
        QCOMPARE(page1.total, std::size_t(25));
        QCOMPARE(page1.items.size(), std::size_t(10));
        QCOMPARE(page1.items.front()->email, buyerEmail(24));
        QCOMPARE(page3.items.size(), std::size_t(5));
        QCOMPARE(page3.items.back()->email, buyerEmail(0));
        QVERIFY(shop.ordersForAdmin(first, 4, 10, testEnd)->items.empty());
        QVERIFY(shop.ordersForAdmin(first, std::size_t(-1), 10, testEnd)->items.empty());
        QCOMPARE(shop.ordersForAdmin({}, 1, 100, testEnd)->total, std::size_t(28));
        QCOMPARE(shop.ordersForAdmin("unknown", 1, 100, testEnd)->total, std::size_t(0));

        // By email: every sale of that email.
        const auto mine = *shop.ordersByEmail(buyerEmail(2), 1, 20, testEnd);
        QCOMPARE(mine.total, std::size_t(2));
        QCOMPARE(mine.items[0]->sale->id(), second);
        QCOMPARE(mine.items[1]->sale->id(), first);
        QCOMPARE(shop.ordersByEmail("nobody@test.com", 1, 20, testEnd)->total, std::size_t(0));
    }

    void slowListingsShowAnOrderLater()
    {
        for (const auto defect : {Defect::None, Defect::SlowVisibility}) {
            ShopRules rules;
            rules.defect = defect;
            Shop shop(rules);
            const auto id = shop.createSale(testTerms(5), testStart)->id();
            auto &sale = *shop.sale(id, testStart);
            for (int i = 0; i < 2; ++i) {
                sale.join(buyerEmail(i), testStart + i * 1s);
                QCOMPARE(shop.confirm(sale, buyerEmail(i), 1, testStart + i * 1s).result, Shop::Confirm::Booked);
            }
            QCOMPARE(sale.shownRemaining(testStart + 1s), 3LL); // the stock is not late
            const bool late = defect == Defect::SlowVisibility;
            const auto listed = [&](std::chrono::milliseconds after) {
                const auto all = shop.ordersForAdmin(id, 1, 10, testStart + after);
                const auto first = shop.ordersByEmail(buyerEmail(0), 1, 10, testStart + after);
                return std::pair(first->total, all->total);
            };
            using Totals = std::pair<std::size_t, std::size_t>;
            QCOMPARE(listed(1s), late ? Totals(0, 0) : Totals(1, 2));
            QCOMPARE(listed(2999ms), late ? Totals(0, 0) : Totals(1, 2));
            QCOMPARE(listed(3s), late ? Totals(1, 1) : Totals(1, 2));
            QCOMPARE(listed(4s), Totals(1, 2));
        }
    }

    void brokenListingsBreakTheSameReadsAlways()
    {
        ShopRules rules;
        rules.defect = Defect::BrokenListing;
        Shop shop(rules);
        const auto id = shop.createSale(testTerms(30), testStart)->id();
        auto &sale = *shop.sale(id, testStart);
        int broken = 0;
        for (int i = 0; i < 300; ++i) {
            const bool answers = shop.ordersByEmail(buyerEmail(i), 1, 20, testEnd).has_value();
            QCOMPARE(shop.ordersByEmail(buyerEmail(i), 1, 20, testEnd).has_value(), answers);
            broken += !answers;
        }
        QVERIFY2(broken > 60 && broken < 140, qPrintable(QString::number(broken)));
        QVERIFY(!shop.ordersForAdmin(id, 1, 10, testEnd)); // the only page
        for (int i = 0; i < 15; ++i) {
            sale.join(buyerEmail(i), testStart + i * 1s);
            shop.confirm(sale, buyerEmail(i), 1, testStart + i * 1s + 500ms);
        }
        QVERIFY(shop.ordersForAdmin(id, 1, 10, testEnd));
        QVERIFY(!shop.ordersForAdmin(id, 2, 10, testEnd));
    }

    void idsAreUniqueAndSortByAge()
    {
        ObjectIds ids(5);
        std::set<std::string> seen;
        std::string last;
        for (int i = 0; i < 1000; ++i) {
            const auto id = ids.next(testStart + i * 1s);
            QCOMPARE(id.size(), std::size_t(24));
            QVERIFY(seen.insert(id).second);
            QVERIFY(last < id);
            last = id;
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShop)
#include "tst_shop.moc"
