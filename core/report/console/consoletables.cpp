// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/consoletables.h"

#include "core/report/console/texttable.h"
#include "core/result/resulttext.h"
#include "core/text/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster::console {

namespace {

using Align = TextTable::Align;

constexpr std::size_t maxFailureRows = 20;

TextTable::Cell stateSign(ThresholdResult::State state)
{
    switch (state) {
    case ThresholdResult::State::Pass:
        return {u"\u2713"_s, Colour::Good};
    case ThresholdResult::State::Fail:
        return {u"\u2717"_s, Colour::Bad};
    case ThresholdResult::State::NoData:
        break;
    }
    return {absentText(), Colour::Warning};
}

/// Where a metric stands in the summary.
enum class Section { Custom, Http, Execution, Network };

Section sectionOf(MetricId metric)
{
    switch (metric) {
    case MetricId::IterationDuration:
    case MetricId::Iterations:
    case MetricId::Vus:
    case MetricId::VusMax:
        return Section::Execution;
    case MetricId::DataSent:
    case MetricId::DataReceived:
        return Section::Network;
    default:
        return metricInfo(metric).name.startsWith(u"http_") ? Section::Http : Section::Custom;
    }
}

/// Series of request names have a table of their own, unless a threshold looks at them.
bool isSummarised(const ResultSeries &series, const RunResult &result)
{
    if (series.value.samples == 0) {
        return false;
    }
    const bool whole = !series.label.contains(u'{');
    const auto judged = [&](const ThresholdResult &threshold) { return threshold.metric == series.label; };
    return whole || series.label == "http_req_duration{expected_response:true}"_L1
        || std::ranges::any_of(result.thresholds, judged);
}

QString summaryLabel(const ResultSeries &series)
{
    const qsizetype brace = series.label.indexOf(u'{');
    return brace < 0 ? series.label : QString("  { "_L1 + series.label.mid(brace + 1).chopped(1) + " }"_L1);
}

using Cells = std::vector<TextTable::Cell>;

Cells summaryCells(const ResultSeries &series, const RunResult &result)
{
    const MetricInfo &info = metricInfo(series.metric);
    const SeriesValue &value = series.value;
    switch (info.type) {
    case MetricType::Counter: {
        const bool bytes = info.contains == MetricContains::Data;
        const auto rate = [bytes](const Throughput &of) {
            return bytes ? formatByteRate(of.perSecond()) : formatRate(of.perSecond());
        };
        return {{bytes ? formatBytes(value.count) : formatNumber(value.count)}, {rate(result.ofWholeRun(value.count))},
            {u"("_s + rate(result.ofBuyers(value.count)) + u')'}};
    }
    case MetricType::Gauge:
        return {
            {formatNumber(value.count)}, {u"min="_s + formatNumber(value.min)}, {u"max="_s + formatNumber(value.max)}};
    case MetricType::Rate:
        return {{formatPercent(value.count / double(value.samples))},
            {formatNumber(value.count) + " out of "_L1 + formatCount(value.samples)}};
    case MetricType::Trend:
        break;
    }
    const auto at = [&](double p) { return formatMilliseconds(value.trend.percentile(p) / 1e6); };
    return {{u"avg="_s + formatMilliseconds(value.trend.mean() / 1e6)}, {u"min="_s + formatTime(value.trend.min())},
        {u"med="_s + at(50)}, {u"max="_s + formatTime(value.trend.max())}, {u"p(90)="_s + at(90)},
        {u"p(95)="_s + at(95)}};
}

/// The series of a section in the order of the metrics, each with its parts below it.
std::vector<const ResultSeries *> summarised(const RunResult &result, Section section)
{
    std::vector<const ResultSeries *> found;
    for (const ResultSeries &series : result.series) {
        if (sectionOf(series.metric) == section && isSummarised(series, result)) {
            found.push_back(&series);
        }
    }
    std::ranges::stable_sort(found, {}, &ResultSeries::metric);
    return found;
}

QString summarySection(const RunResult &result, Section section, const QString &name, qsizetype labelWidth, bool colour)
{
    TextTable trends(QList<Align>(7, Align::Left));
    TextTable others(QList<Align>(7, Align::Left));
    for (const ResultSeries *series : summarised(result, section)) {
        const QString label = summaryLabel(*series).leftJustified(labelWidth, u'.') + u':';
        Cells cells = summaryCells(*series, result);
        cells.insert(cells.begin(), TextTable::Cell(label));
        (metricInfo(series->metric).type == MetricType::Trend ? trends : others).addRow(std::move(cells));
    }
    if (trends.isEmpty() && others.isEmpty()) {
        return {};
    }
    return u"    "_s + painted(name, Colour::Strong, colour) + u'\n' + others.render(4, colour)
        + trends.render(4, colour) + u'\n';
}

QString otherGroupsLine(const RunResult &result)
{
    QStringList parts;
    for (const RunGroup group : besideLoad) {
        quint64 requests = 0;
        for (const RequestTally &tally : result.requests[std::size_t(group)]) {
            requests += tally.requests;
        }
        parts.append(groupTag(group).mid(2) + u' ' + formatCount(requests));
    }
    return u"beside the load: "_s + parts.join(", "_L1);
}

} // namespace

QString blockTitle(const QString &text, bool generatorBound, bool colour)
{
    const QString bound =
        generatorBound ? QString("  "_L1 + painted(u"! generator-bound"_s, Colour::Warning, colour)) : QString();
    return painted(u"  \u2588 "_s + text, Colour::Strong, colour) + bound + "\n\n"_L1;
}

