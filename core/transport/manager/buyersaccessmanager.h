// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/manager/transportoptions.h"
#include "core/transport/wire/tlssettings.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <memory>
#include <optional>

namespace doorbuster {

class DeadlineQueue;
class ConnectionPool;
struct Failure;
struct RequestTemplate;

/// The buyers' network access manager: one per worker thread, used through QNetworkAccessManager's own API, its
/// replies awaited with QCoro. Under it lies the lean wire or, by option, Qt's own. Belongs to the thread that made it.
///
/// Lean replies differ from Qt's in this: the answer is handed over whole (one `readyRead`, then `finished`); there
/// are no redirects, cookies, caches or proxies (a proxy set here makes every request fail with a sentence that says
/// so); a request body must be a byte array or a random-access device; it does not ask for compressed answers, but
/// reads gzip and deflate. As with Qt's, a status of 400 and more sets `error()`; exchangeOf() distinguishes a missing
/// answer from a bad status. `finished` is emitted exactly once and never from inside get(), post() and so on; do not
/// delete a reply or the manager inside it, use deleteLater(). Deleting an unfinished reply closes its connection.
/// Deleting the manager aborts what is unfinished, and deletes its replies, as Qt's does.
///
/// Whichever wire: no address is dialled that TransportOptions::policy does not allow. The stock wire is sure of that
/// at a price: a name that is not allowed itself is dialled by its first known address, over HTTP/1.1 only. A proxy is
/// held to the same policy; what it dials for a name that is allowed is its own affair.
///
/// Whichever wire: a POST, PUT or custom request with a body reaches the shop at most once. Over the stock wire that
/// holds for bodies that are byte arrays or random-access devices, and has a price: Qt cannot post over plain http
/// through a proxy that asks for credentials first.
class BuyersAccessManager : public QNetworkAccessManager {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BuyersAccessManager)

public:
    explicit BuyersAccessManager(TransportOptions options, QObject *parent = nullptr);
    ~BuyersAccessManager() override;

    [[nodiscard]] const TransportOptions &options() const { return m_options; }

    /// Sends \a request over the keep-alive connection \a connectionId (a virtual user's number), which is opened at
    /// need. Requests of one connection go one after another. Without this call a request goes over connection 0. The
    /// stock wire keeps plain http:// connections apart by it; over https:// Qt shares its six per host.
    static void setConnection(QNetworkRequest &request, quint32 connectionId);

    /// Lets the body of the answer to \a request be up to \a bytes long, packed as well as unpacked, instead of 1 MiB.
    /// The stock wire knows no limit.
    static void setBodyLimit(QNetworkRequest &request, qsizetype bytes);

    /// What requests to one address have in common, checked and written out once, for send(): their method is that of
    /// \a operation (get or post), their paths go behind \a common's URL, their headers are \a common's. Null on the
    /// stock wire, which knows no such thing. Lives as long as this manager: prepare few, use them often.
    [[nodiscard]] const RequestTemplate *prepare(Operation operation, const QNetworkRequest &common);
    /// As get() or post() over connection \a connectionId, without what Qt hangs on each reply, which costs more than
    /// the rest: the manager's own signals are not emitted for it, its url() and request() are the template's, and
    /// status and headers are in exchangeOf() and headerOf() only. \a target is path and query, percent-encoded, from
    /// '/' on.
    [[nodiscard]] QNetworkReply *send(
        const RequestTemplate &what, const QByteArray &target, const QByteArray &body, quint32 connectionId);
    /// Takes a finished reply of this manager back once nothing of it is on the stack: like deleteLater(), but
    /// cheaper, since a reply of send() may then serve another request. It must not be used any more, and
    /// a QPointer to it may not notice; a reply that something is connected to is deleted in any case.
    void dispose(QNetworkReply *reply);
    /// Ends an unfinished \a reply as if its time limit had come, with an error that says what it waited for. abort()
    /// is for a reply whose result is not wanted any more.
    static void expire(QNetworkReply *reply);

    /// Ends connection \a connectionId: unfinished requests on it are aborted, its socket is closed. Nothing to do
    /// where there is none; a later request with this id opens a new one. On the stock wire Qt decides.
    void closeConnection(quint32 connectionId);

    /// Sockets open now, on the lean wire.
    [[nodiscard]] int openConnections() const;
    /// The most that were open at a time; nothing where only those open now can be counted.
    [[nodiscard]] std::optional<int> mostConnections() const;

protected:
    QNetworkReply *createRequest(
        Operation operation, const QNetworkRequest &request, QIODevice *outgoingData = nullptr) override;

private:
    [[nodiscard]] QString refusalOfProxies() const;
    QNetworkReply *createStockRequest(Operation operation, QNetworkRequest request, QIODevice *outgoingData);
    [[nodiscard]] QNetworkReply *refuse(Operation operation, const QNetworkRequest &request, const Failure &failure);
    [[nodiscard]] std::optional<Failure> aim(QNetworkRequest &request);

    TransportOptions m_options;
    std::unique_ptr<DeadlineQueue> m_deadlines;
    std::unique_ptr<ConnectionPool> m_pool;
    std::unique_ptr<ConnectionPool> m_refusals; ///< of the stock wire: makes the replies of requests that are not sent
    std::optional<QNetworkProxy> m_wantedProxy; ///< of the stock wire: what was set before setProxy() made it explicit
    QNetworkProxy m_usedProxy;
    std::optional<TlsSettings> m_stockTls; ///< from the first https request on
};

} // namespace doorbuster
