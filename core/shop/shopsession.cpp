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
#include <QUuid>

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

/// Where an admin's token may come, with whatever answer.
QList<QByteArray> tokenHeadersOf(const ShopDescription &shop)
{
    QList<QByteArray> headers;
    for (const ShopCall which : {ShopCall::AdminSignUp, ShopCall::AdminSignIn}) {
        const CallDescription *call = shop.call(which);
        for (const ReadDescription &value : call ? call->read : std::vector<ReadDescription>()) {
            for (const ValuePath &path : value.at) {
                if (value.name == u"token" && !path.header.isEmpty() && !headers.contains(path.header))
                    headers << path.header;
            }
        }
    }
    return headers;
}

/// Of a call that the shop does not have.
ApiError notDescribed()
{
    ApiError error;
    error.kind = ApiError::Kind::Status;
    error.meaning = Meaning::NotThere;
    error.mayHaveArrived = false;
    error.message = u"the shop's description has no such call"_s;
    return error;
}

bool isSignIn(const CompiledCall &call)
{
    return call.which == ShopCall::AdminSignUp || call.which == ShopCall::AdminSignIn || call.which == ShopCall::SignIn;
}

bool isList(const CompiledCall &call)
{
    return call.which == ShopCall::OrdersMine || call.which == ShopCall::OrdersAll;
}

} // namespace

/// What is known of a call while it waits.
struct ShopSession::Underway {
    QNetworkReply *reply = nullptr;
    steady_clock::time_point started;
    IntendedStart intendedStart;
    QByteArray target = {};
};

ShopApi::ShopApi(QNetworkAccessManager *manager, ShopApiOptions options, steady_clock::time_point runStart,
    ExchangeObserver *observer)
    : m_manager(manager)
    , m_buyers(qobject_cast<BuyersAccessManager *>(manager))
    , m_options(std::move(options))
    , m_base(m_options.base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment))
    , m_runStart(runStart)
    , m_observer(observer)
    , m_reader(TextSanitizer(m_options.secrets, m_options.isOwn), m_options.shop)
    , m_prepared(m_options.shop->callCount())
{
    constexpr int base = 36;
    if (m_options.runMarker.isEmpty()) // whoever is made with these options later has the same
        m_options.runMarker = QByteArray::number(QDateTime::currentMSecsSinceEpoch(), base);
    // QUrl::StripTrailingSlash would leave the one behind a bare host.
    while (m_base.endsWith('/'))
        m_base.chop(1);
    for (auto header = m_options.headers.cbegin(); header != m_options.headers.cend(); ++header)
        m_headers.emplace_back(header.key().toLatin1(), header.value().toUtf8());
    if (!m_buyers)
        return;
    for (std::size_t which = 0; which < shopCallCount; ++which) {
        for (const CompiledCall &call : m_options.shop->calls(ShopCall(which))) {
            prepare(call);
            for (const CompiledCall &before : call.before)
                prepare(before);
        }
    }
}

/// Writes out what all requests of a call have in common, where there is nothing else to their heads.
void ShopApi::prepare(const CompiledCall &call)
{
    const bool isGet = call.request.method() == "GET";
    if (call.request.hasOtherHeaders() || (!isGet && call.request.method() != "POST"))
        return;
    const auto operation = isGet ? QNetworkAccessManager::GetOperation : QNetworkAccessManager::PostOperation;
    Prepared &prepared = m_prepared[call.number];
    QNetworkRequest request = requestTo(call, {});
    if (isList(call))
        BuyersAccessManager::setBodyLimit(request, longestList);
    prepared.plain = m_buyers->prepare(operation, request);
    request.setRawHeader(cacheControl, noCache);
    prepared.fresh = m_buyers->prepare(operation, request);
}

QUrl ShopApi::urlOf(const QByteArray &pathAndQuery) const
{
    return QUrl::fromEncoded(m_base + pathAndQuery, QUrl::StrictMode);
}

