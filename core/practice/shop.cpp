// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shop.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

namespace {

constexpr auto listingLag = std::chrono::seconds(3);
constexpr std::uint64_t firstOrderNumber = 100'000;

/// FNV-1a: the same share of emails on every platform and in every run.
std::uint32_t emailHash(std::string_view email)
{
    std::uint32_t hash = 2166136261;
    for (const char c : email)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
    return hash;
}

} // namespace

Shop::Shop(const ShopRules &rules)
    : m_rules(rules)
    , m_ids(rules.seed)
    , m_accounts(m_ids)
{
}

const FlashSale *Shop::createSale(SaleTerms terms, ShopTime now)
{
    const bool overlaps = std::ranges::any_of(m_sales, [&terms](const auto &sale) {
        return terms.startsAt < sale->terms().endsAt && sale->terms().startsAt < terms.endsAt;
    });
    if (overlaps)
        return nullptr;
    m_sales.push_back(std::make_unique<FlashSale>(m_ids.next(now), std::move(terms), m_rules, now));
    return m_sales.back().get();
}

FlashSale *Shop::sale(std::string_view id, ShopTime now)
{
    const auto sale = find(id);
    if (sale)
        sale->advance(now);
    return sale;
}

FlashSale *Shop::currentSale(ShopTime now)
{
    FlashSale *best = nullptr;
    for (const auto &sale : m_sales) {
        if (sale->phase(now) == FlashSale::Phase::Ended)
            continue;
        // Sales do not overlap: the one that runs now starts before all that are to come.
        if (!best || sale->terms().startsAt < best->terms().startsAt)
            best = sale.get();
    }
    if (best)
        best->advance(now);
    return best;
}

Shop::Confirmation Shop::confirm(FlashSale &sale, std::string_view email, double totalAmount, ShopTime now)
{
    int units = 0;
    std::uint64_t ordinal = 0;
    switch (sale.claim(email, now, units, ordinal)) {
    case FlashSale::Claim::NoHold:
        return {Confirm::NoHold, {}};
    case FlashSale::Claim::NotActive:
        return {Confirm::NotActive, {}};
    case FlashSale::Claim::OutOfStock:
        return {Confirm::OutOfStock, {}};
    case FlashSale::Claim::Taken:
        break;
    }

    auto orderId = m_ids.next(now);
    const bool loses = m_rules.defect == Defect::LostOrder && strikes(ordinal, 2, 5);
    if (!loses) {
        m_orders.add({orderId, std::string(email), &sale, totalAmount, now});
        for (int surplus = 1; surplus < units; ++surplus)
            m_orders.add({m_ids.next(now), std::string(email), &sale, totalAmount, now});
        if (m_rules.defect == Defect::TwoIdSpaces)
            orderId = std::to_string(firstOrderNumber + ordinal);
        sale.setOrder(email, orderId);
    }
    const bool hides = m_rules.defect == Defect::PhantomOrder && strikes(ordinal, 2, 7);
    if (hides)
        return {Confirm::Failed, {}};
    return {Confirm::Booked, std::move(orderId)};
}

std::optional<OrderPage> Shop::ordersByEmail(
    std::string_view email, std::size_t page, std::size_t limit, ShopTime now) const
{
    if (m_rules.defect == Defect::BrokenListing && emailHash(email) % 3 == 0)
        return {};
    return m_orders.byEmail(email, page, limit, listedUntil(now));
}

std::optional<OrderPage> Shop::ordersForAdmin(
    std::string_view saleId, std::size_t page, std::size_t limit, ShopTime now) const
{
    const auto sale = find(saleId);
    OrderPage orders{{}, 0, page, limit};
    if (sale)
        orders = m_orders.bySale(*sale, page, limit, listedUntil(now));
    else if (saleId.empty())
        orders = m_orders.all(page, limit, listedUntil(now));
    // The last page is broken, and where there are several, all but the first.
    if (m_rules.defect == Defect::BrokenListing && (page > 1 || orders.total <= limit))
        return {};
    if (m_rules.defect == Defect::WrongTotal)
        ++orders.total;
    return orders;
}

ShopTime Shop::listedUntil(ShopTime now) const
{
    return m_rules.defect == Defect::SlowVisibility ? now - listingLag : now;
}

FlashSale *Shop::find(std::string_view id) const
{
    const auto sale = std::ranges::find_if(m_sales, [id](const auto &candidate) { return candidate->id() == id; });
    return sale == m_sales.end() ? nullptr : sale->get();
}

} // namespace doorbuster
