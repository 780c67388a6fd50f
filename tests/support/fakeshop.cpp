// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeshop.h"

#include <QCoreApplication>

#include <algorithm>

namespace doorbuster {

namespace {

class FakeReply final : public QNetworkReply {
public:
    FakeReply(FakeShop *shop, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
        FakeShop::Answer answer)
        : QNetworkReply(shop)
        , m_shop(shop)
        , m_answer(std::move(answer))
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        open(QIODevice::ReadOnly);
        shop->mostInFlight = std::max(shop->mostInFlight, ++shop->inFlight);
        if (m_answer.silent)
            return;
        ++shop->answersDue;
        QMetaObject::invokeMethod(
            this, [this] { end(); }, Qt::QueuedConnection);
    }

    void abort() override
    {
        if (isFinished())
            return;
        setError(OperationCanceledError, QStringLiteral("Operation canceled"));
        finish();
    }
    qint64 bytesAvailable() const override { return m_answer.body.size() - m_read + QNetworkReply::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = std::min<qint64>(size, m_answer.body.size() - m_read);
        std::copy_n(m_answer.body.constData() + m_read, count, data);
        m_read += count;
        return count;
    }

private:
    void end()
    {
        if (isFinished())
            return;
        if (m_answer.refused)
            setError(ConnectionRefusedError, QStringLiteral("Connection refused"));
        else if (m_answer.broken)
            setError(RemoteHostClosedError, QStringLiteral("Connection closed"));
        else
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status);
        if (!m_answer.setAuthToken.isEmpty())
            setRawHeader("set-auth-token", m_answer.setAuthToken);
        if (!m_answer.retryAfter.isEmpty())
            setRawHeader("retry-after", m_answer.retryAfter);
        if (!m_answer.location.isEmpty())
            setRawHeader("location", m_answer.location);
        finish();
    }
    void finish()
    {
        --m_shop->inFlight;
        if (!m_answer.silent)
            --m_shop->answersDue;
        setFinished(true);
        Q_EMIT finished();
    }

    FakeShop *m_shop;
    FakeShop::Answer m_answer;
    qint64 m_read = 0;
};

QByteArray methodName(QNetworkAccessManager::Operation operation)
{
    switch (operation) {
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    default:
        return "other";
    }
}

} // namespace

qsizetype FakeShop::countOf(const QString &path) const
{
    return std::count_if(
        requests.begin(), requests.end(), [&path](const Request &request) { return request.path == path; });
}

void FakeShop::settle()
{
    while (answersDue > 0)
        QCoreApplication::processEvents();
}

QNetworkReply *FakeShop::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    requests.push_back({.method = methodName(operation),
        .path = request.url().path(),
        .query = QUrlQuery(request.url()),
        .authorization = request.rawHeader("Authorization"),
        .body = body ? body->readAll() : QByteArray()});
    return new FakeReply(this, operation, request, answer(requests.back()));
}

QByteArray orderJson(
    const QByteArray &id, const QString &email, const QByteArray &saleId, const QByteArray &paymentStatus)
{
    return R"({"_id":")" + id + R"(","userEmail":")" + email.toUtf8() + R"(","flashSaleId":")" + saleId
        + R"(","paymentStatus":")" + paymentStatus + R"(","totalAmount":1,"createdAt":"2026-11-22T11:43:34.299Z"})";
}

QByteArray pageJson(const std::vector<QByteArray> &orders, int page, int limit, std::optional<qint64> total)
{
    QByteArrayList items;
    const auto begin = std::min(orders.size(), std::size_t(page - 1) * std::size_t(limit));
    const auto end = std::min(orders.size(), begin + std::size_t(limit));
    for (std::size_t i = begin; i < end; ++i)
        items += orders[i];
    QByteArray json = R"({"items":[)" + items.join(',') + ']';
    if (total)
        json += R"(,"total":)" + QByteArray::number(*total);
    return json + R"(,"page":)" + QByteArray::number(page) + R"(,"limit":)" + QByteArray::number(limit) + '}';
}

} // namespace doorbuster
