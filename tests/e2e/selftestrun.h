// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace doorbuster {

/// A run against a shop of its own.
struct SelfTestRun {
    QStringList shopArguments; ///< beside the port
    QStringList runArguments; ///< beside the target and the result's file
    QString resultFile;
    /// When to interrupt the run, each from its start or from the interrupt before.
    std::vector<std::chrono::milliseconds> interrupts;
};

struct SelfTestOutcome {
    int exitStatus = -1; ///< of `doorbuster-cli`; -1 where it crashed or did not end
    std::optional<RunResult> result; ///< absent where there is no result file, or one that cannot be read
    std::optional<qint64> ordersInShop; ///< paid, by the shop's own count
    QString trouble; ///< why `result` is absent, with what the program said
    std::chrono::milliseconds took{0};
};

/// Blocks until the run is over; in any thread that was started by QThread.
SelfTestOutcome perform(const SelfTestRun &run);

/// Calls `job` with 0 … count - 1, each once, from `beside` threads at a time.
void performAll(std::size_t count, int beside, const std::function<void(std::size_t)> &job);

} // namespace doorbuster
