// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartplot.h"

#include <QColor>
#include <QPixmap>
#include <QSize>

#include <functional>
#include <memory>

namespace doorbuster {

/// The curves of a plot, drawn by Qt Charts into a pixmap. It is drawn anew only when something about it has changed,
/// so that a moving crosshair costs nothing. Axes and texts are not its business.
class SeriesCanvas final {
public:
    using Colors = std::function<QColor(ChartTint)>;
    /// The pixmap is this much larger than the plot's area on every side, so that lines and marks at its edge are
    /// whole.
    static constexpr int margin = 5;

    SeriesCanvas();
    ~SeriesCanvas();
    Q_DISABLE_COPY_MOVE(SeriesCanvas)

    /// `size` is the plot's area, in device-independent pixels.
    const QPixmap &draw(const ChartPlot &plot, QSize size, qreal pixelRatio, const Colors &colors);
    /// The next draw() takes colours anew.
    void forgetColors();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace doorbuster
