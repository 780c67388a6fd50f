// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/runcharts.h"

#include "core/result/runresult.h"
#include "tests/support/testprogram.h"

#include "samplerun.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr float noData = SecondRow::noData;

/// "0.5:12 1.5:gap"
QString points(const ChartData &chart, const QString &id)
{
    const auto series = std::ranges::find(chart.series, id, &ChartSeries::id);
    if (series == chart.series.end()) {
        return u"no such series"_s;
    }
    QStringList texts;
    for (std::size_t i = 0; i < series->x.size(); ++i) {
        const QString y = std::isnan(series->y[i]) ? u"gap"_s : QString::number(series->y[i]);
        texts.append(QString::number(series->x[i]) + u':' + y);
    }
    return texts.join(u' ');
}

QString names(const ChartData &chart)
{
    QStringList texts;
    for (const ChartSeries &series : chart.series) {
        texts.append(series.name);
    }
    return texts.join(u", "_s);
}

QString limits(const ChartData &chart)
{
    QStringList texts;
    for (const ChartLimit &limit : chart.limits) {
        texts.append(u"%1 @ %2"_s.arg(limit.label).arg(limit.value));
    }
    return texts.join(u", "_s);
}

/// Up to 10 users within 2 s, for 4 s, then nobody; a jump in between.
Profile smallProfile()
{
    Profile profile;
    profile.load.stages = {{2s, 10}, {0s, 20}, {4s, 20}};
    profile.sale.startingQuantity = 7;
    return profile;
}

/// A run whose load begins 1.5 s after it and lasts 6 s; rows 1 to 8 have buyers.
std::vector<SecondRow> smallRows()
{
    std::vector<SecondRow> rows = emptyRows(12);
    for (std::size_t i = 1; i <= 8; ++i) {
        SecondRow &row = rows[i];
        row.vusActual = int(i);
        row.all = {
            quint32(10 * i), quint32(i), float(i), float(2 * i), float(3 * i), float(i), float(4 * i), float(5 * i)};
        row.byName[std::size_t(RequestName::Buy)] = {quint32(i), 0, float(i), noData, noData};
        row.confirmed = 1;
        row.stock = 7 - qint64(i);
        row.holdP50 = float(100 * i);
    }
    // The stock is still sampled, and the books are read: no business of the charts.
    rows[9].stock = 0;
    rows[10].stock = 0;
    return rows;
}

} // namespace

class TestRunCharts : public QObject {
    Q_OBJECT

private:
    Profile m_profile = smallProfile();
    std::vector<SecondRow> m_rows = smallRows();

    RunChartInput finished() const { return {.rows = m_rows, .profile = m_profile, .loadStart = 1500ms}; }

    /// `now` since the run's start; rows up to it, those of the last two seconds open.
    RunChartInput live(std::vector<SecondRow> &rows, std::chrono::milliseconds now) const
    {
        rows = m_rows;
        rows.resize(std::size_t(now / 1s) + 1);
        for (std::size_t i = rows.size() - std::min<std::size_t>(rows.size(), 3); i < rows.size(); ++i) {
            rows[i].final = false;
            rows[i].all.p50 = rows[i].all.p95 = rows[i].all.p99 = noData;
            rows[i].holdP50 = noData;
        }
        return {.rows = rows, .profile = m_profile, .loadStart = 1500ms, .now = now};
    }

private Q_SLOTS:
    void users()
    {
        const ChartData chart = makeRunChart(RunChart::VirtualUsers, finished());
        QCOMPARE(points(chart, u"planned"_s), u"0:0 2:10 2:20 6:20 6:0"_s);
        // As they stand at the end of each second; from the second in which the load began to the last with buyers.
        QCOMPARE(points(chart, u"active"_s), u"0.5:1 1.5:2 2.5:3 3.5:4 4.5:5 5.5:6 6.5:7 7.5:8"_s);
        QVERIFY(chart.bounds == std::vector<double>({2, 6}));
        QCOMPARE(chart.xFrom, 0.0);
        QCOMPARE(chart.xTo, 7.5); // draining is part of it
        QVERIFY(!chart.now);
        QCOMPARE(chart.id, u"virtual-users"_s);
        QVERIFY(chart.note.isEmpty());
    }

    void usersWhileRunning()
    {
        std::vector<SecondRow> rows;
        const ChartData chart = makeRunChart(RunChart::VirtualUsers, live(rows, 4250ms));
        QCOMPARE(points(chart, u"active"_s), u"0.5:1 1.5:2 2.5:3 2.75:4"_s); // never ahead of now
        QCOMPARE(points(chart, u"planned"_s), u"0:0 2:10 2:20 6:20 6:0"_s); // all of it
        QCOMPARE(chart.now, std::optional(2.75));
        QCOMPARE(chart.xTo, 6.0);
    }

