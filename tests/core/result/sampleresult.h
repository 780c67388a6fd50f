// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

namespace doorbuster {

/// A run with something in every field, the same each time: 100 units, 101 paid orders, a lost order, hostile texts.
RunResult sampleResult();

/// Every series that a run of this profile counts, without samples.
std::vector<ResultSeries> emptySeries(const Profile &profile);

/// A trend with these values, in ms.
SeriesValue trendOf(std::initializer_list<double> ms);

} // namespace doorbuster
