// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <coroutine>
#include <exception>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace doorbuster::model {

using namespace std::chrono_literals;

/// Simulated time since the run's start.
using Moment = std::chrono::nanoseconds;

/// Random numbers that are the same for the same seed on every machine.
class Random {
public:
    explicit Random(quint64 seed)
        : m_engine(seed)
    {
    }

    double share() { return double(m_engine() >> 11) / double(quint64(1) << 53); } ///< 0 to below 1
    bool chance(double share_) { return share() < share_; }
    int number(int least, int most) { return least + int(m_engine() % quint64(most - least + 1)); }
    Moment time(Moment least, Moment most) { return least + Moment(qint64(share() * double((most - least).count()))); }
    quint64 seed() { return m_engine(); }

private:
    std::mt19937_64 m_engine;
};

class Sleeper;

/// A clock that jumps from one event to the next. Everything that happens in a history happens in here, on one thread.
class Simulation {
public:
    Moment now() const { return m_now; }
    /// To the last event.
    void run();

private:
    friend class Sleeper;
    struct Event {
        Moment at;
        quint64 number;
        Sleeper *sleeper;
        bool operator<(const Event &other) const { return std::pair(at, number) > std::pair(other.at, other.number); }
    };

    Moment m_now{0};
    quint64 m_number = 0;
    std::vector<Event> m_events; ///< a heap, the earliest first
};

/// Lets one coroutine at a time sleep. Must outlive the events that it has set.
class Sleeper {
public:
    explicit Sleeper(Simulation &simulation)
        : m_simulation(simulation)
    {
    }

    auto until(Moment moment)
    {
        struct Sleep {
            Sleeper &sleeper;
            Moment moment;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> handle) { sleeper.set(moment, handle); }
            void await_resume() const noexcept { }
        };
        return Sleep{*this, moment};
    }
    /// Ends the sleep at this moment, if nothing ends it before.
    void wakeAt(Moment moment)
    {
        if (m_handle && moment < m_until)
            set(moment, m_handle);
    }

private:
    friend class Simulation;
    void set(Moment moment, std::coroutine_handle<> handle)
    {
        m_handle = handle;
        m_until = moment;
        m_number = ++m_simulation.m_number;
        m_simulation.m_events.push_back({std::max(moment, m_simulation.m_now), m_number, this});
        std::push_heap(m_simulation.m_events.begin(), m_simulation.m_events.end());
    }

    Simulation &m_simulation;
    std::coroutine_handle<> m_handle;
    Moment m_until{0};
    quint64 m_number = 0; ///< of the event that ends the sleep; others are out of date
};

inline void Simulation::run()
{
    while (!m_events.empty()) {
        std::pop_heap(m_events.begin(), m_events.end());
        const Event event = m_events.back();
        m_events.pop_back();
        if (event.sleeper->m_number != event.number)
            continue;
        m_now = event.at;
        std::exchange(event.sleeper->m_handle, nullptr).resume();
    }
}

/// A coroutine that begins at once and belongs to nobody. It must end by itself.
struct Process {
    struct promise_type {
        Process get_return_object() const { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const { }
        void unhandled_exception() const { std::terminate(); }
    };
};

/// A coroutine that begins when it is awaited, and gives a value.
template <class T>
class Task {
public:
    struct promise_type {
        struct End {
            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> handle) const noexcept
            {
                return handle.promise().after;
            }
            void await_resume() const noexcept { }
        };

        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        End final_suspend() const noexcept { return {}; }
        void return_value(T given) { value = std::move(given); }
        void unhandled_exception() const { std::terminate(); }

        std::optional<T> value;
        std::coroutine_handle<> after;
    };

    explicit Task(std::coroutine_handle<promise_type> handle)
        : m_handle(handle)
    {
    }
    Task(Task &&other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    Task &operator=(Task &&) = delete;
    ~Task()
    {
        if (m_handle)
            m_handle.destroy();
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> after) noexcept
    {
        m_handle.promise().after = after;
        return m_handle;
    }
    T await_resume() { return std::move(*m_handle.promise().value); }

private:
    std::coroutine_handle<promise_type> m_handle;
};

} // namespace doorbuster::model
