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
    if (!m_session || m_watched.size() >= mostAtOnce || m_begun >= mostOrders
        || entry.confirmState != ConfirmState::Confirmed)
        return;
    ++m_begun;
    m_watched.push_back({.order = {.vu = entry.vu,
                             .iteration = entry.iteration,
                             .orderId = entry.orderId,
                             .confirmed = entry.confirmed,
                             .lastMissing = VisibilityProbe::never,
                             .firstSeen = VisibilityProbe::never,
                             .ended = entry.confirmed},
        .due = m_timeline.now(),
        .gap = firstGap});
    if (!m_busy)
        m_task = watch();
    else if (!m_session->busy())
        m_wait.wake();
}

void VisibilityProber::stop()
{
    ShopSession *session = std::exchange(m_session, nullptr);
    if (session && session->busy())
        session->abort();
    else
        m_wait.wake();
}

QCoro::Task<> VisibilityProber::watch()
{
    m_busy = true;
    while (m_session && !m_watched.empty()) {
        const auto next = std::ranges::min_element(m_watched, {}, &Watched::due);
        if (next->due > m_timeline.now()) {
            co_await m_wait.until(next->due);
            continue; // another order may have come meanwhile
        }
        // Orders join at the end while this one is asked for, so its index stays.
        const auto index = std::size_t(next - m_watched.begin());
        m_session->forgetBuyer(); // of the buyer before
        const qint64 sent = (m_timeline.now() - m_runStart).count();
        const VisibilityProbe asked = next->order;
        const Look found = co_await look(m_emails.email(asked.vu, asked.iteration), asked.orderId);
        if (goesOn(m_watched[index], found, sent))
            continue;
        report(m_watched[index].order);
        m_watched.erase(m_watched.begin() + std::ptrdiff_t(index));
    }
    for (const Watched &left : std::exchange(m_watched, {}))
        report(left.order);
    m_busy = false;
}

bool VisibilityProber::goesOn(Watched &watched, Look found, qint64 sent)
{
    if (found == Look::Unanswered) {
        ++watched.unanswered;
    } else {
        watched.unanswered = 0;
        watched.order.ended = (m_timeline.now() - m_runStart).count();
        if (found == Look::Shown) {
            watched.order.firstSeen = watched.order.ended;
            return false;
        }
        watched.order.lastMissing = sent;
    }
    watched.due = m_timeline.now() + watched.gap;
    watched.gap = std::min(watched.gap * 3 / 2, longestGap);
    return watched.unanswered < patience;
}

void VisibilityProber::report(const VisibilityProbe &order)
{
    // Without a single answer there is nothing to report.
    if (order.firstSeen != VisibilityProbe::never || order.lastMissing != VisibilityProbe::never)
        m_seen(order);
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
