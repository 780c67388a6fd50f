// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/wire/dialpolicy.h"

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <chrono>

namespace doorbuster {

enum class WireKind {
    Lean, ///< our own reply over one socket per connection id: the engine's wire
    Stock, ///< QNetworkAccessManager's own: a reference, and for HTTP/2 and proxies
};

/// What the lean wire's plain http:// goes over; https:// always goes over Qt's.
enum class SocketLayer {
    Platform, ///< one epoll set a manager on Linux, Qt's sockets elsewhere
    Qt, ///< QTcpSocket, everywhere
};

/// A value, made once a run and given to every worker's BuyersAccessManager.
struct TransportOptions {
    WireKind kind = WireKind::Lean;
    SocketLayer sockets = SocketLayer::Platform;
    std::chrono::milliseconds requestTimeout{std::chrono::seconds(60)}; ///< from the call to the last byte; 0: none
    bool tlsVerify = true;
    QString caFile; ///< PEM; its certificates are trusted beside the system's; empty: only the system's
    /// PEM: what a shop that asks for a client certificate is shown, with the certificates between it and its
    /// authority.
    QString clientCert;
    QString clientKey; ///< PEM; empty: the key is in clientCert
    QString clientKeyPassword; ///< of an encrypted key
    DialPolicy policy; ///< asked about each address before it is dialled, whichever the wire
    /// Name → addresses, looked up before the run. A host that is not in here is looked up by the lean wire when it is
    /// first asked for; its requests wait meanwhile, and that is `blocked` time. The stock wire dials the first address
    /// that stands here; without one, only hosts that the policy allows by name.
    QHash<QString, QList<QHostAddress>> addresses;
};

} // namespace doorbuster
