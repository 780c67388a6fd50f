// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/buyerpace.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

void BuyerPace::begin(TimePoint due)
{
    m_stepStart = due;
    m_due = due;
    m_overdue = m_pace = Nanoseconds::zero();
}

void BuyerPace::pause(TimePoint now, Nanoseconds drawn, TimePoint until)
{
    // Without a pause there is no pace to keep. Of two pauses in a row the first tells what the shop held up.
    const Nanoseconds overdue = now - m_stepStart.value_or(now) - drawn;
    if (drawn > Nanoseconds::zero() && overdue > m_overdue) {
        m_overdue = overdue;
        m_pace = drawn;
    }
    m_stepStart = until;
    m_due = until;
}

RequestPlan BuyerPace::next(TimePoint now)
{
    RequestPlan plan;
    plan.late = m_due ? std::max(now - *m_due, Nanoseconds::zero()) : Nanoseconds::zero();
    plan.overdue = std::exchange(m_overdue, Nanoseconds::zero());
    plan.pace = std::exchange(m_pace, Nanoseconds::zero());
    m_due.reset();
    if (!m_stepStart)
        m_stepStart = now;
    return plan;
}

} // namespace doorbuster
