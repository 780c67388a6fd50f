// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/resultcsv.h"

#include "core/text/csvtext.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// Reasons that only failed and given-up journeys have.
constexpr std::array reasonedOutcomes{Outcome::Failed, Outcome::GaveUp};

QString outcomeColumn(Outcome outcome, OutcomeReason reason)
{
    return u"journeys_"_s + toString(outcome) + u'_' + toString(reason);
}

QStringList secondColumns()
{
    QStringList columns{u"second"_s, u"time"_s, u"vus_planned"_s, u"vus"_s, u"requests"_s, u"failed"_s, u"p50_ms"_s,
        u"p95_ms"_s, u"p99_ms"_s, u"since_planned_p50_ms"_s, u"since_planned_p95_ms"_s, u"since_planned_p99_ms"_s,
        u"confirmed"_s, u"stock"_s, u"journeys_started"_s};
    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        columns += u"journeys_"_s + toString(Outcome(outcome));
    }
    for (const Outcome outcome : reasonedOutcomes) {
        for (std::size_t reason = 1; reason < outcomeReasonCount; ++reason) {
            columns += outcomeColumn(outcome, OutcomeReason(reason));
        }
    }
    columns += {u"hold_at_least_p50_ms"_s, u"hold_at_least_p95_ms"_s, u"hold_p50_ms"_s, u"hold_p95_ms"_s,
        u"journey_p50_ms"_s, u"journey_p95_ms"_s, u"generator_lag_max_ms"_s};
    for (std::size_t name = 0; name < requestNameCount; ++name) {
        for (const QString &figure : {u"requests"_s, u"failed"_s, u"p50_ms"_s, u"p95_ms"_s, u"p99_ms"_s}) {
            columns += toString(RequestName(name)) + u'_' + figure;
        }
    }
    return columns;
}

QString timeOf(const QDateTime &start, qint64 second)
{
    return start.isValid() ? start.addSecs(second).toUTC().toString(Qt::ISODateWithMs) : QString();
}

void appendSecond(CsvText &csv, const RunResult &result, const SecondRow &row)
{
    csv.number(row.second).text(timeOf(result.startedAt, row.second));
    csv.number(row.vusPlanned).number(row.vusActual);
    csv.number(row.all.count).number(row.all.failed).number(row.all.p50).number(row.all.p95).number(row.all.p99);
    csv.number(row.all.intendedP50).number(row.all.intendedP95).number(row.all.intendedP99);
    csv.number(row.confirmed).number(row.stock).number(row.journeysStarted);
    for (const auto &reasons : row.outcomes) {
        csv.number(std::accumulate(reasons.begin(), reasons.end(), quint64(0)));
    }
    for (const Outcome outcome : reasonedOutcomes) {
        for (std::size_t reason = 1; reason < outcomeReasonCount; ++reason) {
            csv.number(row.outcomes[std::size_t(outcome)][reason]);
        }
    }
    csv.number(row.holdLeastP50).number(row.holdLeastP95).number(row.holdP50).number(row.holdP95);
    csv.number(row.journeyP50).number(row.journeyP95).number(row.loopLagMax);
    for (const SecondRow::Requests &requests : row.byName) {
        csv.number(requests.count).number(requests.failed);
        csv.number(requests.p50).number(requests.p95).number(requests.p99);
    }
    csv.endRow();
}

/// Average, extremes and percentiles of a trend, in ms; empty cells where there is none.
void appendTrend(CsvText &csv, const ResultSeries *series)
{
    const Histogram *trend = series && !series->value.trend.isEmpty() ? &series->value.trend : nullptr;
    if (!trend) {
        for (int i = 0; i < 7; ++i) {
            csv.absent();
        }
        return;
    }
    const auto ms = [](double ns) { return float(ns / 1e6); }; // the buckets hold no more digits than a float does
    csv.number(ms(trend->mean())).number(ms(double(trend->min().count())));
    for (const double p : {50., 90., 95., 99.}) {
        csv.number(ms(trend->percentile(p)));
    }
    csv.number(ms(double(trend->max().count())));
}

