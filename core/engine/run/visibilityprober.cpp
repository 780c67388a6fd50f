// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/visibilityprober.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace std::chrono_literals;

namespace {

constexpr Nanoseconds firstGap = 100ms;
constexpr Nanoseconds longestGap = 1s;
constexpr int pageLimit = 100;
constexpr int mostPages = 20; ///< of one look: a list without an end is not read for ever
constexpr int patience = 10; ///< looks in a row without an answer: a list that is not there is not asked for ever

} // namespace

VisibilityProber::VisibilityProber(
    Timeline &timeline, TimePoint runStart, std::function<void(const VisibilityProbe &)> seen)
    : m_timeline(timeline)
    , m_runStart(runStart)
    , m_seen(std::move(seen))
    , m_wait(timeline)
{
}

void VisibilityProber::start(ShopSession &session, BuyerEmails emails, QByteArray saleId)
{
    m_session = &session;
    m_emails = std::move(emails);
    m_saleId = std::move(saleId);
}

void VisibilityProber::offer(const LedgerEntry &entry)
{
    if (!m_session || m_busy || m_begun >= mostOrders || entry.confirmState != ConfirmState::Confirmed)
        return;
    ++m_begun;
    m_task = probe({.vu = entry.vu,
        .iteration = entry.iteration,
        .orderId = entry.orderId,
        .confirmed = entry.confirmed,
        .lastMissing = VisibilityProbe::never,
        .firstSeen = VisibilityProbe::never,
        .ended = entry.confirmed});
}

void VisibilityProber::stop()
{
    ShopSession *session = std::exchange(m_session, nullptr);
    if (session && session->busy())
        session->abort();
    else
        m_wait.wake();
}

QCoro::Task<> VisibilityProber::probe(VisibilityProbe order)
{
    m_busy = true;
    m_session->forgetCookies(); // of the buyer before
    const QString email = m_emails.email(order.vu, order.iteration);
    Nanoseconds gap = firstGap;
    int unanswered = 0;
    while (m_session && unanswered < patience) {
        const qint64 sent = (m_timeline.now() - m_runStart).count();
        const Look found = co_await look(email, order.orderId);
        const qint64 answered = (m_timeline.now() - m_runStart).count();
        ++unanswered;
        if (found != Look::Unanswered) {
            unanswered = 0;
            order.ended = answered;
            if (found == Look::Shown) {
                order.firstSeen = answered;
                break;
            }
            order.lastMissing = sent;
        }
        if (!m_session)
            break;
        co_await m_wait.until(m_timeline.now() + gap);
        gap = std::min(gap * 3 / 2, longestGap);
    }
    // Without a single answer there is nothing to tell.
    if (order.firstSeen != VisibilityProbe::never || order.lastMissing != VisibilityProbe::never)
        m_seen(order);
    m_busy = false;
}

QCoro::Task<VisibilityProber::Look> VisibilityProber::look(QString email, QByteArray orderId)
{
    // Nearly all buyers have one order or none: the plain question gets those, also from a shop without paging.
    const auto plain = co_await m_session->ordersByEmail(email, 0, 0);
    if (plain && shows(*plain, orderId))
        co_return Look::Shown;
    if (!plain || !m_session)
        co_return Look::Unanswered;
    const auto count = qint64(plain->orders.size());
    if (plain->bareArray || plain->orders.empty() || (plain->total && count >= *plain->total))
        co_return Look::Missing;
    // The email was used before, and its list goes on. An order is missing only where the whole list lacks it.
    for (int page = 1; page <= mostPages; ++page) {
        const auto next = co_await m_session->ordersByEmail(email, page, pageLimit);
        if (next && shows(*next, orderId))
            co_return Look::Shown;
        if (!next || !m_session)
            co_return Look::Unanswered;
        if (next->bareArray || next->orders.empty() || (next->total && qint64(page) * pageLimit >= *next->total))
            co_return Look::Missing;
    }
    co_return Look::Unanswered;
}

bool VisibilityProber::shows(const OrdersPage &page, const QByteArray &orderId) const
{
    return std::any_of(page.orders.begin(), page.orders.end(),
        [&](const Order &order) { return order.saleId == m_saleId && (orderId.isEmpty() || order.id == orderId); });
}

} // namespace doorbuster
