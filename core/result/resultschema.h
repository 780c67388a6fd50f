// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/requestrecord.h"

#include <array>
#include <string_view>

namespace doorbuster::resultschema {

/// The groups of a run; the `group` tag of the load is empty, so it cannot be the name.
inline constexpr std::array<std::string_view, runGroupCount> groupNames{
    "load", "setup", "monitor", "teardown", "probe"};

} // namespace doorbuster::resultschema
