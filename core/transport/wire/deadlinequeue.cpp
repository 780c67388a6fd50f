// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/deadlinequeue.h"

#include <algorithm>

namespace doorbuster {

DeadlineQueue::DeadlineQueue(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    // A coarse timer may be early by a twentieth: three seconds in a minute.
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DeadlineQueue::tick);
}

DeadlineQueue::~DeadlineQueue()
{
    for (Expiring *entry = m_first; entry; entry = entry->m_later)
        entry->m_queue = nullptr;
}

void DeadlineQueue::Expiring::disarm()
{
    if (!m_queue)
        return;
    // The timer is left running: it finds nothing due and goes back to sleep.
    (m_earlier ? m_earlier->m_later : m_queue->m_first) = m_later;
    (m_later ? m_later->m_earlier : m_queue->m_last) = m_earlier;
    m_queue = nullptr;
}

void DeadlineQueue::arm(Expiring &what, Clock::time_point when)
{
    what.disarm();
    Expiring *earlier = m_last;
    while (earlier && earlier->m_when > when)
        earlier = earlier->m_earlier;
    what.m_queue = this;
    what.m_when = when;
    what.m_earlier = earlier;
    what.m_later = earlier ? earlier->m_later : m_first;
    (earlier ? earlier->m_later : m_first) = &what;
    (what.m_later ? what.m_later->m_earlier : m_last) = &what;
    if (when < m_wake)
        startTimer(Clock::now());
}

void DeadlineQueue::startTimer(Clock::time_point now)
{
    m_wake = m_first->m_when;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_wake - now);
    m_timer.start(std::max(left, std::chrono::milliseconds(0)));
}

void DeadlineQueue::tick()
{
    const Clock::time_point now = Clock::now();
    m_wake = Clock::time_point::max();
    while (m_first && m_first->m_when <= now) {
        Expiring *due = m_first;
        due->disarm();
        due->expired();
    }
    if (m_first && m_first->m_when < m_wake)
        startTimer(now);
}

} // namespace doorbuster
