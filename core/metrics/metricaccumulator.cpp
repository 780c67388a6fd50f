// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metricaccumulator.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace doorbuster {

namespace {

float milliseconds(double nanoseconds)
{
    return float(nanoseconds / 1e6); // NaN stays NaN
}

void setPercentiles(SecondRow::Requests &row, const Histogram &durations, const Histogram &fromIntendedStart)
{
    row.p50 = milliseconds(durations.percentile(50));
    row.p95 = milliseconds(durations.percentile(95));
    row.p99 = milliseconds(durations.percentile(99));
    row.intendedP50 = milliseconds(fromIntendedStart.percentile(50));
    row.intendedP95 = milliseconds(fromIntendedStart.percentile(95));
    row.intendedP99 = milliseconds(fromIntendedStart.percentile(99));
}

} // namespace

MetricAccumulator::MetricAccumulator(std::shared_ptr<const SeriesTable> table)
    : m_table(std::move(table))
    , m_totals(m_table->size())
{
}

void MetricAccumulator::add(const MetricsDelta &delta)
{
    for (const SecondDelta &second : delta.seconds)
        addSecond(second);
    for (const FailureGroup &group : delta.failures)
        m_failures.add(group);
}

void MetricAccumulator::addSecond(const SecondDelta &delta)
{
    Q_ASSERT(delta.series.size() == m_totals.size());
    for (std::size_t i = 0; i < m_totals.size(); ++i)
        m_totals[i].merge(delta.series[i], metricInfo(m_table->metric(SeriesTable::Index(i))).type);
    for (std::size_t group = 0; group < runGroupCount; ++group) {
        for (std::size_t name = 0; name < requestNameCount; ++name)
            m_requests[group][name].merge(delta.requests[group][name]);
    }

    const qint64 second = std::max(delta.second, m_firstOpen);
    SecondRow &to = row(second);
    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason) {
            const quint64 n = delta.outcomes[outcome][reason];
            m_outcomes[outcome][reason] += n;
            to.outcomes[outcome][reason] += quint32(n);
        }
    }
    m_journeysStarted += delta.journeysStarted;
    to.journeysStarted += quint32(delta.journeysStarted);
    to.confirmed += quint32(delta.series[SeriesTable::indexOf(MetricId::FsConfirmSuccess)].count);

    OpenSecond &open = m_open[second];
    for (std::size_t name = 0; name < requestNameCount; ++name) {
        const RequestTally &tally = delta.requests[std::size_t(RunGroup::Load)][name];
        to.byName[name].count += quint32(tally.requests);
        to.byName[name].failed += quint32(tally.failed);
        to.all.count += quint32(tally.requests);
        to.all.failed += quint32(tally.failed);
        open.durations[name].merge(delta.loadDurations[name]);
        open.fromIntendedStart[name].merge(delta.series[m_table->fromIntendedStartSeries(RequestName(name))].trend);
    }
    open.hold.merge(delta.series[SeriesTable::indexOf(MetricId::FsBuyToHold)].trend);
    open.holdLeast.merge(delta.series[SeriesTable::indexOf(MetricId::FsBuyToHoldLeast)].trend);
    open.journey.merge(delta.series[SeriesTable::indexOf(MetricId::FsJourneyTime)].trend);
}

void MetricAccumulator::closeSecondsBefore(qint64 second)
{
    for (; m_firstOpen < second && m_firstOpen < qint64(m_rows.size()); ++m_firstOpen) {
        SecondRow &closing = m_rows[std::size_t(m_firstOpen)];
        if (const auto open = m_open.find(m_firstOpen); open != m_open.end()) {
            close(closing, open->second);
            m_open.erase(open);
        }
        closing.final = true;
    }
    m_firstOpen = std::max(m_firstOpen, second);
}

void MetricAccumulator::closeAll()
{
    closeSecondsBefore(qint64(m_rows.size()));
}

void MetricAccumulator::close(SecondRow &row, const OpenSecond &open)
{
    Histogram all;
    Histogram allFromIntendedStart;
    for (std::size_t name = 0; name < requestNameCount; ++name) {
        setPercentiles(row.byName[name], open.durations[name], open.fromIntendedStart[name]);
        all.merge(open.durations[name]);
        allFromIntendedStart.merge(open.fromIntendedStart[name]);
    }
    setPercentiles(row.all, all, allFromIntendedStart);
    row.holdP50 = milliseconds(open.hold.percentile(50));
    row.holdP95 = milliseconds(open.hold.percentile(95));
    row.holdLeastP50 = milliseconds(open.holdLeast.percentile(50));
    row.holdLeastP95 = milliseconds(open.holdLeast.percentile(95));
    row.journeyP50 = milliseconds(open.journey.percentile(50));
    row.journeyP95 = milliseconds(open.journey.percentile(95));
}

SecondRow &MetricAccumulator::row(qint64 second)
{
    Q_ASSERT(second >= 0);
    while (qint64(m_rows.size()) <= second) {
        SecondRow fresh;
        fresh.second = qint64(m_rows.size());
        fresh.final = fresh.second < m_firstOpen;
        m_rows.push_back(fresh);
    }
    return m_rows[std::size_t(second)];
}

void MetricAccumulator::setStockBalance(std::optional<double> overbooking, std::optional<double> underselling)
{
    const auto set = [this](MetricId metric, std::optional<double> units) {
        SeriesValue value;
        if (units) {
            value.count = value.min = value.max = *units;
            value.samples = 1;
        }
        m_totals[SeriesTable::indexOf(metric)] = value;
    };
    set(MetricId::FsOverbooking, overbooking);
    set(MetricId::FsUnderselling, underselling);
}

const RequestTally &MetricAccumulator::tally(RequestName name, RunGroup group) const
{
    return m_requests[std::size_t(group)][std::size_t(name)];
}

RequestTally MetricAccumulator::tally(RunGroup group) const
{
    RequestTally sum;
    for (const RequestTally &tally : m_requests[std::size_t(group)])
        sum.merge(tally);
    return sum;
}

quint64 MetricAccumulator::outcomes(Outcome outcome) const
{
    quint64 sum = 0;
    for (const quint64 n : m_outcomes[std::size_t(outcome)])
        sum += n;
    return sum;
}

std::vector<FailureGroup> MetricAccumulator::failures() const
{
    std::vector<FailureGroup> groups = m_failures.groups();
    // Everything of a group is compared, so that equal counts stand in one order whatever came first.
    std::ranges::sort(groups, [](const FailureGroup &a, const FailureGroup &b) {
        return std::tie(a.further, b.count, a.first, a.name, a.group, a.status, a.errorCode, a.message)
            < std::tie(b.further, a.count, b.first, b.name, b.group, b.status, b.errorCode, b.message);
    });
    return groups;
}

} // namespace doorbuster
