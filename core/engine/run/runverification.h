// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"
#include "core/verdict/verificationinput.h"

namespace doorbuster {

/// What there is to verify of a run, whose counts must be filled in, with the shop's books as they were read now. `run`
/// must outlive it.
VerificationInput verificationInput(const RunResult &run, BookReadings books);

/// Whether others may have bought between the run's own verification and these books, which were read later: not where
/// the stock is as it was, and no one else had bought until then.
bool othersMayHaveBoughtSince(const VerificationReport &then, const BookReadings &now);

} // namespace doorbuster
