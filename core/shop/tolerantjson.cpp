// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/tolerantjson.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace doorbuster {

namespace {

constexpr int deepest = 64; ///< the shop's interface needs five
constexpr QByteArrayView unreadable = "{}";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool endsScalar(char c)
{
    return isBlank(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']' || c == '"';
}

/// Whether a text without its quotes is one that a strict reader takes.
bool isSoundText(QByteArrayView text)
{
    const auto hexAt = [text](qsizetype at) -> std::optional<uint> {
        if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
            return std::nullopt;
        bool ok = false;
        const uint code = text.sliced(at + 2, 4).toByteArray().toUInt(&ok, 16);
        return ok ? std::optional(code) : std::nullopt;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (quint8(text[i]) < 0x20)
            return false;
        if (text[i] != '\\')
            continue;
        if (i + 1 < text.size() && text[i + 1] != 'u') {
            if (QByteArrayView("\"\\/bfnrt").indexOf(text[i + 1]) < 0)
                return false;
            ++i;
            continue;
        }
        const auto code = hexAt(i);
        if (!code || (*code >= 0xdc00 && *code < 0xe000))
            return false;
        i += 5;
        if (*code >= 0xd800 && *code < 0xdc00) {
            const auto low = hexAt(i + 1);
            if (!low || *low < 0xdc00 || *low >= 0xe000)
                return false;
            i += 6;
        }
    }
    return simdjson::validate_utf8(text.data(), std::size_t(text.size()));
}

/// -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
bool isNumber(QByteArrayView text)
{
    const char *at = text.begin();
    const char *const end = text.end();
    const auto digits = [&at, end] {
        const char *const first = at;
        at = std::find_if_not(at, end, isDigit);
        return at != first;
    };
    if (at != end && *at == '-')
        ++at;
    const char *const first = at;
    if (!digits() || (*first == '0' && at - first > 1))
        return false;
    if (at != end && *at == '.' && (++at, !digits()))
        return false;
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != end && (*at == '+' || *at == '-'))
            ++at;
        if (!digits())
            return false;
    }
    return at == end;
}

/// Whether a number is none that only infinity comes near to.
bool isDouble(QByteArrayView number)
{
    bool ok = false;
    const double value = number.toByteArray().toDouble(&ok);
    return ok && std::isfinite(value);
}

class Mender {
public:
    explicit Mender(QByteArrayView json)
        : m_json(json)
    {
        m_out.reserve(json.size());
    }

    QByteArray mend()
    {
        while (m_at < m_json.size()) {
            const char c = m_json[m_at];
            if (c == '"')
                takeText();
            else if (!endsScalar(c))
                takeScalar();
            else if ((c == '{' || c == '[') && ++m_depth > deepest)
                skipNested();
            else
                takeByte();
        }
        return std::move(m_out);
    }

private:
    void takeByte()
    {
        const char c = m_json[m_at++];
        m_depth -= c == '}' || c == ']' ? 1 : 0;
        m_out += c;
    }

    /// Past the closing quote of the text that begins here, or past the end of it all.
    qsizetype endOfText() const
    {
        qsizetype at = m_at + 1;
        while (at < m_json.size() && m_json[at] != '"')
            at += m_json[at] == '\\' ? 2 : 1;
        return std::min(at + 1, m_json.size());
    }

    void takeText()
    {
        const qsizetype end = endOfText();
        const QByteArrayView text = m_json.sliced(m_at, end - m_at);
        m_at = end;
        if (isSoundText(text.sliced(1, std::max<qsizetype>(text.size() - 2, 0)))) {
            m_out += text;
            return;
        }
        qsizetype next = end;
        while (next < m_json.size() && isBlank(m_json[next]))
            ++next;
        const bool isName = next < m_json.size() && m_json[next] == ':';
        m_out += isName ? QByteArrayView("\"\"") : unreadable;
    }

    void takeScalar()
    {
        const qsizetype first = m_at;
        while (m_at < m_json.size() && !endsScalar(m_json[m_at]))
            ++m_at;
        const QByteArrayView scalar = m_json.sliced(first, m_at - first);
        if (scalar == "true" || scalar == "false" || scalar == "null") {
            m_out += scalar;
            return;
        }
        constexpr qsizetype digitsOfAnyInteger = 18;
        const bool isWhole = std::all_of(scalar.begin() + (scalar.startsWith('-') ? 1 : 0), scalar.end(), isDigit);
        if (!isNumber(scalar))
            m_out += unreadable;
        else if (isWhole && scalar.size() > digitsOfAnyInteger)
            m_out.append('"').append(scalar).append('"');
        else
            m_out += isDouble(scalar) ? scalar : unreadable;
    }

    void skipNested()
    {
        int depth = 0;
        do {
            const char c = m_json[m_at];
            if (c == '"') {
                m_at = endOfText();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            ++m_at;
        } while (depth > 0 && m_at < m_json.size());
        --m_depth;
        m_out += unreadable;
    }

    QByteArrayView m_json;
    QByteArray m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

QByteArray withoutUnreadableValues(QByteArrayView json)
{
    return Mender(json).mend();
}

} // namespace doorbuster
