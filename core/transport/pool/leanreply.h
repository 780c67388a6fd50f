// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/http/exchange.h"
#include "core/transport/wire/deadlinequeue.h"

#include <QList>
#include <QNetworkReply>
#include <QPair>

#include <coroutine>

namespace doorbuster {

class BuyerConnection;
class ConnectionPool;
struct Failure;
struct HttpAnswer;
struct Origin;
struct RequestTemplate;

/// The reply of the lean wire: a request of a BuyerConnection as a QNetworkReply. Made by ConnectionPool only.
class LeanReply final : public QNetworkReply, private DeadlineQueue::Expiring {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LeanReply)

public:
    LeanReply(ConnectionPool &owner, QNetworkAccessManager::Operation operation, const QNetworkRequest &request);
    /// One of many: see BuyersAccessManager::send().
    LeanReply(ConnectionPool &owner, const RequestTemplate &what, QByteArray target);
    ~LeanReply() override;

    void abort() override;
    void close() override;
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool isSequential() const override { return true; }

    [[nodiscard]] const Exchange &exchange() const { return m_exchange; }
    [[nodiscard]] QByteArray body() const { return m_body; }
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    /// Resumed after finished().
    void setWaiter(std::coroutine_handle<> waiter) { m_waiter = waiter; }

    /// For ConnectionPool: makes a finished reply of a template ready for another request, as if it were new: to
    /// construct a QNetworkReply costs more than all that is done here. False where somebody may have seen more of it
    /// than its answer; it stays as it is then.
    [[nodiscard]] bool retire();
    /// After retire().
    void reuse(const RequestTemplate &what, QByteArray target);
    /// For ConnectionPool, before the request is submitted.
    void prepare(Origin *origin, QByteArray head, QByteArray body);
    void setConnection(BuyerConnection *connection) { m_connection = connection; }
    void setDeadline(DeadlineQueue &deadlines, std::chrono::steady_clock::time_point when)
    {
        deadlines.arm(*this, when);
    }
    /// For ConnectionPool: its place in the list of living replies, and whether it is among those to be deleted.
    std::size_t index = 0;
    bool disposed = false;

    /// For BuyerConnection.
    [[nodiscard]] Exchange &record() { return m_exchange; }
    [[nodiscard]] Origin *origin() const { return m_origin; }
    [[nodiscard]] QByteArray head() const;
    [[nodiscard]] const QByteArray &requestBody() const { return m_requestBody; }
    [[nodiscard]] qsizetype bodyLimit() const;
    [[nodiscard]] bool isHead() const { return operation() == QNetworkAccessManager::HeadOperation; }
    /// GET and HEAD: may be sent again where it is not known whether it was acted on.
    [[nodiscard]] bool isRepeatable() const;

    /// Fails the request as out of time now, if it is unfinished.
    void expire();

    /// The two ends; each emits finished() as its last act.
    void succeed(HttpAnswer &&answer);
    void fail(const Failure &failure);

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    void connectNotify(const QMetaMethod &) override { m_watched = true; }

private:
    void expired() override;
    void end();
    void emitFinished();
    void takeHeaders();
    void setTemplate(const RequestTemplate &what);

    ConnectionPool &m_owner;
    BuyerConnection *m_connection = nullptr; ///< while it works on this request
    Origin *m_origin = nullptr;
    const RequestTemplate *m_template = nullptr; ///< else m_head is the whole head
    QByteArray m_head; ///< or the target
    QByteArray m_requestBody;
    QByteArray m_body;
    QList<QPair<QByteArray, QByteArray>> m_headers; ///< as they came
    std::coroutine_handle<> m_waiter;
    qsizetype m_read = 0; ///< of m_body
    bool m_watched = false; ///< something is connected to its signals; else they need not be emitted
    Exchange m_exchange;
};

} // namespace doorbuster
