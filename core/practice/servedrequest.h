// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace doorbuster {

/// What a request asks for; the names are those of the load engine's metrics, so that both sides' figures can be
/// compared.
enum class ServedRequest {
    SaleStatus,
    Buy,
    Position,
    Confirm,
    SignUp,
    SignIn,
    SaleCreate,
    OrdersByEmail,
    OrdersAdminList,
    Other
};

inline constexpr std::array<std::string_view, 10> servedRequestNames = {"sale_status", "buy", "position", "confirm",
    "signup", "signin", "sale_create", "orders_by_email", "orders_admin_list", "other"};

constexpr std::string_view toString(ServedRequest name)
{
    return servedRequestNames[static_cast<std::size_t>(name)];
}

/// The four calls of a buyer's journey; the rest is setup and verification.
constexpr bool isBuyersRequest(ServedRequest name)
{
    return name == ServedRequest::SaleStatus || name == ServedRequest::Buy || name == ServedRequest::Position
        || name == ServedRequest::Confirm;
}

} // namespace doorbuster
