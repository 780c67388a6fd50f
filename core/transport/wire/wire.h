// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/http/exchange.h"

#include <QByteArray>
#include <QHostAddress>
#include <QNetworkReply>
#include <QString>

#include <chrono>

namespace doorbuster {

/// "127.0.0.1:4000", "[::1]:4000".
[[nodiscard]] QString endpointText(const QHostAddress &address, quint16 port);

/// Why a request got no answer.
struct Failure {
    int code = errorcode::generic;
    QNetworkReply::NetworkError error = QNetworkReply::UnknownNetworkError;
    QString text; ///< a sentence for people
    bool local = false; ///< this machine's fault
    bool tryNextAddress = false; ///< while dialling: another address of the same host may do
};

/// "80 ms", "60 s": how long nothing came, in whole units.
[[nodiscard]] QString spanText(std::chrono::nanoseconds span);

/// Nothing may be dialled there; \a objection is the sentence of DialPolicy.
[[nodiscard]] Failure addressRefused(const QString &objection);

/// What a Wire calls on its owner. Any of these may come from inside open() and send(). The owner may call shut() in
/// each, but must not delete the wire there.
class WireListener {
public:
    virtual void wireConnected() = 0; ///< TCP is up; TLS, if any, begins
    virtual void wireReady() = 0; ///< a request can go
    virtual void wireSent() = 0; ///< the kernel took the last byte given to send()
    virtual void wireReceived(const char *data, qsizetype size) = 0; ///< \a data is valid during the call only
    virtual void wireClosed() = 0; ///< the peer ended the connection; the wire is shut
    virtual void wireFailed(const Failure &failure) = 0; ///< the wire is shut

protected:
    ~WireListener() = default;
};

/// One client socket that can be opened, shut and opened again. Two siblings: EpollWire and QtSocketWire.
class Wire {
public:
    Wire() = default;
    virtual ~Wire() = default;
    Q_DISABLE_COPY_MOVE(Wire)

    /// Dials \a address. Ends in wireReady() or wireFailed().
    virtual void open(const QHostAddress &address, quint16 port) = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// For a wire that waits for its next request: whether the peer has ended it, or sent bytes that answer no request,
    /// and our event loop has not seen that yet. Costs a system call.
    [[nodiscard]] virtual bool isStale() = 0;
    /// Only when ready, and not before the last one was sent. Ends in wireSent(), wireClosed() or wireFailed().
    virtual void send(const QByteArray &head, const QByteArray &body) = 0;
    /// Bytes that the kernel took since the last send() began.
    [[nodiscard]] virtual qint64 bytesTaken() const = 0;
    /// Closes at once; the listener is not called any more.
    virtual void shut() = 0;
};

} // namespace doorbuster
