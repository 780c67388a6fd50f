// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/stocksampler.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace std::chrono_literals;

StockSampler::StockSampler(Timeline &timeline, TimePoint runStart, std::function<void(const StockSample &)> seen,
    std::function<void(const ClockSample &)> clockSeen)
    : m_timeline(timeline)
    , m_runStart(runStart)
    , m_seen(std::move(seen))
    , m_clockSeen(std::move(clockSeen))
    , m_wait(timeline)
{
}

void StockSampler::start(ShopSession &session, QByteArray saleId)
{
    m_session = &session;
    session.keepDates();
    m_task = sample(std::move(saleId));
}

void StockSampler::stop()
{
    ShopSession *session = std::exchange(m_session, nullptr);
    if (session && session->busy())
        session->abort();
    else
        m_wait.wake();
}

QCoro::Task<> StockSampler::sample(QByteArray saleId)
{
    TimePoint next = m_timeline.now();
    while (m_session) {
        const qint64 sent = (m_timeline.now() - m_runStart).count();
        const auto sale = co_await m_session->sale(saleId);
        if (!m_session)
            break;
        const qint64 answered = (m_timeline.now() - m_runStart).count();
        // What a cache gives has the date of when it was made.
        if (const auto date = m_session->lastDate(); date && m_session->lastAge().value_or(0) == 0)
            m_clockSeen({sent, answered, *date});
        StockSample sample{.sent = sent, .answered = answered, .age = m_session->lastAge()};
        if (sale && sale->remaining) {
            sample.remaining = sale->remaining;
            sample.starting = sale->starting;
            sample.startsAt = sale->startsAt;
            sample.endsAt = sale->endsAt;
            sample.meaning = sale.meaning();
            m_seen(sample);
        } else if (sale.error().isAboutStock) { // any other answer that cannot be read says nothing of the stock
            sample.oddity = sale.error().message;
            m_seen(sample);
        }
        // From when it was due, not from when it was answered: the samples stay one second apart.
        next = std::max(next + 1s, m_timeline.now());
        co_await m_wait.until(next);
    }
}

} // namespace doorbuster
