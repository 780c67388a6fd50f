// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/descriptioncheck.h"

#include "core/profile/nearest.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// Of any call.
bool isCommon(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Busy:
    case Meaning::RateLimited:
    case Meaning::Refused:
    case Meaning::Unclear:
    case Meaning::Unreadable:
    case Meaning::SignedOut:
        return true;
    default:
        return false;
    }
}

/// The calls in the order in which a buyer makes them, so that a `keep` fills what comes after it.
constexpr std::array inOrder{ShopCall::AdminSignUp, ShopCall::AdminSignIn, ShopCall::CreateSale, ShopCall::SignIn,
    ShopCall::Sale, ShopCall::Buy, ShopCall::Poll, ShopCall::Confirm, ShopCall::OrdersMine, ShopCall::OrdersAll,
    ShopCall::Stock};

class Check {
public:
    Check(const ShopDescription &shop, bool rulesAreWhole)
        : m_shop(shop)
        , m_rulesAreWhole(rulesAreWhole)
    {
        for (const QString &name : standardValues())
            m_filled.insert(name);
        for (const auto &[name, value] : shop.buyer)
            m_filled.insert(name);
        for (auto ask = shop.ask.cbegin(); ask != shop.ask.cend(); ++ask)
            m_filled.insert(ask.key());
        for (const QString &secret : shop.secrets)
            m_filled.insert(secret);
    }

    QList<DescriptionError> run()
    {
        // A buyer polls, confirms and buys again: what any of its calls keeps may be there for any other.
        for (const ShopCall which : inOrder) {
            for (const CallDescription &call : m_shop.calls[std::size_t(which)])
                collectKept(call);
        }
        for (const auto &[name, value] : m_shop.buyer)
            checkTemplate(value, 0, 0, u"buyer."_s + name);
        for (const ShopCall which : inOrder) {
            for (const CallDescription &call : m_shop.calls[std::size_t(which)]) {
                checkCall(call, meaningsOf(which));
                for (const CallDescription &before : call.before)
                    checkCall(before, {meaningsOf(which).begin(), meaningsOf(which).end()}, true);
            }
        }
        if (!m_shop.call(ShopCall::Confirm) && m_rulesAreWhole)
            checkSyncPurchase();
        return std::move(m_errors);
    }

private:
    void fail(int line, int column, const QString &path, const QString &message)
    {
        const DescriptionError error{line, column, path, message};
        if (!m_errors.contains(error)) // what several calls share is told once
            m_errors.append(error);
    }

    void collectKept(const CallDescription &call)
    {
        for (const ReadDescription &value : call.keep)
            m_filled.insert(value.name);
        for (const CallDescription &before : call.before)
            collectKept(before);
    }

    void checkTemplate(const TextTemplate &text, int line, int column, const QString &path)
    {
        for (const TextTemplate::Piece &piece : text.pieces()) {
            if (piece.isValue && !m_filled.contains(piece.text))
                fail(line, column, path,
                    u"nothing fills the placeholder {%1}%2"_s.arg(
                        piece.text, didYouMean(piece.text, QStringList(m_filled.begin(), m_filled.end()))));
        }
    }

    void checkJson(const JsonNode &node, const QString &path)
    {
        if (node.type == JsonNode::Type::String) {
            auto text = TextTemplate::parse(node.string);
            if (const auto *error = std::get_if<QString>(&text))
                fail(node.line, node.column, path, *error);
            else
                checkTemplate(std::get<TextTemplate>(text), node.line, node.column, path);
        }
        for (const JsonNode &item : node.items)
            checkJson(item, path);
        for (const auto &[name, member] : node.members)
            checkJson(member, path + u'.' + name);
    }

