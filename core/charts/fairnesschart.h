// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

namespace doorbuster {

struct RunResult;

/// At most so many buyers are marked: more would be a cloud, and slow to draw. Those that were overtaken worst stay.
inline constexpr std::size_t mostFairnessMarks = 580;

/// Whether holds came in the order of joining, as V10 judges it: one mark a buyer, its place in the order of joining
/// across and its place in the order of holds up. Who was overtaken for certain has a mark of another shape; who was,
/// and never got a hold, stands at the upper edge. Later joiners than the last that got a hold, or was passed over, are
/// left out: nothing happened to them. Takes some 100 ms for a million journeys.
ChartData makeFairnessChart(const RunResult &result);

} // namespace doorbuster
