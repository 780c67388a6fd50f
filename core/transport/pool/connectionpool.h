// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/manager/transportoptions.h"
#include "core/transport/pool/buyerconnection.h"
#include "core/transport/pool/connectiontable.h"
#include "core/transport/wire/hostresolver.h"
#include "core/transport/wire/qtsocketwire.h"
#include "core/transport/wire/tlssettings.h"

#include <QNetworkAccessManager>

#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace doorbuster {

class DeadlineQueue;
class EpollSet;
class LeanReply;
struct RequestTemplate;

/// The keep-alive connections of one manager, by the number of the virtual user, and all that its lean replies share:
/// origins, sockets, deadlines. In the manager's thread.
class ConnectionPool final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionPool)

public:
    ConnectionPool(const TransportOptions &options, DeadlineQueue &deadlines);
    ~ConnectionPool() override;

    struct Body {
        QByteArray bytes;
        bool present = false; ///< an empty body is announced, too
    };

    /// A request under way. \a refusal, if not empty, is why it cannot be sent: the reply fails with it, from the event
    /// loop.
    [[nodiscard]] LeanReply *request(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
        const QByteArray &method, const Body &body, quint32 connectionId, QString refusal);
    /// See BuyersAccessManager.
    [[nodiscard]] const RequestTemplate *prepare(
        QNetworkAccessManager::Operation operation, const QNetworkRequest &common, const QByteArray &method);
    [[nodiscard]] LeanReply *send(const RequestTemplate &what, const QByteArray &target, const QByteArray &body,
        quint32 connectionId, QString refusal);
    /// A request that is not sent: the reply fails with \a failure, from the event loop.
    [[nodiscard]] LeanReply *refuse(
        QNetworkAccessManager::Operation operation, const QNetworkRequest &request, const Failure &failure);
    void dispose(LeanReply *reply);
    void closeConnection(quint32 id);
    [[nodiscard]] int openConnections() const;
    /// The most that were open at a time; nothing where only those open now can be counted.
    [[nodiscard]] std::optional<int> mostConnections() const;
    /// Aborts what is unfinished. Requests made from then on never end.
    void abortAll();

    // For BuyerConnection:
    [[nodiscard]] std::unique_ptr<Wire> makeWire(const Origin &origin, WireListener &listener);
    /// Deletes \a wire once nothing of it can be on the stack.
    void retire(std::unique_ptr<Wire> wire);
    [[nodiscard]] bool hasClientCertificate() const { return !m_options.clientCert.isEmpty(); }
    [[nodiscard]] const DialPolicy &policy() const { return m_options.policy; }
    [[nodiscard]] HostResolver &resolver() { return m_resolver; }
    [[nodiscard]] HeaderCache &headerCache() { return m_headerCache; }
    /// Starts the next request of connection \a id from the event loop.
    void startLater(quint32 id);
    /// Fails \a reply: now, or from the event loop if its request() has not returned yet.
    void fail(LeanReply *reply, const Failure &failure);

    // For LeanReply:
    void forget(LeanReply *reply);
    void dropPendingFailure(LeanReply *reply);
    /// In memory that the next call uses again, unless the array is kept.
    [[nodiscard]] QByteArray headFor(const RequestTemplate &what, const QByteArray &target, qint64 bodySize);

private:
    [[nodiscard]] LeanReply *makeReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request);
    void submit(LeanReply *reply, quint32 connectionId, const QString &refusal);
    void dropDisposed();
    [[nodiscard]] QString refusalOf(const QUrl &url);
    [[nodiscard]] Origin *originOf(const QUrl &url);
    [[nodiscard]] QString prepareTls();
    void runLater();

    const TransportOptions m_options;
    DeadlineQueue &m_deadlines;
    HostResolver m_resolver;
    HeaderCache m_headerCache;
    EpollSet *m_epoll = nullptr; ///< null where the platform has none or Qt's sockets were chosen
    std::vector<char> m_receiveBuffer; ///< of the Qt sockets
    std::optional<TlsSettings> m_tls; ///< from the first https request on
    std::vector<std::unique_ptr<Origin>> m_origins;
    std::vector<std::unique_ptr<RequestTemplate>> m_templates;
    QByteArray m_head; ///< see headFor()
    ConnectionTable m_connections;
    std::vector<LeanReply *> m_replies; ///< all that live, finished or not
    std::vector<LeanReply *> m_disposed; ///< of them, those to be dropped once nothing of them is on the stack
    std::vector<LeanReply *> m_spare; ///< of them, those that wait for another request
    std::deque<std::pair<LeanReply *, Failure>> m_pendingFailures;
    std::vector<quint32> m_pendingStarts;
    bool m_hasQtSockets = false; ///< some connections do not go over the epoll set
    bool m_laterPosted = false;
    bool m_requesting = false;
};

} // namespace doorbuster
