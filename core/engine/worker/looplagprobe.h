// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"
#include "core/metrics/histogram.h"

#include <QTimer>

namespace doorbuster {

/// Measures how late the event loop of its thread serves a due timer, fifty times a second. A stall counts for every
/// probe that it swallowed, not only for the one that ended it: else a loop that stands still for seconds would look
/// healthy at p99.
class LoopLagProbe {
public:
    static constexpr std::chrono::milliseconds interval{20};

    explicit LoopLagProbe(const Clock &clock);

    void start();
    void stop();
    /// What was measured since the last call.
    Histogram take();

private:
    void probe();

    const Clock &m_clock;
    QTimer m_timer;
    TimePoint m_expected;
    Histogram m_lag;
};

} // namespace doorbuster
