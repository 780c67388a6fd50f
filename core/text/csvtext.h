// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <concepts>
#include <optional>

namespace doorbuster {

/// Makes a CSV file as RFC 4180 has it: UTF-8 without a mark, commas, CRLF, cells in quotes where they need them.
/// Numbers have a decimal point and no grouping, in every locale; what is not known (an empty optional, NaN) is an
/// empty cell.
///
/// A spreadsheet runs a cell that begins with = + - or @ as a formula, and many cells hold what a shop has sent. A text
/// that begins so (spaces before it do not count) gets an apostrophe in front, unless all of it is a number: a
/// spreadsheet shows it as text then, and other readers have one character to strip. Control characters and marks that
/// change the writing direction are made visible as displayText() does it; a cell is cut at `maxCell` characters.
class CsvText {
public:
    static constexpr int maxCell = 32'000; ///< just below what spreadsheets take

    CsvText &text(QStringView cell); ///< foreign or our own; guarded
    CsvText &number(std::integral auto value) { return plain(QByteArray::number(value)); }
    CsvText &number(double value); ///< the shortest text that reads back the same
    CsvText &number(float value);
    template <typename T>
    CsvText &number(const std::optional<T> &value)
    {
        return value ? number(*value) : absent();
    }
    CsvText &absent() { return plain({}); }
    void endRow();

    /// A whole row of texts.
    void row(const QStringList &cells);

    const QByteArray &content() const { return m_content; }

private:
    CsvText &plain(const QByteArray &cell);

    QByteArray m_content;
    bool m_rowBegun = false;
};

/// The cell as a text, safe from being run as a formula; without quotes.
QString guardedCell(QStringView text);

} // namespace doorbuster
