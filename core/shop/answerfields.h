// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"

#include <QByteArray>
#include <QString>

#include <simdjson.h>

#include <array>
#include <initializer_list>
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

/// Looks fields up, all of an object in one pass. An object that has a needed field twice, with different values, says
/// nothing certain: the first such is remembered, and what was read is not to be used then.
class FieldFinder {
public:
    /// The sanitizer must outlive it.
    explicit FieldFinder(const TextSanitizer &sanitizer)
        : m_sanitizer(sanitizer)
    {
    }

    /// The values of these names, in their order; all absent where `from` is no object. `path` goes before a name in
    /// an error: "" or "item.".
    template <std::size_t count>
    std::array<Field, count> in(Field from, const char *path, const std::array<std::string_view, count> &names)
    {
        std::array<Field, count> found;
        simdjson::dom::object object;
        if (!from || from->get(object) != simdjson::SUCCESS)
            return found;
        for (const auto field : object) {
            for (std::size_t i = 0; i < count; ++i) {
                if (names[i] != field.key)
                    continue;
                if (found[i] && !saysTheSame(*found[i], field.value))
                    remember(path, field.key);
                else
                    found[i] = field.value;
            }
        }
        for (Field &field : found) {
            if (field && field->is_null())
                field.reset();
        }
        return found;
    }

    const std::optional<ReadError> &ambiguity() const { return m_ambiguity; }

    const TextSanitizer &sanitizer() const { return m_sanitizer; }
    /// As it may be kept and shown.
    std::optional<QByteArray> identifier(Field from) const
    {
        const auto raw = rawIdentifier(from);
        return raw ? std::optional(m_sanitizer.id(*raw)) : std::nullopt;
    }

private:
    void remember(const char *path, std::string_view name);

    const TextSanitizer &m_sanitizer;
    std::optional<ReadError> m_ambiguity;
};

/// The first that is there.
template <class... Rest>
Field firstOf(Field first, Rest... rest)
{
    if constexpr (sizeof...(rest) == 0)
        return first;
    else
        return first ? first : firstOf(rest...);
}

} // namespace doorbuster::answerfields
