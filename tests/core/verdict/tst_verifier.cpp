// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookscenario.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// The checks that need the buyers' single calls, or what was observed beside them; a BookScenario has neither.
bool needsMoreThanBooks(const QString &id)
{
    static const QStringList ids{
        u"V3"_s, u"V4"_s, u"V9"_s, u"V10"_s, u"V11"_s, u"V12"_s, u"V13"_s, u"V14"_s, u"V15"_s, u"V16"_s, u"V17"_s};
    return ids.contains(id);
}

/// All rows that are not a plain pass: "V1 fail, V8 no data". Checks that have nothing to judge in any scenario are
/// left out.
QString firing(const VerificationReport &report)
{
    QStringList rows;
    for (const CheckRow &row : report.checks) {
        if (row.verdict == CheckVerdict::NoData && needsMoreThanBooks(toString(row.id)))
            continue;
        if (row.verdict != CheckVerdict::Pass)
            rows += toString(row.id) + u' ' + toString(row.verdict);
    }
    return rows.join(u", "_s);
}

const CheckRow &rowOf(const VerificationReport &report, QStringView id)
{
    for (const CheckRow &row : report.checks) {
        if (toString(row.id) == id)
            return row;
    }
    qFatal("no such check");
}

void loseSale(VerificationInput &input)
{
    input.books.sale.reset();
    input.books.saleBefore.reset();
    input.books.saleFailure = u"GET sale_status was answered with status 500"_s;
}

void loseEverything(VerificationInput &input)
{
    loseSale(input);
    for (EmailReading &reading : input.books.emails) {
        reading.state = EmailReading::State::Failed;
        reading.failure = u"no answer"_s;
        reading.orders.clear();
    }
    input.books.admin = {.state = AdminReading::State::Failed, .reason = u"no answer"_s, .path = {}, .orders = {}};
}

EmailReading &readingOf(VerificationInput &input, quint32 vu)
{
    for (EmailReading &reading : input.books.emails) {
        if (reading.vu == vu)
            return reading;
    }
    qFatal("no such reading");
}

void readAtOnce(VerificationInput &input)
{
    input.settled = false;
}

void readLater(VerificationInput &input)
{
    input.othersMayHaveBought = true;
}

struct BookCase {
    const char *name;
    void (*bend)(BookScenario &);
    const char *firing;
    Headline headline;
};

using enum ConfirmState;
using enum Headline;

