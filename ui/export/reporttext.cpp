// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/reporttext.h"

#include "core/charts/designtokens.h"
#include "core/result/verdictsign.h"
#include "ui/export/chartobject.h"

#include <QAbstractTextDocumentLayout>
#include <QFont>
#include <QGuiApplication>
#include <QPagedPaintDevice>
#include <QScreen>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

// In points.
constexpr double titleSize = 16;
constexpr double headlineSize = 20;
constexpr double headingSize = 10.5;
constexpr double figureSize = 13;
constexpr double textSize = 8.5;
constexpr double smallSize = 7;
constexpr double tinySize = 6.2; ///< of tables with many columns
constexpr std::size_t manyColumns = 9;
constexpr double pixelPoints = 0.75; ///< of a pixel at 96 dpi
constexpr double chartHeight = 165;

std::uint32_t colorOf(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Pass:
        return lightTokens.pass;
    case CheckVerdict::Fail:
        return lightTokens.fail;
    case CheckVerdict::Warn:
    case CheckVerdict::Inconclusive:
        return lightTokens.warn;
    case CheckVerdict::Off:
    case CheckVerdict::NoData:
        break;
    }
    return lightTokens.secondary;
}

} // namespace

ReportText::ReportText(QTextDocument &text, QPagedPaintDevice &device)
    : m_text(text)
    , m_cursor(&text)
    , m_dotsPerPoint(device.logicalDpiY() / 72.0)
    , m_lengthsPerPoint(
          (QGuiApplication::primaryScreen() ? QGuiApplication::primaryScreen()->logicalDotsPerInchY() : 96) / 72)
    , m_charts(std::make_unique<ChartObject>())
{
    QFont font;
    font.setPointSizeF(textSize);
    m_text.setDefaultFont(font);
    m_text.setUndoRedoEnabled(false);
    m_text.setDocumentMargin(0);
    m_text.documentLayout()->setPaintDevice(&device);
    m_text.documentLayout()->registerHandler(ChartObject::type, m_charts.get());
}

ReportText::~ReportText()
{
    m_text.documentLayout()->unregisterHandler(ChartObject::type, m_charts.get());
}

void ReportText::write(const RunDocument &document)
{
    m_cursor.beginEditBlock(); // else every insertion would lay out all that is there
    writeHead(document);
    writeVerdict(document.verdict);
    writeFigures(document.figures);
    writeChecks(document.checks);
    writeTable(document.thresholds);
    writeCharts(document.charts);
    for (const std::vector<DocumentTable> &group : document.tables) {
        for (const DocumentTable &table : group) {
            writeTable(table);
        }
    }
    m_cursor.endEditBlock();
}

void ReportText::writeHead(const RunDocument &document)
{
    paragraph(document.title, format(titleSize, lightTokens.text, true));
    for (const QString &line : document.notes) {
        paragraph(line, format(textSize, lightTokens.secondary));
    }
    QString facts;
    for (const DocumentFact &fact : document.facts) {
        facts += (facts.isEmpty() ? QString() : u" · "_s) + fact.name + u' ' + fact.value;
    }
    paragraph(facts, format(textSize, lightTokens.secondary), 2);
}

void ReportText::writeVerdict(const VerdictSummary &verdict)
{
    // Both halves in one table, so that they stand side by side and are of one size.
    QTextTable *halves = insertTable(3, 2, 0);
    const auto half = [&](int column, const QString &title, const VerdictHalf &of) {
        setCell(halves, 0, column, title, format(smallSize, lightTokens.secondary));
        setCell(halves, 1, column, of.signedHeadline(), format(headlineSize, colorOf(of.tone), true));
        setCell(halves, 2, column, of.sentence, format(textSize, lightTokens.secondary));
    };
    half(0, u"The shop’s books"_s, verdict.books);
    half(1, u"The limits you set"_s, verdict.thresholds);
    QTextTable *table = insertTable(2, 4, 0);
    const QTextCharFormat name = format(smallSize, lightTokens.secondary);
    const auto input = [&](int column, const QString &title, const QString &value, std::uint32_t color) {
        setCell(table, 0, column, title, name);
        setCell(table, 1, column, value, format(figureSize, color, true));
    };
    input(0, u"Starting stock"_s, verdict.starting, lightTokens.text);
    input(1, u"Paid orders"_s, verdict.paid, lightTokens.text);
    input(2, u"Remaining"_s, verdict.remaining, lightTokens.text);
    input(3, u"Difference"_s, verdict.difference, verdict.differs ? colorOf(verdict.books.tone) : lightTokens.text);
    const std::size_t shown = std::min(verdict.failedThresholds.size(), VerdictSummary::thresholdsInHeadline);
    for (std::size_t i = 0; i < shown; ++i) {
        const FailedThreshold &failed = verdict.failedThresholds[i];
        paragraph(verdictSign(CheckVerdict::Fail) + u' ' + failed.rule + u": "_s + failed.actual,
            format(textSize, lightTokens.fail), 4);
    }
    for (const VerdictRemark &remark : verdict.remarks) {
        paragraph(verdictSign(remark.tone) + u' ' + remark.text, format(textSize, colorOf(remark.tone), true), 4);
    }
}

