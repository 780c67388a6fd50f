// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metricrecorder.h"
#include "core/verdict/thresholds.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using State = ThresholdResult::State;

namespace {

QList<MetricThresholds> rule(const QString &metric, const QString &expression)
{
    return {{metric, {{expression}}}};
}

/// A run of 10 s: 100 buys with 1…100 ms, of which 2 fail, a few values, and nothing of confirm.
MetricAccumulator measuredRun(const std::shared_ptr<const SeriesTable> &table)
{
    MetricRecorder recorder(table);
    for (int i = 1; i <= 100; ++i) {
        RequestRecord record;
        record.name = RequestName::Buy;
        record.status = i <= 2 ? 503 : 200;
        record.expected = i > 2;
        record.duration = std::chrono::milliseconds(i);
        recorder.request(record);
    }
    recorder.count(MetricId::FsBuyAttempts, 250, 1s);
    recorder.gauge(MetricId::Vus, 20, 1s);
    recorder.gauge(MetricId::Vus, 8, 2s);
    MetricAccumulator metrics(table);
    metrics.add(recorder.take());
    return metrics;
}

ThresholdResult evaluateOne(const QString &metric, const QString &expression)
{
    const auto thresholds = rule(metric, expression);
    const auto table = std::make_shared<const SeriesTable>(thresholds, SeriesTable::Tags{});
    const auto results = ThresholdEvaluator(thresholds, *table).evaluate(measuredRun(table), 10s);
    return results.at(0);
}

} // namespace

class TestThresholds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void withoutSamplesThereIsNoData_data();
    void withoutSamplesThereIsNoData();
    void counterRateNeedsTime();
    void neverPassesWhatItCannotRead_data();
    void neverPassesWhatItCannotRead();
    void keepsTheProfilesOrderAndSettings();
    void carriesTheBooks();
    void profileMayRuleTheBooks();
    void abortsAfterItsDelay_data();
    void abortsAfterItsDelay();
    void statesHaveNames();
};

void TestThresholds::judges_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<State>("state");
    QTest::addColumn<double>("actual");
    const auto row = [](const char *metric, const char *expression, State state, double actual) {
        QTest::addRow("%s: %s", metric, expression)
            << QString::fromLatin1(metric) << QString::fromLatin1(expression) << state << actual;
    };
    row("http_reqs", "count>=100", State::Pass, 100);
    row("http_reqs", "count<100", State::Fail, 100);
    row("http_reqs", "count==100", State::Pass, 100);
    row("http_reqs", "count!=100", State::Fail, 100);
    row("http_reqs", "rate>9.9", State::Pass, 10);
    row("fs_buy_attempts", "rate===25", State::Pass, 25);
    row("http_req_failed", "rate<0.02", State::Fail, 0.02);
    row("http_req_failed", "rate<=0.02", State::Pass, 0.02);
    row("http_req_failed{name:buy}", "rate<0.01", State::Fail, 0.02);
    row("vus", "value<10", State::Pass, 8);
    row("vus", "value>10", State::Fail, 8);
    row("http_req_duration", "avg<51", State::Pass, 50.5);
    row("http_req_duration", "min>=1", State::Pass, 1);
    row("http_req_duration", "max<100", State::Fail, 100);
    row("http_req_duration", "med<51", State::Pass, 50.5);
    row("http_req_duration", "p(95)<95", State::Fail, 95.05);
    row("http_req_duration", "p(95)<96", State::Pass, 95.05);
    row("http_req_duration", "p(99)<5000", State::Pass, 99.01);
    row("http_req_duration", "p(0)<2", State::Pass, 1);
    row("http_req_duration", "p(100)<100.5", State::Pass, 100);
    row("http_req_duration{name:buy}", "p(50)<50", State::Fail, 50.5);
    row("http_req_duration{status:503}", "max<=2", State::Pass, 2);
    row("http_req_duration{expected_response:true}", "min>2.5", State::Pass, 3);
}

