// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/texttable.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

bool isWide(char32_t c)
{
    struct Range {
        char32_t first, last;
    };
    static constexpr std::array<Range, 9> ranges{
        {{0x1100, 0x115f}, {0x2e80, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60},
            {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}}};
    return std::ranges::any_of(ranges, [c](Range range) { return c >= range.first && c <= range.last; });
}

int widthOf(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing) {
        return 0;
    }
    return isWide(c) ? 2 : 1;
}

} // namespace

QString painted(const QString &text, Colour colour, bool enabled)
{
    if (!enabled || colour == Colour::None || text.isEmpty()) {
        return text;
    }
    const auto code = [colour] {
        switch (colour) {
        case Colour::Good:
            return "32"_L1;
        case Colour::Bad:
            return "1;31"_L1;
        case Colour::Warning:
            return "33"_L1;
        case Colour::Faint:
            return "2"_L1;
        default:
            return "1"_L1;
        }
    }();
    return u"\x1b["_s + code + u'm' + text + u"\x1b[0m"_s;
}

int displayWidth(QStringView text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        width += widthOf(c);
    }
    return width;
}

QString cutToWidth(const QString &text, int columns)
{
    if (displayWidth(text) <= columns) {
        return text;
    }
    QString cut;
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        width += widthOf(c);
        if (width > columns - 1) {
            break;
        }
        cut += QString::fromUcs4(&c, 1);
    }
    return columns > 0 ? cut + u'\u2026' : QString();
}

void TextTable::addHeader(const QStringList &titles)
{
    std::vector<Cell> cells;
    for (const QString &title : titles) {
        cells.emplace_back(title, Colour::Faint);
    }
    addRow(std::move(cells));
}

void TextTable::addRow(std::vector<Cell> cells)
{
    m_rows.push_back({std::move(cells), false});
}

void TextTable::addLine(const QString &text, Colour colour)
{
    m_rows.push_back({{Cell(text, colour)}, true});
}

QString TextTable::render(int indent, bool colour) const
{
    std::vector<int> widths(std::size_t(m_columns.size()), 0);
    for (const Row &row : m_rows) {
        for (std::size_t i = 0; i < row.cells.size() && !row.across; ++i) {
            widths[i] = std::max(widths[i], displayWidth(row.cells[i].text));
        }
    }
    const QString margin(indent, u' ');
    QString lines;
    for (const Row &row : m_rows) {
        QString line;
        int pending = 0; // spaces that only count where text follows
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Cell &cell = row.cells[i];
            const int padding = row.across ? 0 : widths[i] - displayWidth(cell.text);
            const bool right = m_columns[qsizetype(i)] == Align::Right;
            pending += right ? padding : 0;
            if (!cell.text.isEmpty()) {
                line += QString(pending, u' ') + painted(cell.text, cell.colour, colour);
                pending = 0;
            }
            pending += (right ? 0 : padding) + 2;
        }
        lines += (line.isEmpty() ? QString() : QString(margin + line)) + u'\n';
    }
    return lines;
}

} // namespace doorbuster
