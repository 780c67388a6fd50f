// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/stockchart.h"

#include "core/result/runresult.h"
#include "core/text/format.h"
#include "core/verdict/books/stockbounds.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Style = ChartSeries::Style;

constexpr double nsPerSecond = 1e9;

/// The samples that tell a number, and the books' last reading, which is later than all that the buyers did.
std::vector<StockSample> readingsOf(const RunResult &result)
{
    std::vector<StockSample> readings;
    std::ranges::copy_if(result.observations.stock, std::back_inserter(readings),
        [](const StockSample &sample) { return sample.remaining.has_value(); });
    if (result.verification.remaining) {
        qint64 last = readings.empty() ? 0 : readings.back().answered;
        for (const LedgerEntry &entry : result.ledger) {
            last = std::max(last, entry.ended);
        }
        readings.push_back(
            {.sent = last + 1, .answered = last + 1, .remaining = result.verification.remaining, .oddity = {}});
    }
    return readings;
}

/// Why the stock cannot be held against the confirms; empty where it can.
QString boundsTrouble(const RunResult &result, const QueueHistory &queue)
{
    if (!queue.isKnown()) {
        return u"This result is of a version that did not keep the buyers' calls"_s;
    }
    if (!result.saleCreated && !result.baseline) {
        return u"Others may buy on this sale as well"_s;
    }
    if (!result.verification.starting) {
        return u"It is not known how many units there were"_s;
    }
    // What else keeps V14 from judging, only the verification saw: orders of others.
    const auto v14 = std::ranges::find(result.verification.checks, CheckId::BoundedReads, &CheckRow::id);
    const bool isJudged = v14 == result.verification.checks.end() || v14->verdict > CheckVerdict::NoData;
    return isJudged ? QString() : v14->note;
}

} // namespace

ChartData makeStockChart(const RunResult &result)
{
    ChartData chart{.id = u"stock-bounds"_s, .title = u"Stock, as told and as possible"_s};
    const std::vector<StockSample> readings = readingsOf(result);
    if (readings.empty()) {
        chart.emptyText = u"The stock was never told"_s;
        chart.xTo = 1;
        return chart;
    }
    const QueueHistory queue(result.ledger);
    const QString trouble = boundsTrouble(result, queue);
    const std::optional<qint64> starting = result.verification.starting;
    const StockBounds bounds(starting.value_or(0), queue, confirmsSent(result.observations.probes));
    ChartSeries possible{
        .id = u"possible"_s, .name = u"possible"_s, .tint = ChartTint::Green, .style = Style::Band, .x = {}, .y = {}};
    ChartSeries told{
        .id = u"told"_s, .name = u"stock told"_s, .tint = ChartTint::Blue, .style = Style::Dots, .x = {}, .y = {}};
    ChartSeries outside{.id = u"outside"_s,
        .name = u"out of bounds"_s,
        .tint = ChartTint::Fail,
        .style = Style::Crosses,
        .x = {},
        .y = {}};
    qint64 tooFew = 0;
    qint64 tooMany = 0;
    for (const StockSample &reading : readings) {
        const double x = double(reading.answered) / nsPerSecond;
        const qint64 stock = *reading.remaining;
        bool isOutside = stock < 0 || (starting && stock > *starting);
        if (trouble.isEmpty()) {
            const qint64 least = bounds.least(reading.sent, reading.answered);
            const qint64 most = bounds.most(reading.sent);
            possible.x.push_back(x);
            possible.y.push_back(double(most));
            possible.low.push_back(double(least));
            tooFew += stock < least;
            tooMany += stock > most;
            isOutside |= stock < least || stock > most;
        }
        ChartSeries &series = isOutside ? outside : told;
        series.x.push_back(x);
        series.y.push_back(double(stock));
    }
    for (ChartSeries *series : {&possible, &told, &outside}) {
        if (!series->x.empty()) {
            chart.series.push_back(std::move(*series));
        }
    }
    chart.xTo = double(readings.back().answered) / nsPerSecond * 1.02;
    if (trouble.isEmpty()) {
        chart.remark = u"Possible: by the confirms sent (least) and answered (most)"_s;
        chart.summary = u"%1 readings, %2 of them lower than possible and %3 higher"_s.arg(
            formatCount(readings.size()), formatCount(tooFew), formatCount(tooMany));
    } else {
        chart.remark = u"Without bounds: "_s + trouble;
        chart.summary = u"%1 readings"_s.arg(formatCount(readings.size()));
    }
    return chart;
}

} // namespace doorbuster
