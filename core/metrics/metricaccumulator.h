// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/failuretable.h"
#include "core/metrics/metricsdelta.h"
#include "core/metrics/secondrow.h"
#include "core/metrics/seriestable.h"

#include <algorithm>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace doorbuster {

/// The sum of all that the workers measured: totals over the whole run, and a row for every second. Lives on one thread
/// (the UI's). Deltas may come in any order: totals and rows do not depend on it, as long as they come before their
/// second is closed, and except for which failures stand by name once there are more than 1000 different ones.
///
/// Memory: the totals have a fixed size; a second has histograms only while it is open, and is a small row after that.
class MetricAccumulator {
public:
    using OutcomeTable = std::array<std::array<quint64, outcomeReasonCount>, outcomeCount>;
    using TallyTable = std::array<std::array<RequestTally, requestNameCount>, runGroupCount>;
    static constexpr std::size_t maxFailureGroups = 1000;

    explicit MetricAccumulator(std::shared_ptr<const SeriesTable> table);

    /// Adds what one worker's MetricRecorder::take() gave, from a recorder with the same table. `samples` are not
    /// looked at: they are for the journals.
    void add(const MetricsDelta &delta);

    /// Makes the rows before `second` final. What comes late for one of them counts into the earliest open second, so
    /// that the rows add up to the totals.
    void closeSecondsBefore(qint64 second);
    /// At the end of the run: makes all rows final.
    void closeAll();

    /// What verification found: fs_overbooking and fs_underselling, in units. Unset is "not known", and leaves no data.
    void setStockBalance(std::optional<double> overbooking, std::optional<double> underselling);

    const SeriesTable &table() const { return *m_table; }
    std::shared_ptr<const SeriesTable> sharedTable() const { return m_table; }
    const SeriesValue &total(SeriesTable::Index index) const { return m_totals[index]; }
    const SeriesValue &total(MetricId metric) const { return m_totals[SeriesTable::indexOf(metric)]; }
    const TallyTable &tallies() const { return m_requests; } ///< by group, then name
    const RequestTally &tally(RequestName name, RunGroup group = RunGroup::Load) const;
    RequestTally tally(RunGroup group) const; ///< over all names
    const OutcomeTable &outcomes() const { return m_outcomes; }
    quint64 outcomes(Outcome outcome) const; ///< over all reasons
    quint64 journeysStarted() const { return m_journeysStarted; }
    /// By count, most first; the group of all further ones last.
    std::vector<FailureGroup> failures() const;

    /// rows()[n] is second n: there are no gaps. Valid until the next call that is not const.
    std::span<const SecondRow> rows() const { return m_rows; }
    /// The first of rows(), as far as they are final. The same holds for them.
    std::span<const SecondRow> finalRows() const
    {
        return rows().first(std::min(m_rows.size(), std::size_t(m_firstOpen)));
    }
    /// For the fields that the engine fills. Makes all rows up to this second.
    SecondRow &row(qint64 second);

private:
    /// What a second needs until its row is final.
    struct OpenSecond {
        std::array<Histogram, requestNameCount> durations;
        std::array<Histogram, requestNameCount> fromIntendedStart;
        Histogram hold;
        Histogram holdLeast;
        Histogram journey;
    };

    void addSecond(const SecondDelta &delta);
    static void close(SecondRow &row, const OpenSecond &open);

    std::shared_ptr<const SeriesTable> m_table;
    std::vector<SeriesValue> m_totals;
    TallyTable m_requests;
    OutcomeTable m_outcomes{};
    quint64 m_journeysStarted = 0;
    std::vector<SecondRow> m_rows;
    qint64 m_firstOpen = 0; ///< rows before it are final
    std::map<qint64, OpenSecond> m_open;
    FailureTable m_failures{maxFailureGroups};
};

} // namespace doorbuster
