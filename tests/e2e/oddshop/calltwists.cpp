// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "twist.h"

#include <array>

namespace doorbuster {

namespace {

bool page(const OddCall &, OddReply &reply)
{
    reply.body = "<!doctype html><html><title>You are in line</title></html>";
    reply.contentType = "text/html";
    return true;
}

bool message(OddReply &reply, int status, const QByteArray &text)
{
    reply.status = status;
    reply.body = R"({"message":")" + text + R"("})";
    return true;
}

bool isBuy(const OddCall &call)
{
    return call.name == ServedRequest::Buy;
}

bool isConfirm(const OddCall &call)
{
    return call.name == ServedRequest::Confirm;
}

/// Refuses buys for so many seconds from the first on, with the time after which to come again.
bool refuseBuysFor(const OddCall &call, OddReply &reply, int status)
{
    if (!isBuy(call))
        return false;
    const qint64 now = call.now.time_since_epoch() / std::chrono::milliseconds(1);
    if (!call.memory.contains("first"))
        call.memory["first"] = now;
    const qint64 first = call.memory.value("first");
    if (now - first >= call.value.toInt() * 1000)
        return false;
    reply.addHeader("Retry-After", "1");
    return message(reply, status, status == 429 ? "Too Many Requests" : "Come again");
}

bool limitBuys(const OddCall &call, OddReply &reply)
{
    if (!isBuy(call))
        return false;
    const qint64 second = call.now.time_since_epoch() / std::chrono::seconds(1);
    if (++call.memory[QByteArray::number(second)] <= call.value.toInt())
        return false;
    reply.addHeader("Retry-After", "1");
    return message(reply, 429, "Too Many Requests");
}

/// Every so many-th confirm was booked, but its answer is another.
bool strikesConfirm(const OddCall &call)
{
    return isConfirm(call) && call.ordinal % std::max(1, call.value.toInt()) == 0;
}

/// What came in the header X-Secret, in one of the forms in which pages quote such things.
bool echoSecret(const OddCall &call, OddReply &reply)
{
    const QByteArray secret = call.request.header("X-Secret");
    if (!isBuyersRequest(call.name) || ++call.memory["calls"] % 3 != 1)
        return false;
    const std::array<QByteArray, 5> forms{secret, secret.toPercentEncoding(), secret.toBase64(), secret.toHex(),
        secret.toBase64(QByteArray::Base64UrlEncoding)};
    return message(reply, 500, "no service for " + forms[std::size_t(call.memory["calls"] / 3) % forms.size()]);
}

using enum TwistNature;

constexpr Twist table[] = {
    {"buyhtml", nullptr, Closed, "every buy: 200 with an HTML page",
        [](const OddCall &call, OddReply &reply) { return isBuy(call) && page(call, reply); }, nullptr},
    {"buy404", nullptr, Closed, "every buy: 404, no such route",
        [](const OddCall &call, OddReply &reply) {
            return isBuy(call) && message(reply, 404, "Route POST:/orders/buy not found");
        },
        nullptr},
    {"buyredir", "302|307|304|301|308", Closed, "every buy: a redirect, or 304",
        [](const OddCall &call, OddReply &reply) {
            if (!isBuy(call))
                return false;
            reply.status = call.value.toInt();
            reply.addHeader("Location", "/orders/buy2");
            return true;
        },
        nullptr},
    {"redirall", "301|308", Closed, "every call: a redirect to a port where nobody is",
        [](const OddCall &call, OddReply &reply) {
            reply.status = call.value.toInt();
            reply.addHeader("Location", "http://127.0.0.1:1" + call.request.target);
            return true;
        },
        nullptr},
    {"buyok", nullptr, Closed, "every buy: 200 that says ok, and nothing of a queue",
        [](const OddCall &call, OddReply &reply) {
            reply.body = R"({"ok":true,"message":"queued"})";
            return isBuy(call);
        },
        nullptr},
    {"buy204", nullptr, Closed, "every buy is done, and answered 204", nullptr,
        [](const OddCall &call, OddReply &reply) {
            if (isBuy(call)) {
                reply.status = 204;
                reply.body.clear();
            }
        }},
    {"buyempty", nullptr, Closed, "every buy is done, and answered 200 without a body", nullptr,
        [](const OddCall &call, OddReply &reply) {
            if (isBuy(call))
                reply.body.clear();
        }},
    {"html200", "4|2", Odd, "every so many-th answer to buyers and of lists is a 200 page of a proxy",
        [](const OddCall &call, OddReply &reply) {
            return (isBuyersRequest(call.name) || isList(call.name))
                && ++call.memory["calls"] % std::max(1, call.value.toInt()) == 0 && page(call, reply);
        },
        nullptr},
    {"confirmall", "410|429|500|302|503", Closed, "every confirm: this status",
        [](const OddCall &call, OddReply &reply) {
            return isConfirm(call) && message(reply, call.value.toInt(), "no");
        },
        nullptr},
    {"lock409", "Confirmation in progress, try again|Sale has ended|Sale is not active|Try later", Odd,
        "the first confirm of each buyer: 409 with this text ('_' for a blank)",
        [](const OddCall &call, OddReply &reply) {
            if (!isConfirm(call) || ++call.memory[call.email] > 1)
                return false;
            return message(reply, 409, QByteArray(call.value).replace('_', ' '));
        },
        nullptr},
    {"confirm409", "Sale is not active|Try later", Closed, "every confirm: 409 with this text ('_' for a blank)",
        [](const OddCall &call, OddReply &reply) {
            return isConfirm(call) && message(reply, 409, QByteArray(call.value).replace('_', ' '));
        },
        nullptr},
    {"limit", "3|10", Odd, "so many buys a second, beyond them 429 with Retry-After", limitBuys, nullptr},
    {"buy429", "2|60", Odd, "buys for so many seconds: 429 with Retry-After",
        [](const OddCall &call, OddReply &reply) { return refuseBuysFor(call, reply, 429); }, nullptr},
    {"buy503", "2|60", Odd, "buys for so many seconds: 503 with Retry-After",
        [](const OddCall &call, OddReply &reply) { return refuseBuysFor(call, reply, 503); }, nullptr},
    {"drop", "20|7", Odd, "every so many-th answer of a buyer's call is lost, with its connection", nullptr,
        [](const OddCall &call, OddReply &reply) {
            if (isBuyersRequest(call.name) && ++call.memory["calls"] % std::max(1, call.value.toInt()) == 0)
                reply.isLost = true;
        }},
    {"dropin", "20|7", Odd, "every so many-th request of a buyer is lost, with its connection",
        [](const OddCall &call, OddReply &reply) {
            reply.isLost = isBuyersRequest(call.name) && ++call.memory["calls"] % std::max(1, call.value.toInt()) == 0;
            return reply.isLost;
        },
        nullptr},
    {"confirm504", "3", Odd, "every so many-th confirm is booked, and answered by a proxy's 504 page", nullptr,
        [](const OddCall &call, OddReply &reply) {
            if (strikesConfirm(call)) {
                page(call, reply);
                reply.status = 504;
            }
        }},
    {"confirmdrop", "3", Odd, "every so many-th confirm is booked, and its answer lost", nullptr,
        [](const OddCall &call, OddReply &reply) { reply.isLost = reply.isLost || strikesConfirm(call); }},
    {"listpage", "3", Odd, "every so many-th list of orders: 200 with an HTML page",
        [](const OddCall &call, OddReply &reply) {
            return isList(call.name) && ++call.memory["lists"] % std::max(1, call.value.toInt()) == 0
                && page(call, reply);
        },
        nullptr},
    {"echo", nullptr, Odd, "every third call of a buyer: 500 that quotes the header X-Secret", echoSecret, nullptr},
    {"noadmin", nullptr, Odd, "no list for admins",
        [](const OddCall &call, OddReply &reply) {
            return call.name == ServedRequest::OrdersAdminList && message(reply, 404, "no such route");
        },
        nullptr},
    {"nolists", nullptr, Odd, "every list of orders: 500",
        [](const OddCall &call, OddReply &reply) { return isList(call.name) && message(reply, 500, "boom"); }, nullptr},
};

} // namespace

std::span<const Twist> callTwists()
{
    return table;
}

} // namespace doorbuster
