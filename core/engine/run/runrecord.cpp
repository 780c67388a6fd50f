// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runrecord.h"

namespace doorbuster {

namespace {

template <class Container>
void append(Container &all, const Container &more)
{
    all.insert(all.end(), more.begin(), more.end());
}

} // namespace

void RunRecord::ledger(const LedgerBatch &batch)
{
    append(m_result.ledger, batch.journeys);
    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason)
            m_result.withoutBuy[outcome][reason] += batch.withoutBuy[outcome][reason];
    }
    append(m_result.observations.probes, batch.probes);
    append(m_result.observations.claims, batch.claims);
    append(m_result.observations.contradictions, batch.contradictions);
}

} // namespace doorbuster
