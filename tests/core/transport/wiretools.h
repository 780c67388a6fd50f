// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/http/exchange.h"
#include "core/transport/manager/buyersaccessmanager.h"
#include "tests/support/scriptedserver.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace doorbuster::test {

/// The end of one request, kept after its reply.
struct Outcome {
    int finishedCount = 0;
    int status = 0;
    QByteArray body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorString;
    QList<QPair<QByteArray, QByteArray>> headers;
    Exchange exchange;

    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

/// Waits for \a reply, and for what may wrongly come after its end.
inline Outcome outcomeOf(QNetworkReply *reply)
{
    const std::unique_ptr<QNetworkReply> owner(reply);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    Outcome outcome;
    if (!reply->isFinished() && !finished.wait(20000)) {
        qWarning("A reply did not finish within 20 s");
        return outcome;
    }
    QCoreApplication::processEvents();
    outcome.finishedCount = int(finished.count());
    outcome.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    outcome.body = bodyOf(reply);
    outcome.error = reply->error();
    outcome.errorString = reply->errorString();
    outcome.headers = reply->rawHeaderPairs();
    outcome.exchange = *exchangeOf(reply);
    return outcome;
}

inline TransportOptions optionsFor(SocketLayer layer)
{
    TransportOptions options;
    options.sockets = layer;
    options.requestTimeout = std::chrono::seconds(15);
    return options;
}

inline QNetworkRequest requestTo(const QUrl &url, quint32 connection = 1)
{
    QNetworkRequest request(url);
    BuyersAccessManager::setConnection(request, connection);
    return request;
}

inline QNetworkRequest jsonRequestTo(const QUrl &url, quint32 connection = 1)
{
    QNetworkRequest request = requestTo(url, connection);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    return request;
}

/// Rows "epoll" and "qt sockets" of a column `layer`.
inline void layerRows()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::newRow("platform") << SocketLayer::Platform;
    QTest::newRow("qt sockets") << SocketLayer::Qt;
}

} // namespace doorbuster::test
