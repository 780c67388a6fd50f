// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/origin.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

Origin::Origin(const QUrl &url)
    : scheme(url.scheme())
    , host(url.host(QUrl::FullyEncoded))
    , port(quint16(portOf(url)))
    , tls(scheme == u"https"_s)
{
    fixedHeadWithoutAgent = "Host: " % authority() % "\r\n";
    fixedHead = fixedHeadWithoutAgent % "User-Agent: Doorbuster/" DOORBUSTER_VERSION "\r\n";
}

QByteArray Origin::authority() const
{
    QByteArray text = host.contains(u':') ? QByteArray('[' % host.toLatin1() % ']') : host.toLatin1();
    if (port != (tls ? 443 : 80))
        text += ':' % QByteArray::number(port);
    return text;
}

int Origin::portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"https"_s ? 443 : 80);
}

bool Origin::matches(const QUrl &url) const
{
    return url.port(tls ? 443 : 80) == port && url.host(QUrl::FullyEncoded) == host && url.scheme() == scheme;
}

} // namespace doorbuster
