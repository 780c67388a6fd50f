// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/run/runconfig.h"

namespace doorbuster {

/// Sends one buyer through a live shop and prints each step: request, answer, the rule that matched, what was kept. As
/// an admin it signs in where the profile has the password. Blocks; returns the exit status, 0 where the buyer got its
/// order.
int tryShop(const RunConfig &config);

} // namespace doorbuster
