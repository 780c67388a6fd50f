// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/failuretable.h"
#include "core/metrics/metricsdelta.h"
#include "core/metrics/seriestable.h"

#include <QString>

#include <chrono>
#include <memory>
#include <unordered_map>
#include <vector>

namespace doorbuster {

/// What one worker measures. It belongs to its thread and knows no locks; what crosses to another thread is the value
/// that take() returns. All times `at` are since the run's start and say when the measured thing *ended*.
///
/// A sample goes to the second it ended in. One that comes late goes to its own second while that is open, that is, not
/// taken yet; else to the earliest open second.
class MetricRecorder {
public:
    using Nanoseconds = std::chrono::nanoseconds;
    static constexpr std::size_t maxFailureGroups = 200; ///< by name in one take(); the others are one group

    /// keepSamples: also keep every single sample, for the line outputs.
    explicit MetricRecorder(std::shared_ptr<const SeriesTable> table, bool keepSamples = false);
    Q_DISABLE_COPY_MOVE(MetricRecorder)

    /// Counts a finished request into all its metrics. One without a response (status 0) stays out of all trends; a
    /// part that is absent stays out of that part's trend. A local failure is in `http_reqs` and in the tally's
    /// localFailures, but gives no sample to `http_req_failed`: it says nothing about the shop. So does a request that
    /// a stop of the run gave up. `errorText` may be untrusted.
    void request(const RequestRecord &record, const QString &errorText = {});

    // Of metrics that do not come from requests, by their type.
    void count(MetricId metric, double amount, Nanoseconds at, RunGroup group = RunGroup::Load);
    void time(MetricId metric, Nanoseconds value, Nanoseconds at, RunGroup group = RunGroup::Load);
    void rate(MetricId metric, bool hit, Nanoseconds at, RunGroup group = RunGroup::Load);
    /// The last value wins, also across workers: what is a sum over workers must be recorded by one recorder.
    void gauge(MetricId metric, double value, Nanoseconds at);

    // These feed the outcome table only; the journeys' metrics are count()ed by who runs them.
    void journeyStarted(Nanoseconds at);
    void journeyEnded(Outcome outcome, OutcomeReason reason, Nanoseconds at);

    /// Everything since the last take(). Afterwards the recorder is empty, as new.
    MetricsDelta take();

private:
    struct Match {
        MetricId metric;
        SeriesTable::Index series;
    };

    SecondDelta &secondOf(Nanoseconds at);
    SecondDelta &openSecond(qint64 second);
    const std::vector<Match> &matchesOf(const RequestRecord &record);
    void keep(MetricId metric, RunGroup group, double value, Nanoseconds at);

    std::shared_ptr<const SeriesTable> m_table;
    const bool m_keepSamples;
    MetricsDelta m_delta;
    std::size_t m_current = 0; ///< index of the second that took the last sample
    std::unordered_map<quint64, std::vector<Match>> m_matches; ///< by SeriesTable::matchKey()
    quint64 m_lastKey = 0;
    const std::vector<Match> *m_lastMatches = nullptr;
    FailureTable m_failures{maxFailureGroups};
};

} // namespace doorbuster
