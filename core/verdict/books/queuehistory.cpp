// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/queuehistory.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

namespace {

constexpr qint64 nsPerMillisecond = 1'000'000;
/// Shops tell the rest of a hold in seconds, rounded up.
constexpr qint64 ttlRounding = 1'000 * nsPerMillisecond;

/// Follows one journey, call by call.
class StayFinder {
public:
    StayFinder(const LedgerEntry &entry, std::vector<QueueStay> &stays)
        : m_entry(entry)
        , m_stays(stays)
    {
    }

    void see(const BuyerCall &call)
    {
        switch (call.kind) {
        case CallKind::Buy:
            seeBuy(call);
            break;
        case CallKind::Position:
            seePosition(call);
            break;
        case CallKind::Confirm:
            seeConfirm(call);
            break;
        }
    }

    /// Whether the buyer may be in the queue although nothing tells so.
    bool finish()
    {
        // A buyer of whom no answer ever said that it is in the queue cannot be placed.
        if (isIn() && m_held == 0)
            close(QueueStay::End::Queued);
        return mayBeIn() && !isIn();
    }

private:
    bool mayBeIn() const { return m_joinedFrom != LedgerEntry::never; }
    bool isIn() const { return m_joinedTo != LedgerEntry::never; }

    void seeBuy(const BuyerCall &call)
    {
        const bool surelyUnseen = call.meaning == Meaning::NoAnswer && !call.mayHaveArrived;
        if (surelyUnseen)
            return;
        m_held = 0;
        const bool wasPossiblyIn = mayBeIn();
        if (!wasPossiblyIn)
            m_joinedFrom = call.sent;
        if (call.meaning == Meaning::Queued) {
            seeQueued(call);
        } else if (call.meaning == Meaning::Held) {
            seeQueuedAt(call.ended);
            seeHold(call);
        } else if (!call.isInDoubt() && !wasPossiblyIn) {
            m_joinedFrom = LedgerEntry::never;
        }
    }

    void seePosition(const BuyerCall &call)
    {
        if (call.meaning == Meaning::Queued) {
            if (mayBeIn())
                seeQueued(call);
        } else if (call.meaning == Meaning::Held) {
            if (m_held != 0 || !mayBeIn())
                return; // a look between two confirms
            seeQueuedAt(call.ended);
            seeHold(call);
        } else if (call.meaning == Meaning::LostPlace) {
            if (isIn() && m_held == 0) {
                close(QueueStay::End::Unknown);
                m_stays.back().held = {lowerBoundOfHold(), call.ended};
                m_stays.back().goneBy = call.ended;
            }
            leave();
        }
    }

    void seeConfirm(const BuyerCall &call)
    {
        if (call.meaning == Meaning::RateLimited)
            return;
        if (m_held == 0) {
            // Refused before, and ordered all the same: the hold was there, and it was paid.
            if (call.meaning == Meaning::Bought && m_refused != 0) {
                m_stays[m_refused - 1].ordered = true;
                m_stays[m_refused - 1].goneBy = LedgerEntry::never;
                m_refused = 0;
            }
            return;
        }
        QueueStay &stay = m_stays[m_held - 1];
        if (stay.firstConfirm == LedgerEntry::never)
            stay.firstConfirm = call.sent;
        stay.inDoubt = stay.inDoubt || call.isInDoubt();
        if (call.meaning == Meaning::Bought) {
            stay.ordered = true;
            leave();
        } else if (call.isRefused()) {
            stay.refused = true;
            if (call.meaning == Meaning::HoldExpired) // whatever else it is refused with, the hold may go on
                stay.goneBy = call.ended;
            m_refused = m_held;
            leave();
        }
    }

    void seeQueued(const BuyerCall &call)
    {
        seeQueuedAt(call.ended);
        m_lastQueued = call.sent;
    }

    void seeQueuedAt(qint64 moment)
    {
        if (!isIn())
            m_joinedTo = moment;
    }

