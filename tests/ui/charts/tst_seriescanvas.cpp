// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/seriescanvas.h"

#include "tests/support/testprogram.h"
#include "ui/theme/appearance.h"

#include <QImage>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize canvasArea{240, 120};
constexpr double gapValue = std::numeric_limits<double>::quiet_NaN();

/// 100 s from 0 to 100 of a line at this height.
ChartPlot plotOf(ChartSeries::Style style, const std::vector<double> &y)
{
    ChartPlot plot{.xTo = 100, .yTo = 100};
    PlotSeries series{.id = u"s"_s, .tint = ChartTint::Vermilion, .style = style};
    for (std::size_t i = 0; i < y.size(); ++i) {
        series.x.push_back(100 * double(i) / double(std::max<std::size_t>(y.size() - 1, 1)));
        if (series.isFilled() && style != ChartSeries::Style::Area)
            series.base.push_back(std::isnan(y[i]) ? gapValue : 0);
    }
    series.y = y;
    plot.series = {series};
    return plot;
}

QColor colorOf(ChartTint tint)
{
    return toColor(lightTokens.tint(tint));
}

QImage drawnBy(SeriesCanvas &canvas, const ChartPlot &plot, qreal ratio = 1)
{
    return canvas.draw(plot, canvasArea, ratio, colorOf).toImage();
}

/// As a canvas draws it that has drawn nothing before.
QImage fresh(const ChartPlot &plot)
{
    SeriesCanvas canvas;
    return drawnBy(canvas, plot);
}

bool isBlank(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > 0)
                return false;
        }
    }
    return true;
}

} // namespace

class TestSeriesCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void styles_data()
    {
        using enum ChartSeries::Style;
        QTest::addColumn<ChartSeries::Style>("style");
        QTest::newRow("line") << Line;
        QTest::newRow("dashed") << Dashed;
        QTest::newRow("canvasArea") << Area;
        QTest::newRow("stacked") << Stacked;
        QTest::newRow("band") << Band;
        QTest::newRow("dots") << Dots;
        QTest::newRow("crosses") << Crosses;
    }

    /// What was drawn before leaves nothing behind, whether the plot is emptied, refilled or broken by a gap.
    void showsWhatThereIsAndNothingElse_data() { styles_data(); }

    void showsWhatThereIsAndNothingElse()
    {
        QFETCH(ChartSeries::Style, style);
        const ChartPlot full = plotOf(style, {10, 60, 40, 80});
        const ChartPlot other = plotOf(style, {90, 5, 50});
        const ChartPlot broken = plotOf(style, {10, 60, gapValue, 80, 70});
        const ChartPlot nothing = plotOf(style, {});
        const ChartPlot gap = plotOf(style, {gapValue, gapValue});
        QVERIFY(!isBlank(fresh(full)));
        QVERIFY(isBlank(fresh(nothing)));
        SeriesCanvas canvas;
        for (const ChartPlot *plot : {&full, &nothing, &other, &gap, &broken, &full, &broken, &nothing, &full})
            QCOMPARE(drawnBy(canvas, *plot), fresh(*plot));
    }

    void otherSeriesTakeThePlaceOfTheFirst()
    {
        using enum ChartSeries::Style;
        ChartPlot two = plotOf(Area, {10, 20});
        two.series.push_back(plotOf(Line, {80, 70}).series.front());
        two.series.back().id = u"t"_s;
        SeriesCanvas canvas;
        for (const ChartPlot &plot : {plotOf(Line, {10, 20}), two, plotOf(Stacked, {30, 40}), ChartPlot{}})
            QCOMPARE(drawnBy(canvas, plot), fresh(plot));
    }

    void rangesOfTheAxesAreFollowed()
    {
        ChartPlot plot = plotOf(ChartSeries::Style::Line, {10, 60, 40, 80});
        SeriesCanvas canvas;
        const QImage before = drawnBy(canvas, plot);
        plot.yTo = 200;
        QCOMPARE(drawnBy(canvas, plot), fresh(plot));
        QVERIFY(drawnBy(canvas, plot) != before);
        plot.xFrom = 20;
        QCOMPARE(drawnBy(canvas, plot), fresh(plot));
    }

    void sizeAndDensityAreFollowed()
    {
        const ChartPlot plot = plotOf(ChartSeries::Style::Line, {10, 60});
        SeriesCanvas canvas;
        const QSize whole = canvasArea + QSize(2 * SeriesCanvas::margin, 2 * SeriesCanvas::margin);
        QCOMPARE(drawnBy(canvas, plot).size(), whole);
        QCOMPARE(drawnBy(canvas, plot, 2).size(), whole * 2);
        QCOMPARE(canvas.draw(plot, {50, 40}, 1, colorOf).size(), QSize(60, 50));
        QVERIFY(!isBlank(canvas.draw(plot, {50, 40}, 1, colorOf).toImage()));
    }

    /// Nothing is drawn anew for the same plot: a crosshair may move over it for nothing.
    void theSameIsNotDrawnAgain()
    {
        const ChartPlot plot = plotOf(ChartSeries::Style::Line, {10, gapValue, 20, 30});
        SeriesCanvas canvas;
        const qint64 key = canvas.draw(plot, canvasArea, 1, colorOf).cacheKey();
        QCOMPARE(canvas.draw(plot, canvasArea, 1, colorOf).cacheKey(), key);
        QVERIFY(canvas.draw(plotOf(ChartSeries::Style::Line, {10, gapValue, 20, 31}), canvasArea, 1, colorOf).cacheKey() != key);
    }

    void coloursAreTakenAnewWhenForgotten()
    {
        const ChartPlot plot = plotOf(ChartSeries::Style::Line, {50, 50});
        const auto green = [](ChartTint) { return QColor(Qt::green); };
        SeriesCanvas canvas;
        const QImage before = drawnBy(canvas, plot);
        canvas.forgetColors();
        QVERIFY(canvas.draw(plot, canvasArea, 1, green).toImage() != before);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestSeriesCanvas)
#include "tst_seriescanvas.moc"
