// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oddshop.h"

#include "core/practice/shoptext.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

QByteArray emailOf(const ScriptedRequest &request)
{
    const auto body = QJsonDocument::fromJson(request.body).object();
    return (body.contains("email"_L1) ? body["email"_L1].toString() : request.query(u"email"_s)).toUtf8();
}

QByteArray chunksOf(const QByteArray &body)
{
    constexpr qsizetype size = 7;
    QByteArray chunks;
    for (qsizetype at = 0; at < body.size(); at += size) {
        const auto piece = body.mid(at, size);
        chunks += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return chunks + "0\r\n\r\n";
}

} // namespace

std::vector<const Twist *> allTwists()
{
    std::vector<const Twist *> all;
    for (const auto &table : {callTwists(), bodyTwists(), wireTwists()}) {
        for (const auto &twist : table)
            all.push_back(&twist);
    }
    return all;
}

std::unique_ptr<OddShop> OddShop::make(const QStringList &twists, QString &error)
{
    const auto known = allTwists();
    ShopRules rules;
    std::chrono::nanoseconds lead{};
    std::vector<Chosen> chosen;
    for (const QString &text : twists) {
        const QByteArray name = text.section(u'=', 0, 0).toUtf8();
        QByteArray value = text.section(u'=', 1).toUtf8();
        const auto row = std::ranges::find_if(known, [&name](const Twist *twist) { return twist->name == name; });
        if (row == known.end()) {
            error = u"%1 is no twist (see --help)"_s.arg(text);
            return {};
        }
        if (value.isEmpty() && (*row)->values)
            value = QByteArray((*row)->values).split('|').constFirst();
        if (name == "clock")
            lead = std::chrono::nanoseconds(qint64(value.toDouble() * 1e9));
        else if (name == "seed")
            rules.seed = value.toULongLong();
        else if (name == "holds")
            rules.holdsPerSecond = std::max(0.001, value.toDouble());
        else if (name == "ttl")
            rules.holdTtl = std::chrono::nanoseconds(qint64(value.toDouble() * 1e9));
        else if (name == "defect") {
            const auto *defect = findDefect(QString::fromUtf8(value));
            if (!defect) {
                error = u"%1: no such defect"_s.arg(text);
                return {};
            }
            rules.defect = defect->defect;
        } else {
            chosen.push_back({*row, value, {}});
        }
    }
    return std::unique_ptr<OddShop>(new OddShop(rules, lead, std::move(chosen)));
}

OddShop::OddShop(const ShopRules &rules, std::chrono::nanoseconds clockLead, std::vector<Chosen> chosen)
    : m_shop(rules)
    , m_router(m_shop)
    , m_clockLead(clockLead)
    , m_chosen(std::move(chosen))
{
}

ShopTime OddShop::now() const
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now()) + m_clockLead;
}

ScriptedAnswer OddShop::answer(const ScriptedRequest &request)
{
    const auto name = ShopRouter::classify({view(request.method), view(request.target), {}, {}, {}});
    const QByteArray email = emailOf(request);
    const auto ordinal = ++m_counts[int(name)];
    const auto callFor = [&](Chosen &chosen) {
        return OddCall{request, name, email, chosen.value, ordinal, now(), chosen.memory};
    };
    OddReply reply;
    const bool isAnswered = std::ranges::any_of(m_chosen,
        [&](Chosen &chosen) { return chosen.twist->instead && chosen.twist->instead(callFor(chosen), reply); });
    if (!isAnswered) {
        reply = {};
        askShop(request, reply);
    }
    for (auto &chosen : m_chosen) {
        if (chosen.twist->change && (!isAnswered || !reply.isLost))
            chosen.twist->change(callFor(chosen), reply);
    }
    if (reply.isLost)
        return ScriptedAnswer::raw({}, ScriptedAnswer::End::Close);
    auto answer =
        ScriptedAnswer::raw(rendered(reply), reply.closes ? ScriptedAnswer::End::Close : ScriptedAnswer::End::KeepOpen);
    answer.byteByByte = reply.byteWise;
    return answer;
}

void OddShop::askShop(const ScriptedRequest &request, OddReply &reply)
{
    const QByteArray type = request.header("Content-Type");
    const QByteArray authorization = request.header("Authorization");
    const auto &answer = m_router.handle(
        {view(request.method), view(request.target), view(type), view(authorization), view(request.body)}, now());
    reply.status = answer.status;
    reply.body = bytesOf(answer.body);
}

QByteArray OddShop::rendered(const OddReply &reply) const
{
    QByteArray line = reply.statusLine;
    if (line.isEmpty())
        line = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + bytesOf(ShopRouter::reason(reply.status));
    auto headers = reply.headers;
    const bool hasBody = reply.status != 204 && reply.status != 304;
    if (hasBody)
        headers.emplace(0, "Content-Type", reply.contentType);
    if (reply.hasDate)
        headers.emplace(0, "Date", QByteArray::fromStdString(httpDate(now() + reply.dateLead)));
    if (hasBody && reply.chunked)
        headers.emplaceBack("Transfer-Encoding", "chunked");
    else if (hasBody)
        headers.emplaceBack("Content-Length", QByteArray::number(reply.body.size()));
    QByteArray bytes = reply.interim + line + reply.lineEnd;
    for (const auto &[name, value] : std::as_const(headers))
        bytes += (reply.lowerCase ? name.toLower() : name) + reply.colon + value + reply.lineEnd;
    bytes += reply.lineEnd;
    if (hasBody)
        bytes += reply.chunked ? chunksOf(reply.body) : reply.body;
    return bytes;
}

QJsonObject OddShop::truth()
{
    qint64 orders = 0;
    qint64 remaining = 0;
    for (const auto &sale : m_shop.sales()) {
        orders += qint64(m_shop.paidOrders(*sale));
        remaining += sale->remaining();
    }
    QJsonObject truth{{u"orders"_s, orders}, {u"remaining"_s, remaining}};
    for (const auto &chosen : m_chosen) {
        for (const char *counted : {"foreign sessions", "deleted cookies"}) {
            if (chosen.memory.contains(counted))
                truth[QLatin1StringView(counted)] = chosen.memory.value(counted);
        }
    }
    return truth;
}

} // namespace doorbuster
