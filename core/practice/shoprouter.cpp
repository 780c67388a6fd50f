// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shoprouter.h"

#include "core/practice/shopjson.h"
#include "core/practice/shoptext.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

struct Route {
    ServedRequest name;
    std::string_view method;
    std::string_view path;
};

constexpr std::array<Route, 9> routes{{
    {ServedRequest::SaleStatus, "GET", "/flash-sales/public/sale"},
    {ServedRequest::Position, "GET", "/orders/position"},
    {ServedRequest::Buy, "POST", "/orders/buy"},
    {ServedRequest::Confirm, "POST", "/orders/confirm"},
    {ServedRequest::OrdersByEmail, "GET", "/orders/by-email"},
    {ServedRequest::OrdersAdminList, "GET", "/orders/admin/list-admin"},
    {ServedRequest::SaleCreate, "POST", "/flash-sales"},
    {ServedRequest::SignUp, "POST", "/api/auth/sign-up/email"},
    {ServedRequest::SignIn, "POST", "/api/auth/sign-in/email"},
}};

constexpr std::array<FieldRule, 1> saleRules{{{"flashSaleId", FieldKind::Text, false}}};
constexpr std::array<FieldRule, 2> buyerRules{{{"email", FieldKind::Email}, {"flashSaleId"}}};
constexpr std::array<FieldRule, 3> confirmRules{
    {{"email", FieldKind::Email}, {"flashSaleId"}, {"totalAmount", FieldKind::Number, false, 0}}};
constexpr std::array<FieldRule, 3> signUpRules{{{"name"}, {"email", FieldKind::Email}, {"password"}}};
constexpr std::array<FieldRule, 2> signInRules{{{"email", FieldKind::Email}, {"password"}}};
constexpr std::array<FieldRule, 7> createRules{{{"startsAt", FieldKind::Time}, {"endsAt", FieldKind::Time},
    {"startingQuantity", FieldKind::Integer, true, 1}, {"currentQuantity", FieldKind::Integer, true, 0},
    {"name", FieldKind::Text, false}, {"description", FieldKind::Text, false}, {"status", FieldKind::Text, false}}};
constexpr double maxPage = 1e9;
constexpr std::array<FieldRule, 3> byEmailRules{{{"email", FieldKind::Email},
    {"page", FieldKind::Integer, false, 1, maxPage}, {"limit", FieldKind::Integer, false, 1, 100}}};
constexpr std::array<FieldRule, 3> adminRules{{{"flashSaleId", FieldKind::Text, false},
    {"page", FieldKind::Integer, false, 1, maxPage}, {"limit", FieldKind::Integer, false, 1, 100}}};
constexpr double defaultLimit = 20;

constexpr std::string_view validationCode = "FST_ERR_VALIDATION";

std::string_view pathOf(std::string_view target)
{
    return target.substr(0, target.find('?'));
}

std::string_view queryOf(std::string_view target)
{
    const auto mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

bool sameIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
        return lower(x) == lower(y);
    });
}

bool isJson(std::string_view contentType)
{
    auto type = contentType.substr(0, contentType.find(';'));
    while (!type.empty() && type.back() == ' ')
        type.remove_suffix(1);
    return sameIgnoringCase(type, "application/json");
}

} // namespace

ShopRouter::ShopRouter(Shop &shop)
    : m_shop(shop)
{
}

ServedRequest ShopRouter::classify(const ShopRequest &request)
{
    const auto path = pathOf(request.target);
    const auto method = request.method == "HEAD" ? std::string_view("GET") : request.method;
    for (const auto &route : routes) {
        if (route.path == path && route.method == method)
            return route.name;
    }
    return ServedRequest::Other;
}

ShopAnswer &ShopRouter::handle(const ShopRequest &request, ShopTime now)
{
    startAnswer();
    const auto query = queryOf(request.target);
    switch (classify(request)) {
    case ServedRequest::SaleStatus:
        saleStatus(query, now);
        break;
    case ServedRequest::Buy:
        buy(request, now);
        break;
    case ServedRequest::Position:
        position(query, now);
        break;
    case ServedRequest::Confirm:
        confirm(request, now);
        break;
    case ServedRequest::SignUp:
        signUp(request, now);
        break;
    case ServedRequest::SignIn:
        signIn(request);
        break;
    case ServedRequest::SaleCreate:
        createSale(request, now);
        break;
    case ServedRequest::OrdersByEmail:
        ordersByEmail(query, now);
        break;
    case ServedRequest::OrdersAdminList:
        ordersForAdmin(request, query, now);
        break;
    case ServedRequest::Other:
        other(request);
        break;
    }
    return m_answer;
}

