// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/targethost.h"

#include <QHostInfo>

namespace doorbuster {

HostReach reachOf(const QString &host)
{
    QHostAddress literal;
    if (literal.setAddress(host))
        return reachOf(literal);
    return reachOf(QHostInfo::fromName(host).addresses());
}

} // namespace doorbuster
