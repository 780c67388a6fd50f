// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/reconciliation.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

namespace doorbuster {

// What the queue says of the stock's demand, for V3 and V4. Times are in ns since the run's start.

/// A right shop may take so long to collect holds that ran out, ns.
inline constexpr qint64 longestCollection = 30'000'000'000;

/// From when the unit of an unpaid hold was free again, at the latest; far away where that is not known.
qint64 freeAt(const QueueStay &stay, std::optional<qint64> longestTtl);

/// How holds were granted, as far as it was seen.
struct Grants {
    std::size_t seen = 0;
    qint64 last = 0; ///< sign of one
    qint64 pace = 0; ///< from one to the next, on average

    /// For so long there was no sign of one where they stood still, and were not merely far between.
    qint64 standstill(qint64 twoPollIntervals) const { return std::max(10 * pace, twoPollIntervals); }
    /// How many more there may have been in a time that goes on from the last ones, to buyers whom nobody saw again.
    qint64 unseenWithin(qint64 time) const
    {
        return pace > 0 ? 2 * time / pace + 1 : std::numeric_limits<qint64>::max();
    }
};

/// Of all buyers, whoever they were.
Grants grantsOf(const QueueHistory &queue);

/// One buyer's wait: from joining the queue for the first time, over places that the shop lost for certain, up to the
/// last moment at which it surely had no hold and wanted one.
struct Wait {
    const QueueStay *stay = nullptr; ///< the last of its stays
    qint64 since = 0; ///< it was in the queue from here on
    qint64 until = 0;
    int placesLost = 0; ///< times that its place was gone without a hold
};

/// Who waited in vain, and what of the stock was free for them, at one moment. Whoever was last seen waiting before it
/// may have left, and the shop may have granted it a hold that nobody saw. Both are lower bounds.
struct UnmetDemand {
    qint64 moment = 0;
    std::vector<Wait> waiting;
    qint64 remaining = 0;
    /// Of those who wait, so many are asked about: the first in the queue, as nobody can have passed them who joined
    /// later. Chosen so that the most is certain.
    qint64 wanted = 0;
    qint64 perhapsHeld = 0; ///< units that others may still hold, or that came free too late for the moment
    qint64 mostFree = 0; ///< units that nobody held though somebody waited, at the moment when they were the most
    qint64 mostFreeAt = 0;
    qint64 free() const { return remaining - perhapsHeld; }
    qint64 units() const { return std::clamp<qint64>(free(), 0, wanted); }
};

/// What a moment must be like to be judged.
struct DemandQuery {
    qint64 since = 0; ///< moments before this are not asked for
    qint64 standstill = 0; ///< from here on no hold was granted; before, there may have been more than were seen
    qint64 freeFor = 0; ///< a unit must have been free for so long
    /// Whether those that joined behind all who waited may have had a hold, though they had left: where the shop need
    /// not keep to the order of the queue.
    bool anyOrder = false;
};

/// At the moment for which the most is certain.
UnmetDemand unmetDemand(const Reconciliation &books, const DemandQuery &query);

} // namespace doorbuster
