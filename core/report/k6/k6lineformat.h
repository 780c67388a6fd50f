// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/report/k6/samplelineformat.h"

#include <QString>

#include <array>
#include <chrono>
#include <string>

namespace doorbuster {

/// `--out json=FILE`: k6's JSON lines, a Metric line before a metric's first Point.
class K6LineFormatter final : public SampleLineFormat {
public:
    /// Takes thresholds (for the Metric lines) and tags from the profile.
    explicit K6LineFormatter(const Profile &profile);

private:
    struct Metric {
        std::string announcement; ///< the Metric line; cleared when it was written
        std::string head; ///< a Point up to its time
    };

    std::string renderTags(const Tags &tags) const override;
    void setTime(qint64 unixNanoseconds) override;
    void appendPoint(MetricId metric, double value, const std::string &tags, std::string &out) override;

    std::array<Metric, metricCount> m_metrics;
    qint64 m_second = -1; ///< Unix time that m_secondText is of
    std::string m_secondText;
    std::string m_time; ///< of the sample at hand
};

/// A duration as Go prints it, and k6 with it: "1m30s", "500ms", "1h0m0s".
QString goDuration(std::chrono::milliseconds duration);

} // namespace doorbuster
