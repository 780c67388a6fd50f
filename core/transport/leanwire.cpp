// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/leanwire.h"

#include "core/transport/deadlinequeue.h"
#include "core/transport/leanreply.h"
#include "core/transport/requesthead.h"

#ifdef Q_OS_LINUX
#include "core/transport/epollset.h"
#include "core/transport/epollwire.h"
#endif

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr std::size_t receiveBytes = 64 * 1024;

/// Holds something until the event loop is back at the level where it was buried: deleteLater() sees to that.
template <typename T>
class Grave final : public QObject {
public:
    Grave(std::unique_ptr<T> content, QObject *parent)
        : QObject(parent)
        , m_content(std::move(content))
    {
    }

private:
    std::unique_ptr<T> m_content;
};

} // namespace

LeanWire::LeanWire(const TransportOptions &options, DeadlineQueue &deadlines)
    : m_options(options)
    , m_deadlines(deadlines)
    , m_resolver(options.addresses)
{
#ifdef Q_OS_LINUX
    if (m_options.sockets == SocketLayer::Platform)
        m_epoll = new EpollSet(this);
#endif
}

LeanWire::~LeanWire()
{
    abortAll();
    while (!m_replies.empty())
        delete m_replies.back();
    m_connections.clear();
    // The graves among them, before what their contents refer to.
    const QObjectList rest = children();
    for (QObject *child : rest) {
#ifdef Q_OS_LINUX
        if (child == m_epoll)
            continue;
#endif
        delete child;
    }
}

void LeanWire::abortAll()
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

LeanReply *LeanWire::request(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
    const QByteArray &method, const Body &body, quint32 connectionId, QString refusal)
{
    auto *reply = new LeanReply(*this, operation, request);
    reply->index = m_replies.size();
    m_replies.push_back(reply);

    std::unique_ptr<BuyerConnection> &connection = m_connections[connectionId];
    if (!connection)
        connection = std::make_unique<BuyerConnection>(*this, connectionId);

    const QUrl url = request.url();
    if (refusal.isEmpty() && (!url.isValid() || url.host().isEmpty()))
        refusal = u"“%1” is no address to send a request to"_s.arg(url.toDisplayString());
    Origin *origin = refusal.isEmpty() ? originOf(url) : nullptr;
    if (origin && !origin->tls && origin->scheme != u"http"_s)
        refusal = u"“%1” is neither http nor https"_s.arg(url.toDisplayString());
    if (origin && origin->tls && refusal.isEmpty())
        refusal = prepareTls();
    RequestHead head;
    if (origin && refusal.isEmpty()) {
        head = renderRequestHead(request, method, *origin, body.present ? body.bytes.size() : -1);
        refusal = head.error;
    }

    const bool outer = std::exchange(m_requesting, true);
    if (!refusal.isEmpty()) {
        Failure failure;
        failure.error = QNetworkReply::ProtocolUnknownError;
        failure.text = refusal;
        fail(reply, failure);
    } else {
        reply->prepare(origin, std::move(head.bytes), body.bytes);
        reply->setConnection(connection.get());
        if (m_options.requestTimeout.count() > 0)
            reply->setDeadline(m_deadlines, reply->exchange().timings.started + m_options.requestTimeout);
        connection->submit(reply);
    }
    m_requesting = outer;
    return reply;
}

Origin *LeanWire::originOf(const QUrl &url)
{
    for (const auto &origin : m_origins) {
        if (origin->matches(url))
            return origin.get();
    }
    m_origins.push_back(std::make_unique<Origin>(url));
    return m_origins.back().get();
}

QString LeanWire::prepareTls()
{
    if (!m_tls)
        m_tls = tlsSettingsFor(m_options);
    return m_tls->problem;
}

std::unique_ptr<Wire> LeanWire::makeWire(const Origin &origin, WireListener &listener)
{
#ifdef Q_OS_LINUX
    if (m_epoll && !origin.tls)
        return std::make_unique<EpollWire>(*m_epoll, listener);
#endif
    if (m_receiveBuffer.empty())
        m_receiveBuffer.resize(receiveBytes);
    std::optional<QtSocketWire::Tls> tls;
    if (origin.tls)
        tls = QtSocketWire::Tls{m_tls->configuration, origin.host, m_options.tlsVerify};
    return std::make_unique<QtSocketWire>(listener, m_receiveBuffer, std::move(tls));
}

void LeanWire::retire(std::unique_ptr<Wire> wire)
{
    if (wire)
        (new Grave<Wire>(std::move(wire), this))->deleteLater();
}

void LeanWire::closeConnection(quint32 id)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    BuyerConnection *connection = found->second.get();
    (new Grave<BuyerConnection>(std::move(found->second), this))->deleteLater();
    m_connections.erase(found);
    const QList<LeanReply *> unfinished = connection->unfinished();
    QList<QPointer<LeanReply>> guarded(unfinished.begin(), unfinished.end());
    for (const QPointer<LeanReply> &reply : std::as_const(guarded)) {
        if (reply)
            reply->abort();
    }
    connection->shut();
}

int LeanWire::openConnections() const
{
    return int(std::count_if(
        m_connections.begin(), m_connections.end(), [](const auto &entry) { return entry.second->isOpen(); }));
}

void LeanWire::fail(LeanReply *reply, const Failure &failure)
{
    reply->setConnection(nullptr);
    if (!m_requesting) {
        reply->fail(failure);
        return;
    }
    m_pendingFailures.emplace_back(reply, failure);
    runLater();
}

void LeanWire::startLater(quint32 id)
{
    m_pendingStarts.push_back(id);
    runLater();
}

void LeanWire::runLater()
{
    if (std::exchange(m_laterPosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_laterPosted = false;
            for (const quint32 id : std::exchange(m_pendingStarts, {})) {
                const auto found = m_connections.find(id);
                if (found != m_connections.end())
                    found->second->startNext();
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

void LeanWire::dropPendingFailure(LeanReply *reply)
{
    std::erase_if(m_pendingFailures, [reply](const auto &pending) { return pending.first == reply; });
}

void LeanWire::forget(LeanReply *reply)
{
    dropPendingFailure(reply);
    LeanReply *last = m_replies.back();
    m_replies[reply->index] = last;
    last->index = reply->index;
    m_replies.pop_back();
}

} // namespace doorbuster
