// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/unsettledunits.h"
#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

QString ordersText(qint64 count)
{
    return countText(count, u"paid order", u"paid orders");
}

/// "12 paid orders", "at least 12 paid orders".
QString paidText(const Reconciliation &books)
{
    const QString paid = ordersText(books.paid());
    return books.ordersAreComplete() ? paid : QString("at least "_L1 + paid);
}

QString startingUnknown(const Reconciliation &books)
{
    const auto &input = books.input();
    if (input.saleCreated)
        return u"It is not known how many units the sale was created with."_s;
    if (input.baseline)
        return u"It could not be read how many units were left before the load."_s;
    if (!input.books.sale)
        return u"The sale could not be read: %1"_s.arg(books.stock().trouble());
    return u"The shop does not say how many units the sale started with."_s;
}

/// Those beyond the stock, by the time of booking. Orders without a time come last; equal times are ordered by id, so
/// that the same books give the same list.
struct Surplus {
    std::vector<const KnownOrder *> orders;
    QString doubt; ///< why it may be others; empty where the times tell
};

/// `paid` is sorted, and those from `within` on are beyond the stock.
QString surplusDoubt(const std::vector<const KnownOrder *> &paid, std::size_t within)
{
    if (within == 0)
        return {};
    const auto isTold = [](const KnownOrder *order) { return order->order->createdAt.has_value(); };
    const auto told = std::size_t(std::count_if(paid.begin(), paid.end(), isTold));
    if (told == 0)
        return u"The shop does not tell when they were booked, so which ones are beyond the stock is not known."_s;
    if (told < paid.size())
        return u"%1, so which ones are beyond the stock is not known."_s.arg(countText(
            qint64(paid.size() - told), u"paid order has no time of booking", u"paid orders have no time of booking"));
    if (paid[within - 1]->order->createdAt == paid[within]->order->createdAt)
        return u"Some were booked at the same time, so which of those are beyond the stock is not known."_s;
    return {};
}

Surplus surplusOf(const Reconciliation &books, qint64 starting)
{
    std::vector<const KnownOrder *> paid;
    for (const KnownOrder &order : books.orders()) {
        if (order.paid())
            paid.push_back(&order);
    }
    std::sort(paid.begin(), paid.end(), [](const KnownOrder *a, const KnownOrder *b) {
        constexpr qint64 last = std::numeric_limits<qint64>::max();
        return std::pair(a->order->createdAt.value_or(last), a->order->id)
            < std::pair(b->order->createdAt.value_or(last), b->order->id);
    });
    const qint64 within = std::clamp<qint64>(starting, 0, qint64(paid.size()));
    Surplus surplus{.orders = {paid.begin() + within, paid.end()}, .doubt = {}};
    if (!surplus.orders.empty())
        surplus.doubt = surplusDoubt(paid, std::size_t(within));
    return surplus;
}

/// On a sale that others may have bought from, a sum that is short proves nothing as long as their orders do not show.
QString othersText(const Reconciliation &books)
{
    return books.input().saleCreated
        ? u"Without the admin list the orders of others do not show."_s
        : u"It is an existing sale, and without the admin list the orders of others do not show."_s;
}

/// On an existing sale, more than was left before the load proves nothing as long as the sale never had fewer units.
QString cameBackText()
{
    return u"Units that others held before the load may have come back."_s;
}

QString cachedListsText()
{
    return u"The lists are what a cache remembers, of different moments, so that orders may be gone since: verify again."_s;
}

/// The number beside which an existing sale is judged.
QString baselineText(const Reconciliation &books)
{
    const auto &before = books.input().baseline;
    if (!before || !books.stock().starting())
        return {};
    const QString left = numberText(*books.stock().starting());
    const std::optional<qint64> told = unitsOf(before->starting);
    return told ? u"Judged on the difference to the books before the load: %1 of %2 units were left then."_s.arg(
               left, numberText(*told))
                : u"Judged on the difference to the books before the load: %1 units were left then."_s.arg(left);
}

} // namespace

