// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/bookreadings.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {
constexpr std::array<QStringView, 6> paymentStatuses{
    u"pending", u"paid", u"failed", u"refunded", u"cancelled", u"unknown"};
}

QStringView toString(PaymentStatus status)
{
    return paymentStatuses[std::size_t(status)];
}

std::optional<PaymentStatus> paymentStatusFromString(QStringView text)
{
    const auto found = std::ranges::find(paymentStatuses, text);
    return found == paymentStatuses.end() ? std::nullopt
                                          : std::optional(PaymentStatus(found - paymentStatuses.begin()));
}

SaleBaseline baselineOf(const BookReadings &books)
{
    SaleBaseline baseline;
    if (books.sale) {
        baseline.remaining = books.sale->remaining;
        baseline.starting = books.sale->starting;
    }
    baseline.ordersKnown = books.admin.state == AdminReading::State::Complete;
    if (!baseline.ordersKnown) {
        baseline.ordersTrouble =
            books.admin.reason.isEmpty() ? QStringLiteral("the admin list was not read") : books.admin.reason;
        return baseline;
    }
    for (const Order &order : books.admin.orders)
        baseline.orders.push_back({order.id, order.paymentStatus});
    return baseline;
}

} // namespace doorbuster
