// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/wire.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

QString endpointText(const QHostAddress &address, quint16 port)
{
    const QString number = QString::number(port);
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        return u"["_s % address.toString() % u"]:"_s % number;
    return address.toString() % u":"_s % number;
}

QString spanText(std::chrono::nanoseconds span)
{
    using namespace std::chrono;
    if (span < seconds(1))
        return QString::number(round<milliseconds>(span).count()) % u" ms"_s;
    return QString::number(round<seconds>(span).count()) % u" s"_s;
}

Failure addressRefused(const QString &objection)
{
    Failure failure;
    failure.code = errorcode::addressRefused;
    failure.error = QNetworkReply::ContentAccessDenied;
    failure.text = objection;
    return failure;
}

} // namespace doorbuster
