// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/exchange.h"

#include "core/transport/manager/stockrecord.h"
#include "core/transport/pool/leanreply.h"

namespace doorbuster {

const Exchange *exchangeOf(const QNetworkReply *reply)
{
    if (const auto *lean = qobject_cast<const LeanReply *>(reply))
        return &lean->exchange();
    if (!reply)
        return nullptr;
    const auto *stock = reply->findChild<const StockRecord *>(QString(), Qt::FindDirectChildrenOnly);
    return stock ? &stock->exchange() : nullptr;
}

QByteArray bodyOf(QNetworkReply *reply)
{
    if (const auto *lean = qobject_cast<const LeanReply *>(reply))
        return lean->body();
    // An aborted one is closed.
    return reply->isReadable() ? reply->readAll() : QByteArray();
}

QByteArray headerOf(const QNetworkReply *reply, const QByteArray &name)
{
    if (const auto *lean = qobject_cast<const LeanReply *>(reply))
        return lean->header(name);
    return reply->rawHeader(name);
}

} // namespace doorbuster
