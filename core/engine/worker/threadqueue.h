// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace doorbuster {

/// The way by which values cross threads: any thread posts, one thread takes. Not for Qt's queued events, so that
/// ThreadSanitizer can see all of it.
template <class T>
class ThreadQueue {
public:
    ThreadQueue() = default;
    ThreadQueue(const ThreadQueue &) = delete;
    ThreadQueue &operator=(const ThreadQueue &) = delete;

    /// Called on the posting thread, without a lock held, when a value is posted into an empty queue: so once for all
    /// that takeAll() then finds. It may only wake the taker. Set it once, before anybody posts.
    void setWake(std::function<void()> wake)
    {
        const std::lock_guard lock(m_mutex);
        m_wake = std::move(wake);
    }

    void post(T &&value)
    {
        bool wasEmpty = false;
        {
            const std::lock_guard lock(m_mutex);
            wasEmpty = m_values.empty();
            m_values.push_back(std::move(value));
        }
        if (wasEmpty && m_wake)
            m_wake();
    }

    /// All values, of one poster in the order of its posts. Empty when there are none; it never waits for one.
    std::vector<T> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_values, {});
    }

private:
    std::mutex m_mutex;
    std::vector<T> m_values;
    std::function<void()> m_wake;
};

} // namespace doorbuster
