// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartgroup.h"

namespace doorbuster {

void ChartGroup::setCrosshair(std::optional<double> seconds)
{
    if (m_crosshair != seconds) {
        m_crosshair = seconds;
        Q_EMIT crosshairChanged();
    }
}

void ChartGroup::setRange(std::optional<std::pair<double, double>> range)
{
    if (m_range != range) {
        m_range = range;
        Q_EMIT rangeChanged();
    }
}

} // namespace doorbuster
