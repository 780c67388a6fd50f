// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/unmetdemand.h"

#include <chrono>
#include <utility>

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

constexpr qint64 never = std::numeric_limits<qint64>::max();

/// The end of the sale in the run's time, at the earliest; far away where it is not known.
qint64 earliestSaleEnd(const Reconciliation &books)
{
    const auto window = books.times().window();
    return window.end ? window.end->from : never;
}

/// What was left all the time from that moment on, by all that the shop told: units may come back at any time.
qint64 leftSince(const Reconciliation &books, qint64 moment)
{
    qint64 left = books.stock().remaining().value_or(0);
    if (!books.input().observations)
        return left;
    for (const StockSample &sample : books.input().observations->stock) {
        if (sample.answered < moment)
            continue;
        if (sample.age.value_or(0) > 0) // a cache's answer does not tell when
            return 0;
        if (const auto stock = unitsOf(sample.remaining))
            left = std::min(left, *stock);
    }
    return left;
}

/// It wanted a unit to the end: of its patience, of the sale, or of the load. One that lost its place may also have
/// spent its buys.
bool waitedToTheEnd(const Wait &wait)
{
    const LedgerEntry &entry = *wait.stay->entry;
    if (entry.outcome == Outcome::Interrupted)
        return true;
    if (wait.stay->end == QueueStay::End::Lost && entry.outcome == Outcome::Failed)
        return true;
    return entry.outcome == Outcome::GaveUp
        && (entry.reason == OutcomeReason::Timeout || entry.reason == OutcomeReason::Ended);
}

/// All buyers whom nothing was granted, as far as it is known, and who may have been in the queue when last seen.
struct Unserved {
    std::vector<Wait> toTheEnd; ///< those who wanted a unit to the end
    std::vector<qint64> leftJoined; ///< of those who left before: when they had joined at the earliest
};

Unserved unservedOf(const QueueHistory &queue)
{
    Unserved unserved;
    const std::vector<QueueStay> &stays = queue.stays();
    Wait wait;
    for (std::size_t i = 0; i < stays.size(); ++i) {
        const QueueStay &stay = stays[i];
        const bool goesOn = wait.placesLost > 0 && wait.stay->entry == stay.entry;
        if (!goesOn)
            wait = {.stay = nullptr, .since = stay.joined.to};
        wait.stay = &stay;
        if (stay.mayHaveHeld()) {
            wait = {};
            continue;
        }
        const bool lost = stay.end == QueueStay::End::Lost;
        wait.placesLost += lost;
        wait.until = lost ? stay.held.from : stay.lastQueued;
        if (lost && i + 1 < stays.size() && stays[i + 1].entry == stay.entry)
            continue;
        if (wait.until != LedgerEntry::never && waitedToTheEnd(wait))
            unserved.toTheEnd.push_back(wait);
        else if (!lost)
            unserved.leftJoined.push_back(stay.joined.from);
        wait = {};
    }
    return unserved;
}

qint64 countBefore(const std::vector<qint64> &sorted, qint64 moment)
{
    return std::lower_bound(sorted.begin(), sorted.end(), moment) - sorted.begin();
}

/// What sampled buyers tried after their orders, as journeys of their own: they queue, and may hold units.
Ledger triesOf(std::span<const BuyerProbe> probes)
{
    Ledger tries;
    for (const BuyerProbe &probe : probes) {
        LedgerEntry &entry = tries.emplace_back();
        entry.vu = probe.vu;
        entry.iteration = probe.iteration;
        entry.calls = probe.calls;
    }
    return tries;
}

} // namespace

qint64 freeAt(const QueueStay &stay, std::optional<qint64> longestTtl)
{
    if (stay.goneBy != LedgerEntry::never)
        return stay.goneBy;
    if (stay.inDoubt) // it may have been paid, or its time begun anew
        return never;
    // The TTL may be longer than any answer told, by the time from the grant to the look: twice of it is beyond doubt
    // wherever looks come faster than holds run out.
    return longestTtl ? stay.held.to + 2 * *longestTtl : never;
}

Grants grantsOf(const QueueHistory &queue)
{
    Grants grants;
    qint64 first = never;
    for (const QueueStay &stay : queue.stays()) {
        if (!stay.mayHaveHeld())
            continue;
        ++grants.seen;
        first = std::min(first, stay.held.to);
        grants.last = std::max(grants.last, stay.held.to);
    }
    if (grants.seen > 1)
        grants.pace = (grants.last - first) / qint64(grants.seen - 1);
    return grants;
}

