// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>

#include <chrono>
#include <optional>

namespace doorbuster {

/// What the process has used so far; a part that the system does not report is absent.
struct ProcessUsage {
    std::optional<std::chrono::microseconds> userTime; ///< of all threads
    std::optional<std::chrono::microseconds> systemTime;
    std::optional<qint64> maxResidentBytes;

    /// User and system time together; 0 where neither is known.
    std::chrono::nanoseconds cpuTime() const
    {
        return userTime.value_or(std::chrono::microseconds::zero())
            + systemTime.value_or(std::chrono::microseconds::zero());
    }
};

ProcessUsage processUsage();

/// Gives the standard streams that the process was started without (`>&-`) something to stand for, so that no file or
/// socket gets their numbers and is written to in their stead. It can be read as empty, and not be written. Before
/// anything is opened.
void occupyStandardStreams();

/// Lets the process open as many files and sockets as the system allows it; returns how many (0: not known).
quint64 raiseFileLimit();

/// The same for a known number of sockets beside what a process needs anyway. Returns the error as a sentence, with the
/// limit that stands in the way.
std::optional<QString> allowOpenSockets(int sockets);

} // namespace doorbuster
