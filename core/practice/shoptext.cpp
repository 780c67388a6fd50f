// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shoptext.h"

#include <QDateTime>
#include <QString>

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

struct CivilTime {
    year_month_day date;
    hh_mm_ss<milliseconds> clock;
    weekday day;
};

CivilTime civil(ShopTime time)
{
    const auto midnight = floor<days>(time);
    return {year_month_day(midnight), hh_mm_ss<milliseconds>(floor<milliseconds>(time - midnight)), weekday(midnight)};
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string_view trimmedAscii(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool looksLikeEmail(std::string_view email)
{
    const auto at = email.find('@');
    if (at == std::string_view::npos || at == 0 || email.find('@', at + 1) != std::string_view::npos)
        return false;
    if (std::ranges::any_of(email, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; }))
        return false;
    const auto host = email.substr(at + 1);
    const auto dot = host.find('.');
    return dot != std::string_view::npos && dot != 0 && host.back() != '.';
}

} // namespace

void appendJsonString(std::string &out, std::string_view text)
{
    std::string repaired;
    if (!isAscii(text) && !simdjson::validate_utf8(text.data(), text.size())) {
        repaired = QString::fromUtf8(text.data(), qsizetype(text.size())).toStdString();
        text = repaired;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escape;
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            out += escape.data();
        } else {
            out += c;
        }
    }
    out += '"';
}

void appendNumber(std::string &out, double value)
{
    std::array<char, 32> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

void appendNumber(std::string &out, long long value)
{
    std::array<char, 24> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

void appendIsoTime(std::string &out, ShopTime time)
{
    const auto [date, clock, day] = civil(time);
    std::array<char, 40> text;
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
        unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()),
        int(clock.seconds().count()), int(clock.subseconds().count()));
    out += text.data();
}

std::string httpDate(ShopTime time)
{
    static constexpr std::array weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto [date, clock, day] = civil(time);
    std::array<char, 48> text;
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[day.c_encoding()],
        unsigned(date.day()), months[unsigned(date.month()) - 1], int(date.year()), int(clock.hours().count()),
        int(clock.minutes().count()), int(clock.seconds().count()));
    return text.data();
}

std::optional<ShopTime> parseIsoTime(std::string_view text)
{
    const auto time = QDateTime::fromString(QString::fromUtf8(text.data(), qsizetype(text.size())), Qt::ISODateWithMs);
    // A time without an offset would be read in the zone of whoever runs the shop.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return {};
    return ShopTime(milliseconds(time.toMSecsSinceEpoch()));
}

std::optional<std::string> normalisedEmail(std::string_view text)
{
    std::string email;
    if (isAscii(text)) {
        email = trimmedAscii(text);
        std::ranges::transform(
            email, email.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    } else {
        email = QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed().toLower().toStdString();
    }
    if (!looksLikeEmail(email))
        return {};
    return email;
}

std::optional<std::string> decodeQueryPart(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            decoded += ' ';
        } else if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return {};
            decoded += char(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    if (!simdjson::validate_utf8(decoded.data(), decoded.size()))
        return {};
    return decoded;
}

} // namespace doorbuster
