// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "twist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

using Change = std::function<QJsonValue(const QString &, const QJsonValue &)>;

QJsonValue changed(const QString &key, const QJsonValue &value, const Change &change)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &item : value.toArray())
            array.append(changed({}, item, change));
        return change(key, array);
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto field = object.begin(); field != object.end(); ++field)
            *field = changed(field.key(), *field, change);
        return change(key, object);
    }
    return change(key, value);
}

/// Whole numbers that a buyer reads.
bool isCount(const QString &key)
{
    static const QStringList keys{u"currentQuantity"_s, u"startingQuantity"_s, u"remaining"_s, u"starting"_s,
        u"position"_s, u"size"_s, u"holdTtlSec"_s, u"total"_s, u"page"_s, u"limit"_s};
    return keys.contains(key);
}

bool isOrderId(const OddCall &call, const QString &key)
{
    return key == u"orderId"_s || (isList(call.name) && key == u"_id"_s);
}

bool isOk(const OddReply &reply)
{
    return reply.status == 200 && reply.body.startsWith('{');
}

bool isSale(const OddCall &call, const OddReply &reply)
{
    return call.name == ServedRequest::SaleStatus && isOk(reply);
}

/// A text that stands without its quotes in the body when unwrap() is done.
QString bare(const QString &text)
{
    return u"bare:"_s + text;
}

void unwrap(QByteArray &body)
{
    const QByteArray mark = "\"bare:";
    for (auto at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at)) {
        body.remove(at, mark.size());
        body.remove(body.indexOf('"', at), 1);
    }
}

void rewriteNumbers(const OddCall &call, OddReply &reply)
{
    changeJson(reply.body, [&call](const QString &key, const QJsonValue &value) -> QJsonValue {
        if (!isCount(key) || !value.isDouble())
            return value;
        const QString number = QString::number(value.toInteger());
        return call.value == "dec" ? bare(number + u".0"_s) : number;
    });
    unwrap(reply.body);
}

