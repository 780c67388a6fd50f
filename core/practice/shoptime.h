// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace doorbuster {

/// The shop's clock: wall time, always passed in, so that a test moves it by hand.
using ShopTime = std::chrono::sys_time<std::chrono::nanoseconds>;

} // namespace doorbuster
