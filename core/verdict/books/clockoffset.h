// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <limits>

namespace doorbuster {

/// How far the shop's clock is ahead of this machine's, as an interval: each time that the shop told lies somewhere
/// between a call and its answer, which bounds the offset from both sides, and all bounds hold at once. In ms; Unix
/// time of the shop = the run's start by this machine's clock + time since then + offset.
class ClockOffset {
public:
    /// The shop's clock showed a time in [told, told + resolution) (Unix ms) at some moment of [sent, answered] (ns
    /// since the run's start, which was at `startedAt`, Unix ms).
    void add(qint64 startedAt, qint64 sent, qint64 answered, qint64 told, qint64 resolution);

    bool isKnown() const { return m_samples > 0; }
    qint64 samples() const { return m_samples; }
    /// False where no single offset explains all that was told: the clock was set, or several machines answered. Then
    /// the bounds are the widest that any sample allows.
    bool isSteady() const { return m_low <= m_high; }
    double low() const { return isSteady() ? m_low : m_widestLow; }
    double high() const { return isSteady() ? m_high : m_widestHigh; }
    /// Whether both can be of one clock.
    bool agreesWith(const ClockOffset &other) const { return low() <= other.high() && other.low() <= high(); }
    /// Both together; they must agree.
    ClockOffset intersectedWith(const ClockOffset &other) const;

private:
    static constexpr double infinite = std::numeric_limits<double>::infinity();

    double m_low = -infinite;
    double m_high = infinite;
    double m_widestLow = infinite;
    double m_widestHigh = -infinite;
    qint64 m_samples = 0;
};

} // namespace doorbuster
