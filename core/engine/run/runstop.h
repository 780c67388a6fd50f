// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"

#include <QCoro/QCoroTask>

#include <functional>

namespace doorbuster {

/// How far a run is to be stopped, and the run's waits, which end when it is.
class RunStop {
public:
    /// How often a wait looks at its condition.
    static constexpr std::chrono::milliseconds interval{250};

    explicit RunStop(Timeline &timeline)
        : m_timeline(timeline)
        , m_wait(timeline)
    {
    }

    enum class Level : quint8 {
        None,
        Phase, ///< this phase is to end: a stop
        Run, ///< the run is to end, without a verdict: an abort
    };
    Level level() const { return m_level; }
    bool isAsked() const { return m_level != Level::None; }
    /// A level never falls by it. To be followed by wake() once what is to be said of the stop is said.
    void ask(Level level);
    /// A stop of the phase has done its work: the next one is for the next phase. An abort stays.
    void clear();

    /// Waits until the condition holds, the moment comes, or a stop is asked for.
    QCoro::Task<> waitUntil(TimePoint moment, std::function<bool()> condition = {});
    /// Waits, whatever is asked for.
    Sleeper::Sleep sleepUntil(TimePoint moment) { return m_wait.until(moment); }
    /// Lets waitUntil() look at its condition, and for a stop, now: what waits goes on within this call.
    void wake() { m_wait.wake(); }

private:
    Timeline &m_timeline;
    Sleeper m_wait;
    Level m_level = Level::None;
};

} // namespace doorbuster