const BookCase bookCases[]{
    {"nothing is wrong", [](BookScenario &) {}, "", Pass},
    {"sold out", [](BookScenario &s) { s.starting = 6; }, "", Pass},

    // Stock
    {"oversold, stock at 0",
        [](BookScenario &s) {
            s.starting = 5;
            s.remaining = 0;
        },
        "V1 fail, V2 fail", Overbooking},
    {"oversold, stock below 0: the equation holds", [](BookScenario &s) { s.starting = 5; }, "V1 fail, V13 fail",
        Overbooking},
    {"oversold and units lost",
        [](BookScenario &s) {
            s.starting = 5;
            s.remaining = -3;
        },
        "V1 fail, V2 fail, V13 fail", Overbooking},
    {"units appear, though no more were sold than there are", [](BookScenario &s) { s.remaining = 5; }, "V2 fail",
        Overbooking},
    {"a unit lost", [](BookScenario &s) { s.remaining = 3; }, "V2 fail", Underselling},
    {"stock below 0 without an oversell", [](BookScenario &s) { s.remaining = -1; }, "V2 fail, V13 fail", Underselling},
    // Read at once, what is missing may yet come; what is there in excess of the stock stays so.
    {"a unit lost, but the shop had no time to settle",
        [](BookScenario &s) {
            s.remaining = 3;
            s.changes.push_back(readAtOnce);
        },
        "V2 inconclusive", Inconclusive},
    {"units appear, but the shop had no time to settle",
        [](BookScenario &s) {
            s.remaining = 5;
            s.changes.push_back(readAtOnce);
        },
        "V2 inconclusive", Inconclusive},
    {"oversold, and the shop had no time to settle",
        [](BookScenario &s) {
            s.starting = 5;
            s.remaining = 0;
            s.changes.push_back(readAtOnce);
        },
        "V1 fail, V2 inconclusive", Overbooking},
    {"an order lost, but the shop had no time to settle",
        [](BookScenario &s) {
            s.removeOrder("order-3");
            s.remaining = 4;
            s.changes.push_back(readAtOnce);
        },
        "V2 inconclusive, V6 inconclusive", Inconclusive},
    {"an order unpaid, but the shop had no time to settle",
        [](BookScenario &s) {
            s.order("order-3").paymentStatus = PaymentStatus::Pending;
            s.remaining = 5;
            s.changes.push_back(readAtOnce);
        },
        "V6 inconclusive", Inconclusive},
    {"it adds up, though the shop had no time to settle", [](BookScenario &s) { s.changes.push_back(readAtOnce); }, "",
        Pass},
    {"a unit less than there should be, long after the run",
        [](BookScenario &s) {
            s.remaining = 3;
            s.hideAdminList();
            s.changes.push_back(readLater);
        },
        "V1 inconclusive, V2 inconclusive, V8 no data", Inconclusive},
    {"a unit lost, long after the run, with all orders at hand",
        [](BookScenario &s) {
            s.remaining = 3;
            s.changes.push_back(readLater);
        },
        "V2 fail", Underselling},
    {"the sale cannot be read: not the same as 0 remaining", [](BookScenario &s) { s.changes.push_back(loseSale); },
        "V2 inconclusive, V18 inconclusive", Inconclusive},
    {"the sale says no remaining",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.books.sale->remaining.reset(); }); },
        "V2 inconclusive, V18 inconclusive", Inconclusive},
    {"the stock moves while the orders are read",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.books.saleBefore->remaining = 5; }); },
        "V2 inconclusive, V18 inconclusive", Inconclusive},
    {"a unit lost and the stock moves",
        [](BookScenario &s) {
            s.remaining = 3;
            s.changes.push_back([](VerificationInput &in) { in.books.saleBefore->remaining = 4; });
        },
        "V2 inconclusive, V18 inconclusive", Inconclusive},
    {"the sale was read only once",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.books.saleBefore.reset(); }); }, "",
        Pass},
    {"the shop tells of another start than the sale was created with",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.books.sale->starting = 12; }); },
        "V2 warn", Pass},
    {"the shop told another start than the sale was created with all the time",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                in.books.saleBefore->starting = 12;
                in.books.sale->starting = 12;
            });
        },
        "V2 warn", Pass},
    {"the start is unknown",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.startingQuantity.reset(); }); },
        "V1 inconclusive, V2 inconclusive", Inconclusive},

    // An existing sale
    {"existing sale: the shop's start counts",
        [](BookScenario &s) {
            s.makeExistingSale();
            s.changes.push_back([](VerificationInput &in) { in.startingQuantity = 100; });
        },
        "", Pass},
    {"existing sale: the shop says no start",
        [](BookScenario &s) {
            s.makeExistingSale();
            s.changes.push_back([](VerificationInput &in) { in.books.sale->starting.reset(); });
        },
        "V1 inconclusive, V2 inconclusive", Inconclusive},
    {"existing sale: orders from before the run",
        [](BookScenario &s) {
            s.makeExistingSale();
            s.addOrder(u"early@test.com"_s, "early");
        },
        "V2 inconclusive, V8 inconclusive", Inconclusive},
    {"existing sale: oversold together with others",
        [](BookScenario &s) {
            s.makeExistingSale();
            s.starting = 6;
            s.addOrder(u"early@test.com"_s, "early");
        },
        "V1 fail, V2 inconclusive, V8 inconclusive, V13 fail", Overbooking},
    {"existing sale without an admin list: it adds up",
        [](BookScenario &s) {
            s.makeExistingSale();
            s.hideAdminList();
        },
        "V8 no data", Pass},
    {"existing sale without an admin list: what is short may be others' orders",
        [](BookScenario &s) {
            s.makeExistingSale();
            s.hideAdminList();
            s.addOrder(u"early@test.com"_s, "early");
        },
        "V1 inconclusive, V2 inconclusive, V8 no data", Inconclusive},
    {"existing sale without an admin list: others' orders cannot explain a surplus",
        [](BookScenario &s) {
            s.makeExistingSale();
            s.hideAdminList();
            s.remaining = 5;
        },
        "V1 inconclusive, V2 fail, V8 no data", Overbooking},

    // An existing sale whose books were read before the load: nine of ten units were left, one was sold
    {"baseline: it adds up",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(9, {{"early", PaymentStatus::Paid}});
        },
        "", Pass},
    {"baseline: a unit is lost",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(9, {{"early", PaymentStatus::Paid}});
            s.remaining = 2;
        },
        "V2 fail", Underselling},
    {"baseline: more than there ever were",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(9, {{"early", PaymentStatus::Paid}});
            s.remaining = 4;
        },
        "V2 fail", Overbooking},
    {"baseline: units that others held have come back",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(7, {{"early", PaymentStatus::Paid}});
        },
        "V2 inconclusive", Inconclusive},
    {"baseline: oversold",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.starting = 6;
            s.remaining = 0;
            s.makeExistingSale(5, {{"early", PaymentStatus::Paid}});
        },
        "V1 fail, V2 fail", Overbooking},
    {"baseline: more sold than was left, but not more than there were",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(5, {{"early", PaymentStatus::Paid}});
            s.remaining = 0;
        },
        "V1 inconclusive, V2 inconclusive", Inconclusive},
    {"baseline: others bought meanwhile",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.addOrder(u"early@test.com"_s, "late");
            s.makeExistingSale(9, {{"early", PaymentStatus::Paid}});
        },
        "V2 inconclusive, V8 inconclusive", Inconclusive},
    {"baseline: an order of before was refunded",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early", PaymentStatus::Refunded);
            s.makeExistingSale(9, {{"early", PaymentStatus::Paid}});
        },
        "V2 inconclusive", Inconclusive},
    {"baseline: units were added",
        [](BookScenario &s) {
            s.makeExistingSale(10, {});
            s.starting = 12;
        },
        "V2 inconclusive", Inconclusive},
    {"baseline without orders: it adds up",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(9, {});
            s.hideAdminList();
            s.changes.push_back([](VerificationInput &in) { in.baseline->ordersKnown = false; });
        },
        "V8 no data", Pass},
    {"baseline without orders: what is short may be others' orders",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(9, {});
            s.hideAdminList();
            s.changes.push_back([](VerificationInput &in) { in.baseline->ordersKnown = false; });
            s.remaining = 2;
        },
        "V1 inconclusive, V2 inconclusive, V8 no data", Inconclusive},
    {"baseline without orders: a surplus may have been others' before",
        [](BookScenario &s) {
            s.addOrder(u"early@test.com"_s, "early");
            s.makeExistingSale(9, {});
            s.hideAdminList();
            s.changes.push_back([](VerificationInput &in) { in.baseline->ordersKnown = false; });
            s.remaining = 4;
        },
        "V1 inconclusive, V2 inconclusive, V8 no data", Inconclusive},
    {"baseline: the stock could not be read",
        [](BookScenario &s) {
            s.makeExistingSale(9, {});
            s.changes.push_back([](VerificationInput &in) { in.baseline->remaining.reset(); });
        },
        "V1 inconclusive, V2 inconclusive", Inconclusive},

    // Numbers that no stock can be
    {"the stock is out of range", [](BookScenario &s) { s.remaining = std::numeric_limits<qint64>::max(); },
        "V2 inconclusive, V18 inconclusive", Inconclusive},
    {"the stock is far below 0", [](BookScenario &s) { s.remaining = std::numeric_limits<qint64>::min(); },
        "V2 inconclusive, V18 inconclusive", Inconclusive},

    // Incomplete readings
    {"no admin list", [](BookScenario &s) { s.hideAdminList(); }, "V8 no data", Pass},
    {"no admin list, a unit lost",
        [](BookScenario &s) {
            s.hideAdminList();
            s.remaining = 3;
        },
        "V2 inconclusive, V8 no data", Inconclusive},
    {"no admin list, though the profile wants it",
        [](BookScenario &s) {
            s.hideAdminList();
            s.changes.push_back([](VerificationInput &in) { in.adminListRequired = true; });
        },
        "V8 no data, V18 inconclusive", Inconclusive},
    {"the admin list was switched off",
        [](BookScenario &s) {
            s.hideAdminList(AdminReading::State::NotAsked);
            s.changes.push_back([](VerificationInput &in) { in.adminListWanted = false; });
        },
        "V8 no data", Pass},
    {"the admin list was wanted, but not read", [](BookScenario &s) { s.hideAdminList(AdminReading::State::NotAsked); },
        "V8 no data, V18 inconclusive", Inconclusive},
    {"the admin list fails, all buyers answered", [](BookScenario &s) { s.hideAdminList(AdminReading::State::Failed); },
        "V8 no data, V18 inconclusive", Inconclusive},
    {"the admin list never settles, all buyers answered",
        [](BookScenario &s) { s.hideAdminList(AdminReading::State::Unstable); }, "V8 no data, V18 inconclusive",
        Inconclusive},
    {"a buyer cannot be read, the admin list is whole", [](BookScenario &s) { s.failReading(3); }, "V18 inconclusive",
        Inconclusive},
    {"a buyer cannot be read, and there is no admin list: not underselling",
        [](BookScenario &s) {
            s.hideAdminList();
            s.failReading(3);
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, "
        "V18 inconclusive",
        Inconclusive},
    {"a buyer without an order cannot be read, and there is no admin list",
        [](BookScenario &s) {
            s.hideAdminList();
            s.failReading(8);
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V7 inconclusive, V8 no data, V18 inconclusive",
        Inconclusive},
    {"cancelled before everyone was asked",
        [](BookScenario &s) {
            s.hideAdminList(AdminReading::State::NotAsked);
            s.failReading(3, EmailReading::State::NotAsked);
            s.changes.push_back([](VerificationInput &in) { in.books.cancelled = true; });
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, "
        "V18 inconclusive",
        Inconclusive},
    {"a reading is missing altogether",
        [](BookScenario &s) {
            s.hideAdminList();
            s.changes.push_back([](VerificationInput &in) { in.books.emails.pop_back(); });
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V7 inconclusive, V8 no data, V18 inconclusive",
        Inconclusive},
    {"oversold for sure, in spite of a buyer unread",
        [](BookScenario &s) {
            s.starting = 4;
            s.remaining = 0;
            s.hideAdminList();
            s.failReading(3);
        },
        "V1 fail, V2 fail, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, V18 inconclusive",
        Overbooking},
    {"units appeared for sure, in spite of a buyer unread",
        [](BookScenario &s) {
            s.remaining = 6;
            s.hideAdminList();
            s.failReading(3);
        },
        "V1 inconclusive, V2 fail, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, V18 inconclusive",
        Overbooking},
    {"the list by email is off, the admin list is whole",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                in.byEmailWanted = false;
                in.books.emails.clear();
            });
        },
        "", Pass},
    {"the list by email is off, and there is no admin list",
        [](BookScenario &s) {
            s.hideAdminList();
            s.changes.push_back([](VerificationInput &in) {
                in.byEmailWanted = false;
                in.books.emails.clear();
            });
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, "
        "V18 inconclusive, V20 inconclusive",
        Inconclusive},
    {"the shop is dead", [](BookScenario &s) { s.changes.push_back(loseEverything); },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, "
        "V18 inconclusive, V20 inconclusive",
        Inconclusive},
    {"nobody bought",
        [](BookScenario &s) {
            s = BookScenario::empty();
            s.hideAdminList();
        },
        "V5 no data, V6 no data, V7 no data, V8 no data, V20 inconclusive", Inconclusive},
    {"nobody bought, and the shop is dead",
        [](BookScenario &s) {
            s = BookScenario::empty();
            s.changes.push_back(loseEverything);
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 no data, V7 inconclusive, V8 no data, "
        "V18 inconclusive, V20 inconclusive",
        Inconclusive},

    // The two lists against each other
    {"an order is missing from the admin list",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.books.admin.orders.pop_back(); }); },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V18 inconclusive",
        Inconclusive},
    {"an order is missing from the list by email",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { readingOf(in, 2).orders.clear(); }); },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V18 inconclusive",
        Inconclusive},
    {"the lists differ in a payment",
        [](BookScenario &s) {
            s.changes.push_back(
                [](VerificationInput &in) { readingOf(in, 2).orders[0].paymentStatus = PaymentStatus::Refunded; });
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V18 inconclusive",
        Inconclusive},
    {"a payment status that is not documented",
        [](BookScenario &s) {
            s.order("order-2").paymentStatus = PaymentStatus::Unknown;
            s.order("order-2").paymentStatusText = u"settled"_s;
            s.remaining = 4;
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V18 inconclusive",
        Inconclusive},
    {"an order in doubt does not prove that units appeared",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                in.books.admin.orders.pop_back();
                in.books.sale->remaining = 6;
                in.books.saleBefore.reset();
            });
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V18 inconclusive",
        Inconclusive},
    {"an unpaid order that only one list shows",
        [](BookScenario &s) {
            s.addOrder(8, "pending", PaymentStatus::Pending);
            s.changes.push_back([](VerificationInput &in) { in.books.admin.orders.pop_back(); });
        },
        "", Pass},
    {"an order of another sale",
        [](BookScenario &s) {
            s.addOrder(1, "other").saleId = "another sale";
            s.remaining = 4;
        },
        "", Pass},

    // One order per buyer
    {"a buyer with two orders", [](BookScenario &s) { s.addOrder(2, "twice"); }, "V5 fail", Inconsistent},
    {"a buyer with two orders, and another is unread",
        [](BookScenario &s) {
            s.addOrder(2, "twice");
            s.hideAdminList();
            s.failReading(8);
        },
        "V1 inconclusive, V2 inconclusive, V5 fail, V7 inconclusive, V8 no data, V18 inconclusive", Inconsistent},
    {"a buyer with a paid and a cancelled order",
        [](BookScenario &s) { s.addOrder(2, "again", PaymentStatus::Cancelled); }, "", Pass},
    {"a buyer that confirmed twice and has two orders",
        [](BookScenario &s) {
            s.emails = BuyerEmails(u"buyer-{VU}-0@test.com"_s, {});
            s.addJourney(2, Confirmed, "twice", 1);
            s.addOrder(2, "twice");
        },
        "V5 fail", Inconsistent},
    {"one order id given to two buyers", [](BookScenario &s) { s.addJourney(9, Confirmed, "order-2"); },
        "V5 fail, V6 fail", Inconsistent},
    {"one order id given twice to the same buyer",
        [](BookScenario &s) {
            s.emails = BuyerEmails(u"buyer-{VU}-0@test.com"_s, {});
            s.addJourney(2, Confirmed, "order-2", 1);
        },
        "", Pass},

    // Lost orders
    {"lost, and the stock was taken",
        [](BookScenario &s) {
            s.remaining = 4;
            s.removeOrder("order-3");
        },
        "V2 fail, V6 fail", Underselling},
    {"lost, and the stock was not taken", [](BookScenario &s) { s.removeOrder("order-3"); }, "V6 fail", Inconsistent},
    {"lost, and no id was told",
        [](BookScenario &s) {
            s.journey(3).orderId.clear();
            s.removeOrder("order-3");
        },
        "V6 fail", Inconsistent},
    {"found by email where no id was told", [](BookScenario &s) { s.journey(3).orderId.clear(); }, "", Pass},
    {"booked under another id than told", [](BookScenario &s) { s.journey(3).orderId = "told"; }, "V6 warn", Pass},
    {"two ids told, one order under a third",
        [](BookScenario &s) {
            s.emails = BuyerEmails(u"buyer-{VU}-0@test.com"_s, {});
            s.journey(3).orderId = "told";
            s.addJourney(3, Confirmed, "told too", 1);
        },
        "V6 fail", Inconsistent},
    {"two ids told, one of them lost",
        [](BookScenario &s) {
            s.emails = BuyerEmails(u"buyer-{VU}-0@test.com"_s, {});
            s.addJourney(3, Confirmed, "told too", 1);
        },
        "V6 fail", Inconsistent},
    {"lost, and the sale is unread",
        [](BookScenario &s) {
            s.removeOrder("order-3");
            s.changes.push_back(loseSale);
        },
        "V2 inconclusive, V6 fail, V18 inconclusive", Inconsistent},
    {"lost or not: this buyer is unread",
        [](BookScenario &s) {
            s.removeOrder("order-3");
            s.hideAdminList();
            s.failReading(3);
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, "
        "V18 inconclusive",
        Inconclusive},
    {"lost for sure, another buyer is unread",
        [](BookScenario &s) {
            s.removeOrder("order-3");
            s.hideAdminList();
            s.failReading(2);
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 fail, V7 inconclusive, V8 no data, V18 inconclusive",
        Inconsistent},
    {"lost or not: only a cancelled order of this buyer could be read",
        [](BookScenario &s) {
            s.journey(3).orderId.clear();
            s.addOrder(3, "cancelled", PaymentStatus::Cancelled);
            s.hideAdminList();
            s.changes.push_back([](VerificationInput &in) {
                EmailReading &reading = readingOf(in, 3);
                reading.state = EmailReading::State::Failed;
                reading.failure = u"page 2: 500"_s;
                reading.orders.erase(reading.orders.begin());
            });
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V6 inconclusive, V7 inconclusive, V8 no data, "
        "V18 inconclusive",
        Inconclusive},
    {"confirmed, then refunded", [](BookScenario &s) { s.order("order-3").paymentStatus = PaymentStatus::Refunded; },
        "", Pass},
    {"confirmed, then cancelled",
        [](BookScenario &s) { s.order("order-3").paymentStatus = PaymentStatus::Cancelled; }, "V6 fail", Inconsistent},
    {"confirmed, then refunded, and the unit is not for sale again",
        [](BookScenario &s) {
            s.remaining = 4;
            s.order("order-3").paymentStatus = PaymentStatus::Refunded;
        },
        "V2 inconclusive", Inconclusive},
    {"confirmed, but pending, and the stock was taken",
        [](BookScenario &s) {
            s.remaining = 4;
            s.order("order-3").paymentStatus = PaymentStatus::Pending;
        },
        "V2 inconclusive, V6 inconclusive", Inconclusive},
    {"more units missing than are pending",
        [](BookScenario &s) {
            s.remaining = 3;
            s.order("order-3").paymentStatus = PaymentStatus::Pending;
        },
        "V2 fail, V6 inconclusive", Underselling},
    {"two buyers' orders exchanged",
        [](BookScenario &s) { std::swap(s.order("order-3").email, s.order("order-4").email); }, "V6 fail",
        Inconsistent},
    {"booked for nothing",
        [](BookScenario &s) {
            s.order("order-3").totalAmount = 0;
            s.changes.push_back([](VerificationInput &in) { in.totalAmount = 1; });
        },
        "V6 fail", Inconsistent},
    {"booked with the shop's own price",
        [](BookScenario &s) {
            for (Order &order : s.orders)
                order.totalAmount = 79.9;
            s.changes.push_back([](VerificationInput &in) { in.totalAmount = 1; });
        },
        "", Pass},
    {"an old reading of a cache",
        [](BookScenario &s) {
            s.remaining = 7;
            s.changes.push_back([](VerificationInput &in) {
                in.books.sale->age = 30'000;
                in.books.sale->sent = 1'000'000'000;
            });
        },
        "V2 inconclusive, V18 inconclusive", Inconclusive},
    {"units were added",
        [](BookScenario &s) {
            s.remaining = 9;
            s.changes.push_back([](VerificationInput &in) { in.books.sale->starting = 15; });
        },
        "V2 inconclusive", Inconclusive},
    {"nothing is told once the sale is over",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                in.books.sale = SaleReading{.remaining = 0, .starting = 0, .phase = SalePhase::Ended};
            });
        },
        "V2 inconclusive, V18 inconclusive", Inconclusive},

    // Phantom orders
    {"booked though every confirm was refused", [](BookScenario &s) { s.addOrder(7, "phantom"); }, "V7 fail",
        Inconsistent},
    {"booked though no confirm was sent", [](BookScenario &s) { s.addOrder(8, "phantom"); }, "V7 fail", Inconsistent},
    {"booked for a buyer of this run that never bought",
        [](BookScenario &s) {
            LedgerEntry &entry = s.addJourney(9, NeverSent);
            entry.buys = 0;
            s.addOrder(9, "phantom");
        },
        "V7 fail", Inconsistent},
    {"booked, and the answer was lost",
        [](BookScenario &s) {
            s.addJourney(9, InDoubt);
            s.addOrder(9, "recovered");
        },
        "V7 warn", Pass},
    {"the answer was lost, and nothing was booked", [](BookScenario &s) { s.addJourney(9, InDoubt); }, "", Pass},
    {"booked in doubt, and the next journey was told of an earlier purchase",
        [](BookScenario &s) {
            s.emails = BuyerEmails(u"buyer-{VU}-0@test.com"_s, {});
            s.addJourney(9, InDoubt);
            s.addJourney(9, Refused, {}, 1);
            s.addOrder(9, "recovered");
        },
        "V7 warn", Pass},
    {"confirmed, and a later journey of the same buyer was refused",
        [](BookScenario &s) {
            s.emails = BuyerEmails(u"buyer-{VU}-0@test.com"_s, {});
            s.addJourney(2, Refused, {}, 1);
        },
        "", Pass},
    {"recovered, but a buyer is unread",
        [](BookScenario &s) {
            s.addJourney(9, InDoubt);
            s.addOrder(9, "recovered");
            s.hideAdminList();
            s.failReading(8);
        },
        "V1 inconclusive, V2 inconclusive, V5 inconclusive, V7 inconclusive, V8 no data, V18 inconclusive",
        Inconclusive},

    // Foreign orders
    {"somebody else bought", [](BookScenario &s) { s.addOrder(u"else@test.com"_s, "foreign"); },
        "V2 inconclusive, V8 inconclusive", Inconclusive},
    {"somebody else has a pending order",
        [](BookScenario &s) { s.addOrder(u"else@test.com"_s, "foreign", PaymentStatus::Pending); }, "", Pass},
    {"somebody else shows in a half-read admin list",
        [](BookScenario &s) {
            s.addOrder(u"else@test.com"_s, "foreign");
            s.changes.push_back([](VerificationInput &in) {
                in.books.admin.state = AdminReading::State::Failed;
                in.books.admin.reason = u"page 2: 500"_s;
            });
        },
        "V2 inconclusive, V8 inconclusive, V18 inconclusive", Inconclusive},
    {"the profile's pattern has capitals and spaces",
        [](BookScenario &s) { s.emails = BuyerEmails(u" Buyer-{VU}-{ITER}@Test.com"_s, {}); }, "", Pass},

    // The run itself
    {"outcomes do not add up",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { ++in.counts.outcomes[0][0]; }); },
        "V0 fail", Inconclusive},
    {"a journey has no ledger entry",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                ++in.counts.journeysStarted;
                ++in.counts.outcomes[std::size_t(Outcome::Interrupted)][0];
            });
        },
        "V0 fail", Inconclusive},
    {"outcomes add up, but to others than the ledger's",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                --in.counts.outcomes[0][0];
                ++in.counts.outcomes[std::size_t(Outcome::Interrupted)][0];
            });
        },
        "V0 fail", Inconclusive},
    {"a request was not counted",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { ++in.counts.requestsIssued; }); },
        "V0 fail", Inconclusive},
    {"the event loop lagged",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) { in.health.loopLagP99 = std::chrono::milliseconds(51); });
        },
        "V19 warn", Pass},
    {"the lag is just at the limit",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) { in.health.loopLagP99 = in.health.lagLimit; });
        },
        "", Pass},
    {"the timers were late",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                in.health.timerSamples = 1;
                in.health.timerLatenessP99 = std::chrono::milliseconds(51);
            });
        },
        "V19 warn", Pass},
    {"out of sockets",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.health.localFailures = 1; }); },
        "V19 warn", Pass},
    {"fewer users than planned",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.health.reachedPeak = 7; }); },
        "V19 warn", Pass},
    {"fewer users than planned, as it was stopped",
        [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                in.health.reachedPeak = 7;
                in.loadRanToEnd = false;
            });
        },
        "", Pass},
    {"the generator did not measure itself",
        [](BookScenario &s) { s.changes.push_back([](VerificationInput &in) { in.health.loopLagSamples = 0; }); },
        "V19 no data", Pass},
};

} // namespace

class TestVerifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void neverContradictsItselfWhenLessIsRead_data();
    void neverContradictsItselfWhenLessIsRead();
    void emptyRun();
    void countsBySeverity_data();
    void countsBySeverity();
    void neverPassesUntested();
    void showsTheInputsOfTheHeadline();
    void hidesWhatIsNotKnown();
    void showsTheLowerBoundThatProvesAnOversell();
    void balancesTheSale();
    void listsTheOrdersBeyondTheStock();
    void saysWhereTheOrdersBeyondTheStockAreNotKnown();
    void countsFindingsBeyondTheLimit();
    void namesEveryGap();
    void tellsLostFromUnpaid();
    void tellsRecoveredFromPhantom();
    void matchesByBuyerWhereIdsAreOfAnotherKind();
    void saysWhyAListIsNotComplete();
    void tellsAnExistingSaleByItsBaseline();
    void cleansTheShopsText();
};

void TestVerifier::judges_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < std::size(bookCases); ++i)
        QTest::newRow(bookCases[i].name) << int(i);
}

void TestVerifier::judges()
{
    QFETCH(int, index);
    const BookCase &expected = bookCases[index];
    BookScenario scenario;
    expected.bend(scenario);
    const VerificationReport report = scenario.verify();
    QCOMPARE(firing(report), QString::fromLatin1(expected.firing));
    QCOMPARE(toString(report.headline), toString(expected.headline));
    QVERIFY(report.performed);
    for (const CheckRow &row : report.checks) {
        QVERIFY2(!row.title.isEmpty() && !row.meaning.isEmpty(), qPrintable(toString(row.id)));
        // A row that is not a plain pass says why.
        QVERIFY2(row.verdict == CheckVerdict::Pass || !row.note.isEmpty(), qPrintable(toString(row.id)));
        QVERIFY2(!row.note.startsWith(u' ') && !row.note.endsWith(u' '), qPrintable(row.note));
    }
    QCOMPARE(scenario.verify(), report);
}

