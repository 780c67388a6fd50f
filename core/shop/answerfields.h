// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"

#include <QByteArray>
#include <QString>

#include <simdjson.h>

#include <optional>
#include <string_view>

namespace doorbuster::answerfields {

// The fields of the shop's answers, and their values as values of ours. A value of another kind than it should be gives
// nothing; a number or a time in quotes is read as one.

using Field = std::optional<simdjson::dom::element>; ///< absent, too, where it is null

/// The largest whole number that every reader of JSON holds exactly, 2^53 - 1; larger ones are not read. Sums of a few
/// of them fit into 64 bits.
inline constexpr qint64 largestInteger = 9'007'199'254'740'991;

/// The only way to a text of the answer: what is to be kept of it goes through a TextSanitizer.
std::optional<UntrustedText> text(Field from);
std::optional<bool> boolean(Field from);
std::optional<double> number(Field from);
/// A whole number, also where it is written as 3.0; nothing for 2.5.
std::optional<qint64> integer(Field from);
/// Ids come as text, as numbers, or as an object that holds one. This is the id as it may go back to the shop. Nothing
/// for an empty text, or one of more than TextSanitizer::longestValue bytes.
std::optional<QByteArray> rawIdentifier(Field from);
/// ISO 8601, or Unix time in seconds or ms, whichever puts it between the years 1973 and 5138. What neither does (0,
/// microseconds) is no time. Unix ms.
std::optional<qint64> time(Field from);

/// That one of them is missing or of another kind. The path is the field's.
ReadError missing(const QString &path, const char *needed);

/// Whether two values say the same.
bool saysTheSame(simdjson::dom::element one, simdjson::dom::element other);

} // namespace doorbuster::answerfields
