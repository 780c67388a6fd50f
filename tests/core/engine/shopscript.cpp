// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/shopscript.h"

#include <QHash>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

FakeShop::Answer answerFor(const QString &word)
{
    static const QHash<QString, FakeShop::Answer> words{
        {u"lost"_s, {.broken = true}},
        {u"refused"_s, {.refused = true}},
        {u"silent"_s, {.silent = true}},
        {u"html"_s, {.body = "<html>one moment, please</html>"}},
        {u"later"_s, {.status = 429, .body = R"({"message":"Too Many Requests"})", .retryAfter = "20"}},
        {u"laterSale"_s, {.status = 503, .body = R"({"message":"Busy"})", .retryAfter = "20"}},
        {u"atOnce"_s, {.status = 429, .body = "{}", .retryAfter = "0"}},
        {u"muchLater"_s, {.status = 429, .body = "{}", .retryAfter = "61"}},
        // sale
        {u"open"_s, {.body = R"({"status":"ongoing","soldOut":false,"currentQuantity":5})"}},
        {u"upcoming"_s, {.body = R"({"status":"upcoming","soldOut":false,"currentQuantity":5})"}},
        {u"ended"_s, {.body = R"({"status":"ended","soldOut":false,"currentQuantity":5})"}},
        {u"notFound"_s, {.body = R"({"item":null,"meta":{"status":"not_found"}})"}},
        {u"soldOut"_s, {.body = R"({"status":"ongoing","soldOut":true,"currentQuantity":0})"}},
        {u"oddSoldOut"_s, {.body = R"({"status":"ongoing","soldOut":true,"currentQuantity":5})"}},
        {u"noneLeft"_s, {.body = R"({"status":"ongoing","soldOut":false,"currentQuantity":0})"}},
        // buy and position
        {u"hold"_s, {.body = R"({"queued":false,"position":null,"size":0,"hasActiveHold":true,"holdTtlSec":900})"}},
        {u"queued"_s,
            {.body =
                    R"({"status":"queued","queued":true,"position":3,"size":9,"hasActiveHold":false,"holdTtlSec":0})"}},
        {u"bought"_s, {.status = 409, .body = R"({"message":"You have already purchased this item","orderId":"o1"})"}},
        {u"ready"_s, {.body = R"({"status":"ready","position":null,"size":0,"hasActiveHold":true,"holdTtlSec":899})"}},
        {u"held"_s, {.body = R"({"status":"queued","position":1,"size":9,"hasActiveHold":true,"holdTtlSec":899})"}},
        {u"none"_s, {.body = R"({"status":"none","position":null,"size":0,"hasActiveHold":false,"holdTtlSec":0})"}},
        // confirm
        {u"ok"_s, {.body = R"({"ok":true,"orderId":"o1"})"}},
        {u"okNoId"_s, {.body = R"({"ok":true})"}},
        {u"notOk"_s, {.body = R"({"ok":false})"}},
        {u"noHold"_s, {.status = 403, .body = R"({"message":"No active hold or it has expired"})"}},
        {u"outOfStock"_s, {.status = 409, .body = R"({"message":"Out of stock"})"}},
        {u"notActive"_s, {.status = 409, .body = R"({"message":"Sale is not active"})"}},
        {u"processing"_s, {.status = 202, .body = R"({"ok":true,"status":"processing"})"}},
        {u"declined"_s, {.body = R"({"success":false,"message":"declined"})"}},
        {u"nothing"_s, {.body = R"({"message":"Payment declined, nothing was booked"})"}},
        {u"gone"_s, {.status = 410, .body = R"({"message":"no"})"}},
        {u"puzzle"_s, {.status = 409, .body = R"({"message":"Confirmation in progress, try again"})"}},
        {u"busy"_s, {.status = 409, .body = R"({"message":"This order is already being confirmed"})"}},
    };
    if (const auto found = words.constFind(word); found != words.constEnd())
        return *found;
    bool isStatus = false;
    const int status = word.toInt(&isStatus);
    if (!isStatus)
        qFatal("The script knows no answer \"%s\"", qPrintable(word));
    return {.status = status, .body = R"({"message":"no"})"};
}

QStringList split(const char *words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

ShopScript::ShopScript(const Words &words)
    : m_calls{{u'S', u"/flash-sales/public/sale"_s, split(words.sale)}, {u'B', u"/orders/buy"_s, split(words.buy)},
        {u'P', u"/orders/position"_s, split(words.position)}, {u'C', u"/orders/confirm"_s, split(words.confirm)}}
{
}

FakeShop::Answer ShopScript::answer(const FakeShop::Request &request)
{
    const auto call = std::ranges::find(m_calls, request.path, &Call::path);
    if (call == m_calls.end() || call->words.isEmpty()) {
        trace << QString(u"unexpected:"_s + request.path);
        return {.status = 418};
    }
    trace << call->letter;
    const QString word = call->words.at(std::min(call->next++, call->words.size() - 1));
    answered << word;
    return answerFor(word);
}

} // namespace doorbuster
