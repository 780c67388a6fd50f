// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/clock.h"

namespace doorbuster {

/// A clock that stands still until the test moves it.
class ManualClock final : public Clock {
public:
    static constexpr TimePoint start{std::chrono::hours(1)};

    TimePoint now() const override { return m_now; }
    void advance(Nanoseconds by) { m_now += by; }
    void moveTo(TimePoint moment) { m_now = moment; }
    Nanoseconds elapsed() const { return m_now - start; }

private:
    TimePoint m_now = start;
};

} // namespace doorbuster