void ReportText::writeFigures(const std::vector<DocumentFigure> &figures)
{
    if (figures.empty()) {
        return;
    }
    QTextTable *table = insertTable(3, int(figures.size()), 0);
    for (int column = 0; column < int(figures.size()); ++column) {
        const DocumentFigure &figure = figures[std::size_t(column)];
        setCell(table, 0, column, figure.name, format(smallSize, lightTokens.secondary));
        setCell(table, 1, column, figure.value, format(figureSize, lightTokens.text, true));
        setCell(table, 2, column, figure.detail, format(smallSize, lightTokens.secondary));
    }
}

void ReportText::writeChecks(const std::vector<DocumentCheck> &checks)
{
    DocumentTable table{.title = u"Verification"_s};
    table.columns = {{QString()}, {u"Check"_s}, {u"Verdict"_s}, {u"Severity"_s}, {u"Expected"_s}, {u"Actual"_s},
        {u"Difference"_s, true}, {u"Note"_s}};
    for (const DocumentCheck &check : checks) {
        DocumentCell verdict(verdictText(check.verdict));
        verdict.verdict = check.verdict;
        table.rows.push_back({check.id, check.title, verdict, check.severity, check.expected, check.actual,
            check.difference, check.note});
    }
    table.emptyText = u"The shop's books were not read, so nothing was checked."_s;
    writeTable(table);
    for (const DocumentCheck &check : checks) {
        if (check.hasEvidence() || !check.meaning.isEmpty()) {
            writeFinding(check);
        }
    }
}

void ReportText::writeFinding(const DocumentCheck &check)
{
    const QString title = check.id + u" · "_s + check.title + u"  "_s + verdictText(check.verdict);
    if (!check.meaning.isEmpty()) {
        paragraph(title, format(textSize, colorOf(check.verdict), true), 8);
        paragraph(check.meaning, format(textSize, lightTokens.text));
    }
    if (check.hasEvidence()) {
        DocumentTable evidence = check.evidence;
        evidence.title = check.meaning.isEmpty() ? title : u"Evidence for %1"_s.arg(check.id);
        writeTable(evidence);
    }
}

