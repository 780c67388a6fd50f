// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/reconciliation.h"

#include <QString>

#include <vector>

namespace doorbuster {

/// Units that may be in neither paid orders nor stock although nothing is wrong: upper bounds, each of its kind.
struct UnsettledUnits {
    qint64 pending = 0; ///< orders that are not paid yet
    qint64 givenBack = 0; ///< orders that were refunded or cancelled: their units may have been put back, or not
    qint64 doubtful = 0; ///< buyers whose confirm may still be booked
    qint64 held = 0; ///< holds that may be open: some shops take a unit from the stock with the hold

    qint64 total() const { return pending + givenBack + doubtful + held; }
    /// "3 pending orders, up to 2 open holds"; empty where there are none.
    QString text() const;
};

UnsettledUnits unsettledUnits(const Reconciliation &books);

/// Whether a hold may take its unit from the stock that the shop tells. Not where a reading shows more than that would
/// leave: then the stock goes down with the order alone.
bool holdsMayTakeStock(const Reconciliation &books);

/// How many holds may be open when the books are read, whether they take stock or not.
qint64 openHoldsAtMost(const Reconciliation &books);

/// How many units holds and orders may have taken from the stock at a moment of [sent, answered], at most, where holds
/// take theirs at once. All that was seen of the queue, and those that left it.
class UnitsHeldAtMost {
public:
    explicit UnitsHeldAtMost(const Reconciliation &books);

    qint64 within(qint64 sent, qint64 answered) const;

private:
    std::vector<qint64> m_begun; ///< when a hold may have begun, at the earliest
    std::vector<qint64> m_over; ///< when it was surely given back
    qint64 m_always = 0;
};

} // namespace doorbuster
