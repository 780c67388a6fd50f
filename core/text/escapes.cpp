// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/escapes.h"

#include <QChar>

#include <algorithm>
#include <optional>
#include <utility>

namespace doorbuster {

namespace {

MeantCharacter ofByte(char byte, qsizetype length)
{
    return {.bytes = {byte}, .size = 1, .length = length};
}

MeantCharacter ofCode(char32_t code, qsizetype length)
{
    MeantCharacter character{.length = length};
    const auto add = [&character](char32_t byte) { character.bytes[std::size_t(character.size++)] = char(byte); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xc0 | code >> 6);
        add(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        add(0xe0 | code >> 12);
        add(0x80 | (code >> 6 & 0x3f));
        add(0x80 | (code & 0x3f));
    } else {
        add(0xf0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3f));
        add(0x80 | (code >> 6 & 0x3f));
        add(0x80 | (code & 0x3f));
    }
    return character;
}

/// Takes one character after the other of an escape; each may be an escape of the depth below.
class Pieces {
public:
    Pieces(QByteArrayView text, int depth)
        : m_text(text)
        , m_depth(depth)
    {
    }

    qsizetype taken() const { return m_taken; }

    /// The next one where it is a single byte; else '\0'.
    char next()
    {
        const MeantCharacter piece = readEscaped(m_text.sliced(m_taken), m_depth);
        m_taken += piece.length;
        return piece.size == 1 ? piece.bytes[0] : '\0';
    }

    std::optional<char32_t> hexNumber(int digits)
    {
        char32_t number = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = digitOf(next(), 16);
            if (digit < 0)
                return std::nullopt;
            number = number * 16 + char32_t(digit);
        }
        return number;
    }

    static int digitOf(char c, int base)
    {
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        return digit < base ? digit : -1;
    }

private:
    QByteArrayView m_text;
    int m_depth;
    qsizetype m_taken = 0;
};

// Each is called behind the escape's first character.

std::optional<MeantCharacter> percentEncoded(Pieces pieces)
{
    const auto byte = pieces.hexNumber(2);
    return byte ? std::optional(ofByte(char(*byte), pieces.taken())) : std::nullopt;
}

std::optional<MeantCharacter> jsonEscaped(Pieces pieces)
{
    const char kind = pieces.next();
    if (kind == 'x') { // not JSON's, but many languages'
        const auto byte = pieces.hexNumber(2);
        return byte ? std::optional(ofByte(char(*byte), pieces.taken())) : std::nullopt;
    }
    constexpr std::pair<char, char> controls[] = {{'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}};
    for (const auto &[letter, control] : controls) {
        if (kind == letter)
            return ofByte(control, pieces.taken());
    }
    if (kind != 'u') {
        const bool isSign = kind > ' ' && kind < '\x7f' && !QChar::isLetterOrNumber(char32_t(kind));
        return isSign ? std::optional(ofByte(kind, pieces.taken())) : std::nullopt;
    }
    const auto unit = pieces.hexNumber(4);
    if (!unit)
        return std::nullopt;
    if (!QChar::isHighSurrogate(*unit))
        return ofCode(*unit, pieces.taken());
    Pieces further = pieces;
    if (further.next() == '\\' && further.next() == 'u') {
        const auto low = further.hexNumber(4);
        if (low && QChar::isLowSurrogate(*low))
            return ofCode(QChar::surrogateToUcs4(char16_t(*unit), char16_t(*low)), further.taken());
    }
    return std::nullopt;
}

std::optional<MeantCharacter> htmlEscaped(Pieces pieces)
{
    constexpr std::pair<QByteArrayView, char32_t> names[] = {{"amp", U'&'}, {"apos", U'\''}, {"gt", U'>'}, {"lt", U'<'},
        {"nbsp", U'\u00a0'}, {"quot", U'"'}, {"plus", U'+'}, {"equals", U'='}, {"sol", U'/'}, {"bsol", U'\\'},
        {"percnt", U'%'}, {"num", U'#'}, {"dollar", U'$'}, {"excl", U'!'}, {"commat", U'@'}, {"colon", U':'}};
    std::array<char, 14> name; // a number may have zeros before it
    std::size_t length = 0;
    for (char c = pieces.next(); c != ';'; c = pieces.next()) {
        if (c == '\0' || length == name.size())
            return std::nullopt;
        name[length++] = c;
    }
    const QByteArrayView said(name.data(), qsizetype(length));
    if (!said.startsWith('#')) {
        const auto known =
            std::find_if(std::begin(names), std::end(names), [said](const auto &entry) { return entry.first == said; });
        return known == std::end(names) ? std::nullopt : std::optional(ofCode(known->second, pieces.taken()));
    }
    const bool isHex = said.size() > 1 && (said[1] == 'x' || said[1] == 'X');
    const QByteArrayView digits = said.sliced(isHex ? 2 : 1);
    char32_t code = 0;
    for (const char c : digits) {
        const int digit = Pieces::digitOf(c, isHex ? 16 : 10);
        if (digit < 0 || code > QChar::LastValidCodePoint)
            return std::nullopt;
        code = code * (isHex ? 16 : 10) + char32_t(digit);
    }
    if (digits.isEmpty() || code > QChar::LastValidCodePoint)
        return std::nullopt;
    return ofCode(code, pieces.taken());
}

} // namespace

bool mayEscape(char byte)
{
    return byte == '\\' || byte == '%' || byte == '&' || byte == '+';
}

MeantCharacter readEscaped(QByteArrayView text, int depth)
{
    if (text.isEmpty())
        return {};
    if (depth == 0 || !mayEscape(text.front()))
        return ofByte(text.front(), 1);
    const MeantCharacter first = readEscaped(text, depth - 1);
    const char introducer = first.size == 1 ? first.bytes[0] : '\0';
    if (introducer == '+')
        return ofByte(' ', first.length);
    const Pieces behind(text.sliced(first.length), depth - 1);
    const auto escape = introducer == '%' ? percentEncoded(behind)
        : introducer == '\\'              ? jsonEscaped(behind)
        : introducer == '&'               ? htmlEscaped(behind)
                                          : std::nullopt;
    if (!escape)
        return first;
    MeantCharacter meant = *escape;
    meant.length += first.length;
    return meant;
}

} // namespace doorbuster
