// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <QWidget>

#include <memory>

namespace doorbuster {

class ChartGroup;

/// A chart over time: the one place behind which the drawing library hides. Without a title of its own; it stands in a
/// Card. Hover or the arrow keys move the crosshair and show the values there; the wheel or +/− zooms, dragging or
/// Shift+arrows pans, a double click or 0 shows all again; a click in the legend (chartLegend()) shows or hides a
/// series.
class TimeChart final : public QWidget {
    Q_OBJECT
public:
    explicit TimeChart(const QString &accessibleName, QWidget *parent = nullptr);
    ~TimeChart() override;

    /// Cheap enough for four calls a second; what is hidden is drawn when it is shown.
    void setData(ChartData data);
    const ChartData &data() const;
    /// What is seen of it now: without hidden series, and within the time that is zoomed to.
    ChartData visibleData() const;
    /// Shares crosshair and range with the group's other charts. The group must outlive the chart.
    void setGroup(ChartGroup *group);
    /// Series of this id are not drawn; kept over setData().
    void setSeriesHidden(const QString &id, bool hidden);
    bool isSeriesHidden(const QString &id) const;
    /// What hover says at x: "1:23 · p50 12 ms · p95 40 ms".
    QString valuesAt(double seconds) const;
    /// How many points are drawn now, over all series.
    int drawnPoints() const;
    /// Belongs to the header of the chart's card: a button a series, which hides and shows it.
    QWidget *legend();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Where the values are drawn, in the widget's coordinates: inside axes and margins.
    QRect plotArea() const;

Q_SIGNALS:
    void seriesHiddenChanged(const QString &id, bool hidden);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Drawing;
    std::pair<double, double> shownRange() const;
    double secondsAt(double x) const;
    void showRange(double from, double to);
    void zoom(double factor, double around);
    void pan(double seconds);
    void moveCrosshair(double seconds);
    bool handleKey(int key, bool shift);
    void redraw();
    void describe();

    std::unique_ptr<Drawing> m_drawing;
};

} // namespace doorbuster
