// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"
#include "core/metrics/requestrecord.h"

#include <optional>

namespace doorbuster {

/// Knows when a buyer's requests should be sent: keeps what RequestPlan defines, from the pauses as they begin. Changes
/// nothing of what the buyer does. All moments are those of one clock.
class BuyerPace {
public:
    /// The load plan has the buyer begin at `due`. Forgets what was before. Without it the buyer begins with its first
    /// request.
    void begin(TimePoint due);
    /// A pause of `drawn` begins now. It ends at `until`: sooner than drawn where there is no time left for it.
    void pause(TimePoint now, Nanoseconds drawn, TimePoint until);
    /// Of the request that is sent now.
    RequestPlan next(TimePoint now);

private:
    std::optional<TimePoint> m_stepStart; ///< the planned start behind the last pause
    std::optional<TimePoint> m_due; ///< of the next request; unset: at once
    Nanoseconds m_overdue{0};
    Nanoseconds m_pace{0};
};

} // namespace doorbuster