    void latency()
    {
        const ChartData chart = makeRunChart(RunChart::Latency, finished());
        QCOMPARE(names(chart), u"p50, p95, p95 planned, p99"_s);
        // In the middle of their seconds, but not before the load.
        QCOMPARE(points(chart, u"p50"_s), u"0:1 1:2 2:3 3:4 4:5 5:6 6:7 7:8"_s);
        QCOMPARE(points(chart, u"p95"_s), u"0:2 1:4 2:6 3:8 4:10 5:12 6:14 7:16"_s);
        QCOMPARE(points(chart, u"p95-planned"_s), u"0:4 1:8 2:12 3:16 4:20 5:24 6:28 7:32"_s);
        QCOMPARE(points(chart, u"p99"_s), u"0:3 1:6 2:9 3:12 4:15 5:18 6:21 7:24"_s);
        QVERIFY(chart.series[2].style == ChartSeries::Style::Dashed);
        QVERIFY(chart.series[2].tint == chart.series[1].tint);
        QVERIFY(chart.unit == ChartUnit::Milliseconds);
    }

    void latencyOfOneName()
    {
        const ChartData chart = makeRunChart(RunChart::Latency, finished(), RequestName::Buy);
        QCOMPARE(points(chart, u"p50"_s), u"0:1 1:2 2:3 3:4 4:5 5:6 6:7 7:8"_s);
        QCOMPARE(points(chart, u"p95"_s), u"0:gap 1:gap 2:gap 3:gap 4:gap 5:gap 6:gap 7:gap"_s);
        QCOMPARE(chart.title, u"Response time \u2014 buy"_s);
        const ChartData none = makeRunChart(RunChart::Latency, finished(), RequestName::SignIn);
        QVERIFY(none.isEmpty());
        QCOMPARE(none.emptyText, u"No answer to signin"_s);
    }

    void openSecondsAreNotShown_data()
    {
        QTest::addColumn<int>("chart");
        QTest::addColumn<QString>("series");
        QTest::addColumn<QString>("points");
        QTest::newRow("no percentiles") << int(RunChart::Latency) << u"p50"_s << u"0:1 1:2 2:3"_s;
        QTest::newRow("counts that still grow") << int(RunChart::Throughput) << u"requests"_s << u"0:10 1:20 2:30"_s;
        QTest::newRow("no times") << int(RunChart::Times) << u"hold-p50"_s << u"0:100 1:200 2:300"_s;
        QTest::newRow("stock is known") << int(RunChart::Stock) << u"stock"_s
                                        << u"0.5:6 1.5:5 2.5:4 3.5:3 4.5:2 4.75:1"_s;
    }

    void openSecondsAreNotShown()
    {
        QFETCH(int, chart);
        QFETCH(QString, series);
        std::vector<SecondRow> rows;
        QTEST(points(makeRunChart(RunChart(chart), live(rows, 6250ms)), series), "points");
    }

