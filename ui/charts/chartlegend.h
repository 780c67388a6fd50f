// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <QAbstractButton>
#include <QHash>
#include <QSet>

class QHBoxLayout;

namespace doorbuster {

/// One entry of a legend: how the series is drawn, and its name. Checked = the series is shown. It grows narrow before
/// it pushes others away; its tool tip has the whole name.
class LegendButton final : public QAbstractButton {
    Q_OBJECT
public:
    explicit LegendButton(QWidget *parent = nullptr);

    void setSeries(const ChartSeries &series);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ChartTint m_tint = ChartTint::Blue;
    ChartSeries::Style m_style = ChartSeries::Style::Line;
};

/// The legend of a chart: a button a series, in their order.
class ChartLegend final : public QWidget {
    Q_OBJECT
public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void setSeries(const std::vector<ChartSeries> &series, const QSet<QString> &hidden);
    void setSeriesHidden(const QString &id, bool hidden);

Q_SIGNALS:
    void toggled(const QString &id, bool shown);

private:
    QHBoxLayout *m_layout = nullptr;
    QHash<QString, LegendButton *> m_buttons;
    QStringList m_order;
};

/// One mark, its middle at `center`.
void paintMark(QPainter &painter, QPointF center, const QColor &color, ChartSeries::Style style);

/// A short piece of the series as it is drawn, for legends and value boxes.
void paintSwatch(QPainter &painter, const QRectF &rect, const QColor &color, ChartSeries::Style style);

} // namespace doorbuster
