// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/timeline.h"
#include "core/engine/wakeuptimer.h"

namespace doorbuster {

/// Drives a timeline from the event loop of the thread it is made on, by one timer. Entries are served at most
/// 1 ms late while the loop is idle, never early.
class TimelineDriver {
public:
    explicit TimelineDriver(Timeline &timeline);
    ~TimelineDriver();
    Q_DISABLE_COPY_MOVE(TimelineDriver)

private:
    void rearm();
    void serve();

    Timeline &m_timeline;
    WakeUpTimer m_timer;
    std::optional<TimePoint> m_armedFor;
    bool m_serving = false;
};

} // namespace doorbuster
