// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"

#include <chrono>
#include <random>

namespace doorbuster {

/// The waits of one buyer between two looks: the polling interval, growing by a factor up to a limit, each varied by a
/// share of itself so that buyers do not move in step.
class Backoff {
public:
    explicit Backoff(const BuyerSettings &settings)
        : m_settings(settings)
        , m_wait(settings.pollingInterval)
    {
    }

    /// The next wait; the one after it is longer. With a jitter of 0 it draws nothing from `random`.
    std::chrono::nanoseconds next(std::minstd_rand &random);
    void reset() { m_wait = m_settings.pollingInterval; }

private:
    const BuyerSettings &m_settings;
    std::chrono::nanoseconds m_wait;
};

/// What a worker's jitter is drawn from: a stream of its own for each worker of each seed. Taken as they are, seeds
/// next to each other would give a linear generator numbers next to each other, and 0 and 1 the same.
std::minstd_rand jitterSource(quint32 seed, int worker);

} // namespace doorbuster
