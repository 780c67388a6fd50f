// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/accounts.h"
#include "core/practice/flashsale.h"
#include "core/practice/objectids.h"
#include "core/practice/orderbook.h"
#include "core/practice/shoprules.h"

#include <QtGlobal>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster {

/// The practice shop itself: accounts, sales and orders, without HTTP, sockets or a clock of its own. Right by default;
/// `rules.defect` makes it wrong in one way. Emails come normalised; `now` never goes back. Single-threaded.
class Shop final {
public:
    enum class Confirm { Booked, NoHold, NotActive, OutOfStock, Failed };

    struct Confirmation {
        Confirm result = Confirm::NoHold;
        /// Set when booked: as the lists have it, unless a defect tells another.
        std::string orderId;
    };

    explicit Shop(const ShopRules &rules);
    Q_DISABLE_COPY_MOVE(Shop)

    const ShopRules &rules() const { return m_rules; }
    Accounts &accounts() { return m_accounts; }

    /// The new sale; null where its time overlaps that of another.
    const FlashSale *createSale(SaleTerms terms, ShopTime now);
    /// The sale brought up to `now`; null where there is none.
    FlashSale *sale(std::string_view id, ShopTime now);
    /// The sale that runs now, else the one that starts next.
    FlashSale *currentSale(ShopTime now);
    const std::vector<std::unique_ptr<FlashSale>> &sales() const { return m_sales; }

    Confirmation confirm(FlashSale &sale, std::string_view email, double totalAmount, ShopTime now);

    /// As listed at `now`. Nothing where a defect breaks that page.
    std::optional<OrderPage> ordersByEmail(
        std::string_view email, std::size_t page, std::size_t limit, ShopTime now) const;
    /// Of all sales where `saleId` is empty; an unknown sale has no orders.
    std::optional<OrderPage> ordersForAdmin(
        std::string_view saleId, std::size_t page, std::size_t limit, ShopTime now) const;
    std::size_t paidOrders(const FlashSale &sale) const { return m_orders.countOf(sale); }

private:
    FlashSale *find(std::string_view id) const;
    /// The newest orders that are listed at `now` were made then.
    ShopTime listedUntil(ShopTime now) const;

    const ShopRules m_rules;
    ObjectIds m_ids;
    Accounts m_accounts;
    std::vector<std::unique_ptr<FlashSale>> m_sales;
    OrderBook m_orders;
};

} // namespace doorbuster
