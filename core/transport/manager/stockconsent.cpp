// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/manager/stockconsent.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

struct Pinned {
    QHostAddress address; ///< null: the host stays as it is
    std::optional<Failure> refusal;
};

Pinned pin(const QString &host, const TransportOptions &options)
{
    if (options.policy.allows(host))
        return {};
    Pinned pinned;
    QHostAddress literal;
    const bool isLiteral = literal.setAddress(host);
    const QList<QHostAddress> known = options.addresses.value(host);
    if (!isLiteral && known.isEmpty()) {
        Failure failure;
        failure.code = errorcode::dns;
        failure.error = QNetworkReply::HostNotFoundError;
        failure.text = u"The name %1 has no known address, and may lead anywhere: nothing was sent there. It takes "
                       "--allow-host %1"_s.arg(host);
        pinned.refusal = failure;
        return pinned;
    }
    pinned.address = isLiteral ? literal : known.first();
    const QString objection = options.policy.objection(host, pinned.address);
    if (!objection.isEmpty())
        pinned.refusal = addressRefused(objection);
    if (isLiteral)
        pinned.address.clear();
    return pinned;
}

} // namespace

StockTarget agreedTarget(const QUrl &url, const QNetworkProxy &proxy, const TransportOptions &options)
{
    StockTarget target{.url = url, .proxy = proxy, .refusal = {}};
    const Pinned shop = pin(url.host(), options);
    target.refusal = shop.refusal;
    if (!shop.address.isNull()) {
        target.url.setHost(shop.address.toString());
        target.isPinned = true;
    }
    if (!isProxy(proxy)) {
        target.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        return target;
    }
    const Pinned through = pin(proxy.hostName(), options);
    if (!target.refusal && through.refusal) {
        target.refusal = through.refusal;
        target.refusal->text = u"The proxy of this machine's settings: "_s % target.refusal->text;
    }
    if (!through.address.isNull())
        target.proxy.setHostName(through.address.toString());
    return target;
}

QNetworkProxy defaultProxyFor(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

bool isProxy(const QNetworkProxy &proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
}

} // namespace doorbuster
