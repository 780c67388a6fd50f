// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/orderbook.h"

#include <algorithm>
#include <span>
#include <utility>

namespace doorbuster {

void OrderBook::add(ShopOrder order)
{
    const auto &stored = m_orders.emplace_back(std::move(order));
    m_all.push_back(&stored);
    m_byEmail[stored.email].push_back(&stored);
    m_bySale[stored.sale].push_back(&stored);
}

std::size_t OrderBook::countOf(const FlashSale &sale) const
{
    const auto orders = m_bySale.find(&sale);
    return orders == m_bySale.end() ? 0 : orders->second.size();
}

OrderPage OrderBook::byEmail(std::string_view email, std::size_t page, std::size_t limit, ShopTime until) const
{
    const auto orders = m_byEmail.find(email);
    return pageOf(orders == m_byEmail.end() ? Orders() : orders->second, page, limit, until);
}

OrderPage OrderBook::bySale(const FlashSale &sale, std::size_t page, std::size_t limit, ShopTime until) const
{
    const auto orders = m_bySale.find(&sale);
    return pageOf(orders == m_bySale.end() ? Orders() : orders->second, page, limit, until);
}

OrderPage OrderBook::all(std::size_t page, std::size_t limit, ShopTime until) const
{
    return pageOf(m_all, page, limit, until);
}

OrderPage OrderBook::pageOf(const Orders &all, std::size_t page, std::size_t limit, ShopTime until)
{
    const auto later = std::ranges::upper_bound(all, until, {}, &ShopOrder::createdAt);
    const std::span orders(all.begin(), later);
    OrderPage result{{}, orders.size(), page, limit};
    // Divided, not multiplied: a page number of 10^15 must not wrap around to the first.
    if (page == 0 || limit == 0 || (page - 1) > orders.size() / limit)
        return result;
    const auto skipped = std::min((page - 1) * limit, orders.size());
    const auto taken = std::min(limit, orders.size() - skipped);
    const auto newest = orders.rbegin() + std::ptrdiff_t(skipped);
    result.items.assign(newest, newest + std::ptrdiff_t(taken));
    return result;
}

} // namespace doorbuster
