// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrlQuery>

#include <functional>
#include <optional>
#include <vector>

namespace doorbuster {

/// An access manager without a network: each request is answered by a function, one turn of the event loop later.
class FakeShop : public QNetworkAccessManager {
    Q_OBJECT

public:
    struct Request {
        QByteArray method;
        QString path;
        QUrlQuery query;
        QByteArray authorization;
        QByteArray body;

        QString argument(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
        bool has(const QString &name) const { return query.hasQueryItem(name); }
    };
    struct Answer {
        int status = 200;
        QByteArray body = {};
        bool silent = false; ///< never answers; ends when the request is aborted
        bool broken = false; ///< the connection is lost
        bool refused = false; ///< nobody listens: the request never arrived
        QByteArray setAuthToken = {}; ///< the header set-auth-token
        QByteArray retryAfter = {}; ///< the header retry-after
        QByteArray location = {}; ///< the header location
    };

    std::function<Answer(const Request &)> answer;
    std::vector<Request> requests; ///< all so far
    int inFlight = 0; ///< requests that have not ended
    int mostInFlight = 0;
    int answersDue = 0; ///< of those, the ones that the event loop is about to answer

    qsizetype countOf(const QString &path) const;
    /// Lets the event loop run until every request but the silent ones is answered, and those that follow from it.
    void settle();

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;
};

/// One order as the shop writes it.
QByteArray orderJson(const QByteArray &id, const QString &email, const QByteArray &saleId = "sale",
    const QByteArray &paymentStatus = "paid");
/// A page of `orders` (from 1), with a total as told, or none.
QByteArray pageJson(const std::vector<QByteArray> &orders, int page, int limit, std::optional<qint64> total);

} // namespace doorbuster
