// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricaccumulator.h"
#include "core/metrics/seriestable.h"
#include "core/profile/profile.h"
#include "core/profile/thresholdexpression.h"

#include <QString>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace doorbuster {

/// One row of the thresholds table.
struct ThresholdResult {
    enum class State { Pass, Fail, NoData };

    QString metric; ///< as the profile writes it, with selector
    QString expression;
    State state = State::NoData;
    std::optional<double> actual; ///< in the threshold's own unit (trends: ms); unset with NoData
    bool abortOnFail = false;
    std::chrono::milliseconds delayAbortEval{0};
    QString note; ///< why there is no data, where that is not merely "no samples yet"
};

QStringView toString(ThresholdResult::State state); ///< "pass", "fail", "noData"

/// Holds a profile's thresholds against what was measured so far: cumulative, as k6 does. Without a sample a threshold
/// has no data, which is neither a pass nor a failure. The books come with it: `fs_overbooking` and `fs_underselling`
/// must be 0, unless the profile has rules of its own for them; they have no data until
/// MetricAccumulator::setStockBalance().
class ThresholdEvaluator {
public:
    ThresholdEvaluator(const QList<MetricThresholds> &thresholds, const SeriesTable &table);

    /// In the profile's order, then the books. `wholeRun` is what a counter's rate divides by, as in k6: the time since
    /// the run's first phase began, and in the end the whole run with set-up and verification. The accumulator must
    /// have the same table.
    std::vector<ThresholdResult> evaluate(const MetricAccumulator &metrics, std::chrono::nanoseconds wholeRun) const;

    /// Whether the run should stop: a threshold with abortOnFail failed, and its delay, which counts from the start of
    /// the load, has passed.
    static bool wantsAbort(std::span<const ThresholdResult> results, std::chrono::nanoseconds loadElapsed);

private:
    struct Rule {
        ThresholdResult empty; ///< the row before anything is measured
        std::optional<SeriesTable::Index> series;
        std::optional<ThresholdExpression> expression;
    };

    void add(const QString &metric, const ThresholdRule &rule, const SeriesTable &table);

    std::vector<Rule> m_rules;
};

} // namespace doorbuster
