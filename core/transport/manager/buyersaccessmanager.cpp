// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/manager/buyersaccessmanager.h"

#include "core/transport/http/nonrewindablebody.h"
#include "core/transport/http/requesttemplate.h"
#include "core/transport/manager/stockconsent.h"
#include "core/transport/manager/stockrecord.h"
#include "core/transport/pool/connectionpool.h"
#include "core/transport/pool/leanreply.h"
#include "core/transport/wire/deadlinequeue.h"
#include "core/transport/wire/origin.h"

#include <QBuffer>
#include <QNetworkProxy>
#include <QNetworkRequest>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr auto connectionAttribute = QNetworkRequest::Attribute(QNetworkRequest::User + 1);

QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return QByteArrayLiteral("HEAD");
    case QNetworkAccessManager::GetOperation:
        return QByteArrayLiteral("GET");
    case QNetworkAccessManager::PutOperation:
        return QByteArrayLiteral("PUT");
    case QNetworkAccessManager::PostOperation:
        return QByteArrayLiteral("POST");
    case QNetworkAccessManager::DeleteOperation:
        return QByteArrayLiteral("DELETE");
    default:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

ConnectionPool::Body bodyFrom(QNetworkAccessManager::Operation operation, QIODevice *device, QString &refusal)
{
    ConnectionPool::Body body;
    if (!device) {
        // A POST or PUT without a body still says so: some servers wait for one otherwise.
        body.present =
            operation == QNetworkAccessManager::PostOperation || operation == QNetworkAccessManager::PutOperation;
        return body;
    }
    body.present = true;
    if (const auto *buffer = qobject_cast<const QBuffer *>(device); buffer && buffer->pos() == 0) {
        body.bytes = buffer->data();
    } else if (device->isSequential()) {
        refusal = u"A request body must be given as a whole: it cannot be read off a sequential device"_s;
    } else {
        body.bytes = device->readAll();
    }
    return body;
}

} // namespace

