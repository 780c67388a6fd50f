// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <limits>

namespace doorbuster {

/// A count, and the time in which all of it was counted. They are kept together, as a count of one span divided by the
/// length of another is no figure at all.
struct Throughput {
    double count = 0;
    std::chrono::nanoseconds span{0};

    /// NaN where there was no time.
    double perSecond() const
    {
        return span.count() > 0 ? count / std::chrono::duration<double>(span).count()
                                : std::numeric_limits<double>::quiet_NaN();
    }
};

} // namespace doorbuster
