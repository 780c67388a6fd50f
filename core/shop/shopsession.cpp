// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/shopsession.h"

#include "core/shop/answerrules.h"
#include "core/shop/jsontext.h"
#include "core/shop/replyreading.h"
#include "core/text/isotime.h"
#include "core/transport/http/exchange.h"
#include "core/transport/manager/buyersaccessmanager.h"
#include "core/transport/manager/finishedreply.h"

#include <QDateTime>
#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace doorbuster {

using namespace Qt::StringLiterals;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;

namespace {

constexpr qsizetype shortestSession = 16; ///< bytes of a cookie
/// Bytes. A shop may have all orders of a sale on one page.
constexpr qsizetype longestList = 128 * 1024 * 1024;
// The books are to be the shop's own word, not what a cache on the way remembers of it.
constexpr char cacheControl[] = "Cache-Control";
constexpr char noCache[] = "no-cache";

} // namespace

struct ShopSession::Outgoing {
    RequestName name;
    QByteArray pathAndQuery; ///< percent-encoded, from '/' on; goes behind the base path
    QByteArray body = {};
    QByteArray token = {};
};

/// What is known of a call while it waits.
struct ShopSession::Underway {
    QNetworkReply *reply = nullptr;
    steady_clock::time_point started;
    IntendedStart intendedStart;
};

ShopApi::ShopApi(QNetworkAccessManager *manager, ShopApiOptions options, steady_clock::time_point runStart,
    ExchangeObserver *observer)
    : m_manager(manager)
    , m_buyers(qobject_cast<BuyersAccessManager *>(manager))
    , m_options(std::move(options))
    , m_base(m_options.base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment))
    , m_runStart(runStart)
    , m_observer(observer)
    , m_reader(TextSanitizer(m_options.secrets, m_options.isOwn))
{
    // QUrl::StripTrailingSlash would leave the one behind a bare host.
    while (m_base.endsWith('/'))
        m_base.chop(1);
    for (auto header = m_options.headers.cbegin(); header != m_options.headers.cend(); ++header)
        m_headers.emplace_back(header.key().toLatin1(), header.value().toUtf8());
    if (m_buyers) {
        m_get = m_buyers->prepare(QNetworkAccessManager::GetOperation, requestTo({}, false));
        QNetworkRequest list = requestTo({}, false);
        BuyersAccessManager::setBodyLimit(list, longestList);
        list.setRawHeader(cacheControl, noCache);
        m_list = m_buyers->prepare(QNetworkAccessManager::GetOperation, list);
        QNetworkRequest fresh = requestTo({}, false);
        fresh.setRawHeader(cacheControl, noCache);
        m_fresh = m_buyers->prepare(QNetworkAccessManager::GetOperation, fresh);
        m_post = m_buyers->prepare(QNetworkAccessManager::PostOperation, requestTo({}, true));
    }
}

QUrl ShopApi::urlOf(const QByteArray &pathAndQuery) const
{
    return QUrl::fromEncoded(m_base + pathAndQuery, QUrl::StrictMode);
}

QNetworkRequest ShopApi::requestTo(const QByteArray &pathAndQuery, bool withBody) const
{
    QNetworkRequest request(urlOf(pathAndQuery));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    for (const auto &[name, value] : m_headers)
        request.setRawHeader(name, value);
    if (withBody)
        request.setRawHeader("Content-Type", "application/json");
    return request;
}

ShopApi::~ShopApi() = default;

void ShopApi::learnSecret(const QByteArray &secret)
{
    const QString text = QString::fromUtf8(secret);
    if (text.isEmpty() || m_options.secrets.contains(text))
        return;
    m_options.secrets.append(text);
    TextSanitizer sanitizer = m_reader.sanitizer();
    sanitizer.learn(text);
    m_reader.setSanitizer(std::move(sanitizer));
}

ShopSession::ShopSession(ShopApi &api, quint32 connection, RunGroup group)
    : m_api(api)
    , m_connection(connection)
    , m_group(group)
{
}

ShopSession::~ShopSession()
{
    if (m_api.m_buyers)
        m_api.m_buyers->closeConnection(m_connection);
}

void ShopSession::abort()
{
    if (!m_active)
        return;
    m_aborted = true;
    m_active->abort();
}

void ShopSession::timeOut()
{
    if (m_active)
        BuyersAccessManager::expire(m_active);
}

