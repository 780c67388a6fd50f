// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metricrecorder.h"

#include "core/text/displaytext.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

RequestRecord::Duration trendPart(MetricId metric, const RequestRecord &record)
{
    switch (metric) {
    case MetricId::HttpReqDuration:
        return record.duration;
    case MetricId::HttpReqBlocked:
        return record.blocked;
    case MetricId::HttpReqConnecting:
        return record.connecting;
    case MetricId::HttpReqTlsHandshaking:
        return record.tlsHandshaking;
    case MetricId::HttpReqSending:
        return record.sending;
    case MetricId::HttpReqWaiting:
        return record.waiting;
    case MetricId::HttpReqReceiving:
        return record.receiving;
    default:
        return RequestRecord::absent;
    }
}

void addTo(SeriesValue &series, double amount)
{
    series.count += amount;
    ++series.samples;
}

} // namespace

MetricRecorder::MetricRecorder(std::shared_ptr<const SeriesTable> table, bool keepSamples)
    : m_table(std::move(table))
    , m_keepSamples(keepSamples)
{
}

void MetricRecorder::request(const RequestRecord &record, const QString &errorText)
{
    SecondDelta &second = secondOf(record.ended);
    const bool judged = !record.localFailure && !record.aborted; // else it says nothing about the shop
    const bool failed = judged && !record.expected;

    RequestTally &tally = second.requests[std::size_t(record.group)][std::size_t(record.name)];
    ++tally.requests;
    ++tally.byStatus[record.status];
    if (record.undocumented)
        ++tally.undocumented[record.status];
    tally.failed += failed ? 1 : 0;
    tally.withoutResponse += record.hasResponse() ? 0 : 1;
    tally.unusable += record.unusable ? 1 : 0;
    tally.localFailures += record.localFailure ? 1 : 0;
    if (record.group == RunGroup::Load && record.hasResponse() && record.duration.count() >= 0)
        second.loadDurations[std::size_t(record.name)].record(record.duration);

    for (const Match &match : matchesOf(record)) {
        SeriesValue &series = second.series[match.series];
        switch (match.metric) {
        case MetricId::HttpReqs:
            addTo(series, 1);
            break;
        case MetricId::HttpReqFailed:
            if (judged)
                addTo(series, failed ? 1 : 0);
            break;
        case MetricId::DataSent:
            addTo(series, double(record.bytesSent));
            break;
        case MetricId::DataReceived:
            addTo(series, double(record.bytesReceived));
            break;
        case MetricId::FsFromIntendedStart:
            record.forEachFromIntendedStart([&series](RequestRecord::Duration time, quint64 count) {
                series.trend.record(time, count);
                series.samples += count;
            });
            break;
        default:
            if (const auto part = trendPart(match.metric, record); record.hasResponse() && part.count() >= 0) {
                series.trend.record(part);
                ++series.samples;
            }
        }
    }

    if (record.rateLimited)
        count(MetricId::FsRateLimited, 1, record.ended, record.group);

    const bool isFailure = failed || record.localFailure;
    const QString text = isFailure || m_keepSamples ? displayLine(errorText) : QString();
    if (isFailure) {
        FailureGroup group;
        group.name = record.name;
        group.group = record.group;
        group.status = record.status;
        group.errorCode = record.errorCode;
        group.message = text;
        group.count = 1;
        group.first = group.last = record.ended;
        m_failures.add(group);
    }
    if (m_keepSamples)
        m_delta.samples.emplace_back(RequestSample{record, text});
}

void MetricRecorder::count(MetricId metric, double amount, Nanoseconds at, RunGroup group)
{
    Q_ASSERT(metricInfo(metric).type == MetricType::Counter);
    SecondDelta &second = secondOf(at);
    for (const SeriesTable::Index index : m_table->matching(metric, group))
        addTo(second.series[index], amount);
    keep(metric, group, amount, at);
}

void MetricRecorder::time(MetricId metric, Nanoseconds value, Nanoseconds at, RunGroup group)
{
    Q_ASSERT(metricInfo(metric).type == MetricType::Trend);
    SecondDelta &second = secondOf(at);
    for (const SeriesTable::Index index : m_table->matching(metric, group)) {
        second.series[index].trend.record(value);
        ++second.series[index].samples;
    }
    keep(metric, group, Milliseconds(value).count(), at);
}

void MetricRecorder::rate(MetricId metric, bool hit, Nanoseconds at, RunGroup group)
{
    Q_ASSERT(metricInfo(metric).type == MetricType::Rate);
    SecondDelta &second = secondOf(at);
    for (const SeriesTable::Index index : m_table->matching(metric, group))
        addTo(second.series[index], hit ? 1 : 0);
    keep(metric, group, hit ? 1 : 0, at);
}

void MetricRecorder::gauge(MetricId metric, double value, Nanoseconds at)
{
    Q_ASSERT(metricInfo(metric).type == MetricType::Gauge);
    SeriesValue sample;
    sample.count = sample.min = sample.max = value;
    sample.samples = 1;
    sample.at = at;
    SecondDelta &second = secondOf(at);
    for (const SeriesTable::Index index : m_table->matching(metric, RunGroup::Load))
        second.series[index].merge(sample, MetricType::Gauge);
    keep(metric, RunGroup::Load, value, at);
}

void MetricRecorder::journeyStarted(Nanoseconds at)
{
    ++secondOf(at).journeysStarted;
}

void MetricRecorder::journeyEnded(Outcome outcome, OutcomeReason reason, Nanoseconds at)
{
    ++secondOf(at).outcomes[std::size_t(outcome)][std::size_t(reason)];
}

MetricsDelta MetricRecorder::take()
{
    m_delta.failures = m_failures.take();
    const std::size_t expectedSamples = m_delta.samples.size();
    MetricsDelta result = std::exchange(m_delta, {});
    m_delta.samples.reserve(expectedSamples);
    return result;
}

SecondDelta &MetricRecorder::secondOf(Nanoseconds at)
{
    const qint64 second = std::max<qint64>(0, at / std::chrono::seconds(1));
    if (m_current < m_delta.seconds.size() && m_delta.seconds[m_current].second == second)
        return m_delta.seconds[m_current];
    return openSecond(second);
}

SecondDelta &MetricRecorder::openSecond(qint64 second)
{
    std::vector<SecondDelta> &open = m_delta.seconds;
    auto place = std::ranges::lower_bound(open, second, {}, &SecondDelta::second);
    const bool isBeforeAll = place == open.begin() && !open.empty();
    if (!isBeforeAll && (place == open.end() || place->second != second)) {
        SecondDelta fresh;
        fresh.second = second;
        fresh.series.resize(m_table->size());
        place = open.insert(place, std::move(fresh));
    }
    m_current = std::size_t(place - open.begin());
    return *place;
}

const std::vector<MetricRecorder::Match> &MetricRecorder::matchesOf(const RequestRecord &record)
{
    const quint64 key = SeriesTable::matchKey(record);
    if (m_lastMatches && key == m_lastKey)
        return *m_lastMatches;
    auto known = m_matches.find(key);
    if (known == m_matches.end()) {
        std::vector<Match> matches;
        for (const SeriesTable::Index index : m_table->matching(record))
            matches.push_back({m_table->metric(index), index});
        known = m_matches.emplace(key, std::move(matches)).first;
    }
    m_lastKey = key;
    m_lastMatches = &known->second;
    return known->second;
}

void MetricRecorder::keep(MetricId metric, RunGroup group, double value, Nanoseconds at)
{
    if (m_keepSamples)
        m_delta.samples.emplace_back(ValueSample{metric, group, value, at});
}

} // namespace doorbuster
