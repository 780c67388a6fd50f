// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/chartsvg.h"

#include "core/charts/runcharts.h"
#include "tests/support/testprogram.h"

#include "goldenfile.h"
#include "samplerun.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What an XML reader makes of it: all texts, or its complaint.
QString textsOf(const QByteArray &svg)
{
    QXmlStreamReader reader(svg);
    QStringList texts;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::Characters && !reader.isWhitespace()) {
            texts.append(reader.text().toString());
        }
    }
    return reader.hasError() ? QString(u"not XML: "_s + reader.errorString()) : texts.join(u'|');
}

/// A chart of everything that can be drawn, small enough to be read as text.
ChartData everything()
{
    using enum ChartSeries::Style;
    ChartData chart{.id = u"all"_s, .title = u"Everything"_s, .unit = ChartUnit::Milliseconds, .xTo = 10};
    chart.series = {
        {.id = u"area"_s, .name = u"area"_s, .tint = ChartTint::Blue, .style = Area, .x = {0, 5, 10}, .y = {0, 50, 20}},
        {.id = u"line"_s,
            .name = u"line"_s,
            .tint = ChartTint::Green,
            .x = {0, 1, 2, 3, 4, 5, 6},
            .y = {10, 20, noValue, 40, noValue, 60, 65}},
        {.id = u"dashes"_s,
            .name = u"dashes"_s,
            .tint = ChartTint::Orange,
            .style = Dashed,
            .x = {0, 3, 4, 5},
            .y = {90, 80, noValue, 70}},
        {.id = u"low"_s,
            .name = u"low band"_s,
            .tint = ChartTint::Sky,
            .style = Stacked,
            .x = {6, 7, 8},
            .y = {5, 6, 7}},
        {.id = u"high"_s,
            .name = u"high band"_s,
            .tint = ChartTint::Pink,
            .style = Stacked,
            .x = {6, 7, 8},
            .y = {0, 4, 0}},
    };
    chart.limits = {{100, u"p(95)<100"_s}, {2000, u"p(99)<2000"_s}};
    chart.bounds = {4, 10};
    chart.now = 9;
    chart.note = u"generator-bound"_s;
    return chart;
}

} // namespace

