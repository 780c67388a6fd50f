// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace doorbuster {

/// Reads an ISO 8601 time (`2026-11-22T11:43:30.000Z`, also with an offset or without a fraction) as Unix milliseconds;
/// nothing when it is none. The common form is read without Qt's date machinery, as every sale look-up carries four.
std::optional<qint64> unixMillisFromIso(std::string_view text);

/// `2026-11-22T11:43:30.000Z`.
QString isoFromUnixMillis(qint64 millis);

} // namespace doorbuster