/// Fails only if the shop's lists show more paid orders than units were ever put into the sale, because reading more of
/// the books can only add to them. Not where the shop itself tells that units were added.
void checkNoOversell(const Reconciliation &books, CheckRow &row)
{
    row.actual = paidText(books);
    if (!books.stock().starting()) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = startingUnknown(books);
        return;
    }
    const qint64 starting = *books.stock().starting();
    const qint64 difference = books.paid() - starting;
    if (difference > 0 && books.areListsOfDifferentMoments()) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = u"%1 too many. "_s.arg(ordersText(difference)) + cachedListsText();
        return;
    }
    if (difference > 0 && !books.stock().restockText().isEmpty()) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = u"%1 more than it started with. "_s.arg(ordersText(difference)) + books.stock().restockText();
        return;
    }
    row.expected = u"at most %1"_s.arg(ordersText(starting));
    if (difference > 0 && !(books.stock().ceiling() && books.paid() > *books.stock().ceiling())) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = u"%1 more than were left before the load. "_s.arg(ordersText(difference)) + cameBackText();
        return;
    }
    if (difference > 0) {
        // Every one of them is an order that the shop showed: reading more of its books can only add to them.
        row.verdict = CheckVerdict::Fail;
        row.difference = double(difference);
        row.note = u"%1 beyond the stock."_s.arg(ordersText(difference));
        row.evidence.columns = {u"buyer"_s, u"order"_s, u"created"_s};
        const Surplus surplus = surplusOf(books, starting);
        if (!surplus.doubt.isEmpty())
            row.note += u' ' + surplus.doubt;
        for (const KnownOrder *order : surplus.orders)
            addFinding(
                row.evidence, {shopText(order->email), shopText(order->order->id), timeText(order->order->createdAt)});
        return;
    }
    if (!books.ordersAreComplete()) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = u"There may be more orders: %1."_s.arg(books.incompleteReason());
        return;
    }
    row.difference = double(difference);
    if (books.othersMayExplain() && books.difference() != 0) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = u"There may be more orders. "_s + othersText(books);
        return;
    }
    row.verdict = CheckVerdict::Pass;
}

