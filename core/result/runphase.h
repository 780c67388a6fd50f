// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <chrono>
#include <optional>

namespace doorbuster {

enum class RunPhase : quint8 {
    Idle,
    Setup,
    Countdown,
    Load,
    Draining,
    Settling,
    Verifying,
    Finished,
    Failed, ///< the set-up did not work; there is no verdict
    Aborted, ///< ended by hand before a verdict
};
QStringView toString(RunPhase phase); ///< "setup", "countdown", … in files and on the console
std::optional<RunPhase> runPhaseFromString(QStringView text);

/// One phase as it was lived through. Times since the run's start.
struct PhaseSpan {
    RunPhase phase = RunPhase::Idle;
    std::chrono::nanoseconds started{0};
    std::chrono::nanoseconds ended{0};
    std::optional<std::chrono::nanoseconds> planned; ///< length, where it is known beforehand

    friend bool operator==(const PhaseSpan &, const PhaseSpan &) = default;
};

} // namespace doorbuster
