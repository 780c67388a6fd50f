// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/runcharts.h"

#include "core/charts/outcomebands.h"
#include "core/charts/planchart.h"
#include "core/charts/requestlimits.h"
#include "core/charts/rowwindow.h"
#include "core/profile/executor.h"
#include "core/result/resulttext.h"
#include "core/result/runresult.h"
#include "core/text/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Style = ChartSeries::Style;

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

struct ChartName {
    QStringView id;
    QStringView title;
};
constexpr std::array<ChartName, runChartCount> chartNames{{
    {u"virtual-users", u"Virtual users"},
    {u"latency", u"Response time"},
    {u"throughput", u"Requests and failures per second"},
    {u"stock", u"Stock and confirmed orders"},
    {u"outcomes", u"Journeys ended per second"},
    {u"times", u"Hold and journey time"},
}};

ChartSeries series(const QString &id, const QString &name, ChartTint tint, Style style = Style::Line)
{
    return {.id = id, .name = name, .tint = tint, .style = style, .x = {}, .y = {}};
}

void addUsers(ChartData &chart, const RunChartInput &input, const RowWindow &window)
{
    ChartSeries active = series(u"active"_s, u"active"_s, ChartTint::Blue, Style::Area);
    window.addStanding(active, [](const SecondRow &row) { return double(row.vusActual); });
    chart.series = {planSeries(input.profile.load), std::move(active)};
}

const SecondRow::Requests &requestsOf(const SecondRow &row, std::optional<RequestName> request)
{
    return request ? row.byName[std::size_t(*request)] : row.all;
}

void addLatency(
    ChartData &chart, const RunChartInput &input, const RowWindow &window, std::optional<RequestName> request)
{
    const auto add = [&](ChartSeries line, float SecondRow::Requests::*figure) {
        window.addMeasured(line, [&](const SecondRow &row) { return double(requestsOf(row, request).*figure); });
        chart.series.push_back(std::move(line));
    };
    add(series(u"p50"_s, u"p50"_s, ChartTint::Green), &SecondRow::Requests::p50);
    add(series(u"p95"_s, u"p95"_s, ChartTint::Orange), &SecondRow::Requests::p95);
    add(series(u"p95-planned"_s, u"p95 planned"_s, ChartTint::Orange, Style::Dashed),
        &SecondRow::Requests::intendedP95);
    add(series(u"p99"_s, u"p99"_s, ChartTint::Pink), &SecondRow::Requests::p99);
    chart.limits = requestLimits(input.profile, request);
}

void addThroughput(ChartData &chart, const RowWindow &window, std::optional<RequestName> request)
{
    ChartSeries requests = series(u"requests"_s, u"requests"_s, ChartTint::Blue);
    ChartSeries failed = series(u"failed"_s, u"failed"_s, ChartTint::Fail);
    window.addMeasured(requests, [&](const SecondRow &row) { return double(requestsOf(row, request).count); });
    window.addMeasured(failed, [&](const SecondRow &row) { return double(requestsOf(row, request).failed); });
    chart.series = {std::move(requests), std::move(failed)};
}

/// The stock is asked for once a second, which may miss a second now and then: only a longer silence is a gap.
ChartSeries bridged(const ChartSeries &samples)
{
    constexpr double longestSilence = 3.5;
    ChartSeries line = series(samples.id, samples.name, samples.tint, samples.style);
    for (std::size_t i = 0; i < samples.x.size(); ++i) {
        if (std::isnan(samples.y[i])) {
            continue;
        }
        if (!line.x.empty() && samples.x[i] - line.x.back() > longestSilence) {
            line.x.push_back(samples.x[i - 1]);
            line.y.push_back(noValue);
        }
        line.x.push_back(samples.x[i]);
        line.y.push_back(samples.y[i]);
    }
    return line;
}

void addStock(ChartData &chart, const RunChartInput &input, const RowWindow &window)
{
    ChartSeries left = series(u"stock"_s, u"stock left"_s, ChartTint::Vermilion);
    window.addStanding(left, [](const SecondRow &row) { return row.stock ? double(*row.stock) : noValue; });
    ChartSeries confirmed = series(u"confirmed"_s, u"confirmed"_s, ChartTint::Green);
    quint64 sum = 0;
    window.addStanding(confirmed, [&sum](const SecondRow &row) { return double(sum += row.confirmed); });
    chart.series = {bridged(left), std::move(confirmed)};
    // Of a sale that existed before, only the shop knows.
    if (input.profile.sale.mode == SaleMode::Create) {
        const int units = input.profile.sale.startingQuantity;
        chart.limits = {{double(units), u"%1 in stock"_s.arg(formatCount(units))}};
    }
}

void addOutcomes(ChartData &chart, const RowWindow &window)
{
    const auto bands = outcomeBands();
    std::vector<bool> occurs(bands.size(), false);
    const auto forEach = [](const SecondRow &row, auto &&fn) {
        for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
            for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason) {
                if (const quint32 count = row.outcomes[outcome][reason]; count > 0) {
                    fn(outcomeBandOf(Outcome(outcome), OutcomeReason(reason)), count);
                }
            }
        }
    };
    for (const SecondRow &row : window.rows()) {
        if (row.final) {
            forEach(row, [&occurs](std::size_t band, quint32) { occurs[band] = true; });
        }
    }
    for (std::size_t i = 0; i < bands.size(); ++i) {
        if (!occurs[i]) {
            continue;
        }
        ChartSeries band = series(bands[i].id.toString(), bands[i].name.toString(), bands[i].tint, Style::Stacked);
        window.addMeasured(band, [&](const SecondRow &row) {
            double sum = 0;
            forEach(row, [&](std::size_t of, quint32 count) { sum += of == i ? count : 0; });
            return sum;
        });
        chart.series.push_back(std::move(band));
    }
}

