// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/document/documentparts.h"

#include "core/result/resulttext.h"
#include "core/result/verdictsign.h"
#include "core/text/format.h"

#include <algorithm>
#include <numeric>
#include <span>

using namespace Qt::StringLiterals;

namespace doorbuster::document {

namespace {

constexpr std::size_t failureRows = 20;
constexpr int messageLength = 160;

const std::array<RequestTally, requestNameCount> &loadRequests(const RunResult &result)
{
    return result.requests[std::size_t(RunGroup::Load)];
}

RequestTally sumOf(const std::array<RequestTally, requestNameCount> &tallies)
{
    RequestTally sum;
    for (const RequestTally &tally : tallies) {
        sum.merge(tally);
    }
    return sum;
}

QString percentile(const ResultSeries *series, double p)
{
    return series && !series->value.trend.isEmpty() ? formatMilliseconds(series->value.trend.percentile(p) / 1e6)
                                                    : absentText();
}

/// A number stays with its unit, where a line must end.
QString unbroken(QString figure)
{
    return figure.replace(u' ', QChar::Nbsp);
}

QString failedText(quint64 failed, const QString &share)
{
    return failed == 0 ? u"0"_s : QString(formatCount(failed) + " ("_L1 + share + u')');
}

QString failedShareOf(const RunResult &result)
{
    const ResultSeries *failed = result.find(u"http_req_failed");
    return failed && failed->value.samples > 0 ? formatPercent(failed->value.count / double(failed->value.samples))
                                               : absentText();
}

quint64 outcomeCountOf(const RunResult &result, Outcome outcome)
{
    const auto &reasons = result.outcomes[std::size_t(outcome)];
    return std::accumulate(reasons.begin(), reasons.end(), quint64(0));
}

std::vector<DocumentCell> requestRow(const QString &name, const RequestTally &tally, const QString &failedShare,
    const ResultSeries *sent, const ResultSeries *planned, const QString &overdue, const Throughput &throughput)
{
    std::vector<DocumentCell> row{name, formatCount(tally.requests), formatRate(throughput.perSecond()),
        failedText(tally.failed, failedShare), formatCount(tally.withoutResponse)};
    if (tally.failed > 0) {
        row[3].verdict = CheckVerdict::Fail;
    }
    for (const ResultSeries *series : {sent, planned}) {
        for (const double p : {50., 95., 99.}) {
            row.emplace_back(percentile(series, p));
        }
    }
    row.emplace_back(overdue);
    row.emplace_back(statusesText(tally));
    return row;
}

QString besideText(const RunResult &result)
{
    QStringList parts;
    for (const RunGroup group : besideLoad) {
        parts += groupTag(group).mid(2) + u' ' + formatCount(sumOf(result.requests[std::size_t(group)]).requests);
    }
    return parts.join(u", "_s);
}

} // namespace

std::vector<DocumentFigure> figures(const RunResult &result)
{
    const RequestTally all = sumOf(loadRequests(result));
    if (all.requests == 0 && result.journeysStarted == 0) {
        return {};
    }
    const auto p95 = [&](QStringView label) { return percentile(result.find(label), 95); };
    // A hold comes unseen, between two looks: the figure is a range.
    const QString most = p95(u"fs_t_buy_to_hold");
    const QString least = p95(u"fs_t_buy_to_hold_least");
    const bool isRange = least != absentText() && least != most;
    return {
        {u"Virtual users"_s, formatCount(result.health.reachedPeak),
            u"of %1 planned"_s.arg(formatCount(result.health.plannedPeak))},
        {u"Requests"_s, formatCount(all.requests),
            u"%1 over %2"_s.arg(formatRate(result.ofBuyers(double(all.requests)).perSecond()), buyersSpanText(result))},
        {u"Failed"_s, failedShareOf(result), u"%1 requests"_s.arg(formatCount(all.failed))},
        {u"Response time p95"_s, p95(u"http_req_duration"), u"since planned %1"_s.arg(p95(u"fs_t_since_planned"))},
        {u"Buy to hold p95"_s, isRange ? QString(unbroken(least) + u" – "_s + unbroken(most)) : most,
            u"by polls %1 apart"_s.arg(pollingText(result.profile.buyer))},
        {u"Bought"_s, formatCount(outcomeCountOf(result, Outcome::Success)),
            u"in %1 journeys"_s.arg(formatCount(result.journeysStarted))},
    };
}

DocumentTable thresholds(const RunResult &result)
{
    DocumentTable table{.title = u"Thresholds"_s};
    table.isGeneratorBound = result.health.generatorBound();
    table.columns = {{u"Metric"_s, false, true}, {u"Must be"_s, false, true}, {u"Verdict"_s}, {u"Was"_s, false, true}};
    for (const ThresholdResult &threshold : result.thresholds) {
        table.rows.push_back({displayText(threshold.metric, 120), displayText(threshold.expression, 120),
            badge(verdictOf(threshold.state)), thresholdActualText(threshold)});
    }
    table.emptyText = u"No thresholds were set."_s;
    return table;
}

DocumentTable requests(const RunResult &result)
{
    DocumentTable table{.title = u"Requests"_s};
    table.isGeneratorBound = result.health.generatorBound();
    const QString sent = u"As sent"_s;
    const QString planned = u"Since planned start"_s;
    table.columns = {{u"Request"_s}, {u"Count"_s, true}, {u"Per second"_s, true}, {u"Failed"_s, true},
        {u"No answer"_s, true}, {u"p50"_s, true, false, sent}, {u"p95"_s, true, false, sent},
        {u"p99"_s, true, false, sent}, {u"p50"_s, true, false, planned}, {u"p95"_s, true, false, planned},
        {u"p99"_s, true, false, planned}, {u"Overdue"_s, true}, {u"Answers"_s}};
    for (std::size_t i = 0; i < requestNameCount; ++i) {
        const RequestTally &tally = loadRequests(result)[i];
        const auto name = RequestName(i);
        if (tally.requests > 0) {
            table.rows.push_back(requestRow(toString(name).toString(), tally, failedShareText(result, name),
                seriesOf(result, u"http_req_duration", name), seriesOf(result, u"fs_t_since_planned", name),
                overdueText(result, name), result.ofBuyers(double(tally.requests))));
        }
    }
    if (table.rows.size() > 1) {
        table.hasTotal = true;
        const RequestTally all = sumOf(loadRequests(result));
        table.rows.push_back(requestRow(u"all"_s, all, failedShareOf(result), result.find(u"http_req_duration"),
            result.find(u"fs_t_since_planned"), {}, result.ofBuyers(double(all.requests))));
    }
    table.emptyText = u"No request was sent under load."_s;
    if (!table.rows.empty()) {
        table.remark = u"Per second: over %1. Since planned start: from when the request should have been sent, so "
                       u"that a shop that stalls "
                       "cannot hide its queue. Overdue: so many more were due, but their buyers still waited. Beside "
                       "the load: %2."_s.arg(buyersSpanText(result), besideText(result));
    }
    return table;
}

DocumentTable journeys(const RunResult &result)
{
    DocumentTable table{.title = u"Journeys"_s};
    table.columns = {{u"Ended"_s}, {u"Why"_s}, {u"Journeys"_s, true}, {u"Share"_s, true}};
    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason) {
            if (const quint64 count = result.outcomes[outcome][reason]; count > 0) {
                table.rows.push_back({outcomeWords(Outcome(outcome)), reasonWords(OutcomeReason(reason)),
                    formatCount(count), formatPercent(count, result.journeysStarted)});
            }
        }
    }
    if (table.rows.size() > 1) {
        table.hasTotal = true;
        table.rows.push_back({u"started"_s, QString(), formatCount(result.journeysStarted), QString()});
    }
    table.emptyText = u"No journey began."_s;
    if (const QString early = earlyBuyersText(result); !table.rows.empty() && !early.isEmpty()) {
        table.remark = u"Came before the sale opened: %1."_s.arg(early);
    }
    return table;
}

