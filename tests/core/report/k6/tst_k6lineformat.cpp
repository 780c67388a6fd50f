// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/k6lineformat.h"

#include "tests/core/report/k6/k6samples.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<QByteArray> linesOf(K6LineFormatter &formatter, const Sample &sample)
{
    std::string text;
    formatter.append(sample, text);
    QList<QByteArray> lines = QByteArray::fromStdString(text).split('\n');
    if (lines.takeLast().isEmpty()) {
        return lines;
    }
    return {"the last line has no end"};
}

QList<QByteArray> pointsOf(K6LineFormatter &formatter, const Sample &sample)
{
    QList<QByteArray> lines = linesOf(formatter, sample);
    lines.removeIf([](const QByteArray &line) { return !line.startsWith("{\"metric\":"); });
    return lines;
}

QByteArray tagsOf(const QByteArray &line)
{
    return line.mid(line.indexOf("\"tags\":"));
}

QByteArray valueOf(const QByteArray &line)
{
    const qsizetype from = line.indexOf("\"value\":") + 8;
    return line.sliced(from, line.indexOf(',', from) - from);
}

QByteArray metricOf(const QByteArray &line)
{
    return line.split('"').value(3);
}

Profile profileOf(const QList<MetricThresholds> &thresholds, const QMap<QString, QString> &tags = {})
{
    Profile profile;
    profile.thresholds = thresholds;
    profile.tags = tags;
    return profile;
}

} // namespace

