// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/queuehistory.h"

#include <span>
#include <vector>

namespace doorbuster {

/// Whether holds came in the order of joining. Only pairs of which both orders are certain are judged: each buyer's
/// joining and hold are known as ranges of time, and ranges that overlap say nothing. A buyer that was still waiting
/// when it was last seen counts as served after that moment. Takes n log n for n stays.
class QueueFairness {
public:
    /// Stays that ended Held or Queued; others are left out. They must outlive this.
    explicit QueueFairness(std::span<const QueueStay *const> stays);

    struct Overtaken {
        const QueueStay *stay = nullptr;
        qint64 count = 0; ///< later buyers that were served before it for certain
        qint64 longest = 0; ///< ns; by how much at least the first of them was served before it
    };

    qint64 judgedPairs() const { return m_inversions + m_inOrder; }
    qint64 inversions() const { return m_inversions; }
    /// (in order − inverted) / judged: 1 in order, −1 the other way round. Only with judged pairs.
    double kendallTau() const { return double(m_inOrder - m_inversions) / double(judgedPairs()); }
    /// In the order of the stays.
    const std::vector<Overtaken> &overtaken() const { return m_overtaken; }

private:
    qint64 m_inversions = 0;
    qint64 m_inOrder = 0;
    std::vector<Overtaken> m_overtaken;
};

/// The stays that fairness is judged by, of those of this ledger: where an email has several journeys, an earlier one
/// may have left its buyer in the queue, so that only the first can be placed; and a buyer that may have had a hold before
/// may be given that one again, out of turn.
std::vector<const QueueStay *> fairnessStays(
    const QueueHistory &queue, const Ledger &ledger, const BuyerEmails &emails);

} // namespace doorbuster
