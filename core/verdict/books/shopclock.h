// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/clockoffset.h"
#include "core/verdict/books/queuehistory.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QString>

#include <chrono>
#include <optional>

namespace doorbuster {

/// What the `Date` headers tell of the shop's clock. `startedAt` is this machine's clock at the run's start, Unix time
/// in ms. Not known where there were none.
ClockOffset shopClock(const ShopObservations &observations, qint64 startedAt);

void addDate(ClockOffset &clock, const ClockSample &sample, qint64 startedAt);

/// A time that the shop told (Unix ms) in the run's own: ns since its start, from the earliest to the latest that the
/// bounds allow. Times beyond 100 years are cut to that.
MomentRange runTimeOf(qint64 shopMillis, qint64 startedAt, const ClockOffset &clock);

/// "The shop's clock is 3,600.0 s ahead of ours (± 12 ms)." The clock must be known.
QString clockText(const ClockOffset &clock);

/// The same, where the clocks differ by more than a second for certain, whichever of the bounds holds; empty where they
/// do not, or where that is not known. A sale may then be closed, or over, by the shop's clock while it runs by ours.
QString clockWarning(const ClockOffset &clock);

/// Buyers that came before the sale opened: they queue, or are turned away, before there is anything to buy, so times
/// that count from their coming are not the sale's.
struct EarlyArrivals {
    qint64 buyers = 0; ///< that sent their first buy before the sale can have opened
    std::chrono::nanoseconds longest{0}; ///< how long before it the first of them came, at least; 0 without any
    bool perhapsMore = false; ///< others came so near to it that the clock's bounds do not tell
    /// No Date header told the shop's clock: this machine's was used.
    bool byOurClock = false;
};

/// Nothing where the shop does not say when the sale starts. `saleStartsAt` is the shop's time, Unix ms.
std::optional<EarlyArrivals> earlyArrivals(
    const Ledger &ledger, const ShopObservations &observations, qint64 startedAt, std::optional<qint64> saleStartsAt);

/// "12 buyers came before the sale opened, up to 1.9 s before it.", "At least 12 buyers …"; empty where none did for
/// certain.
QString earlyText(const EarlyArrivals &early);

} // namespace doorbuster
