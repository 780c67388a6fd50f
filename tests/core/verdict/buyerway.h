// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/ledger.h"

#include <optional>
#include <vector>

namespace doorbuster {

/// A buyer's way through the shop, call by call, as a test tells it. Times are ms since the run's start; a call takes
/// 2 ms unless told otherwise.
class BuyerWay {
public:
    explicit BuyerWay(quint32 vu, quint32 iteration = 0);

    BuyerWay &buy(qint64 at, qint32 position = BuyerCall::untold, qint32 size = BuyerCall::untold);
    BuyerWay &buyUnanswered(qint64 at, bool mayHaveArrived = true);
    BuyerWay &buyRefused(qint64 at, quint16 status);
    BuyerWay &queued(qint64 at, qint32 position = BuyerCall::untold, qint32 size = BuyerCall::untold);
    BuyerWay &noPlace(qint64 at);
    BuyerWay &hold(qint64 at, qint32 ttlMs = 900'000);
    BuyerWay &confirmed(qint64 at);
    BuyerWay &confirmRefused(qint64 at, quint16 status, std::optional<Meaning> meaning = {});
    BuyerWay &confirmUnanswered(qint64 at);
    /// How the journey ended; else by what its calls say, at the end of the last one.
    BuyerWay &ended(Outcome outcome, OutcomeReason reason = OutcomeReason::None);

    LedgerEntry entry() const;
    operator LedgerEntry() const { return entry(); }

private:
    BuyerCall &add(CallKind kind, Meaning meaning, qint64 at, quint16 status);

    LedgerEntry m_entry;
    std::vector<BuyerCall> m_calls;
};

} // namespace doorbuster