namespace {

/// A run in which anything may have happened, from a fixed seed.
BookScenario randomScenario(QRandomGenerator &random)
{
    BookScenario scenario = BookScenario::empty();
    const auto chance = [&random](int percent) { return random.bounded(100) < percent; };
    for (quint32 vu = 1; vu <= 8; ++vu) {
        const auto state = ConfirmState(random.bounded(4));
        const QByteArray id = "order-" + QByteArray::number(vu);
        const bool booked = state == Confirmed ? chance(85) : chance(20);
        scenario.addJourney(vu, state, state == Confirmed && chance(80) ? id : QByteArray());
        if (booked)
            scenario.addOrder(vu, id, chance(90) ? PaymentStatus::Paid : PaymentStatus::Refunded);
        if (chance(8))
            scenario.addOrder(vu, "second-" + id);
    }
    scenario.starting = random.bounded(3, 10);
    scenario.remaining = scenario.starting - scenario.paidOrders() + random.bounded(-1, 2);
    return scenario;
}

} // namespace

void TestVerifier::neverContradictsItselfWhenLessIsRead_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 400; ++seed)
        QTest::addRow("%u", seed) << seed;
}

/// Reading less may take a verdict back to "inconclusive" or "no data", but must not turn it into another one.
void TestVerifier::neverContradictsItselfWhenLessIsRead()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    BookScenario scenario = randomScenario(random);
    const VerificationReport whole = scenario.verify();

    if (random.bounded(2) == 0)
        scenario.hideAdminList(random.bounded(2) == 0 ? AdminReading::State::NotOffered : AdminReading::State::Failed);
    for (quint32 vu = 1; vu <= 8; ++vu) {
        if (random.bounded(3) == 0)
            scenario.failReading(vu);
    }
    if (random.bounded(4) == 0)
        scenario.changes.push_back(loseSale);
    const VerificationReport partial = scenario.verify();

    for (const QStringView id : {u"V1", u"V2", u"V5", u"V6", u"V7", u"V8"}) {
        const auto before = rowOf(whole, id).verdict;
        const auto after = rowOf(partial, id).verdict;
        QVERIFY2(after == before || after == CheckVerdict::Inconclusive || after == CheckVerdict::NoData,
            qPrintable(id + u": " + toString(before) + u" became " + toString(after)));
    }
}

