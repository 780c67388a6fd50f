// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <vector>

namespace doorbuster {

/// Where a result speaks against itself: a verdict that its own rows, figures or ledger do not bear out. A result that
/// this program wrote has none; one that was edited, or put together from two, does. Takes time with the ledger: once,
/// when a file is loaded.
std::vector<Contradiction> contradictionsOf(const RunResult &result);

/// What the verification amounts to: its own verdict, or what its contradictions prove where that is worse.
CheckVerdict provenVerdict(const RunResult &result);

} // namespace doorbuster
