// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/thresholdexpression.h"

namespace doorbuster::test {

/// A handful of metrics, one of each type, in place of the program's own table.
inline std::optional<MetricType> fewMetrics(QStringView name)
{
    if (name == u"http_reqs")
        return MetricType::Counter;
    if (name == u"vus")
        return MetricType::Gauge;
    if (name == u"http_req_failed" || name == u"checks")
        return MetricType::Rate;
    if (name == u"http_req_duration")
        return MetricType::Trend;
    return std::nullopt;
}

} // namespace doorbuster::test
