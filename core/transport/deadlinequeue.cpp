// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/deadlinequeue.h"

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
    for (auto &entry : m_entries)
        entry.second->m_queue = nullptr;
}

void DeadlineQueue::Expiring::disarm()
{
    if (!m_queue)
        return;
    // The timer is left running: it finds nothing due and goes back to sleep.
    m_queue->m_entries.erase(m_place);
    m_queue = nullptr;
}

void DeadlineQueue::arm(Expiring &what, Clock::time_point when)
{
    what.disarm();
    // With one time limit for all, the newest deadline is the last one.
    what.m_place = m_entries.emplace_hint(m_entries.end(), when, &what);
    what.m_queue = this;
    if (when < m_wake)
        startTimer(Clock::now());
}

void DeadlineQueue::startTimer(Clock::time_point now)
{
    m_wake = m_entries.begin()->first;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_wake - now);
    m_timer.start(std::max(left, std::chrono::milliseconds(0)));
}

void DeadlineQueue::tick()
{
    const Clock::time_point now = Clock::now();
    m_wake = Clock::time_point::max();
    while (!m_entries.empty() && m_entries.begin()->first <= now) {
        Expiring *due = m_entries.begin()->second;
        due->disarm();
        due->expired();
    }
    if (!m_entries.empty() && m_entries.begin()->first < m_wake)
        startTimer(now);
}

} // namespace doorbuster
