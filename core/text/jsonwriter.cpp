// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/jsonwriter.h"

#include <cmath>

namespace doorbuster {

void JsonWriter::newLine()
{
    if (m_lineDepth == 0 || m_depth < m_lineDepth) {
        m_out += '\n';
        m_out.append(std::size_t(m_depth), ' ');
    }
}

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (!m_first) {
        m_out += ',';
    }
    m_first = false;
    if (m_depth > 0) {
        newLine();
    }
}

void JsonWriter::open(char bracket, Layout layout)
{
    separate();
    m_out += bracket;
    ++m_depth;
    m_first = true;
    if (layout == Layout::Line && m_lineDepth == 0) {
        m_lineDepth = m_depth;
    }
}

void JsonWriter::close(char bracket)
{
    const bool line = m_lineDepth != 0;
    if (m_lineDepth == m_depth) {
        m_lineDepth = 0;
    }
    --m_depth;
    if (!m_first && !line) {
        newLine();
    }
    m_out += bracket;
    m_first = false;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    separate();
    m_out += '"';
    m_out += name;
    m_out += "\":";
    m_afterKey = true;
    return *this;
}

JsonWriter &JsonWriter::textKey(QStringView name)
{
    separate();
    appendJsonString(m_out, name);
    m_out += ':';
    m_afterKey = true;
    return *this;
}

void JsonWriter::value(bool truth)
{
    separate();
    m_out += truth ? "true" : "false";
}

void JsonWriter::value(double number)
{
    separate();
    appendJsonNumber(m_out, number);
    // Without a point or an exponent, a reader takes it for an integer, and there is none of this size.
    constexpr double beyondIntegers = 0x1p63;
    constexpr double withExponent = 1e21;
    if (const double magnitude = std::abs(number); magnitude >= beyondIntegers && magnitude < withExponent)
        m_out += ".0";
}

void JsonWriter::value(float number)
{
    separate();
    appendJsonNumber(m_out, number);
}

void JsonWriter::value(QStringView text)
{
    separate();
    appendJsonString(m_out, text);
}

void JsonWriter::value(QByteArrayView utf8)
{
    separate();
    appendJsonString(m_out, utf8);
}

void JsonWriter::null()
{
    separate();
    m_out += "null";
}

void JsonWriter::json(QByteArrayView text)
{
    separate();
    m_out.append(text.data(), std::size_t(text.size()));
}

} // namespace doorbuster
