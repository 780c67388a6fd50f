// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/profile/thresholdexpression.h"
#include "core/result/resultfile.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// One sample as the line output wrote it.
struct Line {
    double value = 0;
    QMap<QString, QString> tags;
};

struct Lines {
    QMap<QString, QString> types; ///< by metric
    QMap<QString, std::vector<Line>> points;
    QString fault;
};

Lines readLines(const QString &name)
{
    Lines lines;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        lines.fault = file.errorString();
    while (lines.fault.isEmpty() && !file.atEnd()) {
        QJsonParseError error;
        const QJsonObject object = QJsonDocument::fromJson(file.readLine(), &error).object();
        if (error.error != QJsonParseError::NoError)
            lines.fault = error.errorString();
        const QString metric = object[u"metric"_s].toString();
        const QJsonObject data = object[u"data"_s].toObject();
        if (object[u"type"_s] == u"Metric"_s) {
            lines.types[metric] = data[u"type"_s].toString();
            continue;
        }
        Line line{.value = data[u"value"_s].toDouble()};
        const QJsonObject tags = data[u"tags"_s].toObject();
        for (auto tag = tags.begin(); tag != tags.end(); ++tag)
            line.tags[tag.key()] = tag->toString();
        lines.points[metric].push_back(line);
    }
    return lines;
}

/// The samples of `http_reqs{name:buy}`; those of the load where the label names no group.
std::vector<double> valuesOf(const Lines &lines, const MetricSelector &selector)
{
    QMap<QString, QString> tags = selector.tags;
    if (!tags.contains(u"group"_s))
        tags[u"group"_s] = QString();
    std::vector<double> values;
    for (const Line &line : lines.points[selector.metric]) {
        const bool fits = std::all_of(tags.keyValueBegin(), tags.keyValueEnd(),
            [&line](const auto &tag) { return line.tags.value(tag.first) == tag.second; });
        if (fits)
            values.push_back(line.value);
    }
    return values;
}

/// k6's rule, over the values themselves.
double percentileOf(const std::vector<double> &sorted, double p)
{
    const double rank = p / 100 * double(sorted.size() - 1);
    const auto below = std::size_t(rank);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - double(below));
}

/// What the summary must say of these samples: the exact figures, and how far it may be off (a share of them).
struct Figure {
    double value = 0;
    double tolerance = 1e-9;
};

QMap<QString, Figure> figuresOf(const QString &type, std::vector<double> values, double wholeSeconds, bool weighted)
{
    const double sum = std::accumulate(values.begin(), values.end(), 0.);
    const auto count = double(values.size());
    if (type == u"counter"_s)
        return {{u"count"_s, {sum}}, {u"rate"_s, {sum / wholeSeconds}}};
    if (type == u"rate"_s)
        return {{u"passes"_s, {sum}}, {u"fails"_s, {count - sum}}, {u"value"_s, {sum / count}}};
    const double last = values.back();
    std::ranges::sort(values);
    const Figure min{values.front(), 1e-6};
    const Figure max{values.back(), 1e-6};
    if (type == u"gauge"_s)
        return {{u"value"_s, {last}}, {u"min"_s, min}, {u"max"_s, max}};
    if (weighted)
        return {{u"min"_s, min}, {u"max"_s, max}};
    const auto at = [&values](double p) { return Figure{percentileOf(values, p), 1e-3}; };
    return {{u"avg"_s, {sum / count, 1e-6}}, {u"min"_s, min}, {u"med"_s, at(50)}, {u"max"_s, max}, {u"p(90)"_s, at(90)},
        {u"p(95)"_s, at(95)}};
}

QString writeProfile(const QTemporaryDir &folder)
{
    QFile file(folder.filePath(u"profile.json"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(R"({ "doorbuster": 1, "thresholds": { "http_reqs": [ "rate>0" ], "http_req_failed": [ "rate<1" ],
        "http_req_duration{name:buy}": [ "p(95)<60000" ] } })");
    return file.fileName();
}

} // namespace

/// Every figure of the summary is what the samples of the same run give, and each rate has one denominator.
class TestFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreeWithTheSamples_data();
    void agreeWithTheSamples();
};

void TestFigures::agreeWithTheSamples_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("stopped");
    QTest::newRow("to its end") << QStringList() << false;
    QTest::newRow("up and down") << QStringList{u"--stage"_s, u"700ms:25,300ms:25,700ms:0"_s} << false;
    QTest::newRow("stopped in the middle, with a drain")
        << QStringList{u"--stage"_s, u"1s:30,60s:30"_s, u"--set"_s, u"load.gracefulStop=2s"_s} << true;
}

