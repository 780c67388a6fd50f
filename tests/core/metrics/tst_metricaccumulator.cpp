// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metricaccumulator.h"
#include "core/metrics/metricrecorder.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const SeriesTable> makeTable()
{
    return std::make_shared<const SeriesTable>(Profile{});
}

RequestRecord buy(std::chrono::nanoseconds ended, std::chrono::nanoseconds duration = 5ms)
{
    RequestRecord record;
    record.name = RequestName::Buy;
    record.status = 200;
    record.ended = ended;
    record.duration = duration;
    return record;
}

/// What some workers measure over a few ticks: all kinds of samples, the same for the same seed.
std::vector<MetricsDelta> simulateWorkers(const std::shared_ptr<const SeriesTable> &table)
{
    std::vector<MetricsDelta> deltas;
    for (unsigned worker = 0; worker < 3; ++worker) {
        std::mt19937 random(worker);
        MetricRecorder recorder(table);
        for (int tick = 0; tick < 8; ++tick) {
            for (int i = 0; i < 50; ++i) {
                const auto at = tick * 250ms + std::chrono::microseconds(random() % 250'000);
                RequestRecord record = buy(at, std::chrono::microseconds(random() % 90'000));
                record.name = RequestName(random() % requestNameCount);
                record.group = random() % 5 == 0 ? RunGroup::Setup : RunGroup::Load;
                record.expected = random() % 4 != 0;
                record.unusable = !record.expected && random() % 2 == 0;
                record.fromIntendedStart = record.duration + std::chrono::microseconds(random() % 20'000);
                record.intendedStart = {
                    .delay = 0ms, .backlog = std::chrono::milliseconds(random() % 9), .expectedInterval = 2ms};
                if (random() % 10 == 0)
                    record.status = 0;
                recorder.request(record, u"error %1"_s.arg(random() % 5));
                recorder.time(MetricId::FsBuyToHold, std::chrono::milliseconds(random() % 900), at);
                recorder.count(MetricId::FsConfirmSuccess, 1, at);
                recorder.rate(MetricId::FsBuySuccessRate, random() % 2 == 0, at);
                recorder.gauge(MetricId::FsStockRemaining, random() % 100, tick * 250ms);
                recorder.journeyStarted(at);
                recorder.journeyEnded(
                    Outcome(random() % outcomeCount), OutcomeReason(random() % outcomeReasonCount), at);
            }
            deltas.push_back(recorder.take());
        }
    }
    return deltas;
}

QString text(const RequestTally &tally)
{
    QString result = u"%1/%2/%3/%4/%5"_s.arg(tally.requests)
                         .arg(tally.failed)
                         .arg(tally.withoutResponse)
                         .arg(tally.unusable)
                         .arg(tally.localFailures);
    for (const auto &[status, n] : tally.byStatus)
        result += u" %1:%2"_s.arg(status).arg(n);
    return result;
}

QString text(const SecondRow::Requests &row)
{
    return u"%1/%2 %3 %4 %5"_s.arg(row.count).arg(row.failed).arg(row.p50).arg(row.p95).arg(row.p99)
        + u" planned %1 %2 %3"_s.arg(row.intendedP50).arg(row.intendedP95).arg(row.intendedP99);
}

/// All that an accumulator tells, as text, so that two can be compared whole.
QStringList describe(const MetricAccumulator &metrics)
{
    QStringList lines;
    for (std::size_t i = 0; i < metrics.table().size(); ++i) {
        const auto index = SeriesTable::Index(i);
        const SeriesValue &value = metrics.total(index);
        lines += u"%1: %2 of %3, %4..%5, %6 = %7, p95 %8"_s.arg(metrics.table().label(index))
                     .arg(value.count)
                     .arg(value.samples)
                     .arg(value.min)
                     .arg(value.max)
                     .arg(value.trend.count())
                     .arg(value.trend.sum())
                     .arg(value.trend.percentile(95));
    }
    for (const auto &names : metrics.tallies()) {
        for (const RequestTally &tally : names)
            lines += text(tally);
    }
    for (const auto &reasons : metrics.outcomes()) {
        for (const quint64 n : reasons)
            lines += QString::number(n);
    }
    lines += u"journeys %1"_s.arg(metrics.journeysStarted());
    for (const FailureGroup &group : metrics.failures())
        lines += u"%1 %2 %3: %4 in %5..%6"_s.arg(toString(group.name))
                     .arg(group.status)
                     .arg(group.message)
                     .arg(group.count)
                     .arg(group.first.count())
                     .arg(group.last.count());
    for (const SecondRow &row : metrics.rows()) {
        lines += u"%1 %2: %3, confirmed %4, %5 started, hold %6 %7, journey %8 %9"_s.arg(row.second)
                     .arg(row.final)
                     .arg(text(row.all))
                     .arg(row.confirmed)
                     .arg(row.journeysStarted)
                     .arg(row.holdP50)
                     .arg(row.holdP95)
                     .arg(row.journeyP50)
                     .arg(row.journeyP95);
        for (const auto &requests : row.byName)
            lines += text(requests);
        for (const auto &reasons : row.outcomes) {
            for (const quint32 n : reasons)
                lines += QString::number(n);
        }
    }
    return lines;
}

} // namespace

class TestMetricAccumulator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsWithNothing();
    void anyOrderGivesTheSame();
    void rowsAddUpToTotals();
    void rowCountsTheLoadOnly();
    void percentilesComeWhenASecondCloses();
    void secondWithoutRequestsHasNoPercentiles();
    void lateDeltaGoesToTheEarliestOpenSecond();
    void lateDeltaAfterTheEnd();
    void rowsHaveNoGaps();
    void engineFillsItsFields();
    void laterGaugeStays_data();
    void laterGaugeStays();
    void keepsTalliesByGroup();
    void sumsOutcomes();
    void sortsAndLimitsFailures();
    void booksAreUnknownUntilSet();
};

void TestMetricAccumulator::startsWithNothing()
{
    MetricAccumulator metrics(makeTable());
    metrics.add(MetricsDelta{});
    metrics.closeAll();
    QVERIFY(metrics.rows().empty());
    QVERIFY(metrics.failures().empty());
    QCOMPARE(metrics.total(MetricId::HttpReqs).samples, quint64(0));
    QCOMPARE(metrics.tally(RunGroup::Load).requests, quint64(0));
}

void TestMetricAccumulator::anyOrderGivesTheSame()
{
    const auto table = makeTable();
    std::vector<MetricsDelta> deltas = simulateWorkers(table);
    QStringList expected;
    std::mt19937 random(7);
    for (int round = 0; round < 5; ++round) {
        MetricAccumulator metrics(table);
        for (const MetricsDelta &delta : deltas)
            metrics.add(delta);
        metrics.closeAll();
        if (round == 0)
            expected = describe(metrics);
        else
            QCOMPARE(describe(metrics), expected);
        std::ranges::shuffle(deltas, random);
    }
    QVERIFY(expected.filter(u"nan").size() < expected.size());
}

void TestMetricAccumulator::rowsAddUpToTotals()
{
    const auto table = makeTable();
    MetricAccumulator metrics(table);
    for (const MetricsDelta &delta : simulateWorkers(table)) {
        metrics.add(delta);
        metrics.closeSecondsBefore(1); // the second worker's first second comes late
    }
    metrics.closeAll();
    quint64 requests = 0;
    quint64 failed = 0;
    quint64 confirmed = 0;
    quint64 started = 0;
    quint64 ended = 0;
    for (const SecondRow &row : metrics.rows()) {
        requests += row.all.count;
        failed += row.all.failed;
        confirmed += row.confirmed;
        started += row.journeysStarted;
        for (const auto &reasons : row.outcomes)
            ended += std::accumulate(reasons.begin(), reasons.end(), quint64(0));
    }
    QCOMPARE(double(requests), metrics.total(MetricId::HttpReqs).count);
    QCOMPARE(requests, metrics.tally(RunGroup::Load).requests);
    QCOMPARE(double(failed), metrics.total(MetricId::HttpReqFailed).count);
    QCOMPARE(failed, metrics.tally(RunGroup::Load).failed);
    QCOMPARE(confirmed, quint64(1200));
    QCOMPARE(started, metrics.journeysStarted());
    QCOMPARE(ended, quint64(1200));
}

void TestMetricAccumulator::rowCountsTheLoadOnly()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    RequestRecord record = buy(0s);
    recorder.request(record);
    record.group = RunGroup::Monitor;
    record.expected = false;
    recorder.request(record);
    MetricAccumulator metrics(table);
    metrics.add(recorder.take());
    const SecondRow &row = metrics.rows()[0];
    QCOMPARE(row.all.count, quint32(1));
    QCOMPARE(row.all.failed, quint32(0));
    QCOMPARE(row.byName[std::size_t(RequestName::Buy)].count, quint32(1));
    QCOMPARE(row.byName[std::size_t(RequestName::Confirm)].count, quint32(0));
}

void TestMetricAccumulator::percentilesComeWhenASecondCloses()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    MetricAccumulator metrics(table);
    for (int i = 1; i <= 101; ++i) {
        RequestRecord record = buy(0s, std::chrono::microseconds(i));
        record.fromIntendedStart = std::chrono::milliseconds(i);
        recorder.request(record);
        recorder.time(MetricId::FsBuyToHold, std::chrono::milliseconds(i), 0s);
        recorder.time(MetricId::FsBuyToHoldLeast, std::chrono::microseconds(10 * i), 0s);
        recorder.time(MetricId::FsJourneyTime, std::chrono::seconds(i), 0s);
        metrics.add(recorder.take());
    }
    recorder.request(buy(1s));
    metrics.add(recorder.take());
    metrics.closeSecondsBefore(0);
    QVERIFY(!metrics.rows()[0].final && std::isnan(metrics.rows()[0].all.p50));

    metrics.closeSecondsBefore(1);
    const SecondRow &row = metrics.rows()[0];
    QVERIFY(row.final);
    const auto isNear = [](float told, double exact) { return std::abs(told - exact) <= 0.001 * exact; };
    for (const SecondRow::Requests &requests : {row.all, row.byName[std::size_t(RequestName::Buy)]}) {
        QVERIFY(isNear(requests.p50, 0.051));
        QVERIFY(isNear(requests.p95, 0.096));
        QVERIFY(isNear(requests.p99, 0.1));
        QVERIFY(
            isNear(requests.intendedP50, 51) && isNear(requests.intendedP95, 96) && isNear(requests.intendedP99, 100));
    }
    QVERIFY(isNear(row.holdP50, 51) && isNear(row.holdP95, 96));
    QVERIFY(isNear(row.holdLeastP50, 0.51) && isNear(row.holdLeastP95, 0.96));
    QVERIFY(isNear(row.journeyP50, 51'000) && isNear(row.journeyP95, 96'000));
    QVERIFY(!metrics.rows()[1].final && std::isnan(metrics.rows()[1].all.p50));
}

