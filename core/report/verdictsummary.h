// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/runresult.h"

#include <QString>

#include <vector>

namespace doorbuster {

/// Something one must know beside a verdict.
struct VerdictRemark {
    CheckVerdict tone = CheckVerdict::Warn; ///< Fail: it is why there is no verdict; Warn: it limits what is said
    QString text; ///< one sentence

    friend bool operator==(const VerdictRemark &, const VerdictRemark &) = default;
};

/// What is said of a finished run at the head of the page, in words that are safe to show as plain text.
struct VerdictSummary {
    /// The tone of the headline: NoData where there is no verdict and nothing went wrong with the set-up.
    CheckVerdict tone = CheckVerdict::NoData;
    QString headline; ///< with its sign: "✕ OVERBOOKING DETECTED", "– NO VERDICT"
    QString sentence; ///< "3 of 9 checks failed · 1 warning · thresholds passed · verified 5,212 buyers in 2.1 s"
    /// Why the run ended early, that reading was cut short, that the generator was the bottleneck.
    std::vector<VerdictRemark> remarks;
    QString starting; ///< units; absentText() where not known
    QString paid;
    QString remaining;
    QString difference; ///< with its sign
    bool differs = false; ///< the difference is known, and not 0
};

/// What must be known of the verdict itself: that the result contradicts it, and what was said before where the run was
/// verified again.
std::vector<VerdictRemark> verdictRemarks(const RunResult &result);

/// Whether the run came to a verdict: its books were read, and it was not given up before that was over.
bool hasVerdict(const RunResult &result);

VerdictSummary summarise(const RunResult &result);

} // namespace doorbuster