void TestFigures::agreeWithTheSamples()
{
    QFETCH(QStringList, options);
    QFETCH(bool, stopped);
    QTemporaryDir folder;
    const QString linesFile = folder.filePath(u"lines.json"_s), resultFile = folder.filePath(u"result.json"_s),
                  summaryFile = folder.filePath(u"summary.json"_s);
    QStringList arguments = shortRun();
    arguments.insert(1, writeProfile(folder));
    if (!options.isEmpty()) {
        const qsizetype stage = arguments.indexOf(u"--stage"_s);
        arguments.remove(stage, 2);
    }
    Program run = Program::cli(arguments + options
        + QStringList{u"--practice"_s, u"--out"_s, u"json="_s + linesFile, u"--summary-export"_s, summaryFile,
            u"--result"_s, resultFile});
    if (stopped) {
        QVERIFY(run.waitFor(u"VU 1: "_s));
        run.interrupt();
    }
    run.finish();
    const Lines lines = readLines(linesFile);
    QCOMPARE(lines.fault, QString());
    const LoadedResult loaded = loadResult(resultFile);
    QVERIFY2(loaded.result, qPrintable(run.errors()));
    const RunResult &result = *loaded.result;
    QCOMPARE(toString(result.end), stopped ? u"stopped" : u"completed");
    QFile summary(summaryFile);
    QVERIFY(summary.open(QIODevice::ReadOnly));
    const QJsonObject metrics = QJsonDocument::fromJson(summary.readAll()).object()[u"metrics"_s].toObject();
    QVERIFY(metrics.contains(u"http_reqs"_s) && metrics.contains(u"http_req_duration"_s));

    const double whole = std::chrono::duration<double>(result.wholeTime()).count();
    int compared = 0;
    for (auto metric = metrics.begin(); metric != metrics.end(); ++metric) {
        const auto parsed = parseSelector(metric.key());
        const auto *selector = std::get_if<MetricSelector>(&parsed);
        QVERIFY2(selector, qPrintable(metric.key()));
        const std::vector<double> values = valuesOf(lines, *selector);
        if (selector->metric == u"fs_overbooking"_s || selector->metric == u"fs_underselling"_s)
            continue; // of the books, not measured
        const bool isGauge = lines.types[selector->metric] == u"gauge"_s;
        QVERIFY2(!values.empty(), qPrintable(metric.key()));
        // A line of the times from the intended starts stands for each step, however many requests it is of.
        const bool weighted = selector->metric == u"fs_t_since_planned"_s;
        const auto expected = figuresOf(lines.types[selector->metric], values, whole, weighted);
        const QJsonObject actual = metric->toObject();
        for (auto figure = expected.begin(); figure != expected.end(); ++figure) {
            const double is = actual[figure.key()].toDouble(std::nan(""));
            const double off = std::abs(is - figure->value);
            QVERIFY2(off <= std::abs(figure->value) * figure->tolerance + 1e-6,
                qPrintable(u"%1 %2: %3 in the summary, %4 by the lines"_s.arg(metric.key(), figure.key())
                               .arg(is, 0, 'g', 12)
                               .arg(figure->value, 0, 'g', 12)));
            ++compared;
        }
        QVERIFY(isGauge || !expected.isEmpty());
    }
    QVERIFY(compared > 60);

    // The same counts in the result, and rates of the buyers over their own time.
    const auto requests = double(valuesOf(lines, {u"http_reqs"_s, {}}).size());
    quint64 tallied = 0;
    for (const RequestTally &tally : result.requests[std::size_t(RunGroup::Load)])
        tallied += tally.requests;
    QCOMPARE(double(tallied), requests);
    const Throughput ofBuyers = result.ofBuyers(requests);
    QCOMPARE(ofBuyers.span, result.loadTime() + result.drainTime());
    QVERIFY(ofBuyers.perSecond() > result.ofWholeRun(requests).perSecond());
    const auto rate = std::ranges::find(result.thresholds, u"rate>0"_s, &ThresholdResult::expression);
    QVERIFY(rate != result.thresholds.end() && rate->actual);
    QVERIFY(std::abs(*rate->actual - requests / whole) < 1e-6);
    quint64 inRows = 0;
    for (const SecondRow &row : result.seconds)
        inRows += row.all.count;
    QCOMPARE(inRows, tallied);
    // Processor time and the time it was taken over end with the buyers.
    QVERIFY(std::abs((result.health.cpuSpan - ofBuyers.span).count()) < 100'000'000);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFigures)
#include "tst_e2e_figures.moc"
