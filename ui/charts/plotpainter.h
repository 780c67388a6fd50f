// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartplot.h"
#include "core/charts/designtokens.h"

#include <QFont>
#include <QRectF>

class QPainter;

namespace doorbuster {

/// Paints all of a plot but its curves: grid and axes below them, limits, now and the crosshair above.
class PlotPainter {
public:
    PlotPainter(QPainter &painter, const QRectF &area, const ChartPlot &plot, const DesignTokens &tokens);

    /// Room that ticks need to the left of and below the area, so that charts of a page line up.
    static int leftRoom(const QFont &font);
    static int bottomRoom(const QFont &font);

    void paintGrid();
    void paintMarks();
    /// With the values there, from the chart's own data: the plot is thinned.
    void paintCrosshair(double x, const ChartData &chart, const QSet<QString> &hidden);
    void paintNote(const QRectF &strip, const QString &note);
    void paintRemark(const QRectF &strip, const QString &remark);
    void paintEmpty(const QString &text);

private:
    double xOf(double seconds) const;
    double yOf(double value) const;
    void paintLabel(const QRectF &rect, const QString &text, std::uint32_t color);

    QPainter &m_painter;
    QRectF m_area;
    const ChartPlot &m_plot;
    const DesignTokens &m_tokens;
};

} // namespace doorbuster
