// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/wakeuptimer.h"

#include <QTimer>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <QSocketNotifier>
#include <sys/timerfd.h>
#include <unistd.h>
#endif

namespace doorbuster {

using std::chrono::nanoseconds;

class WakeUpTimer::Source {
public:
    virtual ~Source() = default;
    virtual void start(nanoseconds wait) = 0;
    virtual void stop() = 0;
};

namespace {

class PlainTimer final : public WakeUpTimer::Source {
public:
    explicit PlainTimer(std::function<void()> fired)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout(std::move(fired));
    }

    void start(nanoseconds wait) override { m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait)); }
    void stop() override { m_timer.stop(); }

private:
    QTimer m_timer;
};

#ifdef Q_OS_LINUX
class TimerFd final : public WakeUpTimer::Source {
public:
    /// `fd` is a timer of the monotonic clock that does not block; owned.
    TimerFd(int fd, std::function<void()> fired)
        : m_fd(fd)
        , m_notifier(fd, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this, fired = std::move(fired)] {
            quint64 expirations = 0;
            // Nothing to read: it was stopped or set anew after the loop had seen it.
            if (::read(m_fd, &expirations, sizeof expirations) == qsizetype(sizeof expirations))
                fired();
        });
    }
    ~TimerFd() override
    {
        m_notifier.setEnabled(false);
        ::close(m_fd);
    }

    void start(nanoseconds wait) override
    {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(wait);
        set({.tv_sec = seconds.count(), .tv_nsec = (wait - seconds).count()});
    }
    void stop() override { set({}); }

private:
    void set(timespec value)
    {
        const itimerspec once{.it_interval = {}, .it_value = value};
        ::timerfd_settime(m_fd, 0, &once, nullptr);
    }

    int m_fd;
    QSocketNotifier m_notifier;
};
#endif

std::unique_ptr<WakeUpTimer::Source> makeSource(std::function<void()> fired)
{
#ifdef Q_OS_LINUX
    if (const int fd = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC); fd >= 0)
        return std::make_unique<TimerFd>(fd, std::move(fired));
#endif
    return std::make_unique<PlainTimer>(std::move(fired));
}

} // namespace

WakeUpTimer::WakeUpTimer(std::function<void()> fired)
    : m_source(makeSource(std::move(fired)))
{
}

WakeUpTimer::~WakeUpTimer() = default;

void WakeUpTimer::start(nanoseconds wait)
{
    // 0 would switch a timer of the system off.
    m_source->start(std::max(wait, nanoseconds(1)));
}

void WakeUpTimer::stop()
{
    m_source->stop();
}

} // namespace doorbuster
