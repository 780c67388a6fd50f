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
constexpr double untilLaidOut = 0.5; ///< of the work

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

enum class Painted : quint8 { All, NoFurtherPage, Cancelled };

Painted paintPages(QPdfWriter &writer, QPainter &painter, QTextDocument &text, const QSizeF &page,
    const QString &footer, const Progress &progress)
{
    const int pages = text.pageCount();
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, QColor::fromRgb(lightTokens.text));
    for (int i = 0; i < pages; ++i) {
        if (i > 0 && !writer.newPage()) {
            return Painted::NoFurtherPage;
        }
        painter.save();
        painter.translate(0, -i * page.height());
        context.clip = QRectF(QPointF(0, i * page.height()), page);
        painter.setClipRect(context.clip);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
        paintFooter(painter, QRectF(0, 0, writer.width(), writer.height()), footer, i + 1, pages);
        if (!report(progress, double(i + 1) / pages)) {
            return Painted::Cancelled;
        }
    }
    return Painted::All;
}

} // namespace

SaveStatus saveReportPdf(const RunResult &result, const QString &file, const Progress &progress)
{
    const auto failed = [&file](const QString &cause) {
        return SaveStatus{ReportPdf::tr("Cannot write %1: %2.").arg(file, cause)};
    };
    const RunDocument document = makeRunDocument(result);
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(resolution);
    writer.setCreator(u"Doorbuster %1"_s.arg(QStringLiteral(DOORBUSTER_VERSION)));
    writer.setTitle(document.verdict.line + u" – "_s + document.title);
    writer.setPageLayout(
        {QPageSize(QPageSize::A4), QPageLayout::Portrait, {margin, margin, margin, margin}, QPageLayout::Millimeter});

    QTextDocument text;
    ReportText content(text, writer);
    const QSizeF page(writer.width(), writer.height() - content.points(footerHeight));
    text.setPageSize(page);
    content.write(document);
    if (!report(progress, untilLaidOut)) {
        return cancelledSave(file);
    }

    QPainter painter;
    if (!painter.begin(&writer)) {
        return failed(ReportPdf::tr("the document could not be begun"));
    }
    switch (paintPages(writer, painter, text, page, document.footer, partOf(progress, untilLaidOut, 1))) {
    case Painted::All:
        break;
    case Painted::NoFurtherPage:
        return failed(ReportPdf::tr("a further page could not be begun"));
    case Painted::Cancelled:
        return cancelledSave(file);
    }
    if (!painter.end()) {
        return failed(ReportPdf::tr("the document could not be finished"));
    }
    return saveFile(file, std::string_view(pdf.constData(), std::size_t(pdf.size())));
}

} // namespace doorbuster
