// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

namespace doorbuster {

struct RunResult;

/// The stock as the shop showed it, reading by reading, on the range that V14 allows each of them; those outside have a
/// mark of another shape. Where V14 has nothing to judge by, the readings alone, and the remark says why. Seconds since
/// the run's start, as evidence and stories have them.
ChartData makeStockChart(const RunResult &result);

} // namespace doorbuster
