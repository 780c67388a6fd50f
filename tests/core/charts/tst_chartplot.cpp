// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartplot.h"

#include "samplerun.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

ChartData chartOf(std::vector<ChartSeries> series)
{
    return {.id = u"test"_s, .series = std::move(series), .xTo = 10};
}

ChartSeries seriesOf(const QString &id, std::vector<double> y, ChartSeries::Style style = ChartSeries::Style::Line)
{
    ChartSeries series{.id = id, .style = style, .y = std::move(y)};
    for (std::size_t i = 0; i < series.y.size(); ++i) {
        series.x.push_back(double(i));
    }
    return series;
}

QString runsText(const std::vector<PlotRun> &runs)
{
    QStringList texts;
    for (const PlotRun &run : runs) {
        texts.append(u"%1-%2"_s.arg(run.first).arg(run.end));
    }
    return texts.join(u' ');
}

} // namespace

class TestChartPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBandIsCutAtBothEdges()
    {
        ChartSeries band = seriesOf(u"a"_s, {10, 20, 30}, ChartSeries::Style::Band);
        band.low = {-4, 10, 20};
        const ChartPlot plot = makePlot(chartOf({band}), {.xFrom = 0.5, .xTo = 1.5});
        QVERIFY(plot.series[0].y == std::vector<double>({15, 20, 25}));
        QVERIFY(plot.series[0].base == std::vector<double>({3, 10, 15}));
        QVERIFY(plot.series[0].isFilled());
        QVERIFY(makePlot(chartOf({band}), {.xFrom = 0, .xTo = 2}).yFrom <= -4); // all of it is seen
    }

    void marksAreNotCut()
    {
        for (const ChartSeries::Style style : {ChartSeries::Style::Dots, ChartSeries::Style::Crosses}) {
            const ChartPlot plot =
                makePlot(chartOf({seriesOf(u"a"_s, {10, 20, 30}, style)}), {.xFrom = 0.5, .xTo = 1.5});
            QVERIFY(plot.series[0].x == std::vector<double>({1}));
            QVERIFY(!plot.series[0].isFilled());
        }
    }

    void placesHaveTicksOfTheirOwn()
    {
        ChartData chart = chartOf({seriesOf(u"a"_s, {1, 2}, ChartSeries::Style::Dots)});
        chart.xAxis = ChartAxis::Place;
        QStringList labels;
        for (const PlotTick &tick : makePlot(chart, {.xFrom = 0, .xTo = 2100, .width = 400}).xTicks)
            labels += tick.label;
        QCOMPARE(labels.join(u' '), u"0 500 1,000 1,500 2,000"_s);
    }

    void bandsStandOnEachOther()
    {
        using enum ChartSeries::Style;
        const ChartData chart = chartOf({seriesOf(u"a"_s, {1, 2, 3}, Stacked),
            seriesOf(u"b"_s, {10, noValue, 30}, Stacked), seriesOf(u"c"_s, {0, 0, 5}, Stacked)});
        const ChartPlot plot = makePlot(chart, {.xFrom = 0, .xTo = 10});
        QCOMPARE(plot.series.size(), std::size_t(3));
        QVERIFY(plot.series[1].base == std::vector<double>({1, 2, 3}));
        QVERIFY(plot.series[1].y == std::vector<double>({11, 2, 33}));
        QVERIFY(plot.series[2].y == std::vector<double>({11, 2, 38}));
        QCOMPARE(plot.yTo, 40.0);
        // Hidden, it no longer carries the ones above.
        const ChartPlot without = makePlot(chart, {.xFrom = 0, .xTo = 10}, {u"b"_s});
        QCOMPARE(without.series.size(), std::size_t(2));
        QVERIFY(without.series[1].y == std::vector<double>({1, 2, 8}));
    }

    void runsLieBetweenGaps()
    {
        QCOMPARE(runsText(plotRuns({.y = {1, 2, noValue, noValue, 3, noValue}})), u"0-2 4-5"_s);
        QCOMPARE(runsText(plotRuns({.y = {noValue, noValue}})), QString());
        QCOMPARE(runsText(plotRuns({.y = {0}})), u"0-1"_s);
    }

    void anEdgeIsOnlyWhereTheBandHasHeight()
    {
        QCOMPARE(runsText(bandEdges({.y = {5, 5, 6, 5, 5, 5, 7}, .base = {5, 5, 5, 5, 5, 5, 5}})), u"1-4 5-7"_s);
        QCOMPARE(runsText(bandEdges({.y = {5, 5}, .base = {5, 5}})), QString());
    }

    void limits()
    {
        ChartData chart = chartOf({seriesOf(u"p95"_s, {100, 200})});
        chart.unit = ChartUnit::Milliseconds;
        chart.limits = {{300, u"near"_s}, {2000, u"far"_s}, {noValue, u"none"_s}};
        const ChartPlot plot = makePlot(chart, {.xFrom = 0, .xTo = 10, .height = 140});
        QCOMPARE(plot.limits.size(), std::size_t(2));
        QVERIFY(!plot.limits[0].isAbove); // seen, and with room for its label
        QVERIFY(plot.yTo > 300);
        QVERIFY(plot.limits[1].isAbove); // would flatten the data
        QVERIFY(plot.yTo < 2000);
        // Without data, the limits are what there is to see.
        chart.series.clear();
        QVERIFY(makePlot(chart, {.xFrom = 0, .xTo = 10}).yTo > 2000);
    }

    void onlyWhatIsInRangeScales()
    {
        const ChartData chart = chartOf({seriesOf(u"a"_s, {1, 1, 1, 1000, 1, 1, 1, 1, 1, 1, 1})});
        QVERIFY(makePlot(chart, {.xFrom = 0, .xTo = 10}).yTo > 1000);
        QCOMPARE(makePlot(chart, {.xFrom = 5, .xTo = 10}).yTo, 2.0);
    }

    void anAxisOfNothingHasNoScale()
    {
        QCOMPARE(makePlot(chartOf({seriesOf(u"a"_s, {noValue, noValue})}), {.xFrom = 0, .xTo = 10}).yTicks.size(),
            std::size_t(1));
        // 0 is a value.
        QVERIFY(makePlot(chartOf({seriesOf(u"a"_s, {0, 0})}), {.xFrom = 0, .xTo = 10}).yTicks.size() > 1);
    }

    void boundsAndNowAreInRange()
    {
        ChartData chart = chartOf({});
        chart.bounds = {2, 5, 8};
        chart.now = 6;
        ChartPlot plot = makePlot(chart, {.xFrom = 3, .xTo = 7});
        QVERIFY(plot.bounds == std::vector<double>({5}));
        QCOMPARE(plot.now, std::optional(6.0));
        plot = makePlot(chart, {.xFrom = 7, .xTo = 9});
        QVERIFY(!plot.now);
    }

    void aRangeWithoutLengthHasOne()
    {
        const ChartPlot plot = makePlot(chartOf({seriesOf(u"a"_s, {1})}), {.xFrom = 0, .xTo = 0});
        QVERIFY(plot.xTo > plot.xFrom);
        QVERIFY(plot.yTo > plot.yFrom);
        QCOMPARE(plot.pointCount(), std::size_t(1));
    }

    /// An hour, every chart, and every size of paper: never more points than asked for.
    void anHourKeepsToThePoints()
    {
        SampleRun run(3600);
        for (std::size_t i = 0; i < runChartCount; ++i) {
            const ChartData chart = makeRunChart(RunChart(i), run.finished());
            for (const int width : {60, 500, 4000}) {
                PlotFrame frame{.xFrom = chart.xFrom, .xTo = chart.xTo, .width = width, .height = 150};
                const ChartPlot plot = makePlot(chart, frame);
                QVERIFY2(plot.pointCount() <= mostPlotPoints, qPrintable(chart.id));
                QVERIFY(plot.pointCount() > 50);
                frame.points = 2 * mostPlotPoints;
                QVERIFY(makePlot(chart, frame).pointCount() >= plot.pointCount());
            }
        }
    }

    /// What short series leave is for the others.
    void pointsAreSharedFairly()
    {
        std::vector<double> y(3000);
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] = std::sin(double(i));
        }
        const ChartData chart = chartOf({seriesOf(u"short"_s, {1, 2, 3}), seriesOf(u"long"_s, y)});
        const ChartPlot plot = makePlot(chart, {.xFrom = 0, .xTo = 3000});
        QCOMPARE(plot.series[0].x.size(), std::size_t(3));
        QVERIFY(plot.series[1].x.size() > 300);
        QVERIFY(plot.pointCount() <= mostPlotPoints);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestChartPlot)
#include "tst_chartplot.moc"
