// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metric.h"
#include "core/metrics/requestrecord.h"
#include "core/profile/profile.h"

#include <QMap>
#include <QString>

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace doorbuster {

/// The series that a run counts: a metric each, or the part of one whose samples carry all tags of a selector. It holds
/// all metrics (at the index of their MetricId), `http_reqs`, `http_req_failed`, `http_req_duration` and
/// `fs_t_since_planned` for every request name, `http_req_duration{expected_response:true}`, `http_reqs` of the groups
/// setup, monitor and teardown, and every further selector of the profile's thresholds. Immutable, so all threads may
/// read it.
///
/// A series that names no `group` counts the load only (group ""); k6 would mix setup and teardown in.
/// Tags of a request: name, url (the same as name), method, status, proto, expected_response, error_code, and of every
/// sample: group, scenario ("default") and the run's own tags. A selector with any other tag matches nothing.
class SeriesTable {
public:
    using Index = quint16;
    using Tags = QMap<QString, QString>;

    explicit SeriesTable(const Profile &profile);
    /// Selectors that do not parse, or whose metric is unknown, get no series: find() does not know them. Loading a
    /// profile has refused them before.
    SeriesTable(const QList<MetricThresholds> &thresholds, const Tags &runTags);

    std::size_t size() const { return m_series.size(); }
    /// The series of `http_req_duration` or `http_req_duration{name:buy}`, however it is spaced, quoted and ordered.
    std::optional<Index> find(QStringView text) const;
    static constexpr Index indexOf(MetricId metric) { return Index(metric); }
    Index requestSeries(RequestName name) const { return m_byName[std::size_t(name)].requests; }
    Index failedSeries(RequestName name) const { return m_byName[std::size_t(name)].failed; }
    Index durationSeries(RequestName name) const { return m_byName[std::size_t(name)].duration; }
    Index fromIntendedStartSeries(RequestName name) const { return m_byName[std::size_t(name)].fromIntendedStart; }

    QString label(Index index) const { return m_series[index].label; } ///< as k6 writes it, tags sorted
    MetricId metric(Index index) const { return m_series[index].metric; }
    const Tags &tags(Index index) const { return m_series[index].tags; } ///< of the selector; empty for a whole metric

    /// All series that a request counts into, in no particular order; each takes its own part of the request. Depends
    /// on nothing but matchKey(record). Not fast: MetricRecorder keeps the answers.
    std::vector<Index> matching(const RequestRecord &record) const;
    static quint64 matchKey(const RequestRecord &record);
    /// All series that a sample of this metric counts into; not for metrics of requests.
    std::span<const Index> matching(MetricId metric, RunGroup group) const;

private:
    struct Series {
        MetricId metric;
        Tags tags;
        QString label;
    };
    struct RequestSeries {
        Index requests = 0;
        Index failed = 0;
        Index duration = 0;
        Index fromIntendedStart = 0;
    };

    Index add(MetricId metric, const Tags &tags);
    bool matchesRequest(const Series &series, const RequestRecord &record) const;
    bool matchesValue(const Series &series, RunGroup group) const;
    bool matchesRunTag(const QString &tag, const QString &value) const;

    std::vector<Series> m_series;
    Tags m_runTags;
    std::array<RequestSeries, requestNameCount> m_byName;
    std::array<std::array<std::vector<Index>, runGroupCount>, metricCount> m_valueMatches;
};

/// Whether the metric's samples come from requests (`http_*`, `data_*`, `fs_t_since_planned`):
/// MetricRecorder::request() is their only source.
bool isRequestMetric(MetricId metric);

} // namespace doorbuster
