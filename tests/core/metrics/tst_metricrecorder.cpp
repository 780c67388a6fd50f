// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metricrecorder.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const SeriesTable> makeTable()
{
    return std::make_shared<const SeriesTable>(Profile{});
}

RequestRecord answered(RequestName name, quint16 status, std::chrono::nanoseconds ended = 1s)
{
    RequestRecord record;
    record.name = name;
    record.status = status;
    record.ended = ended;
    record.blocked = 1us;
    record.connecting = 0ns;
    record.tlsHandshaking = 0ns;
    record.sending = 10us;
    record.waiting = 5ms;
    record.receiving = 20us;
    record.duration = record.sending + record.waiting + record.receiving;
    record.bytesSent = 150;
    record.bytesReceived = 400;
    return record;
}

RequestRecord refused(std::chrono::nanoseconds ended = 1s)
{
    RequestRecord record;
    record.name = RequestName::Buy;
    record.expected = false;
    record.errorCode = 1212;
    record.ended = ended;
    return record;
}

std::vector<qint64> secondsOf(const MetricsDelta &delta)
{
    std::vector<qint64> seconds;
    for (const SecondDelta &second : delta.seconds)
        seconds.push_back(second.second);
    return seconds;
}

const SeriesValue &seriesOf(const SecondDelta &second, MetricId metric)
{
    return second.series[SeriesTable::indexOf(metric)];
}

} // namespace

class TestMetricRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirstAndAfterTake();
    void countsAnAnsweredRequest();
    void keepsRequestsWithoutResponseOutOfTrends();
    void countsUnexpectedAnswerAsFailed();
    void keepsLocalFailuresFromTheShop();
    void countsUnusableAnswers();
    void timesFromTheIntendedStart_data();
    void timesFromTheIntendedStart();
    void hasNoIntendedStartTimeWithoutStartOrResponse();
    void countsALongBacklogInGroups();
    void leavesOutPartsThatWereNotMeasured();
    void keepsGroupsApart();
    void feedsSelectors();
    void countsValuesByType();
    void gaugeKeepsLastMinAndMax();
    void countsJourneys();
    void putsSamplesIntoTheirSecond();
    void lateSampleGoesToEarliestOpenSecond();
    void openSecondsStayAscending();
    void groupsFailures();
    void limitsFailureGroups();
    void keepsSamplesOnlyWhenAsked();
};

void TestMetricRecorder::isEmptyAtFirstAndAfterTake()
{
    MetricRecorder recorder(makeTable(), true);
    for (int i = 0; i < 2; ++i) {
        const MetricsDelta empty = recorder.take();
        QVERIFY(empty.seconds.empty() && empty.failures.empty() && empty.samples.empty());
        recorder.request(refused());
        const MetricsDelta full = recorder.take();
        QVERIFY(full.seconds.size() == 1 && full.failures.size() == 1 && full.samples.size() == 1);
        QCOMPARE(seriesOf(full.seconds[0], MetricId::HttpReqs).count, 1.0);
    }
}

