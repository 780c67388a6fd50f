// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/flashsale.h"

#include "practicetools.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <memory>

using namespace doorbuster;
using namespace std::chrono_literals;
using State = FlashSale::State;
using Claim = FlashSale::Claim;

namespace {

std::unique_ptr<FlashSale> makeSale(long long stock, const ShopRules &rules = {},
    std::chrono::nanoseconds startsIn = 0s, std::chrono::nanoseconds length = 600s)
{
    return std::make_unique<FlashSale>("id", testTerms(stock, startsIn, length), rules, testStart);
}

void joinAll(FlashSale &sale, int buyers, ShopTime now)
{
    for (int i = 0; i < buyers; ++i)
        sale.join(buyerEmail(i), now);
}

ShopRules rulesOf(Defect defect)
{
    ShopRules rules;
    rules.defect = defect;
    return rules;
}

Claim claim(FlashSale &sale, int buyer, ShopTime now)
{
    int units = 0;
    std::uint64_t ordinal = 0;
    const auto result = sale.claim(buyerEmail(buyer), now, units, ordinal);
    if (result == Claim::Taken)
        sale.setOrder(buyerEmail(buyer), "order-" + std::to_string(ordinal));
    return result;
}

} // namespace

class TestFlashSale : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grantsInOrderAndEvenly()
    {
        const auto sale = makeSale(100);
        joinAll(*sale, 10, testStart);
        // 50 a second: the first at once, then one every 20 ms, read at any moment.
        QCOMPARE(sale->place(buyerEmail(0), testStart).state, State::Holding);
        QCOMPARE(sale->activeHolds(), std::size_t(1));
        sale->advance(testStart + 19ms);
        QCOMPARE(sale->activeHolds(), std::size_t(1));
        sale->advance(testStart + 20ms);
        QCOMPARE(sale->activeHolds(), std::size_t(2));
        sale->advance(testStart + 99ms);
        QCOMPARE(sale->activeHolds(), std::size_t(5));
        QCOMPARE(sale->place(buyerEmail(4), testStart + 99ms).state, State::Holding);
        const auto next = sale->place(buyerEmail(5), testStart + 99ms);
        QCOMPARE(next.state, State::Queued);
        QCOMPARE(next.position, std::size_t(1));
        QCOMPARE(next.queueSize, std::size_t(5));
        QCOMPARE(sale->place(buyerEmail(9), testStart + 99ms).position, std::size_t(5));
    }

    void anIdleWorkerSavesUpNothing()
    {
        const auto sale = makeSale(100);
        joinAll(*sale, 5, testStart + 10s);
        sale->advance(testStart + 10s);
        QCOMPARE(sale->activeHolds(), std::size_t(1));
    }

    void lateReadingChangesNothing()
    {
        // A second without calls: the holds' lives still began when they were granted.
        ShopRules rules;
        rules.holdTtl = 500ms;
        const auto sale = makeSale(2, rules);
        joinAll(*sale, 4, testStart);
        sale->advance(testStart + 530ms);
        // 0 and 1 held from 0 and 20 ms; their units came back at 500 and 520 ms and went to 2 and 3.
        QCOMPARE(sale->place(buyerEmail(0), testStart + 530ms).state, State::Unknown);
        QCOMPARE(sale->place(buyerEmail(1), testStart + 530ms).state, State::Unknown);
        QVERIFY(sale->place(buyerEmail(2), testStart + 530ms).holdLeft == 470ms);
        QVERIFY(sale->place(buyerEmail(3), testStart + 530ms).holdLeft == 490ms);
    }

    void holdsNoMoreThanTheStock()
    {
        const auto sale = makeSale(3);
        joinAll(*sale, 10, testStart);
        sale->advance(testStart + 10s);
        QCOMPARE(sale->activeHolds(), std::size_t(3));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(claim(*sale, i, testStart + 10s), Claim::Taken);
        QCOMPARE(sale->remaining(), 0LL);
        // Nobody tells the queue that nothing is left, as on the real backend.
        QCOMPARE(sale->place(buyerEmail(3), testStart + 100s).state, State::Queued);
        QCOMPARE(claim(*sale, 3, testStart + 100s), Claim::NoHold);
    }

    void anExpiredHoldGivesItsUnitBack()
    {
        const auto sale = makeSale(1);
        joinAll(*sale, 2, testStart);
        sale->advance(testStart + 899s);
        QCOMPARE(sale->place(buyerEmail(1), testStart + 899s).state, State::Queued);
        QCOMPARE(claim(*sale, 0, testStart + 900s), Claim::NoHold);
        QCOMPARE(sale->place(buyerEmail(0), testStart + 900s).state, State::Unknown);
    }

    void whoLostItsHoldQueuesAgainAtTheEnd()
    {
        ShopRules rules;
        rules.holdTtl = 1s;
        const auto sale = makeSale(1, rules);
        joinAll(*sale, 3, testStart);
        const auto place = sale->join(buyerEmail(0), testStart + 1s);
        QCOMPARE(place.state, State::Queued);
        QCOMPARE(place.position, std::size_t(2));
        QCOMPARE(sale->place(buyerEmail(1), testStart + 1s).state, State::Holding);
        QCOMPARE(sale->place(buyerEmail(0), testStart + 3s).state, State::Holding);
    }

    void joiningTwiceKeepsThePlace()
    {
        const auto sale = makeSale(1, {}, 10s);
        joinAll(*sale, 3, testStart);
        QCOMPARE(sale->join(buyerEmail(1), testStart + 1s).position, std::size_t(2));
        QCOMPARE(sale->queueSize(), std::size_t(3));
        QCOMPARE(sale->join(buyerEmail(0), testStart + 11s).state, State::Holding);
    }

    void aPaidBuyerStaysPaid()
    {
        const auto sale = makeSale(2);
        joinAll(*sale, 1, testStart);
        QCOMPARE(claim(*sale, 0, testStart + 1s), Claim::Taken);
        QCOMPARE(claim(*sale, 0, testStart + 1s), Claim::NoHold);
        const auto place = sale->join(buyerEmail(0), testStart + 2s);
        QCOMPARE(place.state, State::Paid);
        QCOMPARE(place.orderId, std::string_view("order-1"));
        // The hold that was paid must not expire and return a unit.
        sale->advance(testStart + 2000s);
        QCOMPARE(sale->activeHolds(), std::size_t(0));
        QCOMPARE(sale->remaining(), 1LL);
    }

    void keepsToTheSalesTime()
    {
        const auto sale = makeSale(100, {}, 5s, 10s);
        QCOMPARE(sale->join(buyerEmail(0), testStart).state, State::Queued);
        QCOMPARE(sale->phase(testStart + 4999ms), FlashSale::Phase::Upcoming);
        QCOMPARE(sale->place(buyerEmail(0), testStart + 4999ms).state, State::Queued);
        QCOMPARE(sale->phase(testStart + 5s), FlashSale::Phase::Ongoing);
        QCOMPARE(sale->place(buyerEmail(0), testStart + 5s).state, State::Holding);
        QCOMPARE(sale->join(buyerEmail(1), testStart + 14990ms).state, State::Queued);
        QCOMPARE(sale->place(buyerEmail(1), testStart + 14995ms).state, State::Holding);
        QCOMPARE(sale->phase(testStart + 15s), FlashSale::Phase::Ended);
        QCOMPARE(claim(*sale, 1, testStart + 15s), Claim::NotActive);
        QCOMPARE(sale->join(buyerEmail(2), testStart + 15s).state, State::Queued);
        QCOMPARE(sale->place(buyerEmail(2), testStart + 20s).state, State::Queued);
        QCOMPARE(sale->remaining(), 100LL);
    }

    void noGrantAtTheVeryEnd()
    {
        ShopRules rules;
        rules.holdsPerSecond = 1;
        const auto sale = makeSale(100, rules, 0s, 2s);
        joinAll(*sale, 5, testStart);
        sale->advance(testStart + 10s);
        QCOMPARE(sale->activeHolds(), std::size_t(2)); // at 0 and 1 s; at 2 s the sale is over
    }

    void queueJumpersAreLastInFirstOut()
    {
        const auto sale = makeSale(2, rulesOf(Defect::QueueJump), 5s);
        joinAll(*sale, 4, testStart);
        sale->advance(testStart + 5s);
        QCOMPARE(sale->place(buyerEmail(3), testStart + 5s).state, State::Holding);
        // Who waits keeps its place, and the size fits it.
        for (int i = 0; i < 3; ++i) {
            const auto place = sale->place(buyerEmail(i), testStart + 5s);
            QCOMPARE(place.position, std::size_t(i + 1));
            QCOMPARE(place.queueSize, std::size_t(3));
        }
        QCOMPARE(sale->join(buyerEmail(4), testStart + 5010ms).position, std::size_t(4));
        sale->advance(testStart + 10s);
        QCOMPARE(sale->place(buyerEmail(4), testStart + 10s).state, State::Holding);
        QCOMPARE(sale->place(buyerEmail(0), testStart + 10s).position, std::size_t(1));
    }

    void lateConfirmsAreAcceptedButNothingElseIs()
    {
        const auto sale = makeSale(10, rulesOf(Defect::LateAccept), 0s, 1s);
        joinAll(*sale, 2, testStart + 990ms);
        QCOMPARE(claim(*sale, 0, testStart + 5s), Claim::Taken);
        QCOMPARE(sale->remaining(), 9LL);
        QCOMPARE(sale->place(buyerEmail(1), testStart + 5s).state, State::Queued); // no grant after the end
        QCOMPARE(claim(*sale, 1, testStart + 5s), Claim::NoHold);
        QCOMPARE(sale->phase(testStart + 5s), FlashSale::Phase::Ended);
    }

    void aNegativeStockIsShownOnlyAndComesBack()
    {
        const auto sale = makeSale(2, rulesOf(Defect::NegativeStock));
        joinAll(*sale, 3, testStart);
        QCOMPARE(claim(*sale, 0, testStart + 1s), Claim::Taken);
        QCOMPARE(sale->shownRemaining(testStart + 1s), 1LL);
        QCOMPARE(claim(*sale, 1, testStart + 2s), Claim::Taken);
        QCOMPARE(sale->remaining(), 0LL);
        QCOMPARE(sale->shownRemaining(testStart + 2s), -3LL);
        QCOMPARE(sale->shownRemaining(testStart + 5s - 1ms), -3LL);
        QCOMPARE(sale->shownRemaining(testStart + 5s), 0LL);
        QCOMPARE(makeSale(0)->shownRemaining(testStart), 0LL);
    }

    void aRefusedHoldIsGoneAndItsUnitFree()
    {
        const auto sale = makeSale(2, rulesOf(Defect::HoldRefused));
        joinAll(*sale, 3, testStart);
        QCOMPARE(claim(*sale, 0, testStart + 1s), Claim::Taken);
        QCOMPARE(claim(*sale, 1, testStart + 1s), Claim::NoHold); // the second of five
        QCOMPARE(sale->place(buyerEmail(1), testStart + 1s).state, State::Unknown);
        QCOMPARE(sale->remaining(), 1LL);
        QCOMPARE(sale->join(buyerEmail(1), testStart + 1s).position, std::size_t(1));
        QCOMPARE(sale->place(buyerEmail(2), testStart + 2s).state, State::Holding);
        QCOMPARE(claim(*sale, 2, testStart + 2s), Claim::Taken);
        QCOMPARE(sale->remaining(), 0LL);
        // The refused hold must not expire later and return its unit once more.
        sale->advance(testStart + 2000s);
        QCOMPARE(sale->place(buyerEmail(1), testStart + 2000s).state, State::Queued);
    }

    void aLeakedHoldIsShownButNeverGrantedAgain()
    {
        for (const auto defect : {Defect::None, Defect::LeakedHold}) {
            auto rules = rulesOf(defect);
            rules.holdTtl = 1s;
            const auto sale = makeSale(2, rules);
            joinAll(*sale, 2, testStart);
            sale->advance(testStart + 500ms);
            QCOMPARE(claim(*sale, 0, testStart + 500ms), Claim::Taken);
            joinAll(*sale, 4, testStart + 600ms); // 2 and 3 are new
            const bool granted = sale->place(buyerEmail(2), testStart + 1500ms).state == State::Holding;
            QCOMPARE(granted, defect == Defect::None);
            QCOMPARE(sale->remaining(), 1LL);
            QCOMPARE(sale->activeHolds(), std::size_t(granted ? 1 : 0));
        }
    }

    void aStuckQueueGrantsHalfOfTheStock()
    {
        const auto sale = makeSale(7, rulesOf(Defect::StuckQueue));
        joinAll(*sale, 10, testStart);
        sale->advance(testStart + 600s - 1ms);
        QCOMPARE(sale->activeHolds(), std::size_t(4));
        QCOMPARE(sale->place(buyerEmail(4), testStart + 600s - 1ms).position, std::size_t(1));
        QCOMPARE(claim(*sale, 0, testStart + 600s - 1ms), Claim::Taken);
        QCOMPARE(sale->remaining(), 6LL);
    }

    void aDroppedBuyerLosesItsPlaceAndMayJoinAgain()
    {
        const auto sale = makeSale(7, rulesOf(Defect::DroppedQueue));
        joinAll(*sale, 6, testStart);
        sale->advance(testStart + 1s);
        QCOMPARE(sale->activeHolds(), std::size_t(4));
        QCOMPARE(sale->place(buyerEmail(4), testStart + 1s).state, State::Unknown);
        QCOMPARE(sale->queueSize(), std::size_t(0));
        sale->join(buyerEmail(4), testStart + 1s);
        QCOMPARE(sale->place(buyerEmail(4), testStart + 2s).state, State::Unknown);
        QCOMPARE(sale->activeHolds(), std::size_t(4));
        QCOMPARE(claim(*sale, 0, testStart + 2s), Claim::Taken);
        QCOMPARE(sale->remaining(), 6LL);
    }

    void surplusHoldersAreRefusedWhenTheyPay()
    {
        const auto sale = makeSale(10, rulesOf(Defect::OverGrant));
        joinAll(*sale, 12, testStart);
        sale->advance(testStart + 1s);
        QCOMPARE(sale->activeHolds(), std::size_t(11));
        QCOMPARE(sale->place(buyerEmail(11), testStart + 1s).state, State::Queued);
        for (int buyer = 1; buyer <= 10; ++buyer)
            QCOMPARE(claim(*sale, buyer, testStart + 1s), Claim::Taken);
        QCOMPARE(sale->remaining(), 0LL);
        QCOMPARE(claim(*sale, 0, testStart + 1s), Claim::OutOfStock);
        QCOMPARE(sale->place(buyerEmail(0), testStart + 1s).state, State::Holding);
    }

    void afterAnOrderABuyerMayQueueAgain()
    {
        for (const auto defect : {Defect::None, Defect::BuyAgain}) {
            const auto sale = makeSale(5, rulesOf(defect));
            joinAll(*sale, 1, testStart);
            QCOMPARE(claim(*sale, 0, testStart), Claim::Taken);
            const bool again = sale->join(buyerEmail(0), testStart + 1s).state != State::Paid;
            QCOMPARE(again, defect == Defect::BuyAgain);
            QCOMPARE(claim(*sale, 0, testStart + 2s), again ? Claim::Taken : Claim::NoHold);
            QCOMPARE(sale->remaining(), again ? 3LL : 4LL);
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFlashSale)
#include "tst_flashsale.moc"