/// A field that nobody needs, in front of the others.
void addField(const OddCall &call, OddReply &reply)
{
    static const QHash<QByteArray, QByteArray> fields{{"big", R"("totalWei":1000000000000000000000)"},
        {"exp", R"("x":1e400)"}, {"sur", R"("note":"flash \ud83d")"}, {"u64", R"("userId":18446744073709551615)"},
        {"deep", "\"d\":" + QByteArray(200, '[') + QByteArray(200, ']')},
        {"long", "\"note\":\"" + QByteArray(300'000, 'z') + '"'}, {"nul", R"("note":"a\u0000b")"}, {"empty", R"("":1)"},
        {"latin", "\"note\":\"caf\xe9\""}};
    if (reply.body.startsWith('{') && reply.status < 300)
        reply.body.insert(1, fields.value(call.value) + (reply.body.startsWith("{}") ? "" : ","));
}

void repeatFields(const OddCall &call, OddReply &reply)
{
    if (call.value == "other") {
        if (isOk(reply))
            reply.body.insert(1, R"("z":1,"z":2,)");
    } else if (isSale(call, reply)) {
        for (const char *key : {"currentQuantity", "remaining"}) {
            const QByteArray quoted = '"' + QByteArray(key) + "\":";
            reply.body.replace(quoted, QByteArray(quoted + "0," + quoted));
        }
    }
}

/// Order ids of another kind, the same everywhere.
void renameOrders(const OddCall &call, OddReply &reply)
{
    changeJson(reply.body, [&call](const QString &key, const QJsonValue &value) -> QJsonValue {
        if (!isOrderId(call, key) || !value.isString())
            return value;
        const QString id = value.toString();
        if (call.value == "long")
            return QString(id + QString(200 - id.size(), u'x'));
        if (call.value == "slash")
            return QString(u"a/b c&%1=é"_s.arg(id.right(6)));
        if (call.value == "uuid")
            return QString(u"6B02D560-C65A-F580-00D0-"_s + id.right(12).toUpper());
        bool isHex = false;
        const quint64 counter = id.right(6).toULongLong(&isHex, 16);
        if (call.value == "number")
            return qint64(counter);
        return bare(u"18446744073"_s + QString::number(counter).rightJustified(9, u'0'));
    });
    unwrap(reply.body);
}

/// The order's number with the confirm, its id in the lists.
void numberConfirms(const OddCall &, OddReply &reply)
{
    changeJson(reply.body, [](const QString &key, const QJsonValue &value) -> QJsonValue {
        bool isHex = false;
        const qint64 number = value.toString().right(6).toLongLong(&isHex, 16);
        return key == u"orderId"_s ? QJsonValue(number) : value;
    });
}

void bareList(const OddCall &call, OddReply &reply)
{
    const QJsonValue items = QJsonDocument::fromJson(reply.body).object().value(u"items"_s);
    if (isList(call.name) && items.isArray())
        reply.body = QJsonDocument(items.toArray()).toJson(QJsonDocument::Compact);
}

/// So many orders of another sale on one page with the buyer's own, whatever page size was asked for.
void lengthenLists(const OddCall &call, OddReply &reply)
{
    if (!isList(call.name) || !isOk(reply) || call.request.query(u"page"_s).toInt() > 1)
        return;
    QJsonObject list = QJsonDocument::fromJson(reply.body).object();
    if (list.isEmpty())
        return; // another twist has made it what Qt does not read: its orders must not get lost here
    QJsonArray items = list[u"items"_s].toArray();
    // The buyers' own lists stay short: each would be as long.
    const int count = call.name == ServedRequest::OrdersAdminList ? call.value.toInt() : 0;
    for (int i = 0; i < count; ++i) {
        items.append(QJsonObject{{u"_id"_s, u"6b02d560c65af58000%1"_s.arg(i, 6, 10, QChar(u'0'))},
            {u"userEmail"_s, u"earlier-%1@test.com"_s.arg(i)}, {u"flashSaleId"_s, u"000000000000000000000000"_s},
            {u"paymentStatus"_s, u"paid"_s}, {u"totalAmount"_s, 1}, {u"createdAt"_s, u"2026-01-01T00:00:00.000Z"_s}});
    }
    list[u"items"_s] = items;
    list[u"total"_s] = list[u"total"_s].toInt() + count;
    reply.body = QJsonDocument(list).toJson(QJsonDocument::Compact);
}

/// The stock as a number that no shop has.
void exaggerateStock(const OddCall &call, OddReply &reply)
{
    if (!isSale(call, reply))
        return;
    for (const char *key : {"currentQuantity", "remaining"}) {
        const QByteArray quoted = '"' + QByteArray(key) + "\":";
        const auto at = reply.body.indexOf(quoted) + quoted.size();
        const auto end = std::min(reply.body.indexOf(',', at), reply.body.indexOf('}', at));
        reply.body.replace(at, end - at, call.value);
    }
}

void flattenSale(const OddCall &call, OddReply &reply)
{
    const auto sale = QJsonDocument::fromJson(reply.body).object();
    const auto meta = sale[u"meta"_s].toObject();
    if (!isSale(call, reply) || !sale[u"item"_s].isObject())
        return;
    const QJsonObject flat{{u"status"_s, meta[u"status"_s]}, {u"soldOut"_s, meta[u"soldOut"_s]},
        {u"currentQuantity"_s, sale[u"item"_s][u"currentQuantity"_s]}};
    reply.body = QJsonDocument(flat).toJson(QJsonDocument::Compact);
}

void changeEmails(const OddCall &call, OddReply &reply)
{
    if (!isList(call.name))
        return;
    changeJson(reply.body, [](const QString &key, const QJsonValue &value) -> QJsonValue {
        return key == u"userEmail"_s ? QJsonValue(QString(u' ' + value.toString().toUpper() + u' ')) : value;
    });
}

void dropField(OddReply &reply, const QString &name)
{
    changeJson(reply.body, [&name](const QString &, const QJsonValue &value) -> QJsonValue {
        if (!value.isObject())
            return value;
        auto object = value.toObject();
        object.remove(name);
        return object;
    });
}

using enum TwistNature;

constexpr Twist table[] = {
    {"nums", "str|dec", Odd, "counts as \"5\" or 5.0", nullptr, rewriteNumbers},
    {"extra", "big|exp|sur|u64|deep|long|nul|empty|latin", Odd, "a field more that nobody needs, of this kind", nullptr,
        addField},
    {"bom", nullptr, Odd, "a byte order mark before each body", nullptr,
        [](const OddCall &, OddReply &reply) {
            if (!reply.body.isEmpty())
                reply.body.prepend("\xef\xbb\xbf");
        }},
    {"dup", "stock|other", Odd, "the stock twice in one object, 0 first; or a field that nobody needs", nullptr,
        repeatFields},
    {"ids", "number|long|uuid|slash|u64", Odd, "order ids of this kind", nullptr, renameOrders},
    {"twoids", nullptr, Odd, "another kind of order id with the confirm than in the lists", nullptr, numberConfirms},
    {"array", nullptr, Odd, "lists are bare arrays", nullptr, bareList},
    {"nototal", nullptr, Odd, "lists without a total", nullptr,
        [](const OddCall &call, OddReply &reply) {
            if (isList(call.name))
                dropField(reply, u"total"_s);
        }},
    {"biglist", "20000|200", Odd, "so many orders of other sales on one page of the admin's list", nullptr,
        lengthenLists},
    {"stock", "-9223372036854775808|9223372036854775807|99999999999999999999|1e400|null|\"many\"", Odd,
        "the stock as this text, which no stock can be", nullptr, exaggerateStock},
    {"flat", nullptr, Odd, "the sale in its flat form", nullptr, flattenSale},
    {"upper", nullptr, Odd, "the sale's status in capitals", nullptr,
        [](const OddCall &call, OddReply &reply) {
            if (!isSale(call, reply))
                return;
            for (const QByteArray word : {"upcoming", "ongoing", "ended"})
                reply.body.replace(QByteArray('"' + word + '"'), QByteArray('"' + word.toUpper() + '"'));
        }},
    {"emailcase", nullptr, Odd, "emails in the lists in capitals, with blanks around", nullptr, changeEmails},
    {"nottl", nullptr, Odd, "holds without a time to live", nullptr,
        [](const OddCall &, OddReply &reply) { dropField(reply, u"holdTtlSec"_s); }},
    {"nosize", nullptr, Odd, "places without the queue's size", nullptr,
        [](const OddCall &, OddReply &reply) { dropField(reply, u"size"_s); }},
    {"noorderid", nullptr, Odd, "confirms that name no order", nullptr,
        [](const OddCall &call, OddReply &reply) {
            if (call.name == ServedRequest::Confirm)
                dropField(reply, u"orderId"_s);
        }},
};

} // namespace

std::span<const Twist> bodyTwists()
{
    return table;
}

void changeJson(QByteArray &body, const Change &change)
{
    const auto document = QJsonDocument::fromJson(body);
    const QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    if (document.isNull())
        return;
    const QJsonValue result = changed({}, value, change);
    body = (result.isArray() ? QJsonDocument(result.toArray()) : QJsonDocument(result.toObject()))
               .toJson(QJsonDocument::Compact);
}

bool isList(ServedRequest name)
{
    return name == ServedRequest::OrdersByEmail || name == ServedRequest::OrdersAdminList;
}

} // namespace doorbuster
