// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/executor.h"
#include "core/profile/profile.h"

#include <QList>

#include <chrono>
#include <vector>

namespace doorbuster {

/// k6's `ramping-vus`, a closed loop: the stages say how many virtual users there are, and each that is planned runs
/// one iteration after another. The highest number comes last and leaves first, so VU k is planned at t exactly when
/// plannedAt(t) ≥ k. Arithmetic is on whole nanoseconds and exact.
///
///     planned VUs                                  stages: 4 VUs within 10 s, 4 for 10 s, 1 within 10 s
///      4 |           ┌───────────────┐
///      3 |        ┌──┘               └───┐         VU 4 is planned from 10 s to 23.3 s
///      2 |     ┌──┘                      └───┐     VU 3 from 7.5 s to 26.7 s, VU 2 from 5 s to 30 s
///      1 |  ┌──┘                             │     VU 1 from 2.5 s to the end of the stages: endsWithPlan
///      0 └──┴────────┬───────────┬───────────┴─────────────►  time
///        0          10          20          30 s = duration()
///                                    ├───────────┤            VU 4's last iteration has gracefulRampDown to end,
///                                            ├─────────────┤  VU 1's has gracefulStop: until hardEnd()
///
/// From the end of its interval on, a VU starts no iteration. The one that it is in may go on for the grace shown, and
/// is cut then. A VU that is planned again before its grace is over is not cut in between.
class RampingVus final : public Executor {
public:
    /// Half-open: planned from `start` up to, not including, `end`.
    struct Interval {
        std::chrono::nanoseconds start{0};
        std::chrono::nanoseconds end{0};
        /// Still planned when the stages end (then `end == duration()`): gracefulStop applies, not gracefulRampDown.
        bool endsWithPlan = false;

        bool operator==(const Interval &) const = default;
    };

    explicit RampingVus(const LoadSettings &settings);

    ExecutorKind kind() const override { return ExecutorKind::RampingVus; }
    /// Sum of the stages.
    std::chrono::nanoseconds duration() const override;
    /// duration() + gracefulStop.
    std::chrono::nanoseconds hardEnd() const override;
    /// startVUs counts.
    int peak() const override;
    int peakLasting(std::chrono::nanoseconds length) const override;
    int plannedAt(std::chrono::nanoseconds t) const override;
    double userSeconds() const override;
    std::vector<PlanStep> outline() const override;
    int stageCount() const override;
    int stageAt(std::chrono::nanoseconds t) const override;
    std::chrono::nanoseconds stageStart(int index) const override;

    /// When VU number `vu` (from 1) is planned, in order, without touching neighbours. Empty for numbers beyond peak().
    std::vector<Interval> intervalsOf(int vu) const;

    /// The latest moment that an iteration started at `iterationStart` may run to: the end of its interval plus
    /// gracefulRampDown, at most hardEnd(). When another interval of the VU begins by then, the VU is not cut there but
    /// runs on (k6's reservation), and the cut is that of the next interval. `intervals` are intervalsOf() of that VU;
    /// a start after an interval's end counts to that interval, a start before the first is cut at once.
    std::chrono::nanoseconds cutFor(
        const std::vector<Interval> &intervals, std::chrono::nanoseconds iterationStart) const;
    std::chrono::nanoseconds cutFor(int vu, std::chrono::nanoseconds iterationStart) const;

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
