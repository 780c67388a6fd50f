// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/histogram.h"
#include "core/metrics/metricaccumulator.h"
#include "core/metrics/metricrecorder.h"

#include <QTest>

#include <random>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int batch = 10'000; ///< of what one iteration does; divide by it

std::vector<std::chrono::nanoseconds> latencies()
{
    std::mt19937_64 random(1);
    std::lognormal_distribution<double> spread(15, 1); // around 3 ms
    std::vector<std::chrono::nanoseconds> values;
    for (int i = 0; i < batch; ++i)
        values.emplace_back(qint64(spread(random)));
    return values;
}

/// The mix of a load: mostly polling, 10,000 requests within one tick of 250 ms.
std::vector<RequestRecord> requests(double failing)
{
    std::mt19937_64 random(2);
    std::vector<RequestRecord> records;
    for (const auto latency : latencies()) {
        RequestRecord record;
        const auto kind = random() % 10;
        record.name = kind < 7 ? RequestName::Position : kind < 9 ? RequestName::Buy : RequestName::Confirm;
        record.status = record.name == RequestName::Buy && random() % 5 == 0 ? 409 : 200;
        record.ended = 10s + 25us * qint64(records.size());
        record.blocked = record.connecting = record.tlsHandshaking = 0ns;
        record.sending = 12us;
        record.receiving = 30us;
        record.waiting = latency;
        record.duration = latency + 42us;
        record.bytesSent = 180;
        record.bytesReceived = 320;
        if (double(random() % 1000) < failing * 1000) {
            record.status = 503;
            record.errorCode = 1503;
            record.expected = false;
        }
        records.push_back(record);
    }
    return records;
}

} // namespace

class BenchMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void histogramRecord();
    void histogramPercentile();
    void recorderRequest_data();
    void recorderRequest();
    void recorderTake();
    void accumulatorAdd();
};

void BenchMetrics::histogramRecord()
{
    const auto values = latencies();
    Histogram histogram;
    QBENCHMARK
    {
        for (const auto value : values)
            histogram.record(value);
    }
    QVERIFY(histogram.count() > 0);
}

void BenchMetrics::histogramPercentile()
{
    Histogram histogram;
    for (const auto value : latencies())
        histogram.record(value);
    double sum = 0;
    QBENCHMARK
    {
        sum += histogram.percentile(95);
    }
    QVERIFY(sum > 0);
}

void BenchMetrics::recorderRequest_data()
{
    QTest::addColumn<double>("failing");
    QTest::addColumn<bool>("keepSamples");
    QTest::newRow("all expected") << 0. << false;
    QTest::newRow("all failing") << 1. << false;
    QTest::newRow("with samples") << 0.01 << true;
}

void BenchMetrics::recorderRequest()
{
    QFETCH(double, failing);
    QFETCH(bool, keepSamples);
    const auto records = requests(failing);
    MetricRecorder recorder(std::make_shared<const SeriesTable>(Profile{}), keepSamples);
    const QString error = u"Service Unavailable"_s;
    QBENCHMARK
    {
        for (const RequestRecord &record : records)
            recorder.request(record, record.expected ? QString() : error);
        recorder.take();
    }
}

void BenchMetrics::recorderTake()
{
    MetricRecorder recorder(std::make_shared<const SeriesTable>(Profile{}));
    const RequestRecord record = requests(0).front();
    QBENCHMARK
    {
        recorder.request(record);
        recorder.take();
    }
}

void BenchMetrics::accumulatorAdd()
{
    const auto table = std::make_shared<const SeriesTable>(Profile{});
    MetricRecorder recorder(table);
    for (const RequestRecord &record : requests(0.01))
        recorder.request(record);
    const MetricsDelta delta = recorder.take();
    MetricAccumulator metrics(table);
    QBENCHMARK
    {
        metrics.add(delta);
    }
}

QTEST_GUILESS_MAIN(BenchMetrics)
#include "bench_metrics.moc"
