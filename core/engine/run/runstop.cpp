// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runstop.h"

#include <algorithm>

namespace doorbuster {

void RunStop::ask(Level level)
{
    m_level = std::max(m_level, level);
}

void RunStop::clear()
{
    if (m_level == Level::Phase)
        m_level = Level::None;
}

QCoro::Task<> RunStop::waitUntil(TimePoint moment, std::function<bool()> condition)
{
    while (!isAsked() && m_timeline.now() < moment && !(condition && condition()))
        co_await m_wait.until(std::min(moment, m_timeline.now() + interval));
}

} // namespace doorbuster