UnmetDemand unmetDemand(const Reconciliation &books, const DemandQuery &query)
{
    const qint64 patience = 2 * nanoseconds(books.input().pollingInterval).count(); // a grant takes some time
    const qint64 saleEnd = earliestSaleEnd(books);
    const Grants grants = grantsOf(books.queue());
    auto [toTheEnd, leftJoined] = unservedOf(books.queue());
    std::vector<qint64> free;
    for (const QueueStay &stay : books.queue().stays()) {
        if (stay.leftUnpaid())
            free.push_back(freeAt(stay, books.queue().longestTtl()));
    }
    const Ledger tries = triesOf(books.probes());
    const QueueHistory again(tries);
    for (const QueueStay &stay : again.stays()) {
        const bool isLost =
            stay.end == QueueStay::End::Unknown && books.queue().surelyLost(stay.held.from, stay.held.to);
        if (stay.end == QueueStay::End::Queued)
            leftJoined.push_back(stay.joined.from);
        else if (stay.leftUnpaid() && !isLost)
            free.push_back(freeAt(stay, books.queue().longestTtl()));
    }
    const qint64 perhapsJoined = books.queue().perhapsJoined() + again.perhapsJoined();
    std::sort(leftJoined.begin(), leftJoined.end());
    std::sort(free.begin(), free.end());
    // The latest looks first.
    std::sort(toTheEnd.begin(), toTheEnd.end(), [](const Wait &a, const Wait &b) { return a.until > b.until; });
    std::vector<const Wait *> byJoining;
    for (const Wait &wait : toTheEnd)
        byJoining.push_back(&wait);
    std::ranges::stable_sort(byJoining, {}, [](const Wait *wait) { return wait->stay->joined.to; });

    const auto demandAt = [&](qint64 moment) {
        UnmetDemand unmet{.moment = moment, .waiting = {}, .remaining = leftSince(books, moment - query.freeFor)};
        std::vector<qint64> goneJoined;
        for (const Wait *wait : byJoining) {
            if (wait->until >= moment) {
                if (moment - wait->since >= patience)
                    unmet.waiting.push_back(*wait);
            } else if (wait->stay->end == QueueStay::End::Queued) { // else it was seen without a hold when it left
                goneJoined.push_back(wait->stay->joined.from);
            }
        }
        std::sort(goneJoined.begin(), goneJoined.end());
        qint64 heldByAny =
            perhapsJoined + (free.end() - std::upper_bound(free.begin(), free.end(), moment - query.freeFor));
        if (moment < query.standstill) {
            const qint64 rest = std::max<qint64>(std::min(books.observedUntil(), saleEnd) - moment, 0);
            heldByAny += std::min(grants.unseenWithin(rest), unmet.remaining);
        }
        const auto goneBefore = [&](qint64 inFront) {
            return countBefore(leftJoined, inFront) + countBefore(goneJoined, inFront);
        };
        // All who wait; or only the first of them, where fewer of those who left can have been in front of them.
        unmet.wanted = qint64(unmet.waiting.size());
        const qint64 lastJoined = unmet.waiting.empty() ? 0 : unmet.waiting.back().stay->joined.to;
        unmet.perhapsHeld = heldByAny + goneBefore(query.anyOrder ? never : lastJoined);
        for (std::size_t i = 0; !query.anyOrder && i < unmet.waiting.size(); ++i) {
            const qint64 held = heldByAny + goneBefore(unmet.waiting[i].stay->joined.to);
            if (std::min(unmet.remaining - held, qint64(i + 1)) <= unmet.units())
                continue;
            unmet.perhapsHeld = held;
            unmet.wanted = qint64(i + 1);
        }
        return unmet;
    };
    // The later the moment, the more units had come free, and the fewer buyers are known to have been there still.
    constexpr std::size_t moments = 100;
    UnmetDemand best;
    best.remaining = books.stock().remaining().value_or(0);
    const auto tooEarly = std::partition_point(toTheEnd.begin(), toTheEnd.end(),
        [&](const Wait &wait) { return std::min(wait.until, saleEnd) >= query.since; });
    const auto looks = std::size_t(tooEarly - toTheEnd.begin());
    qint64 mostFree = 0;
    qint64 mostFreeAt = 0;
    for (std::size_t i = 0; i < std::min(moments, looks); ++i) {
        const std::size_t at = looks <= moments ? i : i * (looks - 1) / (moments - 1);
        UnmetDemand unmet = demandAt(std::min(toTheEnd[at].until, saleEnd));
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