void TestMetricRecorder::countsAnAnsweredRequest()
{
    MetricRecorder recorder(makeTable());
    recorder.request(answered(RequestName::Buy, 200));
    recorder.request(answered(RequestName::Buy, 409));
    const MetricsDelta delta = recorder.take();
    const SecondDelta &second = delta.seconds.at(0);
    QCOMPARE(seriesOf(second, MetricId::HttpReqs).count, 2.0);
    QCOMPARE(seriesOf(second, MetricId::HttpReqFailed).count, 0.0);
    QCOMPARE(seriesOf(second, MetricId::HttpReqFailed).samples, quint64(2));
    QCOMPARE(seriesOf(second, MetricId::DataSent).count, 300.0);
    QCOMPARE(seriesOf(second, MetricId::DataReceived).count, 800.0);
    const auto max = [&](MetricId metric) { return seriesOf(second, metric).trend.max(); };
    QCOMPARE(max(MetricId::HttpReqDuration), std::chrono::nanoseconds(5'030us));
    QCOMPARE(max(MetricId::HttpReqBlocked), std::chrono::nanoseconds(1us));
    QCOMPARE(max(MetricId::HttpReqSending), std::chrono::nanoseconds(10us));
    QCOMPARE(max(MetricId::HttpReqWaiting), std::chrono::nanoseconds(5ms));
    QCOMPARE(max(MetricId::HttpReqReceiving), std::chrono::nanoseconds(20us));
    QCOMPARE(seriesOf(second, MetricId::HttpReqConnecting).samples, quint64(2)); // measured, as 0
    QCOMPARE(seriesOf(second, MetricId::HttpReqTlsHandshaking).trend.count(), quint64(2));
    QCOMPARE(second.loadDurations[std::size_t(RequestName::Buy)].count(), quint64(2));

    const RequestTally &tally = second.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)];
    QCOMPARE(tally.requests, quint64(2));
    QCOMPARE(tally.failed + tally.withoutResponse + tally.localFailures, quint64(0));
    QCOMPARE(tally.byStatus, (std::map<quint16, quint64>{{200, 1}, {409, 1}}));
    QVERIFY(delta.failures.empty());
}

void TestMetricRecorder::keepsRequestsWithoutResponseOutOfTrends()
{
    MetricRecorder recorder(makeTable());
    RequestRecord record = refused();
    record.connecting = 3ms; // even if some part was measured
    record.duration = 3ms;
    record.bytesSent = 20;
    recorder.request(record, u"connection refused"_s);
    const SecondDelta second = std::move(recorder.take().seconds.at(0));
    for (const MetricInfo &info : allMetrics()) {
        if (info.type == MetricType::Trend)
            QVERIFY2(seriesOf(second, info.id).samples == 0 && seriesOf(second, info.id).trend.isEmpty(),
                qPrintable(info.name.toString()));
    }
    QVERIFY(second.loadDurations[std::size_t(RequestName::Buy)].isEmpty());
    QCOMPARE(seriesOf(second, MetricId::HttpReqs).count, 1.0);
    QCOMPARE(seriesOf(second, MetricId::HttpReqFailed).count, 1.0);
    QCOMPARE(seriesOf(second, MetricId::DataSent).count, 20.0);
    const RequestTally &tally = second.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)];
    QCOMPARE(tally.withoutResponse, quint64(1));
    QCOMPARE(tally.failed, quint64(1));
    QCOMPARE(tally.byStatus, (std::map<quint16, quint64>{{0, 1}}));
}

void TestMetricRecorder::countsUnexpectedAnswerAsFailed()
{
    MetricRecorder recorder(makeTable());
    RequestRecord record = answered(RequestName::Buy, 503);
    record.expected = false;
    recorder.request(record);
    const SecondDelta second = std::move(recorder.take().seconds.at(0));
    QCOMPARE(seriesOf(second, MetricId::HttpReqFailed).count, 1.0);
    QCOMPARE(seriesOf(second, MetricId::HttpReqDuration).samples, quint64(1));
    QCOMPARE(second.requests[0][std::size_t(RequestName::Buy)].failed, quint64(1));
}

void TestMetricRecorder::keepsLocalFailuresFromTheShop()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    RequestRecord record = refused();
    record.localFailure = true;
    recorder.request(record, u"no ports left"_s);
    const MetricsDelta delta = recorder.take();
    const SecondDelta &second = delta.seconds.at(0);
    QCOMPARE(seriesOf(second, MetricId::HttpReqs).count, 1.0);
    QCOMPARE(seriesOf(second, MetricId::HttpReqFailed).samples, quint64(0));
    QCOMPARE(second.series[table->failedSeries(RequestName::Buy)].samples, quint64(0));
    const RequestTally &tally = second.requests[0][std::size_t(RequestName::Buy)];
    QCOMPARE(tally.requests, quint64(1));
    QCOMPARE(tally.localFailures, quint64(1));
    QCOMPARE(tally.withoutResponse, quint64(1));
    QCOMPARE(tally.failed, quint64(0));
    QCOMPARE(delta.failures.size(), std::size_t(1)); // yet it is told
}

