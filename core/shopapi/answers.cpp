// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shopapi/answers.h"

#include "core/shopapi/isotime.h"

#include <simdjson.h>

#include <cmath>

namespace doorbuster {

using namespace Qt::StringLiterals;
using simdjson::dom::element;

namespace {

constexpr const char *stockInItem = "item.currentQuantity";
constexpr const char *stockAtTop = "currentQuantity";

std::optional<element> member(element from, std::string_view key)
{
    element found;
    if (!from.is_object() || from[key].get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return found;
}

/// As member(), but an explicit null counts as absent.
std::optional<element> value(element from, std::string_view key)
{
    const auto found = member(from, key);
    return found && !found->is_null() ? found : std::nullopt;
}

std::optional<element> firstOf(element from, std::initializer_list<std::string_view> keys)
{
    for (const auto key : keys) {
        if (const auto found = value(from, key))
            return found;
    }
    return std::nullopt;
}

/// The only way to a text of the answer: what is to be kept of it goes through a TextSanitizer.
std::optional<UntrustedText> text(std::optional<element> from)
{
    std::string_view found;
    if (!from || from->get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return UntrustedText(found);
}

std::optional<bool> boolean(std::optional<element> from)
{
    bool found = false;
    if (!from || from->get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return found;
}

std::optional<double> number(std::optional<element> from)
{
    double found = 0;
    if (!from || from->get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return found;
}

/// A whole number, also where it is written as 3.0; nothing for 2.5.
std::optional<qint64> integer(std::optional<element> from)
{
    int64_t found = 0;
    if (from && from->get(found) == simdjson::SUCCESS)
        return found;
    const auto real = number(from);
    if (real && std::floor(*real) == *real && std::abs(*real) < 9e15)
        return qint64(*real);
    return std::nullopt;
}

/// Ids come as text, as numbers, or as an object that holds one. This is the id as it may go back to the shop.
std::optional<QByteArray> rawIdentifier(std::optional<element> from)
{
    if (!from)
        return std::nullopt;
    if (const auto found = text(from)) {
        const std::string_view id = found->raw();
        if (id.empty() || id.size() > std::size_t(TextSanitizer::longestValue))
            return std::nullopt;
        return QByteArray(id.data(), qsizetype(id.size()));
    }
    if (const auto found = integer(from))
        return QByteArray::number(*found);
    if (from->is_object())
        return rawIdentifier(firstOf(*from, {"_id", "id", "$oid"}));
    return std::nullopt;
}

std::optional<QByteArray> identifier(std::optional<element> from, const TextSanitizer &sanitizer)
{
    const auto raw = rawIdentifier(from);
    return raw ? std::optional(sanitizer.id(*raw)) : std::nullopt;
}

/// ISO 8601, or Unix time in seconds or ms, whichever puts it between the years 1973 and 5138. What neither does (0,
/// microseconds) is no time.
std::optional<qint64> time(std::optional<element> from)
{
    if (const auto found = text(from))
        return unixMillisFromIso(found->raw());
    constexpr qint64 msPerSecond = 1'000;
    constexpr qint64 firstSecond = 100'000'000;
    constexpr qint64 firstMs = firstSecond * msPerSecond;
    const auto found = integer(from);
    if (!found || *found < firstSecond || *found >= firstMs * msPerSecond)
        return std::nullopt;
    return *found < firstMs ? *found * msPerSecond : *found;
}

ReadError missing(const char *field, const char *needed)
{
    const QString name = QString::fromLatin1(field);
    return {name, u"the field \"%1\" is missing or not %2"_s.arg(name, QString::fromLatin1(needed))};
}

/// A field that may be absent or null, but must be of its kind when it is there.
template <class T, class Read>
std::optional<ReadError> optionalField(
    element from, const char *key, const char *needed, Read read, std::optional<T> &into)
{
    const auto found = value(from, key);
    if (!found)
        return std::nullopt;
    into = read(found);
    if (!into)
        return missing(key, needed);
    return std::nullopt;
}

std::optional<SalePhase> phaseFrom(UntrustedText text)
{
    if (text == "upcoming")
        return SalePhase::Upcoming;
    if (text == "ongoing")
        return SalePhase::Ongoing;
    if (text == "ended")
        return SalePhase::Ended;
    if (text == "not_found")
        return SalePhase::NotFound;
    return std::nullopt;
}

struct QueueFields {
    bool hasActiveHold = false;
    std::optional<qint64> position, size;
    std::optional<double> holdTtlSeconds;
};

std::optional<ReadError> readQueueFields(element root, QueueFields &fields)
{
    std::optional<bool> hold;
    if (auto error = optionalField(root, "hasActiveHold", "true or false", boolean, hold))
        return error;
    fields.hasActiveHold = hold.value_or(false);
    if (auto error = optionalField(root, "position", "a whole number", integer, fields.position))
        return error;
    if (auto error = optionalField(root, "size", "a whole number", integer, fields.size))
        return error;
    return optionalField(root, "holdTtlSec", "a number", number, fields.holdTtlSeconds);
}

PaymentStatus paymentStatusFrom(UntrustedText text)
{
    if (text == "pending")
        return PaymentStatus::Pending;
    if (text == "paid")
        return PaymentStatus::Paid;
    if (text == "failed")
        return PaymentStatus::Failed;
    if (text == "refunded")
        return PaymentStatus::Refunded;
    if (text == "cancelled")
        return PaymentStatus::Cancelled;
    return PaymentStatus::Unknown;
}

ReadResult<Order> readOrder(element from, std::size_t index, const TextSanitizer &sanitizer)
{
    const auto fault = [index](const char *field, const char *needed) -> ReadError {
        const QString path = u"items[%1].%2"_s.arg(index).arg(QString::fromLatin1(field));
        return {path, u"the field \"%1\" is missing or not %2"_s.arg(path, QString::fromLatin1(needed))};
    };
    Order order;
    const auto id = identifier(firstOf(from, {"_id", "id", "orderId"}), sanitizer);
    if (!id)
        return fault("_id", "an id");
    order.id = *id;
    const auto saleId = identifier(firstOf(from, {"flashSaleId", "saleId"}), sanitizer);
    if (!saleId)
        return fault("flashSaleId", "an id");
    order.saleId = *saleId;
    const auto email = text(firstOf(from, {"userEmail", "email"}));
    if (!email)
        return fault("userEmail", "text");
    order.email = sanitizer.value(*email).trimmed().toLower();
    const auto payment = text(value(from, "paymentStatus"));
    if (!payment)
        return fault("paymentStatus", "text");
    order.paymentStatus = paymentStatusFrom(*payment);
    if (order.paymentStatus == PaymentStatus::Unknown)
        order.paymentStatusText = sanitizer.line(*payment, 40);
    order.createdAt = time(value(from, "createdAt"));
    order.totalAmount = number(value(from, "totalAmount"));
    return order;
}

} // namespace

bool isStockField(QStringView field)
{
    return field == QLatin1StringView(stockInItem) || field == QLatin1StringView(stockAtTop);
}

struct AnswerReader::Parser {
    TextSanitizer sanitizer;
    simdjson::dom::parser parser;

    std::variant<element, ReadError> root(QByteArrayView body)
    {
        if (body.isEmpty())
            return ReadError{{}, u"the body is empty"_s};
        element root;
        const auto error = parser.parse(body.data(), std::size_t(body.size())).get(root);
        if (error == simdjson::SUCCESS)
            return root;
        if (error == simdjson::EMPTY) // blanks only, of which Qt 6.4's trimmed() makes a view of negative size
            return ReadError{{}, u"the body is empty"_s};
        if (body.trimmed().startsWith('<'))
            return ReadError{{}, u"the body is a page (HTML or XML), not JSON; is this address the shop's API?"_s};
        return ReadError{{}, u"the body is not JSON (%1)"_s.arg(QString::fromLatin1(simdjson::error_message(error)))};
    }

    std::variant<element, ReadError> object(QByteArrayView body)
    {
        auto parsed = root(body);
        if (const auto *found = std::get_if<element>(&parsed); found && !found->is_object())
            return ReadError{{}, u"the body is JSON, but not an object"_s};
        return parsed;
    }
};

AnswerReader::AnswerReader(TextSanitizer sanitizer)
    : m_parser(std::make_unique<Parser>())
{
    setSanitizer(std::move(sanitizer));
}
AnswerReader::~AnswerReader() = default;

void AnswerReader::setSanitizer(TextSanitizer sanitizer)
{
    m_parser->sanitizer = std::move(sanitizer);
}

const TextSanitizer &AnswerReader::sanitizer() const
{
    return m_parser->sanitizer;
}

ReadResult<SaleAnswer> AnswerReader::sale(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    if (const auto *error = std::get_if<ReadError>(&parsed))
        return *error;
    const element root = std::get<element>(parsed);

    // The nested form has the state in `meta`; the flat one has everything at the top.
    const auto meta = value(root, "meta");
    const auto item = value(root, "item");
    const element state = meta ? *meta : root;
    const char *statusField = meta ? "meta.status" : "status";
    const auto status = text(value(state, "status"));
    if (!status)
        return missing(statusField, "text");
    const auto phase = phaseFrom(*status);
    if (!phase) {
        return ReadError{QString::fromLatin1(statusField),
            u"the field \"%1\" is \"%2\", not one of upcoming, ongoing, ended, not_found"_s.arg(
                QString::fromLatin1(statusField), sanitizer().line(*status, 40))};
    }

    SaleAnswer answer;
    answer.phase = *phase;
    if (*phase == SalePhase::NotFound)
        return answer;

    // The item's own quantity comes first: a derived "progress" may be clamped at 0 and hide a stock below it.
    const auto progress = value(state, "progress");
    const element stockHolder = item ? *item : root;
    if (const auto quantity = value(stockHolder, "currentQuantity")) {
        answer.remaining = integer(quantity);
        if (!answer.remaining)
            return missing(item ? stockInItem : stockAtTop, "a whole number");
    } else if (progress) {
        answer.remaining = integer(value(*progress, "remaining"));
    }
    if (const auto quantity = value(stockHolder, "startingQuantity")) {
        answer.starting = integer(quantity);
        if (!answer.starting)
            return missing(item ? "item.startingQuantity" : "startingQuantity", "a whole number");
    } else if (progress) {
        answer.starting = integer(value(*progress, "starting"));
    }
    if (const auto soldOut = value(state, "soldOut")) {
        const auto said = boolean(soldOut);
        if (!said)
            return missing(meta ? "meta.soldOut" : "soldOut", "true or false");
        answer.soldOut = *said;
    } else if (!answer.remaining) {
        return missing(meta ? "meta.soldOut" : "soldOut", "true or false, and there is no quantity either");
    }
    if (answer.remaining && *answer.remaining <= 0)
        answer.soldOut = true;
    answer.idAsSent = rawIdentifier(firstOf(stockHolder, {"_id", "id"})).value_or(QByteArray());
    answer.id = sanitizer().id(answer.idAsSent);
    answer.startsAt = time(value(state, "startsAt"));
    answer.endsAt = time(value(state, "endsAt"));
    if (item && !answer.startsAt)
        answer.startsAt = time(value(*item, "startsAt"));
    if (item && !answer.endsAt)
        answer.endsAt = time(value(*item, "endsAt"));
    return answer;
}

ReadResult<TokenAnswer> AnswerReader::token(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    if (const auto *error = std::get_if<ReadError>(&parsed))
        return *error;
    const auto found = text(value(std::get<element>(parsed), "token"));
    return TokenAnswer{found ? QByteArray(found->raw().data(), qsizetype(found->raw().size())) : QByteArray()};
}

ReadResult<SaleCreatedAnswer> AnswerReader::saleCreated(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    if (const auto *error = std::get_if<ReadError>(&parsed))
        return *error;
    const element root = std::get<element>(parsed);
    auto id = rawIdentifier(firstOf(root, {"id", "_id"}));
    if (!id) {
        if (const auto item = value(root, "item"))
            id = rawIdentifier(firstOf(*item, {"id", "_id"}));
    }
    if (!id)
        return missing("id", "an id (nor are _id, item.id and item._id)");
    return SaleCreatedAnswer{sanitizer().id(*id), *id};
}

ReadResult<BuyAnswer> AnswerReader::buy(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    if (const auto *error = std::get_if<ReadError>(&parsed))
        return *error;
    const element root = std::get<element>(parsed);
    QueueFields fields;
    if (const auto error = readQueueFields(root, fields))
        return *error;
    if (!fields.hasActiveHold && !fields.position && !boolean(value(root, "queued")).value_or(false))
        return missing("position", "a whole number, and neither queued nor hasActiveHold is true");
    return BuyAnswer{fields.hasActiveHold, fields.position, fields.size, fields.holdTtlSeconds};
}

ReadResult<PositionAnswer> AnswerReader::position(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    if (const auto *error = std::get_if<ReadError>(&parsed))
        return *error;
    const element root = std::get<element>(parsed);
    QueueFields fields;
    if (const auto error = readQueueFields(root, fields))
        return *error;
    PositionAnswer answer{QueueStatus::None, fields.hasActiveHold, fields.position, fields.size, fields.holdTtlSeconds};
    const auto status = text(value(root, "status"));
    if (status == "queued")
        answer.status = QueueStatus::Queued;
    else if (status == "ready")
        answer.status = QueueStatus::Ready;
    else if (status == "none")
        answer.status = QueueStatus::None;
    else if (!status && fields.hasActiveHold)
        answer.status = QueueStatus::Ready;
    else if (!status)
        return missing("status", "text");
    else
        return ReadError{u"status"_s,
            u"the field \"status\" is \"%1\", not one of queued, ready, none"_s.arg(sanitizer().line(*status, 40))};
    return answer;
}

ReadResult<ConfirmAnswer> AnswerReader::confirm(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    if (const auto *error = std::get_if<ReadError>(&parsed))
        return *error;
    const element root = std::get<element>(parsed);
    if (const auto ok = boolean(value(root, "ok")); ok == false)
        return ReadError{u"ok"_s, u"the field \"ok\" is false although the status is 200"_s};
    auto id = identifier(firstOf(root, {"orderId", "_id", "id"}), sanitizer());
    if (!id) {
        if (const auto order = value(root, "order"))
            id = identifier(*order, sanitizer());
    }
    return ConfirmAnswer{id.value_or(QByteArray())};
}

ReadResult<OrdersPage> AnswerReader::orders(QByteArrayView body)
{
    const auto parsed = m_parser->root(body);
    if (const auto *error = std::get_if<ReadError>(&parsed))
        return *error;
    const element root = std::get<element>(parsed);
    OrdersPage page;
    page.bareArray = root.is_array();
    const auto items = page.bareArray ? std::optional(root) : firstOf(root, {"items", "orders"});
    simdjson::dom::array list;
    if (!items || items->get(list) != simdjson::SUCCESS)
        return missing("items", "a list");
    page.orders.reserve(list.size());
    std::size_t index = 0;
    for (const element entry : list) {
        auto order = readOrder(entry, index++, sanitizer());
        if (auto *error = std::get_if<ReadError>(&order))
            return *error;
        page.orders.push_back(std::move(std::get<Order>(order)));
    }
    if (!page.bareArray) {
        page.total = integer(value(root, "total"));
        page.page = integer(value(root, "page"));
        page.limit = integer(value(root, "limit"));
    }
    return page;
}

AnswerReader::Refusal AnswerReader::refusal(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    const auto *root = std::get_if<element>(&parsed);
    if (!root)
        return {};
    Refusal refusal;
    if (const auto message = text(firstOf(*root, {"message", "error"})))
        refusal.message = sanitizer().line(*message);
    refusal.orderId = identifier(value(*root, "orderId"), sanitizer()).value_or(QByteArray());
    return refusal;
}

} // namespace doorbuster
