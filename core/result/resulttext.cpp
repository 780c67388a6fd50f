// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resulttext.h"

#include "core/profile/thresholdexpression.h"
#include "core/text/format.h"
#include "core/verdict/books/shopclock.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

QString outcomeWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Success:
        return u"bought"_s;
    case Outcome::Failed:
        return u"failed"_s;
    case Outcome::GaveUp:
        return u"gave up"_s;
    case Outcome::Interrupted:
        return u"interrupted"_s;
    }
    Q_UNREACHABLE();
}

QString reasonWords(OutcomeReason reason)
{
    switch (reason) {
    case OutcomeReason::None:
        return {};
    case OutcomeReason::SoldOut:
        return u"sold out"_s;
    case OutcomeReason::Ended:
        return u"sale ended"_s;
    case OutcomeReason::Timeout:
        return u"timed out"_s;
    case OutcomeReason::HoldExpired:
        return u"hold expired"_s;
    case OutcomeReason::AlreadyPurchased:
        return u"already purchased"_s;
    case OutcomeReason::QueueUnavailable:
        return u"queue unavailable"_s;
    case OutcomeReason::ApiError:
        return u"API error"_s;
    case OutcomeReason::Network:
        return u"network"_s;
    case OutcomeReason::LostPlace:
        return u"lost its place"_s;
    case OutcomeReason::RateLimited:
        return u"rate limited"_s;
    case OutcomeReason::Unclear:
        return u"unclear refusal"_s;
    }
    return {};
}

QString thresholdActualText(const ThresholdResult &threshold)
{
    if (!threshold.actual) {
        return u"no data"_s + (threshold.note.isEmpty() ? QString() : QString(u": "_s + displayText(threshold.note)));
    }
    const auto expression = parseThreshold(threshold.expression);
    const auto *parsed = std::get_if<ThresholdExpression>(&expression);
    const auto selector = parseSelector(threshold.metric);
    const auto *of = std::get_if<MetricSelector>(&selector);
    const auto metric = of ? metricByName(of->metric) : std::nullopt;
    const QString name = parsed ? QString(parsed->aggregationText() + u'=') : QString();
    if (!metric) {
        return name + formatDecimal(*threshold.actual, 4);
    }
    const MetricInfo &info = metricInfo(*metric);
    if (info.type == MetricType::Rate) {
        return name + formatDecimal(*threshold.actual * 100, 4) + " %"_L1;
    }
    if (info.type == MetricType::Counter && parsed && parsed->aggregation == ThresholdExpression::Aggregation::Rate) {
        return name + formatDecimal(*threshold.actual, 4) + "/s over the whole run"_L1;
    }
    const bool time = info.contains == MetricContains::Time;
    return name + formatDecimal(*threshold.actual, time ? 3 : 4) + (time ? u" ms"_s : QString());
}

QString statusesText(const RequestTally &tally)
{
    QStringList statuses;
    for (const auto &[status, count] : tally.byStatus) {
        if (status != 0) {
            statuses.append(QString::number(status) + u'\u00d7' + formatCount(count));
        }
    }
    return statuses.join(", "_L1);
}

QString requestText(const FailureGroup &failure)
{
    if (failure.further) {
        return {};
    }
    const QString name = toString(failure.name).toString();
    return failure.group == RunGroup::Load ? name : u"%1 (%2)"_s.arg(name, groupTag(failure.group).mid(2));
}

QString failedShareText(const RunResult &result, RequestName name)
{
    const ResultSeries *series = seriesOf(result, u"http_req_failed", name);
    return series && series->value.samples > 0 ? formatPercent(series->value.count / double(series->value.samples))
                                               : absentText();
}

QString overdueText(const RunResult &result, RequestName name)
{
    const ResultSeries *sent = seriesOf(result, u"http_req_duration", name);
    const ResultSeries *planned = seriesOf(result, u"fs_t_since_planned", name);
    if (!sent || !planned || planned->value.samples == 0 || planned->value.samples < sent->value.samples) {
        return absentText();
    }
    return formatCount(planned->value.samples - sent->value.samples);
}

QString shopClockText(const RunResult &result)
{
    const ClockOffset clock = shopClock(result.observations, result.startedAt.toMSecsSinceEpoch());
    return clock.isKnown() ? clockText(clock) : QString();
}

bool shopClockDiffers(const RunResult &result)
{
    return !clockWarning(shopClock(result.observations, result.startedAt.toMSecsSinceEpoch())).isEmpty();
}

QString earlyBuyersText(const RunResult &result)
{
    const auto early =
        earlyArrivals(result.ledger, result.observations, result.startedAt.toMSecsSinceEpoch(), result.saleStartsAt);
    if (!early)
        return {};
    if (early->buyers == 0)
        return early->perhapsMore ? u"none for certain"_s : u"none"_s;
    return u"%1%2, up to %3 before it%4"_s.arg(early->perhapsMore ? u"at least "_s : QString(),
        formatCount(early->buyers), formatTime(early->longest), early->byOurClock ? u" by our clock"_s : QString());
}

QString buyersSpanText(const RunResult &result)
{
    const std::chrono::nanoseconds load = std::chrono::round<std::chrono::milliseconds>(result.loadTime());
    const std::chrono::nanoseconds drain = std::chrono::round<std::chrono::milliseconds>(result.drainTime());
    if (drain < std::chrono::seconds(1))
        return u"load and drain, %1"_s.arg(formatTime(load + drain));
    return u"load and drain, %1 + %2"_s.arg(formatTime(load), formatTime(drain));
}

const ResultSeries *seriesOf(const RunResult &result, QStringView metric, RequestName name)
{
    return result.find(QString(metric + "{name:"_L1 + toString(name) + u'}'));
}

QString pollingText(const BuyerSettings &buyer)
{
    const auto text = [](std::chrono::nanoseconds time) { return formatTime(time); };
    const QString fast = text(buyer.fastPollInterval);
    if (buyer.fastPollShare >= 1)
        return fast;
    QString distance = text(buyer.pollingInterval);
    if (buyer.backoffFactor > 1 && buyer.backoffMax > buyer.pollingInterval)
        distance += u" to "_s + text(buyer.backoffMax);
    if (buyer.fastPollShare > 0)
        distance += u" (of %1 of the buyers %2)"_s.arg(formatPercent(buyer.fastPollShare), fast);
    return distance;
}

QString evidenceText(const Evidence &evidence, std::size_t row)
{
    const QStringList &values = evidence.rows[row];
    QStringList cells;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString name =
            i < evidence.columns.size() ? QString(displayText(evidence.columns[i], 40) + u' ') : QString();
        cells.append(name + displayText(values[i], 80));
    }
    return cells.join(", "_L1);
}

} // namespace doorbuster