void appendRequests(CsvText &csv, const RunResult &result, RunGroup group, RequestName name, const RequestTally &tally)
{
    const bool load = group == RunGroup::Load;
    csv.text(toString(name)).text(methodOf(name)).text(load ? u"load"_s : groupTag(group).mid(2).toString());
    csv.number(tally.requests);
    const double perSecond = result.ofBuyers(double(tally.requests)).perSecond();
    csv.number(load && std::isfinite(perSecond) ? std::optional(float(perSecond)) : std::nullopt);
    csv.number(tally.failed).number(tally.withoutResponse).number(tally.unusable).number(tally.localFailures);
    const auto seriesOf = [&](QStringView metric) {
        return load ? result.find(QString(metric + "{name:"_L1 + toString(name) + u'}')) : nullptr;
    };
    appendTrend(csv, seriesOf(u"http_req_duration"));
    const ResultSeries *planned = seriesOf(u"fs_t_since_planned");
    const bool known = planned && !planned->value.trend.isEmpty();
    for (const double p : {50., 95., 99.}) {
        csv.number(known ? std::optional(float(planned->value.trend.percentile(p) / 1e6)) : std::nullopt);
    }
    QStringList statuses;
    for (const auto &[status, count] : tally.byStatus) {
        statuses += QString::number(status) + u':' + QString::number(count);
    }
    csv.text(statuses.join(u' '));
    csv.endRow();
}

} // namespace

QByteArray secondsCsv(const RunResult &result)
{
    CsvText csv;
    csv.row(secondColumns());
    for (const SecondRow &row : result.seconds) {
        appendSecond(csv, result, row);
    }
    return csv.content();
}

QByteArray requestsCsv(const RunResult &result)
{
    CsvText csv;
    csv.row({u"name"_s, u"method"_s, u"group"_s, u"requests"_s, u"per_second_of_load_and_drain"_s, u"failed"_s,
        u"without_response"_s, u"unusable"_s, u"local_failures"_s, u"avg_ms"_s, u"min_ms"_s, u"p50_ms"_s, u"p90_ms"_s,
        u"p95_ms"_s, u"p99_ms"_s, u"max_ms"_s, u"since_planned_p50_ms"_s, u"since_planned_p95_ms"_s,
        u"since_planned_p99_ms"_s, u"statuses"_s});
    for (std::size_t group = 0; group < runGroupCount; ++group) {
        for (std::size_t name = 0; name < requestNameCount; ++name) {
            const RequestTally &tally = result.requests[group][name];
            if (tally.requests > 0) {
                appendRequests(csv, result, RunGroup(group), RequestName(name), tally);
            }
        }
    }
    return csv.content();
}

QByteArray checksCsv(const VerificationReport &report)
{
    CsvText csv;
    csv.row({u"id"_s, u"check"_s, u"verdict"_s, u"severity"_s, u"expected"_s, u"actual"_s, u"difference"_s,
        u"findings"_s, u"note"_s, u"meaning"_s});
    for (const CheckRow &check : report.checks) {
        csv.text(toString(check.id)).text(check.title).text(toString(check.verdict)).text(toString(check.severity));
        csv.text(check.expected).text(check.actual);
        csv.number(check.difference).number(check.evidence.count).text(check.note).text(check.meaning);
        csv.endRow();
    }
    return csv.content();
}

QByteArray evidenceCsv(const Evidence &evidence)
{
    CsvText csv;
    csv.row(QStringList{u"finding"_s, u"mark"_s} + evidence.columns);
    for (const std::size_t i : evidence.shownOrder()) {
        csv.number(i + 1).text(evidence.worst == i ? u"worst"_s : QString());
        csv.row(evidence.rows[i]);
    }
    return csv.content();
}

} // namespace doorbuster
