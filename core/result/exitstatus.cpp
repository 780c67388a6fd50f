// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/exitstatus.h"

#include "core/result/resultconsistency.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

ExitStatus exitStatusOf(const RunResult &result)
{
    const VerificationReport &verification = result.verification;
    if (result.end == RunEnd::Aborted) {
        return result.failureKind == FailureKind::Internal ? ExitStatus::InternalError : ExitStatus::Aborted;
    }
    if (result.end == RunEnd::Failed) {
        return result.failureKind == FailureKind::SetupTimeout ? ExitStatus::SetupTimedOut : ExitStatus::SetupFailed;
    }
    const CheckVerdict overall = provenVerdict(result);
    if (overall == CheckVerdict::Fail) {
        return ExitStatus::VerificationFailed;
    }
    if (verification.timedOut) {
        return ExitStatus::VerificationTimedOut;
    }
    if (!verification.performed || overall == CheckVerdict::Inconclusive || overall == CheckVerdict::NoData) {
        return ExitStatus::Inconclusive;
    }
    const bool failed = std::ranges::find(result.thresholds, ThresholdResult::State::Fail, &ThresholdResult::state)
        != result.thresholds.end();
    return failed ? ExitStatus::ThresholdFailed : ExitStatus::Passed;
}

int exitStatus(const RunResult &result)
{
    return int(exitStatusOf(result));
}

QString describe(ExitStatus status)
{
    switch (status) {
    case ExitStatus::Passed:
        return u"all passed"_s;
    case ExitStatus::ThresholdFailed:
        return u"a threshold failed"_s;
    case ExitStatus::SetupTimedOut:
        return u"the set-up timed out"_s;
    case ExitStatus::VerificationTimedOut:
        return u"the verification timed out"_s;
    case ExitStatus::BadArguments:
        return u"bad profile or arguments"_s;
    case ExitStatus::Aborted:
        return u"aborted before a verdict"_s;
    case ExitStatus::SetupFailed:
        return u"the set-up failed"_s;
    case ExitStatus::InternalError:
        return u"ended by an error of Doorbuster itself"_s;
    case ExitStatus::VerificationFailed:
        return u"the verification failed"_s;
    case ExitStatus::Inconclusive:
        return u"the verification is inconclusive"_s;
    }
    return {};
}

} // namespace doorbuster
