// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/seriestable.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

SeriesTable tableWith(const QString &selector, const SeriesTable::Tags &runTags = {})
{
    return SeriesTable({{selector, {{u"count>0"_s}}}}, runTags);
}

QStringList labels(const SeriesTable &table, const std::vector<SeriesTable::Index> &indexes)
{
    QStringList result;
    for (const auto index : indexes)
        result.append(table.label(index));
    result.sort();
    return result;
}

} // namespace

class TestSeriesTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsAllMetricsInOrder();
    void holdsTheBuiltInSelectors();
    void findsHoweverItIsWritten();
    void addsWhatThresholdsName();
    void passesOverWhatIsNoSelector();
    void matchesRequests_data();
    void matchesRequests();
    void requestWithoutResponseHasFewerTags();
    void onlyTheLoadHasAScenario();
    void matchesRequestsOfEachGroup();
    void matchesValues_data();
    void matchesValues();
    void keyTellsApartWhatMatchesDifferently();
};

void TestSeriesTable::holdsAllMetricsInOrder()
{
    const SeriesTable table(Profile{});
    for (const MetricInfo &info : allMetrics()) {
        const auto index = SeriesTable::indexOf(info.id);
        QCOMPARE(table.metric(index), info.id);
        QCOMPARE(table.label(index), info.name.toString());
        QVERIFY(table.tags(index).isEmpty());
        QCOMPARE(table.find(info.name), std::optional(index));
    }
}

void TestSeriesTable::holdsTheBuiltInSelectors()
{
    const SeriesTable table(Profile{});
    for (std::size_t i = 0; i < requestNameCount; ++i) {
        const auto name = RequestName(i);
        QCOMPARE(table.label(table.requestSeries(name)), u"http_reqs{name:%1}"_s.arg(toString(name)));
        QCOMPARE(table.label(table.failedSeries(name)), u"http_req_failed{name:%1}"_s.arg(toString(name)));
        QCOMPARE(table.label(table.durationSeries(name)), u"http_req_duration{name:%1}"_s.arg(toString(name)));
        QCOMPARE(
            table.label(table.fromIntendedStartSeries(name)), u"fs_t_since_planned{name:%1}"_s.arg(toString(name)));
    }
    for (const auto &label : {u"http_req_duration{expected_response:true}"_s, u"http_reqs{group:::setup}"_s,
             u"http_reqs{group:::monitor}"_s, u"http_reqs{group:::probe}"_s, u"http_reqs{group:::teardown}"_s}) {
        const auto index = table.find(label);
        QVERIFY2(index, qPrintable(label));
        QCOMPARE(table.label(*index), label);
    }
}

void TestSeriesTable::findsHoweverItIsWritten()
{
    const SeriesTable table = tableWith(u"http_req_duration{status:200,name:buy}"_s);
    const auto index = table.find(u"http_req_duration{name:buy,status:200}");
    QVERIFY(index);
    QCOMPARE(table.find(u"http_req_duration{ status : \"200\" , name:'buy' }"), index);
    QCOMPARE(table.label(*index), u"http_req_duration{name:buy,status:200}"_s);
    QVERIFY(!table.find(u"http_req_duration{name:buy,status:201}"));
    QVERIFY(!table.find(u"http_req_durations"));
    QVERIFY(!table.find(u"http_req_duration{name:buy"));
}

void TestSeriesTable::addsWhatThresholdsName()
{
    const std::size_t builtIn = SeriesTable({}, {}).size();
    const SeriesTable table(
        {{u"http_req_duration{name:buy}"_s, {{u"p(95)<1"_s}}}, {u"http_reqs{status:503}"_s, {{u"count<1"_s}}},
            {u"http_reqs{ status:503 }"_s, {{u"count<2"_s}}}},
        {});
    QCOMPARE(table.size(), builtIn + 1);
    QCOMPARE(table.metric(*table.find(u"http_reqs{status:503}")), MetricId::HttpReqs);
}

void TestSeriesTable::passesOverWhatIsNoSelector()
{
    const std::size_t builtIn = SeriesTable({}, {}).size();
    for (const QString &bad : {u"no_such_metric{name:buy}"_s, u"http_reqs{name"_s, QString()})
        QCOMPARE(tableWith(bad).size(), builtIn);
}

void TestSeriesTable::matchesRequests_data()
{
    QTest::addColumn<QString>("selector");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *selector, bool matches) {
        QTest::newRow(selector) << QString::fromUtf8(selector) << matches;
    };
    // Held against a buy of the load that was answered 503 over HTTP/1.1, in a run with the tags env and name.
    row("http_reqs", true);
    row("http_reqs{name:buy}", true);
    row("http_reqs{name:confirm}", false);
    row("http_reqs{url:buy}", true);
    row("http_reqs{method:POST}", true);
    row("http_reqs{method:GET}", false);
    row("http_reqs{status:503}", true);
    row("http_reqs{status:50}", false);
    row("http_reqs{error_code:1503}", true);
    row("http_reqs{error_code:1050}", false);
    row("http_reqs{expected_response:false}", true);
    row("http_reqs{expected_response:true}", false);
    row("http_reqs{proto:HTTP/1.1}", true);
    row("http_reqs{proto:HTTP/2.0}", false);
    row("http_reqs{scenario:default}", true);
    row("http_reqs{scenario:other}", false);
    row("http_reqs{group:::setup}", false);
    row("http_reqs{env:staging}", true);
    row("http_reqs{env:live}", false);
    row("http_reqs{name:from the run}", false);
    row("http_reqs{vu:1}", false);
    row("http_reqs{name:buy,status:503}", true);
    row("http_reqs{name:buy,status:200}", false);
    row("http_req_waiting{name:buy}", true);
    row("data_sent{name:buy}", true);
    row("fs_buy_attempts", false);
}

