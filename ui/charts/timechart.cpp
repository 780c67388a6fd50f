// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timechart.h"

#include "core/charts/axisticks.h"
#include "core/charts/chartplot.h"
#include "core/charts/chartvalues.h"
#include "ui/charts/chartgroup.h"
#include "ui/charts/chartlegend.h"
#include "ui/charts/plotpainter.h"
#include "ui/charts/seriescanvas.h"
#include "ui/theme/appearance.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int topRoom = 6;
constexpr int rightRoom = 10;
constexpr double shortestRange = 5; ///< seconds; rows are one second apart
constexpr double wheelStep = 0.8; ///< a notch shows this share of what was shown
constexpr double keyStep = 0.7;
constexpr double panStep = 0.1; ///< by this share of what is shown

} // namespace

class TimeChart::Drawing {
public:
    explicit Drawing(TimeChart *chart)
        : ownGroup(new ChartGroup(chart))
        , group(ownGroup)
    {
    }

    ChartData data;
    QSet<QString> hidden;
    ChartGroup *ownGroup; ///< of a chart that shares with none
    ChartGroup *group;
    QPointer<ChartLegend> legend; ///< may live in another widget's layout
    SeriesCanvas canvas;
    ChartPlot plot; ///< as last drawn
    bool isOld = true; ///< data, range or size have changed since
    std::optional<QPointF> dragged; ///< where the pointer was last
    bool hasKeyboardCrosshair = false; ///< stays when the pointer leaves
};

TimeChart::TimeChart(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_drawing(std::make_unique<Drawing>(this))
{
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        m_drawing->canvas.forgetColors();
        update();
    });
    setGroup(nullptr);
}

TimeChart::~TimeChart() = default;

void TimeChart::setData(ChartData data)
{
    m_drawing->data = std::move(data);
    if (m_drawing->legend) {
        m_drawing->legend->setSeries(m_drawing->data.series, m_drawing->hidden);
    }
    describe();
    redraw();
}

const ChartData &TimeChart::data() const
{
    return m_drawing->data;
}

ChartData TimeChart::visibleData() const
{
    ChartData visible = m_drawing->data;
    std::erase_if(visible.series, [this](const ChartSeries &series) { return isSeriesHidden(series.id); });
    if (m_drawing->group->range()) {
        std::tie(visible.xFrom, visible.xTo) = shownRange();
    }
    return visible;
}

void TimeChart::setGroup(ChartGroup *group)
{
    m_drawing->group->disconnect(this);
    m_drawing->group = group ? group : m_drawing->ownGroup;
    connect(m_drawing->group, &ChartGroup::crosshairChanged, this, qOverload<>(&QWidget::update));
    connect(m_drawing->group, &ChartGroup::rangeChanged, this, &TimeChart::redraw);
    redraw();
}

void TimeChart::setSeriesHidden(const QString &id, bool hidden)
{
    if (isSeriesHidden(id) == hidden) {
        return;
    }
    if (hidden) {
        m_drawing->hidden.insert(id);
    } else {
        m_drawing->hidden.remove(id);
    }
    if (m_drawing->legend) {
        m_drawing->legend->setSeriesHidden(id, hidden);
    }
    describe();
    redraw();
    Q_EMIT seriesHiddenChanged(id, hidden);
}

bool TimeChart::isSeriesHidden(const QString &id) const
{
    return m_drawing->hidden.contains(id);
}

QString TimeChart::valuesAt(double seconds) const
{
    return formatChartX(seconds, m_drawing->data.xAxis) + u" \u00b7 "_s
        + valuesText(m_drawing->data, seconds, m_drawing->hidden);
}

int TimeChart::drawnPoints() const
{
    return int(m_drawing->plot.pointCount());
}

QWidget *TimeChart::legend()
{
    if (!m_drawing->legend) {
        auto *legend = new ChartLegend(this);
        legend->setAccessibleName(tr("Legend of %1").arg(accessibleName()));
        legend->setSeries(m_drawing->data.series, m_drawing->hidden);
        connect(legend, &ChartLegend::toggled, this,
            [this](const QString &id, bool shown) { setSeriesHidden(id, !shown); });
        m_drawing->legend = legend;
    }
    return m_drawing->legend;
}

