// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// What may be amiss with the generator.
enum class GeneratorFault : quint8 { LoopLag, Timers, LocalFailures, UsersMissing };

/// How well the generator itself did, measured by itself. Where it was the bottleneck, the run's latencies do not
/// describe the shop.
struct GeneratorHealth {
    int workers = 0;
    std::chrono::nanoseconds loopLagP50{0}; ///< how late a worker's event loop served a due probe, over load and drain
    std::chrono::nanoseconds loopLagP99{0};
    std::chrono::nanoseconds loopLagMax{0};
    quint64 loopLagSamples = 0; ///< 0: nothing was measured, and the three above mean nothing
    std::chrono::nanoseconds timerLatenessP99{0}; ///< how late sleeping buyers woke, over load and drain
    std::chrono::nanoseconds timerLatenessMax{0};
    quint64 timerSamples = 0;
    std::chrono::nanoseconds lagLimit{0}; ///< the setting beyond which p99 marks the run
    std::chrono::nanoseconds cpuTime{0}; ///< of this process, over cpuSpan
    std::chrono::nanoseconds cpuSpan{0}; ///< load and drain, as far as they went; 0 in results of versions before 4
    qint64 peakMemory = 0; ///< bytes resident at most; 0 where the system does not report it
    quint64 localFailures = 0; ///< requests that never left this machine (out of sockets, ports)
    int plannedPeak = 0; ///< virtual users
    /// Of plannedPeak, those planned for longer than the lag limit, see Executor::peakLasting(): the top of a ramp at
    /// the plan's end lasts no time, and a healthy generator need not reach it.
    int requiredPeak = 0;
    int reachedPeak = 0;
    /// The buyers' sockets: those open now (in a result: when the load ended), and the most at a time, which is the sum
    /// of each worker's most, or, where that cannot be counted, what was seen four times a second. Absent where
    /// the transport does not count them (stock).
    std::optional<int> openSockets;
    std::optional<int> peakSockets;

    bool measured() const { return loopLagSamples > 0; }
    /// Of one core: 1 is one core busy all the time, more with several workers. Absent where it is not known.
    std::optional<double> cpuShare() const
    {
        return cpuSpan.count() > 0 ? std::optional(double(cpuTime.count()) / double(cpuSpan.count())) : std::nullopt;
    }
    /// The figures of this run no longer describe the shop.
    bool generatorBound() const { return (measured() && loopLagP99 > lagLimit) || localFailures > 0; }
    /// All that is amiss; empty says nothing where nothing is measured(). Users that never came are a fault only of a
    /// load that ran to its end. The one rule behind the check, the console and the window.
    std::vector<GeneratorFault> faults(bool loadRanToEnd) const
    {
        std::vector<GeneratorFault> found;
        if (measured() && loopLagP99 > lagLimit)
            found.push_back(GeneratorFault::LoopLag);
        if (timerSamples > 0 && timerLatenessP99 > lagLimit)
            found.push_back(GeneratorFault::Timers);
        if (localFailures > 0)
            found.push_back(GeneratorFault::LocalFailures);
        if (loadRanToEnd && reachedPeak < requiredPeak)
            found.push_back(GeneratorFault::UsersMissing);
        return found;
    }

    friend bool operator==(const GeneratorHealth &, const GeneratorHealth &) = default;
};

} // namespace doorbuster
