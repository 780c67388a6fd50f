// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/ledger.h"

#include <optional>
#include <vector>

namespace doorbuster {

/// A moment that is known only to lie in [from, to]; ns since the run's start.
struct MomentRange {
    qint64 from = 0;
    qint64 to = 0;

    /// This one was first, whatever the unknown parts are.
    bool isBefore(const MomentRange &other) const { return to <= other.from; }
    friend bool operator==(const MomentRange &, const MomentRange &) = default;
};

/// One stay of a buyer in the queue, from joining it to a hold or to what ended it, with no more than is certain.
struct QueueStay {
    enum class End : quint8 {
        Held, ///< a hold was seen
        Queued, ///< in the queue by the last answer; the buyer left, or was cut
        Unknown, ///< the place was gone: a hold may have come and run out between two looks, or the shop lost it
        Lost, ///< the place was gone sooner than any hold runs out: the shop lost it, and there was no hold
    };

    const LedgerEntry *entry = nullptr;
    MomentRange joined;
    qint64 lastQueued = LedgerEntry::never; ///< when the last call was sent that was answered "queued"
    End end = End::Queued;
    MomentRange held; ///< with Held: when the hold came; with Unknown and Lost: when the place went
    qint64 heldUntil = LedgerEntry::never; ///< up to when the hold lasts for certain; never: the shop told no TTL
    qint64 firstConfirm = LedgerEntry::never; ///< of this hold: when it was sent
    bool ordered = false; ///< a confirm of this hold was answered 200
    bool refused = false; ///< a confirm was refused, and the buyer gave the hold up
    qint64 goneBy = LedgerEntry::never; ///< when the shop said that there is no hold any more; never: it did not
    bool inDoubt = false; ///< a confirm's answer never came or told nothing: it may have been booked

    /// A hold was seen, or may have come and gone unseen.
    bool mayHaveHeld() const { return end == End::Held || end == End::Unknown; }
    /// The hold, if any, was left without an order: by the buyer, by a cut, or because it ran out.
    bool leftUnpaid() const { return !ordered && mayHaveHeld(); }
};

/// What the ledger's calls say of the queue: every stay of every journey that sent a buy, in the ledger's order.
class QueueHistory {
public:
    QueueHistory() = default;
    explicit QueueHistory(const Ledger &ledger);

    const std::vector<QueueStay> &stays() const { return m_stays; }
    /// Journeys that may be in the queue, or hold a unit, without any answer that said so: their buys were lost on the
    /// way.
    qint64 perhapsJoined() const { return m_perhapsJoined; }
    /// The longest time that the shop gave a hold, in ns, as far as any answer told it: a lower bound of the TTL.
    std::optional<qint64> longestTtl() const { return m_longestTtl; }
    /// Whether the ledger keeps the calls at all (results of older versions do not).
    bool isKnown() const { return m_known; }
    /// Sent times of each hold's first confirm, and read times of the 200s; both ascending.
    const std::vector<qint64> &confirmsSent() const { return m_confirmsSent; }
    /// When holds were known to be left without an order, as all their confirms had been refused for certain;
    /// ascending.
    const std::vector<qint64> &confirmsRefused() const { return m_confirmsRefused; }
    const std::vector<qint64> &confirmsAcknowledged() const { return m_acknowledged; }

    /// A look that was sent at `lastSeen` found the buyer queued, one that ended at `gone` found neither place nor
    /// hold: no hold can have come and run out in between. False as well where no answer told how long a hold lasts.
    bool surelyLost(qint64 lastSeen, qint64 gone) const;

private:
    void add(const LedgerEntry &entry);

    std::vector<QueueStay> m_stays;
    std::vector<qint64> m_confirmsSent;
    std::vector<qint64> m_confirmsRefused;
    std::vector<qint64> m_acknowledged;
    std::optional<qint64> m_longestTtl;
    qint64 m_perhapsJoined = 0;
    bool m_known = true;
};

} // namespace doorbuster
