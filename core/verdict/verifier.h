// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"
#include "core/verdict/verificationinput.h"

namespace doorbuster {

/// What `fs_overbooking` and `fs_underselling` tell, in units; whatever the severity of the checks.
struct SaleBalance {
    std::optional<double> overbooked; ///< absent where V1 or V2 could not be judged and neither proves a surplus
    std::optional<double> undersold; ///< absent where V2 could not be judged
};

/// Holds the buyers' ledger against the shop's books. Pure: no clock, no network; any thread. The same input gives the
/// same report, checks in the order of their ids. Takes in the order of a second for a million journeys. `balance`, if
/// given, is filled for the thresholds.
VerificationReport verify(const VerificationInput &input, SaleBalance *balance = nullptr);

/// What a row counts for in the overall verdict: a check that can only warn warns at most, also of what it cannot tell.
CheckVerdict weightOf(const CheckRow &row);

} // namespace doorbuster