QRect TimeChart::plotArea() const
{
    const QFont small = secondaryFont(font());
    const int lines = (m_drawing->data.note.isEmpty() ? 0 : 1) + (m_drawing->data.remark.isEmpty() ? 0 : 1);
    const int noteRoom = lines * QFontMetrics(small).height();
    const QRect area = contentsRect().adjusted(
        PlotPainter::leftRoom(small), topRoom + noteRoom, -rightRoom, -PlotPainter::bottomRoom(small));
    return {area.topLeft(), area.size().expandedTo({1, 1})};
}

QSize TimeChart::sizeHint() const
{
    return {480, 190};
}

QSize TimeChart::minimumSizeHint() const
{
    return {200, 110};
}

std::pair<double, double> TimeChart::shownRange() const
{
    const double from = m_drawing->data.xFrom;
    const double to = std::max(m_drawing->data.xTo, from + 1);
    return m_drawing->group->range().value_or(std::pair(from, to));
}

double TimeChart::secondsAt(double x) const
{
    const QRect area = plotArea();
    const auto [from, to] = shownRange();
    return std::clamp(from + (x - area.left()) / area.width() * (to - from), from, to);
}

/// Shows this stretch, moved to where there is something and no longer than all of it.
void TimeChart::showRange(double from, double to)
{
    const ChartData &data = m_drawing->data;
    const double length = std::max(to - from, shortestRange);
    if (length >= data.xTo - data.xFrom) {
        m_drawing->group->setRange(std::nullopt);
        return;
    }
    from = std::clamp(from, data.xFrom, data.xTo - length);
    m_drawing->group->setRange(std::pair(from, from + length));
}

void TimeChart::zoom(double factor, double around)
{
    const auto [from, to] = shownRange();
    const double length = std::max((to - from) * factor, shortestRange);
    const double share = (around - from) / (to - from);
    const double newFrom = around - share * length;
    showRange(newFrom, newFrom + length);
}

void TimeChart::pan(double seconds)
{
    if (m_drawing->group->range()) {
        const auto [from, to] = shownRange();
        showRange(from + seconds, to + seconds);
    }
}

void TimeChart::moveCrosshair(double seconds)
{
    const auto [from, to] = shownRange();
    m_drawing->group->setCrosshair(std::clamp(seconds, from, to));
}

void TimeChart::redraw()
{
    m_drawing->isOld = true;
    update();
}

/// Tells those who cannot see the chart what it says now.
void TimeChart::describe()
{
    const ChartData &data = m_drawing->data;
    const QString values = valuesText(data, std::nullopt, m_drawing->hidden);
    QString text = values;
    for (const QString &remark : {data.note, data.remark}) {
        if (!remark.isEmpty()) {
            text += u". "_s + remark;
        }
    }
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
    }
}

