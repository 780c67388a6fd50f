// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace doorbuster {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for a seed on every platform, which the distributions of
/// <random> do not promise. Not for secrets.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// In [0, 1).
    double fraction() { return double(next() >> 11) * 0x1p-53; }

private:
    std::uint64_t m_state;
};

} // namespace doorbuster
