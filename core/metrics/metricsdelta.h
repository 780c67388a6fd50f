// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/histogram.h"
#include "core/metrics/metric.h"
#include "core/metrics/outcome.h"
#include "core/metrics/requestrecord.h"

#include <QString>

#include <array>
#include <chrono>
#include <map>
#include <variant>
#include <vector>

namespace doorbuster {

/// Accumulated values of one series; which members mean something depends on the metric's type.
struct SeriesValue {
    double count = 0; ///< counter: the sum; rate: number of true samples; gauge: the last value
    quint64 samples = 0; ///< number of samples, for every type: 0 is "no data"
    double min = 0; ///< gauge: smallest value seen
    double max = 0; ///< gauge: largest value seen
    std::chrono::nanoseconds at{0}; ///< gauge: when the last value was seen, since the run's start
    Histogram trend; ///< trend: the values in nanoseconds; empty for other types

    /// Both must be of a series of this type. Symmetric: of two gauges the later value stays, of two at one instant the
    /// larger.
    void merge(const SeriesValue &other, MetricType type);
};

/// Requests of one name in one group, counted apart from the series so that the two can be held against each other.
struct RequestTally {
    quint64 requests = 0;
    quint64 failed = 0; ///< as http_req_failed counts: not expected, and no local failure
    quint64 withoutResponse = 0;
    quint64 unusable = 0; ///< of failed: answers that are no refusal, but of no use (RequestRecord::unusable)
    quint64 localFailures = 0; ///< of withoutResponse: the generator's own fault
    std::map<quint16, quint64> byStatus; ///< status 0 = without response
    std::map<quint16, quint64> undocumented; ///< of byStatus: those that the shop's interface does not know

    void merge(const RequestTally &other);
};

/// Failures alike, for the failures table. The text may come from the shop: untrusted, at most 200 characters.
struct FailureGroup {
    RequestName name = RequestName::SaleStatus;
    RunGroup group = RunGroup::Load;
    quint16 status = 0;
    quint16 errorCode = 0;
    QString message;
    quint64 count = 0;
    std::chrono::nanoseconds first{0};
    std::chrono::nanoseconds last{0};
    /// This is all groups beyond the limit together: name, group, status and errorCode mean nothing, message is a
    /// label.
    bool further = false;

    void merge(const FailureGroup &same); ///< adds the counts of the same group
};

/// What one worker measured that ended within one second of the run.
struct SecondDelta {
    qint64 second = 0; ///< since the run's start
    std::vector<SeriesValue> series; ///< by index into the SeriesTable
    std::array<std::array<RequestTally, requestNameCount>, runGroupCount> requests;
    std::array<Histogram, requestNameCount> loadDurations; ///< per request name, group Load, with a response
    std::array<std::array<quint64, outcomeReasonCount>, outcomeCount> outcomes{};
    quint64 journeysStarted = 0;
};

/// One sample as the line outputs (k6's JSON lines, CSV) want it. A request is one sample that becomes nine lines.
struct ValueSample {
    MetricId metric;
    RunGroup group;
    double value; ///< in the metric's own unit: ms for times
    std::chrono::nanoseconds at;
};
struct RequestSample {
    RequestRecord record;
    QString errorText; ///< empty without an error
};
using Sample = std::variant<ValueSample, RequestSample>;

/// Everything that a worker hands over on a tick. A value: nothing in it is shared with the worker any more.
struct MetricsDelta {
    std::vector<SecondDelta> seconds; ///< ascending
    std::vector<FailureGroup> failures; ///< counts since the last tick
    std::vector<Sample> samples; ///< only where a line output asked for them
};

} // namespace doorbuster
