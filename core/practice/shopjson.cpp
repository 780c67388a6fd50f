// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shopjson.h"

#include "core/practice/shoptext.h"

namespace doorbuster {

using namespace std::chrono;

namespace {

/// `,"name":`, or without the comma after an opening brace.
void appendKey(std::string &out, std::string_view name)
{
    if (out.back() != '{')
        out += ',';
    out.append("\"").append(name).append("\":");
}

void appendField(std::string &out, std::string_view name, std::string_view text)
{
    appendKey(out, name);
    appendJsonString(out, text);
}

void appendField(std::string &out, std::string_view name, long long value)
{
    appendKey(out, name);
    appendNumber(out, value);
}

void appendBool(std::string &out, std::string_view name, bool value)
{
    appendKey(out, name);
    out += value ? "true" : "false";
}

void appendTime(std::string &out, std::string_view name, ShopTime time)
{
    appendKey(out, name);
    out += '"';
    appendIsoTime(out, time);
    out += '"';
}

void appendPlace(std::string &out, const FlashSale::Place &place)
{
    appendKey(out, "position");
    if (place.position > 0)
        appendNumber(out, static_cast<long long>(place.position));
    else
        out += "null";
    appendField(out, "size", static_cast<long long>(place.queueSize));
    appendBool(out, "hasActiveHold", place.state == FlashSale::State::Holding);
    appendField(out, "holdTtlSec", ceil<seconds>(place.holdLeft).count());
}

void appendQueueKey(std::string &out, std::string_view saleId)
{
    appendKey(out, "zsetKey");
    out += '"';
    std::string key;
    appendJsonString(key, saleId);
    out.append("fsq:").append(std::string_view(key).substr(1));
}

std::string_view phaseName(FlashSale::Phase phase)
{
    switch (phase) {
    case FlashSale::Phase::Upcoming:
        return "upcoming";
    case FlashSale::Phase::Ongoing:
        return "ongoing";
    case FlashSale::Phase::Ended:
        break;
    }
    return "ended";
}

constexpr std::string_view queueName = "sale-processing-queue";
constexpr std::string_view redisUrl = "redis://practice";

} // namespace

void appendSession(std::string &out, const Accounts::Session &session)
{
    const auto &user = *session.user;
    out += '{';
    appendField(out, "token", session.token);
    appendKey(out, "user");
    out += '{';
    appendField(out, "name", user.name);
    appendField(out, "email", user.email);
    appendBool(out, "emailVerified", false);
    appendTime(out, "createdAt", user.createdAt);
    appendTime(out, "updatedAt", user.createdAt);
    appendField(out, "id", user.id);
    out += "}}";
}

void appendSale(std::string &out, const FlashSale *sale, ShopTime now)
{
    if (!sale) {
        out += R"({"item":null,"meta":{"status":"not_found"}})";
        return;
    }
    const auto &terms = sale->terms();
    const auto remaining = sale->shownRemaining(now);
    out += R"({"item":{)";
    appendField(out, "name", terms.name);
    appendField(out, "description", terms.description);
    appendTime(out, "startsAt", terms.startsAt);
    appendTime(out, "endsAt", terms.endsAt);
    appendField(out, "currentQuantity", remaining);
    appendField(out, "startingQuantity", terms.startingQuantity);
    appendField(out, "status", terms.status);
    appendField(out, "_id", sale->id());
    appendTime(out, "createdAt", sale->createdAt());
    appendTime(out, "updatedAt", sale->updatedAt());
    out += R"(},"meta":{)";
    appendField(out, "status", phaseName(sale->phase(now)));
    appendBool(out, "soldOut", remaining <= 0);
    out += R"(,"progress":{)";
    appendField(out, "remaining", remaining);
    appendField(out, "starting", terms.startingQuantity);
    appendKey(out, "ratio");
    appendNumber(out, double(remaining) / double(terms.startingQuantity));
    out += '}';
    appendTime(out, "startsAt", terms.startsAt);
    appendTime(out, "endsAt", terms.endsAt);
    out += "}}";
}

void appendBuy(std::string &out, const FlashSale::Place &place, std::string_view email, std::string_view saleId)
{
    out += R"({"queued":true)";
    appendPlace(out, place);
    appendField(out, "email", email);
    appendField(out, "flashSaleId", saleId);
    appendField(out, "queueName", queueName);
    appendField(out, "queuePrefix", "flashsale");
    appendField(out, "redisUrl", redisUrl);
    appendQueueKey(out, saleId);
    appendField(out, "jobId", std::string(saleId).append(":").append(email).append(":reserve"));
    out += '}';
}

void appendPosition(
    std::string &out, const FlashSale::Place &place, std::string_view email, std::string_view saleId, ShopTime now)
{
    const bool holds = place.state == FlashSale::State::Holding;
    const bool queues = place.state == FlashSale::State::Queued;
    out += '{';
    appendField(out, "status", holds ? "ready" : queues ? "queued" : "none");
    appendPlace(out, place);
    // Redis tells -2 for a key that does not exist.
    appendField(out, "pttlRaw", holds ? duration_cast<milliseconds>(place.holdLeft).count() : -2);
    appendQueueKey(out, saleId);
    appendField(out, "queueName", queueName);
    appendField(out, "redisUrl", redisUrl);
    appendField(out, "email", email);
    appendField(out, "flashSaleId", saleId);
    appendField(out, "ts", floor<milliseconds>(now).time_since_epoch().count());
    out += '}';
}

void appendOrders(std::string &out, const OrderPage &orders)
{
    out += R"({"items":[)";
    bool first = true;
    for (const auto *order : orders.items) {
        out += first ? "{" : ",{";
        first = false;
        appendField(out, "userEmail", order->email);
        appendField(out, "flashSaleName", order->sale->terms().name);
        appendField(out, "flashSaleId", order->sale->id());
        appendField(out, "paymentStatus", "paid");
        appendKey(out, "totalAmount");
        appendNumber(out, order->totalAmount);
        appendField(out, "_id", order->id);
        appendTime(out, "createdAt", order->createdAt);
        appendTime(out, "updatedAt", order->createdAt);
        out += '}';
    }
    out += ']';
    appendField(out, "total", static_cast<long long>(orders.total));
    appendField(out, "page", static_cast<long long>(orders.page));
    appendField(out, "limit", static_cast<long long>(orders.limit));
    out += '}';
}

void appendMessage(std::string &out, std::string_view message, std::string_view orderId)
{
    out += '{';
    appendField(out, "message", message);
    if (!orderId.empty())
        appendOrderId(out, orderId);
    out += '}';
}

void appendOrderId(std::string &out, std::string_view orderId)
{
    appendKey(out, "orderId");
    if (ObjectIds::isId(orderId))
        appendJsonString(out, orderId);
    else
        out += orderId;
}

void appendRefusal(
    std::string &out, int status, std::string_view code, std::string_view error, std::string_view message)
{
    out += '{';
    appendField(out, "statusCode", status);
    appendField(out, "code", code);
    appendField(out, "error", error);
    appendField(out, "message", message);
    out += '}';
}

} // namespace doorbuster