void TestMetricAccumulator::secondWithoutRequestsHasNoPercentiles()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    recorder.journeyStarted(0s);
    RequestRecord refused = buy(0s);
    refused.status = 0;
    refused.expected = false;
    recorder.request(refused);
    MetricAccumulator metrics(table);
    metrics.add(recorder.take());
    metrics.closeAll();
    const SecondRow &row = metrics.rows()[0];
    QVERIFY(row.final);
    QCOMPARE(row.all.count, quint32(1));
    QVERIFY(std::isnan(row.all.p50) && std::isnan(row.all.p99) && std::isnan(row.holdP95)
        && std::isnan(row.holdLeastP95) && std::isnan(row.journeyP50));
}

void TestMetricAccumulator::lateDeltaGoesToTheEarliestOpenSecond()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    MetricAccumulator metrics(table);
    recorder.request(buy(0s, 1ms));
    metrics.add(recorder.take());
    metrics.closeSecondsBefore(2);
    const float before = metrics.rows()[0].all.p50;
    recorder.request(buy(0s, 9ms));
    metrics.add(recorder.take());
    metrics.closeAll();
    QCOMPARE(metrics.rows().size(), std::size_t(3));
    QCOMPARE(metrics.rows()[0].all.count, quint32(1));
    QCOMPARE(metrics.rows()[0].all.p50, before);
    QVERIFY(metrics.rows()[1].final);
    QCOMPARE(metrics.rows()[2].all.count, quint32(1));
    QVERIFY(metrics.rows()[2].final && metrics.rows()[2].all.p50 > 8.9F);
    QCOMPARE(metrics.total(MetricId::HttpReqs).count, 2.0);
}

