// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What AnswerReader takes from an answer that it has judged.

#include "core/shop/answerfields.h"
#include "core/shop/answerreader.h"

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using simdjson::dom::element;

namespace {

PaymentStatus paymentStatusFrom(QStringView state)
{
    using enum PaymentStatus;
    static constexpr std::array<std::pair<QStringView, PaymentStatus>, 5> states{{{u"paid", Paid},
        {u"pending", Pending}, {u"failed", Failed}, {u"refunded", Refunded}, {u"cancelled", Cancelled}}};
    const auto found = std::ranges::find_if(states, [state](const auto &one) { return one.first == state; });
    return found == states.end() ? Unknown : found->second;
}

ReadError inList(ReadError error, const QString &list, std::size_t index)
{
    const QString path = u"%1[%2].%3"_s.arg(list, QString::number(index), error.field);
    error.message.replace(u'"' + error.field + u'"', u'"' + path + u'"');
    error.field = path;
    return error;
}

} // namespace

const CompiledValue *AnswerReader::known(KnownValue which) const
{
    const int index = m_answer->known[std::size_t(which)];
    return index < 0 ? nullptr : &m_answer->values[std::size_t(index)];
}

std::optional<qint64> AnswerReader::whole(KnownValue which) const
{
    const CompiledValue *value = known(which);
    if (!value)
        return std::nullopt;
    if (value->minus.empty())
        return answerfields::integer(find(*value).field);
    const auto difference = number(*value);
    return difference ? std::optional(qint64(*difference)) : std::nullopt;
}

QByteArray AnswerReader::rawId(KnownValue which) const
{
    const CompiledValue *value = known(which);
    if (!value)
        return {};
    for (const CompiledValue::Place &place : value->at) {
        if (!place.header.isEmpty()) {
            QByteArray told = m_heard->header ? m_heard->header(place.header) : QByteArray();
            if (!told.isEmpty())
                return told.left(TextSanitizer::longestValue);
        } else if (auto id = answerfields::rawIdentifier(m_found.at(place.node))) {
            return std::move(*id);
        }
    }
    return {};
}

QByteArray AnswerReader::orderId() const
{
    return m_sanitizer.id(rawId(KnownValue::Order));
}

/// Of `stock`, whose answers mean no more than that they came, the units tell whether it is sold out.
SaleAnswer AnswerReader::saleAnswer(Meaning meaning) const
{
    SaleAnswer answer;
    answer.phase = meaning == Meaning::NotThere ? SalePhase::NotFound
        : meaning == Meaning::Ended             ? SalePhase::Ended
        : meaning == Meaning::NotStarted        ? SalePhase::Upcoming
                                                : SalePhase::Ongoing;
    if (meaning == Meaning::NotThere)
        return answer;
    const auto time = [this](KnownValue which) -> std::optional<qint64> {
        const CompiledValue *value = known(which);
        if (!value)
            return std::nullopt;
        for (const CompiledValue::Place &place : value->at) {
            if (const auto found = answerfields::time(m_found.at(place.node)))
                return found;
        }
        return std::nullopt;
    };
    answer.remaining = whole(KnownValue::Remaining);
    answer.starting = whole(KnownValue::Starting);
    const CompiledValue *soldOut = known(KnownValue::SoldOut);
    answer.soldOut = meaning == Meaning::SoldOut || answer.remaining.value_or(1) <= 0
        || (soldOut && answerfields::boolean(find(*soldOut).field) == true);
    answer.idAsSent = rawId(KnownValue::Id);
    answer.id = m_sanitizer.id(answer.idAsSent);
    answer.startsAt = time(KnownValue::StartsAt);
    answer.endsAt = time(KnownValue::EndsAt);
    return answer;
}

PlaceAnswer AnswerReader::placeAnswer(Meaning meaning) const
{
    PlaceAnswer answer;
    answer.said = meaning;
    answer.position = whole(KnownValue::Position);
    answer.size = whole(KnownValue::QueueSize);
    if (const CompiledValue *seconds = known(KnownValue::HoldSeconds))
        answer.holdTtlSeconds = number(*seconds);
    if (meaning == Meaning::Bought)
        answer.orderId = orderId();
    return answer;
}

