// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/planchart.h"

#include "core/charts/runcharts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

ChartSeries planSeries(const LoadSettings &load)
{
    const LoadPlan plan(load);
    ChartSeries planned{.id = u"planned"_s,
        .name = u"planned"_s,
        .tint = ChartTint::Secondary,
        .style = ChartSeries::Style::Dashed,
        .x = {},
        .y = {},
        .isContinuous = true};
    const auto add = [&planned](double x, int vus) {
        planned.x.push_back(x);
        planned.y.push_back(vus);
    };
    add(0, std::max(load.startVUs, 0));
    for (int i = 0; i < plan.stageCount(); ++i) {
        const auto end = i + 1 < plan.stageCount() ? plan.stageStart(i + 1) : plan.duration();
        add(secondsOf(end), std::max(load.stages[i].target, 0));
    }
    if (planned.y.back() > 0 && plan.stageCount() > 0) {
        add(secondsOf(plan.duration()), 0); // nobody is planned from there on
    }
    return planned;
}

std::vector<double> stageBounds(const LoadPlan &plan)
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
    const LoadPlan plan(load);
    ChartSeries planned = planSeries(load);
    planned.tint = ChartTint::Blue;
    planned.style = ChartSeries::Style::Area;
    chart.series = {std::move(planned)};
    chart.bounds = stageBounds(plan);
    chart.xTo = secondsOf(plan.duration());
    chart.emptyText = u"No stages"_s;
    return chart;
}

} // namespace doorbuster
