// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QString>
#include <QStringView>

#include <functional>
#include <optional>
#include <variant>

namespace doorbuster {

/// The four kinds of metric, as in k6.
enum class MetricType { Counter, Gauge, Rate, Trend };

/// `counter`, `gauge`, `rate`, `trend`.
QString metricTypeName(MetricType type);

/// Tells a metric's type by its name without selector; nullopt = there is no such metric. It keeps this module free of
/// the metrics module: whoever knows the metrics passes one in.
using MetricTypeLookup = std::function<std::optional<MetricType>(QStringView name)>;

/// Why a text is no threshold or no metric name: `position` counts UTF-16 units from 0 to where it goes wrong.
struct ThresholdError {
    qsizetype position = 0;
    QString message;

    bool operator==(const ThresholdError &) const = default;
};

/// `aggregation operator number` in k6's grammar, one comparison.
struct ThresholdExpression {
    enum class Aggregation { Count, Rate, Value, Avg, Min, Max, Med, Percentile };
    /// In the order in which they are tried. StrictEqual (`===`) and Equal (`==`) mean the same.
    enum class Operator { LessEqual, Less, GreaterEqual, Greater, StrictEqual, Equal, NotEqual };

    Aggregation aggregation = Aggregation::Count;
    double percentile = 0; ///< 0…100; only with Aggregation::Percentile
    Operator op = Operator::LessEqual;
    double bound = 0;

    /// Whether `observed` meets the bound. Not-a-number never does. "No data" is the caller's to tell.
    bool holds(double observed) const;
    /// `p(95)`, `avg`, `rate`, … as k6 spells it.
    QString aggregationText() const;
    /// `<=`, `<`, …
    QString operatorText() const;

    bool operator==(const ThresholdExpression &) const = default;
};

/// Reads `p(95)<2000`. Spaces around the parts do not count. `p(N)` takes 0 ≤ N ≤ 100; numbers are decimal with
/// optional sign and exponent, finite.
std::variant<ThresholdExpression, ThresholdError> parseThreshold(QStringView text);

/// Whether a metric of this type has this aggregation: counter count, rate; gauge value; rate rate; trend the others.
bool aggregationFits(MetricType type, ThresholdExpression::Aggregation aggregation);

/// The aggregations of a type as a person writes them: `avg, min, max, med, p(N)`.
QString aggregationsOf(MetricType type);

/// A metric, or the part of it whose samples carry all of `tags`.
struct MetricSelector {
    QString metric;
    QMap<QString, QString> tags;

    bool operator==(const MetricSelector &) const = default;
};

/// Reads `http_reqs` or `http_reqs{group:::setup,name:buy}`. Spaces and quotes around names and values are dropped; a
/// value may hold colons.
std::variant<MetricSelector, ThresholdError> parseSelector(QStringView text);

} // namespace doorbuster
