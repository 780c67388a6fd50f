// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/thresholdexpression.h"

#include "core/text/duration.h"
#include "core/text/numbertext.h"

#include <array>
#include <chrono>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Aggregation = ThresholdExpression::Aggregation;
using Operator = ThresholdExpression::Operator;

struct OperatorName {
    QStringView text;
    Operator op;
};

// The order matters: `<=` would otherwise be read as `<`.
constexpr std::array<OperatorName, 7> kOperators{{
    {u"<=", Operator::LessEqual},
    {u"<", Operator::Less},
    {u">=", Operator::GreaterEqual},
    {u">", Operator::Greater},
    {u"===", Operator::StrictEqual},
    {u"==", Operator::Equal},
    {u"!=", Operator::NotEqual},
}};

struct AggregationName {
    QStringView text;
    Aggregation aggregation;
};

constexpr std::array<AggregationName, 7> kAggregations{{
    {u"count", Aggregation::Count},
    {u"rate", Aggregation::Rate},
    {u"value", Aggregation::Value},
    {u"avg", Aggregation::Avg},
    {u"min", Aggregation::Min},
    {u"max", Aggregation::Max},
    {u"med", Aggregation::Med},
}};

/// A part of a text and where in the text it stands.
struct Token {
    qsizetype position = 0;
    QStringView text;
};

Token trimmedToken(QStringView text, qsizetype position)
{
    while (!text.isEmpty() && text.front().isSpace()) {
        text = text.sliced(1);
        ++position;
    }
    return {position, text.trimmed()};
}

Token unquotedToken(const Token &token)
{
    const auto isQuote = [](QChar c) { return c == u'"' || c == u'\''; };
    Token bare = token;
    while (!bare.text.isEmpty() && isQuote(bare.text.front())) {
        bare.text = bare.text.sliced(1);
        ++bare.position;
    }
    while (!bare.text.isEmpty() && isQuote(bare.text.back()))
        bare.text.chop(1);
    return bare;
}

std::optional<ThresholdError> readAggregation(const Token &token, ThresholdExpression &expression)
{
    if (token.text.isEmpty())
        return ThresholdError{token.position, u"an aggregation such as p(95) or rate is missing before the operator"_s};
    for (const AggregationName &name : kAggregations) {
        if (name.text == token.text) {
            expression.aggregation = name.aggregation;
            return std::nullopt;
        }
    }
    if (!token.text.startsWith("p("_L1) || !token.text.endsWith(u')'))
        return ThresholdError{token.position,
            u"“%1” is no aggregation: use count, rate, value, avg, min, max, med or p(N)"_s.arg(token.text)};
    const QStringView inner = token.text.sliced(2).chopped(1);
    const auto percentile = numberFromText(inner);
    if (!percentile)
        return ThresholdError{
            token.position + 2, u"“%1” is no percentile: p(N) takes a number from 0 to 100"_s.arg(inner)};
    if (*percentile < 0 || *percentile > 100)
        return ThresholdError{token.position + 2, u"percentiles go from 0 to 100, not %1"_s.arg(inner)};
    expression.aggregation = Aggregation::Percentile;
    expression.percentile = *percentile;
    return std::nullopt;
}

/// How a bound with a unit is written without one; empty where it has none.
QString withoutUnit(QStringView text)
{
    if (const auto share = text.endsWith(u'%') ? numberFromText(text.chopped(1).trimmed()) : std::nullopt)
        return u": a rate is a share from 0 to 1, write %1"_s.arg(numberToText(*share / 100));
    QString compact = text.toString();
    if (const auto time = parseDuration(compact.remove(u' ')))
        return u": times are in milliseconds, write %1"_s.arg(
            numberToText(std::chrono::duration<double, std::milli>(*time).count()));
    return {};
}

std::optional<ThresholdError> readBound(const Token &token, ThresholdExpression &expression)
{
    if (token.text.isEmpty())
        return ThresholdError{token.position, u"a number is missing after %1"_s.arg(expression.operatorText())};
    if (token.text.contains("&&"_L1) || token.text.contains("||"_L1))
        return ThresholdError{token.position, u"one comparison an expression: write a second threshold instead"_s};
    const auto bound = numberFromText(token.text);
    if (!bound)
        return ThresholdError{token.position, u"“%1” is not a number"_s.arg(token.text) + withoutUnit(token.text)};
    expression.bound = *bound;
    return std::nullopt;
}

} // namespace

QString metricTypeName(MetricType type)
{
    switch (type) {
    case MetricType::Counter:
        return u"counter"_s;
    case MetricType::Gauge:
        return u"gauge"_s;
    case MetricType::Rate:
        return u"rate"_s;
    case MetricType::Trend:
        return u"trend"_s;
    }
    Q_UNREACHABLE();
}

