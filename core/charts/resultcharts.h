// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <QStringList>

#include <vector>

namespace doorbuster {

struct RunResult;

/// Every chart of a finished run, for outputs: those over time, then fairness and stock where they have something to
/// show.
std::vector<ChartData> resultCharts(const RunResult &result);

/// The ids of all charts that a result can have.
QStringList resultChartIds();

} // namespace doorbuster
