// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/worker/looplagprobe.h"

#include <utility>

namespace doorbuster {

LoopLagProbe::LoopLagProbe(const Clock &clock)
    : m_clock(clock)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    m_timer.setInterval(interval);
    m_timer.callOnTimeout([this] { probe(); });
}

void LoopLagProbe::start()
{
    m_expected = m_clock.now() + interval;
    m_timer.start();
}

void LoopLagProbe::stop()
{
    m_timer.stop();
}

Histogram LoopLagProbe::take()
{
    return std::exchange(m_lag, {});
}

void LoopLagProbe::probe()
{
    const TimePoint now = m_clock.now();
    for (Nanoseconds lag = std::max(now - m_expected, Nanoseconds::zero());; lag -= interval) {
        m_lag.record(lag);
        if (lag < interval)
            break;
    }
    start();
}

} // namespace doorbuster
