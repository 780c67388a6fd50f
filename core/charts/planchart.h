// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"
#include "core/profile/executor.h"

namespace doorbuster {

/// The planned virtual users as a line of few points: where stages begin and end.
ChartSeries planSeries(const LoadSettings &load);

/// Where stages end, seconds since the load's start; those of no length leave none of their own.
std::vector<double> stageBounds(const Executor &plan);

} // namespace doorbuster
