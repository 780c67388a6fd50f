// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"
#include "core/result/runphase.h"

#include <algorithm>
#include <optional>

namespace doorbuster {

/// Where a run stands in time: the phase, and what the figures are divided by.
///
///     Setup ─► Countdown ─► Load ─► Draining ─► Settling ─► Verifying ─► Finished
///                           │◄─────►│ loadElapsed()
///                           │◄─────────────────►│ loadAndDrain(): the buyers ask until the last of them is done
///     │◄─────────────────────────────────────────────────────────────────►│ sinceFirstPhase()
///
/// A failed set-up goes to Failed, and what ends without a verdict to Aborted, from any phase. Lengths stand still once
/// what they measure is over. Moments are since the run's start.
class RunTimes {
public:
    explicit RunTimes(const Clock &clock)
        : m_clock(clock)
        , m_runStart(clock.now())
    {
    }

    TimePoint runStart() const { return m_runStart; }
    Nanoseconds elapsed() const { return m_clock.now() - m_runStart; }

    RunPhase phase() const { return m_phase; }
    /// Buyers may be under way.
    bool hasBuyers() const { return m_phase == RunPhase::Load || m_phase == RunPhase::Draining; }
    Nanoseconds phaseStart() const { return m_phaseStart; }
    std::optional<Nanoseconds> phasePlanned() const { return m_phasePlanned; }
    /// Goes into `phase`, which is planned to last as long as that. Returns the one that ends; nothing at the first.
    std::optional<PhaseSpan> enter(RunPhase phase, std::optional<Nanoseconds> planned, Nanoseconds now);

    void beginLoad() { m_loadStart = m_clock.now(); }
    /// The load is over, after `planned` at most.
    void endLoad(Nanoseconds planned) { m_loadEnd = std::min(m_clock.now() - m_loadStart, planned); }
    /// All buyers are done.
    void endDrain() { m_drainEnd = m_clock.now() - m_loadStart; }
    TimePoint loadStart() const { return m_loadStart; }
    /// When the last buyer was done; nothing before.
    std::optional<TimePoint> drained() const
    {
        return m_drainEnd ? std::optional(m_loadStart + *m_drainEnd) : std::nullopt;
    }

    Nanoseconds loadElapsed() const;
    Nanoseconds loadAndDrain() const;
    Nanoseconds sinceFirstPhase(Nanoseconds now) const { return now - m_firstPhase.value_or(m_phaseStart); }

private:
    const Clock &m_clock;
    const TimePoint m_runStart;
    RunPhase m_phase = RunPhase::Idle;
    Nanoseconds m_phaseStart{0};
    std::optional<Nanoseconds> m_firstPhase;
    std::optional<Nanoseconds> m_phasePlanned;
    TimePoint m_loadStart;
    std::optional<Nanoseconds> m_loadEnd; ///< since m_loadStart
    std::optional<Nanoseconds> m_drainEnd; ///< the same
};

} // namespace doorbuster
