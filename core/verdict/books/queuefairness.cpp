// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/queuefairness.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// Counts how many of the times that were added are at most a given one (a Fenwick tree over the ranks of all times).
class TimeCounter {
public:
    explicit TimeCounter(std::vector<qint64> times)
        : m_times(std::move(times))
    {
        std::sort(m_times.begin(), m_times.end());
        m_times.erase(std::unique(m_times.begin(), m_times.end()), m_times.end());
        m_counts.resize(m_times.size() + 1);
    }

    /// `time` is one of those of the constructor.
    void add(qint64 time)
    {
        for (std::size_t i = upTo(time); i < m_counts.size(); i += i & -i)
            ++m_counts[i];
        ++m_total;
    }
    qint64 atMost(qint64 time) const
    {
        qint64 count = 0;
        for (std::size_t i = upTo(time); i > 0; i -= i & -i)
            count += m_counts[i];
        return count;
    }
    qint64 total() const { return m_total; }

private:
    std::size_t upTo(qint64 time) const
    {
        return std::size_t(std::upper_bound(m_times.begin(), m_times.end(), time) - m_times.begin());
    }

    std::vector<qint64> m_times;
    std::vector<qint64> m_counts;
    qint64 m_total = 0;
};

/// When it was served, at the earliest and at the latest.
qint64 servedFrom(const QueueStay &stay)
{
    return stay.end == QueueStay::End::Held ? stay.held.from : stay.lastQueued;
}

qint64 servedTo(const QueueStay &stay)
{
    return stay.end == QueueStay::End::Held ? stay.held.to : std::numeric_limits<qint64>::max();
}

} // namespace

QueueFairness::QueueFairness(std::span<const QueueStay *const> all)
{
    std::vector<const QueueStay *> stays;
    for (const QueueStay *stay : all) {
        if (stay->end == QueueStay::End::Held
            || (stay->end == QueueStay::End::Queued && stay->lastQueued != LedgerEntry::never))
            stays.push_back(stay);
    }
    // From the last to join to the first: those that joined later for certain than the one at hand have been added.
    std::vector<std::size_t> byJoinedTo(stays.size());
    std::iota(byJoinedTo.begin(), byJoinedTo.end(), std::size_t(0));
    std::vector<std::size_t> byJoinedFrom = byJoinedTo;
    std::sort(byJoinedTo.begin(), byJoinedTo.end(),
        [&](std::size_t a, std::size_t b) { return stays[a]->joined.to > stays[b]->joined.to; });
    std::sort(byJoinedFrom.begin(), byJoinedFrom.end(),
        [&](std::size_t a, std::size_t b) { return stays[a]->joined.from > stays[b]->joined.from; });

    std::vector<qint64> froms, tos;
    for (const QueueStay *stay : stays) {
        froms.push_back(servedFrom(*stay));
        tos.push_back(servedTo(*stay));
    }
    TimeCounter laterFrom(froms);
    TimeCounter laterTo(tos);
    qint64 earliestTo = std::numeric_limits<qint64>::max();
    std::vector<Overtaken> overtaken(stays.size());
    std::size_t added = 0;
    for (const std::size_t i : byJoinedTo) {
        const QueueStay &stay = *stays[i];
        for (; added < byJoinedFrom.size() && stays[byJoinedFrom[added]]->joined.from > stay.joined.to; ++added) {
            const QueueStay &later = *stays[byJoinedFrom[added]];
            laterFrom.add(servedFrom(later));
            laterTo.add(servedTo(later));
            earliestTo = std::min(earliestTo, servedTo(later));
        }
        const qint64 before = laterTo.atMost(servedFrom(stay));
        m_inversions += before;
        if (before > 0)
            overtaken[i] = {&stay, before, servedFrom(stay) - earliestTo};
        // Served after it for certain: not before the latest moment at which it can have been served itself.
        if (stay.end == QueueStay::End::Held)
            m_inOrder += laterFrom.total() - laterFrom.atMost(servedTo(stay) - 1);
    }
    for (Overtaken &one : overtaken) {
        if (one.stay)
            m_overtaken.push_back(one);
    }
}

std::vector<const QueueStay *> fairnessStays(const QueueHistory &queue, const Ledger &ledger, const BuyerEmails &emails)
{
    const auto emailOf = [&emails](const LedgerEntry &entry) { return emails.email(entry.vu, entry.iteration); };
    const bool emailsAreUnique = emails.pattern().contains("{VU}"_L1) && emails.pattern().contains("{ITER}"_L1);
    QHash<QString, const LedgerEntry *> firstOf;
    if (!emailsAreUnique) {
        for (const LedgerEntry &entry : ledger) {
            const LedgerEntry *&first = firstOf[emailOf(entry)];
            if (!first || entry.started < first->started)
                first = &entry;
        }
    }
    std::vector<const QueueStay *> stays;
    const LedgerEntry *mayHold = nullptr; // the buyer of the stays before this one, once it may have had a hold
    for (const QueueStay &stay : queue.stays()) {
        // The hold that it gets may be the one that it had: a part of the shop may have called it over too early.
        const bool mayResume = stay.entry == mayHold;
        if (stay.mayHaveHeld())
            mayHold = stay.entry;
        const bool isPlaced = stay.end == QueueStay::End::Held || stay.end == QueueStay::End::Queued;
        if (isPlaced && !mayResume && (emailsAreUnique || firstOf.value(emailOf(*stay.entry)) == stay.entry))
            stays.push_back(&stay);
    }
    return stays;
}

} // namespace doorbuster
