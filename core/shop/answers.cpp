// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answers.h"

#include "core/shop/answerfields.h"
#include "core/shop/tolerantjson.h"

#include <simdjson.h>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace answerfields;
using simdjson::dom::element;

namespace {

constexpr std::array stockFields{
    "item.currentQuantity"_L1, "currentQuantity"_L1, "meta.progress.remaining"_L1, "progress.remaining"_L1};

/// A field that may be absent or null, but must be of its kind when it is there.
template <class T>
std::optional<ReadError> takeOptional(
    Field field, const char *path, const char *needed, std::optional<T> (*read)(Field), std::optional<T> &into)
{
    if (!field)
        return std::nullopt;
    into = read(field);
    return into ? std::nullopt : std::optional(missing(QString::fromLatin1(path), needed));
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

ReadError unknownWord(const char *path, UntrustedText word, const char *known, const TextSanitizer &sanitizer)
{
    const QString field = QString::fromLatin1(path);
    return {field,
        u"the field \"%1\" is \"%2\", not one of %3"_s.arg(
            field, sanitizer.line(word, 40), QString::fromLatin1(known))};
}

/// The item's own quantity comes first: a derived "progress" may be clamped at 0 and hide a stock below it.
std::optional<ReadError> readStock(SaleAnswer &answer, Field item, Field quantity, Field startingQuantity, bool nested,
    Field progress, FieldFinder &fields)
{
    constexpr const char *whole = "a whole number";
    const auto [remaining, starting] = fields.in(
        progress, nested ? "meta.progress." : "progress.", std::array<std::string_view, 2>{"remaining", "starting"});
    auto error = quantity
        ? takeOptional(quantity, item ? "item.currentQuantity" : "currentQuantity", whole, &integer, answer.remaining)
        : takeOptional(
            remaining, nested ? "meta.progress.remaining" : "progress.remaining", whole, &integer, answer.remaining);
    if (error)
        return error;
    return startingQuantity ? takeOptional(
               startingQuantity, item ? "item.startingQuantity" : "startingQuantity", whole, &integer, answer.starting)
                            : takeOptional(starting, nested ? "meta.progress.starting" : "progress.starting", whole,
                                &integer, answer.starting);
}

ReadResult<SaleAnswer> readSale(element root, FieldFinder &fields)
{
    // The nested form has the state in `meta`; the flat one has everything at the top.
    const auto [meta, item] = fields.in(root, "", std::array<std::string_view, 2>{"meta", "item"});
    const auto [status, soldOut, progress, startsAt, endsAt] = fields.in(meta ? meta : root, meta ? "meta." : "",
        std::array<std::string_view, 5>{"status", "soldOut", "progress", "startsAt", "endsAt"});
    const char *const statusField = meta ? "meta.status" : "status";
    const auto word = text(status);
    if (!word)
        return missing(QString::fromLatin1(statusField), "text");
    const auto phase = phaseFrom(*word);
    if (!phase)
        return unknownWord(statusField, *word, "upcoming, ongoing, ended, not_found", fields.sanitizer());

    SaleAnswer answer;
    answer.phase = *phase;
    if (*phase == SalePhase::NotFound)
        return answer;

    const auto [quantity, startingQuantity, id, plainId, itemStartsAt, itemEndsAt] =
        fields.in(item ? item : root, item ? "item." : "",
            std::array<std::string_view, 6>{"currentQuantity", "startingQuantity", "_id", "id", "startsAt", "endsAt"});
    if (const auto error = readStock(answer, item, quantity, startingQuantity, meta.has_value(), progress, fields))
        return *error;
    const QString soldOutField = meta ? u"meta.soldOut"_s : u"soldOut"_s;
    if (soldOut) {
        const auto said = boolean(soldOut);
        if (!said)
            return missing(soldOutField, "true or false");
        answer.soldOut = *said;
    } else if (!answer.remaining) {
        return missing(soldOutField, "true or false, and there is no quantity either");
    }
    if (answer.remaining && *answer.remaining <= 0)
        answer.soldOut = true;
    answer.idAsSent = rawIdentifier(firstOf(id, plainId)).value_or(QByteArray());
    answer.id = fields.sanitizer().id(answer.idAsSent);
    answer.startsAt = time(startsAt);
    answer.endsAt = time(endsAt);
    if (item && !answer.startsAt)
        answer.startsAt = time(itemStartsAt);
    if (item && !answer.endsAt)
        answer.endsAt = time(itemEndsAt);
    return answer;
}

ReadResult<TokenAnswer> readToken(element root, FieldFinder &fields)
{
    const auto [token] = fields.in(root, "", std::array<std::string_view, 1>{"token"});
    const auto found = text(token);
    return TokenAnswer{found ? QByteArray(found->raw().data(), qsizetype(found->raw().size())) : QByteArray()};
}

ReadResult<SaleCreatedAnswer> readSaleCreated(element root, FieldFinder &fields)
{
    const auto [id, mongoId, item] = fields.in(root, "", std::array<std::string_view, 3>{"id", "_id", "item"});
    const auto [itemId, itemMongoId] = fields.in(item, "item.", std::array<std::string_view, 2>{"id", "_id"});
    auto found = rawIdentifier(firstOf(id, mongoId));
    if (!found)
        found = rawIdentifier(firstOf(itemId, itemMongoId));
    if (!found)
        return missing(u"id"_s, "an id (nor are _id, item.id and item._id)");
    return SaleCreatedAnswer{fields.sanitizer().id(*found), *found};
}

struct QueueFields {
    bool hasActiveHold = false;
    std::optional<qint64> position, size;
    std::optional<double> holdTtlSeconds;
    Field word; ///< "queued" of a buy, "status" of a position
};

std::optional<ReadError> readQueueFields(element root, std::string_view word, FieldFinder &fields, QueueFields &into)
{
    const auto [hold, position, size, holdTtl, own] =
        fields.in(root, "", std::array<std::string_view, 5>{"hasActiveHold", "position", "size", "holdTtlSec", word});
    into.word = own;
    std::optional<bool> holds;
    if (auto error = takeOptional(hold, "hasActiveHold", "true or false", &boolean, holds))
        return error;
    into.hasActiveHold = holds.value_or(false);
    if (auto error = takeOptional(position, "position", "a whole number", &integer, into.position))
        return error;
    if (auto error = takeOptional(size, "size", "a whole number", &integer, into.size))
        return error;
    return takeOptional(holdTtl, "holdTtlSec", "a number", &number, into.holdTtlSeconds);
}

ReadResult<BuyAnswer> readBuy(element root, FieldFinder &fields)
{
    QueueFields queue;
    if (const auto error = readQueueFields(root, "queued", fields, queue))
        return *error;
    if (!queue.hasActiveHold && !queue.position && !boolean(queue.word).value_or(false))
        return missing(u"position"_s, "a whole number, and neither queued nor hasActiveHold is true");
    return BuyAnswer{queue.hasActiveHold, queue.position, queue.size, queue.holdTtlSeconds};
}

ReadResult<PositionAnswer> readPosition(element root, FieldFinder &fields)
{
    QueueFields queue;
    if (const auto error = readQueueFields(root, "status", fields, queue))
        return *error;
    PositionAnswer answer{QueueStatus::None, queue.hasActiveHold, queue.position, queue.size, queue.holdTtlSeconds};
    const auto status = text(queue.word);
    if (status == "queued")
        answer.status = QueueStatus::Queued;
    else if (status == "ready")
        answer.status = QueueStatus::Ready;
    else if (status == "none")
        answer.status = QueueStatus::None;
    else if (!status && queue.hasActiveHold)
        answer.status = QueueStatus::Ready;
    else if (!status)
        return missing(u"status"_s, "text");
    else
        return unknownWord("status", *status, "queued, ready, none", fields.sanitizer());
    return answer;
}

ReadResult<ConfirmAnswer> readConfirm(element root, FieldFinder &fields)
{
    const auto [ok, success, status, orderId, mongoId, id, order] = fields.in(
        root, "", std::array<std::string_view, 7>{"ok", "success", "status", "orderId", "_id", "id", "order"});
    if (boolean(ok) == false)
        return ReadError{u"ok"_s, u"the field \"ok\" is false although the status is 200"_s};
    auto found = fields.identifier(firstOf(orderId, mongoId, id));
    if (!found)
        found = fields.identifier(order);
    const auto word = text(status);
    const auto isWord = [&word](std::initializer_list<std::string_view> words) {
        return word && std::ranges::any_of(words, [&word](std::string_view one) { return *word == one; });
    };
    ConfirmAnswer answer{.orderId = found.value_or(QByteArray())};
    const bool saysSo = found || boolean(ok) == true || boolean(success) == true
        || isWord({"confirmed", "paid", "completed", "success", "ok"});
    if (boolean(success) == false)
        answer.said = Meaning::Unclear; // a refusal in a form that the interface does not know
    else if (isWord({"processing", "pending", "accepted", "queued"}))
        answer.said = Meaning::Processing;
    else if (!saysSo)
        answer.said = Meaning::Unsure;
    return answer;
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

/// One of a list; an error's path does not yet say which.
ReadResult<Order> readOrder(element from, const TextSanitizer &sanitizer)
{
    FieldFinder fields(sanitizer);
    const auto [mongoId, plainId, orderId, flashSaleId, sale, userEmail, plainEmail, paymentStatus, createdAt, amount] =
        fields.in(from, "",
            std::array<std::string_view, 10>{"_id", "id", "orderId", "flashSaleId", "saleId", "userEmail", "email",
                "paymentStatus", "createdAt", "totalAmount"});
    if (fields.ambiguity())
        return *fields.ambiguity();
    Order order;
    const auto id = fields.identifier(firstOf(mongoId, plainId, orderId));
    if (!id)
        return missing(u"_id"_s, "an id");
    order.id = *id;
    const auto saleId = fields.identifier(firstOf(flashSaleId, sale));
    if (!saleId)
        return missing(u"flashSaleId"_s, "an id");
    order.saleId = *saleId;
    const auto email = text(firstOf(userEmail, plainEmail));
    if (!email)
        return missing(u"userEmail"_s, "text");
    order.email = sanitizer.value(*email).trimmed().toLower();
    const auto payment = text(paymentStatus);
    if (!payment)
        return missing(u"paymentStatus"_s, "text");
    order.paymentStatus = paymentStatusFrom(*payment);
    if (order.paymentStatus == PaymentStatus::Unknown)
        order.paymentStatusText = sanitizer.line(*payment, 40);
    order.createdAt = time(createdAt);
    order.totalAmount = number(amount);
    return order;
}

ReadError inList(ReadError error, std::size_t index)
{
    const QString path = u"items[%1].%2"_s.arg(QString::number(index), error.field);
    error.message.replace(u'"' + error.field + u'"', u'"' + path + u'"');
    error.field = path;
    return error;
}

ReadResult<OrdersPage> readOrders(element root, FieldFinder &fields)
{
    OrdersPage page;
    page.bareArray = root.is_array();
    const auto [items, orders, total, pageNumber, limit] =
        fields.in(root, "", std::array<std::string_view, 5>{"items", "orders", "total", "page", "limit"});
    const Field held = page.bareArray ? Field(root) : firstOf(items, orders);
    simdjson::dom::array list;
    if (!held || held->get(list) != simdjson::SUCCESS)
        return missing(u"items"_s, "a list");
    page.orders.reserve(list.size());
    std::size_t index = 0;
    for (const element entry : list) {
        auto order = readOrder(entry, fields.sanitizer());
        if (auto *error = std::get_if<ReadError>(&order))
            return inList(std::move(*error), index);
        page.orders.push_back(std::move(std::get<Order>(order)));
        ++index;
    }
    page.total = integer(total);
    page.page = integer(pageNumber);
    page.limit = integer(limit);
    return page;
}

} // namespace

bool isStockField(QStringView field)
{
    return std::find(stockFields.begin(), stockFields.end(), field) != stockFields.end();
}

struct AnswerReader::Parser {
    TextSanitizer sanitizer;
    simdjson::dom::parser parser;

    std::variant<element, ReadError> root(QByteArrayView body)
    {
        constexpr QByteArrayView byteOrderMark = "\xef\xbb\xbf";
        if (body.startsWith(byteOrderMark))
            body = body.sliced(byteOrderMark.size());
        if (body.isEmpty())
            return ReadError{{}, u"the body is empty"_s};
        element root;
        auto error = parser.parse(body.data(), std::size_t(body.size())).get(root);
        if (error == simdjson::SUCCESS)
            return root;
        if (error == simdjson::EMPTY) // blanks only, of which Qt 6.4's trimmed() makes a view of negative size
            return ReadError{{}, u"the body is empty"_s};
        const QByteArrayView content = body.trimmed();
        if (content.startsWith('<'))
            return ReadError{{}, u"the body is a page (HTML or XML), not JSON; is this address the shop's API?"_s};
        if (content.startsWith('{') || content.startsWith('[')) {
            const QByteArray mended = withoutUnreadableValues(content);
            if (parser.parse(mended.constData(), std::size_t(mended.size())).get(root) == simdjson::SUCCESS)
                return root;
        }
        return ReadError{{}, u"the body is not JSON (%1)"_s.arg(QString::fromLatin1(simdjson::error_message(error)))};
    }

    std::variant<element, ReadError> object(QByteArrayView body)
    {
        auto parsed = root(body);
        if (const auto *found = std::get_if<element>(&parsed); found && !found->is_object())
            return ReadError{{}, u"the body is JSON, but not an object"_s};
        return parsed;
    }

    /// The answer that `read` finds in what was parsed, unless a field that it looked up is ambiguous.
    template <class T>
    ReadResult<T> answer(const std::variant<element, ReadError> &parsed, ReadResult<T> (*read)(element, FieldFinder &))
    {
        if (const auto *error = std::get_if<ReadError>(&parsed))
            return *error;
        FieldFinder fields(sanitizer);
        ReadResult<T> result = read(std::get<element>(parsed), fields);
        if (fields.ambiguity())
            return *fields.ambiguity();
        return result;
    }
};

QString TokenAnswer::whereLookedFor()
{
    return u"neither the field \"token\" nor the header set-auth-token is there"_s;
}

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
    return m_parser->answer(m_parser->object(body), &readSale);
}

ReadResult<TokenAnswer> AnswerReader::token(QByteArrayView body)
{
    return m_parser->answer(m_parser->object(body), &readToken);
}

ReadResult<SaleCreatedAnswer> AnswerReader::saleCreated(QByteArrayView body)
{
    return m_parser->answer(m_parser->object(body), &readSaleCreated);
}

ReadResult<BuyAnswer> AnswerReader::buy(QByteArrayView body)
{
    return m_parser->answer(m_parser->object(body), &readBuy);
}

ReadResult<PositionAnswer> AnswerReader::position(QByteArrayView body)
{
    return m_parser->answer(m_parser->object(body), &readPosition);
}

ReadResult<ConfirmAnswer> AnswerReader::confirm(QByteArrayView body)
{
    return m_parser->answer(m_parser->object(body), &readConfirm);
}

ReadResult<OrdersPage> AnswerReader::orders(QByteArrayView body)
{
    return m_parser->answer(m_parser->root(body), &readOrders);
}

AnswerReader::Refusal AnswerReader::refusal(QByteArrayView body)
{
    const auto parsed = m_parser->object(body);
    const auto *root = std::get_if<element>(&parsed);
    if (!root)
        return {};
    FieldFinder fields(sanitizer());
    const auto [message, error, code, orderId] =
        fields.in(*root, "", std::array<std::string_view, 4>{"message", "error", "code", "orderId"});
    Refusal refusal;
    const auto words = text(message);
    const auto errorWords = text(error);
    if (words || errorWords)
        refusal.message = sanitizer().line(words ? *words : *errorWords);
    if (const auto word = code || !words ? text(code) : errorWords)
        refusal.code = sanitizer().line(*word, 60);
    refusal.orderId = fields.identifier(orderId).value_or(QByteArray());
    return refusal;
}

} // namespace doorbuster
