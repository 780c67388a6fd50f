// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/result/runresult.h"
#include "core/text/progress.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace doorbuster {

/// The version of the result file that this program writes, and the newest that it reads.
///   1  the first
///   2  times from the intended starts (series fs_t_since_planned, plannedP50 … in the seconds), sockets of the
///   generator
///   3  the calls of each buyer in the ledger, what was observed of the shop
///   4  the unusable answers of each request, when the books were read and why they are not known in full, earlier
///   verifications, the severity of each check, what sampled buyers tried after their orders and their requests, the
///   books of an existing sale before the load
/// What an older file does not hold is absent in its result, never 0.
inline constexpr int resultFileVersion = 5;

/// Writes the whole result as JSON; a name that ends in ".gz" is compressed. Written beside and moved into place, so
/// that an older file survives every failure, and giving up by `progress` too. Secrets of the profile are not written.
/// Blocks, for seconds where the ledger is long; any thread.
SaveStatus saveResult(const RunResult &result, const QString &file, const Progress &progress = {});

/// What saveResult() writes, uncompressed.
QByteArray resultToJson(const RunResult &result);

struct LoadedResult {
    std::optional<RunResult> result; ///< absent exactly when there are errors
    QStringList errors; ///< sentences; each names the file and, where it applies, the place in it
    bool cancelled = false; ///< by `progress`; then there is an error as well
};

/// Reads back what saveResult() wrote, compressed or not (told by content, not by name), without loss. Refused in
/// words: what is missing or unreadable, of more than 512 MiB, cut off, of a newer version, another program's (k6's
/// results by name), or makes no sense. What makes sense and contradicts itself is loaded, with
/// RunResult::contradictions. Blocks, for seconds where the ledger is long; any thread.
LoadedResult loadResult(const QString &file, const Progress &progress = {});

/// The same from memory; `name` stands for the file in errors.
LoadedResult resultFromJson(const QByteArray &json, const QString &name, const Progress &progress = {});

} // namespace doorbuster
