// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartlegend.h"

#include "core/charts/chartplot.h"
#include "core/text/format.h"
#include "ui/theme/appearance.h"

#include <QHBoxLayout>
#include <QPainter>

namespace doorbuster {

namespace {

constexpr int swatchWidth = 16;
constexpr int gap = 4;
constexpr int padding = 4;
constexpr int shortest = 5; ///< characters that are always shown: enough for a percentile

} // namespace

void paintMark(QPainter &painter, QPointF center, const QColor &color, ChartSeries::Style style)
{
    using Style = ChartSeries::Style;
    const double radius = plotMarkRadius(style);
    painter.setPen(QPen(color, style == Style::Crosses ? 1.5 : 1));
    painter.setBrush(style == Style::Rings ? QBrush(Qt::NoBrush) : QBrush(color));
    if (style == Style::Crosses) {
        painter.drawLine(center + QPointF(-radius, -radius), center + QPointF(radius, radius));
        painter.drawLine(center + QPointF(-radius, radius), center + QPointF(radius, -radius));
    } else if (style == Style::Triangles) {
        const QPointF corners[] = {
            center + QPointF(-radius, radius), center + QPointF(radius, radius), center + QPointF(0, -radius)};
        painter.drawConvexPolygon(corners, 3);
    } else {
        painter.drawEllipse(center, radius, radius);
    }
}

void paintSwatch(QPainter &painter, const QRectF &rect, const QColor &color, ChartSeries::Style style)
{
    using Style = ChartSeries::Style;
    const double middle = rect.center().y();
    if (style == Style::Stacked) {
        painter.fillRect(QRectF(rect.center().x() - 4, middle - 4, 8, 8), color);
        return;
    }
    if (isMarks(style)) {
        paintMark(painter, rect.center(), color, style);
        return;
    }
    if (style == Style::Area || style == Style::Band) {
        QColor light = color;
        light.setAlphaF(0.3F);
        painter.fillRect(QRectF(rect.left(), middle - 3, rect.width(), 7), light);
        painter.fillRect(QRectF(rect.left(), middle - 3, rect.width(), 2), color);
        return;
    }
    if (style == Style::Dashed) {
        const double dash = (rect.width() - 4) / 3;
        for (int i = 0; i < 3; ++i) {
            painter.fillRect(QRectF(rect.left() + i * (dash + 2), middle - 1, dash, 2), color);
        }
        return;
    }
    painter.fillRect(QRectF(rect.left(), middle - 1, rect.width(), 2), color);
}

LegendButton::LegendButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LegendButton::setSeries(const ChartSeries &series)
{
    m_tint = series.tint;
    m_style = series.style;
    const QString name = displayText(series.name);
    if (text() != name) {
        setText(name);
        setAccessibleName(name);
        setToolTip(tr("Show or hide: %1").arg(name.toHtmlEscaped()));
        updateGeometry();
    }
    update();
}

QSize LegendButton::sizeHint() const
{
    const QFontMetrics metrics(secondaryFont(font()));
    return {2 * padding + swatchWidth + gap + metrics.horizontalAdvance(text()) + 1, metrics.height() + 2 * padding};
}

QSize LegendButton::minimumSizeHint() const
{
    const QFontMetrics metrics(secondaryFont(font()));
    return {
        2 * padding + swatchWidth + gap + metrics.horizontalAdvance(text().left(shortest)) + 1, sizeHint().height()};
}

void LegendButton::paintEvent(QPaintEvent *)
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(toColor(tokens.accent)) : QPen(Qt::NoPen));
        painter.setBrush(toColor(tokens.ground));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const QRectF swatch(padding, 0, swatchWidth, height());
    paintSwatch(painter, swatch, isChecked() ? toColor(tokens.tint(m_tint)) : toColor(tokens.line), m_style);
    QFont small = secondaryFont(font());
    small.setStrikeOut(!isChecked());
    painter.setFont(small);
    painter.setPen(toColor(tokens.secondary));
    const QRect label = rect().adjusted(padding + swatchWidth + gap, 0, -padding, 0);
    const QString shown = QFontMetrics(small).elidedText(text(), Qt::ElideRight, label.width());
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void ChartLegend::setSeries(const std::vector<ChartSeries> &series, const QSet<QString> &hidden)
{
    QStringList order;
    for (const ChartSeries &one : series) {
        order.append(one.id);
    }
    for (const QString &id : std::as_const(m_order)) {
        if (!order.contains(id)) {
            delete m_buttons.take(id);
        }
    }
    const bool isReordered = order != m_order;
    m_order = order;
    QWidget *before = nullptr;
    for (std::size_t i = 0; i < series.size(); ++i) {
        LegendButton *&button = m_buttons[series[i].id];
        if (!button) {
            button = new LegendButton(this);
            button->setChecked(!hidden.contains(series[i].id));
            connect(button, &LegendButton::toggled, this,
                [this, id = series[i].id](bool shown) { Q_EMIT toggled(id, shown); });
        }
        button->setSeries(series[i]);
        if (isReordered) {
            m_layout->insertWidget(int(i), button);
            if (before) {
                setTabOrder(before, button);
            }
        }
        before = button;
    }
}

void ChartLegend::setSeriesHidden(const QString &id, bool hidden)
{
    if (LegendButton *button = m_buttons.value(id)) {
        button->setChecked(!hidden);
    }
}

} // namespace doorbuster
