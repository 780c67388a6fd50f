// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/timeline.h"

#include <utility>

namespace doorbuster {

TimelineEntry::~TimelineEntry()
{
    cancel();
}

void TimelineEntry::schedule(TimePoint deadline)
{
    cancel();
    m_deadline = deadline;
    m_timeline.insert(*this);
}

void TimelineEntry::cancel()
{
    if (pending())
        m_timeline.remove(*this);
}

void Sleeper::Sleep::await_suspend(std::coroutine_handle<> handle)
{
    m_sleeper.m_handle = handle;
    m_sleeper.m_woken = false;
    m_sleeper.schedule(m_deadline);
}

void Sleeper::wake()
{
    if (!pending())
        return;
    cancel();
    resume(true);
}

void Sleeper::due()
{
    resume(false);
}

void Sleeper::resume(bool woken)
{
    m_woken = woken;
    std::exchange(m_handle, nullptr).resume();
}

Timeline::~Timeline()
{
    Q_ASSERT_X(m_heap.empty(), "Timeline", "entries must not outlive their timeline");
}

std::optional<TimePoint> Timeline::next() const
{
    if (m_heap.empty())
        return std::nullopt;
    return m_heap.front().deadline;
}

std::size_t Timeline::runDue(std::size_t limit)
{
    const TimePoint now = m_clock.now();
    std::size_t served = 0;
    while (served < limit && !m_heap.empty() && m_heap.front().deadline <= now) {
        TimelineEntry *entry = m_heap.front().entry;
        remove(*entry);
        if (m_lateness)
            m_lateness->record(m_clock.now() - entry->m_deadline); // those served before it took their time
        ++served;
        entry->due();
    }
    return served;
}

void Timeline::insert(TimelineEntry &entry)
{
    m_heap.emplace_back();
    put({entry.m_deadline, &entry}, m_heap.size() - 1);
    siftUp(entry.m_index);
    if (entry.m_index == 0 && m_nextChanged)
        m_nextChanged();
}

void Timeline::remove(TimelineEntry &entry)
{
    const std::size_t index = std::exchange(entry.m_index, TimelineEntry::idle);
    const Place last = m_heap.back();
    m_heap.pop_back();
    if (last.entry != &entry) {
        put(last, index);
        siftUp(index);
        siftDown(last.entry->m_index);
    }
    if (index == 0 && m_nextChanged)
        m_nextChanged();
}

void Timeline::siftUp(std::size_t index)
{
    const Place place = m_heap[index];
    while (index > 0) {
        const std::size_t parent = (index - 1) / 2;
        if (m_heap[parent].deadline <= place.deadline)
            break;
        put(m_heap[parent], index);
        index = parent;
    }
    put(place, index);
}

void Timeline::siftDown(std::size_t index)
{
    const Place place = m_heap[index];
    for (;;) {
        std::size_t child = 2 * index + 1;
        if (child >= m_heap.size())
            break;
        if (child + 1 < m_heap.size() && m_heap[child + 1].deadline < m_heap[child].deadline)
            ++child;
        if (place.deadline <= m_heap[child].deadline)
            break;
        put(m_heap[child], index);
        index = child;
    }
    put(place, index);
}

void Timeline::put(const Place &place, std::size_t index)
{
    m_heap[index] = place;
    place.entry->m_index = index;
}

} // namespace doorbuster
