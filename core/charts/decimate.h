// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <span>
#include <vector>

namespace doorbuster {

/// The part of a series between two x values with at most about `limit` points (8 at least), its minima and maxima kept
/// within every step, so that a spike of one second is still seen in an hour. Gaps (NaN) stay gaps, and do not count.
/// One point beyond each end is kept, so that lines run on to the edge. Series of a stack must be thinned by
/// thinStack(), or they drift apart.
ChartSeries thinned(const ChartSeries &series, double from, double to, std::size_t limit);

/// The same for series that stand on each other, at the same x all of them: they keep the same places, those where
/// their sum is least and greatest. `limit` is for each. A NaN in a stack counts as 0. Series whose x differ from the
/// first's are left out.
std::vector<ChartSeries> thinStack(std::span<const ChartSeries> stack, double from, double to, std::size_t limit);

/// The part of a series within [from, to], cut at its ends: where a line crosses an end, it gets a point there. Marks
/// do not.
ChartSeries clipped(const ChartSeries &series, double from, double to);

} // namespace doorbuster
