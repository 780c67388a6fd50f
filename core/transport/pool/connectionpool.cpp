// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/pool/connectionpool.h"

#include "core/transport/http/requesthead.h"
#include "core/transport/http/requesttemplate.h"
#include "core/transport/http/responsereader.h"
#include "core/transport/pool/leanreply.h"
#include "core/transport/wire/deadlinequeue.h"

#ifdef Q_OS_LINUX
#include "core/transport/wire/epollset.h"
#include "core/transport/wire/epollwire.h"
#endif

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::size_t receiveBytes = 64 * 1024;
/// As many as the buyers' answers and their next requests may be apart in one round of the event loop.
constexpr std::size_t spareReplies = 64;

/// Deletes what it holds once control is back in the event loop: see QObject::deleteLater().
class DeferredDelete final : public QObject {
public:
    DeferredDelete(std::shared_ptr<void> content, QObject *parent)
        : QObject(parent)
        , m_content(std::move(content))
    {
    }

private:
    const std::shared_ptr<void> m_content;
};

} // namespace

ConnectionPool::ConnectionPool(const TransportOptions &options, DeadlineQueue &deadlines)
    : m_options(options)
    , m_deadlines(deadlines)
    , m_resolver(options.addresses)
{
#ifdef Q_OS_LINUX
    if (m_options.sockets == SocketLayer::Platform)
        m_epoll = new EpollSet([this] { dropDisposed(); }, this);
#endif
}

ConnectionPool::~ConnectionPool()
{
    abortAll();
    m_spare.clear();
    while (!m_replies.empty())
        delete m_replies.back();
    m_connections.clear();
    // The deferred deletes among them, before what they hold refers to.
    const QObjectList rest = children();
    for (QObject *child : rest) {
#ifdef Q_OS_LINUX
        if (child == m_epoll)
            continue;
#endif
        delete child;
    }
}

void ConnectionPool::abortAll()
{
    // A slot may delete replies that come later in the list.
    std::vector<QPointer<LeanReply>> unfinished;
    for (LeanReply *reply : m_replies) {
        if (!reply->isFinished())
            unfinished.emplace_back(reply);
    }
    for (const QPointer<LeanReply> &reply : unfinished) {
        if (reply)
            reply->abort();
    }
}

LeanReply *ConnectionPool::makeReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    auto *reply = new LeanReply(*this, operation, request);
    reply->index = m_replies.size();
    m_replies.push_back(reply);
    return reply;
}

LeanReply *ConnectionPool::refuse(
    QNetworkAccessManager::Operation operation, const QNetworkRequest &request, const Failure &failure)
{
    LeanReply *const reply = makeReply(operation, request);
    const bool outer = std::exchange(m_requesting, true);
    fail(reply, failure);
    m_requesting = outer;
    return reply;
}

LeanReply *ConnectionPool::request(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
    const QByteArray &method, const Body &body, quint32 connectionId, QString refusal)
{
    LeanReply *const reply = makeReply(operation, request);
    const QUrl url = request.url();
    if (refusal.isEmpty())
        refusal = refusalOf(url);
    if (refusal.isEmpty()) {
        Origin *const origin = originOf(url);
        RequestHead head = renderRequestHead(request, method, *origin, body.present ? body.bytes.size() : -1);
        refusal = head.error;
        reply->prepare(origin, std::move(head.bytes), body.bytes);
    }
    submit(reply, connectionId, refusal);
    return reply;
}

const RequestTemplate *ConnectionPool::prepare(
    QNetworkAccessManager::Operation operation, const QNetworkRequest &common, const QByteArray &method)
{
    auto what = std::make_unique<RequestTemplate>();
    what->operation = operation;
    what->request = common;
    what->bodyLimit = common.attribute(bodyLimitAttribute, bodyLimit).toLongLong();
    what->refusal = refusalOf(common.url());
    if (what->refusal.isEmpty()) {
        what->origin = originOf(common.url());
        writeOut(*what, method);
    }
    m_templates.push_back(std::move(what));
    return m_templates.back().get();
}

LeanReply *ConnectionPool::send(const RequestTemplate &what, const QByteArray &target, const QByteArray &body,
    quint32 connectionId, QString refusal)
{
    LeanReply *reply = nullptr;
    if (m_spare.empty()) {
        reply = new LeanReply(*this, what, target);
        reply->index = m_replies.size();
        m_replies.push_back(reply);
    } else {
        reply = m_spare.back();
        m_spare.pop_back();
        reply->reuse(what, target);
    }
    reply->prepare(what.origin, {}, body);
    if (refusal.isEmpty())
        refusal = what.refusal;
    if (refusal.isEmpty() && !isTarget(target))
        refusal = u"“%1” is no path of a URL"_s.arg(QString::fromLatin1(target));
    submit(reply, connectionId, refusal);
    return reply;
}

QByteArray ConnectionPool::headFor(const RequestTemplate &what, const QByteArray &target, qint64 bodySize)
{
    renderRequestHead(m_head, what, target, bodySize);
    return m_head;
}

