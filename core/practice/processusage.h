// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace doorbuster {

/// What the process has used so far; a part that the system does not tell is absent.
struct ProcessUsage {
    std::optional<std::chrono::microseconds> userTime;
    std::optional<std::chrono::microseconds> systemTime;
    std::optional<qint64> maxResidentBytes;
};

ProcessUsage processUsage();

/// Lets the process open as many files and sockets as the system allows it; returns how many (0: not known).
quint64 raiseFileLimit();

} // namespace doorbuster
