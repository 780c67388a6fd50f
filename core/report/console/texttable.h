// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace doorbuster {

enum class Colour { None, Good, Bad, Warning, Faint, Strong };

/// The text in an ANSI colour, or as it is.
QString painted(const QString &text, Colour colour, bool enabled);

/// How many columns a terminal needs for it: two for wide characters, none for combining ones.
int displayWidth(QStringView text);
/// Cut to so many columns.
QString cutToWidth(const QString &text, int columns);

/// Columns of text, each as wide as its widest cell, two spaces apart; nothing after the last text of a line.
class TextTable {
public:
    enum class Align { Left, Right };
    struct Cell {
        Cell(QString cellText, Colour cellColour = Colour::None)
            : text(std::move(cellText))
            , colour(cellColour)
        {
        }
        QString text;
        Colour colour;
    };

    explicit TextTable(QList<Align> columns)
        : m_columns(std::move(columns))
    {
    }

    void addHeader(const QStringList &titles);
    /// Cells for the first columns; the others stay empty.
    void addRow(std::vector<Cell> cells);
    /// A line across the columns, below the last row.
    void addLine(const QString &text, Colour colour = Colour::None);
    bool isEmpty() const { return m_rows.empty(); }

    /// All lines, each after so many spaces and ended by a line feed.
    QString render(int indent, bool colour) const;

private:
    struct Row {
        std::vector<Cell> cells;
        bool across = false;
    };
    QList<Align> m_columns;
    std::vector<Row> m_rows;
};

} // namespace doorbuster