DocumentTable journeyTimes(const RunResult &result)
{
    struct Time {
        QStringView label;
        QString name;
    };
    const std::array times{Time{u"fs_t_journey", u"whole journey"_s}, Time{u"fs_t_buy", u"one buy"_s},
        Time{u"fs_t_buy_to_hold_least", u"buy to hold, at least"_s},
        Time{u"fs_t_buy_to_hold", u"buy to hold, at most"_s}, Time{u"fs_t_hold_to_confirm", u"hold to confirm"_s},
        Time{u"fs_t_poll_gap", u"between two polls"_s}};
    DocumentTable table{.title = u"Journey times"_s};
    table.isGeneratorBound = result.health.generatorBound();
    table.columns = {{u"Time"_s}, {u"Count"_s, true}, {u"Average"_s, true}, {u"p50"_s, true}, {u"p95"_s, true},
        {u"p99"_s, true}, {u"Longest"_s, true}};
    for (const Time &time : times) {
        const ResultSeries *series = result.find(time.label);
        if (!series || series->value.trend.isEmpty()) {
            continue;
        }
        const Histogram &trend = series->value.trend;
        table.rows.push_back({time.name, formatCount(series->value.samples), formatMilliseconds(trend.mean() / 1e6),
            percentile(series, 50), percentile(series, 95), percentile(series, 99), formatTime(trend.max())});
    }
    if (!table.rows.empty()) {
        table.remark = u"A hold comes unseen between two looks, here %1 apart, so its time is a range."_s.arg(
            pollingText(result.profile.buyer));
    }
    return table;
}

