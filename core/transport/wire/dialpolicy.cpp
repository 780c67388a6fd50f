// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/dialpolicy.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// One form for all spellings of a host: lower case, ASCII, no brackets, no dot at its end.
QString plainHost(QString host)
{
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (host.endsWith(u'.'))
        host.chop(1);
    if (QHostAddress literal; literal.setAddress(host))
        return literal.toString();
    const QByteArray ascii = QUrl::toAce(host);
    return ascii.isEmpty() ? host.toLower() : QString::fromLatin1(ascii);
}

HostReach reachOfIPv4(quint32 address)
{
    const auto isIn = [address](quint32 net, int bits) { return (address ^ net) >> (32 - bits) == 0; };
    if (address == 0 || isIn(0x7f00'0000, 8))
        return HostReach::Loopback;
    const bool isPrivate =
        isIn(0x0a00'0000, 8) || isIn(0xac10'0000, 12) || isIn(0xc0a8'0000, 16) || isIn(0xa9fe'0000, 16);
    return isPrivate ? HostReach::Private : HostReach::Public;
}

} // namespace

HostReach reachOf(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 plain = address.toIPv4Address(&isIPv4);
    if (isIPv4)
        return reachOfIPv4(plain);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto isZero = [](quint8 byte) { return byte == 0; };
    if (std::all_of(std::begin(bytes.c), std::end(bytes.c) - 1, isZero) && bytes[15] <= 1)
        return HostReach::Loopback;
    const bool isUniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    const bool isLinkLocal = bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80;
    return isUniqueLocal || isLinkLocal ? HostReach::Private : HostReach::Public;
}

HostReach reachOf(const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty())
        return HostReach::Unknown;
    HostReach farthest = HostReach::Loopback;
    for (const QHostAddress &address : addresses)
        farthest = std::max(farthest, reachOf(address));
    return farthest;
}

DialPolicy::DialPolicy(const QStringList &allowedHosts)
{
    for (const QString &host : allowedHosts)
        m_allowed.insert(plainHost(host));
}

bool DialPolicy::allows(const QString &host) const
{
    return !m_allowed.isEmpty() && m_allowed.contains(plainHost(host));
}

QString DialPolicy::objection(const QString &host, const QHostAddress &address) const
{
    if (reachOf(address) != HostReach::Public || allows(host))
        return {};
    const QString where = plainHost(host) == address.toString() ? host : host % u" ("_s % address.toString() % u")"_s;
    return where % u" is a public address that nobody agreed to: nothing was sent there. It takes --allow-host "_s
        % host;
}

} // namespace doorbuster
