// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runjournal.h"
#include "core/result/runresult.h"

namespace doorbuster {

/// The journal that keeps a run in memory: appends to its RunResult what the verdict and the result file need.
class RunRecord final : public RunJournal {
public:
    /// `result` must outlive this.
    explicit RunRecord(RunResult &result)
        : m_result(result)
    {
    }

    void ledger(const LedgerBatch &batch) override;
    void phaseEnded(const PhaseSpan &phase) override { m_result.phases.push_back(phase); }
    void stockSeen(const StockSample &sample) override { m_result.observations.stock.push_back(sample); }
    void clockSeen(const ClockSample &sample) override { m_result.observations.clock.push_back(sample); }
    void visibilitySeen(const VisibilityProbe &probe) override { m_result.observations.visibility.push_back(probe); }

private:
    RunResult &m_result;
};

} // namespace doorbuster