class TestK6LineFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A file that k6 itself wrote, without the lines of its named checks, byte for byte.
    void equalsWhatK6Writes()
    {
        K6LineFormatter formatter(profileOf({
            {u"http_req_failed"_s, {{u"rate<0.01"_s}}},
            {u"http_req_duration"_s, {{u"p(95)<2000"_s}, {u"p(99)<5000"_s}}},
            {u"fs_r_buy_success"_s, {{u"rate>0.99"_s}}},
        }));
        formatter.setRunStart(runStartNs);
        const std::vector<Sample> samples{
            saleStatus(),
            ValueSample{MetricId::FsBuyAttempts, RunGroup::Load, 1, 419'945'715ns},
            ValueSample{MetricId::FsJourneyTime, RunGroup::Load, 12.5, 419'955'625ns},
            ValueSample{MetricId::FsBuySuccessRate, RunGroup::Load, 0, 419'962'545ns},
            ValueSample{MetricId::DataSent, RunGroup::Load, 93, 419'973'756ns},
            ValueSample{MetricId::DataReceived, RunGroup::Load, 314, 419'973'756ns},
            ValueSample{MetricId::IterationDuration, RunGroup::Load, 3.075363, 419'973'756ns},
        };
        std::string text;
        for (const Sample &sample : samples) {
            formatter.append(sample, text);
        }
        QFile file(QStringLiteral(TEST_DATA_DIR "/k6-lines.ndjson"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QByteArray::fromStdString(text).split('\n'), file.readAll().split('\n'));
    }

    void announcesAMetricOnce()
    {
        K6LineFormatter formatter(profileOf({}));
        QCOMPARE(linesOf(formatter, saleStatus()).size(), 18);
        QCOMPARE(linesOf(formatter, saleStatus()).size(), 9);
    }

    /// Under a name of its own: none of k6's metrics holds anything else than k6's would.
    void tellsTimesFromThePlannedStart()
    {
        Sample sample = saleStatus();
        RequestRecord &record = std::get<RequestSample>(sample).record;
        record.fromIntendedStart = 2500us;
        record.intendedStart = {.delay = 1ms, .backlog = 3s, .expectedInterval = 2s};
        K6LineFormatter formatter(profileOf({}));
        QList<QByteArray> points = pointsOf(formatter, sample);
        QCOMPARE(points.size(), 12);
        const QByteArray tags = tagsOf(points.at(0));
        points.removeIf([](const QByteArray &line) { return metricOf(line) != "fs_t_since_planned"; });
        QCOMPARE(points.size(), 3);
        QCOMPARE(valueOf(points.at(0)), QByteArray("2.5"));
        QCOMPARE(valueOf(points.at(1)), QByteArray("3002.5"));
        QCOMPARE(valueOf(points.at(2)), QByteArray("1002.5"));
        for (const QByteArray &point : std::as_const(points))
            QCOMPARE(tagsOf(point), tags);
    }

    void aLongStallIsNoFlood()
    {
        Sample sample = saleStatus();
        RequestRecord &record = std::get<RequestSample>(sample).record;
        record.fromIntendedStart = 2500us;
        record.intendedStart = {.delay = 1ms, .backlog = 60s, .expectedInterval = 1ms};
        K6LineFormatter formatter(profileOf({}));
        QList<QByteArray> points = pointsOf(formatter, sample);
        points.removeIf([](const QByteArray &line) { return metricOf(line) != "fs_t_since_planned"; });
        QVERIFY(points.size() > 200);
        QVERIFY(points.size() <= 257);
    }

    void announcesThresholdsAndSubmetrics()
    {
        K6LineFormatter formatter(profileOf({
            {u"http_req_duration{ name: 'buy' }"_s, {{u"p(95)<300"_s}}},
            {u"http_req_duration"_s, {{u"p(95)<2000"_s}, {u"p(99)<5000"_s, true, 10s}, {u"max<9"_s, true}}},
            {u"http_req_duration{name:buy}"_s, {{u"p(99)<900"_s}}},
        }));
        QCOMPARE(linesOf(formatter, saleStatus()).at(2),
            QByteArray(
                R"({"type":"Metric","data":{"name":"http_req_duration","type":"trend","contains":"time",)"
                R"("thresholds":["p(95)<2000",{"threshold":"p(99)<5000","abortOnFail":true,"delayAbortEval":"10s"},)"
                R"({"threshold":"max<9","abortOnFail":true,"delayAbortEval":null}],)"
                R"("submetrics":[{"name":"http_req_duration{name:buy}","suffix":"name:buy","tags":{"name":"buy"}},)"
                R"({"name":"http_req_duration{expected_response:true}","suffix":"expected_response:true",)"
                R"("tags":{"expected_response":"true"}}]},"metric":"http_req_duration"})"));
    }

    void leavesOutWhatWasNotMeasured()
    {
        K6LineFormatter formatter(profileOf({}));
        RequestSample sample = saleStatus();
        sample.record.blocked = RequestRecord::absent;
        sample.record.sending = RequestRecord::absent;
        QList<QByteArray> metrics;
        for (const QByteArray &line : pointsOf(formatter, sample)) {
            metrics.append(metricOf(line));
        }
        QCOMPARE(metrics,
            (QList<QByteArray>{"http_reqs", "http_req_duration", "http_req_connecting", "http_req_tls_handshaking",
                "http_req_waiting", "http_req_receiving", "http_req_failed"}));
    }

    void withoutAResponse()
    {
        K6LineFormatter formatter(profileOf({}));
        RequestSample sample = saleStatus();
        sample.record.name = RequestName::Buy;
        sample.record.status = 0;
        sample.record.expected = false;
        sample.record.errorCode = 1212;
        sample.errorText = u"dial: connection refused"_s;
        const QList<QByteArray> points = pointsOf(formatter, sample);
        QCOMPARE(points.size(), 2);
        QCOMPARE(metricOf(points[0]), QByteArray("http_reqs"));
        QCOMPARE(metricOf(points[1]), QByteArray("http_req_failed"));
        QCOMPARE(valueOf(points[1]), QByteArray("1"));
        QCOMPARE(tagsOf(points[0]),
            QByteArray(R"("tags":{"error":"dial: connection refused","error_code":"1212","expected_response":"false",)"
                       R"("group":"","method":"POST","name":"buy","scenario":"default","status":"0","url":"buy"}}})"));
        QCOMPARE(tagsOf(points[1]), tagsOf(points[0]));
    }

    void isNotTheShopsFailure_data()
    {
        QTest::addColumn<bool>("local");
        QTest::newRow("never left this machine") << true;
        QTest::newRow("given up by a stop") << false;
    }

    void isNotTheShopsFailure()
    {
        QFETCH(bool, local);
        K6LineFormatter formatter(profileOf({}));
        RequestSample sample = saleStatus();
        sample.record.status = 0;
        sample.record.expected = false;
        (local ? sample.record.localFailure : sample.record.aborted) = true;
        const QList<QByteArray> points = pointsOf(formatter, sample);
        QCOMPARE(points.size(), 1);
        QCOMPARE(metricOf(points[0]), QByteArray("http_reqs"));
    }

    void unexpectedStatus()
    {
        K6LineFormatter formatter(profileOf({}));
        RequestSample sample = saleStatus();
        sample.record.status = 503;
        sample.record.expected = false;
        sample.record.errorCode = 1503;
        sample.record.protocol = 20;
        const QList<QByteArray> points = pointsOf(formatter, sample);
        QCOMPARE(points.size(), 9);
        QCOMPARE(valueOf(points[8]), QByteArray("1"));
        QCOMPARE(tagsOf(points[8]),
            QByteArray(
                R"("tags":{"error_code":"1503","expected_response":"false","group":"","method":"GET",)"
                R"("name":"sale_status","proto":"HTTP/2.0","scenario":"default","status":"503","url":"sale_status"}}})"));
        // The same request with another answer must not get the tags kept for the first.
        QVERIFY(tagsOf(pointsOf(formatter, saleStatus()).at(0)).contains(R"("status":"200")"));
    }

    void bytesAreCountedApart()
    {
        K6LineFormatter formatter(profileOf({}));
        RequestSample sample = saleStatus();
        sample.record.bytesSent = 93;
        sample.record.bytesReceived = 314;
        const QList<QByteArray> points = pointsOf(formatter, sample);
        QCOMPARE(points.size(), 11);
        QCOMPARE(metricOf(points[9]), QByteArray("data_sent"));
        QCOMPARE(valueOf(points[9]), QByteArray("93"));
        QCOMPARE(tagsOf(points[10]), QByteArray(R"("tags":{"group":"","scenario":"default"}}})"));
        QCOMPARE(valueOf(points[10]), QByteArray("314"));
    }

    void groups_data()
    {
        QTest::addColumn<RunGroup>("group");
        QTest::addColumn<QByteArray>("tags");
        QTest::newRow("load") << RunGroup::Load << QByteArray(R"("tags":{"group":"","scenario":"default"}}})");
        QTest::newRow("setup") << RunGroup::Setup << QByteArray(R"("tags":{"group":"::setup"}}})");
        QTest::newRow("monitor") << RunGroup::Monitor << QByteArray(R"("tags":{"group":"::monitor"}}})");
        QTest::newRow("teardown") << RunGroup::Teardown << QByteArray(R"("tags":{"group":"::teardown"}}})");
    }

    void groups()
    {
        QFETCH(RunGroup, group);
        QFETCH(QByteArray, tags);
        K6LineFormatter formatter(profileOf({}));
        QCOMPARE(tagsOf(pointsOf(formatter, ValueSample{MetricId::FsJourneys, group, 1, 0ns}).at(0)), tags);
    }

    void virtualUsersHaveNoTags()
    {
        K6LineFormatter formatter(profileOf({}));
        QCOMPARE(pointsOf(formatter, ValueSample{MetricId::Vus, RunGroup::Load, 1, 0ns}).at(0),
            QByteArray(
                R"({"metric":"vus","type":"Point","data":{"time":"1970-01-01T00:00:00Z","value":1,"tags":{}}})"));
    }

    void runTagsAreMergedAndSystemTagsWin()
    {
        K6LineFormatter formatter(
            profileOf({}, {{u"team"_s, u"a \"b\"\u2028<"_s}, {u"name"_s, u"mine"_s}, {u"a"_s, u"1"_s}}));
        QCOMPARE(tagsOf(pointsOf(formatter, ValueSample{MetricId::VusMax, RunGroup::Load, 1, 0ns}).at(0)),
            QByteArray("\"tags\":{\"a\":\"1\",\"name\":\"mine\",\"team\":\"a \\\"b\\\"\\u2028<\"}}}"));
        QCOMPARE(tagsOf(pointsOf(formatter, saleStatus()).at(0)),
            QByteArray(R"("tags":{"a":"1","expected_response":"true","group":"","method":"GET","name":"sale_status",)"
                       "\"proto\":\"HTTP/1.1\",\"scenario\":\"default\",\"status\":\"200\",\"team\":\"a "
                       "\\\"b\\\"\\u2028<\",\"url\":\"sale_status\"}}}"));
    }

    void hostileErrorTextStaysOneLine()
    {
        K6LineFormatter formatter(profileOf({}));
        RequestSample sample = saleStatus();
        sample.record.status = 0;
        sample.errorText = u"a\n\"}}<\u2029"_s + QChar(0xd800);
        QVERIFY(tagsOf(pointsOf(formatter, sample).at(0))
                    .startsWith("\"tags\":{\"error\":\"a\\n\\\"}}<\\u2029\\ufffd\",\"expected"));
    }

    void errorTextsWithoutEndDoNotMixUp()
    {
        K6LineFormatter formatter(profileOf({}));
        RequestSample sample = saleStatus();
        sample.record.status = 0;
        for (int i = 0; i < 10'000; ++i) {
            sample.errorText = QString::number(i);
            const QByteArray expected = "\"tags\":{\"error\":\"" + QByteArray::number(i) + "\"";
            QVERIFY(tagsOf(pointsOf(formatter, sample).at(0)).startsWith(expected));
        }
    }

    void times_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QByteArray>("time");
        QTest::newRow("whole second") << qint64(0) << QByteArray("11:01:57Z");
        QTest::newRow("nine digits") << qint64(419'380'125) << QByteArray("11:01:57.419380125Z");
        QTest::newRow("trailing zeros are cut") << qint64(120'000'000) << QByteArray("11:01:57.12Z");
        QTest::newRow("leading zeros stay") << qint64(1) << QByteArray("11:01:57.000000001Z");
        QTest::newRow("next minute") << qint64(3'000'000'500) << QByteArray("11:02:00.0000005Z");
        QTest::newRow("before the start") << qint64(-1) << QByteArray("11:01:56.999999999Z");
    }

    void times()
    {
        QFETCH(qint64, ns);
        QFETCH(QByteArray, time);
        K6LineFormatter formatter(profileOf({}));
        formatter.setRunStart(runStartNs);
        const ValueSample sample{MetricId::Vus, RunGroup::Load, 1, std::chrono::nanoseconds(ns)};
        QVERIFY2(pointsOf(formatter, sample).at(0).contains(QByteArray("\"time\":\"2026-11-22T" + time + "\"")),
            pointsOf(formatter, sample).at(0).constData());
    }

    void goDurations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("expected");
        QTest::newRow("0s") << qint64(0) << u"0s"_s;
        QTest::newRow("500ms") << qint64(500) << u"500ms"_s;
        QTest::newRow("1.5s") << qint64(1500) << u"1.5s"_s;
        QTest::newRow("10s") << qint64(10'000) << u"10s"_s;
        QTest::newRow("1m0s") << qint64(60'000) << u"1m0s"_s;
        QTest::newRow("6m30s") << qint64(390'000) << u"6m30s"_s;
        QTest::newRow("1h0m0.001s") << qint64(3'600'001) << u"1h0m0.001s"_s;
    }

    void goDurations()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, expected);
        QCOMPARE(goDuration(std::chrono::milliseconds(ms)), expected);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestK6LineFormat)
#include "tst_k6lineformat.moc"
