// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>

#include <chrono>
#include <optional>

namespace doorbuster {

/// CPU time of this process so far, all threads, user and system. 0 where the system does not tell.
std::chrono::nanoseconds processCpuTime();
/// The most memory this process ever had resident, in bytes. 0 where the system does not tell.
qint64 processPeakMemory();

/// Raises the limit of open files so that `sockets` can be open at a time beside what a process needs anyway. Returns the
/// error as a sentence, with the limit that stands in the way.
std::optional<QString> allowOpenSockets(int sockets);

} // namespace doorbuster
