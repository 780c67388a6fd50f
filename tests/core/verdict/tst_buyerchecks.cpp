// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "buyerway.h"

#include "core/verdict/verifier.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 startedAt = 1'795'347'800'000;

/// A run by its buyers' calls, and what was seen of the shop meanwhile. The books agree with the buyers unless changed.
struct Scenario {
    Ledger ledger;
    ShopObservations observations;
    qint64 starting = 100;
    std::optional<qint64> remaining; ///< unset: starting less the confirmed orders
    std::vector<std::function<void(VerificationInput &)>> changes;

    void add(const BuyerWay &way) { ledger.push_back(way.entry()); }
    void sample(qint64 at, std::optional<qint64> stock, const QString &oddity = {})
    {
        observations.stock.push_back(
            {.sent = at * 1'000'000, .answered = (at + 2) * 1'000'000, .remaining = stock, .oddity = oddity});
    }
    /// What the buyer of this user's first journey tried after its order.
    void probe(quint32 vu, const BuyerWay &way)
    {
        const LedgerEntry entry = way.entry();
        observations.probes.push_back({.vu = vu,
            .confirmState = entry.confirmState,
            .orderId = entry.confirmState == ConfirmState::Confirmed ? "again-" + QByteArray::number(vu) : QByteArray(),
            .calls = entry.calls});
    }
    /// The sale's time, ms since the run's start by the shop's clock, which goes as ours unless the samples say else.
    void window(qint64 from, qint64 to)
    {
        changes.push_back([=](VerificationInput &input) {
            input.saleStartsAt = startedAt + from;
            input.saleEndsAt = startedAt + to;
        });
        clock(0);
    }
    void clock(qint64 ahead)
    {
        observations.clock.clear();
        for (qint64 at = 0; at < 60'000; at += 997) {
            const qint64 there = startedAt + at + 1 + ahead;
            observations.clock.push_back({at * 1'000'000, (at + 2) * 1'000'000, there / 1'000 * 1'000});
        }
    }

    /// Each order was made in the middle of its confirm, by a clock that is so many ms ahead and tells so many at once.
    void timeOrders(qint64 ahead, qint64 resolution = 1)
    {
        changes.push_back([=](VerificationInput &input) {
            for (std::size_t i = 0; i < input.books.admin.orders.size(); ++i) {
                const qint64 there = startedAt + input.ledger[i].firstConfirmSent / 1'000'000 + 1 + ahead;
                input.books.admin.orders[i].createdAt = there / resolution * resolution;
            }
        });
    }

    VerificationReport report()
    {
        VerificationInput input(ledger);
        input.emails = BuyerEmails(u"buyer-{VU}-{ITER}@test.com"_s, {});
        input.saleId = "sale";
        input.startingQuantity = starting;
        input.observations = &observations;
        input.startedAt = startedAt;
        qint64 paid = 0;
        for (const LedgerEntry &entry : ledger) {
            if (entry.confirmState != ConfirmState::Confirmed)
                continue;
            ++paid;
            Order order;
            order.id = entry.orderId;
            order.email = input.emails.email(entry.vu, entry.iteration);
            order.saleId = "sale";
            order.paymentStatus = PaymentStatus::Paid;
            input.books.admin.orders.push_back(order);
        }
        input.books.admin.state = AdminReading::State::Complete;
        input.books.sale = SaleReading{.remaining = remaining.value_or(starting - paid), .starting = starting};
        input.byEmailWanted = false;
        // As they judge, not as the profile has it count by default.
        for (const QString &id : {u"V3"_s, u"V10"_s, u"V11"_s, u"V15"_s, u"V16"_s, u"V17"_s})
            input.severities.insert(id, u"fail"_s);
        input.counts.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)].byStatus[200] = 5;
        for (const auto &change : changes)
            change(input);
        return verify(input);
    }

    CheckRow row(QStringView id)
    {
        for (const CheckRow &row : report().checks) {
            if (toString(row.id) == id)
                return row;
        }
        qFatal("no such check");
    }
};

/// What the shop told of the sale's end at that moment, both ms since the run's start.
void toldEnd(Scenario &s, qint64 at, qint64 end)
{
    s.sample(at, 100);
    s.observations.stock.back().startsAt = startedAt;
    s.observations.stock.back().endsAt = startedAt + end;
}

void contradict(Scenario &s, SaleContradiction::Kind kind, qint64 at)
{
    s.observations.contradictions.push_back(
        {.kind = kind, .vu = 1, .sent = (at - 100) * 1'000'000, .answered = at * 1'000'000, .remaining = 100});
}

struct Case {
    const char *name;
    const char *check;
    const char *verdict;
    void (*set)(Scenario &);
    double difference = 0; ///< where there is one
};

