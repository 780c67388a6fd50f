// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/http/exchange.h"
#include "core/transport/wire/deadlinequeue.h"

#include <QNetworkReply>
#include <QObject>

namespace doorbuster {

/// Keeps the Exchange of a reply of Qt's own manager, as its child, from its signals: the wait from
/// `requestSent` to the head of the answer, and the rest of it. The other parts, and bytes on the wire, stay unknown.
/// Also holds the reply to the whole-request time limit, which Qt has none for.
class StockRecord final : public QObject, private DeadlineQueue::Expiring {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StockRecord)

public:
    /// \a host is the name asked for; the reply's URL may hold its address.
    StockRecord(QNetworkReply *reply, QString host, std::chrono::steady_clock::time_point started,
        DeadlineQueue &deadlines, std::chrono::milliseconds timeout);

    [[nodiscard]] const Exchange &exchange() const { return m_exchange; }
    /// Ends the request as out of time now, if it is unfinished.
    void expire();

private:
    void expired() override;
    void end();
    [[nodiscard]] QString timeoutText() const;
    [[nodiscard]] int codeOf(QNetworkReply::NetworkError error) const;

    QNetworkReply *m_reply;
    const QString m_host;
    Exchange m_exchange;
    std::chrono::steady_clock::time_point m_sent;
    std::chrono::steady_clock::time_point m_answered;
    int m_tlsCode = errorcode::tls;
    bool m_timedOut = false;
    bool m_encrypted = false;
    bool m_hasClientCertificate = false;
};

} // namespace doorbuster
