// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/shoprules.h"
#include "core/practice/shoptime.h"
#include "core/practice/stringhash.h"

#include <QtGlobal>

#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace doorbuster {

/// What an admin says about a new sale. The sale runs from `startsAt` until just before `endsAt`.
struct SaleTerms {
    std::string name;
    std::string description;
    std::string status;
    ShopTime startsAt;
    ShopTime endsAt;
    long long startingQuantity = 0;
    long long currentQuantity = 0;
};

/// One sale: its stock, its queue of buyers and the holds granted from it. A worker grants holds in the order of the
/// queue, evenly paced, while the sale runs and a unit is free; a hold that is not confirmed within its TTL gives its
/// unit back.
///
/// There is no timer: every call brings the sale up to `now` first, so what happened in between has happened at its own
/// time and in its own order. `now` never goes back. Buyers are named by normalised email.
class FlashSale final {
public:
    enum class Phase { Upcoming, Ongoing, Ended };
    enum class State { Unknown, Queued, Holding, Paid };
    enum class Claim { Taken, NoHold, NotActive, OutOfStock };

    /// Where a buyer stands.
    struct Place {
        State state = State::Unknown;
        /// 1-based; 0 unless queued.
        std::size_t position = 0;
        std::size_t queueSize = 0;
        /// What is left of the hold; 0 unless holding.
        std::chrono::nanoseconds holdLeft{};
        /// Set once paid.
        std::string_view orderId;
    };

    FlashSale(std::string id, SaleTerms terms, const ShopRules &rules, ShopTime createdAt);
    Q_DISABLE_COPY_MOVE(FlashSale)

    const std::string &id() const { return m_id; }
    const SaleTerms &terms() const { return m_terms; }
    ShopTime createdAt() const { return m_createdAt; }
    ShopTime updatedAt() const { return m_updatedAt; }
    Phase phase(ShopTime now) const;
    /// The stock as the public sale shows it: it falls when an order is paid, not when a hold is granted.
    long long remaining() const { return m_remaining; }
    /// The same as the public is told at `now`: what remains, unless a defect says otherwise. May be negative then.
    long long shownRemaining(ShopTime now) const;
    std::size_t activeHolds() const { return m_activeHolds; }
    std::size_t queueSize() const { return m_queue.size(); }

    void advance(ShopTime now);
    /// Puts a buyer at the queue's end, unless it already queues, holds or has paid. Accepted before the start and
    /// after the end as well, as on the real backend: only grants and claims look at the sale's time.
    Place join(std::string_view email, ShopTime now);
    Place place(std::string_view email, ShopTime now);
    /// Turns a buyer's hold into a sale: takes its units out of the stock. With `Taken`, `units` is how many (1, unless
    /// a defect says otherwise) and `ordinal` counts this sale's claims from 1.
    Claim claim(std::string_view email, ShopTime now, int &units, std::uint64_t &ordinal);
    /// Notes the order that a claim led to; from then on the buyer has paid. `orderId` is as buyers are told it.
    void setOrder(std::string_view email, std::string_view orderId);

private:
    struct Buyer {
        State state = State::Unknown;
        std::uint64_t ticket = 0;
        ShopTime holdUntil;
        int units = 1;
        std::string orderId;
    };
    /// Grants in the order of their expiry; an entry whose buyer no longer has that hold is skipped.
    struct Expiry {
        ShopTime at;
        Buyer *buyer = nullptr;
    };

    Place placeOf(const Buyer &buyer, ShopTime now) const;
    bool canGrant() const;
    bool hasGrantedHalf() const { return m_grants >= std::uint64_t(m_terms.currentQuantity + 1) / 2; }
    /// Takes the buyer whose turn it is out of the queue.
    Buyer &nextInQueue();
    void grant(ShopTime at);
    void giveBack(Buyer &buyer);
    void expire(const Expiry &expiry);
    void dropStaleExpiries();

    const std::string m_id;
    const SaleTerms m_terms;
    const ShopRules m_rules;
    const std::chrono::nanoseconds m_grantInterval;
    const ShopTime m_createdAt;
    ShopTime m_updatedAt;
    /// Up to when everything has happened.
    ShopTime m_at;
    /// Before this, the worker is busy with the grant before.
    ShopTime m_nextGrant;
    long long m_remaining;
    /// Units that no hold and no order has claimed.
    long long m_free;
    std::size_t m_activeHolds = 0;
    std::uint64_t m_grants = 0;
    std::uint64_t m_claims = 0;
    /// Claims of living holds, those that a defect refuses included.
    std::uint64_t m_attempts = 0;
    std::optional<ShopTime> m_soldOutAt;
    StringMap<Buyer> m_buyers;
    std::deque<Buyer *> m_queue;
    /// Of the queue's head; the n-th in the queue has the n-th ticket after it.
    std::uint64_t m_headTicket = 0;
    std::deque<Expiry> m_expiries;
};

} // namespace doorbuster