void TestMetricAccumulator::lateDeltaAfterTheEnd()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    MetricAccumulator metrics(table);
    recorder.request(buy(0s));
    metrics.add(recorder.take());
    metrics.closeAll();
    metrics.closeAll();
    recorder.request(buy(0s));
    metrics.add(recorder.take());
    QCOMPARE(metrics.rows().size(), std::size_t(2));
    QVERIFY(!metrics.rows()[1].final);
    metrics.closeAll();
    QVERIFY(metrics.rows()[1].final);
}

void TestMetricAccumulator::rowsHaveNoGaps()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    MetricAccumulator metrics(table);
    recorder.request(buy(4s));
    metrics.add(recorder.take());
    QCOMPARE(metrics.rows().size(), std::size_t(5));
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE(metrics.rows()[i].second, qint64(i));
        QCOMPARE(metrics.rows()[i].all.count, quint32(i == 4 ? 1 : 0));
    }
}

void TestMetricAccumulator::engineFillsItsFields()
{
    MetricAccumulator metrics(makeTable());
    metrics.row(2).vusPlanned = 50;
    metrics.row(2).stock = 7;
    metrics.closeAll();
    QCOMPARE(metrics.rows().size(), std::size_t(3));
    QCOMPARE(metrics.rows()[2].vusPlanned, 50);
    QCOMPARE(metrics.rows()[2].stock, std::optional<qint64>(7));
    QVERIFY(!metrics.rows()[1].stock);
    metrics.row(2).vusActual = 49; // also of a final row
    QCOMPARE(metrics.rows()[2].vusActual, 49);
}

