// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <optional>
#include <utility>

namespace doorbuster {

/// What charts of one page share: the crosshair's place and the visible stretch of time. Seconds on their x axis.
class ChartGroup final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    std::optional<double> crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<double> seconds);
    /// Unset: all of it, growing with the run.
    std::optional<std::pair<double, double>> range() const { return m_range; }
    void setRange(std::optional<std::pair<double, double>> range);

Q_SIGNALS:
    void crosshairChanged();
    void rangeChanged();

private:
    std::optional<double> m_crosshair;
    std::optional<std::pair<double, double>> m_range;
};

} // namespace doorbuster
