// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/document/rundocument.h"

#include <QTextCharFormat>
#include <QTextCursor>

#include <memory>

class QPagedPaintDevice;
class QTextDocument;
class QTextTable;
class QTextTableCell;

namespace doorbuster {

class ChartObject;

/// Puts a RunDocument into a text document that will be painted on paper. Everything goes in as plain text; nothing is
/// read as HTML.
class ReportText {
public:
    /// Lays the document out for the device, which must outlive it. The page's size is to be set before write().
    ReportText(QTextDocument &text, QPagedPaintDevice &device);
    ~ReportText();
    Q_DISABLE_COPY_MOVE(ReportText)

    /// Typographic points in the device's dots.
    double points(double points) const { return points * m_dotsPerPoint; }

    void write(const RunDocument &document);

private:
    void writeHead(const RunDocument &document);
    void writeVerdict(const VerdictSummary &verdict);
    void writeFigures(const std::vector<DocumentFigure> &figures);
    void writeChecks(const std::vector<DocumentCheck> &checks);
    void writeFinding(const DocumentCheck &check);
    void writeTable(const DocumentTable &table);
    void writeCharts(const std::vector<ChartData> &charts);

    /// The same for margins, paddings and borders, which the layout takes to be of the screen and scales.
    double length(double points) const { return points * m_lengthsPerPoint; }
    QTextCharFormat format(double size, std::uint32_t color, bool bold = false) const;
    QTextTable *insertTable(int rows, int columns, int headerRows);
    void setCell(QTextTable *table, int row, int column, const QString &text, const QTextCharFormat &format,
        bool isNumber = false);
    void paragraph(const QString &text, const QTextCharFormat &format, double above = 0);

    QTextDocument &m_text;
    QTextCursor m_cursor;
    const double m_dotsPerPoint;
    const double m_lengthsPerPoint;
    std::unique_ptr<ChartObject> m_charts;
};

} // namespace doorbuster
