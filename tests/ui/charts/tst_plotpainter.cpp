// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/plotpainter.h"

#include "tests/support/testprogram.h"
#include "ui/theme/appearance.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <functional>
#include <optional>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr QRectF plotArea{60, 20, 300, 150};

/// What is painted of the plot on the card's colour.
QImage painted(const ChartPlot &plot, const std::function<void(PlotPainter &)> &paint)
{
    QImage image(380, 200, QImage::Format_RGB32);
    image.fill(toColor(lightTokens.card));
    QPainter painter(&image);
    PlotPainter plotPainter(painter, plotArea, plot, lightTokens);
    paint(plotPainter);
    return image;
}

/// The smallest rectangle that holds everything painted in this colour, or in any.
QRect inked(const QImage &image, std::optional<QColor> color = {})
{
    QRect rect;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (color ? pixel == *color : pixel != toColor(lightTokens.card))
                rect |= QRect(x, y, 1, 1);
        }
    }
    return rect;
}

ChartData chartOf(const QString &name)
{
    ChartData chart{.id = u"c"_s, .title = u"C"_s, .xTo = 100};
    chart.series = {{.id = u"a"_s, .name = name, .tint = ChartTint::Vermilion, .x = {0, 50, 100}, .y = {10, 20, 30}}};
    return chart;
}

} // namespace

class TestPlotPainter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void limitsStandAtTheirValue()
    {
        const ChartPlot plot{.xTo = 100, .yTo = 100, .limits = {{.value = 25, .label = u"p(95)<25"_s}}};
        const QRect line = inked(
            painted(plot, [](PlotPainter &painter) { painter.paintMarks(); }), toColor(lightTokens.fail));
        // Three quarters down, from edge to edge; the label stands above the line.
        QVERIFY(line.contains(QPoint(int(plotArea.left()) + 1, int(plotArea.top() + 0.75 * plotArea.height()))));
        QVERIFY(line.width() >= int(plotArea.width()) - 8);
        QVERIFY(line.bottom() <= int(plotArea.top() + 0.75 * plotArea.height()) + 1);
    }

    /// One that lies beyond the axis is named at the upper edge, and draws no line that would be a wrong one.
    void limitsAboveAreOnlyNamed()
    {
        const ChartPlot plot{.xTo = 100, .yTo = 100, .limits = {{.value = 2000, .label = u"far"_s, .isAbove = true}}};
        const QRect label = inked(painted(plot, [](PlotPainter &painter) { painter.paintMarks(); }));
        QVERIFY(!label.isEmpty());
        QVERIFY(label.left() > plotArea.center().x());
        QVERIFY(label.bottom() < plotArea.top() + 25);
    }

    void endlessNamesStayInside()
    {
        const ChartPlot plot{.xTo = 100, .yTo = 100, .limits = {{.value = 100, .label = QString(5000, u'W')}}};
        QVERIFY(inked(painted(plot, [](PlotPainter &painter) { painter.paintMarks(); })).right() <= plotArea.right());
        const QImage box = painted(plot, [](PlotPainter &painter) {
            painter.paintCrosshair(50, chartOf(QString(5000, u'W')), {});
        });
        QVERIFY(!inked(box).isEmpty());
        const QRectF strip(plotArea.left(), 0, plotArea.width(), plotArea.top());
        for (const auto &paint : {&PlotPainter::paintNote, &PlotPainter::paintRemark}) {
            const QRect note =
                inked(painted(plot, [&](PlotPainter &painter) { (painter.*paint)(strip, QString(5000, u'W')); }));
            QVERIFY(!note.isEmpty());
            QVERIFY(note.right() <= plotArea.right());
            QVERIFY(note.left() >= plotArea.left());
        }
    }

    void crosshairIsWhereItIsAsked_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<bool>("isShown");
        QTest::newRow("in the middle") << 50.0 << true;
        QTest::newRow("at the beginning") << 0.0 << true;
        QTest::newRow("at the end") << 100.0 << true;
        QTest::newRow("before") << -1.0 << false;
        QTest::newRow("behind") << 101.0 << false;
    }

    void crosshairIsWhereItIsAsked()
    {
        QFETCH(double, seconds);
        QFETCH(bool, isShown);
        const ChartPlot plot{.xTo = 100, .yTo = 100};
        const QImage image =
            painted(plot, [&](PlotPainter &painter) { painter.paintCrosshair(seconds, chartOf(u"a"_s), {}); });
        QCOMPARE(!inked(image).isEmpty(), isShown);
        if (!isShown)
            return;
        const int x = int(plotArea.left() + seconds / 100 * plotArea.width());
        int inColumn = 0;
        for (int y = int(plotArea.top()); y < int(plotArea.bottom()); ++y)
            inColumn += image.pixelColor(x, y) == toColor(lightTokens.secondary) ? 1 : 0;
        QVERIFY2(inColumn > plotArea.height() / 2, qPrintable(QString::number(inColumn)));
    }

    /// Without a value there, a hidden series as well, the line has no box.
    void crosshairWithoutValuesHasNoBox()
    {
        const ChartPlot plot{.xTo = 100, .yTo = 100};
        const QImage image =
            painted(plot, [](PlotPainter &painter) { painter.paintCrosshair(50, chartOf(u"a"_s), {u"a"_s}); });
        QCOMPARE(inked(image).width(), 1);
    }

    /// A plot of a single moment or value must not divide by nothing.
    void narrowPlots()
    {
        ChartPlot plot{.xTo = 1e-9, .yTo = 1e-9};
        plot.now = 0;
        plot.xTicks = {{0, u"0"_s}};
        plot.yTicks = {{0, u"0"_s}};
        const QImage image = painted(plot, [](PlotPainter &painter) {
            painter.paintGrid();
            painter.paintMarks();
        });
        QVERIFY(!inked(image, toColor(lightTokens.accent)).isEmpty());
    }

    void roomGrowsWithTheFont()
    {
        QFont small;
        small.setPointSize(7);
        QFont large;
        large.setPointSize(24);
        QVERIFY(PlotPainter::leftRoom(small) < PlotPainter::leftRoom(large));
        QVERIFY(PlotPainter::bottomRoom(small) < PlotPainter::bottomRoom(large));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestPlotPainter)
#include "tst_plotpainter.moc"
