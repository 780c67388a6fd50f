// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricsdelta.h"
#include "core/profile/profile.h"

#include <QMap>
#include <QString>

#include <array>
#include <string>
#include <unordered_map>

namespace doorbuster {

/// Makes k6's JSON lines of samples. A request becomes k6's nine Points, in its order, then one of `fs_t_since_planned`
/// for itself and for each request that was due before it and could not be sent (see RequestPlan; k6 knows no such
/// thing), and the bytes sent and received. What was not measured gets no Point; a request without a response keeps
/// only http_reqs and http_req_failed (k6 writes zeros for the times), one that never left this machine or was given up
/// by a stop only http_reqs.
///
/// Tags: the profile's, then the system's, which win. Rendered once per combination and kept. Not thread-safe.
class K6LineFormatter {
public:
    explicit K6LineFormatter(const Profile &profile);

    /// Unix time, ns, of the samples' time 0.
    void setRunStart(qint64 unixNanoseconds) { m_start = unixNanoseconds; }
    /// Appends the sample's lines, each ended by a line feed, a metric's announcement before its first Point.
    void append(const Sample &sample, std::string &out);

private:
    struct Metric {
        std::string announcement; ///< the Metric line; cleared when it was written
        std::string head; ///< a Point up to its time
    };
    using Tags = QMap<QString, QString>;

    void append(const RequestSample &sample, std::string &out);
    void append(const ValueSample &sample, std::string &out);
    void appendPoint(MetricId metric, double value, const std::string &tags, std::string &out);
    const std::string &tagsOf(const RequestSample &sample);
    std::string renderRequestTags(const RequestSample &sample) const;
    std::string renderTags(const Tags &system) const;
    void setTime(std::chrono::nanoseconds at);

    Tags m_runTags;
    std::array<Metric, metricCount> m_metrics;
    std::array<std::string, runGroupCount> m_groupTags;
    std::string m_noTags; ///< of the gauges of virtual users
    std::unordered_map<quint64, std::string> m_requestTags; ///< without error text
    std::unordered_map<QString, std::string> m_errorTags; ///< with one, by everything that is in the tags
    qint64 m_start = 0;
    qint64 m_second = -1; ///< Unix time that m_secondText is of
    std::string m_secondText;
    std::string m_time; ///< of the sample at hand
};

/// A duration as Go prints it, and k6 with it: "1m30s", "500ms", "1h0m0s".
QString goDuration(std::chrono::milliseconds duration);

} // namespace doorbuster
