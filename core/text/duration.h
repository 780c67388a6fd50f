// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>

namespace doorbuster {

/// Reads a duration as Go and k6 write it: one or more numbers, each with a unit of `h`, `m`, `s`, `ms`, `us`, `µs` or
/// `ns`, from the largest unit to the smallest (`1m30s`, `500ms`, `1.5s`, `0s`). Digits below a nanosecond must be
/// zero. nullopt for anything else: a bare number, a sign, nothing at all, spaces, a unit twice, more than 292 years.
std::optional<std::chrono::nanoseconds> parseDuration(QStringView text);

/// The shortest exact spelling, for files and fields: `1m30s`, `500ms`, `0s`, `1h`. parseDuration() reads it back to
/// the same value. A negative duration gets a minus sign, which parseDuration() refuses.
QString formatDuration(std::chrono::nanoseconds duration);

/// A clock for people, cut to whole seconds: `2:09`, `1:02:09`, `-0:03` before the start.
QString formatClock(std::chrono::nanoseconds duration);

} // namespace doorbuster
