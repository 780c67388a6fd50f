// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/chartsaving.h"

#include "ui/charts/chartexport.h"
#include "ui/charts/timechart.h"
#include "ui/export/savedialog.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/inbackground.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr double pixelsPerPoint = 2; ///< of a picture: sharp on a dense screen as well

struct ChartSaving {
    Q_DECLARE_TR_FUNCTIONS(ChartSaving)
};

ChartSvgStyle styleNow()
{
    return {.tokens = Appearance::instance().tokens(), .caption = {}};
}

void complain(TimeChart *chart, const QString &error)
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, ChartSaving::tr("Picture of a chart"), error, QMessageBox::Close, chart->window());
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void copy(TimeChart *chart)
{
    inBackground(
        chart,
        [data = chart->visibleData(), style = styleNow()] { return chartImage(data, style, pixelsPerPoint); },
        [chart](const QImage &image) {
            if (image.isNull())
                complain(chart, ChartSaving::tr("There is not enough memory for a picture."));
            else
                QGuiApplication::clipboard()->setImage(image);
        });
}

SaveStatus save(const ChartData &data, const ChartSvgStyle &style, const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == "svg"_L1)
        return saveChartSvg(data, style, path);
    if (ending == "png"_L1)
        return saveChartPng(data, style, pixelsPerPoint, path);
    if (ending == "pdf"_L1)
        return saveChartsPdf({&data, 1}, style, path);
    return {ChartSaving::tr("%1 was not written: its name must end with .svg, .png or .pdf.").arg(path)};
}

void saveAs(TimeChart *chart)
{
    // While the dialog stands open, the run may go on: what was on show when it was opened is saved.
    const ChartData data = chart->visibleData();
    askWhereToSave(chart, ChartSaving::tr("Save the picture of a chart"), data.id,
        {{u"svg"_s, ChartSaving::tr("SVG picture (*.svg)")}, {u"png"_s, ChartSaving::tr("PNG picture (*.png)")},
            {u"pdf"_s, ChartSaving::tr("PDF page (*.pdf)")}},
        [chart, data](const QString &path) {
            inBackground(
                chart, [data, style = styleNow(), path] { return save(data, style, path); },
                [chart](const SaveStatus &status) {
                    if (!status.ok())
                        complain(chart, status.error);
                });
        });
}

} // namespace

void offerPicturesOf(TimeChart *chart)
{
    auto *copyPicture = new QAction(ChartSaving::tr("&Copy picture"), chart);
    copyPicture->setShortcut(QKeySequence::Copy);
    copyPicture->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copyPicture, &QAction::triggered, chart, [chart] { copy(chart); });
    auto *savePicture = new QAction(ChartSaving::tr("&Save picture…"), chart);
    QObject::connect(savePicture, &QAction::triggered, chart, [chart] { saveAs(chart); });
    chart->addActions({copyPicture, savePicture});
    chart->setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace doorbuster
