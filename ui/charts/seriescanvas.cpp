// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/seriescanvas.h"

#include "ui/charts/chartlegend.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>
#include <QPainterPath>
#include <QSignalBlocker>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <utility>

namespace doorbuster {

namespace {

constexpr double dotRadius = 1.75;

bool isStacked(const PlotSeries &series)
{
    return series.style == ChartSeries::Style::Stacked;
}

QPen penOf(const PlotSeries &series, const QColor &color)
{
    // Wider lines take Qt's slow path, see the measurements in tests/bench/bench_charts.cpp.
    QPen pen(color, 1);
    if (series.style == ChartSeries::Style::Dashed) {
        pen.setStyle(Qt::CustomDashLine);
        pen.setDashPattern({5, 3});
    }
    return pen;
}

/// As a polyline would, but by single lines: those of one pixel's width have a fast way through Qt's painter, also when
/// they are smooth, and polylines have not.
void drawLine(QPainter &painter, const QPolygonF &points)
{
    if (painter.pen().style() != Qt::SolidLine) {
        painter.drawPolyline(points);
        return;
    }
    QList<QLineF> lines;
    for (qsizetype i = 1; i < points.size(); ++i) {
        lines.append({points[i - 1], points[i]});
    }
    painter.drawLines(lines);
}

QBrush brushOf(const PlotSeries &series, QColor color)
{
    if (!series.isFilled()) {
        return Qt::NoBrush;
    }
    color.setAlphaF(float(plotFillOpacity(series.style)));
    return color;
}

/// One series as Qt Charts has it: a line, an area above 0 with a line on it (an area's own pen would go all around
/// it), or the area of a stacked band.
struct Curve {
    QString id;
    ChartSeries::Style style = ChartSeries::Style::Line;
    QLineSeries *line = nullptr; ///< null of marks, and of a band, whose edge is painted
    QAreaSeries *area = nullptr; ///< with its two edges; null of a line
    QList<QPointF> upperPoints;
    QList<QPointF> lowerPoints;
};

} // namespace

class SeriesCanvas::Private {
public:
    Private();

    void resize();
    bool update(const ChartPlot &plot);
    void applyColors(const ChartPlot &plot, const Colors &colors);
    void render(const ChartPlot &plot, qreal pixelRatio, const Colors &colors);

    QSize size;
    QPixmap pixmap;
    bool colorsAreOld = true;

private:
    bool rebuild(const ChartPlot &plot);
    bool setRanges(const ChartPlot &plot);
    void paintOthers(QPainter &painter, const ChartPlot &plot, const Colors &colors) const;