    void thresholds_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("all");
        QTest::addColumn<QString>("buy");
        const auto row = [](const char *name, const QString &metric, const QString &expression, const QString &all,
                             const QString &buy) { QTest::newRow(name) << metric << expression << all << buy; };
        const QString duration = u"http_req_duration"_s;
        const QString both = u"p(95)<2000 @ 2000"_s;
        row("all", duration, u"p(95)<2000"_s, both, {});
        row("spaces", duration, u"  p(95)  <  2000 "_s, u"p(95) < 2000 @ 2000"_s, {});
        row("one name", u"http_req_duration{name:buy}"_s, u"p(95)<2000"_s, {}, both);
        row("url is the name", u"http_req_duration{url:buy}"_s, u"p(95)<2000"_s, {}, both);
        row("both, the same", u"http_req_duration{name:buy,url:buy}"_s, u"p(95)<2000"_s, {}, both);
        row("both, different", u"http_req_duration{name:buy,url:confirm}"_s, u"p(95)<2000"_s, {}, {});
        row("another name", u"http_req_duration{name:confirm}"_s, u"p(95)<2000"_s, {}, {});
        row("an unknown name", u"http_req_duration{name:teapot}"_s, u"p(95)<2000"_s, {}, {});
        row("part of the requests", u"http_req_duration{expected_response:true}"_s, u"p(95)<2000"_s, {}, {});
        row("the run's own tag", u"http_req_duration{env:ci}"_s, u"p(95)<2000"_s, both, {});
        row("the tag of another run", u"http_req_duration{env:live}"_s, u"p(95)<2000"_s, {}, {});
        row("a request's tag is not the run's", u"http_req_duration{method:POST}"_s, u"p(95)<2000"_s, {}, {});
        row("the scenario", u"http_req_duration{scenario:default,name:buy}"_s, u"p(95)<2000"_s, {}, both);
        row("median", duration, u"med<=300"_s, u"med<=300 @ 300"_s, {});
        row("lower bound", duration, u"p(1)>5"_s, u"p(1)>5 @ 5"_s, {});
        row("average is no curve", duration, u"avg<300"_s, {}, {});
        row("equality is no bound", duration, u"p(95)==300"_s, {}, {});
        row("another metric", u"http_req_waiting"_s, u"p(95)<2000"_s, {}, {});
        row("no threshold", duration, u"p(995)<1"_s, {}, {});
        row("no metric", u"http_req_duration{"_s, u"p(95)<2000"_s, {}, {});
    }

    void thresholds()
    {
        QFETCH(QString, metric);
        QFETCH(QString, expression);
        Profile profile = m_profile;
        profile.tags = {{u"env"_s, u"ci"_s}, {u"method"_s, u"POST"_s}};
        profile.thresholds = {{metric, {{.expression = expression}}}};
        const RunChartInput input{.rows = m_rows, .profile = profile, .loadStart = 1500ms};
        QTEST(limits(makeRunChart(RunChart::Latency, input)), "all");
        QTEST(limits(makeRunChart(RunChart::Latency, input, RequestName::Buy)), "buy");
        QVERIFY(makeRunChart(RunChart::Throughput, input).limits.empty());
    }

    void throughput()
    {
        const ChartData chart = makeRunChart(RunChart::Throughput, finished());
        QCOMPARE(points(chart, u"requests"_s), u"0:10 1:20 2:30 3:40 4:50 5:60 6:70 7:80"_s);
        QCOMPARE(points(chart, u"failed"_s), u"0:1 1:2 2:3 3:4 4:5 5:6 6:7 7:8"_s);
        QVERIFY(chart.unit == ChartUnit::PerSecond);
        const ChartData buys = makeRunChart(RunChart::Throughput, finished(), RequestName::Buy);
        QCOMPARE(points(buys, u"requests"_s), u"0:1 1:2 2:3 3:4 4:5 5:6 6:7 7:8"_s);
        QCOMPARE(points(buys, u"failed"_s), u"0:0 1:0 2:0 3:0 4:0 5:0 6:0 7:0"_s);
    }

    void stock()
    {
        const ChartData chart = makeRunChart(RunChart::Stock, finished());
        QCOMPARE(points(chart, u"stock"_s), u"0.5:6 1.5:5 2.5:4 3.5:3 4.5:2 5.5:1 6.5:0 7.5:-1"_s); // oversold is seen
        QCOMPARE(points(chart, u"confirmed"_s), u"0.5:1 1.5:2 2.5:3 3.5:4 4.5:5 5.5:6 6.5:7 7.5:8"_s);
        QCOMPARE(limits(chart), u"7 in stock @ 7"_s);
    }

    void onlyTheShopKnowsTheStockOfItsOwnSale()
    {
        m_profile.sale.mode = SaleMode::Existing;
        const ChartData chart = makeRunChart(RunChart::Stock, finished());
        m_profile.sale.mode = SaleMode::Create;
        QVERIFY(chart.limits.empty());
    }

    void aMissedSampleIsNoGapButSilenceIs()
    {
        std::vector<SecondRow> rows = m_rows;
        rows[2].stock.reset();
        for (const std::size_t i : {4, 5, 6}) {
            rows[i].stock.reset();
        }
        const RunChartInput input{.rows = rows, .profile = m_profile, .loadStart = 1500ms};
        QCOMPARE(points(makeRunChart(RunChart::Stock, input), u"stock"_s), u"0.5:6 2.5:4 5.5:gap 6.5:0 7.5:-1"_s);
    }

    void outcomes()
    {
        using enum Outcome;
        std::vector<SecondRow> rows = m_rows;
        const auto end = [&](std::size_t row, Outcome outcome, OutcomeReason reason, quint32 count) {
            rows[row].outcomes[std::size_t(outcome)][std::size_t(reason)] = count;
        };
        end(2, Success, OutcomeReason::None, 3);
        end(3, GaveUp, OutcomeReason::SoldOut, 5);
        end(3, Failed, OutcomeReason::SoldOut, 1);
        end(4, Failed, OutcomeReason::ApiError, 1);
        end(4, Failed, OutcomeReason::Network, 2);
        end(5, Interrupted, OutcomeReason::None, 4);
        RunChartInput input{.rows = rows, .profile = m_profile, .loadStart = 1500ms};
        const ChartData chart = makeRunChart(RunChart::Outcomes, input);
        QCOMPARE(names(chart), u"✓ bought, ○ sold out, ✕ error, – interrupted"_s);
        QCOMPARE(points(chart, u"bought"_s), u"0:0 1:3 2:0 3:0 4:0 5:0 6:0 7:0"_s);
        QCOMPARE(points(chart, u"soldOut"_s), u"0:0 1:0 2:6 3:0 4:0 5:0 6:0 7:0"_s);
        QCOMPARE(points(chart, u"error"_s), u"0:0 1:0 2:0 3:3 4:0 5:0 6:0 7:0"_s);
        QCOMPARE(points(chart, u"interrupted"_s), u"0:0 1:0 2:0 3:0 4:4 5:0 6:0 7:0"_s);
        for (const ChartSeries &series : chart.series) {
            QVERIFY(series.style == ChartSeries::Style::Stacked);
        }
    }

    /// Every end of a journey is in exactly one band, and no two bands look the same.
    void allOutcomesAreShown()
    {
        std::vector<SecondRow> rows = emptyRows(1);
        quint32 all = 0;
        for (auto &reasons : rows[0].outcomes) {
            for (quint32 &count : reasons) {
                all += count = all + 1;
            }
        }
        const ChartData chart =
            makeRunChart(RunChart::Outcomes, {.rows = rows, .profile = m_profile, .loadStart = 0ns});
        double sum = 0;
        QSet<int> tints;
        QSet<QChar> signs;
        for (const ChartSeries &series : chart.series) {
            sum += series.y.front();
            tints.insert(int(series.tint));
            signs.insert(series.name.front());
        }
        QCOMPARE(sum, double(all));
        QCOMPARE(std::size_t(tints.size()), chart.series.size());
        QCOMPARE(std::size_t(signs.size()), chart.series.size());
    }

    void times()
    {
        std::vector<SecondRow> rows = m_rows;
        rows[3].holdP50 = noData;
        const ChartData chart =
            makeRunChart(RunChart::Times, {.rows = rows, .profile = m_profile, .loadStart = 1500ms});
        QCOMPARE(names(chart), u"hold p50, hold p95, journey p50, journey p95"_s);
        QCOMPARE(points(chart, u"hold-p50"_s), u"0:100 1:200 2:gap 3:400 4:500 5:600 6:700 7:800"_s);
    }

    void holdsAreRanges()
    {
        std::vector<SecondRow> rows = m_rows;
        for (std::size_t i = 1; i <= 8; ++i)
            rows[i].holdLeastP50 = float(10 * i);
        const ChartData chart =
            makeRunChart(RunChart::Times, {.rows = rows, .profile = m_profile, .loadStart = 1500ms});
        const ChartSeries &hold = chart.series.front();
        QVERIFY(hold.style == ChartSeries::Style::Band);
        QVERIFY(chart.series[1].style == ChartSeries::Style::Line); // the least is not known of these
        QVERIFY2(chart.remark.endsWith(u"apart: bands run from the least to the most they took"_s),
            qPrintable(chart.remark));
        QCOMPARE(hold.low.size(), hold.y.size());
        QCOMPARE(hold.y[3], 400.);
        QCOMPARE(hold.low[3], 40.);
    }

    void pollingIsToldWithTheHolds_data()
    {
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("fast");
        QTest::addColumn<QString>("apart");
        QTest::newRow("growing") << 1.5 << 0. << u"2 s to 10 s"_s;
        QTest::newRow("steady") << 1. << 0. << u"2 s"_s;
        QTest::newRow("some fast") << 1. << 0.05 << u"2 s (of 5 % of the buyers 200 ms)"_s;
        QTest::newRow("all fast") << 1.5 << 1. << u"200 ms"_s;
    }

    void pollingIsToldWithTheHolds()
    {
        QFETCH(double, factor);
        QFETCH(double, fast);
        QFETCH(QString, apart);
        m_profile.buyer.backoffFactor = factor;
        m_profile.buyer.fastPollShare = fast;
        const ChartData chart = makeRunChart(RunChart::Times, finished());
        QCOMPARE(chart.remark,
            QString(u"Holds are seen by polling, "_s + apart + u" apart: these are the most they took"_s));
        QVERIFY(makeRunChart(RunChart::Latency, finished()).remark.isEmpty());
        m_profile = smallProfile();
    }

    void generatorBoundIsSaidWhereItMatters()
    {
        RunChartInput input = finished();
        input.generatorBound = true;
        QStringList noted;
        for (std::size_t i = 0; i < runChartCount; ++i) {
            const ChartData chart = makeRunChart(RunChart(i), input);
            if (!chart.note.isEmpty()) {
                QVERIFY(chart.note.startsWith("generator-bound"_L1));
                noted.append(chart.id);
            }
        }
        QCOMPARE(noted, QStringList({u"latency"_s, u"throughput"_s, u"times"_s}));
    }

    void beforeTheFirstRow()
    {
        for (std::size_t i = 0; i < runChartCount; ++i) {
            const ChartData chart =
                makeRunChart(RunChart(i), {.rows = {}, .profile = m_profile, .loadStart = 1500ms, .now = 1600ms});
            QCOMPARE(chart.isEmpty(), i != std::size_t(RunChart::VirtualUsers));
            QVERIFY2(chart.emptyText.endsWith(" yet"_L1), qPrintable(chart.emptyText));
            QCOMPARE(chart.xTo, 6.0);
            QCOMPARE(chart.now, std::optional(0.1));
        }
    }

    void nowEndsWithTheLoad()
    {
        std::vector<SecondRow> rows;
        // Set-up: not there yet.
        QVERIFY(!makeRunChart(RunChart::Stock, live(rows, 1250ms)).now);
        // Draining, beyond the plan's end.
        ChartData chart = makeRunChart(RunChart::Stock, live(rows, 8750ms));
        QCOMPARE(chart.now, std::optional(7.25));
        QCOMPARE(chart.xTo, 7.25);
        // Settling: nobody is there any more, and what the shop says of its stock is no part of the load.
        chart = makeRunChart(RunChart::Stock, live(rows, 11'900ms));
        QVERIFY(!chart.now);
        QCOMPARE(chart.xTo, 7.5);
    }

    void aStoppedRunEndsWhereItEnded()
    {
        std::vector<SecondRow> rows(m_rows.begin(), m_rows.begin() + 4);
        const ChartData chart =
            makeRunChart(RunChart::VirtualUsers, {.rows = rows, .profile = m_profile, .loadStart = 1500ms});
        QCOMPARE(chart.xTo, 2.5);
    }

    void ofAResult()
    {
        RunResult result;
        result.profile = m_profile;
        result.seconds = m_rows;
        result.phases = {{RunPhase::Setup, 0ns, 1500ms, {}}, {RunPhase::Load, 1500ms, 7500ms, {}}};
        result.health.localFailures = 1;
        const RunChartInput input = chartInputOf(result);
        QVERIFY(input.loadStart == 1500ms);
        QVERIFY(!input.now);
        QVERIFY(input.generatorBound);
        QCOMPARE(points(makeRunChart(RunChart::Latency, input), u"p50"_s), u"0:1 1:2 2:3 3:4 4:5 5:6 6:7 7:8"_s);
        // A run whose set-up failed had no load.
        result.phases.pop_back();
        QVERIFY(makeRunChart(RunChart::Latency, chartInputOf(result)).isEmpty());
    }

    void plan()
    {
        const ChartData chart = makePlanChart(m_profile.load);
        QCOMPARE(points(chart, u"planned"_s), u"0:0 2:10 2:20 6:20 6:0"_s);
        QCOMPARE(chart.xTo, 6.0);
        QVERIFY(chart.bounds == std::vector<double>({2, 6}));
        QVERIFY(!chart.isEmpty());
    }

    void aHalfEditedPlanIsDrawn()
    {
        LoadSettings load;
        load.stages = {};
        QCOMPARE(points(makePlanChart(load), u"planned"_s), u"0:0"_s);
        load.startVUs = -5;
        load.stages = {{-3s, -2}, {2s, 4}};
        QCOMPARE(points(makePlanChart(load), u"planned"_s), u"0:0 0:0 2:4 2:0"_s);
    }

    void idsAreUniqueAndFitForFiles()
    {
        QSet<QString> ids;
        for (std::size_t i = 0; i < runChartCount; ++i) {
            const QString id = runChartId(RunChart(i));
            QVERIFY(!id.isEmpty() && !runChartTitle(RunChart(i)).isEmpty());
            QVERIFY(std::ranges::all_of(id, [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'-'; }));
            ids.insert(id);
        }
        QCOMPARE(std::size_t(ids.size()), runChartCount);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunCharts)
#include "tst_runcharts.moc"
