// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"
#include "core/engine/clock/wakeuptimer.h"

#include <functional>

namespace doorbuster {

/// Drives a timeline from the event loop of the thread it is made on, by one timer. Entries are served at most
/// 1 ms late while the loop is idle, never early.
class TimelineDriver {
public:
    /// `caught` is called, within the catch block, for what an entry throws: the event loop must not see it. Without
    /// it, entries must not throw.
    explicit TimelineDriver(Timeline &timeline, std::function<void()> caught = {});
    ~TimelineDriver();
    Q_DISABLE_COPY_MOVE(TimelineDriver)

private:
    void rearm();
    void serve();

    Timeline &m_timeline;
    std::function<void()> m_caught;
    WakeUpTimer m_timer;
    std::optional<TimePoint> m_armedFor;
    bool m_serving = false;
};

} // namespace doorbuster
