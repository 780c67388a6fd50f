// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "selftestrun.h"

#include "core/practice/defects.h"

namespace doorbuster {

/// A run against a shop that does nothing wrong, though it may be in trouble; all of it made from one number.
struct CleanRun {
    SelfTestRun run;
    Defect disturbance = Defect::None;
    QString description; ///< what was chosen, in one line
};

/// The same numbers give the same choices.
CleanRun makeCleanRun(quint64 baseSeed, std::size_t number);

struct CleanJudgement {
    QString alarm; ///< the false alarm in words; empty where there is none
    QString summary; ///< the headline, and the checks that warn or cannot tell
};

/// No check may fail; the headline may be Inconclusive only where the books were not read whole or no buyer was told of
/// an order, and must not be Pass where the shop sold nothing.
CleanJudgement judgeClean(const SelfTestOutcome &outcome);

} // namespace doorbuster