void TestVerifier::emptyRun()
{
    BookScenario scenario = BookScenario::empty();
    scenario.changes.push_back([](VerificationInput &input) { input.counts = {}; });
    const VerificationReport report = scenario.verify();
    QCOMPARE(firing(report), u"V0 no data, V5 no data, V6 no data, V7 no data, V20 inconclusive"_s);
    QCOMPARE(keyOf(report.headline), keyOf(Headline::Inconclusive));
    QCOMPARE(report.paid, 0);
    QCOMPARE(report.buyersAsked, 0);
}

void TestVerifier::countsBySeverity_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("overall");
    QTest::addColumn<Headline>("headline");
    // A unit is lost, the generator lags, and nothing is known of V8.
    const auto row = [](const char *name, const QString &id, const QString &severity, const QString &verdict,
                         const QString &overall, Headline headline) {
        QTest::newRow(name) << id << severity << verdict << overall << headline;
    };
    row("as it is", u"V2"_s, u"fail"_s, u"fail"_s, u"fail"_s, Underselling);
    row("lowered", u"V2"_s, u"warn"_s, u"warn"_s, u"warn"_s, Pass);
    row("off", u"V2"_s, u"off"_s, u"off"_s, u"warn"_s, Pass);
    row("raised", u"V19"_s, u"fail"_s, u"fail"_s, u"fail"_s, Underselling);
    row("not known", u"V2"_s, u"loud"_s, u"fail"_s, u"fail"_s, Underselling);
}

