// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/reportpdf.h"

#include "core/files/filesaver.h"
#include "core/report/document/rundocument.h"
#include "ui/export/reporttext.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int resolution = 1200;
constexpr double margin = 14; ///< mm
constexpr double footerHeight = 18; ///< pt
constexpr double footerSize = 7; ///< pt

struct ReportPdf {
    Q_DECLARE_TR_FUNCTIONS(ReportPdf)
};

void paintFooter(QPainter &painter, const QRectF &area, const QString &text, int page, int pages)
{
    QFont font;
    font.setPointSizeF(footerSize);
    painter.setFont(font);
    painter.setPen(QColor::fromRgb(lightTokens.secondary));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom, text);
    painter.drawText(area, Qt::AlignRight | Qt::AlignBottom, u"%1 / %2"_s.arg(page).arg(pages));
}

/// False where a further page could not be begun.
bool paintPages(QPdfWriter &writer, QPainter &painter, QTextDocument &text, const QSizeF &page, const QString &footer)
{
    const int pages = text.pageCount();
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, QColor::fromRgb(lightTokens.text));
    for (int i = 0; i < pages; ++i) {
        if (i > 0 && !writer.newPage()) {
            return false;
        }
        painter.save();
        painter.translate(0, -i * page.height());
        context.clip = QRectF(QPointF(0, i * page.height()), page);
        painter.setClipRect(context.clip);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
        paintFooter(painter, QRectF(0, 0, writer.width(), writer.height()), footer, i + 1, pages);
    }
    return true;
}

} // namespace

SaveStatus saveReportPdf(const RunResult &result, const QString &file)
{
    const auto failed = [&file](const QString &cause) {
        return SaveStatus{ReportPdf::tr("Cannot write %1: %2.").arg(file, cause)};
    };
    const RunDocument document = makeRunDocument(result);
    QByteArray content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(resolution);
    writer.setCreator(u"Doorbuster %1"_s.arg(QStringLiteral(DOORBUSTER_VERSION)));
    writer.setTitle(document.verdict.line + u" – "_s + document.title);
    writer.setPageLayout(
        {QPageSize(QPageSize::A4), QPageLayout::Portrait, {margin, margin, margin, margin}, QPageLayout::Millimeter});

    QTextDocument text;
    ReportText report(text, writer);
    const QSizeF page(writer.width(), writer.height() - report.points(footerHeight));
    text.setPageSize(page);
    report.write(document);

    QPainter painter;
    if (!painter.begin(&writer)) {
        return failed(ReportPdf::tr("the document could not be begun"));
    }
    if (!paintPages(writer, painter, text, page, document.footer)) {
        return failed(ReportPdf::tr("a further page could not be begun"));
    }
    if (!painter.end()) {
        return failed(ReportPdf::tr("the document could not be finished"));
    }
    return saveFile(file, std::string_view(content.constData(), std::size_t(content.size())));
}

} // namespace doorbuster
