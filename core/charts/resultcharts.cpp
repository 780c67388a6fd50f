// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/resultcharts.h"

#include "core/charts/fairnesschart.h"
#include "core/charts/runcharts.h"
#include "core/charts/stockchart.h"
#include "core/result/runresult.h"

#include <utility>

namespace doorbuster {

std::vector<ChartData> resultCharts(const RunResult &result)
{
    std::vector<ChartData> charts;
    for (std::size_t i = 0; i < runChartCount; ++i)
        charts.push_back(makeRunChart(RunChart(i), chartInputOf(result)));
    for (ChartData chart : {makeFairnessChart(result), makeStockChart(result)}) {
        if (!chart.isEmpty())
            charts.push_back(std::move(chart));
    }
    return charts;
}

QStringList resultChartIds()
{
    const RunResult none;
    QStringList ids{makeFairnessChart(none).id, makeStockChart(none).id};
    for (std::size_t i = 0; i < runChartCount; ++i)
        ids << runChartId(RunChart(i));
    return ids;
}

} // namespace doorbuster
