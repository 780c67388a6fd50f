// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/chartfolder.h"

#include "core/charts/chartsvg.h"
#include "core/charts/resultcharts.h"
#include "core/charts/runcharts.h"
#include "core/files/filesaver.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace doorbuster {

SaveStatus writeCharts(const RunResult &result, const QString &folder)
{
    if (!QFileInfo(folder).isDir() && !QDir().mkdir(folder)) {
        const QString cause = QFileInfo::exists(folder) ? u"it is not a folder"_s : u"the folder cannot be made"_s;
        return {u"Cannot write charts to %1: %2."_s.arg(folder, cause)};
    }
    const ChartSvgStyle style{.caption = chartCaption(result)};
    for (const ChartData &chart : resultCharts(result)) {
        const QByteArray svg = chartSvg(chart, style);
        const SaveStatus saved = saveFile(
            QDir(folder).filePath(chart.id + ".svg"_L1), std::string_view(svg.constData(), std::size_t(svg.size())));
        if (!saved.ok()) {
            return saved;
        }
    }
    return {};
}

} // namespace doorbuster