void TestMetricRecorder::countsUnusableAnswers()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    RequestRecord record = answered(RequestName::Buy, 200);
    record.expected = false;
    record.unusable = true;
    recorder.request(record, u"the body is empty"_s);
    recorder.request(answered(RequestName::Buy, 200));
    const MetricsDelta delta = recorder.take();
    const RequestTally &tally = delta.seconds.at(0).requests[0][std::size_t(RequestName::Buy)];
    QCOMPARE(tally.requests, quint64(2));
    QCOMPARE(tally.failed, quint64(1));
    QCOMPARE(tally.unusable, quint64(1));
    QCOMPARE(seriesOf(delta.seconds.at(0), MetricId::HttpReqFailed).count, 1.0);
}

void TestMetricRecorder::timesFromTheIntendedStart_data()
{
    QTest::addColumn<int>("backlog"); // ms
    QTest::addColumn<int>("interval");
    QTest::addColumn<QString>("times"); // ms, of a request that took 5 ms from its intended start
    QTest::newRow("in time") << 0 << 0 << u"5"_s;
    QTest::newRow("a pause, in time") << 0 << 2000 << u"5"_s;
    QTest::newRow("one due before") << 1 << 2000 << u"5 6"_s;
    QTest::newRow("one due before by just the interval") << 2000 << 2000 << u"5 2005"_s;
    QTest::newRow("two due before") << 2001 << 2000 << u"5 2006 6"_s;
    QTest::newRow("a stall of 10 s") << 8000 << 2000 << u"5 8005 6005 4005 2005"_s;
    QTest::newRow("a backlog without an interval") << 8000 << 0 << u"5"_s;
}

void TestMetricRecorder::timesFromTheIntendedStart()
{
    QFETCH(int, backlog);
    QFETCH(int, interval);
    QFETCH(QString, times);
    MetricRecorder recorder(makeTable());
    RequestRecord record = answered(RequestName::Buy, 200);
    record.fromIntendedStart = 5ms;
    record.intendedStart = {.delay = 1ms, .backlog = backlog * 1ms, .expectedInterval = interval * 1ms};
    QStringList found;
    record.forEachFromIntendedStart([&found](RequestRecord::Duration time, quint64 count) {
        QCOMPARE(count, quint64(1));
        found << QString::number(time / 1ms);
    });
    QCOMPARE(found.join(u' '), times);

    recorder.request(record);
    const MetricsDelta delta = recorder.take();
    const SecondDelta &second = delta.seconds.at(0);
    const SeriesTable table(Profile{});
    for (const SeriesTable::Index index :
        {SeriesTable::indexOf(MetricId::FsFromIntendedStart), table.fromIntendedStartSeries(RequestName::Buy)}) {
        QCOMPARE(second.series[index].samples, quint64(found.size()));
        QCOMPARE(second.series[index].trend.count(), quint64(found.size()));
        QCOMPARE(second.series[index].trend.min(), std::chrono::nanoseconds(5ms));
    }
    QCOMPARE(second.series[table.fromIntendedStartSeries(RequestName::Confirm)].samples, quint64(0));
    // What was measured stays what it is.
    QCOMPARE(seriesOf(second, MetricId::HttpReqDuration).samples, quint64(1));
    QCOMPARE(seriesOf(second, MetricId::HttpReqs).count, 1.0);
}

void TestMetricRecorder::hasNoIntendedStartTimeWithoutStartOrResponse()
{
    MetricRecorder recorder(makeTable());
    recorder.request(answered(RequestName::Buy, 200));
    RequestRecord lost = refused();
    lost.intendedStart = {.delay = 0ms, .backlog = 8s, .expectedInterval = 2s};
    recorder.request(lost);
    const MetricsDelta delta = recorder.take();
    QCOMPARE(seriesOf(delta.seconds.at(0), MetricId::FsFromIntendedStart).samples, quint64(0));
}

