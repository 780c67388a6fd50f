// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace doorbuster {

/// One wake-up of the event loop of the thread it is made on, as exact as the system can: nanoseconds where there is a
/// timer to read from (Linux), whole milliseconds, rounded up, by a QTimer elsewhere. Never early.
class WakeUpTimer {
public:
    explicit WakeUpTimer(std::function<void()> fired);
    ~WakeUpTimer();

    /// Wakes once after `wait`, in place of any wake-up that was to come; with 0 on the loop's next turn.
    void start(std::chrono::nanoseconds wait);
    void stop();

    class Source; ///< what the system offers
private:
    std::unique_ptr<Source> m_source;
};

} // namespace doorbuster
