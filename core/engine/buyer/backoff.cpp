// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/backoff.h"

#include <algorithm>

namespace doorbuster {

std::chrono::nanoseconds Backoff::next(std::minstd_rand &random)
{
    using std::chrono::nanoseconds;
    const nanoseconds limit = std::max(m_settings.backoffMax, m_settings.pollingInterval);
    const nanoseconds wait = std::min(m_wait, limit);
    m_wait = std::min(nanoseconds(qint64(double(wait.count()) * m_settings.backoffFactor)), limit);
    if (m_settings.jitter <= 0)
        return wait;
    std::uniform_real_distribution<double> vary(1 - m_settings.jitter, 1 + m_settings.jitter);
    return nanoseconds(qint64(double(wait.count()) * vary(random)));
}

std::minstd_rand jitterSource(quint32 seed, int worker)
{
    std::seed_seq mixed{seed, quint32(worker)};
    return std::minstd_rand(mixed);
}

} // namespace doorbuster