void TestVerifier::countsBySeverity()
{
    QFETCH(QString, id);
    QFETCH(QString, severity);
    BookScenario scenario;
    scenario.remaining = 3;
    scenario.changes.push_back([=](VerificationInput &input) {
        input.health.loopLagP99 = std::chrono::seconds(1);
        input.severities.insert(id, severity);
    });
    const VerificationReport report = scenario.verify();
    const CheckRow &row = rowOf(report, id);
    QTEST(toString(row.verdict).toString(), "row");
    QTEST(toString(report.overall).toString(), "overall");
    QFETCH(Headline, headline);
    QCOMPARE(toString(report.headline), toString(headline));
    QVERIFY(!row.note.isEmpty());

    // What a check finds is told in the same words, whatever it counts as.
    BookScenario plain;
    plain.remaining = 3;
    plain.changes = {scenario.changes.front()};
    plain.changes.push_back([=](VerificationInput &input) { input.severities.clear(); });
    if (row.verdict != CheckVerdict::Off)
        QCOMPARE(row.note, rowOf(plain.verify(), id).note);

    // The generator alone says nothing of the shop.
    BookScenario slow;
    slow.changes = scenario.changes;
    const VerificationReport own = slow.verify();
    QVERIFY(own.headline == (id == u"V19"_s ? Headline::Inconclusive : Headline::Pass));
    QVERIFY(rowOf(own, u"V19").verdict == (id == u"V19"_s ? CheckVerdict::Fail : CheckVerdict::Warn));
}

/// No severity makes a pass of a run in which nothing was bought, or whose books were not read.
void TestVerifier::neverPassesUntested()
{
    for (const QString &severity : {u"warn"_s, u"off"_s}) {
        const auto lower = [severity](VerificationInput &input) {
            for (const CheckInfo &check : checkTable())
                input.severities.insert(toString(check.id), severity);
        };
        BookScenario nothing = BookScenario::empty();
        nothing.changes = {lower};
        QCOMPARE(toString(nothing.verify().overall), toString(CheckVerdict::Inconclusive));
        BookScenario unread;
        unread.changes = {lower, loseEverything};
        const VerificationReport report = unread.verify();
        QCOMPARE(toString(report.overall), toString(CheckVerdict::Inconclusive));
        QVERIFY(report.headline == Headline::Inconclusive);
        QCOMPARE(report.unread, u"the sale could not be read: GET sale_status was answered with status 500"_s);
    }
    // A check that can only warn warns at most of what it cannot tell.
    BookScenario open;
    open.starting = 7;
    open.remaining = 0;
    open.changes = {readAtOnce, [](VerificationInput &input) { input.severities = {{u"V2"_s, u"warn"_s}}; }};
    const VerificationReport report = open.verify();
    QCOMPARE(toString(rowOf(report, u"V2").verdict), toString(CheckVerdict::Inconclusive));
    QCOMPARE(toString(report.overall), toString(CheckVerdict::Warn));
    QVERIFY(report.headline == Headline::Pass);
    QCOMPARE(report.unread, QString());
}

void TestVerifier::showsTheInputsOfTheHeadline()
{
    BookScenario scenario;
    scenario.remaining = 3;
    scenario.changes.push_back([](VerificationInput &input) { input.books.took = std::chrono::seconds(3); });
    const VerificationReport report = scenario.verify();
    QCOMPARE(report.starting, 10);
    QCOMPARE(report.paid, 6);
    QCOMPARE(report.remaining, 3);
    QCOMPARE(report.difference, -1);
    QCOMPARE(report.buyersAsked, 8);
    QCOMPARE(report.buyersAnswered, 8);
    QCOMPARE(report.took, std::chrono::seconds(3));
    QCOMPARE(toString(report.overall), toString(CheckVerdict::Fail));
    QCOMPARE(rowOf(report, u"V2").difference, -1.0);
    QCOMPARE(rowOf(report, u"V2").expected, u"paid + remaining = 10"_s);
    QCOMPARE(rowOf(report, u"V2").actual, u"6 + 3 = 9"_s);
    QCOMPARE(rowOf(report, u"V1").difference, -4.0);
}

