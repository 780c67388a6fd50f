// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/unmetdemand.h"

#include <chrono>
#include <utility>

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

constexpr qint64 never = std::numeric_limits<qint64>::max();

/// The end of the sale in the run's time, at the earliest; far away where it is not known.
qint64 earliestSaleEnd(const Reconciliation &books)
{
    const auto window = books.saleWindow();
    return window.end ? window.end->from : never;
}

/// It was in the queue to the end: of its patience, of the sale, or of the load.
bool waitedToTheEnd(const QueueStay &stay)
{
    if (stay.end != QueueStay::End::Queued || stay.lastQueued == LedgerEntry::never)
        return false;
    const LedgerEntry &entry = *stay.entry;
    return entry.outcome == Outcome::Interrupted
        || (entry.outcome == Outcome::GaveUp
            && (entry.reason == OutcomeReason::Timeout || entry.reason == OutcomeReason::Ended));
}

} // namespace

qint64 freeAt(const QueueStay &stay, std::optional<qint64> longestTtl)
{
    if (stay.goneBy != LedgerEntry::never)
        return stay.goneBy;
    // The TTL may be longer than any answer told, by the time from the grant to the look: twice of it is beyond doubt
    // wherever looks come faster than holds run out.
    return longestTtl ? stay.held.to + 2 * *longestTtl : never;
}

Grants grantsOf(const QueueHistory &queue)
{
    Grants grants;
    qint64 first = never;
    for (const QueueStay &stay : queue.stays()) {
        if (stay.end == QueueStay::End::Queued)
            continue;
        ++grants.seen;
        first = std::min(first, stay.held.to);
        grants.last = std::max(grants.last, stay.held.to);
    }
    if (grants.seen > 1)
        grants.pace = (grants.last - first) / qint64(grants.seen - 1);
    return grants;
}

UnmetDemand unmetDemand(const Reconciliation &books, const Demanding &demanding)
{
    const qint64 patience = 2 * nanoseconds(books.input().pollingInterval).count(); // a grant takes some time
    const qint64 saleEnd = earliestSaleEnd(books);
    const Grants grants = grantsOf(books.queue());
    std::vector<const QueueStay *> toTheEnd; // the latest looks first
    std::vector<qint64> leftJoined; // of those who left before: when they had joined at the earliest
    std::vector<qint64> free;
    for (const QueueStay &stay : books.queue().stays()) {
        if (stay.ordered)
            continue;
        if (stay.end != QueueStay::End::Queued)
            free.push_back(freeAt(stay, books.queue().longestTtl()));
        else if (waitedToTheEnd(stay))
            toTheEnd.push_back(&stay);
        else
            leftJoined.push_back(stay.joined.from);
    }
    std::sort(leftJoined.begin(), leftJoined.end());
    std::sort(free.begin(), free.end());
    std::sort(toTheEnd.begin(), toTheEnd.end(),
        [](const QueueStay *a, const QueueStay *b) { return a->lastQueued > b->lastQueued; });

    const auto demandAt = [&](qint64 moment) {
        UnmetDemand unmet{.moment = moment, .waiting = {}, .remaining = books.remaining().value_or(0)};
        std::vector<qint64> goneJoined;
        qint64 lastJoined = 0; // of those who wait
        for (const QueueStay *stay : toTheEnd) {
            if (stay->lastQueued < moment || moment - stay->joined.to < patience) {
                goneJoined.push_back(stay->joined.from);
                continue;
            }
            unmet.waiting.push_back(stay);
            lastJoined = std::max(lastJoined, stay->joined.to);
        }
        const qint64 inFront = demanding.anyOrder ? never : lastJoined;
        unmet.perhapsHeld = books.queue().perhapsJoined()
            + (free.end() - std::upper_bound(free.begin(), free.end(), moment - demanding.freeFor))
            + (std::lower_bound(leftJoined.begin(), leftJoined.end(), inFront) - leftJoined.begin())
            + std::ranges::count_if(goneJoined, [inFront](qint64 joined) { return joined < inFront; });
        if (moment < demanding.standstill) {
            const qint64 rest = std::max<qint64>(std::min(books.observedUntil(), saleEnd) - moment, 0);
            unmet.perhapsHeld += std::min(grants.unseenWithin(rest), unmet.remaining);
        }
        return unmet;
    };
    // The later the moment, the more units had come free, and the fewer buyers are known to have been there still.
    constexpr std::size_t moments = 100;
    UnmetDemand best;
    best.remaining = books.remaining().value_or(0);
    const auto tooEarly = std::partition_point(toTheEnd.begin(), toTheEnd.end(),
        [&](const QueueStay *stay) { return std::min(stay->lastQueued, saleEnd) >= demanding.since; });
    const auto looks = std::size_t(tooEarly - toTheEnd.begin());
    qint64 mostFree = 0;
    qint64 mostFreeAt = 0;
    for (std::size_t i = 0; i < std::min(moments, looks); ++i) {
        const std::size_t at = looks <= moments ? i : i * (looks - 1) / (moments - 1);
        UnmetDemand unmet = demandAt(std::min(toTheEnd[at]->lastQueued, saleEnd));
        if (unmet.units() > 0 && unmet.free() > mostFree) {
            mostFree = unmet.free();
            mostFreeAt = unmet.moment;
        }
        const bool better =
            unmet.units() > best.units() || (best.units() == 0 && unmet.waiting.size() > best.waiting.size());
        if (better)
            best = std::move(unmet);
    }
    best.mostFree = mostFree;
    best.mostFreeAt = mostFreeAt;
    return best;
}

} // namespace doorbuster