bool ThresholdExpression::holds(double observed) const
{
    if (std::isnan(observed))
        return false;
    switch (op) {
    case Operator::LessEqual:
        return observed <= bound;
    case Operator::Less:
        return observed < bound;
    case Operator::GreaterEqual:
        return observed >= bound;
    case Operator::Greater:
        return observed > bound;
    case Operator::StrictEqual:
    case Operator::Equal:
        return observed == bound;
    case Operator::NotEqual:
        return observed != bound;
    }
    Q_UNREACHABLE();
}

QString ThresholdExpression::aggregationText() const
{
    for (const AggregationName &name : kAggregations) {
        if (name.aggregation == aggregation)
            return name.text.toString();
    }
    return u"p(%1)"_s.arg(numberToText(percentile));
}

QString ThresholdExpression::operatorText() const
{
    for (const OperatorName &name : kOperators) {
        if (name.op == op)
            return name.text.toString();
    }
    Q_UNREACHABLE();
}

std::variant<ThresholdExpression, ThresholdError> parseThreshold(QStringView text)
{
    if (text.trimmed().isEmpty())
        return ThresholdError{0, u"the expression is empty: write one like p(95)<2000"_s};
    for (const OperatorName &name : kOperators) {
        const qsizetype at = text.indexOf(name.text);
        if (at < 0)
            continue;
        ThresholdExpression expression;
        expression.op = name.op;
        if (auto error = readAggregation(trimmedToken(text.first(at), 0), expression))
            return *error;
        const qsizetype after = at + name.text.size();
        if (auto error = readBound(trimmedToken(text.sliced(after), after), expression))
            return *error;
        return expression;
    }
    return ThresholdError{text.size(), u"no operator in “%1”: use one of <= < >= > === == !="_s.arg(text.trimmed())};
}

bool aggregationFits(MetricType type, Aggregation aggregation)
{
    switch (aggregation) {
    case Aggregation::Count:
        return type == MetricType::Counter;
    case Aggregation::Rate:
        return type == MetricType::Counter || type == MetricType::Rate;
    case Aggregation::Value:
        return type == MetricType::Gauge;
    case Aggregation::Avg:
    case Aggregation::Min:
    case Aggregation::Max:
    case Aggregation::Med:
    case Aggregation::Percentile:
        return type == MetricType::Trend;
    }
    Q_UNREACHABLE();
}

QString aggregationsOf(MetricType type)
{
    switch (type) {
    case MetricType::Counter:
        return u"count, rate"_s;
    case MetricType::Gauge:
        return u"value"_s;
    case MetricType::Rate:
        return u"rate"_s;
    case MetricType::Trend:
        return u"avg, min, max, med, p(N)"_s;
    }
    Q_UNREACHABLE();
}

std::variant<MetricSelector, ThresholdError> parseSelector(QStringView text)
{
    const qsizetype open = text.indexOf(u'{');
    const qsizetype close = text.lastIndexOf(u'}');
    const Token name = trimmedToken(open < 0 ? text : text.first(open), 0);
    if (open < 0 && close >= 0)
        return ThresholdError{close, u"a } without a { before it"_s};
    if (name.text.isEmpty())
        return ThresholdError{name.position, u"the name of a metric is missing"_s};
    MetricSelector selector;
    selector.metric = name.text.toString();
    if (open < 0)
        return selector;
    if (close < open)
        return ThresholdError{open, u"the { is never closed"_s};
    if (!text.sliced(close + 1).trimmed().isEmpty())
        return ThresholdError{close + 1, u"nothing may follow the }"_s};

    qsizetype position = open + 1;
    const QStringView inner = text.sliced(open + 1, close - open - 1);
    for (const QStringView part : inner.split(u',')) {
        const qsizetype colon = part.indexOf(u':');
        if (colon < 0)
            return ThresholdError{position, u"“%1” is no tag: write name:value"_s.arg(part.trimmed())};
        const Token key = unquotedToken(trimmedToken(part.first(colon), position));
        const Token value = unquotedToken(trimmedToken(part.sliced(colon + 1), position + colon + 1));
        if (key.text.isEmpty())
            return ThresholdError{key.position, u"the name of a tag is missing"_s};
        if (value.text.isEmpty())
            return ThresholdError{value.position, u"the tag “%1” has no value"_s.arg(key.text)};
        if (selector.tags.contains(key.text.toString()))
            return ThresholdError{key.position, u"the tag “%1” is named twice"_s.arg(key.text)};
        selector.tags.insert(key.text.toString(), value.text.toString());
        position += part.size() + 1;
    }
    return selector;
}

} // namespace doorbuster