    QGraphicsScene m_scene;
    QChart *m_chart = nullptr; ///< the scene owns it
    QValueAxis *m_xAxis = nullptr; ///< the chart owns the rest
    QValueAxis *m_yAxis = nullptr;
    std::vector<Curve> m_curves;
    /// What Qt Charts cannot draw: lines with a gap, marks, and a band's edge.
    std::vector<PlotSeries> m_painted;
};

SeriesCanvas::Private::Private()
    : m_chart(new QChart)
    , m_xAxis(new QValueAxis(m_chart))
    , m_yAxis(new QValueAxis(m_chart))
{
    m_scene.addItem(m_chart);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide();
    m_xAxis->setVisible(false);
    m_yAxis->setVisible(false);
    m_chart->addAxis(m_xAxis, Qt::AlignBottom);
    m_chart->addAxis(m_yAxis, Qt::AlignLeft);
}

void SeriesCanvas::Private::resize()
{
    const QSizeF whole = size + QSize(2 * margin, 2 * margin);
    m_chart->resize(whole);
    m_chart->setPlotArea(QRectF(QPointF(0, 0), whole));
}

/// Makes the series anew where they are others than before.
bool SeriesCanvas::Private::rebuild(const ChartPlot &plot)
{
    const auto isSame = [](const Curve &curve, const PlotSeries &series) {
        return curve.id == series.id && curve.style == series.style;
    };
    if (std::ranges::equal(m_curves, plot.series, isSame)) {
        return false;
    }
    const auto add = [this](QAbstractSeries *series) {
        m_chart->addSeries(series);
        series->attachAxis(m_xAxis);
        series->attachAxis(m_yAxis);
    };
    m_chart->removeAllSeries();
    m_curves.clear();
    for (const PlotSeries &series : plot.series) {
        Curve curve{.id = series.id, .style = series.style};
        if (series.isFilled()) {
            auto *upper = new QLineSeries;
            auto *lower = new QLineSeries;
            curve.area = new QAreaSeries(upper, lower);
            upper->setParent(curve.area);
            lower->setParent(curve.area);
            add(curve.area);
        }
        if (!isStacked(series) && !isMarks(series.style)) {
            curve.line = new QLineSeries;
            add(curve.line);
        }
        m_curves.push_back(std::move(curve));
    }
    colorsAreOld = true;
    return true;
}

bool SeriesCanvas::Private::setRanges(const ChartPlot &plot)
{
    // The margin's worth of seconds and values, so that the plot's area lies in the middle.
    const double x = (plot.xTo - plot.xFrom) / std::max(size.width(), 1) * margin;
    const double y = (plot.yTo - plot.yFrom) / std::max(size.height(), 1) * margin;
    const double before[] = {m_xAxis->min(), m_xAxis->max(), m_yAxis->min(), m_yAxis->max()};
    m_xAxis->setRange(plot.xFrom - x, plot.xTo + x);
    m_yAxis->setRange(plot.yFrom - y, plot.yTo + y);
    const double after[] = {m_xAxis->min(), m_xAxis->max(), m_yAxis->min(), m_yAxis->max()};
    return !std::ranges::equal(before, after);
}

/// Brings the series up to date; whether anything has changed.
bool SeriesCanvas::Private::update(const ChartPlot &plot)
{
    bool changed = rebuild(plot);
    struct Replacement {
        QLineSeries *series;
        const QList<QPointF> *points;
    };
    std::vector<Replacement> replacements;
    const auto take = [&](Curve &curve, QList<QPointF> upper, QList<QPointF> lower) {
        if (curve.upperPoints == upper && curve.lowerPoints == lower) {
            return;
        }
        curve.upperPoints = std::move(upper);
        curve.lowerPoints = std::move(lower);
        // Qt Charts leaves the curve of a series that has become empty as it was.
        const bool isVisible = !curve.upperPoints.isEmpty();
        if (curve.line) {
            curve.line->setVisible(isVisible);
            replacements.push_back({curve.line, &curve.upperPoints});
        }
        if (curve.area) {
            curve.area->setVisible(isVisible);
            replacements.push_back({curve.area->upperSeries(), &curve.upperPoints});
            replacements.push_back({curve.area->lowerSeries(), &curve.lowerPoints});
        }
    };
    std::vector<PlotSeries> painted;
    for (std::size_t i = 0; i < plot.series.size(); ++i) {
        const PlotSeries &series = plot.series[i];
        const std::vector<PlotRun> runs = plotRuns(series);
        const bool isWhole = runs.size() == 1 && runs.front().size() > 1 && !isMarks(series.style);
        QList<QPointF> upper;
        QList<QPointF> lower;
        if (isWhole) {
            for (std::size_t at = runs.front().first; at < runs.front().end; ++at) {
                upper.append({series.x[at], series.y[at]});
                if (!series.base.empty()) {
                    lower.append({series.x[at], series.base[at]});
                }
            }
            if (series.base.empty()) {
                lower = {{upper.first().x(), 0}, {upper.last().x(), 0}};
            }
        } else if (!runs.empty()) {
            painted.push_back(series);
        }
        if (isWhole && isStacked(series)) {
            painted.push_back(series);
        }
        take(m_curves[i], std::move(upper), std::move(lower));
    }
    // Each change of a series or of an axis makes Qt Charts work out all points again. So the series keep silent, and
    // the axes tell of all at once; where they stay as they are, the series tell for themselves.
    std::vector<QSignalBlocker> silence;
    for (const Replacement &one : replacements) {
        silence.emplace_back(one.series);
        one.series->replace(*one.points);
    }
    silence.clear();
    if (setRanges(plot)) {
        changed = true;
    } else {
        for (const Replacement &one : replacements) {
            Q_EMIT one.series->pointsReplaced();
        }
    }
    const auto isSame = [](const PlotSeries &a, const PlotSeries &b) {
        // NaN is not equal to itself.
        const auto sameNumber = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
        return a.id == b.id && a.style == b.style && a.x == b.x && std::ranges::equal(a.y, b.y, sameNumber)
            && std::ranges::equal(a.base, b.base, sameNumber);
    };
    if (!std::ranges::equal(painted, m_painted, isSame)) {
        m_painted = std::move(painted);
        changed = true;
    }
    return changed || !replacements.empty();
}

void SeriesCanvas::Private::applyColors(const ChartPlot &plot, const Colors &colors)
{
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const PlotSeries &series = plot.series[i];
        if (m_curves[i].line) {
            m_curves[i].line->setPen(penOf(series, colors(series.tint)));
        }
        if (m_curves[i].area) {
            m_curves[i].area->setPen(Qt::NoPen);
            m_curves[i].area->setBrush(brushOf(series, colors(series.tint)));
        }
    }
    colorsAreOld = false;
}