/// A hold comes at an unknown moment between two looks of its buyer: this is how far they are apart.
QString pollingRemark(const BuyerSettings &buyer, bool hasLeast)
{
    return u"Holds are seen by polling, %1 apart: "_s.arg(pollingText(buyer))
        + (hasLeast ? u"bands run from the least to the most they took"_s : u"these are the most they took"_s);
}

void addTimes(ChartData &chart, const RunChartInput &input, const RowWindow &window)
{
    const auto add = [&](ChartSeries line, float SecondRow::*figure) {
        window.addMeasured(line, [figure](const SecondRow &row) { return double(row.*figure); });
        chart.series.push_back(std::move(line));
    };
    bool hasLeast = false; // not in results of older versions
    const auto addHold = [&](const QString &id, const QString &name, ChartTint tint, float SecondRow::*most,
                             float SecondRow::*least) {
        ChartSeries low = series(id, name, tint);
        window.addMeasured(low, [least](const SecondRow &row) { return double(row.*least); });
        if (std::ranges::all_of(low.y, [](double y) { return std::isnan(y); })) {
            add(series(id, name, tint), most);
            return;
        }
        hasLeast = true;
        add(series(id, name, tint, Style::Band), most);
        chart.series.back().low = std::move(low.y);
    };
    addHold(u"hold-p50"_s, u"hold p50"_s, ChartTint::Green, &SecondRow::holdP50, &SecondRow::holdLeastP50);
    addHold(u"hold-p95"_s, u"hold p95"_s, ChartTint::Orange, &SecondRow::holdP95, &SecondRow::holdLeastP95);
    chart.remark = pollingRemark(input.profile.buyer, hasLeast);
    add(series(u"journey-p50"_s, u"journey p50"_s, ChartTint::Blue, Style::Dashed), &SecondRow::journeyP50);
    add(series(u"journey-p95"_s, u"journey p95"_s, ChartTint::Vermilion, Style::Dashed), &SecondRow::journeyP95);
}

QString emptyTextOf(RunChart chart, std::optional<RequestName> request, bool isLive)
{
    const QString what = [&]() -> QString {
        switch (chart) {
        case RunChart::VirtualUsers:
            return u"No virtual user"_s;
        case RunChart::Latency:
            return request ? u"No answer to %1"_s.arg(toString(*request)) : u"No answer"_s;
        case RunChart::Throughput:
            return request ? u"No request of %1"_s.arg(toString(*request)) : u"No request"_s;
        case RunChart::Stock:
            return u"No stock figure from the shop"_s;
        case RunChart::Outcomes:
            return u"No journey ended"_s;
        case RunChart::Times:
            return u"No hold"_s;
        }
        Q_UNREACHABLE();
    }();
    return isLive ? QString(what + " yet"_L1) : what;
}

bool showsTimes(RunChart chart)
{
    return chart == RunChart::Latency || chart == RunChart::Times;
}

} // namespace

RunChartInput chartInputOf(const RunResult &result)
{
    RunChartInput input{.rows = result.seconds, .profile = result.profile};
    const auto load = std::ranges::find(result.phases, RunPhase::Load, &PhaseSpan::phase);
    if (load == result.phases.end()) {
        input.rows = {};
    } else {
        input.loadStart = load->started;
    }
    input.generatorBound = result.health.generatorBound();
    return input;
}

QString chartCaption(const RunResult &result)
{
    const QString start = formatDateTime(result.startedAt);
    const QString name = displayText(result.profile.name, 80);
    return name.isEmpty() ? start : QString(name + u" · "_s + start);
}

QString runChartId(RunChart chart)
{
    return chartNames[std::size_t(chart)].id.toString();
}

QString runChartTitle(RunChart chart)
{
    return chartNames[std::size_t(chart)].title.toString();
}

ChartData makeRunChart(RunChart chart, const RunChartInput &input, std::optional<RequestName> request)
{
    const auto plan = makeExecutor(input.profile.load);
    const RowWindow window(input);
    ChartData data{.id = runChartId(chart), .title = runChartTitle(chart)};
    data.unit = showsTimes(chart)                                      ? ChartUnit::Milliseconds
        : chart == RunChart::Throughput || chart == RunChart::Outcomes ? ChartUnit::PerSecond
                                                                       : ChartUnit::Count;
    switch (chart) {
    case RunChart::VirtualUsers:
        addUsers(data, input, window);
        break;
    case RunChart::Latency:
        addLatency(data, input, window, request);
        break;
    case RunChart::Throughput:
        addThroughput(data, window, request);
        break;
    case RunChart::Stock:
        addStock(data, input, window);
        break;
    case RunChart::Outcomes:
        addOutcomes(data, window);
        break;
    case RunChart::Times:
        addTimes(data, input, window);
        break;
    }
    if (request && (chart == RunChart::Latency || chart == RunChart::Throughput)) {
        data.title += u" \u2014 "_s + toString(*request);
    }
    data.bounds = stageBounds(*plan);
    data.now = window.now();
    // A finished run ends where it ended; a running one shows what is planned.
    const double planned = secondsOf(plan->duration());
    data.xTo = !input.now && !window.isEmpty() ? window.end() : std::max(planned, window.end());
    data.emptyText = emptyTextOf(chart, request, input.now.has_value());
    if (input.generatorBound && (showsTimes(chart) || chart == RunChart::Throughput)) {
        data.note = u"generator-bound: the shop may be faster than these figures"_s;
    }
    return data;
}

} // namespace doorbuster
