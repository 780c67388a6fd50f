// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/run/runfault.h"
#include "core/result/runjournal.h"

#include <memory>
#include <utility>
#include <vector>

namespace doorbuster {

/// All journals of a run as one. What one of them throws is raised as the run's fault, and keeps nothing from the
/// others.
class Journals {
public:
    /// `record` is the one that keeps the run in memory, and comes first. It and `fault` must outlive this.
    Journals(RunFault &fault, RunJournal &record, std::vector<std::shared_ptr<RunJournal>> others)
        : m_fault(fault)
        , m_others(std::move(others))
    {
        m_all.push_back(&record);
        for (const auto &journal : m_others)
            m_all.push_back(journal.get());
        for (RunJournal *journal : m_all) {
            if (journal->wantsSamples())
                m_samplers.push_back(journal);
        }
    }

    /// Calls `call` with each of them.
    template <class Call>
    void each(Call call)
    {
        for (RunJournal *journal : m_all)
            guarded(m_fault, [&] { call(*journal); });
    }

    void samples(std::vector<Sample> &&batch)
    {
        for (std::size_t i = 0; i < m_samplers.size() && !batch.empty(); ++i) {
            const bool isLast = i + 1 == m_samplers.size();
            guarded(m_fault, [&] { m_samplers[i]->samples(isLast ? std::move(batch) : std::vector<Sample>(batch)); });
        }
    }

private:
    RunFault &m_fault;
    std::vector<std::shared_ptr<RunJournal>> m_others;
    std::vector<RunJournal *> m_all;
    std::vector<RunJournal *> m_samplers;
};

} // namespace doorbuster