ConfirmAnswer AnswerReader::confirmAnswer(Meaning meaning) const
{
    return {.orderId = orderId(), .said = meaning};
}

TokenAnswer AnswerReader::tokenAnswer() const
{
    const CompiledValue *value = known(KnownValue::Token);
    if (!value)
        return {};
    const Found found = find(*value);
    const auto token = answerfields::text(found.field);
    return {token ? QByteArray(token->raw().data(), qsizetype(token->raw().size())) : found.header};
}

SaleCreatedAnswer AnswerReader::saleCreatedAnswer() const
{
    const QByteArray id = rawId(KnownValue::Id);
    return {.id = m_sanitizer.id(id), .idAsSent = id};
}

void AnswerReader::keep(ShopValues &values) const
{
    for (const CompiledAnswer::Keep &keep : m_answer->keeps) {
        const Found found = find(m_answer->values[keep.value]);
        ShopValue kept;
        if (found.field) {
            const bool isNumber = found.field->is_number();
            kept.isJson = isNumber || found.field->is_bool();
            if (const auto text = answerfields::text(found.field))
                kept.text = QByteArray(text->raw().data(), qsizetype(text->raw().size()));
            else if (kept.isJson)
                kept.text = QByteArray::fromStdString(simdjson::to_string(*found.field));
            else
                kept.text = answerfields::rawIdentifier(found.field).value_or(QByteArray());
        } else {
            kept.text = found.header;
        }
        // What an answer does not tell stays as an earlier one told it.
        if (!kept.text.isEmpty() && kept.text.size() <= ShopValue::longest)
            values.set(keep.into, std::move(kept.text), kept.isJson);
    }
}

ReadResult<Order> AnswerReader::order(const element &from)
{
    thread_local ShopValues none;
    none.resize(m_shop->valueCount());
    const CompiledOrders &orders = m_shop->orders();
    m_entry.find(orders.tree, from, m_heard->values ? *m_heard->values : none);
    if (const auto node = m_entry.ambiguous())
        return ReadError{orders.tree.dotted(*node),
            u"the field \"%1\" is there twice, with different values"_s.arg(orders.tree.dotted(*node))};
    const auto field = [&](CompiledOrders::Field which, auto read) -> decltype(read(std::optional<element>())) {
        const int index = orders.known[which];
        if (index >= 0) {
            for (const CompiledValue::Place &place : orders.fields[std::size_t(index)].at) {
                if (auto value = read(m_entry.at(place.node)))
                    return value;
            }
        }
        return std::nullopt;
    };
    const auto lacks = [&](CompiledOrders::Field which) {
        const CompiledValue &value = orders.fields[std::size_t(orders.known[which])];
        return answerfields::missing(orders.tree.dotted(value.at.front().node), nameOf(value.kind));
    };

    Order order;
    const auto id = field(CompiledOrders::Id, &answerfields::rawIdentifier);
    if (!id)
        return lacks(CompiledOrders::Id);
    order.id = m_sanitizer.id(*id);
    if (orders.known[CompiledOrders::Sale] >= 0) {
        const auto saleId = field(CompiledOrders::Sale, &answerfields::rawIdentifier);
        if (!saleId)
            return lacks(CompiledOrders::Sale);
        order.saleId = m_sanitizer.id(*saleId);
    } else if (m_heard->values) {
        order.saleId = m_sanitizer.id(m_heard->values->at(std::size_t(StandardValue::Sale)).text);
    }
    if (orders.known[CompiledOrders::Buyer] >= 0) {
        const auto email = field(CompiledOrders::Buyer, &answerfields::text);
        if (!email)
            return lacks(CompiledOrders::Buyer);
        order.email = m_sanitizer.value(*email).trimmed().toLower();
    }
    const auto payment = field(CompiledOrders::Status, &answerfields::text);
    if (!payment)
        return lacks(CompiledOrders::Status);
    const auto state = std::ranges::find_if(orders.states, [&payment](const auto &one) {
        return *payment == std::string_view(one.first.constData(), std::size_t(one.first.size()));
    });
    if (state != orders.states.end())
        order.paymentStatus = paymentStatusFrom(state->second);
    if (order.paymentStatus == PaymentStatus::Unknown)
        order.paymentStatusText = m_sanitizer.line(*payment, 40);
    order.createdAt = field(CompiledOrders::CreatedAt, &answerfields::time);
    order.totalAmount = field(CompiledOrders::Amount, &answerfields::number);
    return order;
}