QNetworkReply *ShopSession::send(const Outgoing &outgoing)
{
    const bool withBody = !outgoing.body.isEmpty();
    const bool isList = outgoing.name == RequestName::OrdersByEmail || outgoing.name == RequestName::OrdersAdminList;
    // Buyers come as they come, through whatever caches there are.
    const bool isFresh = isList || m_group == RunGroup::Setup || m_group == RunGroup::Teardown;
    if (m_api.m_get && outgoing.token.isEmpty() && m_cookies.isEmpty()) {
        const RequestTemplate &common = withBody ? *m_api.m_post
            : isList                             ? *m_api.m_list
            : isFresh                            ? *m_api.m_fresh
                                                 : *m_api.m_get;
        return m_api.m_buyers->send(common, outgoing.pathAndQuery, outgoing.body, m_connection);
    }
    QNetworkRequest request = m_api.requestTo(outgoing.pathAndQuery, withBody);
    BuyersAccessManager::setConnection(request, m_connection);
    if (isList)
        BuyersAccessManager::setBodyLimit(request, longestList);
    if (isFresh && !withBody)
        request.setRawHeader(cacheControl, noCache);
    if (!outgoing.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + outgoing.token);
    const QByteArray cookies = m_cookies.headerFor(request.url(), QDateTime::currentMSecsSinceEpoch());
    if (!cookies.isEmpty()) {
        // Those of the profile stay.
        const QByteArray given = request.rawHeader("Cookie");
        request.setRawHeader("Cookie", given.isEmpty() ? cookies : QByteArray(given + "; " + cookies));
    }
    return withBody ? m_api.m_manager->post(request, outgoing.body) : m_api.m_manager->get(request);
}

ShopSession::Underway ShopSession::begin(const Outgoing &outgoing)
{
    Underway underway{.started = m_api.now(), .intendedStart = std::exchange(m_intendedStart, {})};
    m_aborted = false;
    ++m_api.m_issued;
    m_api.learnSecret(outgoing.token);
    underway.reply = m_active = send(outgoing);
    return underway;
}

void ShopSession::learnSessions(const QByteArray &cookies)
{
    // An admin's session opens as much as a token does. What is shorter is a setting, such as a language.
    const auto all = QNetworkCookie::parseCookies(cookies);
    for (const QNetworkCookie &cookie : all) {
        if (cookie.value().size() >= shortestSession)
            m_api.learnSecret(cookie.value());
    }
}

ShopReply ShopSession::end(const Outgoing &outgoing, const Underway &underway, RequestRecord &record)
{
    QNetworkReply *const reply = underway.reply;
    m_active = nullptr;
    // The coroutine goes on inside finished(): the reply must outlive that.
    if (m_api.m_buyers)
        m_api.m_buyers->dispose(reply);
    else
        reply->deleteLater();
    const auto now = m_api.now();
    const Exchange *wire = exchangeOf(reply);

    ShopReply came{.name = outgoing.name};
    record.name = outgoing.name;
    record.group = m_group;
    record.ended = (wire ? wire->timings.ended : now) - m_api.m_runStart;
    if (wire) {
        record.bytesSent = wire->bytesSent;
        record.bytesReceived = wire->bytesReceived;
    }

    m_lastDate.reset();
    m_lastAge.reset();
    const QList<Meaning> expectedRefusals = std::exchange(m_expectedRefusals, {});
    if (isWithoutAnswer(*reply, wire)) {
        came.error = networkErrorOf(*reply, wire, m_aborted, m_api.m_reader.sanitizer());
        record.errorCode = came.error.errorCode;
        record.localFailure = came.error.localFailure;
        record.aborted = m_aborted;
        record.expected = false;
    } else {
        came.status = statusOf(*reply, wire);
        takeContent(came, outgoing, reply);
        record.status = came.status;
        record.protocol = protocolOf(wire);
        record.undocumented = !isDocumented(outgoing.name, came.status);
        if (!came.ok()) {
            record.errorCode = quint16(came.status >= 400 ? 1000 + came.status : errorcode::unusableAnswer);
            came.explain(m_api.m_reader);
        }
        if (wire)
            takeTimings(record, *wire);
        const nanoseconds elapsed = wire ? wire->timings.elapsed() : now - underway.started;
        record.duration = wire ? wire->timings.duration().value_or(elapsed) : elapsed;
        record.intendedStart = underway.intendedStart;
        if (underway.intendedStart.exists())
            record.fromIntendedStart = underway.intendedStart.delay + elapsed;
    }
    came.error.request = outgoing.name;
    came.error.status = came.status;
    came.error.errorCode = record.errorCode;
    came.error.meaning = meaningOf(came.error);
    if (came.status != 0) {
        const bool failEvery4xx = m_api.m_options.failEvery4xx;
        record.expected = isExpected(outgoing.name, came.status, failEvery4xx)
            || (!failEvery4xx && expectedRefusals.contains(came.error.meaning));
    }
    return came;
}

