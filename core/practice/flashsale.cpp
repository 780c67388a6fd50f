// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/flashsale.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace std::chrono;

namespace {

constexpr long long takesThatFoundNothing = 3;
constexpr auto takesPutBackAfter = 3s;

} // namespace

FlashSale::FlashSale(std::string id, SaleTerms terms, const ShopRules &rules, ShopTime createdAt)
    : m_id(std::move(id))
    , m_terms(std::move(terms))
    , m_rules(rules)
    , m_grantInterval(nanoseconds(std::max<long long>(1, static_cast<long long>(1e9 / rules.holdsPerSecond))))
    , m_createdAt(createdAt)
    , m_updatedAt(createdAt)
    , m_at(createdAt)
    , m_nextGrant(m_terms.startsAt)
    , m_remaining(m_terms.currentQuantity)
    , m_free(m_terms.currentQuantity)
{
}

FlashSale::Phase FlashSale::phase(ShopTime now) const
{
    if (now < m_terms.startsAt)
        return Phase::Upcoming;
    return now < m_terms.endsAt ? Phase::Ongoing : Phase::Ended;
}

long long FlashSale::shownRemaining(ShopTime now) const
{
    // Takes that found nothing have counted the stock down as well, and put their units back late.
    if (m_rules.defect == Defect::NegativeStock && m_soldOutAt && now < *m_soldOutAt + takesPutBackAfter)
        return m_remaining - takesThatFoundNothing;
    return m_remaining;
}

void FlashSale::advance(ShopTime now)
{
    for (;;) {
        dropStaleExpiries();
        constexpr auto never = ShopTime::max();
        const auto nextExpiry = m_expiries.empty() ? never : m_expiries.front().at;
        auto nextGrant = canGrant() ? std::max(m_nextGrant, m_at) : never;
        if (nextGrant >= m_terms.endsAt)
            nextGrant = never;
        const auto next = std::min(nextExpiry, nextGrant);
        if (next > now || next == never)
            break;
        m_at = std::max(m_at, next);
        if (nextExpiry <= nextGrant) {
            const auto expiry = m_expiries.front();
            m_expiries.pop_front();
            expire(expiry);
        } else {
            grant(next);
        }
    }
    m_at = std::max(m_at, now);
}

FlashSale::Place FlashSale::join(std::string_view email, ShopTime now)
{
    advance(now);
    auto entry = m_buyers.find(email);
    if (entry == m_buyers.end())
        entry = m_buyers.try_emplace(std::string(email)).first;
    auto &buyer = entry->second;
    if (buyer.state == State::Unknown) {
        buyer.state = State::Queued;
        buyer.ticket = m_headTicket + m_queue.size();
        m_queue.push_back(&buyer);
    }
    return placeOf(buyer, now);
}

FlashSale::Place FlashSale::place(std::string_view email, ShopTime now)
{
    advance(now);
    const auto entry = m_buyers.find(email);
    return placeOf(entry == m_buyers.end() ? Buyer() : entry->second, now);
}

FlashSale::Claim FlashSale::claim(std::string_view email, ShopTime now, int &units, std::uint64_t &ordinal)
{
    advance(now);
    const auto entry = m_buyers.find(email);
    if (entry == m_buyers.end() || entry->second.state != State::Holding)
        return Claim::NoHold;
    auto &buyer = entry->second;
    const bool isLate = phase(now) == Phase::Ended && m_rules.defect == Defect::LateAccept;
    if (phase(now) != Phase::Ongoing && !isLate)
        return Claim::NotActive;
    if (m_rules.defect == Defect::HoldRefused && strikes(++m_attempts, 2, 5)) {
        giveBack(buyer);
        return Claim::NoHold;
    }
    const bool checksStock = m_rules.defect != Defect::OversellRace;
    if (checksStock && m_remaining < buyer.units)
        return Claim::OutOfStock;

    units = buyer.units;
    ordinal = ++m_claims;
    const bool forgetsStock = m_rules.defect == Defect::UnitAppears && strikes(ordinal, 2, 5);
    if (!forgetsStock)
        m_remaining = std::max<long long>(0, m_remaining - units);
    if (m_remaining == 0 && !m_soldOutAt)
        m_soldOutAt = now;
    m_updatedAt = now;
    buyer.state = State::Unknown;
    --m_activeHolds;
    return Claim::Taken;
}

