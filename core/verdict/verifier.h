// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"
#include "core/verdict/verificationinput.h"

namespace doorbuster {

/// Holds the buyers' ledger against the shop's books. Pure: no clock, no network; any thread. The same input gives the
/// same report, checks in the order of their ids. Takes in the order of a second for a million journeys.
VerificationReport verify(const VerificationInput &input);

} // namespace doorbuster
