// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scenario.h"

namespace doorbuster::model {

/// The shop's clock, or clocks, and how it tells times. Moments of the shop differ from those of the run by what its
/// clock is ahead.
class ModelClock {
public:
    ModelClock(const Simulation &simulation, const Scenario &scenario, const Plan &plan, qint64 startedAt)
        : m_simulation(simulation)
        , m_scenario(scenario)
        , m_plan(plan)
        , m_startedAt(startedAt)
    {
    }

    /// Where there are two machines, the other one deals with the next call.
    void beginCall() { m_isSecond = !m_isSecond; }

    Moment now() const
    {
        Moment now = m_simulation.now();
        if (m_scenario.has(Design::ClockAway))
            now += m_plan.clockAway;
        if (m_scenario.has(Design::TwoBackends) && m_isSecond)
            now += m_plan.backendSkew;
        if (m_scenario.has(Design::ClockStep) && m_simulation.now() >= m_plan.stepAt)
            now += m_plan.clockStep;
        return now;
    }
    qint64 unixMs(Moment shopTime) const
    {
        return m_startedAt + std::chrono::floor<std::chrono::milliseconds>(shopTime).count();
    }
    /// As the shop keeps times: in Unix ms, or in whole seconds.
    qint64 kept(Moment shopTime) const
    {
        return m_scenario.has(Design::RoundedTimes) ? wholeSecond(unixMs(shopTime)) : unixMs(shopTime);
    }
    Moment rounded(Moment shopTime) const
    {
        return m_scenario.has(Design::RoundedTimes) ? Moment(std::chrono::milliseconds(kept(shopTime) - m_startedAt))
                                                    : shopTime;
    }
    /// As an answer tells them, where anybody can read it.
    std::optional<qint64> told(Moment shopTime) const
    {
        return m_scenario.has(Design::NoZone) ? std::nullopt : std::optional(kept(shopTime));
    }
    /// The `Date` header of an answer, Unix ms.
    qint64 date() const
    {
        const Moment ahead = m_scenario.has(Design::GatewayClock) ? m_plan.gatewayClock : Moment(0);
        return wholeSecond(unixMs(now() + ahead));
    }

private:
    static qint64 wholeSecond(qint64 ms) { return ms - ms % 1'000; } // long after 1970

    const Simulation &m_simulation;
    const Scenario &m_scenario;
    const Plan &m_plan;
    const qint64 m_startedAt;
    bool m_isSecond = false;
};

} // namespace doorbuster::model