/// Buyers 1…n that join one after the other and get their holds in that order, every 100 ms, and buy.
void servedInOrder(Scenario &s, int count, qint32 ttlMs = 900'000)
{
    for (int i = 1; i <= count; ++i) {
        const qint64 at = 5'000 + 100 * i;
        s.add(BuyerWay(quint32(i)).buy(10 * i, 1, 1).queued(at - 50, 1, 1).hold(at, ttlMs).confirmed(at + 2));
    }
}

/// Two buyers buy; the orders of so many of them are in no list. The first one's was looked for in vain, and the lists
/// were read so many ms after the last buyer.
void lose(Scenario &s, int lost, qint64 quietMs)
{
    servedInOrder(s, 2);
    s.observations.visibility.push_back(
        {.vu = 1, .orderId = "order-1", .lastMissing = 2'900'000'000, .ended = 3'000'000'000});
    s.changes.push_back([=](VerificationInput &input) {
        auto &orders = input.books.admin.orders;
        orders.erase(orders.begin(), orders.begin() + lost);
        input.books.listsSent = input.ledger.back().ended + quietMs * 1'000'000;
    });
}

/// A buyer that waits from 20 ms on, looking every two seconds, until after `last`.
BuyerWay waits(quint32 vu, qint64 last)
{
    BuyerWay way(vu);
    way.buy(20, 5, 9);
    for (qint64 at = 2'000; at <= last; at += 2'000)
        way.queued(at, 5, 9);
    return way;
}

/// A buyer whose place is gone two seconds after each of its five buys.
BuyerWay droppedAgainAndAgain(quint32 vu)
{
    BuyerWay way(vu);
    for (qint64 at = 20; at < 20'000; at += 4'000)
        way.buy(at, 5, 9).queued(at + 2'000, 5, 9).noPlace(at + 3'990);
    return way.ended(Outcome::Failed, OutcomeReason::LostPlace);
}

/// One unit and thirty buyers that the shop does not know to have left: it is granted to one after the other.
void goesRoundAmongThoseWhoLeft(Scenario &s)
{
    s.starting = 41;
    servedInOrder(s, 40, 1'500);
    s.add(BuyerWay(47).buy(20).queued(8'900).noPlace(11'000).ended(Outcome::Failed, OutcomeReason::ApiError));
    for (quint32 vu = 51; vu <= 80; ++vu)
        s.add(waits(vu, 8'000).queued(9'500).ended(Outcome::Interrupted));
    s.add(waits(90, 50'000));
}

const Case cases[]{
    // V3
    {"sold out while some wait", "V3", "pass",
        [](Scenario &s) {
            s.starting = 3;
            servedInOrder(s, 3);
            s.add(waits(9, 20'000));
        }},
    {"units left, nobody waits", "V3", "pass", [](Scenario &s) { servedInOrder(s, 3); }},
    {"units left while buyers wait", "V3", "fail",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.add(waits(8, 20'000));
            s.add(waits(9, 20'000));
        },
        2},
    {"the sale was told to have ended, and no time tells when", "V3", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.add(waits(8, 20'000));
            s.sample(9'000, 97);
            s.observations.stock.back().meaning = Meaning::Ended;
        }},
    {"no more than are left", "V3", "fail",
        [](Scenario &s) {
            s.starting = 4;
            servedInOrder(s, 3);
            s.add(waits(8, 20'000));
            s.add(waits(9, 20'000));
        },
        1},
    {"what is left may be held by one that went away", "V3", "pass",
        [](Scenario &s) {
            s.starting = 4;
            servedInOrder(s, 3);
            s.add(BuyerWay(7).buy(20).queued(1'000).ended(Outcome::Interrupted));
            s.add(waits(9, 20'000));
        }},
    {"what is left may be held by one whose buy was lost on the way", "V3", "pass",
        [](Scenario &s) {
            s.starting = 4;
            servedInOrder(s, 3);
            s.add(BuyerWay(7).buyUnanswered(20).ended(Outcome::Failed, OutcomeReason::Network));
            s.add(waits(9, 20'000));
        }},
    {"it had just come", "V3", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.add(BuyerWay(9).buy(9'000).queued(11'000).ended(Outcome::Interrupted));
        }},
    {"the run was stopped by hand", "V3", "no data",
        [](Scenario &s) {
            s.add(waits(9, 20'000));
            s.changes.push_back([](VerificationInput &input) { input.stoppedEarly = true; });
        }},
    {"others may hold what is left", "V3", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.add(waits(9, 20'000));
            s.changes.push_back([](VerificationInput &input) { input.saleCreated = false; });
        }},
    {"the stock is unknown", "V3", "no data",
        [](Scenario &s) {
            s.add(waits(9, 20'000));
            s.changes.push_back([](VerificationInput &input) { input.books.sale.reset(); });
        }},
    {"came too late for the sale's end", "V3", "pass",
        [](Scenario &s) {
            s.window(0, 3'000);
            s.add(waits(9, 20'000));
        }},
    {"units were left, and nothing tells whether the sale was over", "V3", "no data",
        [](Scenario &s) {
            s.window(0, 15'000);
            s.observations.clock.clear();
            servedInOrder(s, 3);
            s.add(waits(9, 20'000));
        }},
    {"nobody waited, whenever the sale was over", "V3", "pass",
        [](Scenario &s) {
            s.window(0, 15'000);
            s.observations.clock.clear();
            servedInOrder(s, 3);
        }},
    {"they waited for the sale to start", "V3", "pass",
        [](Scenario &s) {
            s.window(60'000, 600'000);
            s.starting = 1;
            s.add(waits(8, 30'000).ended(Outcome::Interrupted)); // its hold came at the start
            s.add(waits(9, 70'000));
        }},
    {"the last unit's turn came when those who waited had left", "V3", "pass",
        [](Scenario &s) {
            s.starting = 41;
            servedInOrder(s, 40, 1'500);
            for (quint32 vu = 51; vu <= 80; ++vu)
                s.add(waits(vu, 8'000).queued(9'050).ended(Outcome::Interrupted));
            s.add(waits(90, 50'000));
        }},
    {"a slow sale, cut in the middle", "V3", "fail",
        [](Scenario &s) {
            for (int i = 1; i <= 20; ++i)
                s.add(BuyerWay(quint32(i)).buy(10).queued(1'000 * i - 50).hold(1'000 * i).confirmed(1'000 * i + 2));
            for (quint32 vu = 51; vu <= 150; ++vu)
                s.add(waits(vu, 18'000).ended(Outcome::Interrupted));
        },
        75}, // of 80 that are left, those whose turn may have come after the last look
    {"a hold whose confirm met a limit in front of the shop runs on", "V3", "pass",
        [](Scenario &s) {
            s.starting = 41;
            servedInOrder(s, 40);
            s.add(BuyerWay(47)
                      .buy(20)
                      .hold(2'000)
                      .confirmRefused(2'002, 429)
                      .ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(90, 60'000));
        }},

    {"who waits is dropped from the queue, again and again", "V3", "fail",
        [](Scenario &s) {
            s.starting = 5;
            servedInOrder(s, 3);
            s.add(droppedAgainAndAgain(8));
            s.add(droppedAgainAndAgain(9).ended(Outcome::Interrupted));
        },
        2},
    {"the same, but it is not known how long a hold lasts", "V3", "pass",
        [](Scenario &s) {
            s.starting = 5;
            servedInOrder(s, 3, BuyerCall::untold);
            s.add(droppedAgainAndAgain(8));
            s.add(droppedAgainAndAgain(9));
        }},
    {"dropped, and then sold out", "V3", "pass",
        [](Scenario &s) {
            s.starting = 3;
            servedInOrder(s, 3);
            s.add(droppedAgainAndAgain(8));
        }},
    {"one who tried again after its order may hold what is left", "V3", "pass",
        [](Scenario &s) {
            s.starting = 4;
            servedInOrder(s, 3);
            s.add(waits(9, 20'000));
            s.probe(1, BuyerWay(1).buy(5'200).hold(6'000));
        }},
    // Who waits was overtaken: where the queue is no queue, those who left may have been served as well.
    {"one who tried again later may have been served, out of order", "V3", "pass",
        [](Scenario &s) {
            s.starting = 4;
            servedInOrder(s, 3);
            s.add(waits(9, 20'000));
            s.probe(1, BuyerWay(1).buy(5'200));
        }},
    {"those who left may have been served, out of order", "V3", "pass",
        [](Scenario &s) {
            s.starting = 5;
            servedInOrder(s, 3);
            s.add(waits(8, 30'000));
            s.add(waits(9, 30'000));
            for (quint32 vu = 51; vu <= 60; ++vu)
                s.add(BuyerWay(vu).buy(12'000).queued(14'000).ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(BuyerWay(10).buy(15'000).queued(20'000).queued(30'000).ended(Outcome::Interrupted));
        }},

    // V4
    {"places that were lost are no holds", "V4", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.add(droppedAgainAndAgain(8));
        }},
    {"more were granted than there are at one time", "V4", "no data",
        [](Scenario &s) {
            s.starting = 3;
            s.remaining = 0;
            s.add(BuyerWay(7).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(waits(9, 20'000));
            servedInOrder(s, 4, 1'500);
        }},
    {"all holds were paid", "V4", "pass", [](Scenario &s) { servedInOrder(s, 3); }},
    {"a hold is left, its time not over", "V4", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.add(BuyerWay(7).buy(20).hold(2'000).ended(Outcome::Interrupted));
        }},
    {"holds ran out, their units stay away", "V4", "fail",
        [](Scenario &s) {
            s.starting = 5;
            servedInOrder(s, 3, 1'500);
            s.add(BuyerWay(7).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(BuyerWay(8).buy(20).queued(1'000).noPlace(5'000).ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(9, 60'000));
            s.add(waits(10, 60'000));
        },
        2},
    {"an order in doubt is no hold that ran out", "V4", "no data",
        [](Scenario &s) {
            s.starting = 5;
            servedInOrder(s, 3, 1'500);
            s.add(BuyerWay(7)
                      .buy(20)
                      .hold(2'000, 1'500)
                      .confirmUnanswered(2'002)
                      .confirmRefused(4'000, 403)
                      .ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(9, 60'000));
        }},
    {"holds ran out, but the queue stands still with more units than that", "V4", "no data",
        [](Scenario &s) {
            s.starting = 50;
            servedInOrder(s, 3, 1'500);
            s.add(BuyerWay(7).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            for (quint32 vu = 10; vu < 20; ++vu)
                s.add(waits(vu, 60'000));
        }},
    {"holds ran out, and others got them", "V4", "pass",
        [](Scenario &s) {
            s.starting = 3;
            servedInOrder(s, 3, 1'500);
            s.add(BuyerWay(7).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(waits(9, 60'000));
        }},
    {"holds ran out, grants go on slowly", "V4", "no data",
        [](Scenario &s) {
            s.starting = 5;
            s.add(BuyerWay(1).buy(10).hold(10'000, 1'500).confirmed(10'002));
            s.add(BuyerWay(2).buy(10).hold(20'000, 1'500).confirmed(20'002));
            s.add(BuyerWay(3).buy(10).hold(30'000, 1'500).confirmed(30'002));
            s.add(BuyerWay(7).buy(20).queued(1'000).noPlace(5'000).ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(BuyerWay(8).buy(20).queued(1'000).noPlace(5'000).ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(9, 60'000));
        }},
    {"a hold ran out after the sale's end, and buyers look on", "V4", "no data",
        [](Scenario &s) {
            s.window(0, 30'000);
            s.starting = 41;
            servedInOrder(s, 40, 1'500);
            s.add(BuyerWay(47).buy(20).queued(28'900).noPlace(31'000).ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(48, 60'000));
        }},
    {"a hold ran out just before the last looks", "V4", "no data",
        [](Scenario &s) {
            s.starting = 41;
            servedInOrder(s, 40, 1'500);
            s.add(BuyerWay(47).buy(20).queued(57'000).noPlace(58'900).ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(48, 60'000));
        }},
    {"the unit of a hold that ran out goes round among buyers that left", "V4", "no data", goesRoundAmongThoseWhoLeft},
    {"the same, for those who wait", "V3", "pass", goesRoundAmongThoseWhoLeft},
    {"those who joined last and left first may have been served, out of order", "V3", "pass",
        [](Scenario &s) {
            s.starting = 41;
            servedInOrder(s, 40, 1'500);
            s.add(waits(90, 50'000));
            for (quint32 vu = 51; vu <= 80; ++vu)
                s.add(BuyerWay(vu).buy(2'500, 6, 9).queued(9'500, 6, 9).ended(Outcome::Interrupted));
        }},
    {"a unit stays away, and the sale's end is told by an unknown clock", "V4", "no data",
        [](Scenario &s) {
            s.starting = 5;
            servedInOrder(s, 3, 1'500);
            s.changes.push_back([](VerificationInput &input) { input.saleEndsAt = input.startedAt + 600'000; });
            s.add(BuyerWay(7).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(waits(9, 60'000));
        }},
    {"some units of holds that ran out came back, and some did not", "V4", "fail",
        [](Scenario &s) {
            s.starting = 41;
            servedInOrder(s, 40, 1'500);
            s.add(BuyerWay(46).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(BuyerWay(47).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(waits(90, 60'000));
        },
        1},
    {"the queue stands still with more units than ran out, though few wait", "V4", "no data",
        [](Scenario &s) {
            s.starting = 50;
            servedInOrder(s, 3, 1'500);
            s.add(BuyerWay(7).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(waits(90, 60'000));
        }},
    {"of many that wait to the end, one after the other is cut, and one had left before", "V4", "warn",
        [](Scenario &s) {
            s.starting = 43;
            servedInOrder(s, 40, 1'500);
            for (quint32 vu = 46; vu <= 48; ++vu)
                s.add(BuyerWay(vu).buy(20).hold(2'000, 1'500).ended(Outcome::Interrupted));
            s.add(BuyerWay(50).buy(20).queued(1'000).ended(Outcome::Interrupted));
            for (quint32 vu = 100; vu < 400; ++vu)
                s.add(waits(vu, 18'000).queued(20'000 + 100 * (vu - 100)).ended(Outcome::Interrupted));
        },
        2},
    {"a hold whose confirm met a limit in front of the shop runs on", "V4", "no data",
        [](Scenario &s) {
            s.starting = 41;
            servedInOrder(s, 40);
            s.add(BuyerWay(47)
                      .buy(20)
                      .hold(2'000)
                      .confirmRefused(2'002, 429)
                      .ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(90, 60'000));
        }},
    {"a hold that the shop said is gone leaves its unit away", "V4", "fail",
        [](Scenario &s) {
            s.starting = 41;
            servedInOrder(s, 40);
            s.add(BuyerWay(47)
                      .buy(20)
                      .hold(2'000)
                      .confirmRefused(2'002, 403)
                      .ended(Outcome::Failed, OutcomeReason::ApiError));
            s.add(waits(90, 60'000));
        },
        1},

    // V9
    {"confirms within the hold are taken", "V9", "pass", [](Scenario &s) { servedInOrder(s, 3); }},
    {"a refusal within the hold", "V9", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            s.add(BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 403));
        },
        1},
    {"a refusal after the sale's end", "V9", "no data",
        [](Scenario &s) {
            s.window(0, 900);
            s.add(BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 409, Meaning::SoldOut));
        }},
    {"a refusal, and the sale's end is unknown", "V9", "inconclusive",
        [](Scenario &s) {
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 403));
        }},
    {"out of stock within the hold", "V9", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            s.add(BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 409, Meaning::SoldOut));
        },
        1},
    {"the sale was over, or not", "V9", "no data",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 409, Meaning::Ended));
        }},
    {"a refusal after the hold", "V9", "no data",
        [](Scenario &s) { s.add(BuyerWay(1).buy(10).hold(1'000, 1'500).confirmRefused(1'700, 403)); }},
    {"an earlier confirm may have used it", "V9", "pass",
        [](Scenario &s) {
            s.window(0, 60'000);
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buy(10).hold(1'000).confirmUnanswered(1'002).confirmRefused(2'000, 403));
            s.changes.push_back([](VerificationInput &input) {
                Order order = input.books.admin.orders.front(); // it did
                order.id = "late";
                order.email = u"buyer-2-0@test.com"_s;
                input.books.admin.orders.push_back(order);
            });
        }},
    {"an earlier confirm booked nothing", "V9", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buy(10).hold(1'000).confirmUnanswered(1'002).confirmRefused(2'000, 403));
        },
        1},
    {"an earlier confirm may still be under way", "V9", "pass",
        [](Scenario &s) {
            s.window(0, 60'000);
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buy(10).hold(1'000).confirmRefused(1'002, 504).confirmRefused(2'000, 403));
        }},
    {"told for ever that it is being confirmed", "V9", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            servedInOrder(s, 1);
            s.add(BuyerWay(2)
                      .buy(10)
                      .hold(1'000)
                      .confirmRefused(1'002, 409, Meaning::Confirming)
                      .confirmRefused(3'000, 409, Meaning::Confirming));
        },
        1},
    {"sold out beside a stock that never was 0", "V9", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            s.sample(500, 100);
            s.add(BuyerWay(1).buy(10).hold(1'000, BuyerCall::untold).confirmRefused(1'002, 409, Meaning::SoldOut));
            s.sample(1'500, 100);
        },
        1},
    {"no TTL is told", "V9", "no data",
        [](Scenario &s) { s.add(BuyerWay(1).buy(10).hold(1'000, BuyerCall::untold).confirmRefused(1'002, 403)); }},
    {"refused in a way that is not documented", "V9", "no data",
        [](Scenario &s) {
            s.window(0, 60'000);
            s.add(BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 410, Meaning::Unclear));
            s.add(BuyerWay(2).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 500));
            s.add(BuyerWay(3).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 302, Meaning::Unclear));
            s.add(BuyerWay(4).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 429, Meaning::RateLimited));
            s.add(BuyerWay(5).buy(10).hold(1'000, 60'000).confirmUnanswered(1'002));
        }},
    {"one of them kept, one refused in a way that is not documented", "V9", "warn",
        [](Scenario &s) {
            s.window(0, 60'000);
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 409, Meaning::Unclear));
        }},
    {"the shop says in mid-sale that it is not active", "V9", "warn",
        [](Scenario &s) {
            s.window(0, 60'000);
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 409, Meaning::Ended));
        }},
    {"trouble, and then confirmed", "V9", "pass",
        [](Scenario &s) {
            s.window(0, 60'000);
            s.add(BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 500).confirmed(2'000));
            s.add(BuyerWay(2)
                      .buy(10)
                      .hold(1'000, 60'000)
                      .confirmRefused(1'002, 429, Meaning::RateLimited)
                      .confirmed(2'000));
        }},
    {"told to wait, and then refused", "V9", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            s.add(BuyerWay(1)
                      .buy(10)
                      .hold(1'000, 60'000)
                      .confirmRefused(1'002, 429, Meaning::RateLimited)
                      .confirmRefused(2'000, 403));
        },
        1},
    {"more holds than units at once", "V9", "fail",
        [](Scenario &s) {
            s.starting = 2;
            s.remaining = 0;
            servedInOrder(s, 3);
        },
        1},
    {"holds one after the other", "V9", "pass",
        [](Scenario &s) {
            s.starting = 1;
            s.add(BuyerWay(1).buy(10).queued(990).hold(1'000, 60'000).ended(Outcome::Interrupted));
            s.add(BuyerWay(2).buy(10).queued(60'990).hold(61'000, 60'000).confirmed(61'002));
        }},

    // V10
    {"in order", "V10", "pass", [](Scenario &s) { servedInOrder(s, 5); }},
    {"one buyer is left behind", "V10", "fail",
        [](Scenario &s) {
            s.changes.push_back([](VerificationInput &input) {
                input.fairnessTolerance = 1;
                input.starvation = 4;
            });
            s.add(BuyerWay(9).buy(1).queued(9'000).ended(Outcome::GaveUp, OutcomeReason::Timeout));
            servedInOrder(s, 5);
        },
        5},
    {"overtaken by no more than allowed", "V10", "pass",
        [](Scenario &s) {
            s.changes.push_back([](VerificationInput &input) {
                input.fairnessTolerance = 1;
                input.starvation = 5;
            });
            s.add(BuyerWay(9).buy(1).queued(9'000).ended(Outcome::GaveUp, OutcomeReason::Timeout));
            servedInOrder(s, 5);
        },
        5},
    {"the last come are served first", "V10", "fail",
        [](Scenario &s) {
            for (int i = 1; i <= 5; ++i)
                s.add(BuyerWay(quint32(i))
                          .buy(10 * i)
                          .queued(5'900 - 100 * i)
                          .hold(6'000 - 100 * i)
                          .confirmed(6'002 - 100 * i));
        },
        6}, // neighbours' holds may have come at once
    {"one is never served", "V10", "fail",
        [](Scenario &s) {
            s.add(BuyerWay(9).buy(5).queued(20'000));
            servedInOrder(s, 3);
        },
        3},
    {"within the tolerance", "V10", "pass",
        [](Scenario &s) {
            s.add(BuyerWay(9).buy(5).queued(20'000));
            servedInOrder(s, 3);
            s.changes.push_back([](VerificationInput &input) { input.fairnessTolerance = 0.5; });
        },
        3},
    {"nobody's order is certain", "V10", "no data",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10).hold(5'000));
            s.add(BuyerWay(2).buy(11).hold(1'000));
        }},
    {"a buyer that was in the queue before cannot be placed", "V10", "no data",
        [](Scenario &s) {
            s.changes.push_back(
                [](VerificationInput &input) { input.emails = BuyerEmails(u"buyer-{VU}@test.com"_s, {}); });
            s.add(BuyerWay(1, 0).buy(1).queued(500).ended(Outcome::Interrupted));
            s.add(BuyerWay(1, 1).buy(1'000).hold(1'100));
        }},

    // V11
    {"places get better", "V11", "pass", [](Scenario &s) { s.add(BuyerWay(1).buy(10, 9, 9).queued(1'000, 4, 7)); }, 0},
    {"no place is told", "V11", "no data", [](Scenario &s) { s.add(BuyerWay(1).buy(10).queued(1'000)); }},
    {"place 0", "V11", "fail", [](Scenario &s) { s.add(BuyerWay(1).buy(10, 0, 9)); }, 1},
    {"behind the queue's end, as the size may be of another moment", "V11", "pass",
        [](Scenario &s) { s.add(BuyerWay(1).buy(10, 10, 9)); }, 0},
    {"going back", "V11", "fail", [](Scenario &s) { s.add(BuyerWay(1).buy(10, 4, 9).queued(1'000, 5, 9)); }, 1},
    {"a new place after a lost one is no going back", "V11", "pass",
        [](Scenario &s) { s.add(BuyerWay(1).buy(10, 4, 9).hold(1'000).confirmRefused(1'002, 403).buy(1'100, 7, 9)); }},
    {"lost from the queue", "V11", "warn",
        [](Scenario &s) {
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buy(10, 4, 9).queued(1'000, 3, 9).noPlace(3'000));
        },
        1},
    {"a hold may have come and gone: its second was rounded up", "V11", "pass",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10, 1, 9).hold(500, 1'000).confirmed(502));
            s.add(BuyerWay(2).buy(10, 4, 9).queued(1'000, 3, 9).noPlace(1'500));
        }},
    {"a hold may have come and gone", "V11", "pass",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10, 1, 9).hold(500, 1'500).confirmed(502));
            s.add(BuyerWay(2).buy(10, 4, 9).queued(1'000, 3, 9).noPlace(3'000));
        }},

    {"a place lost where no hold's time is told", "V11", "warn",
        [](Scenario &s) { s.add(BuyerWay(1).buy(10, 3, 5).queued(500, 2, 5).noPlace(1'000)); }, 1},
    {"a size read after others had left", "V11", "pass",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10, 3, 1).queued(500, 1, 1));
            s.add(BuyerWay(2).buy(1).hold(12));
            s.add(BuyerWay(3).buy(2).hold(13));
        },
        0},

    // V12
    {"cut short, as told, and sold on", "V12", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            toldEnd(s, 900, 60'000);
            toldEnd(s, 1'900, 1'500);
            toldEnd(s, 2'900, 1'500);
            toldEnd(s, 3'900, 1'500);
            s.timeOrders(0);
            s.add(BuyerWay(1).buy(10).queued(3'200).hold(3'300).confirmed(3'310));
        },
        2},
    {"extended, as told", "V12", "pass",
        [](Scenario &s) {
            s.window(0, 3'000);
            toldEnd(s, 900, 3'000);
            toldEnd(s, 1'900, 60'000);
            s.add(BuyerWay(1).buy(10).queued(5'200).hold(5'300).confirmed(5'310));
        },
        0},
    {"an answer after the end to a confirm from before it", "V12", "pass",
        [](Scenario &s) {
            s.window(0, 3'000);
            s.add(BuyerWay(1).buy(10).hold(1'000).confirmUnanswered(1'002).confirmed(9'000));
        },
        0},
    {"recovered, but asked for after the end", "V12", "fail",
        [](Scenario &s) {
            s.window(0, 3'000);
            s.timeOrders(0);
            s.add(BuyerWay(2).buy(10).queued(500).hold(1'000).confirmed(1'010));
            s.add(BuyerWay(1).buy(10).hold(1'000).confirmRefused(9'000, 504).ended(Outcome::Failed));
            s.changes.push_back([](VerificationInput &input) {
                Order order;
                order.id = "late";
                order.email = u"buyer-1-0@test.com"_s;
                order.saleId = "sale";
                order.paymentStatus = PaymentStatus::Paid;
                input.books.admin.orders.push_back(order);
                input.books.sale->remaining = 98;
            });
        },
        1},

    {"all within the sale's time", "V12", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(1'000, 60'000);
        },
        0},
    {"a confirm after the end", "V12", "fail",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10).hold(3'000).confirmed(5'600));
            s.window(0, 4'500);
            s.timeOrders(0);
        },
        1},
    {"a hold before the start", "V12", "fail",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10).hold(1'000).confirmed(5'000));
            s.window(4'500, 60'000);
            s.timeOrders(0);
        },
        1},
    {"the shop's clock is an hour ahead", "V12", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(3'600'000, 3'660'000);
            s.clock(3'600'000);
        },
        0},
    {"outside by headers an hour off, which no order confirms", "V12", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(0, 60'000);
            s.clock(3'600'000);
        }},
    {"one is too near to the end to tell", "V12", "pass",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(10).hold(3'000).confirmed(4'499));
            s.window(0, 4'500);
        },
        0},
    {"all are too near to the end to tell", "V12", "no data",
        [](Scenario &s) {
            s.add(BuyerWay(1).buy(4'480).hold(4'498).confirmed(4'499));
            s.window(0, 4'500);
        },
        0},
    {"the orders' times are an hour off the shop's clock", "V12", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(1'000, 60'000);
            s.timeOrders(3'600'000);
        },
        0},
    {"the headers are a proxy's, an hour behind", "V12", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(1'000, 60'000);
            s.clock(-3'600'000);
            s.timeOrders(0);
        },
        0},
    {"late by either of two clocks", "V12", "fail",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(0, 1'000);
            s.clock(3'600'000);
            s.timeOrders(0);
        },
        6},
    {"only the orders tell the clock", "V12", "fail",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(0, 4'150); // and a second more, as clocks may be apart
            s.observations.clock.clear();
            s.timeOrders(0);
        },
        3}, // a hold and two confirms; the other hold may have come just in time
    {"only the orders tell the clock, to the second", "V12", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(5'040, 60'000);
            s.observations.clock.clear();
            s.timeOrders(0, 1'000);
        },
        0},
    {"the orders have no times", "V12", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(1'000, 60'000);
        },
        0},
    {"no clock is known", "V12", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.window(0, 1'000);
            s.observations.clock.clear();
        }},

    // V13, V14
    {"ended, and on at the next look", "V13", "fail",
        [](Scenario &s) {
            s.window(0, 60'000);
            s.sample(1'000, 100);
            contradict(s, SaleContradiction::Kind::EndedAndOn, 5'000);
        },
        0},
    {"ended and on, near the end", "V13", "warn",
        [](Scenario &s) {
            s.window(0, 5'000);
            s.sample(1'000, 100);
            contradict(s, SaleContradiction::Kind::EndedAndOn, 5'000);
        },
        0},
    {"sold out at the end, beside units that nobody can hold", "V13", "fail",
        [](Scenario &s) {
            s.sample(1'000, 100);
            s.changes.push_back([](VerificationInput &input) { input.books.sale->soldOut = true; });
        },
        0},
    {"sold out, beside units that are held", "V13", "warn",
        [](Scenario &s) {
            s.starting = 1;
            s.add(BuyerWay(1).buy(10).hold(1'000).ended(Outcome::Interrupted));
            s.changes.push_back([](VerificationInput &input) { input.books.sale->soldOut = true; });
        },
        0},
    {"falling stock", "V13", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.sample(1'000, 100);
            s.sample(6'000, 97);
        },
        0},
    {"below 0", "V13", "fail", [](Scenario &s) { s.sample(1'000, -1); }, 2}, // and then it grew
    {"above the start", "V13", "fail", [](Scenario &s) { s.sample(1'000, 101); }, 1},
    {"no number", "V13", "warn", [](Scenario &s) { s.sample(1'000, {}, u"it is \"many\""_s); }, 0},
    {"never a number", "V13", "inconclusive",
        [](Scenario &s) {
            s.sample(1'000, {}, u"it is \"many\""_s);
            s.changes.push_back([](VerificationInput &input) { input.books.sale.reset(); });
        },
        0},
    {"out of range", "V13", "warn",
        [](Scenario &s) {
            s.sample(1'000, std::numeric_limits<qint64>::max());
            s.sample(2'000, std::numeric_limits<qint64>::min());
        },
        0},
    {"out of range to the end", "V13", "inconclusive",
        [](Scenario &s) {
            s.remaining = std::numeric_limits<qint64>::max();
            s.sample(1'000, std::numeric_limits<qint64>::max());
        },
        0},
    {"growing", "V13", "warn",
        [](Scenario &s) {
            s.sample(1'000, 50);
            s.sample(2'000, 60);
            s.remaining = 60;
        },
        1},
    {"within the bounds", "V14", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.sample(1'000, 100);
            s.sample(5'150, 99);
        },
        0},
    {"below what was asked for", "V14", "fail",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.sample(1'000, 99);
        },
        1},
    {"above what was taken, to the end", "V14", "fail",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.sample(9'000, 98);
            s.remaining = 98;
        },
        2},
    {"out of date for a while", "V14", "warn",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.sample(6'000, 98);
        },
        1},
    {"out of date for too long", "V14", "fail",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.sample(16'000, 98);
        },
        1},
    {"others buy as well", "V14", "no data",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.sample(1'000, 90);
            s.changes.push_back([](VerificationInput &input) { input.saleCreated = false; });
        }},

    // V15
    {"documented statuses", "V15", "pass", [](Scenario &s) { servedInOrder(s, 1); }, 0},
    {"a status of no documented kind", "V15", "fail",
        [](Scenario &s) {
            s.changes.push_back([](VerificationInput &input) {
                RequestTally &looks =
                    input.counts.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Position)];
                looks.byStatus[410] = looks.undocumented[410] = 7;
            });
        },
        7},
    {"refused as having bought, without an order", "V15", "fail",
        [](Scenario &s) {
            servedInOrder(s, 1);
            s.add(BuyerWay(2).buyRefused(10, 409));
            s.observations.claims.push_back({.vu = 2, .answered = 12'000'000, .orderId = "order-1"});
        },
        1},
    {"refused as having bought, with its own order", "V15", "pass",
        [](Scenario &s) {
            servedInOrder(s, 1);
            s.observations.claims.push_back({.vu = 1, .answered = 12'000'000, .orderId = "order-1"});
        },
        0},
    {"a limit in front of the shop", "V15", "pass",
        [](Scenario &s) {
            s.changes.push_back([](VerificationInput &input) {
                input.counts.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)].byStatus[429] = 7;
            });
        },
        0},
    {"trouble is no breach", "V15", "pass",
        [](Scenario &s) {
            s.changes.push_back([](VerificationInput &input) {
                input.counts.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)].byStatus[503] = 7;
            });
        },
        0},
    {"let in again after its order", "V15", "fail",
        [](Scenario &s) {
            s.changes.push_back(
                [](VerificationInput &input) { input.emails = BuyerEmails(u"buyer-{VU}@test.com"_s, {}); });
            s.add(BuyerWay(1, 0).buy(10).hold(1'000).confirmed(1'002));
            s.add(BuyerWay(1, 1).buy(2'000).queued(3'000));
        },
        1},
    {"refused after its order", "V15", "pass",
        [](Scenario &s) {
            s.changes.push_back(
                [](VerificationInput &input) { input.emails = BuyerEmails(u"buyer-{VU}@test.com"_s, {}); });
            s.add(BuyerWay(1, 0).buy(10).hold(1'000).confirmed(1'002));
            s.add(BuyerWay(1, 1).buyRefused(2'000, 409).ended(Outcome::Failed, OutcomeReason::AlreadyPurchased));
        },
        0},

    {"one of the sample is refused after its order", "V15", "pass",
        [](Scenario &s) {
            servedInOrder(s, 2);
            s.probe(1, BuyerWay(1).buyRefused(6'000, 409));
        },
        0},
    {"one of the sample is let in after its order", "V15", "fail",
        [](Scenario &s) {
            servedInOrder(s, 2);
            s.probe(1, BuyerWay(1).buyRefused(6'000, 409));
            s.probe(2, BuyerWay(2).buy(6'000).hold(7'000).confirmed(7'002));
        },
        1},
    {"one of the sample meets trouble", "V15", "pass",
        [](Scenario &s) {
            servedInOrder(s, 2);
            s.probe(1, BuyerWay(1).buyRefused(6'000, 503));
        },
        0},
    {"a second confirm of one of the sample may take a unit", "V14", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.probe(1, BuyerWay(1).buy(6'000).hold(7'000).confirmed(7'002));
            s.sample(8'000, 96);
            s.remaining = 96;
        },
        0},
    {"or none", "V14", "pass",
        [](Scenario &s) {
            servedInOrder(s, 3);
            s.probe(1, BuyerWay(1).buy(6'000).hold(7'000).confirmed(7'002));
            s.sample(8'000, 97);
        },
        0},

    // V6: an order that no list shows
    {"none of those looked for appeared, and the lists were read soon after", "V6", "inconclusive",
        [](Scenario &s) { lose(s, 2, 10'000); }},
    {"nor did any a minute later", "V6", "fail", [](Scenario &s) { lose(s, 2, 61'000); }, -2},
    {"the other one took long to appear", "V6", "inconclusive",
        [](Scenario &s) {
            lose(s, 1, 10'000);
            s.observations.visibility.push_back(
                {.vu = 2, .orderId = "order-2", .lastMissing = 5'900'000'000, .firstSeen = 6'000'000'000});
        }},
    {"the other one appeared soon", "V6", "fail",
        [](Scenario &s) {
            lose(s, 1, 10'000);
            s.observations.visibility.push_back(
                {.vu = 2, .orderId = "order-2", .lastMissing = 900'000'000, .firstSeen = 1'000'000'000});
        },
        -1},

    // V16
    {"nothing was looked for", "V16", "no data", [](Scenario &s) { servedInOrder(s, 1); }},
    {"listed at once", "V16", "pass",
        [](Scenario &s) {
            s.observations.visibility.push_back(
                {.vu = 1, .orderId = "order-1", .confirmed = 0, .firstSeen = 30'000'000});
        },
        0},
    {"listed late", "V16", "fail",
        [](Scenario &s) {
            s.observations.visibility.push_back({.vu = 1,
                .orderId = "order-1",
                .confirmed = 0,
                .lastMissing = 2'900'000'000,
                .firstSeen = 3'200'000'000});
        },
        1},
    {"seen, but only when it was looked for at last", "V16", "no data",
        [](Scenario &s) {
            s.observations.visibility.push_back(
                {.vu = 1, .orderId = "order-1", .confirmed = 0, .firstSeen = 9'070'000'000});
        }},
    {"one listed in time, of another it cannot be told", "V16", "pass",
        [](Scenario &s) {
            s.observations.visibility.push_back(
                {.vu = 1, .orderId = "order-1", .confirmed = 0, .firstSeen = 30'000'000});
            s.observations.visibility.push_back(
                {.vu = 2, .orderId = "order-2", .confirmed = 0, .firstSeen = 9'070'000'000});
        },
        0},
    {"not seen while it was looked for, but not long", "V16", "no data",
        [](Scenario &s) {
            s.observations.visibility.push_back(
                {.vu = 1, .orderId = "order-1", .confirmed = 0, .lastMissing = 500'000'000});
        },
        0},

    // V17
    {"not sold out", "V17", "no data", [](Scenario &s) { servedInOrder(s, 3); }},
    {"sold out", "V17", "pass",
        [](Scenario &s) {
            s.starting = 3;
            servedInOrder(s, 3);
        }},
    {"the last unit keeps its buyers waiting", "V17", "fail",
        [](Scenario &s) {
            s.starting = 4;
            servedInOrder(s, 3);
            s.add(waits(9, 60'000).hold(60'500).confirmed(60'502));
        }},
    {"the last unit found no buyer for long", "V17", "pass",
        [](Scenario &s) {
            s.starting = 4;
            servedInOrder(s, 3);
            s.add(BuyerWay(9).buy(60'000).hold(60'500).confirmed(60'502));
        }},
};

} // namespace

/// The checks that rest on what the buyers saw call by call, and on what was observed of the shop beside them.
class TestBuyerChecks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(cases); ++i)
            QTest::addRow("%s: %s", cases[i].check, cases[i].name) << int(i);
    }
    void judges()
    {
        QFETCH(int, index);
        const Case &one = cases[index];
        Scenario scenario;
        one.set(scenario);
        const CheckRow row = scenario.row(QString::fromLatin1(one.check));
        const QString told = u"%1 | %2 | %3"_s.arg(row.actual, row.note, QString::number(row.evidence.count));
        QVERIFY2(
            toString(row.verdict) == QLatin1StringView(one.verdict), qPrintable(toString(row.verdict) + u": " + told));
        QVERIFY2(row.difference.value_or(0) == one.difference, qPrintable(told));
        QVERIFY(row.verdict != CheckVerdict::Fail || row.evidence.count > 0);
        QVERIFY(row.verdict != CheckVerdict::NoData || !row.note.isEmpty());
        for (const QStringList &finding : row.evidence.rows)
            QCOMPARE(finding.size(), row.evidence.columns.size());
        if (row.evidence.worst)
            QVERIFY(*row.evidence.worst < row.evidence.rows.size());
    }

    /// What went wrong on the way to right orders is not told as if the orders were wrong.
    void headlines()
    {
        Scenario scenario;
        scenario.sample(1'000, -1);
        QVERIFY(scenario.report().headline == Headline::RulesBroken);
        scenario.observations = {};
        scenario.changes.push_back([](VerificationInput &input) { input.counts.journeysStarted = 17; });
        QVERIFY(scenario.report().headline == Headline::Inconclusive);
        scenario.remaining = 99;
        QVERIFY(scenario.report().headline == Headline::Underselling);
        scenario.remaining = 101;
        QVERIFY(scenario.report().headline == Headline::Overbooking);
    }

    void takesTheOrdersTimesAsExactAsTheyAre()
    {
        Scenario scenario;
        servedInOrder(scenario, 3);
        scenario.window(1'000, 60'000);
        scenario.timeOrders(0, 1'000);
        const CheckRow row = scenario.row(u"V12");
        QVERIFY2(!row.note.contains(u"do not fit"_s) && row.note.contains(u"goes as ours"_s), qPrintable(row.note));
    }

    void tellsBuyersFromTimes()
    {
        Scenario scenario;
        servedInOrder(scenario, 3);
        scenario.add(droppedAgainAndAgain(8));
        scenario.add(droppedAgainAndAgain(9));
        scenario.add(BuyerWay(10).buy(10, 4, 9).queued(1'000, 5, 9).queued(2'000, 8, 9));
        const CheckRow row = scenario.row(u"V11");
        QCOMPARE(row.note,
            u"1 buyer was told a place that cannot be right, 2 times in all. 2 buyers were lost from the queue, "
            u"without "
            "a hold or an order, 10 times in all."_s);
        // The worst first: what cannot be right, and of that what is farthest off.
        QCOMPARE(row.evidence.worst, std::optional<std::size_t>(0));
        QCOMPARE(row.evidence.rows.at(0).at(2), u"from place 5 back to 8"_s);
        QCOMPARE(row.evidence.rows.at(1).at(2), u"from place 4 back to 5"_s);
        QCOMPARE(row.evidence.count, 12);
        QCOMPARE(scenario.row(u"V4").actual, u"none of 3 holds left unpaid"_s);
    }

    void putsTheMostOvertakenFirst()
    {
        Scenario scenario;
        scenario.add(BuyerWay(8).buy(15).queued(5'150).ended(Outcome::Interrupted)); // overtaken by one less
        scenario.add(BuyerWay(9).buy(5).queued(20'000));
        servedInOrder(scenario, 3);
        const CheckRow row = scenario.row(u"V10");
        QCOMPARE(row.evidence.worst, std::optional<std::size_t>(0));
        QCOMPARE(row.evidence.rows.at(0).at(0), u"buyer-9-0@test.com"_s);
    }

    void countsTheSellOutFromTheSalesStart()
    {
        Scenario scenario;
        scenario.starting = 3;
        servedInOrder(scenario, 3);
        QVERIFY(scenario.row(u"V17").actual.startsWith(u"sold out 5.29 s after the first buy"_s));
        scenario.window(2'000, 60'000);
        const CheckRow row = scenario.row(u"V17");
        QVERIFY2(
            row.actual.startsWith(u"sold out 3.30 s after the sale's start, 0.9 units/s"_s), qPrintable(row.actual));
        QVERIFY2(row.note.startsWith(u"3 buyers came before the sale opened, up to 1.99 s before it"_s),
            qPrintable(row.note));
        QVERIFY(scenario.row(u"V10").note.contains(u"3 buyers came before the sale opened"_s));
    }

    void saysWhatWasTriedAgain()
    {
        Scenario scenario;
        servedInOrder(scenario, 3);
        scenario.probe(1, BuyerWay(1).buyRefused(6'000, 409));
        scenario.probe(2, BuyerWay(2).buy(6'000).hold(7'000).confirmed(7'002));
        scenario.probe(3, BuyerWay(3).buyUnanswered(6'000));
        const CheckRow row = scenario.row(u"V15");
        QCOMPARE(row.actual, u"5 answers; 2 tries to buy again after an order, 1 let in"_s);
        QCOMPARE(row.evidence.rows.at(0).at(1), u"was confirmed once more, as order again-2"_s);
        // And the tries count for nothing else.
        QCOMPARE(scenario.row(u"V9").actual, u"3 of 3 holds kept, at least 3 units taken at once"_s);
    }

    void saysWhyHoldsAreUnclear()
    {
        Scenario scenario;
        scenario.window(0, 60'000);
        scenario.add(BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 410, Meaning::Unclear));
        scenario.add(BuyerWay(2).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 410, Meaning::Unclear));
        scenario.add(BuyerWay(3).buy(10).hold(1'000, 60'000).confirmUnanswered(1'002));
        const CheckRow row = scenario.row(u"V9");
        QVERIFY2(row.actual.startsWith(u"0 of 3 holds kept, 3 unclear"_s), qPrintable(row.actual));
        QVERIFY2(
            row.note.startsWith(u"3 holds were neither kept nor refused for certain: status 410 (2), no answer (1)."_s),
            qPrintable(row.note));
    }

    void tellsHoldsThatWereKeptAtALaterTry()
    {
        Scenario scenario;
        scenario.window(0, 60'000);
        scenario.add(
            BuyerWay(1).buy(10).hold(1'000, 60'000).confirmRefused(1'002, 409, Meaning::Ended).confirmed(2'000));
        scenario.add(BuyerWay(2).buy(10).hold(1'000, 60'000).confirmed(1'002));
        const CheckRow row = scenario.row(u"V9");
        QCOMPARE(toString(row.verdict).toString(), u"warn"_s);
        QVERIFY2(row.actual.startsWith(u"2 of 2 holds kept, 1 of them at a later try"_s), qPrintable(row.actual));
        QCOMPARE(
            row.note, u"1 hold was kept only after a first confirm was refused: sale said not to be active (1)."_s);
        QCOMPARE(row.evidence.count, 1);
    }

    /// Results of older versions have no calls: the checks that need them say so, and none passes.
    void saysWhatIsMissing()
    {
        Scenario scenario;
        servedInOrder(scenario, 3);
        for (LedgerEntry &entry : scenario.ledger)
            entry.calls = {};
        for (const QString &id : {u"V3"_s, u"V4"_s, u"V9"_s, u"V10"_s, u"V11"_s, u"V12"_s, u"V14"_s, u"V17"_s}) {
            const CheckRow row = scenario.row(id);
            QCOMPARE(toString(row.verdict).toString(), u"no data"_s);
            QVERIFY2(row.note.contains(u"calls"_s), qPrintable(id + row.note));
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBuyerChecks)
#include "tst_buyerchecks.moc"
