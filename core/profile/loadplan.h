// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"

#include <QList>

#include <chrono>
#include <vector>

namespace doorbuster {

/// From `at` on, `planned` virtual users are planned.
struct PlanStep {
    std::chrono::nanoseconds at{0};
    int planned = 0;

    bool operator==(const PlanStep &) const = default;
};

/// Who runs when: k6's `ramping-vus`, as a pure function of the settings. Virtual users (VUs) are numbered from 1; the
/// highest number comes last and leaves first, so VU k is planned at t exactly when plannedAt(t) ≥ k. All times count
/// from the start of the load phase; arithmetic is on whole nanoseconds and exact.
///
/// Immutable, so free to read from any thread. Negative durations and targets, which validation refuses, count as 0, so
/// that a half-edited profile can be drawn.
class LoadPlan {
public:
    /// Half-open: planned from `start` up to, not including, `end`.
    struct Interval {
        std::chrono::nanoseconds start{0};
        std::chrono::nanoseconds end{0};
        /// Still planned when the stages end (then `end == duration()`): gracefulStop applies, not gracefulRampDown.
        bool endsWithPlan = false;

        bool operator==(const Interval &) const = default;
    };

    explicit LoadPlan(const LoadSettings &settings);

    /// Sum of the stages.
    std::chrono::nanoseconds duration() const;
    /// When the last journey is cut at the latest: duration() + gracefulStop.
    std::chrono::nanoseconds hardEnd() const;
    /// The most VUs planned at any time; startVUs counts.
    int peak() const;
    /// The most VUs that are each planned for at least `length` at a stretch: what a load that is late by less than
    /// that must reach.
    int peakLasting(std::chrono::nanoseconds length) const;
    /// VUs planned at `t`; 0 before the start and from duration() on.
    int plannedAt(std::chrono::nanoseconds t) const;
    /// Index of the stage that `t` falls into, stages of no length excepted; the first before the start, the last after
    /// the end. -1 without stages.
    int stageAt(std::chrono::nanoseconds t) const;
    int stageCount() const;
    /// When stage `index` begins.
    std::chrono::nanoseconds stageStart(int index) const;

    /// When VU number `vu` (from 1) is planned, in order, without touching neighbours. Empty for numbers beyond peak().
    std::vector<Interval> intervalsOf(int vu) const;

    /// The latest moment that a journey started at `journeyStart` may run to: the end of its interval plus
    /// gracefulRampDown, at most hardEnd(). When another interval of the VU begins by then, the VU is not cut there but
    /// runs on (k6's reservation), and the cut is that of the next interval. `intervals` are intervalsOf() of that VU;
    /// a start after an interval's end counts to that interval, a start before the first is cut at once.
    std::chrono::nanoseconds cutFor(
        const std::vector<Interval> &intervals, std::chrono::nanoseconds journeyStart) const;
    std::chrono::nanoseconds cutFor(int vu, std::chrono::nanoseconds journeyStart) const;

    /// Every change of the planned number, in order, the first at 0, the last the end (0 planned). Built on each call:
    /// two steps for each VU of a ramp up and down.
    QList<PlanStep> steps() const;

private:
    struct Leg {
        std::chrono::nanoseconds start{0};
        std::chrono::nanoseconds end{0};
        int from = 0;
        int to = 0;
    };
    static int plannedIn(const Leg &leg, std::chrono::nanoseconds t);
    static std::chrono::nanoseconds changeIn(const Leg &leg, int vu);

    std::vector<Leg> m_legs;
    std::chrono::nanoseconds m_gracefulRampDown{0};
    std::chrono::nanoseconds m_gracefulStop{0};
    int m_startVUs = 0;
    int m_peak = 0;
};

} // namespace doorbuster
