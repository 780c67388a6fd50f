// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/planestimate.h"

#include "core/profile/executor.h"

#include <algorithm>
#include <cmath>

namespace doorbuster {

PlanEstimate estimatePlan(const Profile &profile)
{
    const auto executor = makeExecutor(profile.load);
    PlanEstimate estimate;
    estimate.peak = executor->peak();
    estimate.duration = executor->duration();
    estimate.userSeconds = executor->userSeconds();
    estimate.rhythm = std::min(profile.buyer.effectivePause(), profile.buyer.pollingInterval);
    if (estimate.rhythm > std::chrono::milliseconds{0}) {
        estimate.requests =
            quint64(std::llround(estimate.userSeconds / std::chrono::duration<double>(estimate.rhythm).count()));
    }
    return estimate;
}

} // namespace doorbuster
