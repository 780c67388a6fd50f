// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartexport.h"

#include "core/files/filesaver.h"
#include "ui/theme/appearance.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr double pageMargin = 12; ///< mm
constexpr double pixelsPerMillimetre = 96 / 25.4;
constexpr int pdfResolution = 1200;
/// Beyond this an image is no picture any more, and some readers refuse it.
constexpr double mostPixels = 32'000;

struct ChartExport {
    Q_DECLARE_TR_FUNCTIONS(ChartExport)
};

SaveStatus failed(const QString &file, const QString &cause)
{
    return {ChartExport::tr("Cannot write %1: %2.").arg(file, cause)};
}

SaveStatus save(const QString &file, const QByteArray &content)
{
    return saveFile(file, std::string_view(content.constData(), std::size_t(content.size())));
}

} // namespace

SaveStatus saveChartSvg(const ChartData &chart, const ChartSvgStyle &style, const QString &file)
{
    return save(file, chartSvg(chart, style));
}

QImage chartImage(const ChartData &chart, const ChartSvgStyle &style, double scale)
{
    const double width = std::round(style.width * scale);
    const double height = std::round(style.height * scale);
    // Written so that not-a-number is refused, too.
    if (!(width >= 1 && height >= 1 && width <= mostPixels && height <= mostPixels)) {
        return {};
    }
    QImage image(int(width), int(height), QImage::Format_RGB32);
    if (image.isNull()) {
        return {};
    }
    image.fill(toColor(style.tokens.card));
    image.setDotsPerMeterX(int(std::lround(scale * pixelsPerMillimetre * 1000)));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    QSvgRenderer renderer(chartSvg(chart, style));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    return image;
}

SaveStatus saveChartPng(const ChartData &chart, const ChartSvgStyle &style, double scale, const QString &file)
{
    const QImage image = chartImage(chart, style, scale);
    if (image.isNull()) {
        return failed(file,
            ChartExport::tr("a picture of %1 × %2 pixels cannot be made")
                .arg(std::round(style.width * scale))
                .arg(std::round(style.height * scale)));
    }
    QByteArray content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG")) {
        return failed(file, ChartExport::tr("the picture could not be encoded"));
    }
    return save(file, content);
}

SaveStatus saveChartsPdf(std::span<const ChartData> charts, const ChartSvgStyle &style, const QString &file)
{
    if (charts.empty()) {
        return failed(file, ChartExport::tr("there is no chart"));
    }
    QByteArray content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(pdfResolution);
    writer.setCreator(u"Doorbuster %1"_s.arg(QStringLiteral(DOORBUSTER_VERSION)));
    writer.setTitle(charts.size() == 1 ? charts.front().title : ChartExport::tr("Charts of a run"));
    writer.setPageLayout({QPageSize(QPageSize::A4), QPageLayout::Landscape, {}, QPageLayout::Millimeter});
    const QRectF page(QPointF(0, 0), QSizeF(writer.width(), writer.height()));
    const QSizeF paper = writer.pageLayout().fullRect(QPageLayout::Millimeter).size();
    const QSizeF area = (paper - QSizeF(2 * pageMargin, 2 * pageMargin)) * pixelsPerMillimetre;
    const ChartSvgStyle fitted{
        .tokens = style.tokens, .width = int(area.width()), .height = int(area.height()), .caption = style.caption};
    const double dots = page.width() / paper.width();
    const QRectF target = page.adjusted(pageMargin * dots, pageMargin * dots, -pageMargin * dots, -pageMargin * dots);
    QPainter painter;
    if (!painter.begin(&writer)) {
        return failed(file, ChartExport::tr("the document could not be begun"));
    }
    bool isFirst = true;
    for (const ChartData &chart : charts) {
        if (!isFirst && !writer.newPage()) {
            return failed(file, ChartExport::tr("a further page could not be begun"));
        }
        isFirst = false;
        painter.fillRect(page, toColor(style.tokens.card));
        QSvgRenderer(chartSvg(chart, fitted)).render(&painter, target);
    }
    if (!painter.end()) {
        return failed(file, ChartExport::tr("the document could not be finished"));
    }
    return save(file, content);
}

} // namespace doorbuster