DocumentTable failures(const RunResult &result)
{
    DocumentTable table{.title = u"Failures"_s};
    table.columns = {{u"Request"_s}, {u"Status"_s, true}, {u"Code"_s, true}, {u"Count"_s, true}, {u"First"_s, true},
        {u"Last"_s, true}, {u"Message"_s, false, true}};
    const std::size_t shown = std::min(failureRows, result.failures.size());
    for (const FailureGroup &failure : std::span(result.failures).first(shown)) {
        const bool known = !failure.further;
        table.rows.push_back(
            {requestText(failure), known && failure.status != 0 ? QString::number(failure.status) : QString(),
                known && failure.errorCode != 0 ? QString::number(failure.errorCode) : QString(),
                formatCount(failure.count), formatClock(failure.first), formatClock(failure.last),
                displayText(failure.message, messageLength)});
    }
    if (shown < result.failures.size()) {
        table.remark =
            u"The first %1 of %2 groups of failures."_s.arg(formatCount(shown), formatCount(result.failures.size()));
    }
    return table;
}

DocumentTable generator(const RunResult &result)
{
    const GeneratorHealth &health = result.health;
    if (result.loadTime().count() == 0) {
        return {};
    }
    std::vector<DocumentFact> facts{{u"Worker threads"_s, formatCount(health.workers)}};
    facts.push_back({u"Event-loop lag"_s,
        health.measured() ? u"p50 %1 · p99 %2 · longest %3 · limit %4 (p99)"_s.arg(formatTime(health.loopLagP50),
            formatTime(health.loopLagP99), formatTime(health.loopLagMax), formatTime(health.lagLimit))
                          : u"not measured"_s});
    if (health.timerSamples > 0) {
        facts.push_back({u"Timers late"_s,
            u"p99 %1 · longest %2"_s.arg(formatTime(health.timerLatenessP99), formatTime(health.timerLatenessMax))});
    }
    if (const auto share = health.cpuShare()) {
        facts.push_back({u"Processor"_s, u"%1 of one core, over load and drain"_s.arg(formatPercent(*share))});
    }
    if (health.peakMemory > 0) {
        facts.push_back({u"Memory"_s, formatBytes(double(health.peakMemory))});
    }
    if (health.peakSockets) {
        facts.push_back({u"Sockets at most"_s, formatCount(*health.peakSockets)});
    }
    facts.push_back({u"Requests that never left this machine"_s, formatCount(health.localFailures)});
    if (result.samplesDropped > 0) {
        facts.push_back({u"Samples dropped by outputs"_s, formatCount(result.samplesDropped)});
    }
    DocumentTable table = factTable(u"Generator"_s, facts);
    table.isGeneratorBound = health.generatorBound();
    if (health.generatorBound()) {
        table.remark = u"Generator-bound: this machine could not keep up. Times and rates of this run do not describe "
                       "the shop."_s;
    }
    return table;
}

} // namespace doorbuster::document
