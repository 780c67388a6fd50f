// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/plotpainter.h"

#include "core/charts/axisticks.h"
#include "core/charts/chartvalues.h"
#include "core/text/format.h"
#include "ui/charts/chartlegend.h"
#include "ui/theme/appearance.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr double tickGap = 6;
constexpr double boxPadding = 6;
constexpr double boxSwatchWidth = 12;
constexpr int mostLabelLength = 40;

/// In the middle of a pixel, where a line of one pixel is crisp.
double crisp(double position)
{
    return std::floor(position) + 0.5;
}

QColor mixed(const QColor &a, const QColor &b, float shareOfB)
{
    const auto part = [shareOfB](float x, float y) { return x + (y - x) * shareOfB; };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

struct BoxLine {
    QColor color;
    ChartSeries::Style style;
    QString name;
    QString value;
};

} // namespace

PlotPainter::PlotPainter(QPainter &painter, const QRectF &area, const ChartPlot &plot, const DesignTokens &tokens)
    : m_painter(painter)
    , m_area(area)
    , m_plot(plot)
    , m_tokens(tokens)
{
}

int PlotPainter::leftRoom(const QFont &font)
{
    return int(std::ceil(QFontMetricsF(font).horizontalAdvance(u"888 ms"_s) + tickGap));
}

int PlotPainter::bottomRoom(const QFont &font)
{
    return int(std::ceil(QFontMetricsF(font).height())) + 4;
}

double PlotPainter::xOf(double seconds) const
{
    return m_area.left() + (seconds - m_plot.xFrom) / (m_plot.xTo - m_plot.xFrom) * m_area.width();
}

double PlotPainter::yOf(double value) const
{
    return m_area.top() + (m_plot.yTo - value) / (m_plot.yTo - m_plot.yFrom) * m_area.height();
}

void PlotPainter::paintGrid()
{
    const QFontMetricsF metrics(m_painter.font());
    const QColor line = toColor(m_tokens.line);
    // Mixed beforehand: lines that let something through take Qt's painter 25 times as long.
    const QColor faint = mixed(line, toColor(m_tokens.card), 0.3F);
    const QColor text = toColor(m_tokens.secondary);
    for (const PlotTick &tick : m_plot.yTicks) {
        const double y = crisp(yOf(tick.at));
        // The base line carries the chart; the others only help the eye.
        m_painter.setPen(tick.at == 0 ? line : faint);
        m_painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
        m_painter.setPen(text);
        const QRectF place(0, y - metrics.height() / 2, m_area.left() - tickGap, metrics.height());
        m_painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, tick.label);
    }
    m_painter.setPen(QPen(line, 1, Qt::DotLine));
    for (const double bound : m_plot.bounds) {
        const double x = crisp(xOf(bound));
        m_painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
    }
    m_painter.setPen(text);
    for (const PlotTick &tick : m_plot.xTicks) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = std::min(xOf(tick.at) - width / 2, m_area.right() + 8 - width);
        m_painter.drawText(QPointF(left, m_area.bottom() + 4 + metrics.ascent()), tick.label);
    }
}

