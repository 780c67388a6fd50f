// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/proxyremark.h"

#include <QHostAddress>
#include <QUrl>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(const QString &host)
{
    QHostAddress address;
    return address.setAddress(host) ? address.isLoopback() : host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0;
}

QString variableFor(const QString &scheme, const QProcessEnvironment &environment)
{
    for (const QString &name : {QString(scheme + u"_proxy"_s), u"all_proxy"_s}) {
        for (const QString &variable : {name, name.toUpper()}) {
            if (!environment.value(variable).isEmpty())
                return variable;
        }
    }
    return {};
}

} // namespace

QString proxyRemark(const TargetSettings &target, const QProcessEnvironment &environment)
{
    const QUrl base(target.apiBase, QUrl::StrictMode);
    const QString variable = isThisMachine(base.host()) ? QString() : variableFor(base.scheme(), environment);
    if (variable.isEmpty())
        return {};
    if (target.transport == Transport::Stock)
        return u"%1 is set: the stock transport may go through that proxy, and then its times are the proxy's, too"_s
            .arg(variable);
    return u"%1 is set, but the lean transport uses no proxy: it connects to %2 directly (target.transport=stock would "
           u"go through it)"_s.arg(variable, base.host());
}

} // namespace doorbuster