QNetworkRequest ShopApi::requestTo(const CompiledCall &call, const QByteArray &pathAndQuery) const
{
    QNetworkRequest request(urlOf(pathAndQuery));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    for (const auto &[name, value] : m_headers)
        request.setRawHeader(name, value);
    for (const auto &[name, value] : call.request.fixedHeaders())
        request.setRawHeader(name, value);
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
    m_values.resize(shop().valueCount());
    m_values.set(StandardValue::Run, api.m_options.runMarker);
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

QNetworkReply *ShopSession::send(const CompiledCall &call, const QByteArray &target, const QByteArray &body)
{
    const CallTemplate &what = call.request;
    // Buyers come as they come, through whatever caches there are.
    const bool isFresh =
        !what.hasBody() && (isList(call) || m_group == RunGroup::Setup || m_group == RunGroup::Teardown);
    const ShopApi::Prepared &prepared = m_api.m_prepared[call.number];
    if (const RequestTemplate *common = isFresh ? prepared.fresh : prepared.plain; common && m_cookies.isEmpty())
        return m_api.m_buyers->send(*common, target, body, m_connection);
    QNetworkRequest request = m_api.requestTo(call, target);
    BuyersAccessManager::setConnection(request, m_connection);
    if (isList(call))
        BuyersAccessManager::setBodyLimit(request, longestList);
    if (isFresh)
        request.setRawHeader(cacheControl, noCache);
    const auto headers = what.otherHeaders(m_values);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    const QByteArray cookies = m_cookies.headerFor(request.url(), QDateTime::currentMSecsSinceEpoch());
    if (!cookies.isEmpty()) {
        // Those of the profile stay.
        const QByteArray given = request.rawHeader("Cookie");
        request.setRawHeader("Cookie", given.isEmpty() ? cookies : QByteArray(given + "; " + cookies));
    }
    if (what.method() == "GET")
        return m_api.m_manager->get(request);
    if (what.method() == "POST")
        return m_api.m_manager->post(request, body);
    return m_api.m_manager->sendCustomRequest(request, what.method(), body);
}

ShopSession::Underway ShopSession::begin(const CompiledCall &call)
{
    Underway underway{.started = m_api.now(), .intendedStart = std::exchange(m_intendedStart, {})};
    m_aborted = false;
    ++m_api.m_issued;
    underway.target = call.request.target(m_values);
    underway.reply = m_active = send(call, underway.target, call.request.body(m_values));
    return underway;
}

void ShopSession::trace(
    const CompiledCall &call, const Underway &underway, const ShopReply &came, const JudgedAnswer &judged) const
{
    TracedExchange exchange{.step = call.path,
        .method = call.request.method(),
        .target = underway.target,
        .requestBody = call.request.body(m_values),
        .status = came.status,
        .answerBody = came.body,
        .error = came.error.kind == ApiError::Kind::None ? QString() : came.error.message,
        .meaning = judged.meaning,
        .rule = judged.rule ? judged.rule->text : QString(),
        .kept = {}};
    if (judged.isYes) {
        ShopValues kept = m_values;
        m_api.m_reader.keep(kept);
        for (const CompiledAnswer::Keep &keep : call.answer.keeps)
            exchange.kept << keep.name + u" = "_s + QString::fromUtf8(kept.at(keep.into).text);
    }
    m_api.m_options.trace(exchange);
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

JudgedAnswer ShopSession::end(
    const CompiledCall &call, const Underway &underway, ShopReply &came, RequestRecord &record)
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

    record.name = requestNameOf(call);
    record.group = m_group;
    record.ended = (wire ? wire->timings.ended : now) - m_api.m_runStart;
    if (wire) {
        record.bytesSent = wire->bytesSent;
        record.bytesReceived = wire->bytesReceived;
    }

    m_lastDate.reset();
    m_lastAge.reset();
    const QList<Meaning> expectedRefusals = std::exchange(m_expectedRefusals, {});
    JudgedAnswer judged{.meaning = Meaning::NoAnswer};
    if (isWithoutAnswer(*reply, wire)) {
        came.error = networkErrorOf(*reply, wire, m_aborted, m_api.m_reader.sanitizer());
        came.error.meaning = Meaning::NoAnswer;
        record.errorCode = came.error.errorCode;
        record.localFailure = came.error.localFailure;
        record.aborted = m_aborted;
        record.expected = false;
    } else {
        came.status = statusOf(*reply, wire);
        came.error.errorCode = quint16(came.status >= 400 ? 1000 + came.status
                : came.status < 200 || came.status >= 300 ? errorcode::unusableAnswer
                                                          : errorcode::none);
        takeContent(came, call, underway);
        const auto header = [reply](const QByteArray &name) { return headerOf(reply, name.toLower()); };
        judged = came.judge(m_api.m_reader, call, header, &m_values);
        record.errorCode = judged.isYes ? quint16(0) : came.error.errorCode;
        record.status = came.status;
        record.protocol = protocolOf(wire);
        record.undocumented = !judged.isDocumented;
        if (wire)
            takeTimings(record, *wire);
        const nanoseconds elapsed = wire ? wire->timings.elapsed() : now - underway.started;
        record.duration = wire ? wire->timings.duration().value_or(elapsed) : elapsed;
        record.intendedStart = underway.intendedStart;
        if (underway.intendedStart.exists())
            record.fromIntendedStart = underway.intendedStart.delay + elapsed;
        const bool failEvery4xx = m_api.m_options.failEvery4xx;
        record.expected = isExpected(call, came.status, judged, failEvery4xx)
            || (!failEvery4xx && expectedRefusals.contains(came.error.meaning));
    }
    if (m_api.m_options.trace)
        trace(call, underway, came, judged);
    came.error.request = record.name;
    came.error.method = call.request.method();
    came.error.status = came.status;
    return judged;
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

void ShopSession::takeContent(ShopReply &came, const CompiledCall &call, const Underway &underway)
{
    const QNetworkReply *reply = underway.reply;
    came.body = bodyOf(underway.reply);
    if (const QByteArray cookies = headerOf(reply, "set-cookie"); !cookies.isEmpty()) {
        if (isSignIn(call) || m_group == RunGroup::Setup)
            learnSessions(cookies);
        m_cookies.take(cookies, m_api.urlOf(underway.target), QDateTime::currentMSecsSinceEpoch());
    }
    if (isSignIn(call) || m_group == RunGroup::Setup) {
        for (const QByteArray &header : tokenHeadersOf(shop().description()))
            m_api.learnSecret(headerOf(reply, header.toLower()));
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

QCoro::Task<ApiResult<SaleAnswer>> answerWith(SaleAnswer answer)
{
    constexpr quint16 ok = 200;
    co_return ApiResult<SaleAnswer>(std::move(answer), ok);
}

} // namespace

void ShopSession::setBuyer(quint32 vu, quint32 iteration)
{
    forgetBuyer();
    m_values.set(StandardValue::Vu, qint64(vu));
    m_values.set(StandardValue::Iter, qint64(iteration));
}

void ShopSession::setBuyerValues(const QString &email, const QByteArray &saleId)
{
    m_values.set(StandardValue::Email, email.toUtf8());
    m_values.set(StandardValue::Sale, m_api.saleIdAsSent(saleId));
}

void ShopSession::setAdminValues(const AdminSignIn &admin)
{
    m_values.set(StandardValue::AdminName, admin.name.toUtf8());
    m_values.set(StandardValue::AdminEmail, admin.email.toUtf8());
    m_values.set(StandardValue::AdminPassword, admin.password.toUtf8());
    m_api.learnSecret(admin.password.toUtf8());
}

// The calls hold no more than they need while they wait, and do the rest in plain functions: with thousands of calls
// under way a frame has left the processor's caches when its answer comes.

template <class T>
QCoro::Task<ApiResult<T>> ShopSession::ask(const CompiledCall *call)
{
    if (!call)
        co_return ApiResult<T>(notDescribed());
    if (!call->before.empty() || signInBefore(*call)) {
        auto answer = co_await askInTurn<T>(*call);
        co_return answer;
    }
    const Underway underway = begin(*call);
    const FinishedReply finished(underway.reply);
    co_await finished;
    co_return read<T>(*call, underway);
}

/// A call with others before it; its frame is larger. A buyer who is signed out meanwhile signs in again, once.
template <class T>
QCoro::Task<ApiResult<T>> ShopSession::askInTurn(const CompiledCall &call)
{
    for (bool again = false;; again = true) {
        std::vector<const CompiledCall *> first;
        if (const CompiledCall *signIn = signInBefore(call))
            first.push_back(signIn);
        for (const CompiledCall &before : call.before)
            first.push_back(&before);
        ApiError error;
        for (const CompiledCall *before : first) {
            const Underway underway = begin(*before);
            const FinishedReply finished(underway.reply);
            co_await finished;
            error = readBefore(*before, underway);
            if (error.kind != ApiError::Kind::None)
                break;
        }
        std::optional<ApiResult<T>> answer;
        if (error.kind == ApiError::Kind::None) {
            const Underway underway = begin(call);
            const FinishedReply finished(underway.reply);
            co_await finished;
            answer.emplace(read<T>(call, underway));
        } else {
            answer.emplace(std::move(error));
        }
        const bool canSignInAgain = m_isSignedIn && !again && shop().call(ShopCall::SignIn);
        if (answer->meaning() != Meaning::SignedOut || !canSignInAgain)
            co_return std::move(*answer);
        m_isSignedIn = false;
    }
}

const CompiledCall *ShopSession::signInBefore(const CompiledCall &call) const
{
    switch (call.which) {
    case ShopCall::Sale:
    case ShopCall::Buy:
    case ShopCall::Poll:
    case ShopCall::Confirm:
        break;
    default:
        return nullptr;
    }
    const bool isBuyer = m_group == RunGroup::Load || m_group == RunGroup::Probe;
    return isBuyer && !m_isSignedIn ? shop().call(ShopCall::SignIn) : nullptr;
}

ApiError ShopSession::readBefore(const CompiledCall &call, const Underway &underway)
{
    RequestRecord record;
    ShopReply came;
    const JudgedAnswer judged = end(call, underway, came, record);
    if (judged.isYes) {
        m_api.m_reader.keep(m_values);
        m_isSignedIn = m_isSignedIn || call.which == ShopCall::SignIn;
    } else {
        came.error.mayHaveArrived = false; // the step's own call was never made
    }
    tell(record, came.error);
    // What follows at once is due at once.
    if (underway.intendedStart.exists())
        m_intendedStart.delay = nanoseconds::zero();
    return judged.isYes ? ApiError() : came.error;
}

template <class T>
ApiResult<T> ShopSession::read(const CompiledCall &call, const Underway &underway)
{
    RequestRecord record;
    ShopReply came;
    const JudgedAnswer judged = end(call, underway, came, record);
    AnswerReader &reader = m_api.m_reader;
    std::optional<ApiResult<T>> result;
    if (judged.isYes) {
        if (!call.answer.keeps.empty())
            reader.keep(m_values);
        if constexpr (std::is_same_v<T, SaleAnswer>) {
            result.emplace(reader.saleAnswer(judged.meaning), came.status);
        } else if constexpr (std::is_same_v<T, ConfirmAnswer>) {
            result.emplace(reader.confirmAnswer(judged.meaning), came.status);
        } else if constexpr (std::is_same_v<T, TokenAnswer>) {
            result.emplace(reader.tokenAnswer(), came.status);
            m_api.learnSecret((*result)->token);
            if (!(*result)->token.isEmpty())
                m_api.m_options.adminToken = (*result)->token;
        } else if constexpr (std::is_same_v<T, SaleCreatedAnswer>) {
            result.emplace(reader.saleCreatedAnswer(), came.status);
        } else if constexpr (std::is_same_v<T, OrdersPage>) {
            auto page = reader.ordersPage();
            if (auto *orders = std::get_if<OrdersPage>(&page)) {
                result.emplace(std::move(*orders), came.status);
            } else {
                came.refuse(std::get<ReadError>(page), call, reader.sanitizer());
                record.errorCode = came.error.errorCode;
                result.emplace(came.error);
            }
        } else {
            result.emplace(T{reader.placeAnswer(judged.meaning)}, came.status);
        }
    } else {
        result.emplace(came.error);
    }
    tell(record, result->error());
    if constexpr (requires { (*result)->idAsSent; }) {
        if (m_group == RunGroup::Setup && *result && (*result)->id != (*result)->idAsSent)
            m_api.m_options.saleIdsAsSent.insert((*result)->id, (*result)->idAsSent);
    }
    return std::move(*result);
}

QCoro::Task<ApiResult<TokenAnswer>> ShopSession::signUp(AdminSignIn admin)
{
    setAdminValues(admin);
    return ask<TokenAnswer>(shop().call(ShopCall::AdminSignUp));
}

QCoro::Task<ApiResult<TokenAnswer>> ShopSession::signIn(AdminSignIn admin)
{
    setAdminValues(admin);
    return ask<TokenAnswer>(shop().call(ShopCall::AdminSignIn));
}

QCoro::Task<ApiResult<SaleCreatedAnswer>> ShopSession::createSale(NewSale sale, QByteArray token)
{
    m_values.set(StandardValue::SaleName, sale.name.toUtf8());
    m_values.set(StandardValue::SaleDescription, sale.description.toUtf8());
    m_values.set(StandardValue::Quantity, qint64(sale.quantity));
    m_values.set(StandardValue::StartsAt, isoFromUnixMillis(sale.startsAt).toLatin1());
    m_values.set(StandardValue::EndsAt, isoFromUnixMillis(sale.endsAt).toLatin1());
    m_values.set(StandardValue::AdminToken, token);
    m_api.learnSecret(token);
    return ask<SaleCreatedAnswer>(shop().call(ShopCall::CreateSale));
}

QCoro::Task<ApiResult<SaleAnswer>> ShopSession::sale(QByteArray saleId)
{
    m_values.set(StandardValue::Sale, m_api.saleIdAsSent(saleId));
    const bool isBuyer = m_group == RunGroup::Load || m_group == RunGroup::Probe;
    const CompiledCall *stock = isBuyer ? nullptr : shop().call(ShopCall::Stock);
    const CompiledCall *call = stock ? stock : shop().call(ShopCall::Sale);
    if (!call)
        return answerWith(SaleAnswer{.phase = SalePhase::Ongoing});
    if (stock)
        m_values.set(StandardValue::AdminToken, m_api.m_options.adminToken);
    return ask<SaleAnswer>(call);
}

QCoro::Task<ApiResult<BuyAnswer>> ShopSession::buy(QString email, QByteArray saleId)
{
    setBuyerValues(email, saleId);
    m_values.set(StandardValue::Uuid, QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    return ask<BuyAnswer>(shop().call(ShopCall::Buy));
}

QCoro::Task<ApiResult<PositionAnswer>> ShopSession::position(QString email, QByteArray saleId)
{
    setBuyerValues(email, saleId);
    return ask<PositionAnswer>(shop().call(ShopCall::Poll));
}

QCoro::Task<ApiResult<ConfirmAnswer>> ShopSession::confirm(QString email, QByteArray saleId, double totalAmount)
{
    setBuyerValues(email, saleId);
    m_values.set(StandardValue::Amount, QByteArray::number(totalAmount, 'g', QLocale::FloatingPointShortest), true);
    return ask<ConfirmAnswer>(shop().call(ShopCall::Confirm));
}

void ShopSession::setPage(int page, int limit)
{
    if (page <= 0) {
        m_values.clear(StandardValue::Page);
        m_values.clear(StandardValue::Limit);
        m_values.clear(StandardValue::Offset);
        return;
    }
    m_values.set(StandardValue::Page, qint64(page));
    m_values.set(StandardValue::Limit, qint64(limit));
    m_values.set(StandardValue::Offset, qint64(page - 1) * limit);
}

QCoro::Task<ApiResult<OrdersPage>> ShopSession::ordersByEmail(QString email, int page, int limit)
{
    m_values.set(StandardValue::Email, email.toUtf8());
    m_values.set(StandardValue::AdminToken, m_api.m_options.adminToken);
    setPage(page, limit);
    return ask<OrdersPage>(shop().call(ShopCall::OrdersMine));
}

QStringList ShopSession::adminLists() const
{
    QStringList paths;
    for (const CallDescription &call : shop().description().calls[std::size_t(ShopCall::OrdersAll)])
        paths << call.address.text().section(u'?', 0, 0);
    return paths;
}

QCoro::Task<ApiResult<OrdersPage>> ShopSession::adminOrders(
    QString path, QByteArray saleId, int page, int limit, QByteArray token)
{
    m_values.set(StandardValue::Sale, m_api.saleIdAsSent(saleId));
    m_values.set(StandardValue::AdminToken, token);
    m_api.learnSecret(token);
    setPage(page, limit);
    const auto &calls = shop().calls(ShopCall::OrdersAll);
    const qsizetype which = adminLists().indexOf(path);
    return ask<OrdersPage>(which < 0 ? nullptr : &calls[std::size_t(which)]);
}

QString ShopSession::whereTokensAreLookedFor() const
{
    const CallDescription *call = shop().description().call(ShopCall::AdminSignIn);
    QStringList places;
    for (const ReadDescription &value : call ? call->read : std::vector<ReadDescription>()) {
        if (value.name != u"token")
            continue;
        for (const ValuePath &path : value.at)
            places << (path.header.isEmpty() ? QString(u"the field \""_s + path.dotted() + u'"')
                                             : QString(u"the header "_s + QString::fromLatin1(path.header)));
    }
    if (places.isEmpty())
        return u"the shop's description does not tell where it is"_s;
    if (places.size() == 1)
        return places.front() + u" is not there"_s;
    return u"neither "_s + places.join(u" nor "_s) + (places.size() == 2 ? u" is there"_s : u" are there"_s);
}

} // namespace doorbuster