void TestSeriesTable::matchesRequests()
{
    QFETCH(QString, selector);
    QFETCH(bool, matches);
    const SeriesTable table = tableWith(selector, {{u"env"_s, u"staging"_s}, {u"name"_s, u"from the run"_s}});
    RequestRecord record;
    record.name = RequestName::Buy;
    record.status = 503;
    record.errorCode = 1503;
    record.expected = false;
    const auto index = table.find(selector);
    QVERIFY(index);
    const auto matching = table.matching(record);
    QCOMPARE(std::ranges::count(matching, *index), matches ? 1 : 0);
}

void TestSeriesTable::requestWithoutResponseHasFewerTags()
{
    RequestRecord record; // neither a status nor an error code
    for (const QString &selector : {u"http_reqs{proto:HTTP/1.1}"_s, u"http_reqs{error_code:0}"_s}) {
        const SeriesTable table = tableWith(selector);
        QCOMPARE(std::ranges::count(table.matching(record), *table.find(selector)), 0);
    }
    const SeriesTable table = tableWith(u"http_reqs{status:0}"_s);
    QCOMPARE(std::ranges::count(table.matching(record), *table.find(u"http_reqs{status:0}")), 1);
}

void TestSeriesTable::onlyTheLoadHasAScenario()
{
    const QString selector = u"http_reqs{group:::setup,scenario:default}"_s;
    const SeriesTable table = tableWith(selector);
    RequestRecord record;
    record.group = RunGroup::Setup;
    QCOMPARE(labels(table, table.matching(record)), QStringList({u"http_reqs{group:::setup}"_s}));
}

void TestSeriesTable::matchesRequestsOfEachGroup()
{
    const SeriesTable table = tableWith(u"http_req_duration{group:::setup,name:signup}"_s);
    RequestRecord record;
    record.name = RequestName::SignUp;
    record.status = 201;
    record.group = RunGroup::Setup;
    QCOMPARE(labels(table, table.matching(record)),
        QStringList({u"http_req_duration{group:::setup,name:signup}"_s, u"http_reqs{group:::setup}"_s}));
    record.group = RunGroup::Monitor;
    QCOMPARE(labels(table, table.matching(record)), QStringList({u"http_reqs{group:::monitor}"_s}));
    record.group = RunGroup::Teardown;
    QCOMPARE(labels(table, table.matching(record)), QStringList({u"http_reqs{group:::teardown}"_s}));
    record.group = RunGroup::Load;
    QCOMPARE(labels(table, table.matching(record)),
        QStringList({u"data_received"_s, u"data_sent"_s, u"fs_t_since_planned"_s, u"fs_t_since_planned{name:signup}"_s,
            u"http_req_blocked"_s, u"http_req_connecting"_s, u"http_req_duration"_s,
            u"http_req_duration{expected_response:true}"_s, u"http_req_duration{name:signup}"_s, u"http_req_failed"_s,
            u"http_req_failed{name:signup}"_s, u"http_req_receiving"_s, u"http_req_sending"_s,
            u"http_req_tls_handshaking"_s, u"http_req_waiting"_s, u"http_reqs"_s, u"http_reqs{name:signup}"_s}));
}

void TestSeriesTable::matchesValues_data()
{
    QTest::addColumn<QString>("selector");
    QTest::addColumn<RunGroup>("group");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *selector, RunGroup group, bool matches) {
        QTest::addRow("%s in group %d", selector, int(group)) << QString::fromUtf8(selector) << group << matches;
    };
    row("fs_t_journey", RunGroup::Load, true);
    row("fs_t_journey", RunGroup::Teardown, false);
    row("fs_t_journey{group:::teardown}", RunGroup::Teardown, true);
    row("fs_t_journey{group:::teardown}", RunGroup::Load, false);
    row("fs_t_journey{scenario:default}", RunGroup::Load, true);
    row("fs_t_journey{scenario:x}", RunGroup::Load, false);
    row("fs_t_journey{env:staging}", RunGroup::Load, true);
    row("fs_t_journey{env:live}", RunGroup::Load, false);
    row("fs_t_journey{name:buy}", RunGroup::Load, false);
    row("fs_t_journey{status:200}", RunGroup::Load, false);
}

void TestSeriesTable::matchesValues()
{
    QFETCH(QString, selector);
    QFETCH(RunGroup, group);
    QFETCH(bool, matches);
    const SeriesTable table = tableWith(selector, {{u"env"_s, u"staging"_s}});
    const auto matching = table.matching(MetricId::FsJourneyTime, group);
    QCOMPARE(std::ranges::count(matching, *table.find(selector)), matches ? 1 : 0);
}

void TestSeriesTable::keyTellsApartWhatMatchesDifferently()
{
    std::vector<RequestRecord> records(7);
    records[1].name = RequestName::Buy;
    records[2].group = RunGroup::Setup;
    records[3].expected = false;
    records[4].status = 200;
    records[5].errorCode = 200;
    records[6].protocol = 20;
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(SeriesTable::matchKey(records[i]) != SeriesTable::matchKey(records[j]));
    }
    RequestRecord timed;
    timed.duration = std::chrono::seconds(1);
    timed.ended = std::chrono::seconds(2);
    QCOMPARE(SeriesTable::matchKey(timed), SeriesTable::matchKey(records[0]));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestSeriesTable)
#include "tst_seriestable.moc"