void TestMetricAccumulator::laterGaugeStays_data()
{
    QTest::addColumn<std::chrono::nanoseconds>("firstAt");
    QTest::addColumn<std::chrono::nanoseconds>("secondAt");
    QTest::addColumn<double>("expected");
    QTest::newRow("in order") << 1'000'000ns << 2'000'000ns << 3.0;
    QTest::newRow("late") << 2'000'000ns << 1'000'000ns << 8.0;
    QTest::newRow("at one instant") << 1'000'000ns << 1'000'000ns << 8.0;
}

void TestMetricAccumulator::laterGaugeStays()
{
    QFETCH(std::chrono::nanoseconds, firstAt);
    QFETCH(std::chrono::nanoseconds, secondAt);
    QFETCH(double, expected);
    const auto table = makeTable();
    MetricRecorder recorder(table);
    recorder.gauge(MetricId::FsStockRemaining, 8, firstAt);
    const MetricsDelta first = recorder.take();
    recorder.gauge(MetricId::FsStockRemaining, 3, secondAt);
    const MetricsDelta second = recorder.take();
    MetricAccumulator forward(table);
    forward.add(first);
    forward.add(second);
    MetricAccumulator backward(table);
    backward.add(second);
    backward.add(first);
    for (const MetricAccumulator *metrics : {&forward, &backward}) {
        const SeriesValue &stock = metrics->total(MetricId::FsStockRemaining);
        QCOMPARE(stock.count, expected);
        QCOMPARE(stock.min, 3.0);
        QCOMPARE(stock.max, 8.0);
        QCOMPARE(stock.samples, quint64(2));
    }
}