void TestVerifier::hidesWhatIsNotKnown()
{
    BookScenario scenario;
    scenario.changes.push_back(loseEverything);
    const VerificationReport report = scenario.verify();
    QCOMPARE(report.starting, 10);
    QVERIFY(!report.paid);
    QVERIFY(!report.remaining);
    QVERIFY(!report.difference);
    QCOMPARE(report.buyersAsked, 8);
    QCOMPARE(report.buyersAnswered, 0);
    for (const CheckRow &row : report.checks) {
        if (row.verdict == CheckVerdict::Inconclusive && row.id != CheckId::CompleteReading)
            QVERIFY2(!row.difference, qPrintable(toString(row.id)));
    }
    QVERIFY(rowOf(report, u"V2").note.contains(u"status 500"_s));
}

void TestVerifier::showsTheLowerBoundThatProvesAnOversell()
{
    BookScenario scenario;
    scenario.starting = 4;
    scenario.remaining = 0;
    scenario.hideAdminList();
    scenario.failReading(3);
    const VerificationReport report = scenario.verify();
    QCOMPARE(keyOf(report.headline), keyOf(Headline::Overbooking));
    QCOMPARE(report.paid, 5);
    QCOMPARE(report.difference, 1);
    QCOMPARE(rowOf(report, u"V1").actual, u"at least 5 paid orders"_s);
}

/// Thresholds on the units must not say what the checks do not.
void TestVerifier::balancesTheSale()
{
    const auto told = [](BookScenario scenario) {
        SaleBalance balance;
        scenario.verify(&balance);
        const auto text = [](std::optional<double> units) { return units ? QString::number(*units) : u"?"_s; };
        return u"%1 over, %2 under"_s.arg(text(balance.overbooked), text(balance.undersold));
    };
    BookScenario scenario;
    QCOMPARE(told(scenario), u"0 over, 0 under"_s);
    scenario.remaining = 1;
    QCOMPARE(told(scenario), u"0 over, 3 under"_s);
    scenario.remaining = 6;
    QCOMPARE(told(scenario), u"2 over, 0 under"_s);
    scenario.changes.push_back(readAtOnce);
    QCOMPARE(told(scenario), u"? over, ? under"_s);

    BookScenario off;
    off.remaining = 6;
    off.changes.push_back([](VerificationInput &input) {
        input.severities = {{u"V1"_s, u"off"_s}, {u"V2"_s, u"off"_s}};
    });
    QCOMPARE(told(off), u"2 over, 0 under"_s);

    BookScenario oversold; // down to a stock of -2, so that the equation holds
    oversold.starting = 4;
    QCOMPARE(told(oversold), u"2 over, 0 under"_s);
    oversold.failReading(7);
    oversold.hideAdminList();
    QCOMPARE(told(oversold), u"2 over, ? under"_s);

    BookScenario existing; // and others had bought six before
    existing.makeExistingSale();
    existing.hideAdminList();
    existing.starting = 16;
    existing.remaining = 4;
    QCOMPARE(told(existing), u"? over, ? under"_s);
}

void TestVerifier::listsTheOrdersBeyondTheStock()
{
    BookScenario scenario;
    scenario.starting = 4;
    scenario.order("order-1").createdAt = 1'795'347'899'299; // the first id, but the last to be booked
    const VerificationReport report = scenario.verify();
    const Evidence &evidence = rowOf(report, u"V1").evidence;
    QCOMPARE(evidence.count, 2);
    QCOMPARE(evidence.rows.size(), std::size_t(2));
    QCOMPARE(evidence.rows[0][1], u"order-6"_s);
    QCOMPARE(evidence.rows[1], (QStringList{u"buyer-1-0@test.com"_s, u"order-1"_s, u"2026-11-22T11:44:59.299Z"_s}));
    QCOMPARE(evidence.columns.size(), evidence.rows[0].size());
    QCOMPARE(rowOf(report, u"V1").note, u"2 paid orders beyond the stock."_s);
}

void TestVerifier::saysWhereTheOrdersBeyondTheStockAreNotKnown()
{
    BookScenario scenario;
    scenario.starting = 4;
    const auto note = [&scenario] {
        const CheckRow row = rowOf(scenario.verify(), u"V1");
        return row.evidence.count == 6 - scenario.starting ? row.note : u"another number of findings"_s;
    };
    // The fourth and the fifth: one of them is beyond the stock, and only their ids tell them apart.
    scenario.order("order-5").createdAt = scenario.order("order-4").createdAt;
    QCOMPARE(note(),
        u"2 paid orders beyond the stock. "
        "Some were booked at the same time, so which of those are beyond the stock is not known."_s);
    scenario.starting = 5;
    QCOMPARE(note(), u"1 paid order beyond the stock."_s);

    scenario.starting = 4;
    scenario.order("order-1").createdAt.reset();
    QCOMPARE(note(),
        u"2 paid orders beyond the stock. "
        "1 paid order has no time of booking, so which ones are beyond the stock is not known."_s);
    scenario.addOrder(7, "not paid", PaymentStatus::Failed);
    for (Order &order : scenario.orders) {
        if (order.paymentStatus == PaymentStatus::Paid)
            order.createdAt.reset();
    }
    QCOMPARE(note(),
        u"2 paid orders beyond the stock. "
        "The shop does not tell when they were booked, so which ones are beyond the stock is not known."_s);
    scenario.starting = 0; // all of them are
    QCOMPARE(note(), u"6 paid orders beyond the stock."_s);
    scenario.starting = 6;
    QVERIFY(rowOf(scenario.verify(), u"V1").verdict == CheckVerdict::Pass);
}

void TestVerifier::countsFindingsBeyondTheLimit()
{
    BookScenario scenario = BookScenario::empty();
    const qint64 surplus = qint64(Evidence::limit) + 1'234;
    for (quint32 vu = 1; vu <= quint32(scenario.starting + surplus); ++vu)
        scenario.addPurchase(vu, QByteArray::number(vu));
    const VerificationReport report = scenario.verify();
    const CheckRow &row = rowOf(report, u"V1");
    QCOMPARE(row.evidence.count, surplus);
    QCOMPARE(row.evidence.rows.size(), Evidence::limit);
    QCOMPARE(row.difference, double(surplus));
    QCOMPARE(row.actual, u"11,244 paid orders"_s);
}

