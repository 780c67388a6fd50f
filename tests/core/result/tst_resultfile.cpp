// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultfile.h"

#include "core/text/gzip.h"
#include "tests/support/testprogram.h"

#include "sampleresult.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

bool same(const SeriesValue &a, const SeriesValue &b)
{
    return a.count == b.count && a.samples == b.samples && a.min == b.min && a.max == b.max && a.at == b.at
        && a.trend == b.trend;
}

bool same(const RequestTally &a, const RequestTally &b)
{
    return a.requests == b.requests && a.failed == b.failed && a.withoutResponse == b.withoutResponse
        && a.unusable == b.unusable && a.localFailures == b.localFailures && a.byStatus == b.byStatus
        && a.undocumented == b.undocumented;
}

bool same(const FailureGroup &a, const FailureGroup &b)
{
    return a.name == b.name && a.group == b.group && a.status == b.status && a.errorCode == b.errorCode
        && a.message == b.message && a.count == b.count && a.first == b.first && a.last == b.last
        && a.further == b.further;
}

bool same(float a, float b)
{
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<quint32>(a) == std::bit_cast<quint32>(b);
}

bool same(const SecondRow::Requests &a, const SecondRow::Requests &b)
{
    return a.count == b.count && a.failed == b.failed && same(a.p50, b.p50) && same(a.p95, b.p95) && same(a.p99, b.p99)
        && same(a.intendedP50, b.intendedP50) && same(a.intendedP95, b.intendedP95)
        && same(a.intendedP99, b.intendedP99);
}

bool same(const SecondRow &a, const SecondRow &b)
{
    bool names = true;
    for (std::size_t i = 0; i < requestNameCount; ++i) {
        names = names && same(a.byName[i], b.byName[i]);
    }
    return names && a.second == b.second && a.final == b.final && same(a.all, b.all) && a.confirmed == b.confirmed
        && a.journeysStarted == b.journeysStarted && a.outcomes == b.outcomes && same(a.holdP50, b.holdP50)
        && same(a.holdP95, b.holdP95) && same(a.holdLeastP50, b.holdLeastP50) && same(a.holdLeastP95, b.holdLeastP95)
        && same(a.journeyP50, b.journeyP50) && same(a.journeyP95, b.journeyP95) && a.vusPlanned == b.vusPlanned
        && a.vusActual == b.vusActual && a.stock == b.stock && same(a.loopLagMax, b.loopLagMax);
}

bool same(const ThresholdResult &a, const ThresholdResult &b)
{
    return a.metric == b.metric && a.expression == b.expression && a.state == b.state && a.actual == b.actual
        && a.abortOnFail == b.abortOnFail && a.delayAbortEval == b.delayAbortEval && a.note == b.note;
}

template <class T>
bool sameAll(const std::vector<T> &a, const std::vector<T> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T &x, const T &y) { return same(x, y); });
}

void write(const QString &file, const QByteArray &content)
{
    QFile output(file);
    QVERIFY(output.open(QIODevice::WriteOnly));
    QCOMPARE(output.write(content), content.size());
}

QByteArray contentOf(const QString &file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray("cannot be read");
}

QByteArray sampleJson(const QByteArray &from = {}, const QByteArray &to = {})
{
    QByteArray json = resultToJson(sampleResult());
    if (!from.isEmpty()) {
        if (!json.contains(from)) {
            qFatal("the sample does not hold %s", from.constData());
        }
        json.replace(json.indexOf(from), from.size(), to);
    }
    return json;
}

/// So long that its progress is told between its rows.
RunResult longResult()
{
    RunResult result = sampleResult();
    LedgerEntry entry = result.ledger.front();
    entry.calls = {};
    result.ledger.insert(result.ledger.end(), 20'000, entry);
    return result;
}

} // namespace

class TestResultFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadsBackWhatWasSaved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"result.json"_s;
        QTest::newRow("compressed") << u"result.json.gz"_s;
    }

    void loadsBackWhatWasSaved()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        const QString file = folder.filePath(name);
        RunResult saved = sampleResult();
        saved.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)].unusable = 2;
        saved.earlierVerifications = {saved.verification, saved.verification};
        saved.earlierVerifications[0].at = {}; // as it was loaded from an older version's file
        saved.earlierVerifications[1].headline = Headline::Inconclusive;
        QCOMPARE(saveResult(saved, file).error, QString());
        QCOMPARE(isGzip(contentOf(file)), name.endsWith(u".gz"_s));
        const LoadedResult loaded = loadResult(file);
        QCOMPARE(loaded.errors, QStringList());
        QVERIFY(loaded.result);
        const RunResult &read = *loaded.result;
        QCOMPARE(read.runId, saved.runId);
        QCOMPARE(read.startedAt, saved.startedAt);
        Profile shownProfile = saved.profile;
        shownProfile.sale.adminPassword.clear();
        shownProfile.target.headers.remove(u"Authorization"_s);
        QVERIFY(read.profile == shownProfile);
        QCOMPARE(read.sources, saved.sources);
        QCOMPARE(read.apiBase, saved.apiBase);
        QCOMPARE(read.saleId, saved.saleId);
        QCOMPARE(read.saleCreated, saved.saleCreated);
        QCOMPARE(read.saleStartsAt, saved.saleStartsAt);
        QCOMPARE(read.saleEndsAt, saved.saleEndsAt);
        QVERIFY(read.emails == saved.emails);
        QCOMPARE(read.practiceDefect, saved.practiceDefect);
        QVERIFY(read.end == saved.end);
        QVERIFY(read.stopCause == saved.stopCause);
        QVERIFY(read.failureKind == saved.failureKind);
        QCOMPARE(read.failure, saved.failure);
        QVERIFY(read.phases == saved.phases);
        QVERIFY(std::equal(read.series.begin(), read.series.end(), saved.series.begin(), saved.series.end(),
            [](const ResultSeries &a, const ResultSeries &b) {
                return a.label == b.label && a.metric == b.metric && same(a.value, b.value);
            }));
        for (std::size_t group = 0; group < runGroupCount; ++group) {
            for (std::size_t request = 0; request < requestNameCount; ++request) {
                QVERIFY(same(read.requests[group][request], saved.requests[group][request]));
            }
        }
        QCOMPARE(read.requestsIssued, saved.requestsIssued);
        QVERIFY(read.outcomes == saved.outcomes);
        QCOMPARE(read.journeysStarted, saved.journeysStarted);
        QVERIFY(read.withoutBuy == saved.withoutBuy);
        QVERIFY(sameAll(read.seconds, saved.seconds));
        QVERIFY(sameAll(read.failures, saved.failures));
        QVERIFY(sameAll(read.thresholds, saved.thresholds));
        QVERIFY(read.verification == saved.verification);
        QVERIFY(read.earlierVerifications == saved.earlierVerifications);
        QVERIFY(read.health == saved.health);
        QVERIFY(read.machine == saved.machine);
        QVERIFY(read.ledger == saved.ledger);
        QVERIFY(read.observations == saved.observations);
        QCOMPARE(read.samplesDropped, saved.samplesDropped);
        // What the comparisons above might forget shows as another text.
        QCOMPARE(resultToJson(read), resultToJson(saved));
    }

    void loadsBackAnEmptyResult()
    {
        RunResult empty;
        empty.startedAt = QDateTime::fromMSecsSinceEpoch(0).toUTC();
        const LoadedResult loaded = resultFromJson(resultToJson(empty), u"empty"_s);
        QCOMPARE(loaded.errors, QStringList());
        QVERIFY(loaded.result);
        QCOMPARE(resultToJson(*loaded.result), resultToJson(empty));
    }

    void loadsWhatVersion1Wrote()
    {
        const LoadedResult loaded = loadResult(QStringLiteral(TEST_DATA_DIR "/result-version-1.json"));
        QCOMPARE(loaded.errors, QStringList());
        QVERIFY(loaded.result);
        const RunResult &old = *loaded.result;
        QCOMPARE(old.verification.paid, std::optional<qint64>(3));
        QCOMPARE(old.health.workers, 2);
        // What it did not measure is absent, and never 0.
        QCOMPARE(old.health.openSockets, std::nullopt);
        QCOMPARE(old.health.peakSockets, std::nullopt);
        QVERIFY(!old.find(u"fs_t_since_planned"));
        QVERIFY(old.find(u"http_req_duration"));
        QCOMPARE(old.seconds.size(), std::size_t(6));
        bool measured = false;
        for (const SecondRow &row : old.seconds) {
            measured = measured || !std::isnan(row.all.p95);
            QVERIFY(
                std::isnan(row.all.intendedP50) && std::isnan(row.all.intendedP95) && std::isnan(row.all.intendedP99));
            QVERIFY(std::isnan(row.holdLeastP50) && std::isnan(row.holdLeastP95));
        }
        QVERIFY(measured);
        // And it stays so when it is saved as this version.
        const LoadedResult again = resultFromJson(resultToJson(old), u"again"_s);
        QCOMPARE(again.errors, QStringList());
        QVERIFY(sameAll(again.result->seconds, old.seconds));
        QVERIFY(again.result->health == old.health);
    }

    void refusesWhatItsVersionDoesNotKnow()
    {
        // A file of version 1 with figures of version 2 was not written by this program.
        const LoadedResult loaded =
            resultFromJson(sampleJson("\"doorbusterResult\":5", "\"doorbusterResult\":1"), u"r"_s);
        QVERIFY(!loaded.result);
        QVERIFY(loaded.errors.contains(u"r: generator.openSockets is not a field of a result."_s));
    }

    void keepsBaselineAndProbes()
    {
        RunResult result = sampleResult();
        result.saleCreated = false;
        result.baseline = SaleBaseline{.remaining = 60,
            .starting = 100,
            .ordersKnown = true,
            .ordersTrouble = {},
            .orders = {
                {"o-1", PaymentStatus::Paid}, {"o-2", PaymentStatus::Refunded}, {"o-3", PaymentStatus::Unknown}}};
        BuyerProbe probe{
            .vu = 7, .iteration = 3, .confirmState = ConfirmState::Confirmed, .orderId = "o-9", .calls = {}};
        probe.calls = CallTrace(std::vector<BuyerCall>{{.kind = CallKind::Buy,
                                                           .meaning = Meaning::Held,
                                                           .status = 200,
                                                           .sent = 9'001'000'000,
                                                           .ended = 9'002'000'000},
            {.kind = CallKind::Confirm,
                .meaning = Meaning::Bought,
                .status = 200,
                .sent = 9'003'000'000,
                .ended = 9'004'000'000}});
        result.observations.probes = {probe};
        const QByteArray json = resultToJson(result);
        const LoadedResult loaded = resultFromJson(json, u"r"_s);
        QCOMPARE(loaded.errors, QStringList());
        QVERIFY(loaded.result->baseline == result.baseline);
        QVERIFY(loaded.result->observations == result.observations);
        QCOMPARE(resultToJson(*loaded.result), json);
        // Without orders, it says why.
        result.baseline = SaleBaseline{
            .remaining = {}, .starting = {}, .ordersKnown = false, .ordersTrouble = u"no list"_s, .orders = {}};
        QVERIFY(resultFromJson(resultToJson(result), u"r"_s).result->baseline == result.baseline);
    }

    void readsNumbersBeyondIntegers()
    {
        RunResult result = sampleResult();
        for (const double number : {-0x1p63, 0x1p63, 0x1p64, 1e20, 1e21, 1e300}) {
            result.series.front().value.count = number;
            const LoadedResult loaded = resultFromJson(resultToJson(result), u"r"_s);
            QCOMPARE(loaded.errors, QStringList());
            QCOMPARE(loaded.result->series.front().value.count, number);
        }
    }

    void version2KnowsNoLeastHolds()
    {
        // Without parts whose later fields alone would fill the list of errors.
        QJsonObject json = QJsonDocument::fromJson(sampleJson()).object();
        json[u"doorbusterResult"_s] = 2;
        json[u"requests"_s] = QJsonObject();
        QJsonObject verification = json[u"verification"_s].toObject();
        verification[u"checks"_s] = QJsonArray();
        json[u"verification"_s] = verification;
        const LoadedResult loaded = resultFromJson(QJsonDocument(json).toJson(), u"r"_s);
        QVERIFY(!loaded.result);
        QVERIFY2(loaded.errors.contains(u"r: seconds.holdLeastP50 is not a field of a result."_s),
            qPrintable(loaded.errors.join(u'\n')));
    }

    void version3KnowsNoUnusableAnswers()
    {
        const LoadedResult loaded =
            resultFromJson(sampleJson("\"doorbusterResult\":5", "\"doorbusterResult\":3"), u"r"_s);
        QVERIFY(!loaded.result);
        QVERIFY(loaded.errors.contains(u"r: requests.load.buy.unusable is not a field of a result."_s));
    }

    /// A status told what an answer's form left open.
    void version4ToldMeaningsByStatus_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<Meaning>("meaning");
        QTest::newRow("no answer") << R"("buy","none",true,0)"_ba << Meaning::NoAnswer;
        QTest::newRow("bought before") << R"("buy","refused",true,409)"_ba << Meaning::AlreadyBought;
        QTest::newRow("queue down") << R"("buy","refused",true,503)"_ba << Meaning::Busy;
        QTest::newRow("hold") << R"("position","hold",true,200)"_ba << Meaning::Held;
        QTest::newRow("lost") << R"("position","noPlace",true,200)"_ba << Meaning::LostPlace;
        QTest::newRow("order") << R"("confirm","ordered",true,200)"_ba << Meaning::Bought;
        QTest::newRow("no hold") << R"("confirm","refused",true,403)"_ba << Meaning::HoldExpired;
        QTest::newRow("gateway") << R"("confirm","refused",true,504)"_ba << Meaning::Unsure;
        QTest::newRow("not active") << R"("confirm","notActive",true,409)"_ba << Meaning::Ended;
        QTest::newRow("under way") << R"("confirm","inProgress",true,409)"_ba << Meaning::Confirming;
        QTest::newRow("sold out") << R"("confirm","soldOut",true,409)"_ba << Meaning::SoldOut;
        QTest::newRow("unclear") << R"("confirm","unclear",true,410)"_ba << Meaning::Unclear;
    }

    void version4ToldMeaningsByStatus()
    {
        QFETCH(QByteArray, call);
        RunResult result = sampleResult();
        for (auto &group : result.requests) {
            for (RequestTally &tally : group)
                tally = {};
        }
        result.ledger.resize(1);
        result.ledger[0].calls = CallTrace(std::vector<BuyerCall>{
            {.kind = CallKind::Buy, .meaning = Meaning::Queued, .status = 200, .sent = 0, .ended = 1'000}});
        QByteArray json = resultToJson(result);
        const QByteArray newer = R"("buy","queued",true,200)";
        QCOMPARE(json.count(newer), 1);
        json.replace(newer, call);
        QJsonObject older = QJsonDocument::fromJson(json).object();
        older[u"doorbusterResult"_s] = 4;
        QJsonObject observations = older[u"observations"_s].toObject();
        observations.remove(u"claims"_s);
        observations.remove(u"contradictions"_s);
        observations[u"stock"_s] = QJsonObject{
            {u"columns"_s, QJsonArray{u"sent"_s, u"answered"_s, u"remaining"_s, u"oddity"_s}}, {u"rows"_s, QJsonArray()}};
        older[u"observations"_s] = observations;
        const LoadedResult loaded = resultFromJson(QJsonDocument(older).toJson(), u"r"_s);
        QCOMPARE(loaded.errors, QStringList());
        QFETCH(Meaning, meaning);
        QCOMPARE(toString(loaded.result->ledger[0].calls.calls()[0].meaning), toString(meaning));
    }

    void holdsNoSecrets()
    {
        RunResult result = sampleResult();
        result.apiBase = u"http://me:hunter2-in-url@shop.example"_s;
        result.profile.target.headers[u"Cookie"_s] = u"session=hunter2-cookie"_s;
        QVERIFY(!result.profile.sale.adminPassword.isEmpty());
        const QByteArray json = resultToJson(result);
        QVERIFY(!json.contains("hunter2"));
        QVERIFY(!json.contains("Authorization"));
        QVERIFY(json.contains("X-Team"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QByteArray &content, const QString &error) {
            QTest::newRow(name) << content << QString(u"Cannot load FILE: "_s + error);
        };
        row("empty", {}, u"it is empty."_s);
        row("text", "hello", u"it is not a JSON document."_s);
        row("array", "[1]", u"it is not a result of this program."_s);
        row("other JSON", R"({"a":1})", u"it is not a result of this program."_s);
        row("profile", R"({"doorbuster":1,"name":"x"})", u"it is a profile, not a result."_s);
        row("k6 summary", R"({"root_group":{},"metrics":{}})",
            u"it is a summary of k6, not a result of this program."_s);
        row("k6 lines",
            R"({"type":"Metric","data":{}})"
            "\n"
            R"({"metric":"x","type":"Point"})",
            u"it holds k6's result lines, not a result of this program."_s);
        row("newer", R"({"doorbusterResult":6,"anything":[]})",
            u"it was written by a newer version of this program (result format 6, this one reads up to 5)."_s);
        row("version 0", R"({"doorbusterResult":0})", u"its version (doorbusterResult) is not a version."_s);
        row("version as text", R"({"doorbusterResult":"1"})", u"its version (doorbusterResult) is not a version."_s);
        row("cut off", sampleJson().first(5000), u"it is cut off."_s);
        GzipCompressor compressor(1);
        std::string zipped;
        compressor.compress(sampleJson().toStdString(), zipped);
        const QByteArray packed = QByteArray::fromStdString(zipped);
        row("compressed and cut off", packed.first(packed.size() / 2), u"its compressed data is cut off."_s);
    }

    void refuses()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, error);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"result.json"_s);
        write(file, content);
        const LoadedResult loaded = loadResult(file);
        QVERIFY(!loaded.result);
        QCOMPARE(loaded.errors, QStringList(error.replace(u"FILE"_s, file)));
    }

    void refusesDamage_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("punctuation") << sampleJson("\"runId\":", "\"runId\";");
        QTest::newRow("cut off after an inner brace") << sampleJson().chopped(2);
        QTest::newRow("two documents") << QByteArray(sampleJson() + "{}");
    }

    void refusesDamage()
    {
        QFETCH(QByteArray, json);
        const LoadedResult loaded = resultFromJson(json, u"x.json"_s);
        QVERIFY(!loaded.result);
        QVERIFY2(loaded.errors.value(0).startsWith(u"Cannot load x.json: it is damaged or cut off ("_s),
            qPrintable(loaded.errors.value(0)));
    }

    void namesThePlace_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const QString &error) {
            QTest::newRow(name) << from << to << QString(u"r: "_s + error);
        };
        const QString kind = u" is not a value of the right kind."_s;
        const QString unknownName = u" is not a name that is known there."_s;
        row("missing", "\"saleCreated\":true,", "", u"target.saleCreated is missing."_s);
        row("unknown", "\"saleCreated\":", "\"x\":1,\"saleCreated\":", u"target.x is not a field of a result."_s);
        row("another kind", "\"cores\":2", "\"cores\":\"2\"", u"machine.cores"_s + kind);
        row("fraction", "\"cores\":2", "\"cores\":2.5", u"machine.cores"_s + kind);
        row("out of range", "\"cores\":2", "\"cores\":3000000000", u"machine.cores"_s + kind);
        row("negative count", "\"requestsIssued\":3483", "\"requestsIssued\":-1", u"requestsIssued"_s + kind);
        row("phase", "\"phase\":\"draining\"", "\"phase\":\"melting\"", u"phases[3].phase"_s + unknownName);
        row("time", "\"startedAt\":\"2026", "\"startedAt\":\"soon", u"startedAt is not a time."_s);
        row("time of the verdict", "\"at\":\"2026", "\"at\":\"soon", u"verification.at is not a time."_s);
        row("verdict", "\"verdict\":\"warn\"", "\"verdict\":\"meh\"",
            u"verification.checks[2].verdict"_s + unknownName);
        row("headline", "\"headline\":\"overbooking\"", "\"headline\":\"fine\"",
            u"verification.headline"_s + unknownName);
        row("worst", "\"worst\":2", "\"worst\":4", u"verification.checks[2].evidence.worst points beyond the rows."_s);
        row("status", "\"503\":5", "\"5o3\":5", u"requests.load.buy.byStatus.5o3 is not the count of a status."_s);
        row("request", "\"sign", "\"sigh", u"requests.setup.sighup is not a request that is known."_s);
        row("histogram", "\"overflow\":0,\"buckets\":[", "\"overflow\":1,\"buckets\":[",
            u"series[0].trend is not a histogram that can be."_s);
        row("column length", "\"confirmed\":[0,", "\"confirmed\":[",
            u"seconds.confirmed is not as long as the seconds."_s);
        row("column kind", "\"vusActual\":[49", "\"vusActual\":[null",
            u"seconds.vusActual holds a value of another kind."_s);
        row("ledger column", "\"iteration\",", "\"iterations\",",
            u"ledger.columns are not the columns that belong there."_s);
        row("ledger entry", "\"inDoubt\"", "\"perhaps\"", u"ledger.rows[1] is not such a row."_s);
        row("short ledger entry", "[7,3,", "[7,", u"ledger.rows[0] is not such a row."_s);
        row("call of another kind", "[\"position\",\"held\"", "[\"look\",\"held\"",
            u"ledger.rows[0] is not such a row."_s);
        row("call that ends before it begins", "5098000,5100000", "5098000,5097000",
            u"ledger.rows[0] is not such a row."_s);
        row("call beyond all time", "5098000,5100000", "5098000,9000000000000000000",
            u"ledger.rows[0] is not such a row."_s);
        row("short sample", "[1000000000,1002000000,100,", "[1000000000,1002000000,",
            u"observations.stock.rows[0] is not such a row."_s);
    }

    void namesThePlace()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, error);
        const LoadedResult loaded = resultFromJson(sampleJson(from, to), u"r"_s);
        QVERIFY(!loaded.result);
        QCOMPARE(loaded.errors, QStringList(error));
    }

    /// Whatever a byte of the file becomes: it is loaded or refused, and refused with words.
    void survivesAnyByte()
    {
        const QByteArray whole = sampleJson();
        for (qsizetype at = 0; at < whole.size(); at += 29) {
            QByteArray damaged = whole;
            damaged[at] = "\0\"{}[],:-9x\\\xff"[at % 13];
            const LoadedResult loaded = resultFromJson(damaged, u"r"_s);
            QCOMPARE(loaded.result.has_value(), loaded.errors.isEmpty());
        }
    }

    void badProfileInside()
    {
        const LoadedResult loaded = resultFromJson(sampleJson("\"gracefulStop\":", "\"gracefulStopp\":"), u"r"_s);
        QVERIFY(!loaded.result);
        QVERIFY2(
            loaded.errors.value(0).startsWith(u"r: profile.load.gracefulStopp "_s), qPrintable(loaded.errors.value(0)));
    }

    void cutsLongListsOfErrors()
    {
        QByteArray json = sampleJson();
        json.replace("\"samples\":", "\"sample\":");
        const LoadedResult loaded = resultFromJson(json, u"r"_s);
        QVERIFY(!loaded.result);
        QVERIFY(loaded.errors.size() > 1 && loaded.errors.size() <= 20);
    }

    void missingFileIsNamed()
    {
        const LoadedResult loaded = loadResult(u"/no/such/result.json"_s);
        QVERIFY(!loaded.result);
        QCOMPARE(loaded.errors.size(), 1);
        QVERIFY(loaded.errors[0].startsWith(u"Cannot load /no/such/result.json: "_s));
    }

    void failedSaveIsNamedAndKeepsTheOldFile()
    {
        const SaveStatus status = saveResult(sampleResult(), u"/no/such/result.json"_s);
        QVERIFY2(status.error.startsWith(u"Cannot write /no/such/result.json: "_s), qPrintable(status.error));
        QTemporaryDir folder;
        QVERIFY(!saveResult(sampleResult(), folder.path()).ok());
    }

    void loadingTellsItsProgress()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"r.json.gz"_s);
        QVERIFY(saveResult(longResult(), file).ok());
        std::vector<double> shares;
        const auto note = [&shares](double share) {
            shares.push_back(share);
            return true;
        };
        QVERIFY(loadResult(file, note).result);
        QVERIFY(std::ranges::is_sorted(shares));
        QVERIFY(shares.size() > 5);
        QVERIFY(shares.front() >= 0 && shares.back() <= 1);
    }

    /// Wherever it is asked: while reading, unpacking, parsing and going through the ledger.
    void loadingCanBeGivenUp()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"r.json.gz"_s);
        QVERIFY(saveResult(longResult(), file).ok());
        for (const double at : {0.0, 0.06, 0.2, 0.5, 0.8}) {
            const LoadedResult loaded = loadResult(file, [at](double share) { return share < at; });
            QVERIFY(loaded.cancelled);
            QVERIFY(!loaded.result);
            QCOMPARE(loaded.errors, QStringList{file + u" was not opened: cancelled."_s});
        }
    }

    void savingCanBeGivenUp_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("as text") << u"r.json"_s;
        QTest::newRow("compressed") << u"r.json.gz"_s;
    }

    void savingCanBeGivenUp()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString file = folder.filePath(name);
        write(file, "precious");
        for (const double at : {0.0, 0.1, 0.3, 0.99}) {
            double last = 0;
            const SaveStatus status = saveResult(longResult(), file, [at, &last](double share) {
                last = share;
                return share < at;
            });
            QCOMPARE(status.error, file + u" was not written: cancelled."_s);
            QVERIFY(last >= at && last <= 1);
            QCOMPARE(contentOf(file), "precious"_ba);
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{name});
        }
    }

    void tooManyFindingsAreRefused()
    {
        RunResult result = sampleResult();
        QVERIFY(!result.verification.checks.empty());
        Evidence &evidence = result.verification.checks.front().evidence;
        evidence.worst.reset();
        evidence.columns = {u"buyer"_s};
        evidence.rows.assign(Evidence::limit, QStringList{u"b"_s});
        QVERIFY(resultFromJson(resultToJson(result), u"r"_s).result);
        evidence.rows.emplace_back(QStringList{u"b"_s});
        const LoadedResult loaded = resultFromJson(resultToJson(result), u"r"_s);
        QVERIFY(!loaded.result);
        QVERIFY2(loaded.errors.join(u' ').contains(u"rows[10000]"_s), qPrintable(loaded.errors.join(u' ')));
    }

    void unpaddedTextIsRead()
    {
        QByteArray json = sampleJson();
        json.squeeze();
        QVERIFY(resultFromJson(json, u"r"_s).result);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestResultFile)
#include "tst_resultfile.moc"