void TestMetricRecorder::countsALongBacklogInGroups()
{
    RequestRecord record = answered(RequestName::Buy, 200);
    record.fromIntendedStart = 1ms;
    record.intendedStart = {.delay = 0ms, .backlog = 60s, .expectedInterval = 1ms};
    Histogram exact;
    exact.record(1ms);
    for (auto time = 60s + 1ms; time > 1ms; time -= 1ms)
        exact.record(time);
    Histogram grouped;
    int calls = 0;
    record.forEachFromIntendedStart([&](RequestRecord::Duration time, quint64 count) {
        ++calls;
        grouped.record(time, count);
    });
    QVERIFY2(calls <= 257, qPrintable(QString::number(calls)));
    QCOMPARE(grouped.count(), exact.count());
    for (const double p : {1., 50., 95., 99.})
        QVERIFY(std::abs(grouped.percentile(p) - exact.percentile(p)) <= 0.004 * 60e9);
}

void TestMetricRecorder::leavesOutPartsThatWereNotMeasured()
{
    MetricRecorder recorder(makeTable());
    RequestRecord record = answered(RequestName::Buy, 200);
    record.blocked = record.sending = RequestRecord::absent;
    recorder.request(record);
    record.duration = RequestRecord::absent;
    recorder.request(record);
    const SecondDelta second = std::move(recorder.take().seconds.at(0));
    QCOMPARE(seriesOf(second, MetricId::HttpReqBlocked).samples, quint64(0));
    QCOMPARE(seriesOf(second, MetricId::HttpReqSending).trend.count(), quint64(0));
    QCOMPARE(seriesOf(second, MetricId::HttpReqWaiting).samples, quint64(2));
    QCOMPARE(seriesOf(second, MetricId::HttpReqDuration).samples, quint64(1));
    QCOMPARE(second.loadDurations[std::size_t(RequestName::Buy)].count(), quint64(1));
}

void TestMetricRecorder::keepsGroupsApart()
{
    const auto table = makeTable();
    MetricRecorder recorder(table);
    for (const RunGroup group : besideLoad) {
        RequestRecord record = answered(RequestName::SaleStatus, 500);
        record.expected = false;
        record.group = group;
        recorder.request(record);
    }
    recorder.count(MetricId::FsBuyAttempts, 1, 1s, RunGroup::Setup);
    const SecondDelta second = std::move(recorder.take().seconds.at(0));
    for (std::size_t i = 0; i < second.series.size(); ++i) {
        const QString label = table->label(SeriesTable::Index(i));
        const bool isGroups = label.startsWith(u"http_reqs{group:::");
        QVERIFY2(second.series[i].samples == (isGroups ? 1 : 0), qPrintable(label));
    }
    QVERIFY(second.loadDurations[std::size_t(RequestName::SaleStatus)].isEmpty());
    QCOMPARE(second.requests[std::size_t(RunGroup::Load)][0].requests, quint64(0));
    QCOMPARE(second.requests[std::size_t(RunGroup::Monitor)][0].failed, quint64(1));
}

void TestMetricRecorder::feedsSelectors()
{
    const auto table = std::make_shared<const SeriesTable>(
        QList<MetricThresholds>{{u"http_req_waiting{name:buy,status:409}"_s, {}}}, SeriesTable::Tags{});
    MetricRecorder recorder(table);
    recorder.request(answered(RequestName::Buy, 200));
    recorder.request(answered(RequestName::Buy, 409));
    recorder.request(answered(RequestName::Confirm, 409));
    recorder.request(answered(RequestName::Buy, 409));
    const SecondDelta second = std::move(recorder.take().seconds.at(0));
    QCOMPARE(second.series[*table->find(u"http_req_waiting{name:buy,status:409}")].trend.count(), quint64(2));
    QCOMPARE(second.series[table->requestSeries(RequestName::Buy)].count, 3.0);
    QCOMPARE(second.series[table->requestSeries(RequestName::Confirm)].count, 1.0);
    QCOMPARE(second.series[table->durationSeries(RequestName::Buy)].trend.count(), quint64(3));
}

