// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/accounts.h"
#include "core/practice/flashsale.h"
#include "core/practice/orderbook.h"

#include <string>
#include <string_view>

namespace doorbuster {

/// The bodies of the shop's answers, field by field as the real backend writes them. Each appends one JSON document.

void appendSession(std::string &out, const Accounts::Session &session);
/// `sale` may be null: "not found".
void appendSale(std::string &out, const FlashSale *sale, ShopTime now);
void appendBuy(std::string &out, const FlashSale::Place &place, std::string_view email, std::string_view saleId);
void appendPosition(
    std::string &out, const FlashSale::Place &place, std::string_view email, std::string_view saleId, ShopTime now);
void appendOrders(std::string &out, const OrderPage &orders);
/// `{"message":…}`, and the order's id where there is one.
void appendMessage(std::string &out, std::string_view message, std::string_view orderId = {});
/// `,"orderId":…`: a number where it is an order's number, else a text.
void appendOrderId(std::string &out, std::string_view orderId);
/// Fastify's own refusal of a request: `{"statusCode":400,"code":…,"error":"Bad Request","message":…}`.
void appendRefusal(
    std::string &out, int status, std::string_view code, std::string_view error, std::string_view message);

} // namespace doorbuster