void ConnectionPool::submit(LeanReply *reply, quint32 connectionId, const QString &refusal)
{
    const bool outer = std::exchange(m_requesting, true);
    if (!refusal.isEmpty()) {
        Failure failure;
        failure.error = QNetworkReply::ProtocolUnknownError;
        failure.text = refusal;
        fail(reply, failure);
    } else {
        std::shared_ptr<BuyerConnection> &place = m_connections[connectionId];
        if (!place)
            place = std::make_shared<BuyerConnection>(*this, connectionId);
        BuyerConnection *const connection = place.get(); // the place may move in what follows
        reply->setConnection(connection);
        if (m_options.requestTimeout.count() > 0)
            reply->setDeadline(m_deadlines, reply->exchange().timings.started + m_options.requestTimeout);
        connection->submit(reply);
    }
    m_requesting = outer;
}

QString ConnectionPool::refusalOf(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return u"“%1” is no address to send a request to"_s.arg(url.toDisplayString());
    if (url.scheme() == u"https"_s)
        return prepareTls();
    if (url.scheme() != u"http"_s)
        return u"“%1” is neither http nor https"_s.arg(url.toDisplayString());
    return {};
}

Origin *ConnectionPool::originOf(const QUrl &url)
{
    for (const auto &origin : m_origins) {
        if (origin->matches(url))
            return origin.get();
    }
    m_origins.push_back(std::make_unique<Origin>(url));
    return m_origins.back().get();
}

QString ConnectionPool::prepareTls()
{
    if (!m_tls)
        m_tls = tlsSettingsFor(m_options);
    return m_tls->problem;
}

std::unique_ptr<Wire> ConnectionPool::makeWire(const Origin &origin, WireListener &listener)
{
#ifdef Q_OS_LINUX
    if (m_epoll && !origin.tls)
        return std::make_unique<EpollWire>(*m_epoll, listener);
#endif
    m_hasQtSockets = true;
    if (m_receiveBuffer.empty())
        m_receiveBuffer.resize(receiveBytes);
    std::optional<QtSocketWire::Tls> tls;
    if (origin.tls)
        tls = QtSocketWire::Tls{m_tls->configuration, origin.host, m_options.tlsVerify};
    return std::make_unique<QtSocketWire>(listener, m_receiveBuffer, std::move(tls));
}

void ConnectionPool::retire(std::unique_ptr<Wire> wire)
{
    if (wire)
        (new DeferredDelete(std::shared_ptr<void>(std::move(wire)), this))->deleteLater();
}

void ConnectionPool::closeConnection(quint32 id)
{
    std::shared_ptr<BuyerConnection> connection = m_connections.take(id);
    if (!connection)
        return;
    (new DeferredDelete(connection, this))->deleteLater();
    // One by one: a slot may drop others of them, and what was dropped may serve another connection by then.
    while (LeanReply *reply = connection->firstUnfinished())
        reply->abort();
    connection->shut();
}

std::optional<int> ConnectionPool::mostConnections() const
{
#ifdef Q_OS_LINUX
    if (m_epoll && !m_hasQtSockets)
        return m_epoll->most();
#endif
    return std::nullopt;
}

int ConnectionPool::openConnections() const
{
#ifdef Q_OS_LINUX
    // Asked four times a second: not worth a look at thousands of connections where the set knows.
    if (m_epoll && !m_hasQtSockets)
        return m_epoll->size();
#endif
    int open = 0;
    m_connections.forEach([&open](const BuyerConnection &connection) { open += connection.isOpen() ? 1 : 0; });
    return open;
}

void ConnectionPool::fail(LeanReply *reply, const Failure &failure)
{
    reply->setConnection(nullptr);
    if (!m_requesting) {
        reply->fail(failure);
        return;
    }
    m_pendingFailures.emplace_back(reply, failure);
    runLater();
}

void ConnectionPool::startLater(quint32 id)
{
    m_pendingStarts.push_back(id);
    runLater();
}

void ConnectionPool::runLater()
{
    if (std::exchange(m_laterPosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_laterPosted = false;
            for (const quint32 id : std::exchange(m_pendingStarts, {})) {
                if (const std::shared_ptr<BuyerConnection> connection = m_connections.value(id))
                    connection->startNext();
            }
            // One by one: what a slot does may drop others of them, or add.
            for (std::size_t left = m_pendingFailures.size(); left > 0 && !m_pendingFailures.empty(); --left) {
                const auto [reply, failure] = std::move(m_pendingFailures.front());
                m_pendingFailures.pop_front();
                reply->fail(failure);
            }
        },
        Qt::QueuedConnection);
}

void ConnectionPool::dropPendingFailure(LeanReply *reply)
{
    std::erase_if(m_pendingFailures, [reply](const auto &pending) { return pending.first == reply; });
}

void ConnectionPool::dispose(LeanReply *reply)
{
#ifdef Q_OS_LINUX
    // An event of its own for each would cost more than the deleting, and wake the event loop up once more.
    if (m_epoll && m_epoll->isServing()) {
        if (!std::exchange(reply->disposed, true))
            m_disposed.push_back(reply);
        return;
    }
#endif
    reply->deleteLater();
}

void ConnectionPool::dropDisposed()
{
    while (!m_disposed.empty()) {
        LeanReply *reply = m_disposed.back();
        m_disposed.pop_back();
        reply->disposed = false;
        if (m_spare.size() < spareReplies && reply->retire())
            m_spare.push_back(reply);
        else
            delete reply;
    }
}

void ConnectionPool::forget(LeanReply *reply)
{
    if (!m_pendingFailures.empty())
        dropPendingFailure(reply);
    if (reply->disposed)
        std::erase(m_disposed, reply);
    LeanReply *last = m_replies.back();
    m_replies[reply->index] = last;
    last->index = reply->index;
    m_replies.pop_back();
}

} // namespace doorbuster
