// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricsdelta.h"
#include "core/metrics/secondrow.h"
#include "core/result/runphase.h"
#include "core/verdict/ledger/buyerprobe.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QString>

#include <array>
#include <chrono>
#include <span>
#include <vector>

namespace doorbuster {

struct RunResult;

/// A line for the run's log.
struct LogLine {
    std::chrono::nanoseconds at{0}; ///< since the run's start
    quint32 vu = 0; ///< 0: the engine itself
    QString text; ///< cleaned: it may quote the shop, and is harmless to show
};

/// What the buyers left since the last batch.
struct LedgerBatch {
    Ledger journeys; ///< that ended and had sent a buy
    /// Those that ended without; counted only, as they outnumber the others by far.
    std::array<std::array<quint64, outcomeReasonCount>, outcomeCount> withoutBuy{};
    std::vector<BuyerProbe> probes; ///< what sampled buyers tried after their journeys
    std::vector<OrderClaim> claims;
    std::vector<SaleContradiction> contradictions;
};

/// Is told of a run as it goes on, so that it can be written before it ends: the line outputs write samples, RunRecord
/// keeps in memory what the verdict and the result need.
///
/// All calls come from the run's thread: runStarted() first, runEnded() last, the others in between as things happen,
/// each thing once. None may block: what cannot keep up drops and counts. What one throws ends the run as an error of
/// this program. Times are since the run's start.
class RunJournal {
public:
    RunJournal() = default;
    virtual ~RunJournal() = default;
    Q_DISABLE_COPY_MOVE(RunJournal)

    /// `run` has what is known by then: id, time of the start, profile, machine.
    virtual void runStarted(const RunResult &run) { Q_UNUSED(run) }
    /// Whether samples() wants each single sample. Asked once, before the run; costs memory and time where it is true.
    virtual bool wantsSamples() const { return false; }
    virtual void samples(std::vector<Sample> &&batch) { Q_UNUSED(batch) }
    /// Four times a second while buyers are there.
    virtual void ledger(const LedgerBatch &batch) { Q_UNUSED(batch) }
    /// Seconds that are final now: all workers have passed them. In order, without gaps.
    virtual void secondsClosed(std::span<const SecondRow> rows) { Q_UNUSED(rows) }

    // Events.
    virtual void phaseEnded(const PhaseSpan &phase) { Q_UNUSED(phase) }
    virtual void stockSeen(const StockSample &sample) { Q_UNUSED(sample) }
    virtual void clockSeen(const ClockSample &sample) { Q_UNUSED(sample) }
    virtual void visibilitySeen(const VisibilityProbe &probe) { Q_UNUSED(probe) }
    virtual void logged(const LogLine &line) { Q_UNUSED(line) }

    /// The end, however it came; `run` is complete.
    virtual void runEnded(const RunResult &run) { Q_UNUSED(run) }
};

} // namespace doorbuster
