// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QString>

namespace doorbuster {

/// The programs' exit statuses: k6's where k6 has one.
enum class ExitStatus {
    Passed = 0,
    ThresholdFailed = 99,
    SetupTimedOut = 100,
    VerificationTimedOut = 101,
    BadArguments = 104, ///< profile, options, files: before anything starts; never of a result
    Aborted = 105, ///< by a signal, before a verdict
    SetupFailed = 107,
    InternalError = 109, ///< of this program; as k6 for its own
    VerificationFailed = 110,
    Inconclusive = 111,
};

/// What a run ends with. The first that applies, in this order: ended by an error of this
/// program, or aborted, before a verdict; setup timed out or failed;
/// verification failed; verification timed out; inconclusive, which includes a verification that has nothing to show; a
/// threshold failed; passed. Of a result that contradicts itself, the worse counts. A threshold without data is shown
/// as such and fails nothing: it has nothing to judge. A warning passes.
ExitStatus exitStatusOf(const RunResult &result);
int exitStatus(const RunResult &result);

/// In words: "verification failed".
QString describe(ExitStatus status);

} // namespace doorbuster
