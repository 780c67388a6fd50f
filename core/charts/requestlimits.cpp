// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/requestlimits.h"

#include "core/profile/thresholdexpression.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

const QStringList requestTags{
    u"group"_s, u"method"_s, u"status"_s, u"proto"_s, u"expected_response"_s, u"error_code"_s};

/// What a rule's series and the shown requests must have in common.
struct RequestFilter {
    std::optional<RequestName> name;
    bool isOther = false; ///< it picks requests by something else than their name
};

RequestFilter filterOf(const MetricSelector &selector, const Profile &profile)
{
    RequestFilter filter;
    for (auto tag = selector.tags.begin(); tag != selector.tags.end(); ++tag) {
        if (tag.key() == u"name" || tag.key() == u"url") {
            const auto name = requestNameFromString(tag.value());
            filter.isOther |= !name || filter.name.value_or(*name) != *name;
            filter.name = name;
        } else if (tag.key() == u"scenario") {
            filter.isOther |= tag.value() != u"default";
        } else {
            // Tags of the run are on all of its requests, unless requests have one of the same name.
            const bool isRunTag = !requestTags.contains(tag.key()) && profile.tags.contains(tag.key());
            filter.isOther |= !isRunTag || profile.tags.value(tag.key()) != tag.value();
        }
    }
    return filter;
}

bool isBound(ThresholdExpression::Operator op)
{
    using Operator = ThresholdExpression::Operator;
    return op == Operator::Less || op == Operator::LessEqual || op == Operator::Greater || op == Operator::GreaterEqual;
}

} // namespace

std::vector<ChartLimit> requestLimits(const Profile &profile, std::optional<RequestName> request)
{
    std::vector<ChartLimit> limits;
    for (const MetricThresholds &thresholds : profile.thresholds) {
        const auto parsed = parseSelector(thresholds.metric);
        const auto *selector = std::get_if<MetricSelector>(&parsed);
        if (!selector || selector->metric != u"http_req_duration") {
            continue;
        }
        const RequestFilter filter = filterOf(*selector, profile);
        if (filter.isOther || filter.name != request) {
            continue;
        }
        for (const ThresholdRule &rule : thresholds.rules) {
            const auto read = parseThreshold(rule.expression);
            const auto *expression = std::get_if<ThresholdExpression>(&read);
            const bool isPercentile = expression
                && (expression->aggregation == ThresholdExpression::Aggregation::Percentile
                    || expression->aggregation == ThresholdExpression::Aggregation::Med);
            if (isPercentile && isBound(expression->op)) {
                limits.push_back({expression->bound, rule.expression.simplified()});
            }
        }
    }
    return limits;
}

} // namespace doorbuster
