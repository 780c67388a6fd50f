// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metricsdelta.h"

#include <algorithm>

namespace doorbuster {

void SeriesValue::merge(const SeriesValue &other, MetricType type)
{
    if (other.samples == 0)
        return;
    switch (type) {
    case MetricType::Counter:
    case MetricType::Rate:
        count += other.count;
        break;
    case MetricType::Trend:
        trend.merge(other.trend);
        break;
    case MetricType::Gauge:
        if (samples == 0) {
            *this = other;
            return;
        }
        if (other.at > at || (other.at == at && other.count > count)) {
            count = other.count;
            at = other.at;
        }
        min = std::min(min, other.min);
        max = std::max(max, other.max);
        break;
    }
    samples += other.samples;
}

void RequestTally::merge(const RequestTally &other)
{
    requests += other.requests;
    failed += other.failed;
    withoutResponse += other.withoutResponse;
    unusable += other.unusable;
    localFailures += other.localFailures;
    for (const auto &[status, n] : other.byStatus)
        byStatus[status] += n;
    for (const auto &[status, n] : other.undocumented)
        undocumented[status] += n;
}

void FailureGroup::merge(const FailureGroup &same)
{
    if (same.count == 0)
        return;
    first = count == 0 ? same.first : std::min(first, same.first);
    last = count == 0 ? same.last : std::max(last, same.last);
    count += same.count;
}

} // namespace doorbuster
