// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace doorbuster {

/// A regular expression that takes time in proportion to the text, whatever the expression: all ways through it are
/// followed side by side (Thompson's construction), none is ever tried again. QRegularExpression tries one after the
/// other, so a description could stall a worker with it.
///
/// Known are characters, `.`, `[a-z]`, `[^…]`, `\d \w \s \D \W \S`, `^`, `$`, `\b`, `(…)`, `(?:…)`, `|`, `*`, `+`, `?`,
/// `{m}`, `{m,}`, `{m,n}`, and `(?i)` at the beginning for either case. Neither back references nor look-around are:
/// they have no such bound. A value without state: thread-safe.
class Pattern {
public:
    static constexpr std::size_t longestText = 4096; ///< bytes of a text that are looked at
    static constexpr std::size_t largest = 2000; ///< instructions, `{m,n}` written out

    /// The expression, or why it is none.
    static std::variant<Pattern, QString> parse(QStringView expression);

    /// Whether it occurs anywhere in the first longestText bytes of a text in UTF-8.
    bool occursIn(std::string_view utf8) const;

    const QString &text() const { return m_text; }

private:
    friend class PatternParser;

    enum class Op : std::uint8_t { One, Any, Set, Split, Jump, Begin, End, Boundary, Match };
    struct Instruction {
        Op op = Op::Match;
        std::uint32_t first = 0; ///< the character, the set's number, or where to go on
        std::uint32_t second = 0; ///< of a split, the other way
    };
    struct Set {
        bool negated = false;
        std::vector<std::pair<char32_t, char32_t>> ranges;
    };

    bool takes(const Instruction &instruction, char32_t c) const;

    QString m_text;
    std::vector<Instruction> m_program;
    std::vector<Set> m_sets;
    bool m_eitherCase = false;
};

} // namespace doorbuster
