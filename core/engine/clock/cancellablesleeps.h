// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"

#include <QCoro/QCoroTask>

#include <vector>

namespace doorbuster {

/// Sleeps for any number of coroutines of one thread, all of which can be woken at once.
class CancellableSleeps {
public:
    explicit CancellableSleeps(Timeline &timeline)
        : m_timeline(timeline)
    {
    }
    Q_DISABLE_COPY_MOVE(CancellableSleeps)

    /// Returns after `length`, or when wakeAll() is called.
    QCoro::Task<> sleep(std::chrono::nanoseconds length);
    void wakeAll();

private:
    Timeline &m_timeline;
    std::vector<Sleeper *> m_sleepers;
};

} // namespace doorbuster