/// Once what came has been read: only that shows whether it is of use.
void ShopSession::tell(RequestRecord &record, const ApiError &error)
{
    record.rateLimited = error.isRateLimited();
    record.unusable = error.isUnusable();
    if (record.unusable) {
        record.expected = false;
        record.errorCode = error.errorCode;
    }
    m_api.m_observer->exchangeEnded(record, record.expected ? QString() : error.summary());
}

void ShopSession::takeContent(ShopReply &came, const Outgoing &outgoing, QNetworkReply *reply)
{
    came.body = bodyOf(reply);
    const bool isSignIn = came.name == RequestName::SignUp || came.name == RequestName::SignIn;
    const bool mayBringSecrets = isSignIn || m_group == RunGroup::Setup;
    if (mayBringSecrets) {
        came.authToken = headerOf(reply, "set-auth-token");
        m_api.learnSecret(came.authToken);
    }
    if (const QByteArray cookies = headerOf(reply, "set-cookie"); !cookies.isEmpty()) {
        if (mayBringSecrets)
            learnSessions(cookies);
        m_cookies.take(cookies, m_api.urlOf(outgoing.pathAndQuery), QDateTime::currentMSecsSinceEpoch());
    }
    if (m_keepsDates) {
        m_lastDate = unixMillisFromHttpDate(headerOf(reply, "date"));
        m_lastAge = ageFrom(headerOf(reply, "age"));
    }
    if (came.status >= 300 && came.status < 400)
        came.location = headerOf(reply, "location");
    if (came.status == 429 || came.status == 503) {
        const auto date = unixMillisFromHttpDate(headerOf(reply, "date"));
        came.error.retryAfter =
            retryAfterFrom(headerOf(reply, "retry-after"), date.value_or(QDateTime::currentMSecsSinceEpoch()));
    }
}

namespace {

QByteArray credentials(const AdminSignIn &admin, bool withName)
{
    QByteArray body = "{";
    if (withName) {
        body += "\"name\":";
        appendJsonString(body, admin.name);
        body += ',';
    }
    body += "\"email\":";
    appendJsonString(body, admin.email);
    body += ",\"password\":";
    appendJsonString(body, admin.password);
    return body + '}';
}

QByteArray buyerBody(const QString &email, const QByteArray &saleId)
{
    QByteArray body;
    body.reserve(96);
    body += "{\"email\":";
    appendJsonString(body, email);
    body += ",\"flashSaleId\":";
    appendJsonString(body, QString::fromUtf8(saleId));
    return body;
}

} // namespace

// The calls themselves are plain functions that hand a coroutine its request: GCC 12 miscompiles an aggregate made
// inside a co_await expression (it is destroyed twice).

// They hold no more than they need while they wait, and do the rest in plain functions: with thousands of calls under
// way a frame has left the processor's caches when its answer comes.

template <class T>
QCoro::Task<ApiResult<T>> ShopSession::ask(Outgoing outgoing, ReadResult<T> (AnswerReader::*readBody)(QByteArrayView))
{
    const Underway underway = begin(outgoing);
    const FinishedReply finished(underway.reply);
    co_await finished;
    co_return read(outgoing, underway, readBody);
}

template <class T>
ApiResult<T> ShopSession::read(
    const Outgoing &outgoing, const Underway &underway, ReadResult<T> (AnswerReader::*readBody)(QByteArrayView))
{
    RequestRecord record;
    ApiResult<T> result = end(outgoing, underway, record).read(m_api.m_reader, readBody);
    if constexpr (std::is_same_v<T, ConfirmAnswer>) {
        constexpr quint16 takenForProcessing = 202;
        if (result.meaning() == Meaning::Bought && result.status() == takenForProcessing)
            result = ApiResult<T>(T{.orderId = result->orderId, .said = Meaning::Processing}, takenForProcessing);
    }
    tell(record, result.error());
    if constexpr (requires { result->idAsSent; }) {
        if (m_group == RunGroup::Setup && result && result->id != result->idAsSent)
            m_api.m_options.saleIdsAsSent.insert(result->id, result->idAsSent);
    }
    return result;
}

