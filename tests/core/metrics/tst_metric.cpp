// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metric.h"
#include "core/metrics/outcome.h"
#include "core/metrics/requestrecord.h"
#include "core/metrics/seriestable.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestMetric : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void metricsAreKnownByName();
    void metricsHaveK6Types_data();
    void metricsHaveK6Types();
    void requestNamesRoundTrip();
    void callsHaveTheirMethod();
    void outcomesRoundTrip();
    void tagsAreK6s();
};

void TestMetric::metricsAreKnownByName()
{
    for (const MetricInfo &info : allMetrics()) {
        QCOMPARE(&metricInfo(info.id), &info);
        QCOMPARE(metricByName(info.name), std::optional(info.id));
    }
    QVERIFY(!metricByName(u"http_req"));
    QVERIFY(!metricByName(u""));
    QVERIFY(!metricByName(u"HTTP_REQS"));
}

void TestMetric::metricsHaveK6Types_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("contains");
    const auto row = [](const char *name, MetricType type, MetricContains contains) {
        QTest::newRow(name) << QString::fromLatin1(name) << int(type) << int(contains);
    };
    row("http_reqs", MetricType::Counter, MetricContains::Default);
    row("http_req_duration", MetricType::Trend, MetricContains::Time);
    row("http_req_tls_handshaking", MetricType::Trend, MetricContains::Time);
    row("http_req_failed", MetricType::Rate, MetricContains::Default);
    row("checks", MetricType::Rate, MetricContains::Default);
    row("data_sent", MetricType::Counter, MetricContains::Data);
    row("data_received", MetricType::Counter, MetricContains::Data);
    row("iteration_duration", MetricType::Trend, MetricContains::Time);
    row("vus", MetricType::Gauge, MetricContains::Default);
    row("fs_buy_attempts", MetricType::Counter, MetricContains::Default);
    row("fs_r_buy_success", MetricType::Rate, MetricContains::Default);
    row("fs_t_journey", MetricType::Trend, MetricContains::Time);
    row("fs_t_since_planned", MetricType::Trend, MetricContains::Time);
    row("fs_stock_remaining", MetricType::Gauge, MetricContains::Default);
    row("fs_overbooking", MetricType::Gauge, MetricContains::Default);
}

void TestMetric::metricsHaveK6Types()
{
    QFETCH(QString, name);
    QFETCH(int, type);
    QFETCH(int, contains);
    const auto id = metricByName(name);
    QVERIFY(id);
    QCOMPARE(int(metricInfo(*id).type), type);
    QCOMPARE(int(metricInfo(*id).contains), contains);
}

void TestMetric::requestNamesRoundTrip()
{
    for (std::size_t i = 0; i < requestNameCount; ++i)
        QCOMPARE(requestNameFromString(toString(RequestName(i))), std::optional(RequestName(i)));
    QCOMPARE(toString(RequestName::OrdersByEmail), u"orders_by_email"_s);
    QVERIFY(!requestNameFromString(u"Buy"));
}

void TestMetric::callsHaveTheirMethod()
{
    for (const RequestName read :
        {RequestName::SaleStatus, RequestName::Position, RequestName::OrdersByEmail, RequestName::OrdersAdminList})
        QCOMPARE(methodOf(read), u"GET"_s);
    for (const RequestName write :
        {RequestName::Buy, RequestName::Confirm, RequestName::SignUp, RequestName::SignIn, RequestName::SaleCreate})
        QCOMPARE(methodOf(write), u"POST"_s);
}

void TestMetric::outcomesRoundTrip()
{
    for (std::size_t i = 0; i < outcomeCount; ++i)
        QCOMPARE(outcomeFromString(toString(Outcome(i))), std::optional(Outcome(i)));
    for (std::size_t i = 0; i < outcomeReasonCount; ++i)
        QCOMPARE(outcomeReasonFromString(toString(OutcomeReason(i))), std::optional(OutcomeReason(i)));
    QCOMPARE(toString(Outcome::GaveUp), u"gaveUp"_s);
    QCOMPARE(toString(OutcomeReason::None), u""_s);
    QCOMPARE(toString(OutcomeReason::SoldOut), u"soldOut"_s);
    QCOMPARE(toString(OutcomeReason::Network), u"network"_s);
    QVERIFY(!outcomeFromString(u"won"));
    QVERIFY(!outcomeReasonFromString(u"rain"));
}

void TestMetric::tagsAreK6s()
{
    QCOMPARE(groupTag(RunGroup::Load), u""_s);
    QCOMPARE(groupTag(RunGroup::Setup), u"::setup"_s);
    QCOMPARE(groupTag(RunGroup::Monitor), u"::monitor"_s);
    QCOMPARE(groupTag(RunGroup::Teardown), u"::teardown"_s);
    QCOMPARE(groupTag(RunGroup::Probe), u"::probe"_s);
    QCOMPARE(protocolTag(11), u"HTTP/1.1"_s);
    QCOMPARE(protocolTag(20), u"HTTP/2.0"_s);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestMetric)
#include "tst_metric.moc"
