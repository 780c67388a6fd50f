// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/clockoffset.h"

#include <algorithm>

namespace doorbuster {

void ClockOffset::add(qint64 startedAt, qint64 sent, qint64 answered, qint64 told, qint64 resolution)
{
    constexpr double nsPerMs = 1e6;
    const double low = double(told - startedAt) - double(answered) / nsPerMs;
    const double high = double(told + resolution - startedAt) - double(sent) / nsPerMs;
    m_low = std::max(m_low, low);
    m_high = std::min(m_high, high);
    m_widestLow = std::min(m_widestLow, low);
    m_widestHigh = std::max(m_widestHigh, high);
    ++m_samples;
}

ClockOffset ClockOffset::intersectedWith(const ClockOffset &other) const
{
    ClockOffset both;
    both.m_low = std::max(low(), other.low());
    both.m_high = std::min(high(), other.high());
    both.m_widestLow = both.m_low;
    both.m_widestHigh = both.m_high;
    both.m_samples = m_samples + other.m_samples;
    return both;
}

} // namespace doorbuster
