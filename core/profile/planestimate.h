// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace doorbuster {

/// What a plan amounts to before it is run.
struct PlanEstimate {
    int peak = 0; ///< virtual users
    std::chrono::nanoseconds duration{0};
    double userSeconds = 0; ///< virtual users × seconds
    /// About how many requests the buyers send at most: one a user in each `rhythm`. Answers that take time, and
    /// back-off, make them fewer. Unset where buyers do not wait at all, so that the shop's answers set the pace.
    std::optional<quint64> requests;
    /// The shorter of the pause between two journeys and the first wait in the queue.
    std::chrono::milliseconds rhythm{0};

    bool operator==(const PlanEstimate &) const = default;
};

PlanEstimate estimatePlan(const Profile &profile);

} // namespace doorbuster
