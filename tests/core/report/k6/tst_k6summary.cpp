// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/k6summary.h"

#include "goldenfile.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestK6Summary : public QObject {
    Q_OBJECT

    static QJsonObject metrics(const RunResult &result)
    {
        return QJsonDocument::fromJson(k6SummaryExport(result)).object().value("metrics"_L1).toObject();
    }

private Q_SLOTS:
    void wholeText()
    {
        const QString difference =
            differenceFrom(QStringLiteral(TEST_DATA_DIR "/summary.json"), k6SummaryExport(sampleResult()));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    /// Same members as in a file of k6.
    void shape_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QStringList>("members");
        QTest::newRow("trend") << u"http_req_waiting"_s
                               << QStringList{u"avg"_s, u"max"_s, u"med"_s, u"min"_s, u"p(90)"_s, u"p(95)"_s};
        QTest::newRow("rate") << u"fs_r_buy_success"_s << QStringList{u"fails"_s, u"passes"_s, u"value"_s};
        QTest::newRow("counter") << u"http_reqs"_s << QStringList{u"count"_s, u"rate"_s};
        QTest::newRow("gauge") << u"vus"_s << QStringList{u"max"_s, u"min"_s, u"value"_s};
        QTest::newRow("thresholds") << u"http_req_failed"_s
                                    << QStringList{u"fails"_s, u"passes"_s, u"thresholds"_s, u"value"_s};
    }

    void shape()
    {
        QFETCH(QString, metric);
        QFETCH(QStringList, members);
        QCOMPARE(metrics(sampleResult()).value(metric).toObject().keys(), members);
    }

    void marksABoundGenerator()
    {
        RunResult result = sampleResult();
        const auto keys = [&result] { return QJsonDocument::fromJson(k6SummaryExport(result)).object().keys(); };
        QVERIFY(result.health.generatorBound());
        QCOMPARE(keys(), (QStringList{u"doorbuster"_s, u"metrics"_s, u"root_group"_s}));
        result.health = {};
        QCOMPARE(keys(), (QStringList{u"metrics"_s, u"root_group"_s}));
    }

    void trueMeansFailed()
    {
        const QJsonObject all = metrics(sampleResult());
        const QJsonObject duration = all.value("http_req_duration"_L1).toObject().value("thresholds"_L1).toObject();
        QCOMPARE(duration.value("p(95)<2000"_L1), QJsonValue(false));
        QCOMPARE(duration.value("p(99)<5000"_L1), QJsonValue(true));
        const QJsonObject unknown = all.value("fs_r_confirm_success"_L1).toObject();
        QCOMPARE(unknown.value("thresholds"_L1).toObject().value("rate>0.5"_L1), QJsonValue(false));
    }

    void findsTheSeriesOfAThresholdHoweverItIsWritten()
    {
        RunResult result = sampleResult();
        result.thresholds = {{.metric = u"http_req_duration{ name: 'buy' }"_s,
            .expression = u"max<1"_s,
            .state = ThresholdResult::State::Fail,
            .actual = 2.0}};
        const QJsonObject buy = metrics(result).value("http_req_duration{name:buy}"_L1).toObject();
        QCOMPARE(buy.value("thresholds"_L1).toObject(), (QJsonObject{{u"max<1"_s, true}}));
    }

    void withoutSamplesAndThresholdsThereIsNothing()
    {
        const QJsonObject all = metrics(sampleResult());
        QVERIFY(!all.contains("http_req_blocked"_L1));
        QVERIFY(!all.contains("http_req_duration{name:confirm}"_L1));
        QVERIFY(all.contains("http_req_duration{name:buy}"_L1));
    }

    void ratesAreOverTheWholeRun()
    {
        QCOMPARE(metrics(sampleResult()).value("http_reqs"_L1).toObject().value("rate"_L1).toDouble(), 3482 / 116.5);
        QCOMPARE(metrics({.series = {{u"http_reqs"_s, MetricId::HttpReqs, {.count = 1, .samples = 1}}}})
                     .value("http_reqs"_L1)
                     .toObject()
                     .value("rate"_L1),
            QJsonValue(0));
    }

    void writesTheFile()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"summary.json"_s);
        QVERIFY(writeK6Summary(sampleResult(), file).ok());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), k6SummaryExport(sampleResult()));
        QVERIFY(writeK6Summary(sampleResult(), u"/no/such/summary.json"_s).error.contains(u"/no/such/summary.json"_s));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestK6Summary)
#include "tst_k6summary.moc"
