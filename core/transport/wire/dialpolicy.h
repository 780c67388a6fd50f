// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QSet>
#include <QString>
#include <QStringList>

namespace doorbuster {

/// How far away the machine behind an address is.
enum class HostReach {
    Loopback, ///< this machine; 0.0.0.0 and :: are it, too
    Private, ///< a private or link-local network
    Public, ///< neither: somebody's shop may go down. So is the shared space of providers, 100.64.0.0/10.
    Unknown, ///< there is no address
};

/// Never Unknown. An IPv4 address in IPv6's clothes (::ffff:8.8.8.8) is what it is as IPv4.
[[nodiscard]] HostReach reachOf(const QHostAddress &address);
/// The farthest of them; Unknown where there are none.
[[nodiscard]] HostReach reachOf(const QList<QHostAddress> &addresses);

/// What may be dialled: this machine and private networks always, any other address only for a host that the user has
/// agreed to by name. A value; it is asked for each address, right before that is dialled. By default nothing public
/// may be dialled.
class DialPolicy {
public:
    DialPolicy() = default;
    /// \a allowedHosts are names or addresses, as in a URL.
    explicit DialPolicy(const QStringList &allowedHosts);

    /// The user agreed to \a host, whatever its address.
    [[nodiscard]] bool allows(const QString &host) const;
    /// Why \a address, to which \a host led, must not be dialled, as a sentence; empty if it may be.
    [[nodiscard]] QString objection(const QString &host, const QHostAddress &address) const;

private:
    QSet<QString> m_allowed;
};

} // namespace doorbuster
