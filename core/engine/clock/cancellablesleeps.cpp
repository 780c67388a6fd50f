// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/clock/cancellablesleeps.h"

#include <algorithm>

namespace doorbuster {

QCoro::Task<> CancellableSleeps::sleep(std::chrono::nanoseconds length)
{
    Sleeper sleeper(m_timeline);
    m_sleepers.push_back(&sleeper);
    co_await sleeper.until(m_timeline.now() + length);
    std::erase(m_sleepers, &sleeper);
}

void CancellableSleeps::wakeAll()
{
    // A woken coroutine may sleep anew or let another one end: only those asleep now are woken, one by one as they
    // still are.
    const auto asleep = m_sleepers;
    for (Sleeper *sleeper : asleep) {
        if (std::find(m_sleepers.begin(), m_sleepers.end(), sleeper) != m_sleepers.end())
            sleeper->wake();
    }
}

} // namespace doorbuster