void TestThresholds::judges()
{
    QFETCH(QString, metric);
    QFETCH(QString, expression);
    QFETCH(State, state);
    QFETCH(double, actual);
    const ThresholdResult result = evaluateOne(metric, expression);
    QCOMPARE(result.metric, metric);
    QCOMPARE(result.expression, expression);
    QVERIFY(result.actual);
    QVERIFY2(std::abs(*result.actual - actual) <= 0.001 * actual, qPrintable(QString::number(*result.actual)));
    QCOMPARE(toString(result.state), toString(state));
}

void TestThresholds::withoutSamplesThereIsNoData_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<QString>("expression");
    QTest::newRow("counter") << u"fs_give_ups"_s << u"count<5"_s;
    QTest::newRow("counter's rate") << u"fs_give_ups"_s << u"rate<5"_s;
    QTest::newRow("rate") << u"checks"_s << u"rate>=0.9"_s;
    QTest::newRow("gauge") << u"fs_stock_remaining"_s << u"value==0"_s;
    QTest::newRow("trend") << u"fs_t_journey"_s << u"p(95)<1"_s;
    QTest::newRow("selector without a match") << u"http_req_duration{name:confirm}"_s << u"p(95)<1"_s;
    QTest::newRow("selector with an unknown tag") << u"http_req_failed{vu:1}"_s << u"rate<1"_s;
    QTest::newRow("another group") << u"http_reqs{group:::teardown}"_s << u"count<1"_s;
}

void TestThresholds::withoutSamplesThereIsNoData()
{
    QFETCH(QString, metric);
    QFETCH(QString, expression);
    const ThresholdResult result = evaluateOne(metric, expression);
    QCOMPARE(toString(result.state), u"noData"_s);
    QVERIFY(!result.actual);
    QVERIFY(result.note.isEmpty());
}

void TestThresholds::counterRateNeedsTime()
{
    const auto thresholds = rule(u"http_reqs"_s, u"rate>1"_s);
    const auto table = std::make_shared<const SeriesTable>(thresholds, SeriesTable::Tags{});
    const auto result = ThresholdEvaluator(thresholds, *table).evaluate(measuredRun(table), 0s).at(0);
    QCOMPARE(toString(result.state), u"noData"_s);
    QVERIFY(!result.actual);
}

void TestThresholds::neverPassesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown metric") << u"http_requests"_s << u"count>0"_s << u"http_requests"_s;
    QTest::newRow("selector without end") << u"http_reqs{name:buy"_s << u"count>0"_s << u"http_reqs{name:buy"_s;
    QTest::newRow("no expression") << u"http_reqs"_s << u"many"_s << QString();
    QTest::newRow("aggregation of another type") << u"http_reqs"_s << u"p(95)<1"_s << u"http_reqs"_s;
    QTest::newRow("count of a trend") << u"http_req_duration"_s << u"count>0"_s << u"http_req_duration"_s;
    QTest::newRow("value of a rate") << u"http_req_failed"_s << u"value<1"_s << u"http_req_failed"_s;
}

void TestThresholds::neverPassesWhatItCannotRead()
{
    QFETCH(QString, metric);
    QFETCH(QString, expression);
    QFETCH(QString, named);
    const ThresholdResult result = evaluateOne(metric, expression);
    QCOMPARE(toString(result.state), u"noData"_s);
    QVERIFY(!result.actual);
    QVERIFY(!result.note.isEmpty());
    QVERIFY2(result.note.contains(named), qPrintable(result.note));
}

