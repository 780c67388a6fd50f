// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shopmetrics.h"

#include "core/metrics/processusage.h"

#include <QJsonArray>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonObject toJson(const Histogram &times)
{
    return {
        {u"count"_s, qint64(times.count())},
        {u"meanUs"_s, times.mean() / 1e3},
        {u"p50Us"_s, times.percentile(50) / 1e3},
        {u"p95Us"_s, times.percentile(95) / 1e3},
        {u"p99Us"_s, times.percentile(99) / 1e3},
        {u"maxUs"_s, double(times.max().count()) / 1e3},
    };
}

QJsonObject toJson(const ProcessUsage &usage)
{
    QJsonObject json;
    if (usage.userTime)
        json.insert(u"userSeconds"_s, duration<double>(*usage.userTime).count());
    if (usage.systemTime)
        json.insert(u"systemSeconds"_s, duration<double>(*usage.systemTime).count());
    if (usage.maxResidentBytes)
        json.insert(u"maxRssBytes"_s, *usage.maxResidentBytes);
    return json;
}

} // namespace

void ShopMetrics::answered(ServedRequest name, int status, nanoseconds service, nanoseconds answer)
{
    auto &counts = row(name);
    ++counts.byStatus[status];
    counts.service.record(service);
    counts.answer.record(answer);
}

void ShopMetrics::dropped(ServedRequest name)
{
    ++row(name).dropped;
    ++m_dropped;
}

void ShopMetrics::connectionOpened()
{
    ++m_accepted;
    m_openPeak = std::max(m_openPeak, ++m_open);
}

QJsonObject ShopMetrics::toJson(const Shop &shop, ShopTime now) const
{
    QJsonObject requests;
    QJsonObject serviceTimes;
    QJsonObject answerTimes;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto &counts = m_rows[i];
        const auto name = toQString(servedRequestNames[i]);
        QJsonObject byStatus;
        for (const auto &[status, count] : counts.byStatus)
            byStatus.insert(QString::number(status), qint64(count));
        if (counts.dropped > 0)
            byStatus.insert(u"dropped"_s, qint64(counts.dropped));
        if (byStatus.isEmpty())
            continue;
        requests.insert(name, byStatus);
        if (counts.service.isEmpty())
            continue;
        serviceTimes.insert(name, doorbuster::toJson(counts.service));
        answerTimes.insert(name, doorbuster::toJson(counts.answer));
    }

    QJsonArray sales;
    for (const auto &sale : shop.sales()) {
        sale->advance(now);
        sales.append(QJsonObject{
            {u"id"_s, toQString(sale->id())},
            {u"starting"_s, qint64(sale->terms().startingQuantity)},
            {u"remaining"_s, qint64(sale->remaining())},
            {u"paidOrders"_s, qint64(shop.paidOrders(*sale))},
            {u"activeHolds"_s, qint64(sale->activeHolds())},
            {u"queued"_s, qint64(sale->queueSize())},
        });
    }

    return {
        {u"defect"_s, toQString(defectInfo(shop.rules().defect).name)},
        {u"requests"_s, requests},
        {u"serviceTime"_s, serviceTimes},
        {u"answerTime"_s, answerTimes},
        {u"connections"_s,
            QJsonObject{
                {u"accepted"_s, qint64(m_accepted)},
                {u"open"_s, qint64(m_open)},
                {u"openPeak"_s, qint64(m_openPeak)},
                {u"dropped"_s, qint64(m_dropped)},
                {u"acceptFailures"_s, qint64(m_acceptFailures)},
            }},
        {u"bytesIn"_s, qint64(m_bytesIn)},
        {u"bytesOut"_s, qint64(m_bytesOut)},
        {u"sales"_s, sales},
        {u"process"_s, doorbuster::toJson(processUsage())},
    };
}

} // namespace doorbuster
