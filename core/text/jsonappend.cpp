// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/jsonappend.h"

#include <QString>

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace doorbuster {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

void appendUnicodeEscape(std::string &out, char16_t unit)
{
    out +=
        {'\\', 'u', hexDigits[unit >> 12], hexDigits[unit >> 8 & 15], hexDigits[unit >> 4 & 15], hexDigits[unit & 15]};
}

void appendAscii(std::string &out, char character)
{
    switch (character) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        if (static_cast<unsigned char>(character) < 0x20) {
            appendUnicodeEscape(out, static_cast<unsigned char>(character));
        } else {
            out += character;
        }
    }
}

void appendUtf8(std::string &out, char32_t character)
{
    if (character < 0x800) {
        out += {char(0xc0 | character >> 6), char(0x80 | (character & 0x3f))};
    } else if (character < 0x10000) {
        out += {char(0xe0 | character >> 12), char(0x80 | (character >> 6 & 0x3f)), char(0x80 | (character & 0x3f))};
    } else {
        out += {char(0xf0 | character >> 18), char(0x80 | (character >> 12 & 0x3f)),
            char(0x80 | (character >> 6 & 0x3f)), char(0x80 | (character & 0x3f))};
    }
}

/// Digits and exponent of to_chars' scientific form, written out without an exponent: from 2^53 on, its own fixed form
/// gives all digits of the binary value instead of the shortest ones and zeros.
void appendWritten(std::string &out, const char *begin, const char *end)
{
    const char *digit = begin;
    int places = 0; // digits still to come before the point
    for (const char *at = begin; at != end; ++at) {
        if (*at == 'e') {
            places = std::atoi(at + 1) + 1;
            end = at;
            break;
        }
    }
    for (; digit != end; ++digit) {
        if (*digit == '-') {
            out += '-';
        } else if (*digit != '.') {
            out += *digit;
            --places;
        }
    }
    out.append(std::size_t(places), '0'); // such a number has no fraction
}

template <class Float>
void appendFloat(std::string &out, Float value)
{
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    const Float magnitude = std::abs(value);
    char text[64];
    if (magnitude != 0 && (magnitude < Float(1e-6) || magnitude >= Float(1e21))) {
        char *end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
        if (end - text >= 4 && end[-4] == 'e' && end[-3] == '-' && end[-2] == '0') { // e-07 is e-7
            end[-2] = end[-1];
            --end;
        }
        out.append(text, end);
    } else if (magnitude >= Float(9e15)) {
        char *end = std::to_chars(text, text + sizeof text - 1, value, std::chars_format::scientific).ptr;
        *end = '\0'; // where atoi() stops
        appendWritten(out, text, end);
    } else {
        out.append(text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr);
    }
}

template <class Integer>
void appendInteger(std::string &out, Integer value)
{
    char text[24];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

} // namespace

void appendJsonString(std::string &out, QStringView text)
{
    out += '"';
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char16_t unit = text[at].unicode();
        if (unit < 0x80) {
            appendAscii(out, char(unit));
        } else if (unit == 0x2028 || unit == 0x2029) {
            appendUnicodeEscape(out, unit);
        } else if (!QChar::isSurrogate(unit)) {
            appendUtf8(out, unit);
        } else if (QChar::isHighSurrogate(unit) && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            appendUtf8(out, QChar::surrogateToUcs4(unit, text[at + 1].unicode()));
            ++at;
        } else {
            appendUnicodeEscape(out, QChar::ReplacementCharacter);
        }
    }
    out += '"';
}

void appendJsonString(std::string &out, QByteArrayView utf8)
{
    for (const char byte : utf8) {
        if (static_cast<signed char>(byte) < 0) {
            appendJsonString(out, QString::fromUtf8(utf8));
            return;
        }
    }
    out += '"';
    for (const char character : utf8) {
        appendAscii(out, character);
    }
    out += '"';
}

void appendJsonNumber(std::string &out, double value)
{
    appendFloat(out, value);
}

void appendJsonNumber(std::string &out, float value)
{
    appendFloat(out, value);
}

void appendJsonInteger(std::string &out, qint64 value)
{
    appendInteger(out, value);
}

void appendJsonInteger(std::string &out, quint64 value)
{
    appendInteger(out, value);
}

} // namespace doorbuster
