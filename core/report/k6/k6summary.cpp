// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/k6summary.h"

#include "core/files/filesaver.h"
#include "core/profile/thresholdexpression.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Seconds = std::chrono::duration<double>;

std::optional<MetricSelector> selectorOf(const QString &text)
{
    auto parsed = parseSelector(text);
    auto *selector = std::get_if<MetricSelector>(&parsed);
    return selector ? std::optional(*selector) : std::nullopt;
}

/// k6 writes 0 where a trend has no samples.
double orZero(double value)
{
    return std::isfinite(value) ? value : 0;
}

QJsonObject figuresOf(const ResultSeries &series, std::chrono::nanoseconds wholeTime)
{
    const SeriesValue &value = series.value;
    switch (metricInfo(series.metric).type) {
    case MetricType::Counter: {
        const double seconds = Seconds(wholeTime).count();
        return {{u"count"_s, value.count}, {u"rate"_s, seconds > 0 ? value.count / seconds : 0}};
    }
    case MetricType::Gauge:
        return {{u"value"_s, value.count}, {u"min"_s, value.min}, {u"max"_s, value.max}};
    case MetricType::Rate: {
        const auto samples = double(value.samples);
        return {{u"passes"_s, value.count}, {u"fails"_s, samples - value.count},
            {u"value"_s, samples > 0 ? value.count / samples : 0}};
    }
    case MetricType::Trend:
        break;
    }
    const auto percentile = [&](double p) { return orZero(value.trend.percentile(p) / 1e6); };
    return {{u"avg"_s, orZero(value.trend.mean() / 1e6)}, {u"min"_s, double(value.trend.min().count()) / 1e6},
        {u"med"_s, percentile(50)}, {u"max"_s, double(value.trend.max().count()) / 1e6}, {u"p(90)"_s, percentile(90)},
        {u"p(95)"_s, percentile(95)}};
}

/// Whether each threshold of this series failed.
QJsonObject thresholdsOf(const ResultSeries &series, const std::vector<ThresholdResult> &thresholds)
{
    QJsonObject failed;
    const auto selector = selectorOf(series.label);
    for (const ThresholdResult &threshold : thresholds) {
        if (selector && selectorOf(threshold.metric) == selector) {
            failed.insert(threshold.expression, threshold.state == ThresholdResult::State::Fail);
        }
    }
    return failed;
}

} // namespace

QByteArray k6SummaryExport(const RunResult &result)
{
    QJsonObject metrics;
    for (const ResultSeries &series : result.series) {
        const QJsonObject thresholds = thresholdsOf(series, result.thresholds);
        if (series.value.samples == 0 && thresholds.isEmpty()) {
            continue;
        }
        QJsonObject figures = figuresOf(series, result.wholeTime());
        if (!thresholds.isEmpty()) {
            figures.insert(u"thresholds"_s, thresholds);
        }
        metrics.insert(series.label, figures);
    }
    const QJsonObject rootGroup{
        {u"name"_s, u""_s},
        {u"path"_s, u""_s},
        {u"id"_s, u"d41d8cd98f00b204e9800998ecf8427e"_s}, // MD5 of the empty path
        {u"groups"_s, QJsonObject()},
        {u"checks"_s, QJsonObject()},
    };
    QJsonObject summary{{u"root_group"_s, rootGroup}, {u"metrics"_s, metrics}};
    // No key of k6's, and only there when it matters.
    if (result.health.generatorBound())
        summary.insert(u"doorbuster"_s, QJsonObject{{u"generatorBound"_s, true}});
    return QJsonDocument(summary).toJson();
}

SaveStatus writeK6Summary(const RunResult &result, const QString &file)
{
    const QByteArray text = k6SummaryExport(result);
    return saveFile(file, std::string_view(text.constData(), std::size_t(text.size())));
}

} // namespace doorbuster
