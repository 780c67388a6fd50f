// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartsvg.h"
#include "core/files/savestatus.h"

#include <QImage>

#include <span>

namespace doorbuster {

/// Charts as files, all drawn from the same SVG. Each file is complete before anything is replaced; an error names file
/// and cause. For the thread of the UI, since text needs its fonts.
SaveStatus saveChartSvg(const ChartData &chart, const ChartSvgStyle &style, const QString &file);

/// `scale` times as many pixels as the style says, both ways. Null where no such picture can be made.
QImage chartImage(const ChartData &chart, const ChartSvgStyle &style, double scale);
/// The same as a file.
SaveStatus saveChartPng(const ChartData &chart, const ChartSvgStyle &style, double scale, const QString &file);

/// One chart a page, A4 landscape, as vectors. Of the style only colours and caption count: the page sets the size.
SaveStatus saveChartsPdf(std::span<const ChartData> charts, const ChartSvgStyle &style, const QString &file);

} // namespace doorbuster