void TestThresholds::keepsTheProfilesOrderAndSettings()
{
    const QList<MetricThresholds> thresholds{
        {u"http_req_failed"_s, {{u"rate<0.01"_s, true, 5s}}},
        {u"http_req_duration"_s, {{u"p(99)<5000"_s}, {u"p(95)<2000"_s}}},
    };
    const auto table = std::make_shared<const SeriesTable>(thresholds, SeriesTable::Tags{});
    const auto results = ThresholdEvaluator(thresholds, *table).evaluate(measuredRun(table), 10s);
    QStringList expressions;
    for (const ThresholdResult &result : results)
        expressions += result.metric + u' ' + result.expression;
    QCOMPARE(expressions,
        QStringList({u"http_req_failed rate<0.01"_s, u"http_req_duration p(99)<5000"_s,
            u"http_req_duration p(95)<2000"_s, u"fs_overbooking value==0"_s, u"fs_underselling value==0"_s}));
    QVERIFY(results[0].abortOnFail);
    QCOMPARE(results[0].delayAbortEval, std::chrono::milliseconds(5s));
    QVERIFY(!results[1].abortOnFail);
}

void TestThresholds::carriesTheBooks()
{
    const auto table = std::make_shared<const SeriesTable>(QList<MetricThresholds>{}, SeriesTable::Tags{});
    const ThresholdEvaluator evaluator({}, *table);
    MetricAccumulator metrics = measuredRun(table);
    const auto states = [&] {
        const auto results = evaluator.evaluate(metrics, 10s);
        return results.size() == 2 ? std::vector{results[0].state, results[1].state} : std::vector<State>{};
    };
    QCOMPARE(states(), std::vector({State::NoData, State::NoData}));
    metrics.setStockBalance(0, 0);
    QCOMPARE(states(), std::vector({State::Pass, State::Pass}));
    metrics.setStockBalance(3, 0);
    QCOMPARE(states(), std::vector({State::Fail, State::Pass}));
    metrics.setStockBalance(0, std::nullopt);
    QCOMPARE(states(), std::vector({State::Pass, State::NoData}));
}

void TestThresholds::profileMayRuleTheBooks()
{
    const auto thresholds = rule(u"fs_underselling"_s, u"value<=2"_s);
    const auto table = std::make_shared<const SeriesTable>(thresholds, SeriesTable::Tags{});
    MetricAccumulator metrics(table);
    metrics.setStockBalance(0, 2);
    const auto results = ThresholdEvaluator(thresholds, *table).evaluate(metrics, 10s);
    QCOMPARE(results.size(), std::size_t(2));
    QCOMPARE(results[0].metric, u"fs_underselling"_s);
    QCOMPARE(toString(results[0].state), u"pass"_s);
    QCOMPARE(results[1].metric, u"fs_overbooking"_s);
}

void TestThresholds::abortsAfterItsDelay_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("abortOnFail");
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::addColumn<bool>("aborts");
    QTest::newRow("failed") << State::Fail << true << 0ms << true;
    QTest::newRow("not asked for") << State::Fail << false << 0ms << false;
    QTest::newRow("passed") << State::Pass << true << 0ms << false;
    QTest::newRow("no data") << State::NoData << true << 0ms << false;
    QTest::newRow("delay is over") << State::Fail << true << 3999ms << true;
    QTest::newRow("delay ends now") << State::Fail << true << 4000ms << false;
    QTest::newRow("delay is to come") << State::Fail << true << 60'000ms << false;
}

void TestThresholds::abortsAfterItsDelay()
{
    QFETCH(State, state);
    QFETCH(bool, abortOnFail);
    QFETCH(std::chrono::milliseconds, delay);
    QFETCH(bool, aborts);
    std::vector<ThresholdResult> results(2);
    results[0].state = State::Pass;
    results[1].state = state;
    results[1].abortOnFail = abortOnFail;
    results[1].delayAbortEval = delay;
    QCOMPARE(ThresholdEvaluator::wantsAbort(results, 4s), aborts);
    QVERIFY(!ThresholdEvaluator::wantsAbort({}, 4s));
}

void TestThresholds::statesHaveNames()
{
    QCOMPARE(toString(State::Pass), u"pass"_s);
    QCOMPARE(toString(State::Fail), u"fail"_s);
    QCOMPARE(toString(State::NoData), u"noData"_s);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestThresholds)
#include "tst_thresholds.moc"
