// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/salestock.h"

#include "core/verdict/books/stockbounds.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

std::optional<qint64> unitsOf(std::optional<qint64> told)
{
    return told && *told >= -mostUnits && *told <= mostUnits ? told : std::nullopt;
}

SaleStock::SaleStock(const VerificationInput &input, const QueueHistory &queue, qint64 observedUntil)
    : m_input(input)
    , m_queue(queue)
    , m_observedUntil(observedUntil)
{
    findStarting();
    findRestock();
    findStaleReading();
}

void SaleStock::findStarting()
{
    if (m_input.saleCreated) {
        m_starting = m_saleStarting = m_ceiling = m_input.startingQuantity;
        return;
    }
    const bool isOver = m_input.books.sale && m_input.books.sale->phase == SalePhase::Ended
        && m_input.books.sale->starting.value_or(0) == 0; // which some shops tell of any sale then
    if (m_input.books.sale && !isOver)
        m_saleStarting = unitsOf(m_input.books.sale->starting);
    m_starting = m_ceiling = m_saleStarting;
    if (!m_input.baseline)
        return;
    const SaleBaseline &before = *m_input.baseline;
    if (!m_saleStarting)
        m_saleStarting = unitsOf(before.starting);
    m_starting = unitsOf(before.remaining);
    m_ceiling = m_saleStarting;
    if (before.ordersKnown && m_ceiling)
        *m_ceiling -= std::ranges::count(before.orders, PaymentStatus::Paid, &SaleBaseline::PastOrder::paymentStatus);
}

std::optional<qint64> SaleStock::remaining() const
{
    if (!m_input.books.sale || !isCurrent() || isEmptied())
        return std::nullopt;
    return unitsOf(m_input.books.sale->remaining);
}

bool SaleStock::isCurrent() const
{
    const SaleReading &sale = *m_input.books.sale;
    return !sale.age || !sale.sent || earliestMomentOf(*sale.sent, sale.age) >= m_observedUntil;
}

bool SaleStock::tellsNothingAnyMore(const StockSample &sample) const
{
    return sample.meaning == Meaning::Ended && sample.remaining == 0 && m_input.books.sale && isEmptied();
}

bool SaleStock::isEmptied() const
{
    const SaleReading &sale = *m_input.books.sale;
    if (sale.phase != SalePhase::Ended || sale.remaining.value_or(-1) != 0)
        return false;
    const std::vector<StockSample> none;
    const auto &samples = m_input.observations ? m_input.observations->stock : none;
    const bool startWasTold = std::ranges::any_of(
        samples, [](const StockSample &sample) { return sample.starting.value_or(0) > 0; });
    if (sale.starting.value_or(0) == 0 && (startWasTold || (sale.starting && m_starting.value_or(0) > 0)))
        return true;
    // The last that was told while it was on: more than was sold until the end, or than can have been.
    const auto last = std::find_if(samples.rbegin(), samples.rend(),
        [](const StockSample &sample) { return sample.remaining && sample.meaning != Meaning::Ended; });
    if (!m_starting)
        return false;
    const StockBounds bounds(*m_starting, m_queue);
    const bool wasOver = last == samples.rend(); // all the time
    if (!wasOver && *last->remaining <= 0)
        return false;
    if (bounds.least(m_observedUntil, m_observedUntil) > 0)
        return true;
    const auto &sold = m_queue.confirmsAcknowledged(); // in the order of time
    return !wasOver && *last->remaining > sold.end() - std::ranges::upper_bound(sold, last->sent);
}

QString SaleStock::trouble() const
{
    if (m_input.books.sale) {
        const std::optional<qint64> told = m_input.books.sale->remaining;
        if (told && !isCurrent())
            return u"its stock is by a cache's word %1 old, from while buyers were still there"_s.arg(
                secondsText(std::chrono::milliseconds(*m_input.books.sale->age)));
        if (told && isEmptied())
            return u"the sale is over, and the shop tells of no units any more"_s;
        return told && !remaining() ? u"its stock, %1, is no number of units"_s.arg(numberText(*told)) : QString();
    }
    return m_input.books.saleFailure.isEmpty() ? u"it was not read"_s : shopText(m_input.books.saleFailure, 400);
}

bool SaleStock::hasMoved() const
{
    const auto &before = m_input.books.saleBefore;
    return before && unitsOf(before->remaining) && remaining() && before->remaining != remaining();
}

void SaleStock::findRestock()
{
    std::optional<qint64> first = m_input.saleCreated ? m_starting : std::nullopt;
    const auto see = [&](std::optional<qint64> told, bool isOver) {
        told = unitsOf(told);
        if (!told || (*told == 0 && isOver) || !m_restock.isEmpty())
            return;
        if (first && *first != *told)
            m_restock = u"The shop told that the sale started with %1 units, and later with %2: units were added or withdrawn."_s
                            .arg(numberText(*first), numberText(*told));
        first = first.value_or(*told);
    };
    if (m_input.observations) {
        for (const StockSample &sample : m_input.observations->stock)
            see(sample.starting, sample.meaning == Meaning::Ended);
    }
    for (const auto &reading : {m_input.books.saleBefore, m_input.books.sale}) {
        if (reading)
            see(reading->starting, reading->phase == SalePhase::Ended);
    }
    if (!m_restock.isEmpty() || !m_starting || !m_input.books.sale || !isEmptied() || !m_input.observations)
        return;
    // What the shop has told of its units last, a restock after it would not show.
    const auto &samples = m_input.observations->stock;
    const bool isCached =
        std::ranges::any_of(samples, [](const StockSample &sample) { return sample.age.value_or(0) > 0; });
    const auto last = std::find_if(samples.rbegin(), samples.rend(),
        [](const StockSample &sample) { return sample.remaining && sample.meaning != Meaning::Ended; });
    const auto &sold = m_queue.confirmsAcknowledged(); // in the order of time
    const auto untilThen = last == samples.rend() ? 0 : std::ranges::upper_bound(sold, last->sent) - sold.begin();
    if (isCached)
        m_restock = u"Units may have been added: the sale's stock was told by a cache, and after its end not at all."_s;
    else if (untilThen <= *m_starting && qint64(sold.size()) > *m_starting)
        m_restock = u"Units may have been added shortly before the sale's end, after which the shop tells of no stock."_s;
}

/// A cache that does not tell its age shows in this only: the stock is what it was before the last sale, and still what
/// it would have been then.
void SaleStock::findStaleReading()
{
    const auto stock = remaining();
    const auto &sold = m_queue.confirmsAcknowledged();
    if (!stock || !m_starting || sold.empty() || !m_input.observations || m_input.books.sale->sent.value_or(0) == 0)
        return;
    const StockBounds bounds(*m_starting, m_queue);
    if (*stock <= bounds.most(m_observedUntil + 1))
        return;
    const auto &samples = m_input.observations->stock;
    // Back from the end, as long as nothing else was told.
    auto same = samples.rbegin();
    while (same != samples.rend() && same->remaining == stock)
        ++same;
    if (same == samples.rbegin() || (same - 1)->answered >= sold.back())
        return;
    const auto age = bounds.age(*stock, (same - 1)->answered);
    if (age && *age <= 0)
        m_stale = u"It is the same since before the last sale, so it may be what a cache remembers: verify again."_s;
}

} // namespace doorbuster
