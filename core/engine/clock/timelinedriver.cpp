// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/timelinedriver.h"

#include <algorithm>

namespace doorbuster {

namespace {

constexpr std::chrono::hours longestWait{1}; ///< a look in between costs nothing, and keeps every number small

} // namespace

TimelineDriver::TimelineDriver(Timeline &timeline, std::function<void()> caught)
    : m_timeline(timeline)
    , m_caught(std::move(caught))
    , m_timer([this] { serve(); })
{
    m_timeline.setNextChanged([this] { rearm(); });
    rearm();
}

TimelineDriver::~TimelineDriver()
{
    m_timeline.setNextChanged({});
}

void TimelineDriver::rearm()
{
    if (m_serving)
        return;
    const auto next = m_timeline.next();
    if (!next) {
        m_timer.stop();
        m_armedFor.reset();
        return;
    }
    // A timer that fires too early costs one look; arming anew costs more. So only an earlier deadline moves it.
    if (m_armedFor && *m_armedFor <= *next)
        return;
    m_armedFor = next;
    const std::chrono::nanoseconds wait = *next - m_timeline.now();
    m_timer.start(std::clamp<std::chrono::nanoseconds>(wait, std::chrono::nanoseconds(0), longestWait));
}

void TimelineDriver::serve()
{
    m_serving = true;
    try {
        m_timeline.runDue();
    } catch (...) {
        if (!m_caught)
            throw;
        m_caught(); // what else is due is served next
    }
    m_serving = false;
    m_armedFor.reset();
    rearm();
}

} // namespace doorbuster