void SeriesCanvas::Private::paintOthers(QPainter &painter, const ChartPlot &plot, const Colors &colors) const
{
    const auto place = [&](double x, double y) {
        return QPointF(margin + (x - plot.xFrom) / (plot.xTo - plot.xFrom) * size.width(),
            margin + (plot.yTo - y) / (plot.yTo - plot.yFrom) * size.height());
    };
    const auto lineOf = [&](const PlotSeries &series, const PlotRun &run) {
        QPolygonF line;
        for (std::size_t i = run.first; i < run.end; ++i) {
            line.append(place(series.x[i], series.y[i]));
        }
        return line;
    };
    // From right to left.
    const auto lowerEdge = [&](const PlotSeries &series, const PlotRun &run) {
        if (series.base.empty()) {
            return QPolygonF{place(series.x[run.end - 1], 0), place(series.x[run.first], 0)};
        }
        QPolygonF edge;
        for (std::size_t i = run.end; i-- > run.first;) {
            edge.append(place(series.x[i], series.base[i]));
        }
        return edge;
    };
    for (const PlotSeries &series : m_painted) {
        const QColor color = colors(series.tint);
        if (isMarks(series.style)) {
            for (std::size_t i = 0; i < series.x.size(); ++i) {
                if (std::isfinite(series.y[i])) {
                    paintMark(painter, place(series.x[i], series.y[i]), color, series.style);
                }
            }
            continue;
        }
        painter.setPen(penOf(series, color));
        painter.setBrush(Qt::NoBrush);
        for (const PlotRun &run : isStacked(series) ? bandEdges(series) : plotRuns(series)) {
            const QPolygonF line = lineOf(series, run);
            if (series.isFilled() && !isStacked(series)) {
                QPainterPath area;
                area.addPolygon(line + lowerEdge(series, run));
                painter.fillPath(area, brushOf(series, color));
            }
            const bool isShort = !isStacked(series) && line.last().x() - line.first().x() < shortPlotLine;
            // No dash fits into a short line: as a line is full or dashed, its ends are full or hollow.
            painter.setPen(isShort ? QPen(color, 1) : penOf(series, color));
            painter.setBrush(Qt::NoBrush);
            drawLine(painter, line);
            if (isShort) {
                painter.setBrush(series.style == ChartSeries::Style::Dashed ? QBrush(Qt::NoBrush) : QBrush(color));
                painter.drawEllipse(line.first(), dotRadius, dotRadius);
                painter.drawEllipse(line.last(), dotRadius, dotRadius);
            }
        }
    }
}

void SeriesCanvas::Private::render(const ChartPlot &plot, qreal pixelRatio, const Colors &colors)
{
    const QSize whole = size + QSize(2 * margin, 2 * margin);
    const QSize pixels = (QSizeF(whole) * pixelRatio).toSize();
    if (pixmap.size() != pixels || pixmap.devicePixelRatio() != pixelRatio) {
        pixmap = QPixmap(pixels);
        pixmap.setDevicePixelRatio(pixelRatio);
    }
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    // Smooth filling takes 10 ms for three jagged bands, ten times as long as plain filling; their edges are painted
    // smoothly on it anyway.
    painter.setRenderHint(QPainter::Antialiasing, std::ranges::none_of(plot.series, isStacked));
    const QRectF all(QPointF(0, 0), QSizeF(whole));
    m_scene.render(&painter, all, all);
    painter.setRenderHint(QPainter::Antialiasing);
    paintOthers(painter, plot, colors);
}

SeriesCanvas::SeriesCanvas()
    : d(std::make_unique<Private>())
{
}

SeriesCanvas::~SeriesCanvas() = default;

const QPixmap &SeriesCanvas::draw(const ChartPlot &plot, QSize size, qreal pixelRatio, const Colors &colors)
{
    bool changed = d->pixmap.isNull() || d->pixmap.devicePixelRatio() != pixelRatio;
    if (d->size != size) {
        d->size = size;
        d->resize();
        changed = true;
    }
    changed |= d->update(plot);
    if (d->colorsAreOld) {
        d->applyColors(plot, colors);
        changed = true;
    }
    if (changed) {
        d->render(plot, pixelRatio, colors);
    }
    return d->pixmap;
}

void SeriesCanvas::forgetColors()
{
    d->colorsAreOld = true;
}

} // namespace doorbuster
