// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QString>

#include <optional>
#include <vector>

namespace doorbuster {

/// Something one must know beside a verdict.
struct VerdictRemark {
    CheckVerdict tone = CheckVerdict::Warn; ///< Fail: it is why there is no verdict; Warn: it limits what is said
    QString text; ///< one sentence

    friend bool operator==(const VerdictRemark &, const VerdictRemark &) = default;
};

/// One of the two things that are judged. Both are told side by side and equally large: neither speaks for the other.
struct VerdictHalf {
    /// NoData where there is nothing to tell and nothing went wrong with the set-up.
    CheckVerdict tone = CheckVerdict::NoData;
    QString headline; ///< without its sign: "OVERBOOKING DETECTED", "2 thresholds failed"
    QString sentence; ///< what it rests on; may be empty
    std::optional<CheckVerdict>
        sign; ///< where it is not that of the tone: no verdict, in the colour of a failed set-up

    QString signedHeadline() const; ///< "✕ OVERBOOKING DETECTED"
};

/// A threshold that failed.
struct FailedThreshold {
    QString rule; ///< "http_req_duration{name:buy}: p(95)<2000"
    QString actual; ///< "2,040 ms"
};

/// What is said of a finished run at the head of the page, in words that are safe to show as plain text.
struct VerdictSummary {
    static constexpr std::size_t thresholdsInHeadline = 3; ///< of those that failed; the table has them all

    VerdictHalf books; ///< sentence: "3 of 9 checks failed · 1 warning · verified 5,212 buyers in 2.1 s"
    VerdictHalf thresholds; ///< sentence: "5 of 7 passed"
    std::vector<FailedThreshold> failedThresholds; ///< in the order of the profile
    QString line; ///< both in one: "PASS · 2 thresholds failed"; the books alone where no thresholds were set
    CheckVerdict tone = CheckVerdict::NoData; ///< the worse of both
    /// Why the run ended early, why the books are not known in full, that too little was tested, that the generator was
    /// the bottleneck.
    std::vector<VerdictRemark> remarks;
    QString starting; ///< units; absentText() where not known
    QString paid;
    QString remaining;
    QString difference; ///< with its sign
    bool differs = false; ///< the difference is known, and not 0
};

/// What must be known of the verdict itself: that the result contradicts it, why the books are not known in full, that
/// too little was tested, and what was said before where the run was verified again.
std::vector<VerdictRemark> verdictRemarks(const RunResult &result);

/// That a run without a verdict leaves the sale that it created; nothing where it does not.
std::optional<VerdictRemark> openSaleRemark(const RunResult &result);

/// Whether the run came to a verdict: its books were read, and it was not given up before that was over.
bool hasVerdict(const RunResult &result);

VerdictSummary summarise(const RunResult &result);

} // namespace doorbuster
