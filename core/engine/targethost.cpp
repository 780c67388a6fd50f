// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/targethost.h"

#include <QHostAddress>
#include <QHostInfo>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

HostReach reachOf(const QHostAddress &address)
{
    // ::ffff:8.8.8.8 is the public 8.8.8.8 and not the loopback that its first bits suggest.
    bool isIPv4 = false;
    const QHostAddress plain = QHostAddress(address.toIPv4Address(&isIPv4));
    const QHostAddress &judged = isIPv4 ? plain : address;
    if (judged.isLoopback())
        return HostReach::Loopback;
    static const auto privateNets = {QHostAddress::parseSubnet(u"10.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"172.16.0.0/12"_s), QHostAddress::parseSubnet(u"192.168.0.0/16"_s),
        QHostAddress::parseSubnet(u"fc00::/7"_s)};
    const bool isPrivate = judged.isLinkLocal()
        || std::ranges::any_of(privateNets, [&judged](const auto &net) { return judged.isInSubnet(net); });
    return isPrivate ? HostReach::Private : HostReach::Public;
}

} // namespace

HostReach reachOf(const QString &host)
{
    QHostAddress literal;
    if (literal.setAddress(host))
        return reachOf(literal);
    if (host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return HostReach::Loopback;
    const auto addresses = QHostInfo::fromName(host).addresses();
    if (addresses.isEmpty())
        return HostReach::Unknown;
    HostReach farthest = HostReach::Loopback;
    for (const QHostAddress &address : addresses)
        farthest = std::max(farthest, reachOf(address));
    return farthest;
}

} // namespace doorbuster