void TestMetricAccumulator::keepsTalliesByGroup()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    RequestRecord record = buy(0s);
    recorder.request(record);
    record.name = RequestName::Confirm;
    recorder.request(record);
    record.group = RunGroup::Teardown;
    record.status = 500;
    recorder.request(record);
    MetricAccumulator metrics(table);
    metrics.add(recorder.take());
    QCOMPARE(text(metrics.tally(RequestName::Confirm)), u"1/0/0/0/0 200:1"_s);
    QCOMPARE(text(metrics.tally(RequestName::Confirm, RunGroup::Teardown)), u"1/0/0/0/0 500:1"_s);
    QCOMPARE(text(metrics.tally(RunGroup::Load)), u"2/0/0/0/0 200:2"_s);
}

void TestMetricAccumulator::sumsOutcomes()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    recorder.journeyEnded(Outcome::Failed, OutcomeReason::SoldOut, 0s);
    recorder.journeyEnded(Outcome::Failed, OutcomeReason::Network, 1s);
    recorder.journeyEnded(Outcome::Success, OutcomeReason::None, 1s);
    MetricAccumulator metrics(table);
    metrics.add(recorder.take());
    QCOMPARE(metrics.outcomes(Outcome::Failed), quint64(2));
    QCOMPARE(metrics.outcomes(Outcome::Success), quint64(1));
    QCOMPARE(metrics.outcomes(Outcome::GaveUp), quint64(0));
    const auto &row = metrics.rows()[1].outcomes;
    QCOMPARE(row[std::size_t(Outcome::Failed)][std::size_t(OutcomeReason::Network)], quint32(1));
    QCOMPARE(row[std::size_t(Outcome::Failed)][std::size_t(OutcomeReason::SoldOut)], quint32(0));
}

void TestMetricAccumulator::sortsAndLimitsFailures()
{
    MetricAccumulator metrics(makeTable());
    for (int i = 0; i < 1'200; ++i) {
        FailureGroup group;
        group.message = u"error %1"_s.arg(i);
        group.count = i == 700 ? 50 : 2;
        group.first = group.last = std::chrono::seconds(i);
        MetricsDelta delta;
        delta.failures.push_back(group);
        metrics.add(delta);
    }
    const auto failures = metrics.failures();
    QCOMPARE(failures.size(), MetricAccumulator::maxFailureGroups + 1);
    QCOMPARE(failures.front().message, u"error 700"_s);
    QCOMPARE(failures[1].message, u"error 0"_s);
    QVERIFY(failures.back().further);
    QCOMPARE(failures.back().count, quint64(400));
}

void TestMetricAccumulator::booksAreUnknownUntilSet()
{
    MetricAccumulator metrics(makeTable());
    QCOMPARE(metrics.total(MetricId::FsOverbooking).samples, quint64(0));
    metrics.setStockBalance(3, std::nullopt);
    QCOMPARE(metrics.total(MetricId::FsOverbooking).samples, quint64(1));
    QCOMPARE(metrics.total(MetricId::FsOverbooking).count, 3.0);
    QCOMPARE(metrics.total(MetricId::FsUnderselling).samples, quint64(0));
    metrics.setStockBalance(std::nullopt, 0);
    QCOMPARE(metrics.total(MetricId::FsOverbooking).samples, quint64(0));
    QCOMPARE(metrics.total(MetricId::FsUnderselling).samples, quint64(1));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestMetricAccumulator)
#include "tst_metricaccumulator.moc"
