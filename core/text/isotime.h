// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <string_view>

namespace doorbuster {

/// Reads an ISO 8601 time (`2026-11-22T11:43:30.000Z`, also with an offset or without a fraction) as Unix milliseconds;
/// nothing when it is none, and nothing without a zone: that is a time somewhere, and nobody knows where. The common form is read without Qt's date machinery, as every sale look-up carries four.
std::optional<qint64> unixMillisFromIso(std::string_view text);

/// `2026-11-22T11:43:30.000Z`.
QString isoFromUnixMillis(qint64 millis);

/// Reads a `Date` header in the form that all send (`Wed, 25 Nov 2026 22:46:00 GMT`); nothing when it is none.
std::optional<qint64> unixMillisFromHttpDate(const QByteArray &text);

} // namespace doorbuster