ShopAnswer &ShopRouter::fail(Fault fault, ServedRequest name)
{
    startAnswer();
    switch (fault) {
    case Fault::None:
    case Fault::DropBefore:
    case Fault::DropAfter:
    case Fault::Refuse:
        refuse(name);
        break;
    case Fault::Page:
        m_answer.isPage = true;
        m_answer.body = "<!doctype html><html><title>Please wait</title><p>The shop is busy. This page reloads.</html>";
        break;
    case Fault::Gone:
        answerMessage(410, "This sale has moved");
        break;
    case Fault::Limit:
        answerMessage(429, "Too many requests");
        m_answer.retryAfter = 1;
        break;
    }
    return m_answer;
}

void ShopRouter::refuse(ServedRequest name)
{
    if (name == ServedRequest::Buy)
        answerMessage(503, "Queue is unavailable");
    else
        answerMessage(500, name == ServedRequest::SaleStatus ? "Failed to fetch sale status" : "Internal Server Error");
}

ShopAnswer &ShopRouter::refuseMalformed(int status)
{
    startAnswer();
    answerRefusal(status, "FST_ERR_CLIENT", reason(status));
    return m_answer;
}

std::string_view ShopRouter::reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Payload Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Entity";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

void ShopRouter::saleStatus(std::string_view query, ShopTime now)
{
    if (!readQuery(query, saleRules))
        return;
    if (!m_fields.has(0)) {
        appendSale(m_answer.body, m_shop.currentSale(now), now);
        return;
    }
    const auto &id = m_fields.text(0);
    // The real backend looks an id up as a MongoDB one, and fails on anything else.
    if (ObjectIds::isId(id))
        appendSale(m_answer.body, m_shop.sale(id, now), now);
    else
        answerMessage(500, "Failed to fetch sale status");
}

void ShopRouter::buy(const ShopRequest &request, ShopTime now)
{
    if (!readBody(request, buyerRules))
        return;
    const auto &email = m_fields.text(0);
    const auto sale = m_shop.sale(m_fields.text(1), now);
    if (!sale) {
        answerMessage(404, "Flash sale not found");
        return;
    }
    const auto place = sale->join(email, now);
    if (place.state == FlashSale::State::Paid)
        answerMessage(409, "You have already purchased this item", place.orderId);
    else
        appendBuy(m_answer.body, place, email, sale->id());
}

void ShopRouter::position(std::string_view query, ShopTime now)
{
    if (!readQuery(query, buyerRules))
        return;
    const auto &email = m_fields.text(0);
    const auto &saleId = m_fields.text(1);
    const auto sale = m_shop.sale(saleId, now);
    appendPosition(m_answer.body, sale ? sale->place(email, now) : FlashSale::Place(), email, saleId, now);
}

void ShopRouter::confirm(const ShopRequest &request, ShopTime now)
{
    if (!readBody(request, confirmRules))
        return;
    const auto sale = m_shop.sale(m_fields.text(1), now);
    const auto confirmation =
        sale ? m_shop.confirm(*sale, m_fields.text(0), m_fields.number(2), now) : Shop::Confirmation();
    switch (confirmation.result) {
    case Shop::Confirm::Booked:
        m_answer.body += R"({"ok":true)";
        appendOrderId(m_answer.body, confirmation.orderId);
        m_answer.body += '}';
        break;
    case Shop::Confirm::NoHold:
        answerMessage(403, "No active hold or it has expired");
        break;
    case Shop::Confirm::NotActive:
    case Shop::Confirm::OutOfStock:
        answerMessage(409, "Out of stock or sale not active");
        break;
    case Shop::Confirm::Failed:
        answerMessage(500, "Internal Server Error");
        break;
    }
}

void ShopRouter::signUp(const ShopRequest &request, ShopTime now)
{
    if (!readBody(request, signUpRules, true))
        return;
    const auto session = m_shop.accounts().signUp(m_fields.text(0), m_fields.text(1), m_fields.text(2), now);
    if (!session) {
        answerMessage(422, "User already exists");
        return;
    }
    m_answer.status = 201;
    appendSession(m_answer.body, *session);
}

void ShopRouter::signIn(const ShopRequest &request)
{
    if (!readBody(request, signInRules, true))
        return;
    const auto session = m_shop.accounts().signIn(m_fields.text(0), m_fields.text(1));
    if (session)
        appendSession(m_answer.body, *session);
    else
        answerMessage(401, "Failed to sign in");
}

