// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/intendedstarttracker.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

void IntendedStartTracker::begin(TimePoint due)
{
    m_stepStart = due;
    m_due = due;
    m_backlog = m_expectedInterval = Nanoseconds::zero();
}

void IntendedStartTracker::pause(TimePoint now, Nanoseconds drawn, TimePoint until)
{
    // Without a pause no interval is expected. Of two pauses in a row, the first one has the shop's delay before it.
    const Nanoseconds backlog = now - m_stepStart.value_or(now) - drawn;
    if (drawn > Nanoseconds::zero() && backlog > m_backlog) {
        m_backlog = backlog;
        m_expectedInterval = drawn;
    }
    m_stepStart = until;
    m_due = until;
}

IntendedStart IntendedStartTracker::next(TimePoint now)
{
    IntendedStart start;
    start.delay = m_due ? std::max(now - *m_due, Nanoseconds::zero()) : Nanoseconds::zero();
    start.backlog = std::exchange(m_backlog, Nanoseconds::zero());
    start.expectedInterval = std::exchange(m_expectedInterval, Nanoseconds::zero());
    m_due.reset();
    if (!m_stepStart)
        m_stepStart = now;
    return start;
}

} // namespace doorbuster