/// A text on the card's colour, so that curves do not run through it.
void PlotPainter::paintLabel(const QRectF &rect, const QString &text, std::uint32_t color)
{
    QColor ground = toColor(m_tokens.card);
    ground.setAlphaF(0.85F);
    m_painter.fillRect(rect.adjusted(-2, 0, 2, 0), ground);
    m_painter.setPen(toColor(color));
    m_painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void PlotPainter::paintMarks()
{
    const QFontMetricsF metrics(m_painter.font());
    if (m_plot.now) {
        const double x = crisp(xOf(*m_plot.now));
        m_painter.setPen(toColor(m_tokens.accent));
        m_painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
    }
    double aboveRight = m_area.right() - 4;
    for (const PlotLimit &limit : m_plot.limits) {
        const QString name = displayText(limit.label, mostLabelLength);
        const QString text = limit.isAbove ? QString(name + u" \u2191"_s) : name;
        const double width = metrics.horizontalAdvance(text);
        if (limit.isAbove) {
            paintLabel({aboveRight - width, m_area.top(), width, metrics.height()}, text, m_tokens.fail);
            aboveRight -= width + 12;
            continue;
        }
        const double y = crisp(yOf(limit.value));
        QPen pen(toColor(m_tokens.fail), 1, Qt::CustomDashLine);
        pen.setDashPattern({4, 3});
        m_painter.setPen(pen);
        m_painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
        const bool fitsAbove = y - metrics.height() >= m_area.top();
        paintLabel({m_area.right() - 4 - width, fitsAbove ? y - metrics.height() - 1 : y + 1, width, metrics.height()},
            text, m_tokens.fail);
    }
}

void PlotPainter::paintCrosshair(double seconds, const ChartData &chart, const QSet<QString> &hidden)
{
    if (seconds < m_plot.xFrom || seconds > m_plot.xTo) {
        return;
    }
    const double x = crisp(xOf(seconds));
    m_painter.setPen(toColor(m_tokens.secondary));
    m_painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));

    const QFontMetricsF metrics(m_painter.font());
    std::vector<BoxLine> lines;
    double names = 0;
    double values = 0;
    // The topmost first, as the eye meets them.
    for (auto series = chart.series.rbegin(); series != chart.series.rend(); ++series) {
        const double value = valueAt(*series, seconds);
        if (hidden.contains(series->id) || !std::isfinite(value)) {
            continue;
        }
        const QString text = seriesTextAt(*series, chart.unit, seconds);
        const QColor color = toColor(m_tokens.tint(series->tint));
        lines.push_back({color, series->style, displayText(series->name, mostLabelLength), text});
        names = std::max(names, metrics.horizontalAdvance(lines.back().name));
        values = std::max(values, metrics.horizontalAdvance(lines.back().value));
        if (series->style != ChartSeries::Style::Stacked) {
            m_painter.setPen(QPen(toColor(m_tokens.card), 1));
            m_painter.setBrush(color);
            m_painter.drawEllipse(QPointF(x, yOf(value)), 3, 3);
        }
    }
    if (lines.empty()) {
        return;
    }
    const QString time =
        chart.xAxis == ChartAxis::Time ? formatChartTime(seconds) : u"# "_s + formatChartX(seconds, chart.xAxis);
    const double width =
        2 * boxPadding + std::max(boxSwatchWidth + 4 + names + 12 + values, metrics.horizontalAdvance(time));
    const double height = 2 * boxPadding + metrics.height() * double(lines.size() + 1);
    double left = x + 8;
    if (left + width > m_area.right()) {
        left = std::max(x - 8 - width, m_area.left());
    }
    const QRectF box(std::floor(left), m_area.top() + 4, std::ceil(width), std::ceil(height));
    m_painter.setPen(toColor(m_tokens.line));
    m_painter.setBrush(toColor(m_tokens.card));
    m_painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QRectF row = box.adjusted(boxPadding, boxPadding, -boxPadding, 0);
    row.setHeight(metrics.height());
    m_painter.setPen(toColor(m_tokens.secondary));
    m_painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, time);
    for (const BoxLine &line : lines) {
        row.translate(0, metrics.height());
        paintSwatch(m_painter, {row.left(), row.top(), boxSwatchWidth, row.height()}, line.color, line.style);
        m_painter.setPen(toColor(m_tokens.secondary));
        m_painter.drawText(
            row.adjusted(boxSwatchWidth + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line.name);
        m_painter.setPen(toColor(m_tokens.text));
        m_painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, line.value);
    }
}

void PlotPainter::paintNote(const QRectF &strip, const QString &note)
{
    const QFontMetricsF metrics(m_painter.font());
    const QString text = metrics.elidedText(u"! "_s + displayText(note), Qt::ElideRight, strip.width());
    m_painter.setPen(toColor(m_tokens.warn));
    m_painter.drawText(strip, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, text);
}

void PlotPainter::paintRemark(const QRectF &strip, const QString &remark)
{
    const QFontMetricsF metrics(m_painter.font());
    m_painter.setPen(toColor(m_tokens.secondary));
    m_painter.drawText(strip, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
        metrics.elidedText(displayText(remark), Qt::ElideRight, strip.width()));
}

void PlotPainter::paintEmpty(const QString &text)
{
    m_painter.setPen(toColor(m_tokens.secondary));
    m_painter.drawText(m_area, Qt::AlignCenter | Qt::TextWordWrap, displayText(text));
}

} // namespace doorbuster
