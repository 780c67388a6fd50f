// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timechart.h"

#include "core/charts/runcharts.h"
#include "tests/support/testprogram.h"
#include "ui/charts/chartgroup.h"
#include "ui/theme/appearance.h"

#include "samplerun.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// 100 s of a line at 50 that is missing from 40 to 60 s, and a dashed one at 20.
ChartData brokenChart()
{
    ChartData chart{.id = u"broken"_s, .title = u"Broken"_s, .xTo = 100};
    ChartSeries line{.id = u"line"_s, .name = u"line"_s, .tint = ChartTint::Vermilion};
    ChartSeries dashes{
        .id = u"dashes"_s, .name = u"dashes"_s, .tint = ChartTint::Green, .style = ChartSeries::Style::Dashed};
    for (int second = 0; second <= 100; ++second) {
        line.x.push_back(second);
        line.y.push_back(second > 40 && second < 60 ? noValue : 50);
        dashes.x.push_back(second);
        dashes.y.push_back(20);
    }
    chart.series = {line, dashes};
    chart.emptyText = u"Nothing yet"_s;
    return chart;
}

/// Whether a pixel of about this colour lies in the part of the picture; antialiasing and fills mix colours.
bool shows(const QImage &image, const QRect &part, QColor color, int tolerance = 40)
{
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (std::abs(pixel.red() - color.red()) <= tolerance && std::abs(pixel.green() - color.green()) <= tolerance
                && std::abs(pixel.blue() - color.blue()) <= tolerance) {
                return true;
            }
        }
    }
    return false;
}

class ChartPage final : public QWidget {
public:
    ChartPage()
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(&first);
        layout->addWidget(&second);
        resize(600, 420);
        first.setGroup(&group);
        second.setGroup(&group);
    }

    ChartGroup group;
    TimeChart first{u"First"_s};
    TimeChart second{u"Second"_s};
};

void sendMouse(TimeChart &chart, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, chart.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&chart, &event);
}

