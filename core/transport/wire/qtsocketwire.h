// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/wire/wire.h"

#include <QAbstractSocket>
#include <QObject>
#include <QSslConfiguration>

#include <optional>
#include <vector>

class QTcpSocket;

namespace doorbuster {

enum class SocketPhase { Dialling, Handshaking, Ready };

/// What \a error of a QTcpSocket in \a phase means, for connections to \a target (see endpointText()). Not for errors
/// of TLS itself, which say more than their number.
[[nodiscard]] Failure socketFailure(
    QAbstractSocket::SocketError error, SocketPhase phase, const QString &target, const QString &socketSays);

/// The portable Wire: a QTcpSocket, or a QSslSocket for https. Qt's sockets keep three things from it that EpollWire
/// knows: a reset looks like an ordinary end, so an answer whose length only the end of the connection shows cannot be
/// known to be whole; an answer that comes with a reset before the request was all sent is lost; a reset in the
/// middle of dialling is not noticed, and the request runs out of time.
class QtSocketWire final : public QObject, public Wire {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QtSocketWire)

public:
    /// What makes it an https wire.
    struct Tls {
        QSslConfiguration configuration;
        QString host; ///< the name asked for and checked against the certificate
        bool verify = true;
    };

    /// \a receiveBuffer is the manager's, shared by all its wires, and outlives this.
    QtSocketWire(WireListener &listener, std::vector<char> &receiveBuffer, std::optional<Tls> tls);
    ~QtSocketWire() override;

    void open(const QHostAddress &address, quint16 port) override;
    [[nodiscard]] bool isOpen() const override { return m_socket != nullptr; }
    [[nodiscard]] bool isStale() override;
    void send(const QByteArray &head, const QByteArray &body) override;
    [[nodiscard]] qint64 bytesTaken() const override { return m_taken; } // TLS: what its library has taken
    void shut() override;

private:
    void onConnected();
    void onBytesTaken(qint64 count);
    void onReadable();
    void onError(QAbstractSocket::SocketError error);
    [[nodiscard]] Failure failureOf(QAbstractSocket::SocketError error) const;

    WireListener &m_listener;
    std::vector<char> &m_receiveBuffer;
    std::optional<Tls> m_tls;
    QTcpSocket *m_socket = nullptr;
    QString m_target;
    bool m_connected = false;
    bool m_ready = false;
    qint64 m_toSend = 0;
    qint64 m_taken = 0;
};

} // namespace doorbuster
