// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricsdelta.h"

#include <QMap>
#include <QString>

#include <array>
#include <string>
#include <unordered_map>

namespace doorbuster {

/// Makes lines of text of samples, one for each of k6's points. What a sample comes to is decided here, for all
/// formats; how a point looks is left to them. Not thread-safe.
///
/// A request becomes k6's nine points, in its order, then one of `fs_t_since_planned` for itself and for each request
/// that was due before it and could not be sent (see IntendedStart; k6 knows no such thing; of very many, 256 evenly
/// chosen ones), and the bytes sent and received. What was not measured gets no point; a request without a response
/// keeps only http_reqs and http_req_failed (k6 writes zeros for the times), one that never left this machine or was
/// given up by a stop only http_reqs.
///
/// Tags: the profile's, then the system's, which win. Rendered once per combination and kept.
class SampleLineFormat {
public:
    virtual ~SampleLineFormat() = default;
    Q_DISABLE_COPY_MOVE(SampleLineFormat)

    /// Unix time, ns, of the samples' time 0.
    void setRunStart(qint64 unixNanoseconds) { m_start = unixNanoseconds; }
    /// What the file begins with, line feed included; usually nothing.
    virtual std::string header() const { return {}; }
    /// Appends the sample's lines, each ended by a line feed.
    void append(const Sample &sample, std::string &out);

protected:
    using Tags = QMap<QString, QString>;

    explicit SampleLineFormat(Tags runTags)
        : m_runTags(std::move(runTags))
    {
    }

    /// The tags as the format writes them into each of their points.
    virtual std::string renderTags(const Tags &tags) const = 0;
    /// The points from here on are of this instant, Unix time in ns.
    virtual void setTime(qint64 unixNanoseconds) = 0;
    virtual void appendPoint(MetricId metric, double value, const std::string &tags, std::string &out) = 0;

private:
    void append(const RequestSample &sample, std::string &out);
    void append(const ValueSample &sample, std::string &out);
    const std::string &tagsOf(RunGroup group);
    const std::string &tagsOf(const RequestSample &sample);
    std::string render(const Tags &system) const;

    Tags m_runTags;
    std::array<std::string, runGroupCount> m_groupTags;
    std::string m_noTags; ///< of the gauges of virtual users
    std::unordered_map<quint64, std::string> m_requestTags; ///< without error text
    std::unordered_map<QString, std::string> m_errorTags; ///< with one, by everything that is in the tags
    qint64 m_start = 0;
};

} // namespace doorbuster
