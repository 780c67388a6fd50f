// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/shoptime.h"

#include <optional>
#include <string>
#include <string_view>

namespace doorbuster {

/// Text as the shop reads and writes it. All strings are UTF-8; the `append…` functions render JSON without a DOM,
/// because they run once per request.

/// Appends `text` as a JSON string with its quotes. What is not UTF-8 (a target or a header may hold any bytes) becomes
/// U+FFFD.
void appendJsonString(std::string &out, std::string_view text);
/// Appends the shortest form that reads back as the same number.
void appendNumber(std::string &out, double value);
void appendNumber(std::string &out, long long value);
/// Appends `2026-11-22T11:43:30.000Z`, without quotes.
void appendIsoTime(std::string &out, ShopTime time);
/// `Sun, 22 Nov 2026 11:43:28 GMT`, as the Date header wants it (RFC 9110, 5.6.7).
std::string httpDate(ShopTime time);

/// Reads ISO 8601 with a date, a time and an offset or `Z`; nothing where the text is anything else.
std::optional<ShopTime> parseIsoTime(std::string_view text);
/// The email trimmed and lower-cased; nothing where it is not `local@host.tld`.
std::optional<std::string> normalisedEmail(std::string_view text);
/// Decodes one name or value of a query, `+` as a space; nothing where an escape is malformed or the result is not
/// UTF-8.
std::optional<std::string> decodeQueryPart(std::string_view text);

} // namespace doorbuster
