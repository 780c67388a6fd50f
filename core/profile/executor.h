// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <memory>
#include <vector>

namespace doorbuster {

struct LoadSettings;

enum class ExecutorKind : unsigned char {
    RampingVus, ///< `ramping-vus`, see RampingVus
};

/// From `at` on, `planned` virtual users are planned.
struct PlanStep {
    std::chrono::nanoseconds at{0};
    int planned = 0;

    bool operator==(const PlanStep &) const = default;
};

/// What says which virtual user may start iterations when: `load.executor` with its settings, as a pure function of
/// time. The preview chart, the estimate, the report and the engine ask the same value. The engine's IterationScheduler
/// carries it out.
///
/// Virtual users (VUs) are numbered from 1. All times count from the start of the load phase. Immutable, so free to
/// read from any thread.
class Executor {
public:
    Executor() = default;
    Executor(const Executor &) = delete;
    Executor &operator=(const Executor &) = delete;
    virtual ~Executor() = default;

    virtual ExecutorKind kind() const = 0;

    /// How long iterations may start.
    virtual std::chrono::nanoseconds duration() const = 0;
    /// When the last iteration is cut at the latest.
    virtual std::chrono::nanoseconds hardEnd() const = 0;
    /// The most VUs planned at any time: so many are made, numbered up to this.
    virtual int peak() const = 0;
    /// The most VUs that are each planned for at least `length` at a stretch: what a load that is late by less than
    /// that must reach.
    virtual int peakLasting(std::chrono::nanoseconds length) const = 0;
    /// VUs planned at `t`; 0 before the start and from duration() on.
    virtual int plannedAt(std::chrono::nanoseconds t) const = 0;
    /// The integral of plannedAt(), in VUs × seconds, of the straight lines between the stages.
    virtual double userSeconds() const = 0;
    /// The planned VUs as the corners of a line that is straight in between. What changes at once has two corners at
    /// that time. Begins at 0.
    virtual std::vector<PlanStep> outline() const = 0;

    virtual int stageCount() const = 0;
    /// Index of the stage that `t` falls into, stages of no length excepted; the first before the start, the last after
    /// the end. -1 without stages.
    virtual int stageAt(std::chrono::nanoseconds t) const = 0;
    /// When stage `index` begins.
    virtual std::chrono::nanoseconds stageStart(int index) const = 0;
};

/// The executor that the settings describe. Negative durations and targets, which validation refuses, count as 0, so
/// that a half-edited profile can be drawn. Never null.
std::shared_ptr<const Executor> makeExecutor(const LoadSettings &settings);

} // namespace doorbuster
