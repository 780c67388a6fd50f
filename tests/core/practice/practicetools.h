// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/shop.h"

#include <string>

namespace doorbuster {

inline constexpr ShopTime testStart{std::chrono::sys_days{std::chrono::year(2026) / 11 / 22}};

/// A sale of `stock` units that starts `startsIn` after testStart.
inline SaleTerms testTerms(long long stock, std::chrono::nanoseconds startsIn = std::chrono::seconds(0),
    std::chrono::nanoseconds length = std::chrono::seconds(600))
{
    return {"x", "d", "OnSchedule", testStart + startsIn, testStart + startsIn + length, stock, stock};
}

inline std::string buyerEmail(int number)
{
    return "buyer-" + std::to_string(number) + "-0@test.com";
}

} // namespace doorbuster
