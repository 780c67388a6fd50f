// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"
#include "core/metrics/requestrecord.h"
#include "core/profile/profile.h"

#include <optional>

namespace doorbuster {

/// The bounds that the profile's thresholds set to percentiles of http_req_duration, for exactly the requests that are
/// shown: one name's, or with nullopt those of all. A rule for all requests says nothing of one name's, nor the other
/// way round. Rules that cannot be read, which validation refuses, are left out.
std::vector<ChartLimit> requestLimits(const Profile &profile, std::optional<RequestName> request);

} // namespace doorbuster