void TestVerifier::namesEveryGap()
{
    BookScenario scenario;
    scenario.hideAdminList(AdminReading::State::Failed);
    scenario.failReading(2);
    scenario.failReading(5, EmailReading::State::NotAsked);
    scenario.changes.push_back(loseSale);
    scenario.changes.push_back([](VerificationInput &input) { input.books.timedOut = true; });
    const VerificationReport report = scenario.verify();
    const CheckRow &row = rowOf(report, u"V18");
    QCOMPARE(row.evidence.count, 4);
    QCOMPARE(row.evidence.rows[0], (QStringList{u"sale"_s, u"GET sale_status was answered with status 500"_s}));
    QCOMPARE(row.evidence.rows[1], (QStringList{u"admin list /list"_s, u"the reason"_s}));
    QCOMPARE(row.evidence.rows[2], (QStringList{u"buyer-2-0@test.com"_s, u"503"_s}));
    QCOMPARE(row.evidence.rows[3], (QStringList{u"buyer-5-0@test.com"_s, u"not asked for"_s}));
    QCOMPARE(row.actual, u"6 of 8 buyers by email"_s);
    QVERIFY(row.note.startsWith(u"The time for reading"_s));
    QVERIFY(report.timedOut);
}

void TestVerifier::tellsLostFromUnpaid()
{
    BookScenario scenario;
    scenario.removeOrder("order-1");
    scenario.order("order-2").paymentStatus = PaymentStatus::Cancelled;
    const VerificationReport report = scenario.verify();
    const CheckRow &row = rowOf(report, u"V6");
    QCOMPARE(row.note, u"1 confirmed order is not in the books. 1 confirmed order is in the books, but not paid."_s);
    QCOMPARE(row.difference, -2.0);
    QCOMPARE(row.evidence.rows[0], (QStringList{u"buyer-1-0@test.com"_s, u"order-1"_s, u"not in the books"_s}));
    QCOMPARE(row.evidence.rows[1], (QStringList{u"buyer-2-0@test.com"_s, u"order-2"_s, u"not paid: cancelled"_s}));
}

void TestVerifier::tellsRecoveredFromPhantom()
{
    BookScenario scenario;
    scenario.addOrder(7, "behind a 500");
    const auto confirmed = [](Meaning meaning, quint16 status) {
        const BuyerCall calls[]{{.kind = CallKind::Buy, .meaning = Meaning::Held, .status = 200},
            {.kind = CallKind::Confirm, .meaning = meaning, .status = status}};
        return CallTrace(calls);
    };
    scenario.journey(7).calls = confirmed(Meaning::Busy, 500);
    scenario.addOrder(9, "behind a gateway");
    scenario.addJourney(9, InDoubt).calls = confirmed(Meaning::Unsure, 504);
    scenario.addJourney(10, InDoubt);
    const VerificationReport report = scenario.verify();
    const CheckRow &row = rowOf(report, u"V7");
    QVERIFY(row.verdict == CheckVerdict::Fail);
    QCOMPARE(row.difference, 1.0);
    QCOMPARE(row.note,
        u"1 paid order was never confirmed to its buyer. 1 order recovered: booked, but the answer was lost on the "
        u"way. "
        "1 buyer in doubt: not booked so far."_s);
    QCOMPARE(row.evidence.rows.size(), std::size_t(2));
    QCOMPARE(row.evidence.rows[0][3], u"its confirms were all refused"_s);
    QCOMPARE(row.evidence.rows[1][3], u"recovered: its confirm got no answer of the shop's own"_s);

    scenario.removeOrder("behind a 500");
    QVERIFY(rowOf(scenario.verify(), u"V7").verdict == CheckVerdict::Warn);
}

void TestVerifier::cleansTheShopsText()
{
    BookScenario scenario;
    const QString evil = u"evil\u202Egpj\u0007\n@test.com"_s + QString(5000, u'x');
    scenario.addOrder(evil, "id\x1b[31m");
    scenario.failReading(1);
    scenario.changes.push_back([&evil](VerificationInput &input) {
        for (EmailReading &reading : input.books.emails)
            reading.failure = evil;
        input.books.admin.reason = evil;
    });
    const VerificationReport report = scenario.verify();
    QCOMPARE(rowOf(report, u"V8").evidence.count, 1);
    for (const CheckRow &row : report.checks) {
        QStringList texts{row.expected, row.actual, row.note};
        for (const QStringList &cells : row.evidence.rows)
            texts += cells;
        for (const QString &text : texts) {
            QVERIFY2(text.size() < 1000, qPrintable(toString(row.id)));
            for (const QChar character : text)
                QVERIFY2(character.category() != QChar::Other_Control && character.category() != QChar::Other_Format,
                    qPrintable(toString(row.id)));
        }
    }
}

void TestVerifier::matchesByBuyerWhereIdsAreOfAnotherKind()
{
    BookScenario scenario;
    for (Order &order : scenario.orders)
        order.id = "6b02d560c65af58000d0" + order.id;
    const VerificationReport report = scenario.verify();
    QCOMPARE(firing(report), u"V6 warn"_s);
    const CheckRow &row = rowOf(report, u"V6");
    QCOMPARE(row.actual, u"6"_s);
    QVERIFY2(row.note.contains(u"matched by buyer"_s), qPrintable(row.note));
    // One id that is known, or one buyer without an order, and it is no other kind of id.
    BookScenario mixed;
    for (Order &order : mixed.orders) {
        if (order.id != "order-3")
            order.id = "6b02d560c65af58000d0" + order.id;
    }
    QVERIFY(!rowOf(mixed.verify(), u"V6").note.contains(u"matched by buyer"_s));
    scenario.orders.erase(scenario.orders.begin());
    QCOMPARE(firing(scenario.verify()), u"V6 fail"_s);
}

void TestVerifier::saysWhyAListIsNotComplete()
{
    BookScenario scenario;
    scenario.hideAdminList(AdminReading::State::Unstable);
    const CheckRow told = rowOf(scenario.verify(), u"V18");
    QCOMPARE(told.note, u"1 gap, the first: admin list /list: the reason."_s);
    scenario.changes.push_back([](VerificationInput &input) { input.books.admin.reason.clear(); });
    const CheckRow untold = rowOf(scenario.verify(), u"V18");
    QCOMPARE(untold.note, u"1 gap, the first: admin list /list: no two of 5 readings agreed."_s);
}

void TestVerifier::tellsAnExistingSaleByItsBaseline()
{
    BookScenario scenario;
    scenario.addOrder(u"early@test.com"_s, "early");
    scenario.makeExistingSale(9, {{"early", PaymentStatus::Paid}});
    const VerificationReport report = scenario.verify();
    QCOMPARE(report.starting, std::optional<qint64>(9));
    QCOMPARE(report.paid, std::optional<qint64>(6));
    QCOMPARE(report.remaining, std::optional<qint64>(3));
    QCOMPARE(report.difference, std::optional<qint64>(0));
    QCOMPARE(rowOf(report, u"V2").note,
        u"Judged on the difference to the books before the load: 9 of 10 units were left then."_s);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestVerifier)
#include "tst_verifier.moc"
