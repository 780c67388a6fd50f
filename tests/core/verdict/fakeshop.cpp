// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeshop.h"

#include <algorithm>

namespace doorbuster {

namespace {

class FakeReply final : public QNetworkReply {
public:
    FakeReply(FakeShop *shop, const QNetworkRequest &request, FakeShop::Answer answer)
        : QNetworkReply(shop)
        , m_shop(shop)
        , m_answer(std::move(answer))
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(QNetworkAccessManager::GetOperation);
        open(QIODevice::ReadOnly);
        shop->mostInFlight = std::max(shop->mostInFlight, ++shop->inFlight);
        if (!m_answer.silent)
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
        if (m_answer.broken)
            setError(RemoteHostClosedError, QStringLiteral("Connection closed"));
        else
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status);
        finish();
    }
    void finish()
    {
        --m_shop->inFlight;
        setFinished(true);
        Q_EMIT finished();
    }

    FakeShop *m_shop;
    FakeShop::Answer m_answer;
    qint64 m_read = 0;
};

} // namespace

qsizetype FakeShop::countOf(const QString &path) const
{
    return std::count_if(
        requests.begin(), requests.end(), [&path](const Request &request) { return request.path == path; });
}

QNetworkReply *FakeShop::createRequest(Operation, const QNetworkRequest &request, QIODevice *)
{
    requests.push_back({.path = request.url().path(),
        .query = QUrlQuery(request.url()),
        .authorization = request.rawHeader("Authorization")});
    return new FakeReply(this, request, answer(requests.back()));
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
