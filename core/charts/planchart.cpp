// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/planchart.h"

#include "core/charts/runcharts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

ChartSeries planSeries(const LoadSettings &load)
{
    ChartSeries planned{.id = u"planned"_s,
        .name = u"planned"_s,
        .tint = ChartTint::Secondary,
        .style = ChartSeries::Style::Dashed,
        .x = {},
        .y = {},
        .isContinuous = true};
    for (const PlanStep &corner : makeExecutor(load)->outline()) {
        planned.x.push_back(secondsOf(corner.at));
        planned.y.push_back(corner.planned);
    }
    return planned;
}

std::vector<double> stageBounds(const Executor &plan)
{
    std::vector<double> bounds;
    const auto add = [&bounds](std::chrono::nanoseconds at) {
        const double x = secondsOf(at);
        if (x > 0 && (bounds.empty() || bounds.back() != x)) {
            bounds.push_back(x);
        }
    };
    for (int i = 1; i < plan.stageCount(); ++i) {
        add(plan.stageStart(i));
    }
    add(plan.duration());
    return bounds;
}

ChartData makePlanChart(const LoadSettings &load)
{
    ChartData chart{.id = u"plan"_s, .title = u"Planned virtual users"_s};
    const auto plan = makeExecutor(load);
    ChartSeries planned = planSeries(load);
    planned.tint = ChartTint::Blue;
    planned.style = ChartSeries::Style::Area;
    chart.series = {std::move(planned)};
    chart.bounds = stageBounds(*plan);
    chart.xTo = secondsOf(plan->duration());
    chart.emptyText = u"No stages"_s;
    return chart;
}

} // namespace doorbuster