void hover(TimeChart &chart, QPointF at)
{
    sendMouse(chart, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
}

void leave(TimeChart &chart)
{
    QEvent event(QEvent::Leave);
    QApplication::sendEvent(&chart, &event);
}

void wheel(TimeChart &chart, QPointF at, int notches)
{
    QWheelEvent event(
        at, chart.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&chart, &event);
}

/// Where a time is, in the chart's coordinates.
QPointF placeOf(const TimeChart &chart, double seconds)
{
    const QRect area = chart.plotArea();
    return QPointF(area.left() + seconds / chart.data().xTo * area.width(), area.center().y());
}

QAbstractButton *legendButton(TimeChart &chart, const QString &name)
{
    for (QAbstractButton *button : chart.legend()->findChildren<QAbstractButton *>()) {
        if (button->text() == name) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestTimeChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Appearance::instance().initialise();
        Appearance::instance().setScheme(Appearance::Scheme::Light);
    }

    void whatIsSeenLacksWhatIsHiddenOrOutOfSight()
    {
        TimeChart chart(u"Chart"_s);
        ChartGroup group;
        chart.setGroup(&group);
        chart.setData(brokenChart());
        QCOMPARE(chart.visibleData().series.size(), std::size_t(2));
        QCOMPARE(chart.visibleData().xTo, 100.);
        chart.setSeriesHidden(u"dashes"_s, true);
        group.setRange(std::pair(20., 40.));
        const ChartData visible = chart.visibleData();
        QCOMPARE(visible.series.size(), std::size_t(1));
        QCOMPARE(visible.series.front().id, u"line"_s);
        QCOMPARE(visible.xFrom, 20.);
        QCOMPARE(visible.xTo, 40.);
        chart.setGroup(nullptr);
    }

    void anHourIsDrawnWithFewPoints()
    {
        SampleRun run(3600);
        for (std::size_t i = 0; i < runChartCount; ++i) {
            TimeChart chart(u"Chart"_s);
            chart.resize(560, 200);
            chart.setData(makeRunChart(RunChart(i), run.at(3500s)));
            const QImage image = chart.grab().toImage();
            QVERIFY(chart.drawnPoints() > 50);
            QVERIFY2(chart.drawnPoints() <= 600, qPrintable(chart.data().id));
            for (const ChartSeries &series : chart.data().series) {
                QVERIFY2(shows(image, chart.plotArea(), Appearance::instance().tint(series.tint), 110),
                    qPrintable(series.name));
            }
        }
    }

    void aHiddenChartIsNotDrawn()
    {
        ChartPage page;
        page.second.hide();
        page.first.setData(brokenChart());
        page.second.setData(brokenChart());
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QTRY_VERIFY(page.first.drawnPoints() > 0);
        QCOMPARE(page.second.drawnPoints(), 0);
        page.second.show();
        QTRY_VERIFY(page.second.drawnPoints() > 0);
    }

    void gapsAreGaps()
    {
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.setData(brokenChart());
        const QImage image = chart.grab().toImage();
        const QRect area = chart.plotArea();
        const QColor line = Appearance::instance().tint(ChartTint::Vermilion);
        const auto column = [&](double seconds) {
            return QRect(int(placeOf(chart, seconds).x()) - 2, area.top(), 5, area.height());
        };
        QVERIFY(shows(image, column(20), line));
        QVERIFY(!shows(image, column(50), line));
        QVERIFY(shows(image, column(80), line));
        // Qt Charts draws the other; it has no gap, and goes on.
        QVERIFY(shows(image, column(50), Appearance::instance().tint(ChartTint::Green)));
    }

    void lonePointsAreSeen()
    {
        ChartData data = brokenChart();
        data.series.resize(1);
        std::fill(data.series[0].y.begin(), data.series[0].y.end(), noValue);
        data.series[0].y[50] = 50;
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.setData(data);
        QVERIFY(shows(chart.grab().toImage(), chart.plotArea(), Appearance::instance().tint(ChartTint::Vermilion)));
        QCOMPARE(chart.drawnPoints(), 1);
    }

    /// Bars in the colour of what marks them, where they belong.
    void marks()
    {
        const Appearance &appearance = Appearance::instance();
        ChartData data = brokenChart();
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.setData(data);
        const QColor accent = toColor(appearance.tokens().accent);
        const QColor fail = toColor(appearance.tokens().fail);
        QImage image = chart.grab().toImage();
        QVERIFY(!shows(image, chart.plotArea(), accent));
        QVERIFY(!shows(image, chart.plotArea(), fail, 10));
        data.now = 70;
        data.limits = {{30, u"limit"_s}};
        chart.setData(data);
        image = chart.grab().toImage();
        const int x = int(placeOf(chart, 70).x());
        QVERIFY(shows(image, {x - 1, chart.plotArea().top(), 3, 20}, accent));
        QVERIFY(shows(image, chart.plotArea(), fail, 10));
        QVERIFY(!shows(image, {x - 40, chart.plotArea().top(), 30, 20}, accent));
    }

    /// Where they are, and nowhere between.
    void singleMarks_data()
    {
        QTest::addColumn<int>("style");
        QTest::newRow("dots") << int(ChartSeries::Style::Dots);
        QTest::newRow("rings") << int(ChartSeries::Style::Rings);
        QTest::newRow("crosses") << int(ChartSeries::Style::Crosses);
        QTest::newRow("triangles") << int(ChartSeries::Style::Triangles);
    }

    void singleMarks()
    {
        QFETCH(int, style);
        ChartData data{.id = u"marks"_s, .title = u"Marks"_s, .xAxis = ChartAxis::Place, .xTo = 100};
        data.series = {{.id = u"a"_s,
            .name = u"a"_s,
            .tint = ChartTint::Vermilion,
            .style = ChartSeries::Style(style),
            .x = {20, 50, 80},
            .y = {50, 50, 50}}};
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.setData(data);
        const QImage image = chart.grab().toImage();
        const QColor color = Appearance::instance().tint(ChartTint::Vermilion);
        const auto column = [&chart](double x, int width) {
            return QRect(
                int(placeOf(chart, x).x()) - width / 2, chart.plotArea().top(), width, chart.plotArea().height());
        };
        QVERIFY(shows(image, column(20, 9), color));
        QVERIFY(shows(image, column(50, 9), color));
        QVERIFY(!shows(image, column(35, 60), color));
        QCOMPARE(chart.valuesAt(50), u"50 \u00b7 a 50"_s);
    }

    void aBandIsFilledBetweenItsEdges()
    {
        ChartData data{.id = u"band"_s, .title = u"Band"_s, .xTo = 100};
        data.series = {{.id = u"a"_s,
            .name = u"a"_s,
            .tint = ChartTint::Vermilion,
            .style = ChartSeries::Style::Band,
            .x = {0, 100},
            .y = {90, 90},
            .low = {50, 50}}};
        const auto check = [&](const char *what) {
            TimeChart chart(u"Chart"_s);
            chart.resize(560, 200);
            chart.setData(data);
            const QImage image = chart.grab().toImage();
            const double perUnit = chart.plotArea().height() / 100.;
            const auto at = [&](double y) {
                return image.pixelColor(int(placeOf(chart, 37).x()), int(chart.plotArea().bottom() - y * perUnit));
            };
            QVERIFY2(at(65) == at(75), what);
            QVERIFY2(at(65) != at(30), what);
        };
        check("by Qt Charts");
        data.series[0].x = {0, 45, 50, 100};
        data.series[0].y = {90, 90, noValue, 90};
        data.series[0].low = {50, 50, noValue, 50};
        check("with a gap");
    }

    void aRemarkHasALineOfItsOwn()
    {
        ChartData data = brokenChart();
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        data.note = u"generator-bound"_s;
        chart.setData(data);
        const int before = chart.plotArea().top();
        data.remark = u"seen by polling"_s;
        chart.setData(data);
        QVERIFY(chart.plotArea().top() > before);
        QVERIFY(chart.accessibleDescription().endsWith("generator-bound. seen by polling"_L1));
        data.summary = u"All in words"_s;
        chart.setData(data);
        QCOMPARE(chart.accessibleDescription(), u"All in words. generator-bound. seen by polling"_s);
    }

    void aNoteMakesRoomForItself()
    {
        ChartData data = brokenChart();
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.setData(data);
        const QRect before = chart.plotArea();
        data.note = u"generator-bound"_s;
        chart.setData(data);
        QVERIFY(chart.plotArea().top() > before.top());
        QVERIFY(shows(chart.grab().toImage(), {before.left(), 0, before.width(), chart.plotArea().top() - 1},
            toColor(Appearance::instance().tokens().warn)));
        QVERIFY(chart.accessibleDescription().endsWith("generator-bound"_L1));
    }

    void values()
    {
        TimeChart chart(u"Chart"_s);
        QCOMPARE(chart.valuesAt(3), u"0:03 \u00b7 "_s);
        chart.setData(brokenChart());
        QCOMPARE(chart.valuesAt(20), u"0:20 \u00b7 line 50 \u00b7 dashes 20"_s);
        QCOMPARE(chart.valuesAt(50), u"0:50 \u00b7 dashes 20"_s);
        chart.setSeriesHidden(u"dashes"_s, true);
        QCOMPARE(chart.valuesAt(50), u"0:50 \u00b7 Nothing yet"_s);
    }

    void itTellsItsValues()
    {
        TimeChart chart(u"Response time"_s);
        chart.setData(brokenChart());
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&chart);
        QVERIFY(accessible);
        QCOMPARE(accessible->text(QAccessible::Name), u"Response time"_s);
        QCOMPARE(accessible->text(QAccessible::Description), u"line 50 \u00b7 dashes 20"_s);
        chart.setSeriesHidden(u"line"_s, true);
        QCOMPARE(accessible->text(QAccessible::Description), u"dashes 20"_s);
        QVERIFY(chart.focusPolicy() & Qt::TabFocus);
    }

    void hoverMovesTheSharedCrosshair()
    {
        ChartPage page;
        page.first.setData(brokenChart());
        page.second.setData(brokenChart());
        const QImage without = page.second.grab().toImage();
        hover(page.first, placeOf(page.first, 25));
        QVERIFY(page.group.crosshair().has_value());
        QVERIFY(qAbs(*page.group.crosshair() - 25) < 0.5);
        QVERIFY(page.second.grab().toImage() != without);
        leave(page.first);
        QVERIFY(!page.group.crosshair());
        QVERIFY(page.second.grab().toImage() == without);
    }

    void hoverStaysWithinTheChart()
    {
        ChartPage page;
        page.first.setData(brokenChart());
        hover(page.first, {-50, 10});
        QCOMPARE(page.group.crosshair(), std::optional(0.0));
        hover(page.first, {5000, 10});
        QCOMPARE(page.group.crosshair(), std::optional(100.0));
    }

    void theWheelZoomsAtThePointer()
    {
        ChartPage page;
        page.first.setData(brokenChart());
        page.second.setData(brokenChart());
        const int before = (page.grab(), page.second.drawnPoints());
        wheel(page.first, placeOf(page.first, 30), 2);
        QVERIFY(page.group.range().has_value());
        const auto [from, to] = *page.group.range();
        QVERIFY(qAbs((to - from) - 64) < 0.5);
        QVERIFY(qAbs((30 - from) / (to - from) - 0.3) < 0.01); // what is under the pointer stays there
        page.grab();
        QVERIFY(page.second.drawnPoints() < before); // the other one follows
        wheel(page.first, placeOf(page.first, 30), 100);
        const auto [closeFrom, closeTo] = *page.group.range();
        QVERIFY(qAbs((closeTo - closeFrom) - 5) < 1e-6); // no closer than the rows make sense
        wheel(page.first, placeOf(page.first, 30), -200);
        QVERIFY(!page.group.range());
    }

    void draggingPans()
    {
        ChartPage page;
        page.first.setData(brokenChart());
        const QRect area = page.first.plotArea();
        const auto drag = [&](double byPixels) {
            const QPointF start = area.center();
            sendMouse(page.first, QEvent::MouseButtonPress, start, Qt::LeftButton, Qt::LeftButton);
            sendMouse(page.first, QEvent::MouseMove, start + QPointF(byPixels, 0), Qt::NoButton, Qt::LeftButton);
            sendMouse(page.first, QEvent::MouseButtonRelease, start, Qt::LeftButton, Qt::NoButton);
        };
        drag(50);
        QVERIFY(!page.group.range()); // all of it is shown
        page.group.setRange(std::pair(40.0, 60.0));
        drag(area.width() / 2.0);
        QVERIFY(qAbs(page.group.range()->first - 30) < 0.2);
        drag(area.width() * 9);
        QCOMPARE(*page.group.range(), std::pair(0.0, 20.0)); // stops at the end
        sendMouse(page.first, QEvent::MouseButtonDblClick, area.center(), Qt::LeftButton, Qt::LeftButton);
        QVERIFY(!page.group.range());
    }

    void keyboard()
    {
        ChartPage page;
        ChartData data = brokenChart();
        data.now = 80;
        page.first.setData(data);
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            QTest::keyClick(&page.first, key, modifiers);
        };
        press(Qt::Key_Right);
        QCOMPARE(page.group.crosshair(), std::optional(80.0)); // begins where things happen
        press(Qt::Key_Left);
        QCOMPARE(page.group.crosshair(), std::optional(79.0));
        press(Qt::Key_Home);
        press(Qt::Key_Left);
        QCOMPARE(page.group.crosshair(), std::optional(0.0));
        press(Qt::Key_End);
        QCOMPARE(page.group.crosshair(), std::optional(80.0));
        leave(page.first);
        QVERIFY(page.group.crosshair()); // it was not the pointer that put it there
        press(Qt::Key_Plus);
        QVERIFY(page.group.range());
        const auto [from, to] = *page.group.range();
        QVERIFY(from < 80 && to > 80 && qAbs(to - from - 70) < 1e-6);
        press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(qAbs(page.group.range()->first - (from - 7)) < 1e-6);
        press(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(qAbs(page.group.range()->first - from) < 1e-6);
        press(Qt::Key_Minus);
        QVERIFY(!page.group.range());
        press(Qt::Key_Plus);
        press(Qt::Key_0);
        QVERIFY(!page.group.range());
        press(Qt::Key_Escape);
        QVERIFY(!page.group.crosshair());
    }

    void otherKeysAreForOthers()
    {
        TimeChart chart(u"Chart"_s);
        chart.setData(brokenChart());
        QKeyEvent letter(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
        QApplication::sendEvent(&chart, &letter);
        QVERIFY(!letter.isAccepted());
        QKeyEvent shortcut(QEvent::KeyPress, Qt::Key_0, Qt::ControlModifier);
        QApplication::sendEvent(&chart, &shortcut);
        QVERIFY(!shortcut.isAccepted());
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QApplication::sendEvent(&chart, &escape);
        QVERIFY(!escape.isAccepted()); // there is no crosshair to take away
    }

    /// Zoomed in, a growing run does not move what is looked at.
    void theRangeStaysWhileTheRunGrows()
    {
        SampleRun run(390);
        ChartPage page;
        page.first.setData(makeRunChart(RunChart::Latency, run.at(60s)));
        page.group.setRange(std::pair(10.0, 50.0));
        page.first.setData(makeRunChart(RunChart::Latency, run.at(200s)));
        QCOMPARE(*page.group.range(), std::pair(10.0, 50.0));
    }

    void theLegendHidesAndShows()
    {
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.setData(brokenChart());
        const QSignalSpy spy(&chart, &TimeChart::seriesHiddenChanged);
        QAbstractButton *button = legendButton(chart, u"line"_s);
        QVERIFY(button);
        chart.grab();
        const int before = chart.drawnPoints();
        button->click();
        QVERIFY(chart.isSeriesHidden(u"line"_s));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first(), QVariantList({u"line"_s, true}));
        const QColor color = Appearance::instance().tint(ChartTint::Vermilion);
        QVERIFY(!shows(chart.grab().toImage(), chart.plotArea(), color));
        QVERIFY(chart.drawnPoints() < before);
        chart.setData(brokenChart()); // more data do not bring it back
        QVERIFY(chart.isSeriesHidden(u"line"_s));
        QVERIFY(!button->isChecked());
        chart.setSeriesHidden(u"line"_s, false);
        QVERIFY(button->isChecked());
        QCOMPARE(spy.size(), 2);
        QVERIFY(shows(chart.grab().toImage(), chart.plotArea(), color));
    }

    void whatWasHiddenBeforeItsFirstDataIsHidden()
    {
        TimeChart chart(u"Chart"_s);
        chart.setSeriesHidden(u"line"_s, true);
        chart.legend();
        chart.setData(brokenChart());
        QVERIFY(!legendButton(chart, u"line"_s)->isChecked());
        QVERIFY(legendButton(chart, u"dashes"_s)->isChecked());
    }

    void theLegendMayOutliveTheChart()
    {
        QWidget header;
        auto *layout = new QVBoxLayout(&header);
        auto chart = std::make_unique<TimeChart>(u"Chart"_s);
        chart->setData(brokenChart());
        layout->addWidget(chart->legend());
        QAbstractButton *button = legendButton(*chart, u"line"_s);
        chart.reset();
        button->click();
        QVERIFY(!button->isChecked());
    }

    void themes()
    {
        Appearance &appearance = Appearance::instance();
        ChartData data = brokenChart();
        data.series[1].style = ChartSeries::Style::Stacked; // a surface has its colour in every pixel
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.setData(data);
        const auto surface = [](const DesignTokens &tokens) {
            const QColor color = toColor(tokens.tint(ChartTint::Green));
            const QColor card = toColor(tokens.card);
            const auto mixed = [](int a, int b) { return (3 * a + b) / 4; };
            return QColor(
                mixed(color.red(), card.red()), mixed(color.green(), card.green()), mixed(color.blue(), card.blue()));
        };
        const auto showsSurface = [&](const DesignTokens &tokens) {
            QWidget card; // a chart has no ground of its own
            card.setAutoFillBackground(true);
            QPalette palette = card.palette();
            palette.setColor(QPalette::Window, toColor(tokens.card));
            card.setPalette(palette);
            card.resize(chart.size());
            chart.setParent(&card);
            const QImage image = card.grab().toImage();
            chart.setParent(nullptr);
            return shows(image, chart.plotArea(), surface(tokens), 4);
        };
        QVERIFY(showsSurface(lightTokens));
        appearance.setScheme(Appearance::Scheme::Dark);
        const bool isDark = showsSurface(darkTokens);
        appearance.setScheme(Appearance::Scheme::Light);
        QVERIFY(isDark);
        QVERIFY(showsSurface(lightTokens));
        QVERIFY(!showsSurface(darkTokens));
    }

    void anEmptyChartSaysSo()
    {
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        const ChartData nothing{.id = u"none"_s, .xTo = 60};
        chart.setData(nothing);
        const QImage blank = chart.grab().toImage();
        ChartData data = nothing;
        data.emptyText = u"No answer <b>yet</b>"_s;
        chart.setData(data);
        QVERIFY(chart.grab().toImage() != blank);
        QCOMPARE(chart.drawnPoints(), 0);
        QCOMPARE(chart.accessibleDescription(), u"No answer <b>yet</b>"_s);
    }

    void noSizeIsTooSmall()
    {
        TimeChart chart(u"Chart"_s);
        SampleRun run(60);
        chart.setData(makeRunChart(RunChart::Outcomes, run.finished()));
        for (const int size : {1, 3, 20, 60}) {
            chart.resize(size, size);
            chart.grab();
            hover(chart, {1, 1});
            wheel(chart, {1, 1}, 1);
        }
    }

    void seriesMayComeAndGo()
    {
        TimeChart chart(u"Chart"_s);
        chart.resize(560, 200);
        chart.legend();
        SampleRun run(390);
        for (const auto now : {5s, 100s, 160s, 380s, 20s}) {
            const ChartData data = makeRunChart(RunChart::Outcomes, run.at(now));
            chart.setData(data);
            chart.grab();
            QCOMPARE(std::size_t(chart.legend()->findChildren<QAbstractButton *>().size()), data.series.size());
        }
    }

    void zoomingBeyondTheDataIsHarmless()
    {
        ChartPage page;
        page.first.setData(brokenChart());
        page.group.setRange(std::pair(500.0, 600.0));
        page.grab();
        QCOMPARE(page.first.drawnPoints(), 0);
        page.first.setData({});
        page.grab();
        wheel(page.first, {50, 50}, 3);
        QVERIFY(!page.group.range());
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestTimeChart)
#include "tst_timechart.moc"
