// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/compiled/compiledshop.h"

#include "core/shop/description/descriptioncheck.h"
#include "core/shop/description/shippedshops.h"

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, knownValueCount> knownNames{u"remaining", u"starting", u"soldOut", u"startsAt",
    u"endsAt", u"id", u"order", u"position", u"queueSize", u"holdSeconds", u"message", u"code", u"token"};

std::vector<CompiledValue::Place> placesOf(
    const std::vector<ValuePath> &paths, ValueTree &tree, const ValueNames &names)
{
    std::vector<CompiledValue::Place> places;
    for (const ValuePath &path : paths) {
        if (path.header.isEmpty())
            places.push_back({tree.add(path, names), {}});
        else
            places.push_back({0, path.header});
    }
    return places;
}

CompiledValue valueOf(const ReadDescription &read, ValueTree &tree, const ValueNames &names)
{
    return {placesOf(read.at, tree, names), placesOf(read.minus, tree, names), read.kind};
}

} // namespace

CompiledShop::CompiledShop(
    const ShopDescription &shop, const QMap<QString, QString> &ask, const QMap<QString, QString> &secrets)
    : m_description(shop)
{
    for (const QString &name : standardValues())
        m_names.filled.insert(name, std::size_t(m_names.filled.size()));
    for (auto entry = shop.ask.cbegin(); entry != shop.ask.cend(); ++entry)
        m_names.fixed.insert(entry.key(), ask.value(entry.key(), entry.value()).toUtf8());
    for (const QString &name : shop.secrets)
        m_names.fixed.insert(name, secrets.value(name).toUtf8());
    for (const auto &[name, value] : shop.buyer)
        m_names.made.insert(name, value);
    const auto number = [this](const CallDescription &call) {
        for (const ReadDescription &keep : call.keep) {
            if (!m_names.filled.contains(keep.name))
                m_names.filled.insert(keep.name, m_valueCount++);
        }
    };
    for (const auto &calls : shop.calls) {
        for (const CallDescription &call : calls) {
            number(call);
            std::ranges::for_each(call.before, number);
        }
    }
    for (std::size_t which = 0; which < shopCallCount; ++which) {
        for (const CallDescription &call : shop.calls[which])
            m_calls[which].push_back(compile(call, ShopCall(which), false));
    }
    compileOrders();
}

CompiledCall CompiledShop::compile(const CallDescription &call, ShopCall which, bool isBefore)
{
    CompiledCall made{.which = which,
        .isBefore = isBefore,
        .number = m_callCount++,
        .path = call.path,
        .request = CallTemplate(call, m_names),
        .answer = {},
        .before = {}};
    compileAnswer(made.answer, call);
    for (const CallDescription &before : call.before)
        made.before.push_back(compile(before, which, true));
    return made;
}

void CompiledShop::compileAnswer(CompiledAnswer &answer, const CallDescription &call)
{
    answer.known.fill(-1);
    QHash<QString, std::size_t> named;
    for (const ReadDescription &read : call.read) {
        named.insert(read.name, answer.values.size());
        const auto known = std::ranges::find(knownNames, QStringView(read.name));
        if (known != knownNames.end())
            answer.known[std::size_t(known - knownNames.begin())] = int(answer.values.size());
        answer.values.push_back(valueOf(read, answer.tree, m_names));
    }
    for (const ReadDescription &keep : call.keep) {
        answer.keeps.push_back({answer.values.size(), m_names.filled.value(keep.name), keep.name});
        answer.values.push_back(valueOf(keep, answer.tree, m_names));
    }
    QHash<QString, std::size_t> unnamed;
    for (std::size_t i = 0; i < call.answers.size(); ++i) {
        const AnswerRule &rule = call.answers[i];
        CompiledRule made{.statuses = rule.statuses,
            .tests = {},
            .meaning = rule.meaning,
            .text = rule.text,
            .isOwn = i < call.ownAnswers};
        for (const AnswerTest &test : rule.tests) {
            CompiledTest one{.op = test.op,
                .values = {},
                .words = test.words,
                .numbers = test.numbers,
                .bound = test.bound,
                .patterns = test.patterns};
            for (const AnswerTest::Operand &operand : test.operands) {
                if (!operand.path) {
                    one.values.push_back(named.value(operand.text));
                    continue;
                }
                if (!unnamed.contains(operand.text)) {
                    unnamed.insert(operand.text, answer.values.size());
                    answer.values.push_back({placesOf({*operand.path}, answer.tree, m_names), {}, ValueKind::Any});
                }
                one.values.push_back(unnamed.value(operand.text));
            }
            made.tests.push_back(std::move(one));
        }
        answer.rules.push_back(std::move(made));
    }
    const auto isRoot = [](const CompiledValue::Place &place) {
        return place.header.isEmpty() && place.node == ValueTree::root;
    };
    answer.needsObject = answer.tree.needsObject()
        && std::ranges::none_of(
            answer.values, [&](const CompiledValue &value) { return std::ranges::any_of(value.at, isRoot); });
}

void CompiledShop::compileOrders()
{
    const OrderDescription &orders = m_description.orders;
    static constexpr std::array<QStringView, 6> names{u"id", u"sale", u"buyer", u"status", u"createdAt", u"amount"};
    for (const ReadDescription &field : orders.fields) {
        const auto known = std::ranges::find(names, QStringView(field.name));
        m_orders.known[std::size_t(known - names.begin())] = int(m_orders.fields.size());
        m_orders.fields.push_back(valueOf(field, m_orders.tree, m_names));
    }
    m_orders.states = orders.states;
    // The same values, at the same numbers, behind those of each list's own answer.
    for (const ShopCall which : {ShopCall::OrdersMine, ShopCall::OrdersAll}) {
        for (CompiledCall &call : m_calls[std::size_t(which)]) {
            std::vector<CompiledValue> &values = call.answer.values;
            const auto add = [&](const std::vector<ValuePath> &paths, KnownListValue value) {
                call.answer.list[std::size_t(value)] = int(values.size());
                values.push_back({placesOf(paths, call.answer.tree, m_names), {}, ValueKind::Any});
            };
            add(orders.items, KnownListValue::Items);
            add(orders.total, KnownListValue::Total);
            add(orders.page, KnownListValue::Page);
            add(orders.limit, KnownListValue::Limit);
            call.answer.needsObject = false;
        }
    }
}

std::shared_ptr<const CompiledShop> CompiledShop::flashSale()
{
    static const auto shop = std::make_shared<const CompiledShop>(
        shippedShop(u"flash-sale"_s), QMap<QString, QString>(), QMap<QString, QString>());
    return shop;
}

} // namespace doorbuster
