// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/csvtext.h"

#include "core/text/format.h"

#include <QStringList>

#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// The full-width ones are taken for the others by some spreadsheets.
constexpr QStringView formulaStarts = u"=+-@\uff1d\uff0b\uff0d\uff20";

bool isNumber(QStringView text)
{
    bool digits = false;
    bool point = false;
    for (qsizetype i = text.startsWith(u'-') || text.startsWith(u'+') ? 1 : 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c >= u'0' && c <= u'9') {
            digits = true;
        } else if (c == u'.' && !point) {
            point = true;
        } else if (c != u',' || point || !digits) {
            return false;
        }
    }
    return digits;
}

template <std::floating_point T>
QByteArray shortest(T value)
{
    std::array<char, 400> digits; // the longest double without an exponent has 309 places before its point
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed).ptr;
    return {digits.data(), end - digits.data()};
}

} // namespace

QString guardedCell(QStringView text)
{
    QString cell = displayText(text, CsvText::maxCell);
    const QStringView start = QStringView(cell).trimmed();
    if (!start.isEmpty() && formulaStarts.contains(start.front()) && !isNumber(start)) {
        cell.prepend(u'\'');
    }
    return cell;
}

CsvText &CsvText::text(QStringView cell)
{
    QByteArray bytes = guardedCell(cell).toUtf8();
    const auto needsQuotes = [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; };
    const bool spaced = bytes.startsWith(' ') || bytes.endsWith(' ');
    if (spaced || std::any_of(bytes.cbegin(), bytes.cend(), needsQuotes)) {
        bytes.replace('"', "\"\"");
        bytes = '"' + bytes + '"';
    }
    return plain(bytes);
}

CsvText &CsvText::number(double value)
{
    return std::isfinite(value) ? plain(shortest(value)) : absent();
}

CsvText &CsvText::number(float value)
{
    return std::isfinite(value) ? plain(shortest(value)) : absent();
}

void CsvText::endRow()
{
    m_content += "\r\n";
    m_rowBegun = false;
}

void CsvText::row(const QStringList &cells)
{
    for (const QString &cell : cells) {
        text(cell);
    }
    endRow();
}

CsvText &CsvText::plain(const QByteArray &cell)
{
    if (m_rowBegun) {
        m_content += ',';
    }
    m_content += cell;
    m_rowBegun = true;
    return *this;
}

} // namespace doorbuster