void ShopRouter::createSale(const ShopRequest &request, ShopTime now)
{
    if (!isAdmin(request)) {
        answerMessage(401, "Unauthorized");
        return;
    }
    if (!readBody(request, createRules, true))
        return;
    SaleTerms terms;
    terms.startsAt = m_fields.time(0);
    terms.endsAt = m_fields.time(1);
    terms.startingQuantity = static_cast<long long>(m_fields.number(2));
    terms.currentQuantity = static_cast<long long>(m_fields.number(3));
    terms.name = m_fields.text(4);
    terms.description = m_fields.text(5);
    terms.status = m_fields.has(6) ? m_fields.text(6) : "OnSchedule";
    if (terms.endsAt <= terms.startsAt) {
        answerMessage(400, "body/endsAt must be after startsAt");
        return;
    }
    if (terms.currentQuantity > terms.startingQuantity) {
        answerMessage(400, "body/currentQuantity must be <= startingQuantity");
        return;
    }
    const auto sale = m_shop.createSale(std::move(terms), now);
    if (!sale) {
        answerMessage(409, "The sale's time overlaps that of an existing flash sale");
        return;
    }
    m_answer.status = 201;
    m_answer.body.append(R"({"id":")").append(sale->id()).append("\"}");
}

void ShopRouter::ordersByEmail(std::string_view query, ShopTime now)
{
    if (!readQuery(query, byEmailRules))
        return;
    const auto page = std::size_t(m_fields.number(1, 1));
    const auto limit = std::size_t(m_fields.number(2, defaultLimit));
    if (const auto orders = m_shop.ordersByEmail(m_fields.text(0), page, limit, now))
        appendOrders(m_answer.body, *orders);
    else
        answerMessage(500, "Internal Server Error");
}

void ShopRouter::ordersForAdmin(const ShopRequest &request, std::string_view query, ShopTime now)
{
    if (!isAdmin(request)) {
        answerMessage(401, "Unauthorized");
        return;
    }
    if (!readQuery(query, adminRules))
        return;
    const auto page = std::size_t(m_fields.number(1, 1));
    const auto limit = std::size_t(m_fields.number(2, defaultLimit));
    if (const auto orders = m_shop.ordersForAdmin(m_fields.text(0), page, limit, now))
        appendOrders(m_answer.body, *orders);
    else
        answerMessage(500, "Internal Server Error");
}

void ShopRouter::other(const ShopRequest &request)
{
    if (request.method == "OPTIONS") {
        const auto route = std::ranges::find(routes, pathOf(request.target), &Route::path);
        if (route != routes.end()) {
            m_answer.status = 204;
            m_answer.allow = route->method == "GET" ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";
            return;
        }
    }
    m_answer.status = 404;
    std::string message("Route ");
    message.append(request.method).append(":").append(request.target).append(" not found");
    m_answer.body += R"({"message":)";
    appendJsonString(m_answer.body, message);
    m_answer.body += R"(,"error":"Not Found","statusCode":404})";
}

bool ShopRouter::readQuery(std::string_view query, Rules rules)
{
    const auto complaint = m_fields.readQuery(query, rules);
    if (!complaint.empty())
        answerRefusal(400, validationCode, complaint);
    return complaint.empty();
}

bool ShopRouter::readBody(const ShopRequest &request, Rules rules, bool bareMessage)
{
    if (!isJson(request.contentType)) {
        answerRefusal(
            415, "FST_ERR_CTP_INVALID_MEDIA_TYPE", std::string("Unsupported Media Type: ").append(request.contentType));
        return false;
    }
    if (request.body.empty()) {
        answerRefusal(
            400, "FST_ERR_CTP_EMPTY_JSON_BODY", "Body cannot be empty when content-type is set to 'application/json'");
        return false;
    }
    const auto complaint = m_fields.readBody(request.body, rules);
    if (complaint.empty())
        return true;
    if (complaint == FieldReader::notJson)
        answerRefusal(400, "FST_ERR_CTP_INVALID_JSON_BODY", complaint);
    else if (bareMessage)
        answerMessage(400, complaint);
    else
        answerRefusal(400, validationCode, complaint);
    return false;
}

bool ShopRouter::isAdmin(const ShopRequest &request) const
{
    constexpr std::string_view scheme = "Bearer ";
    return request.authorization.size() > scheme.size()
        && sameIgnoringCase(request.authorization.substr(0, scheme.size()), scheme)
        && m_shop.accounts().isAdmin(request.authorization.substr(scheme.size()));
}

void ShopRouter::startAnswer()
{
    m_answer.status = 200;
    m_answer.body.clear();
    m_answer.isPage = false;
    m_answer.retryAfter = 0;
    m_answer.allow = {};
}

void ShopRouter::answerMessage(int status, std::string_view message, std::string_view orderId)
{
    m_answer.status = status;
    m_answer.body.clear();
    appendMessage(m_answer.body, message, orderId);
}

void ShopRouter::answerRefusal(int status, std::string_view code, std::string_view message)
{
    m_answer.status = status;
    m_answer.body.clear();
    appendRefusal(m_answer.body, status, code, reason(status), message);
}

} // namespace doorbuster