    void seeHold(const BuyerCall &call)
    {
        m_refused = 0;
        close(QueueStay::End::Held);
        QueueStay &stay = m_stays.back();
        stay.held = {lowerBoundOfHold(), call.ended};
        // A shop may tell what is left, or always the whole time: then it began when the hold did.
        if (call.holdTtlMs != BuyerCall::untold && call.holdTtlMs > 0)
            stay.heldUntil = stay.held.from + std::max<qint64>(call.holdTtlMs * nsPerMillisecond - ttlRounding, 0);
        m_held = m_stays.size();
    }

    qint64 lowerBoundOfHold() const { return m_lastQueued == LedgerEntry::never ? m_joinedFrom : m_lastQueued; }

    void close(QueueStay::End end)
    {
        QueueStay &stay = m_stays.emplace_back();
        stay.entry = &m_entry;
        stay.joined = {m_joinedFrom, m_joinedTo};
        stay.lastQueued = m_lastQueued;
        stay.end = end;
    }

    void leave()
    {
        m_joinedFrom = LedgerEntry::never;
        m_joinedTo = LedgerEntry::never;
        m_lastQueued = LedgerEntry::never;
        m_held = 0;
    }

    const LedgerEntry &m_entry;
    std::vector<QueueStay> &m_stays;
    qint64 m_joinedFrom = LedgerEntry::never; ///< it may be in the queue
    qint64 m_joinedTo = LedgerEntry::never; ///< an answer said that it is
    qint64 m_lastQueued = LedgerEntry::never;
    std::size_t m_held = 0; ///< number of the stay whose hold the buyer has, from 1; 0 = it has none
    std::size_t m_refused = 0; ///< likewise, of the stay whose hold the buyer was refused last
};

} // namespace

QueueHistory::QueueHistory(const Ledger &ledger)
{
    for (const LedgerEntry &entry : ledger) {
        if (entry.sentBuy() && entry.calls.isEmpty())
            m_known = false;
        add(entry);
    }
    for (QueueStay &stay : m_stays) {
        if (stay.end == QueueStay::End::Unknown && surelyLost(stay.held.from, stay.held.to))
            stay.end = QueueStay::End::Lost;
    }
    std::sort(m_confirmsSent.begin(), m_confirmsSent.end());
    std::sort(m_confirmsRefused.begin(), m_confirmsRefused.end());
    std::sort(m_acknowledged.begin(), m_acknowledged.end());
}

bool QueueHistory::surelyLost(qint64 lastSeen, qint64 gone) const
{
    return m_longestTtl && gone - lastSeen < *m_longestTtl - ttlRounding;
}

void QueueHistory::add(const LedgerEntry &entry)
{
    StayFinder finder(entry, m_stays);
    bool asked = false; // for this hold already
    qint64 refusedAt = LedgerEntry::never; // all its confirms so far were, for certain
    const auto close = [&] {
        if (asked && refusedAt != LedgerEntry::never)
            m_confirmsRefused.push_back(refusedAt);
        asked = false;
        refusedAt = LedgerEntry::never;
    };
    for (const BuyerCall &call : entry.calls.calls()) {
        finder.see(call);
        if (call.holdTtlMs != BuyerCall::untold && call.holdTtlMs > 0)
            m_longestTtl = std::max(m_longestTtl.value_or(0), call.holdTtlMs * nsPerMillisecond);
        if (call.kind != CallKind::Confirm) {
            if (call.kind == CallKind::Buy)
                close();
            continue;
        }
        const bool isRefused = call.isRefused() || call.meaning == Meaning::RateLimited;
        const bool isFirst = !std::exchange(asked, true);
        if (isFirst)
            m_confirmsSent.push_back(call.sent);
        if (isFirst || refusedAt != LedgerEntry::never)
            refusedAt = isRefused ? call.ended : LedgerEntry::never;
        if (call.meaning == Meaning::Bought)
            m_acknowledged.push_back(call.ended);
    }
    close();
    m_perhapsJoined += finder.finish();
}

} // namespace doorbuster
