// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"

#include <QByteArray>

namespace doorbuster {

struct ChartSvgStyle {
    const DesignTokens &tokens = lightTokens;
    int width = 800; ///< px at 96 dpi
    int height = 320;
    QString caption; ///< one line under the title: whose run, when; empty = none
};

/// The chart as one self-contained SVG 1.1 document: no script, no outside reference, all text escaped. Every export
/// and the HTML report draw by this. It stays within what QSvgRenderer (SVG Tiny 1.2) can draw: no clipPath, no CSS;
/// only with cssTokens its colours are variables of the page that it stands in.
QByteArray chartSvg(const ChartData &chart, const ChartSvgStyle &style);

} // namespace doorbuster