void TestMetricRecorder::countsValuesByType()
{
    MetricRecorder recorder(makeTable());
    recorder.count(MetricId::FsBuyAttempts, 2, 1s);
    recorder.count(MetricId::FsBuyAttempts, 0.5, 1s);
    recorder.time(MetricId::FsJourneyTime, 1500ms, 1s);
    recorder.rate(MetricId::FsBuySuccessRate, true, 1s);
    recorder.rate(MetricId::FsBuySuccessRate, false, 1s);
    const SecondDelta second = std::move(recorder.take().seconds.at(0));
    QCOMPARE(seriesOf(second, MetricId::FsBuyAttempts).count, 2.5);
    QCOMPARE(seriesOf(second, MetricId::FsBuyAttempts).samples, quint64(2));
    QCOMPARE(seriesOf(second, MetricId::FsJourneyTime).trend.max(), std::chrono::nanoseconds(1500ms));
    QCOMPARE(seriesOf(second, MetricId::FsJourneyTime).samples, quint64(1));
    QCOMPARE(seriesOf(second, MetricId::FsBuySuccessRate).count, 1.0);
    QCOMPARE(seriesOf(second, MetricId::FsBuySuccessRate).samples, quint64(2));
}

void TestMetricRecorder::gaugeKeepsLastMinAndMax()
{
    MetricRecorder recorder(makeTable());
    for (const auto &[value, at] : {std::pair(5., 1'000ms), {9., 1'100ms}, {2., 1'200ms}, {4., 1'300ms}})
        recorder.gauge(MetricId::Vus, value, at);
    const SecondDelta second = std::move(recorder.take().seconds.at(0));
    const SeriesValue &vus = seriesOf(second, MetricId::Vus);
    QCOMPARE(vus.count, 4.0);
    QCOMPARE(vus.min, 2.0);
    QCOMPARE(vus.max, 9.0);
    QCOMPARE(vus.samples, quint64(4));
    QCOMPARE(vus.at, std::chrono::nanoseconds(1'300ms));
}

void TestMetricRecorder::countsJourneys()
{
    MetricRecorder recorder(makeTable());
    recorder.journeyStarted(1s);
    recorder.journeyStarted(1s);
    recorder.journeyEnded(Outcome::Failed, OutcomeReason::SoldOut, 2s);
    const MetricsDelta delta = recorder.take();
    QCOMPARE(secondsOf(delta), (std::vector<qint64>{1, 2}));
    QCOMPARE(delta.seconds[0].journeysStarted, quint64(2));
    QCOMPARE(delta.seconds[1].outcomes[std::size_t(Outcome::Failed)][std::size_t(OutcomeReason::SoldOut)], quint64(1));
    QCOMPARE(seriesOf(delta.seconds[1], MetricId::FsJourneys).samples, quint64(0));
}

void TestMetricRecorder::putsSamplesIntoTheirSecond()
{
    MetricRecorder recorder(makeTable());
    recorder.request(answered(RequestName::Buy, 200, 0ns));
    recorder.request(answered(RequestName::Buy, 200, 999'999'999ns));
    recorder.request(answered(RequestName::Buy, 200, 1s));
    recorder.request(answered(RequestName::Buy, 200, 3s));
    recorder.request(answered(RequestName::Buy, 200, 500ms)); // late, but its second is still open
    const MetricsDelta delta = recorder.take();
    QCOMPARE(secondsOf(delta), (std::vector<qint64>{0, 1, 3}));
    QCOMPARE(seriesOf(delta.seconds[0], MetricId::HttpReqs).count, 3.0);
    QCOMPARE(seriesOf(delta.seconds[1], MetricId::HttpReqs).count, 1.0);
    QCOMPARE(seriesOf(delta.seconds[2], MetricId::HttpReqs).count, 1.0);
}

void TestMetricRecorder::lateSampleGoesToEarliestOpenSecond()
{
    MetricRecorder recorder(makeTable());
    recorder.request(answered(RequestName::Buy, 200, 5s));
    recorder.take();
    recorder.request(answered(RequestName::Buy, 200, 6s));
    recorder.request(answered(RequestName::Buy, 200, 7s));
    recorder.request(answered(RequestName::Buy, 200, 5'900ms));
    const MetricsDelta delta = recorder.take();
    QCOMPARE(secondsOf(delta), (std::vector<qint64>{6, 7}));
    QCOMPARE(seriesOf(delta.seconds[0], MetricId::HttpReqs).count, 2.0);
}

void TestMetricRecorder::openSecondsStayAscending()
{
    MetricRecorder recorder(makeTable());
    for (const auto at : {2s, 9s, 5s, 9s, 2s})
        recorder.journeyStarted(at);
    const MetricsDelta delta = recorder.take();
    QCOMPARE(secondsOf(delta), (std::vector<qint64>{2, 5, 9}));
    QCOMPARE(delta.seconds[0].journeysStarted, quint64(2));
    QCOMPARE(delta.seconds[1].journeysStarted, quint64(1));
    QCOMPARE(delta.seconds[2].journeysStarted, quint64(2));
}

void TestMetricRecorder::groupsFailures()
{
    MetricRecorder recorder(makeTable());
    recorder.request(refused(3s), u"refused\nby peer"_s);
    recorder.request(refused(4s), u"refused\nby peer"_s);
    recorder.request(answered(RequestName::Buy, 200), u"not a failure"_s);
    const auto failures = recorder.take().failures;
    QCOMPARE(failures.size(), std::size_t(1));
    QCOMPARE(toString(failures[0].name), u"buy"_s);
    QCOMPARE(failures[0].status, quint16(0));
    QCOMPARE(failures[0].errorCode, quint16(1212));
    QCOMPARE(failures[0].message, u"refused by peer"_s);
    QCOMPARE(failures[0].count, quint64(2));
    QCOMPARE(failures[0].first, std::chrono::nanoseconds(3s));
    QCOMPARE(failures[0].last, std::chrono::nanoseconds(4s));
}

void TestMetricRecorder::limitsFailureGroups()
{
    MetricRecorder recorder(makeTable());
    for (int i = 0; i < 350; ++i)
        recorder.request(refused(), u"order %1 failed"_s.arg(i));
    const auto failures = recorder.take().failures;
    QCOMPARE(failures.size(), MetricRecorder::maxFailureGroups + 1);
    QVERIFY(failures.back().further);
    QCOMPARE(failures.back().count, quint64(150));
}

void TestMetricRecorder::keepsSamplesOnlyWhenAsked()
{
    for (const bool keep : {false, true}) {
        MetricRecorder recorder(makeTable(), keep);
        recorder.request(refused(2s), u"bad\u0007"_s);
        recorder.time(MetricId::FsJourneyTime, 1500us, 3s);
        recorder.count(MetricId::FsJourneys, 2, 4s, RunGroup::Teardown);
        recorder.rate(MetricId::Checks, false, 5s);
        recorder.gauge(MetricId::Vus, 7, 6s);
        const auto samples = recorder.take().samples;
        if (!keep) {
            QVERIFY(samples.empty());
            continue;
        }
        QCOMPARE(samples.size(), std::size_t(5));
        QCOMPARE(std::get<RequestSample>(samples[0]).record.errorCode, quint16(1212));
        QCOMPARE(std::get<RequestSample>(samples[0]).errorText, u"bad\u2407"_s);
        const auto value = [&](std::size_t i) { return std::get<ValueSample>(samples[i]); };
        QCOMPARE(value(1).metric, MetricId::FsJourneyTime);
        QCOMPARE(value(1).value, 1.5);
        QCOMPARE(value(1).at, std::chrono::nanoseconds(3s));
        QCOMPARE(value(2).value, 2.0);
        QCOMPARE(value(2).group, RunGroup::Teardown);
        QCOMPARE(value(3).value, 0.0);
        QCOMPARE(value(4).value, 7.0);
    }
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestMetricRecorder)
#include "tst_metricrecorder.moc"
