// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runtimes.h"

namespace doorbuster {

std::optional<PhaseSpan> RunTimes::enter(RunPhase phase, std::optional<Nanoseconds> planned, Nanoseconds now)
{
    std::optional<PhaseSpan> ended;
    if (m_phase != RunPhase::Idle)
        ended = PhaseSpan{m_phase, m_phaseStart, now, m_phasePlanned};
    if (!m_firstPhase)
        m_firstPhase = now;
    m_phase = phase;
    m_phaseStart = now;
    m_phasePlanned = planned;
    return ended;
}

Nanoseconds RunTimes::loadElapsed() const
{
    if (m_loadEnd)
        return *m_loadEnd;
    return m_phase == RunPhase::Load ? m_clock.now() - m_loadStart : Nanoseconds::zero();
}

Nanoseconds RunTimes::loadAndDrain() const
{
    if (m_drainEnd)
        return *m_drainEnd;
    return hasBuyers() ? m_clock.now() - m_loadStart : Nanoseconds::zero();
}

} // namespace doorbuster