QString thresholdsBlock(const RunResult &result, bool colour)
{
    if (result.thresholds.empty()) {
        return {};
    }
    QString text = blockTitle(u"THRESHOLDS"_s, result.health.generatorBound(), colour);
    QString metric;
    for (const ThresholdResult &threshold : result.thresholds) {
        if (threshold.metric != metric) {
            text += (metric.isEmpty() ? u""_s : u"\n"_s) + "    "_L1 + displayText(threshold.metric) + u'\n';
            metric = threshold.metric;
        }
        const TextTable::Cell sign = stateSign(threshold.state);
        text += u"    "_s + painted(sign.text, sign.colour, colour) + " '"_L1 + displayText(threshold.expression)
            + "' "_L1 + thresholdActualText(threshold) + u'\n';
    }
    return text + u'\n';
}

QString totalsBlock(const RunResult &result, bool colour)
{
    qsizetype labelWidth = 0;
    for (const ResultSeries &series : result.series) {
        if (isSummarised(series, result)) {
            labelWidth = std::max(labelWidth, summaryLabel(series).size() + 3);
        }
    }
    if (labelWidth == 0) {
        return {};
    }
    QString text = blockTitle(u"TOTAL RESULTS"_s, result.health.generatorBound(), colour);
    text += u"    per second over the whole run of "_s + formatClock(result.wholeTime())
        + ", set-up to verification, as k6 divides (over "_L1 + buyersSpanText(result) + ")\n\n"_L1;
    text += summarySection(result, Section::Custom, u"CUSTOM"_s, labelWidth, colour);
    text += summarySection(result, Section::Http, u"HTTP"_s, labelWidth, colour);
    text += summarySection(result, Section::Execution, u"EXECUTION"_s, labelWidth, colour);
    text += summarySection(result, Section::Network, u"NETWORK"_s, labelWidth, colour);
    return text;
}

QString requestsBlock(const RunResult &result, bool colour)
{
    QList<Align> columns(14, Align::Right);
    columns.front() = Align::Left;
    columns.back() = Align::Left;
    TextTable table(columns);
    table.addHeader({u"request"_s, u"count"_s, u"per second"_s, u"failed"_s, u"failed %"_s, u"no answer"_s, u"avg"_s,
        u"med"_s, u"p95"_s, u"p99"_s, u"planned p95"_s, u"planned p99"_s, u"overdue"_s, u"statuses"_s});
    bool any = false;
    for (std::size_t i = 0; i < requestNameCount; ++i) {
        const RequestTally &tally = result.requests[std::size_t(RunGroup::Load)][i];
        if (tally.requests == 0) {
            continue;
        }
        any = true;
        const auto name = RequestName(i);
        const ResultSeries *sent = seriesOf(result, u"http_req_duration", name);
        const ResultSeries *planned = seriesOf(result, u"fs_t_since_planned", name);
        const auto at = [](const ResultSeries *series, double p) {
            return series ? formatMilliseconds(series->value.trend.percentile(p) / 1e6) : absentText();
        };
        const QString average = sent ? formatMilliseconds(sent->value.trend.mean() / 1e6) : absentText();
        table.addRow({{toString(name).toString()}, {formatCount(tally.requests)},
            {formatRate(result.ofBuyers(double(tally.requests)).perSecond())},
            {formatCount(tally.failed), tally.failed > 0 ? Colour::Bad : Colour::None}, {failedShareText(result, name)},
            {formatCount(tally.withoutResponse)}, {average}, {at(sent, 50)}, {at(sent, 95)}, {at(sent, 99)},
            {at(planned, 95)}, {at(planned, 99)}, {overdueText(result, name)}, {statusesText(tally)}});
    }
    if (!any) {
        return {};
    }
    return blockTitle(u"REQUESTS"_s, result.health.generatorBound(), colour) + table.render(4, colour)
        + "    per second: over "_L1 + buyersSpanText(result)
        + "\n    planned: from when the request should have been sent; overdue: so many more were due, but their "
          "buyers "
          "still "
          "waited\n    "_L1
        + otherGroupsLine(result) + "\n\n"_L1;
}

QString failuresBlock(const RunResult &result, bool colour)
{
    if (result.failures.empty()) {
        return {};
    }
    TextTable table({Align::Right, Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Left});
    table.addHeader({u"count"_s, u"request"_s, u"status"_s, u"code"_s, u"first"_s, u"last"_s, u"message"_s});
    const std::size_t shown = std::min(maxFailureRows, result.failures.size());
    for (const FailureGroup &failure : std::span(result.failures).first(shown)) {
        const bool known = !failure.further;
        table.addRow({{formatCount(failure.count)}, {requestText(failure)},
            {known && failure.status != 0 ? QString::number(failure.status) : QString()},
            {known && failure.errorCode != 0 ? QString::number(failure.errorCode) : QString()},
            {formatClock(failure.first)}, {formatClock(failure.last)}, {displayText(failure.message, 120)}});
    }
    if (shown < result.failures.size()) {
        quint64 rest = 0;
        for (const FailureGroup &failure : std::span(result.failures).subspan(shown)) {
            rest += failure.count;
        }
        table.addRow(
            {{formatCount(rest)}, {u"in %1 further groups"_s.arg(formatCount(result.failures.size() - shown))}});
    }
    return blockTitle(u"FAILURES"_s, result.health.generatorBound(), colour) + table.render(4, colour) + u'\n';
}

} // namespace doorbuster::console