void ReportText::writeTable(const DocumentTable &table)
{
    if (!table.isShown()) {
        return;
    }
    const QTextCharFormat heading = format(headingSize, lightTokens.text, true);
    if (table.rows.empty()) {
        paragraph(table.title, heading, 12);
        paragraph(table.emptyText, format(textSize, lightTokens.secondary));
        return;
    }
    const auto has = [&](const QString DocumentColumn::*member) {
        return std::ranges::any_of(
            table.columns, [member](const DocumentColumn &column) { return !(column.*member).isEmpty(); });
    };
    // The table's own title is a row of its head: so it is never left behind alone, and stands on every page.
    const int groupRow = has(&DocumentColumn::group) ? 1 : 0;
    const int titleRow = has(&DocumentColumn::title) ? 1 + groupRow : 0;
    const int headers = titleRow + 1;
    const int columns = int(table.columns.size());
    const double size = table.columns.size() >= manyColumns ? tinySize : textSize;
    QTextTable *grid = insertTable(headers + int(table.rows.size()), columns, headers);
    grid->mergeCells(0, 0, 1, columns);
    setCell(grid, 0, 0, table.title, heading);
    if (table.isGeneratorBound) {
        QTextCursor end = grid->cellAt(0, 0).lastCursorPosition();
        end.insertText(u"  ! generator-bound"_s, format(smallSize, lightTokens.warn, true));
    }
    const QTextCharFormat names = format(size, lightTokens.secondary);
    for (int column = 0; column < columns; ++column) {
        const DocumentColumn &of = table.columns[std::size_t(column)];
        if (titleRow > 0) {
            setCell(grid, titleRow, column, of.title, names, of.isNumber);
        }
        const bool beginsGroup =
            !of.group.isEmpty() && (column == 0 || table.columns[std::size_t(column) - 1].group != of.group);
        if (beginsGroup) {
            int end = column + 1;
            while (end < columns && table.columns[std::size_t(end)].group == of.group) {
                ++end;
            }
            grid->mergeCells(1, column, 1, end - column);
            setCell(grid, 1, column, of.group, names, true);
        }
    }
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const bool isTotal = table.hasTotal && row + 1 == table.rows.size();
        for (int column = 0; column < columns; ++column) {
            const DocumentCell &cell = table.rows[row][std::size_t(column)];
            const std::uint32_t color = cell.verdict ? colorOf(*cell.verdict) : lightTokens.text;
            setCell(grid, headers + int(row), column, cell.text, format(size, color, isTotal || cell.isBadge),
                table.columns[std::size_t(column)].isNumber);
        }
    }
    if (!table.remark.isEmpty()) {
        paragraph(table.remark, format(smallSize, lightTokens.secondary), 2);
    }
}

void ReportText::writeCharts(const std::vector<ChartData> &charts)
{
    for (const ChartData &chart : charts) {
        const QSizeF size(m_text.pageSize().width(), points(chartHeight));
        QTextBlockFormat block;
        block.setTopMargin(length(8));
        m_cursor.insertBlock(block);
        m_cursor.insertText(
            QString(QChar::ObjectReplacementCharacter), m_charts->add(chart, size, points(pixelPoints)));
    }
}

QTextCharFormat ReportText::format(double size, std::uint32_t color, bool bold) const
{
    QTextCharFormat format;
    format.setFontPointSize(size);
    format.setFontWeight(bold ? QFont::DemiBold : QFont::Normal);
    format.setForeground(QColor::fromRgb(color));
    return format;
}

/// As wide as the page, a line under every row.
QTextTable *ReportText::insertTable(int rows, int columns, int headerRows)
{
    QTextTableFormat format;
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setHeaderRowCount(headerRows);
    format.setTopMargin(length(headerRows > 0 ? 12 : 6));
    format.setBorder(0);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_None);
    format.setCellSpacing(0);
    format.setCellPadding(0);
    QTextTable *table = m_cursor.insertTable(rows, columns, format);
    m_cursor.movePosition(QTextCursor::End);
    return table;
}

void ReportText::setCell(
    QTextTable *table, int row, int column, const QString &text, const QTextCharFormat &format, bool isNumber)
{
    QTextTableCell cell = table->cellAt(row, column);
    QTextTableCellFormat look;
    const int rows = table->format().toTableFormat().headerRowCount();
    look.setTopPadding(length(2));
    look.setBottomPadding(length(2));
    look.setLeftPadding(column == 0 ? 0 : length(3));
    look.setRightPadding(column + 1 == table->columns() ? 0 : length(3));
    if (rows > 0 && row + 1 >= rows) {
        look.setBottomBorder(length(0.5));
        look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        look.setBottomBorderBrush(QColor::fromRgb(lightTokens.line));
    }
    cell.setFormat(look);
    QTextCursor cursor = cell.firstCursorPosition();
    QTextBlockFormat block;
    block.setAlignment(isNumber ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    block.setNonBreakableLines(isNumber || row < rows);
    cursor.setBlockFormat(block);
    cursor.insertText(text, format);
}

void ReportText::paragraph(const QString &text, const QTextCharFormat &format, double above)
{
    QTextBlockFormat block;
    block.setTopMargin(length(above));
    if (m_text.isEmpty()) {
        m_cursor.setBlockFormat(block);
        m_cursor.setBlockCharFormat(format);
    } else {
        m_cursor.insertBlock(block, format);
    }
    m_cursor.insertText(text, format);
}

} // namespace doorbuster
