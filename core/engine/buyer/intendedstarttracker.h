// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"
#include "core/metrics/requestrecord.h"

#include <optional>

namespace doorbuster {

/// Computes the IntendedStart of each request of one virtual user, from the pauses as they begin. It measures only:
/// what the user does is not changed. All moments are those of one clock.
class IntendedStartTracker {
public:
    /// The load plan has the user begin at `due`. Forgets what was before. Without this call, the user begins with its
    /// first request.
    void begin(TimePoint due);
    /// A pause of length `drawn` begins now. It ends at `until`, which is earlier where no time is left for all of it.
    void pause(TimePoint now, Nanoseconds drawn, TimePoint until);
    /// The intended start of the request that is sent now.
    IntendedStart next(TimePoint now);

private:
    std::optional<TimePoint> m_stepStart; ///< the intended start after the last pause
    std::optional<TimePoint> m_due; ///< of the next request; unset: at once
    Nanoseconds m_backlog{0};
    Nanoseconds m_expectedInterval{0};
};

} // namespace doorbuster
