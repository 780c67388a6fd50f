// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/flashsale.h"
#include "core/practice/shoptime.h"
#include "core/practice/stringhash.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace doorbuster {

/// A paid order.
struct ShopOrder {
    std::string id;
    std::string email;
    /// Lives as long as the shop.
    const FlashSale *sale = nullptr;
    double totalAmount = 0;
    ShopTime createdAt;
};

/// One page of a listing, newest first.
struct OrderPage {
    std::vector<const ShopOrder *> items;
    std::size_t total = 0;
    std::size_t page = 1;
    std::size_t limit = 20;
};

/// All paid orders, listed by email (over all sales) and by sale. They come in the order of their creation.
class OrderBook final {
public:
    void add(ShopOrder order);

    std::size_t countOf(const FlashSale &sale) const;
    /// Pages count from 1; a page beyond the last is empty. Orders made after `until` are not listed.
    OrderPage byEmail(std::string_view email, std::size_t page, std::size_t limit, ShopTime until) const;
    OrderPage bySale(const FlashSale &sale, std::size_t page, std::size_t limit, ShopTime until) const;
    OrderPage all(std::size_t page, std::size_t limit, ShopTime until) const;

private:
    using Orders = std::vector<const ShopOrder *>;

    static OrderPage pageOf(const Orders &all, std::size_t page, std::size_t limit, ShopTime until);

    std::deque<ShopOrder> m_orders;
    Orders m_all;
    StringMap<Orders> m_byEmail;
    std::unordered_map<const FlashSale *, Orders> m_bySale;
};

} // namespace doorbuster