BuyersAccessManager::BuyersAccessManager(TransportOptions options, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_options(std::move(options))
    , m_deadlines(std::make_unique<DeadlineQueue>())
{
    if (m_options.kind == WireKind::Lean)
        m_pool = std::make_unique<ConnectionPool>(m_options, *m_deadlines);
}

BuyersAccessManager::~BuyersAccessManager()
{
    // While the manager still is one, so that a slot may use it.
    if (m_pool)
        m_pool->abortAll();
    if (m_refusals)
        m_refusals->abortAll();
}

void BuyersAccessManager::setConnection(QNetworkRequest &request, quint32 connectionId)
{
    request.setAttribute(connectionAttribute, connectionId);
}

void BuyersAccessManager::setBodyLimit(QNetworkRequest &request, qsizetype bytes)
{
    request.setAttribute(bodyLimitAttribute, qlonglong(bytes));
}

void BuyersAccessManager::closeConnection(quint32 connectionId)
{
    if (m_pool)
        m_pool->closeConnection(connectionId);
}

const RequestTemplate *BuyersAccessManager::prepare(Operation operation, const QNetworkRequest &common)
{
    return m_pool ? m_pool->prepare(operation, common, methodOf(operation, common)) : nullptr;
}

QNetworkReply *BuyersAccessManager::send(
    const RequestTemplate &what, const QByteArray &target, const QByteArray &body, quint32 connectionId)
{
    return m_pool->send(what, target, body, connectionId, refusalOfProxies());
}

void BuyersAccessManager::dispose(QNetworkReply *reply)
{
    const auto &pool = m_pool ? m_pool : m_refusals;
    if (auto *lean = qobject_cast<LeanReply *>(reply); lean && pool)
        pool->dispose(lean);
    else
        reply->deleteLater();
}

void BuyersAccessManager::expire(QNetworkReply *reply)
{
    if (auto *lean = qobject_cast<LeanReply *>(reply))
        lean->expire();
    else if (auto *stock = reply->findChild<StockRecord *>(QString(), Qt::FindDirectChildrenOnly))
        stock->expire();
    else
        reply->abort();
}

QString BuyersAccessManager::refusalOfProxies() const
{
    const auto type = proxy().type();
    if (!proxyFactory() && (type == QNetworkProxy::DefaultProxy || type == QNetworkProxy::NoProxy))
        return {};
    return u"The lean transport knows no proxies: choose the stock transport to go through one"_s;
}

std::optional<int> BuyersAccessManager::mostConnections() const
{
    return m_pool ? m_pool->mostConnections() : std::nullopt;
}

int BuyersAccessManager::openConnections() const
{
    return m_pool ? m_pool->openConnections() : 0;
}

QNetworkReply *BuyersAccessManager::createRequest(
    Operation operation, const QNetworkRequest &request, QIODevice *outgoingData)
{
    if (!m_pool)
        return createStockRequest(operation, request, outgoingData);
    QString refusal = refusalOfProxies();
    const ConnectionPool::Body body = bodyFrom(operation, outgoingData, refusal);
    return m_pool->request(operation, request, methodOf(operation, request), body,
        request.attribute(connectionAttribute).toUInt(), refusal);
}

std::optional<Failure> BuyersAccessManager::aim(QNetworkRequest &request)
{
    if (proxyFactory()) {
        Failure failure;
        failure.text = u"The stock transport takes a proxy, but no proxy factory: it could not be held to its answer"_s;
        return failure;
    }
    // Once it is explicit, what had been set can no longer be read off the manager.
    if (!m_wantedProxy || proxy() != m_usedProxy)
        m_wantedProxy = proxy();
    const QUrl url = request.url();
    const bool isDefault = m_wantedProxy->type() == QNetworkProxy::DefaultProxy;
    const StockTarget target = agreedTarget(url, isDefault ? defaultProxyFor(url) : *m_wantedProxy, m_options);
    if (target.refusal)
        return target.refusal;
    m_usedProxy = target.proxy;
    if (proxy() != m_usedProxy)
        setProxy(m_usedProxy);
    if (target.isPinned) {
        const Origin named(url);
        request.setUrl(target.url);
        if (!request.hasRawHeader("Host"))
            request.setRawHeader("Host", named.authority());
        if (named.tls)
            request.setPeerVerifyName(named.host);
        // It would send the shop the address instead of the name, and knows no Host header.
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    }
    return std::nullopt;
}

QNetworkReply *BuyersAccessManager::refuse(Operation operation, const QNetworkRequest &request, const Failure &failure)
{
    if (!m_refusals)
        m_refusals = std::make_unique<ConnectionPool>(m_options, *m_deadlines);
    return m_refusals->refuse(operation, request, failure);
}

QNetworkReply *BuyersAccessManager::createStockRequest(
    Operation operation, QNetworkRequest request, QIODevice *outgoingData)
{
    const auto started = std::chrono::steady_clock::now();
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // One jar for all buyers would mix them up.
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    const QString host = request.url().host();
    if (const std::optional<Failure> refusal = aim(request))
        return refuse(operation, request, *refusal);
    const QVariant connection = request.attribute(connectionAttribute);
    if (request.url().scheme() == u"https"_s) {
        if (!m_stockTls)
            m_stockTls = tlsSettingsFor(m_options);
        if (!m_stockTls->problem.isEmpty()) {
            Failure failure;
            failure.text = m_stockTls->problem;
            return refuse(operation, request, failure);
        }
        request.setSslConfiguration(m_stockTls->configuration);
    } else if (connection.isValid()) {
        // Qt keeps connections apart by this name; over plain http it means nothing else.
        request.setPeerVerifyName(u"connection-%1"_s.arg(connection.toUInt()));
    }
    // Such a request is never sent twice, so Qt must not be able to.
    std::unique_ptr<NonRewindableBody> once;
    if (operation == PostOperation || operation == PutOperation || operation == CustomOperation) {
        QString refusal;
        const ConnectionPool::Body body = bodyFrom(operation, outgoingData, refusal);
        if (body.present && refusal.isEmpty()) {
            once = std::make_unique<NonRewindableBody>(body.bytes);
            outgoingData = once.get();
        }
    }
    QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, outgoingData);
    if (once)
        once.release()->setParent(reply);
    new StockRecord(reply, host, started, *m_deadlines, m_options.requestTimeout);
    return reply;
}

} // namespace doorbuster
