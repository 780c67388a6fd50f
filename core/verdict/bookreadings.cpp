// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/bookreadings.h"

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

} // namespace doorbuster
