// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>

#include <chrono>

namespace doorbuster {

/// All deadlines of one thread behind one timer: a QTimer per request would cost more than the request. Granularity
/// about a millisecond. A chain through what expires, the earliest first: with one time limit for all, the newest
/// deadline is the last one, and nothing is searched, moved or allocated.
class DeadlineQueue final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeadlineQueue)

public:
    using Clock = std::chrono::steady_clock;

    /// Derive from this what can run out of time.
    class Expiring {
    public:
        Expiring() = default;
        virtual ~Expiring() { disarm(); }
        Q_DISABLE_COPY_MOVE(Expiring)

    protected:
        /// Its deadline has passed; it is not armed any more, and may be deleted here.
        virtual void expired() = 0;
        void disarm();

    private:
        friend class DeadlineQueue;
        DeadlineQueue *m_queue = nullptr; ///< while armed
        Expiring *m_earlier = nullptr;
        Expiring *m_later = nullptr;
        Clock::time_point m_when;
    };

    explicit DeadlineQueue(QObject *parent = nullptr);
    ~DeadlineQueue() override;

    /// Calls \a what.expired() once \a when has passed, unless it is disarmed or gone by then.
    void arm(Expiring &what, Clock::time_point when);

private:
    void tick();
    void startTimer(Clock::time_point now);

    Expiring *m_first = nullptr;
    Expiring *m_last = nullptr;
    Clock::time_point m_wake = Clock::time_point::max(); ///< when the timer fires
    QTimer m_timer;
};

} // namespace doorbuster
