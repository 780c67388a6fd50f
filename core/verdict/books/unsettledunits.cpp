// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/unsettledunits.h"

#include "core/verdict/books/unmetdemand.h"
#include "core/verdict/checks/checktext.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// The last reading's moment; after all that the buyers did where it is not known.
qint64 readAt(const Reconciliation &books)
{
    const auto &sale = books.input().books.sale;
    return sale && sale->sent ? *sale->sent : books.observedUntil();
}

/// How many of the buyers that left the queue may have been granted a hold afterwards that took a unit. A sample that
/// was taken before their last look bounds that by what the stock lost since.
qint64 grantedToLeavers(const Reconciliation &books)
{
    std::vector<qint64> lastQueued;
    for (const QueueStay &stay : books.queue().stays()) {
        if (stay.end == QueueStay::End::Queued)
            lastQueued.push_back(stay.lastQueued);
    }
    std::ranges::sort(lastQueued);
    auto most = qint64(lastQueued.size());
    if (!books.input().observations || !books.stock().remaining())
        return most + books.queue().perhapsJoined();
    for (const StockSample &sample : books.input().observations->stock) {
        const auto stock = unitsOf(sample.remaining);
        if (!stock || sample.age)
            continue;
        const auto before = std::ranges::lower_bound(lastQueued, sample.answered) - lastQueued.begin();
        most = std::min(most, qint64(before) + std::max<qint64>(*stock - *books.stock().remaining(), 0));
    }
    return most + books.queue().perhapsJoined();
}

} // namespace

QString UnsettledUnits::text() const
{
    QStringList parts;
    if (pending > 0)
        parts += countText(pending, u"pending order", u"pending orders");
    if (givenBack > 0)
        parts += countText(givenBack, u"order that was refunded or cancelled", u"orders that were refunded or cancelled");
    if (doubtful > 0)
        parts += countText(doubtful, u"confirm that may still be booked", u"confirms that may still be booked");
    if (held > 0)
        parts += u"up to %1"_s.arg(countText(held, u"open hold", u"open holds"));
    return parts.join(u", "_s);
}

bool holdsMayTakeStock(const Reconciliation &books)
{
    // On an existing sale, units that others held before may have come back meanwhile.
    if (!books.stock().starting() || !books.input().observations || !books.input().saleCreated)
        return true;
    const qint64 givenBack = books.perhapsGivenBack();
    // Holds that were there for certain, and when the orders were: what each would have taken by then.
    std::vector<qint64> begun, over;
    for (const QueueStay &stay : books.queue().stays()) {
        if (stay.end != QueueStay::End::Held)
            continue;
        begun.push_back(stay.held.to);
        if (stay.ordered)
            continue;
        qint64 until = std::max(stay.heldUntil, stay.held.to);
        if (stay.firstConfirm != LedgerEntry::never)
            until = std::min(until, stay.firstConfirm);
        over.push_back(until);
    }
    std::ranges::sort(begun);
    std::ranges::sort(over);
    for (const StockSample &sample : books.input().observations->stock) {
        const auto stock = unitsOf(sample.remaining);
        if (!stock || sample.age)
            continue;
        const auto taken = (std::ranges::lower_bound(begun, sample.sent) - begun.begin())
            - (std::ranges::upper_bound(over, sample.answered) - over.begin()) - givenBack;
        if (*stock > *books.stock().starting() - qint64(taken))
            return false;
    }
    return true;
}

UnitsHeldAtMost::UnitsHeldAtMost(const Reconciliation &books)
    : m_always(books.queue().perhapsJoined() + qint64(books.probes().size()))
{
    for (const QueueStay &stay : books.queue().stays()) {
        if (stay.end == QueueStay::End::Queued)
            m_begun.push_back(stay.lastQueued);
        if (!stay.mayHaveHeld())
            continue;
        m_begun.push_back(stay.held.from);
        const qint64 free = freeAt(stay, books.queue().longestTtl());
        if (stay.leftUnpaid() && free < std::numeric_limits<qint64>::max() - longestCollection)
            m_over.push_back(free + longestCollection); // that it is over is told before its unit is back
    }
    std::ranges::sort(m_begun);
    std::ranges::sort(m_over);
}

qint64 UnitsHeldAtMost::within(qint64 sent, qint64 answered) const
{
    return m_always + (std::ranges::upper_bound(m_begun, answered) - m_begun.begin())
        - (std::ranges::upper_bound(m_over, sent) - m_over.begin());
}

UnsettledUnits unsettledUnits(const Reconciliation &books)
{
    UnsettledUnits units;
    units.pending = books.ordersWith(PaymentStatus::Pending);
    units.givenBack = books.ordersWith(PaymentStatus::Refunded) + books.ordersWith(PaymentStatus::Cancelled);
    for (const BuyerAccount &account : books.accounts())
        units.doubtful += account.has(ConfirmState::InDoubt) && !account.has(ConfirmState::Confirmed)
            && account.orders.empty();
    if (holdsMayTakeStock(books))
        units.held = openHoldsAtMost(books);
    return units;
}

qint64 openHoldsAtMost(const Reconciliation &books)
{
    const qint64 read = readAt(books);
    qint64 held = grantedToLeavers(books);
    for (const QueueStay &stay : books.queue().stays()) {
        if (!stay.leftUnpaid() || books.hasPaidOrder(*stay.entry))
            continue;
        const qint64 free = freeAt(stay, books.queue().longestTtl());
        held += free >= read - longestCollection;
    }
    return held;
}

} // namespace doorbuster