    void checkCall(const CallDescription &call, const std::vector<Meaning> &meanings, bool isBefore = false)
    {
        checkTemplate(call.address, call.line, call.column, call.path);
        for (const auto &[name, value] : call.headers)
            checkTemplate(value, call.line, call.column, call.path + u".headers."_s + QString::fromLatin1(name));
        for (const auto &[name, value] : call.form)
            checkTemplate(value, call.line, call.column, call.path + u".form."_s + name);
        checkJson(call.json,
            call.path + (call.body == CallDescription::Body::GraphQl ? u".graphql.variables"_s : u".json"_s));
        checkRules(call, meanings, isBefore);
    }

    void checkRules(const CallDescription &call, const std::vector<Meaning> &meanings, bool isBefore)
    {
        QStringList values;
        for (const ReadDescription &value : call.read)
            values << value.name;
        for (std::size_t i = 0; i < call.answers.size(); ++i) {
            const AnswerRule &rule = call.answers[i];
            const bool isOwn = i < call.ownAnswers;
            const QString list = isOwn ? QString(call.path + u".answers"_s) : u"rules"_s;
            const QString path = list + u'[' + QString::number(isOwn ? i : i - call.ownAnswers) + u']';
            const bool fits = isCommon(rule.meaning) || std::ranges::find(meanings, rule.meaning) != meanings.end()
                || (isBefore && rule.meaning == Meaning::Done);
            if (isOwn && !fits) {
                QStringList possible;
                for (const Meaning one : meanings)
                    possible << toString(one).toString();
                fail(rule.line, rule.column, path,
                    u"this call cannot mean “%1”: it can mean %2, and as any call busy, rateLimited, signedOut, "
                    u"refused, "
                    "unclear or unreadable"_s.arg(toString(rule.meaning), possible.join(u", "_s)));
            }
            for (const AnswerTest &test : rule.tests) {
                for (const AnswerTest::Operand &operand : test.operands) {
                    if (!operand.path && !values.contains(operand.text))
                        fail(rule.line, rule.column, path,
                            u"nothing reads a value “%1” at this call%2"_s.arg(
                                operand.text, didYouMean(operand.text, values)));
                }
            }
            const auto end = call.answers.begin() + std::ptrdiff_t(i);
            const auto first = std::find_if(
                call.answers.begin(), end, [&rule](const AnswerRule &earlier) { return earlier.covers(rule); });
            // What stands in the rules of all calls may well be told otherwise by one of them.
            if (isOwn && first != end)
                fail(
                    rule.line, rule.column, path, u"never comes to its turn: “%1” stands before it"_s.arg(first->text));
        }
        if (call.answers.empty() && m_rulesAreWhole)
            fail(call.line, call.column, call.path, u"has no rule: every answer would be an error"_s);
    }

    void checkSyncPurchase()
    {
        const CallDescription *buy = m_shop.call(ShopCall::Buy);
        const auto ends = [](const CallDescription *call) {
            return call
                && std::ranges::find(call->answers, Meaning::Bought, &AnswerRule::meaning) != call->answers.end();
        };
        if (buy && !ends(buy) && !ends(m_shop.call(ShopCall::Poll)))
            fail(buy->line, buy->column, u"confirm"_s,
                u"is missing, and neither buy nor poll has a rule -> bought: nobody could ever buy"_s);
    }

    const ShopDescription &m_shop;
    const bool m_rulesAreWhole;
    QSet<QString> m_filled;
    QList<DescriptionError> m_errors;
};

} // namespace

const QStringList &standardValues()
{
    static const QStringList names{u"email"_s, u"vu"_s, u"iter"_s, u"run"_s, u"sale"_s, u"amount"_s, u"uuid"_s,
        u"page"_s, u"limit"_s, u"offset"_s, u"adminName"_s, u"adminEmail"_s, u"adminPassword"_s, u"adminToken"_s,
        u"saleName"_s, u"saleDescription"_s, u"startsAt"_s, u"endsAt"_s, u"quantity"_s};
    return names;
}

QList<DescriptionError> checkDescription(const ShopDescription &shop, bool rulesAreWhole)
{
    return Check(shop, rulesAreWhole).run();
}

} // namespace doorbuster