class TestChartSvg : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("svg");
        const auto golden = [](const QString &file, const QByteArray &svg) {
            QTest::newRow(qPrintable(file)) << file << svg;
        };
        golden(u"everything.svg"_s,
            chartSvg(everything(), {.width = 400, .height = 240, .caption = u"Smoke \u00b7 2026-11-22"_s}));
        golden(u"everything-dark.svg"_s, chartSvg(everything(), {.tokens = darkTokens, .width = 400, .height = 240}));
        golden(u"empty.svg"_s,
            chartSvg({.title = u"Stock"_s, .xTo = 60, .emptyText = u"No stock figure yet"_s},
                {.width = 300, .height = 160}));
        SampleRun run(390);
        for (std::size_t i = 0; i < runChartCount; ++i) {
            const ChartData chart = makeRunChart(RunChart(i), run.at(90s));
            golden(chart.id + ".svg"_L1, chartSvg(chart, {.width = 480, .height = 240}));
        }
    }

    void golden()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, svg);
        QVERIFY2(!textsOf(svg).startsWith("not XML"_L1), qPrintable(textsOf(svg)));
        const QString difference = differenceFrom(QStringLiteral(TEST_DATA_DIR) + u'/' + file, svg);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void marksHaveShapes()
    {
        using enum ChartSeries::Style;
        ChartData chart{.id = u"marks"_s, .title = u"Marks"_s, .xTo = 10};
        const auto circles = [&](ChartSeries::Style style) {
            chart.series = {{.id = u"a"_s, .name = u"a"_s, .style = style, .x = {1, 2, 3}, .y = {1, noValue, 3}}};
            const QByteArray svg = chartSvg(chart, {});
            return u"%1 circles, %2 polygons, %3 slanted lines"_s.arg(svg.count("<circle"))
                .arg(svg.count("<polygon"))
                .arg(svg.count("stroke-width=\"1.5\""));
        };
        // Two and the legend's.
        QCOMPARE(circles(Dots), u"3 circles, 0 polygons, 0 slanted lines"_s);
        QCOMPARE(circles(Rings), u"3 circles, 0 polygons, 0 slanted lines"_s);
        QCOMPARE(circles(Crosses), u"0 circles, 0 polygons, 6 slanted lines"_s);
        QCOMPARE(circles(Triangles), u"0 circles, 3 polygons, 0 slanted lines"_s);
    }

    void aRemarkIsNoWarning()
    {
        ChartData chart = everything();
        chart.note.clear();
        chart.remark = u"seen by polling"_s;
        const QString texts = textsOf(chartSvg(chart, {}));
        QVERIFY(texts.contains(u"|seen by polling|"_s));
        QVERIFY(!texts.contains(u"! "_s));
    }

    void nastyTextStaysText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("markup") << u"<script>alert(\"1\")</script> & 'co'"_s
                                << u"<script>alert(\"1\")</script> & 'co'"_s;
        QTest::newRow("cdata") << u"]]>"_s << u"]]>"_s;
        QTest::newRow("controls") << u"a\nb\tc\u001b[2Jd\u0000e"_s << u"a\u240ab\u2409c\u241b[2Jd\u2400e"_s;
        QTest::newRow("direction") << u"\u202Eevil"_s << u"\u2039U+202E\u203aevil"_s;
        QTest::newRow("Hebrew") << u"\u05d0\u05d1"_s << u"\u05d0\u05d1"_s;
        QTest::newRow("lone surrogate") << QString(u'a') + QChar(0xd800) + u'b' << u"a\ufffdb"_s;
        QTest::newRow("no characters") << QString(QChar(0xfffe)) + QChar(0xffff) << u"\ufffd\ufffd"_s;
        QTest::newRow("beyond the first plane") << u"\U0001f4a5"_s << u"\U0001f4a5"_s;
        QTest::newRow("long") << QString(10'000, u'x') << QString(QString(199, u'x') + u'\u2026');
    }

    void nastyTextStaysText()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        ChartData chart = everything();
        chart.title = text;
        const QString texts = textsOf(chartSvg(chart, {}));
        QVERIFY2(texts.contains(shown), qPrintable(texts));
        // Wherever else a text may come from.
        chart = everything();
        chart.note = chart.emptyText = text;
        chart.series.front().name = text;
        chart.limits.front().label = text;
        QVERIFY(!textsOf(chartSvg(chart, {.caption = text})).startsWith("not XML"_L1));
    }

    void nothingDrawsOutside()
    {
        ChartData chart = everything();
        chart.xFrom = 2.5; // in the middle of everything
        chart.xTo = 7.5;
        const ChartSvgStyle style{.width = 400, .height = 240};
        QXmlStreamReader reader(chartSvg(chart, style));
        int points = 0;
        while (!reader.atEnd()) {
            reader.readNext();
            const QStringView list = reader.attributes().value("points"_L1);
            for (const QStringView point : list.split(u' ', Qt::SkipEmptyParts)) {
                const auto parts = point.split(u',');
                QVERIFY(parts[0].toDouble() >= 16 && parts[0].toDouble() <= style.width - 16);
                QVERIFY(parts[1].toDouble() >= 0 && parts[1].toDouble() <= style.height - 16);
                ++points;
            }
        }
        QVERIFY(points > 10);
    }

    void sizesThatAreNone()
    {
        for (const int size : {-5, 0, 1, 50}) {
            const QByteArray svg = chartSvg(everything(), {.width = size, .height = size});
            QVERIFY2(!textsOf(svg).startsWith("not XML"_L1), qPrintable(textsOf(svg)));
            QVERIFY(!svg.contains("nan") && !svg.contains("inf"));
        }
    }

    void valuesThatAreNone()
    {
        ChartData chart = everything();
        chart.series[0].y = {noValue, std::numeric_limits<double>::infinity(), 1};
        chart.limits = {{noValue, u"none"_s}};
        const QByteArray svg = chartSvg(chart, {});
        QVERIFY(!svg.contains("nan") && !svg.contains("inf"));
    }

    void anHourIsNoHugeFile()
    {
        SampleRun run(3600);
        for (std::size_t i = 0; i < runChartCount; ++i) {
            const QByteArray svg = chartSvg(makeRunChart(RunChart(i), run.finished()), {});
            QVERIFY2(svg.size() < 150'000, qPrintable(QString::number(svg.size())));
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestChartSvg)
#include "tst_chartsvg.moc"
