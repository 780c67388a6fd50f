// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/thresholds.h"

#include "core/metrics/throughput.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr double nanosecondsPerMillisecond = 1e6;

double aggregate(const Histogram &trend, const ThresholdExpression &expression)
{
    switch (expression.aggregation) {
    case ThresholdExpression::Aggregation::Avg:
        return trend.mean() / nanosecondsPerMillisecond;
    case ThresholdExpression::Aggregation::Min:
        return double(trend.min().count()) / nanosecondsPerMillisecond;
    case ThresholdExpression::Aggregation::Max:
        return double(trend.max().count()) / nanosecondsPerMillisecond;
    case ThresholdExpression::Aggregation::Med:
        return trend.percentile(50) / nanosecondsPerMillisecond;
    case ThresholdExpression::Aggregation::Percentile:
        return trend.percentile(expression.percentile) / nanosecondsPerMillisecond;
    default:
        Q_UNREACHABLE(); // the evaluator takes only what fits a trend
    }
}

/// What the threshold judges; nullopt while there is nothing to judge.
std::optional<double> observed(
    const SeriesValue &value, MetricType type, const ThresholdExpression &expression, std::chrono::nanoseconds wholeRun)
{
    if (value.samples == 0)
        return std::nullopt;
    switch (type) {
    case MetricType::Counter:
        if (expression.aggregation == ThresholdExpression::Aggregation::Count)
            return value.count;
        if (wholeRun.count() <= 0)
            return std::nullopt;
        return Throughput{value.count, wholeRun}.perSecond();
    case MetricType::Gauge:
        return value.count;
    case MetricType::Rate:
        return value.count / double(value.samples);
    case MetricType::Trend:
        return aggregate(value.trend, expression);
    }
    Q_UNREACHABLE();
}

} // namespace

QStringView toString(ThresholdResult::State state)
{
    switch (state) {
    case ThresholdResult::State::Pass:
        return u"pass";
    case ThresholdResult::State::Fail:
        return u"fail";
    case ThresholdResult::State::NoData:
        return u"noData";
    }
    Q_UNREACHABLE();
}

ThresholdEvaluator::ThresholdEvaluator(const QList<MetricThresholds> &thresholds, const SeriesTable &table)
{
    for (const MetricThresholds &metric : thresholds) {
        for (const ThresholdRule &rule : metric.rules)
            add(metric.metric, rule, table);
    }
    for (const MetricId books : {MetricId::FsOverbooking, MetricId::FsUnderselling}) {
        const bool isRuled = std::ranges::any_of(
            m_rules, [books](const Rule &rule) { return rule.series == SeriesTable::indexOf(books); });
        if (!isRuled)
            add(metricInfo(books).name.toString(), {.expression = u"value==0"_s}, table);
    }
}

void ThresholdEvaluator::add(const QString &metric, const ThresholdRule &rule, const SeriesTable &table)
{
    Rule added;
    added.empty.metric = metric;
    added.empty.expression = rule.expression;
    added.empty.abortOnFail = rule.abortOnFail;
    added.empty.delayAbortEval = rule.delayAbortEval;
    added.series = table.find(metric);
    const auto parsed = parseThreshold(rule.expression);
    if (!added.series) {
        added.empty.note = u"%1 is not a metric that is measured"_s.arg(metric);
    } else if (const auto *error = std::get_if<ThresholdError>(&parsed)) {
        added.empty.note = error->message;
    } else {
        const auto &expression = std::get<ThresholdExpression>(parsed);
        const MetricType type = metricInfo(table.metric(*added.series)).type;
        if (aggregationFits(type, expression.aggregation))
            added.expression = expression;
        else
            added.empty.note = u"%1 is a %2, which has %3"_s.arg(metric, metricTypeName(type), aggregationsOf(type));
    }
    m_rules.push_back(std::move(added));
}

std::vector<ThresholdResult> ThresholdEvaluator::evaluate(
    const MetricAccumulator &metrics, std::chrono::nanoseconds wholeRun) const
{
    std::vector<ThresholdResult> results;
    results.reserve(m_rules.size());
    for (const Rule &rule : m_rules) {
        ThresholdResult result = rule.empty;
        if (rule.expression) {
            const MetricType type = metricInfo(metrics.table().metric(*rule.series)).type;
            result.actual = observed(metrics.total(*rule.series), type, *rule.expression, wholeRun);
            if (result.actual)
                result.state = rule.expression->holds(*result.actual) ? ThresholdResult::State::Pass
                                                                      : ThresholdResult::State::Fail;
        }
        results.push_back(std::move(result));
    }
    return results;
}

bool ThresholdEvaluator::wantsAbort(std::span<const ThresholdResult> results, std::chrono::nanoseconds loadElapsed)
{
    return std::ranges::any_of(results, [loadElapsed](const ThresholdResult &result) {
        const bool isDue = result.delayAbortEval.count() == 0 || result.delayAbortEval < loadElapsed;
        return result.abortOnFail && result.state == ThresholdResult::State::Fail && isDue;
    });
}

} // namespace doorbuster
