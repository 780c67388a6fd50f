// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>

namespace doorbuster {

/// How the checks write: every number, time and foreign text in a check's row goes through here.

/// "1,234,567", "-3": the same in every locale.
QString numberText(qint64 number);
/// "1 order", "1,234 orders".
QString countText(qint64 count, QStringView one, QStringView many);
/// "12.3 ms".
QString millisecondsText(std::chrono::nanoseconds duration);
/// "0:12.345", "1:02:03.456": a moment of the run, given in ns since its start.
QString runTimeText(qint64 sinceStart);
/// "0.25 s", "12.3 s": a length.
QString secondsText(std::chrono::nanoseconds duration);
/// UTC with milliseconds, "2026-11-22T11:43:34.299Z"; empty for nothing.
QString timeText(std::optional<qint64> unixMs);
/// Text that the shop chose (an id, an email), made safe to show and cut to `limit` characters.
QString shopText(const QString &text, qsizetype limit = 200);
QString shopText(const QByteArray &id);

} // namespace doorbuster
