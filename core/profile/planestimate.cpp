// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/planestimate.h"

#include "core/profile/loadplan.h"

#include <algorithm>
#include <cmath>

namespace doorbuster {

PlanEstimate estimatePlan(const Profile &profile)
{
    const LoadPlan plan(profile.load);
    PlanEstimate estimate;
    estimate.peak = plan.peak();
    estimate.duration = plan.duration();
    double from = std::max(0, profile.load.startVUs);
    for (const Stage &stage : profile.load.stages) {
        const double to = std::max(0, stage.target);
        const double seconds = std::max(0.0, std::chrono::duration<double>(stage.duration).count());
        estimate.userSeconds += seconds * (from + to) / 2;
        from = to;
    }
    estimate.rhythm = std::min(profile.buyer.effectivePause(), profile.buyer.pollingInterval);
    if (estimate.rhythm > std::chrono::milliseconds{0}) {
        estimate.requests =
            quint64(std::llround(estimate.userSeconds / std::chrono::duration<double>(estimate.rhythm).count()));
    }
    return estimate;
}

} // namespace doorbuster
