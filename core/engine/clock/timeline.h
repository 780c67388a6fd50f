// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"
#include "core/metrics/histogram.h"

#include <coroutine>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include <QtGlobal>

namespace doorbuster {

class Timeline;

/// Something that becomes due at a moment. It takes itself off the timeline when it is destroyed.
class TimelineEntry {
public:
    TimelineEntry(const TimelineEntry &) = delete;
    TimelineEntry &operator=(const TimelineEntry &) = delete;

    bool pending() const { return m_index != idle; }
    TimePoint deadline() const { return m_deadline; } ///< while pending

protected:
    explicit TimelineEntry(Timeline &timeline)
        : m_timeline(timeline)
    {
    }
    virtual ~TimelineEntry();
    virtual void due() = 0;

    void schedule(TimePoint deadline);
    void cancel();

    Timeline &m_timeline;

private:
    friend class Timeline;
    static constexpr std::size_t idle = ~std::size_t(0);
    TimePoint m_deadline;
    std::size_t m_index = idle;
};

/// Calls a function at a moment, unless it is set anew or cleared before.
class Alarm final : public TimelineEntry {
public:
    Alarm(Timeline &timeline, std::function<void()> action)
        : TimelineEntry(timeline)
        , m_action(std::move(action))
    {
    }

    void set(TimePoint deadline) { schedule(deadline); }
    void clear() { cancel(); }

private:
    void due() override { m_action(); }
    std::function<void()> m_action;
};

/// Lets one coroutine at a time sleep: `const bool slept = co_await sleeper.until(moment);`, false where it was woken
/// early. It must outlive the coroutine that sleeps on it.
class Sleeper final : public TimelineEntry {
public:
    explicit Sleeper(Timeline &timeline)
        : TimelineEntry(timeline)
    {
    }

    class Sleep {
    public:
        Sleep(Sleeper &sleeper, TimePoint deadline)
            : m_sleeper(sleeper)
            , m_deadline(deadline)
        {
        }
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle);
        bool await_resume() const noexcept { return !m_sleeper.m_woken; }

    private:
        Sleeper &m_sleeper;
        TimePoint m_deadline;
    };

    /// A moment in the past still goes through the timeline, so that a loop of short sleeps cannot starve the others.
    Sleep until(TimePoint deadline) { return {*this, deadline}; }
    /// Ends the sleep now; the coroutine goes on inside this call. Nothing happens when nobody sleeps.
    void wake();

private:
    void due() override;
    void resume(bool woken);
    std::coroutine_handle<> m_handle;
    bool m_woken = false;
};

/// All sleepers and alarms of one thread, ordered by deadline: an indexed heap, so that adding, removing and waking
/// cost O(log n) without an allocation, with one timer of the event loop for all of them (see TimelineDriver). Qt's own
/// timers cost O(n) each, which is what a generator with thousands of pausing buyers would spend its time on.
class Timeline {
public:
    explicit Timeline(const Clock &clock)
        : m_clock(clock)
    {
    }
    Q_DISABLE_COPY_MOVE(Timeline)
    ~Timeline();

    const Clock &clock() const { return m_clock; }
    TimePoint now() const { return m_clock.now(); }
    std::size_t size() const { return m_heap.size(); }
    /// The earliest deadline; nothing when nothing is pending.
    std::optional<TimePoint> next() const;
    /// Serves what is due, earliest first, but at most `limit` entries, so that the event loop stays responsive. What
    /// they schedule for a moment after the start of this call is served by a later one. Returns how many were served.
    std::size_t runDue(std::size_t limit = 64);
    /// Called when the earliest deadline has changed, also from within runDue().
    void setNextChanged(std::function<void()> changed) { m_nextChanged = std::move(changed); }
    /// Where to record how late entries are served; may be null.
    void setLateness(Histogram *lateness) { m_lateness = lateness; }

private:
    friend class TimelineEntry;
    void insert(TimelineEntry &entry);
    void remove(TimelineEntry &entry);
    void siftUp(std::size_t index);
    void siftDown(std::size_t index);
    /// With the deadline beside it, so that comparing does not fetch entries that are strewn over the memory.
    struct Place {
        TimePoint deadline;
        TimelineEntry *entry = nullptr;
    };
    void put(const Place &place, std::size_t index);

    const Clock &m_clock;
    std::vector<Place> m_heap;
    std::function<void()> m_nextChanged;
    Histogram *m_lateness = nullptr;
};

} // namespace doorbuster