ReadResult<OrdersPage> AnswerReader::ordersPage()
{
    const auto field = [this](KnownListValue which) -> const CompiledValue & {
        return m_answer->values[std::size_t(m_answer->list[std::size_t(which)])];
    };
    OrdersPage page;
    const CompiledValue &items = field(KnownListValue::Items);
    simdjson::dom::array list;
    QString path;
    bool isFound = false;
    for (const CompiledValue::Place &place : items.at) {
        const auto held = m_found.at(place.node);
        if (!held || held->get(list) != simdjson::SUCCESS)
            continue;
        isFound = true;
        path = m_answer->tree.dotted(place.node);
        page.bareArray = place.node == ValueTree::root;
        break;
    }
    if (!isFound) {
        const auto named = std::ranges::find_if(
            items.at, [](const CompiledValue::Place &place) { return place.node != ValueTree::root; });
        const auto &shown = named == items.at.end() ? items.at.front() : *named;
        return answerfields::missing(m_answer->tree.dotted(shown.node), "a list");
    }
    page.orders.reserve(list.size());
    std::size_t index = 0;
    for (const element entry : list) {
        auto read = order(entry);
        if (auto *error = std::get_if<ReadError>(&read))
            return inList(std::move(*error), path, index);
        page.orders.push_back(std::move(std::get<Order>(read)));
        ++index;
    }
    const auto count = [&](KnownListValue which) {
        const Found found = find(field(which));
        if (found.field)
            return answerfields::integer(found.field);
        bool ok = false;
        const qint64 number = found.header.toLongLong(&ok);
        return ok ? std::optional(number) : std::nullopt;
    };
    page.total = count(KnownListValue::Total);
    page.page = count(KnownListValue::Page);
    page.limit = count(KnownListValue::Limit);
    return page;
}

template <class T, class Take>
ReadResult<T> AnswerReader::at200(ShopCall which, QByteArrayView body, Take take)
{
    const CompiledCall *call = m_shop->call(which);
    if (!call)
        return ReadError{{}, u"the shop has no such call"_s};
    HeardAnswer heard{.status = 200, .body = body};
    JudgedAnswer judged = judge(*call, heard);
    if (judged.error)
        return std::move(*judged.error);
    ReadResult<T> answer = take(judged.meaning);
    m_heard = nullptr;
    return answer;
}

ReadResult<SaleAnswer> AnswerReader::sale(QByteArrayView body)
{
    return at200<SaleAnswer>(ShopCall::Sale, body, [this](Meaning meaning) { return saleAnswer(meaning); });
}

ReadResult<TokenAnswer> AnswerReader::token(QByteArrayView body)
{
    return at200<TokenAnswer>(ShopCall::AdminSignIn, body, [this](Meaning) { return tokenAnswer(); });
}

ReadResult<SaleCreatedAnswer> AnswerReader::saleCreated(QByteArrayView body)
{
    return at200<SaleCreatedAnswer>(ShopCall::CreateSale, body, [this](Meaning) { return saleCreatedAnswer(); });
}

ReadResult<BuyAnswer> AnswerReader::buy(QByteArrayView body)
{
    return at200<BuyAnswer>(ShopCall::Buy, body, [this](Meaning meaning) { return BuyAnswer{placeAnswer(meaning)}; });
}

ReadResult<PositionAnswer> AnswerReader::position(QByteArrayView body)
{
    return at200<PositionAnswer>(
        ShopCall::Poll, body, [this](Meaning meaning) { return PositionAnswer{placeAnswer(meaning)}; });
}

ReadResult<ConfirmAnswer> AnswerReader::confirm(QByteArrayView body)
{
    return at200<ConfirmAnswer>(ShopCall::Confirm, body, [this](Meaning meaning) { return confirmAnswer(meaning); });
}

ReadResult<OrdersPage> AnswerReader::orders(QByteArrayView body)
{
    return at200<OrdersPage>(ShopCall::OrdersMine, body, [this](Meaning) { return ordersPage(); });
}

} // namespace doorbuster
