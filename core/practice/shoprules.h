// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/defects.h"

#include <chrono>
#include <cstdint>

namespace doorbuster {

/// What a practice shop does with buyers, apart from its HTTP side.
struct ShopRules {
    /// Pace of the worker that grants holds, evenly spaced; above 0.
    double holdsPerSecond = 50;
    std::chrono::nanoseconds holdTtl = std::chrono::seconds(900);
    Defect defect = Defect::None;
    /// Makes ids and tokens repeatable.
    std::uint64_t seed = 1;
};

} // namespace doorbuster