void FlashSale::setOrder(std::string_view email, std::string_view orderId)
{
    auto &buyer = m_buyers.find(email)->second;
    if (m_rules.defect == Defect::BuyAgain)
        return;
    buyer.state = State::Paid;
    buyer.orderId = orderId;
}

FlashSale::Place FlashSale::placeOf(const Buyer &buyer, ShopTime now) const
{
    Place place;
    place.state = buyer.state;
    place.queueSize = m_queue.size();
    place.orderId = buyer.orderId;
    if (buyer.state == State::Queued)
        place.position = std::size_t(buyer.ticket - m_headTicket) + 1;
    else if (buyer.state == State::Holding)
        place.holdLeft = buyer.holdUntil - now;
    return place;
}

bool FlashSale::canGrant() const
{
    if (m_queue.empty())
        return false;
    if (m_rules.defect == Defect::StuckQueue && hasGrantedHalf())
        return false;
    // The race: workers that decide at the same time all read the count from before the others' grants, so that it lags
    // by a tenth of the stock.
    const bool overGrants = m_rules.defect == Defect::OversellRace || m_rules.defect == Defect::OverGrant;
    const long long unseen = overGrants ? std::max<long long>(1, (m_terms.currentQuantity + 9) / 10) : 0;
    return m_free + unseen > 0;
}

FlashSale::Buyer &FlashSale::nextInQueue()
{
    if (m_rules.defect == Defect::QueueJump) {
        auto &last = *m_queue.back();
        m_queue.pop_back();
        return last;
    }
    auto &first = *m_queue.front();
    m_queue.pop_front();
    ++m_headTicket;
    return first;
}

void FlashSale::grant(ShopTime at)
{
    auto &buyer = nextInQueue();
    m_nextGrant = at + m_grantInterval;
    if (m_rules.defect == Defect::DroppedQueue && hasGrantedHalf()) {
        buyer.state = State::Unknown;
        return;
    }
    ++m_grants;

    buyer.state = State::Holding;
    buyer.holdUntil = at + m_rules.holdTtl;
    // Two units in one claim: taken when the hold is granted, while one is free, so that no other holder misses it.
    const bool ordersTwice = m_rules.defect == Defect::DuplicateOrder && strikes(m_grants, 2, 7) && m_free >= 2;
    buyer.units = ordersTwice ? 2 : 1;
    m_free -= buyer.units;
    ++m_activeHolds;
    m_expiries.push_back({buyer.holdUntil, &buyer});

    if (m_rules.defect == Defect::UnitLost && strikes(m_grants, 2, 5) && m_free >= 1) {
        --m_free;
        --m_remaining;
    }
}

void FlashSale::expire(const Expiry &expiry)
{
    auto &buyer = *expiry.buyer;
    giveBack(buyer);
    if (m_rules.defect == Defect::UnitLost || m_rules.defect == Defect::LeakedHold)
        m_free -= buyer.units;
    if (m_rules.defect == Defect::UnitLost)
        m_remaining -= buyer.units;
}

void FlashSale::giveBack(Buyer &buyer)
{
    buyer.state = State::Unknown;
    --m_activeHolds;
    m_free += buyer.units;
}

void FlashSale::dropStaleExpiries()
{
    while (!m_expiries.empty()) {
        const auto &[at, buyer] = m_expiries.front();
        if (buyer->state == State::Holding && buyer->holdUntil == at)
            break;
        m_expiries.pop_front();
    }
}

} // namespace doorbuster