/// Fails only if paid orders and stock are more than the sale's units, by a reading of after the last sale, because no
/// order that is missing can make that less; or if they are fewer by more than what pending, refunded and doubtful
/// orders and open holds can have, because then no list that is whole accounts for the rest.
void checkStockEquation(const Reconciliation &books, CheckRow &row)
{
    const auto inconclusive = [&row](const QString &note) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = note;
    };
    if (!books.stock().starting())
        return inconclusive(startingUnknown(books));
    row.expected = u"paid + remaining = %1"_s.arg(numberText(*books.stock().starting()));
    if (!books.stock().remaining()) {
        const QString trouble = books.stock().trouble();
        return inconclusive(trouble.isEmpty() ? u"The shop does not say how many units remain."_s
                                              : u"The remaining stock could not be read: %1"_s.arg(trouble));
    }
    const qint64 difference = *books.difference();
    row.actual = u"%1%2 + %3 = %4"_s.arg(books.ordersAreComplete() ? QString() : u"at least "_s, numberText(books.paid()),
        numberText(*books.stock().remaining()), numberText(books.paid() + *books.stock().remaining()));
    if (books.foreignPaid() > 0)
        return inconclusive(u"%1 by others on this sale (see V8)."_s.arg(ordersText(books.foreignPaid())));
    if (!books.baselineTrouble().isEmpty())
        return inconclusive(books.baselineTrouble());
    if (difference != 0 && !books.stock().restockText().isEmpty())
        return inconclusive(books.stock().restockText());
    if (books.stock().hasMoved())
        return inconclusive(u"The stock went from %1 to %2 while the orders were read."_s.arg(
            numberText(*books.input().books.saleBefore->remaining), numberText(*books.stock().remaining())));
    if (difference > 0 && !books.input().settled)
        return inconclusive(
            u"%1 too many. "_s.arg(countText(difference, u"unit", u"units")) + books.absenceTrouble());
    const bool doubts = std::any_of(
        books.orders().begin(), books.orders().end(), [](const KnownOrder &order) { return !order.isUndisputed(); });
    // Orders that could not be read only add to a surplus; orders in doubt may take from it.
    if (!books.ordersAreComplete() && (difference <= 0 || doubts))
        return inconclusive(u"There may be more orders: %1."_s.arg(books.incompleteReason()));
    if (difference > 0 && books.areListsOfDifferentMoments())
        return inconclusive(u"%1 too many. "_s.arg(countText(difference, u"unit", u"units")) + cachedListsText());
    if (difference > 0 && books.mayHaveChangedWhileRead())
        return inconclusive(
            u"%1 too many, but the stock was not read before the orders, which may have been given back while they were read: verify again."_s
                .arg(countText(difference, u"unit", u"units")));
    // What a cache remembers may be older than an order whose confirm reached the shop late, after its buyer gave up.
    if (difference > 0 && books.input().books.sale->age.value_or(0) > 0 && difference <= books.unacknowledged())
        return inconclusive(
            u"%1 too many beside a stock that a cache remembers: some orders may be newer than it."_s.arg(
                countText(difference, u"unit", u"units")));
    if (difference > 0 && !books.stock().staleText().isEmpty())
        return inconclusive(
            u"%1 too many by the last reading. "_s.arg(countText(difference, u"unit", u"units")) + books.stock().staleText());
    if (difference > 0 && !(books.stock().ceiling() && books.paid() + *books.stock().remaining() > *books.stock().ceiling()))
        return inconclusive(u"%1 more than were left before the load. "_s.arg(countText(difference, u"unit", u"units"))
            + cameBackText());
    if (difference > 0) {
        row.difference = double(difference);
        row.verdict = CheckVerdict::Fail;
        row.note = u"%1 too many: sold or still for sale, but never put into the sale."_s.arg(
            countText(difference, u"unit", u"units"));
        return;
    }
    if (difference < 0) {
        const QString missing =
            u"%1 in neither paid orders nor stock"_s.arg(countText(-difference, u"unit is", u"units are"));
        if (books.foreignUnknown())
            return inconclusive(missing + u", which orders of others may explain. "_s + othersText(books));
        if (!books.absenceIsCertain())
            return inconclusive(missing + u" so far. "_s + books.absenceTrouble());
        const UnsettledUnits unsettled = unsettledUnits(books);
        if (-difference <= unsettled.total())
            return inconclusive(missing + u", which may be with %1: verify again."_s.arg(unsettled.text()));
        row.difference = double(difference);
        row.verdict = CheckVerdict::Fail;
        row.note = u"%1 in neither paid orders nor stock."_s.arg(countText(-difference, u"unit is", u"units are"));
        const auto unpaid = std::count_if(books.orders().begin(), books.orders().end(),
            [](const KnownOrder &order) { return order.isUndisputed() && !order.paid(); });
        if (unpaid > 0)
            row.note += u" The sale has %1 not paid, and only paid ones count."_s.arg(
                countText(unpaid, u"order that is", u"orders that are"));
        return;
    }
    row.difference = double(difference);
    const std::optional<qint64> toldStarting = unitsOf(books.input().books.sale->starting);
    if (books.input().saleCreated && toldStarting && toldStarting != books.stock().starting()) {
        row.verdict = CheckVerdict::Warn;
        row.note = u"The sale was created with %1, but the shop says that it started with %2."_s.arg(
            countText(*books.stock().starting(), u"unit", u"units"), numberText(*toldStarting));
        return;
    }
    row.verdict = CheckVerdict::Pass;
    row.note = baselineText(books);
}

} // namespace doorbuster