QCoro::Task<ApiResult<TokenAnswer>> ShopSession::askForToken(Outgoing outgoing)
{
    const Underway underway = begin(outgoing);
    const FinishedReply finished(underway.reply);
    co_await finished;
    RequestRecord record;
    const ShopReply in = end(outgoing, underway, record);
    auto result = in.read(m_api.m_reader, &AnswerReader::token);
    tell(record, result.error());
    if (result)
        m_api.learnSecret(result->token);
    if (result && result->token.isEmpty() && !in.authToken.isEmpty())
        co_return ApiResult<TokenAnswer>(TokenAnswer{in.authToken}, in.status);
    co_return result;
}

QCoro::Task<ApiResult<TokenAnswer>> ShopSession::signUp(AdminSignIn admin)
{
    m_api.learnSecret(admin.password.toUtf8());
    return askForToken({RequestName::SignUp, "/api/auth/sign-up/email", credentials(admin, true)});
}

QCoro::Task<ApiResult<TokenAnswer>> ShopSession::signIn(AdminSignIn admin)
{
    m_api.learnSecret(admin.password.toUtf8());
    return askForToken({RequestName::SignIn, "/api/auth/sign-in/email", credentials(admin, false)});
}

QCoro::Task<ApiResult<SaleCreatedAnswer>> ShopSession::createSale(NewSale sale, QByteArray token)
{
    QByteArray body = "{\"name\":";
    appendJsonString(body, sale.name);
    body += ",\"description\":";
    appendJsonString(body, sale.description);
    const QByteArray quantity = QByteArray::number(sale.quantity);
    body += ",\"startsAt\":\"" + isoFromUnixMillis(sale.startsAt).toLatin1() + "\",\"endsAt\":\""
        + isoFromUnixMillis(sale.endsAt).toLatin1() + "\",\"startingQuantity\":" + quantity
        + ",\"currentQuantity\":" + quantity + ",\"status\":\"OnSchedule\"}";
    return ask<SaleCreatedAnswer>({RequestName::SaleCreate, "/flash-sales", body, token}, &AnswerReader::saleCreated);
}

QCoro::Task<ApiResult<SaleAnswer>> ShopSession::sale(QByteArray saleId)
{
    QByteArray path = "/flash-sales/public/sale";
    if (!saleId.isEmpty())
        path += "?flashSaleId=" + m_api.saleIdAsSent(saleId).toPercentEncoding();
    return ask<SaleAnswer>({RequestName::SaleStatus, path}, &AnswerReader::sale);
}

QCoro::Task<ApiResult<BuyAnswer>> ShopSession::buy(QString email, QByteArray saleId)
{
    return ask<BuyAnswer>(
        {RequestName::Buy, "/orders/buy", buyerBody(email, m_api.saleIdAsSent(saleId)) + '}'}, &AnswerReader::buy);
}

QCoro::Task<ApiResult<PositionAnswer>> ShopSession::position(QString email, QByteArray saleId)
{
    const QByteArray path = "/orders/position?email=" + QUrl::toPercentEncoding(email)
        + "&flashSaleId=" + m_api.saleIdAsSent(saleId).toPercentEncoding();
    return ask<PositionAnswer>({RequestName::Position, path}, &AnswerReader::position);
}

QCoro::Task<ApiResult<ConfirmAnswer>> ShopSession::confirm(QString email, QByteArray saleId, double totalAmount)
{
    const QByteArray body = buyerBody(email, m_api.saleIdAsSent(saleId))
        + ",\"totalAmount\":" + QByteArray::number(totalAmount, 'g', QLocale::FloatingPointShortest) + '}';
    return ask<ConfirmAnswer>({RequestName::Confirm, "/orders/confirm", body}, &AnswerReader::confirm);
}

QCoro::Task<ApiResult<OrdersPage>> ShopSession::ordersByEmail(QString email, int page, int limit)
{
    QByteArray path = "/orders/by-email?email=" + QUrl::toPercentEncoding(email);
    if (page > 0)
        path += "&page=" + QByteArray::number(page) + "&limit=" + QByteArray::number(limit);
    return ask<OrdersPage>({RequestName::OrdersByEmail, path}, &AnswerReader::orders);
}

QStringList ShopSession::adminLists()
{
    return {u"/orders/admin/list-admin"_s, u"/orders/admin/list"_s};
}

QCoro::Task<ApiResult<OrdersPage>> ShopSession::adminOrders(
    QString path, QByteArray saleId, int page, int limit, QByteArray token)
{
    const QByteArray query = path.toUtf8() + "?flashSaleId=" + m_api.saleIdAsSent(saleId).toPercentEncoding()
        + "&page=" + QByteArray::number(page) + "&limit=" + QByteArray::number(limit);
    return ask<OrdersPage>({RequestName::OrdersAdminList, query, {}, token}, &AnswerReader::orders);
}

} // namespace doorbuster
