// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "buyerway.h"

#include "core/shop/answerrules.h"

namespace doorbuster {

namespace {

constexpr qint64 nsPerMs = 1'000'000;

/// What a status alone means; a certain no where the shop's interface does not know it.
Meaning refusalWith(RequestName request, quint16 status)
{
    const Meaning meaning = flashSaleMeaning(request, status);
    return meaning == Meaning::Unclear ? Meaning::Refused : meaning;
}

} // namespace

BuyerWay::BuyerWay(quint32 vu, quint32 iteration)
{
    m_entry.vu = vu;
    m_entry.iteration = iteration;
    m_entry.outcome = Outcome::GaveUp;
    m_entry.reason = OutcomeReason::Timeout;
}

BuyerCall &BuyerWay::add(CallKind kind, Meaning meaning, qint64 at, quint16 status)
{
    m_calls.push_back(
        {.kind = kind, .meaning = meaning, .status = status, .sent = at * nsPerMs, .ended = (at + 2) * nsPerMs});
    m_entry.ended = m_calls.back().ended;
    if (kind == CallKind::Buy) {
        ++m_entry.buys;
        if (m_entry.firstBuySent == LedgerEntry::never)
            m_entry.firstBuySent = m_calls.back().sent;
    } else if (kind == CallKind::Confirm) {
        ++m_entry.confirms;
        if (m_entry.firstConfirmSent == LedgerEntry::never)
            m_entry.firstConfirmSent = m_calls.back().sent;
    }
    return m_calls.back();
}

BuyerWay &BuyerWay::buy(qint64 at, qint32 position, qint32 size)
{
    BuyerCall &call = add(CallKind::Buy, Meaning::Queued, at, 200);
    call.position = position;
    call.size = size;
    return *this;
}

BuyerWay &BuyerWay::buyUnanswered(qint64 at, bool mayHaveArrived)
{
    add(CallKind::Buy, Meaning::NoAnswer, at, 0).mayHaveArrived = mayHaveArrived;
    return *this;
}

BuyerWay &BuyerWay::buyRefused(qint64 at, quint16 status)
{
    add(CallKind::Buy, refusalWith(RequestName::Buy, status), at, status);
    return *this;
}

BuyerWay &BuyerWay::queued(qint64 at, qint32 position, qint32 size)
{
    BuyerCall &call = add(CallKind::Position, Meaning::Queued, at, 200);
    call.position = position;
    call.size = size;
    return *this;
}

BuyerWay &BuyerWay::noPlace(qint64 at)
{
    add(CallKind::Position, Meaning::LostPlace, at, 200);
    return *this;
}

BuyerWay &BuyerWay::hold(qint64 at, qint32 ttlMs)
{
    add(CallKind::Position, Meaning::Held, at, 200).holdTtlMs = ttlMs;
    m_entry.firstReady = m_entry.ended;
    return *this;
}

BuyerWay &BuyerWay::confirmed(qint64 at)
{
    add(CallKind::Confirm, Meaning::Bought, at, 200);
    m_entry.confirmState = ConfirmState::Confirmed;
    m_entry.confirmed = m_entry.ended;
    m_entry.orderId = "order-" + QByteArray::number(m_entry.vu);
    return ended(Outcome::Success);
}

BuyerWay &BuyerWay::confirmRefused(qint64 at, quint16 status, std::optional<Meaning> meaning)
{
    add(CallKind::Confirm, meaning.value_or(refusalWith(RequestName::Confirm, status)), at, status);
    m_entry.confirmState = m_calls.back().isUnanswered() ? ConfirmState::InDoubt : ConfirmState::Refused;
    return *this;
}

BuyerWay &BuyerWay::confirmUnanswered(qint64 at)
{
    add(CallKind::Confirm, Meaning::NoAnswer, at, 0);
    m_entry.confirmState = ConfirmState::InDoubt;
    return *this;
}

BuyerWay &BuyerWay::ended(Outcome outcome, OutcomeReason reason)
{
    m_entry.outcome = outcome;
    m_entry.reason = reason;
    return *this;
}

LedgerEntry BuyerWay::entry() const
{
    LedgerEntry entry = m_entry;
    entry.calls = CallTrace(m_calls);
    return entry;
}

} // namespace doorbuster