void TimeChart::paintEvent(QPaintEvent *)
{
    Drawing &drawing = *m_drawing;
    const Appearance &appearance = Appearance::instance();
    const QRect area = plotArea();
    if (drawing.isOld) {
        const auto [from, to] = shownRange();
        drawing.plot = makePlot(
            drawing.data, {.xFrom = from, .xTo = to, .width = area.width(), .height = area.height()}, drawing.hidden);
        drawing.isOld = false;
    }
    const QPixmap &curves = drawing.canvas.draw(drawing.plot, area.size(), devicePixelRatioF(),
        [&appearance](ChartTint tint) { return appearance.tint(tint); });

    QPainter painter(this);
    painter.setFont(tabularFont(secondaryFont(font())));
    PlotPainter plot(painter, area, drawing.plot, appearance.tokens());
    plot.paintGrid();
    painter.drawPixmap(area.topLeft() - QPoint(SeriesCanvas::margin, SeriesCanvas::margin), curves);
    painter.setRenderHint(QPainter::Antialiasing);
    plot.paintMarks();
    if (!drawing.data.note.isEmpty()) {
        plot.paintNote({QPointF(area.left(), 0), QPointF(area.right(), area.top())}, drawing.data.note);
    }
    if (!drawing.data.remark.isEmpty()) {
        const double top = drawing.data.note.isEmpty() ? 0 : painter.fontMetrics().height();
        plot.paintRemark({QPointF(area.left(), top), QPointF(area.right(), area.top())}, drawing.data.remark);
    }
    if (drawing.data.isEmpty()) {
        plot.paintEmpty(drawing.data.emptyText);
    }
    if (const auto crosshair = drawing.group->crosshair()) {
        plot.paintCrosshair(*crosshair, drawing.data, drawing.hidden);
    }
    if (hasFocus()) {
        painter.setPen(toColor(appearance.tokens().accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void TimeChart::resizeEvent(QResizeEvent *)
{
    redraw();
}

void TimeChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        redraw();
    }
    QWidget::changeEvent(event);
}

bool TimeChart::event(QEvent *event)
{
    if (event->type() == QEvent::Leave && !m_drawing->hasKeyboardCrosshair) {
        m_drawing->group->setCrosshair(std::nullopt);
    }
    return QWidget::event(event);
}

void TimeChart::wheelEvent(QWheelEvent *event)
{
    const QPointF notches = QPointF(event->angleDelta()) / 120;
    if (notches.isNull()) {
        event->ignore();
        return;
    }
    if (std::abs(notches.x()) > std::abs(notches.y())) {
        const auto [from, to] = shownRange();
        pan(-notches.x() * (to - from) * panStep);
    } else {
        zoom(std::pow(wheelStep, notches.y()), secondsAt(event->position().x()));
    }
    event->accept();
}

void TimeChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_drawing->dragged = event->position();
    } else {
        QWidget::mousePressEvent(event);
    }
}

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drawing->dragged && event->buttons().testFlag(Qt::LeftButton)) {
        const auto [from, to] = shownRange();
        pan((m_drawing->dragged->x() - event->position().x()) / plotArea().width() * (to - from));
        m_drawing->dragged = event->position();
        if (m_drawing->group->range()) {
            setCursor(Qt::ClosedHandCursor);
        }
    }
    m_drawing->hasKeyboardCrosshair = false;
    moveCrosshair(secondsAt(event->position().x()));
}

void TimeChart::mouseReleaseEvent(QMouseEvent *event)
{
    m_drawing->dragged.reset();
    unsetCursor();
    QWidget::mouseReleaseEvent(event);
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_drawing->group->setRange(std::nullopt);
    }
}

bool TimeChart::handleKey(int key, bool shift)
{
    const auto [from, to] = shownRange();
    const double length = to - from;
    const double step = std::max(std::round(length / 100), 1.0);
    const ChartData &data = m_drawing->data;
    const auto crosshair = m_drawing->group->crosshair();
    const double here = crosshair.value_or(data.now.value_or((from + to) / 2));
    const auto moveTo = [this](double seconds) {
        m_drawing->hasKeyboardCrosshair = true;
        moveCrosshair(seconds);
    };
    switch (key) {
    case Qt::Key_Left:
        shift ? pan(-length * panStep) : moveTo(here - (crosshair ? step : 0));
        return true;
    case Qt::Key_Right:
        shift ? pan(length * panStep) : moveTo(here + (crosshair ? step : 0));
        return true;
    case Qt::Key_Home:
        moveTo(from);
        return true;
    case Qt::Key_End:
        moveTo(data.now.value_or(to));
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(keyStep, crosshair.value_or((from + to) / 2));
        return true;
    case Qt::Key_Minus:
        zoom(1 / keyStep, crosshair.value_or((from + to) / 2));
        return true;
    case Qt::Key_0:
        m_drawing->group->setRange(std::nullopt);
        return true;
    case Qt::Key_Escape:
        if (crosshair) {
            m_drawing->hasKeyboardCrosshair = false;
            m_drawing->group->setCrosshair(std::nullopt);
            return true;
        }
        return false;
    default:
        return false;
    }
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    const auto others = event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    if (others != Qt::NoModifier || !handleKey(event->key(), event->modifiers().testFlag(Qt::ShiftModifier))) {
        QWidget::keyPressEvent(event);
    }
}

} // namespace doorbuster
