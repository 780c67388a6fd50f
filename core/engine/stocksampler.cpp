// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/stocksampler.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace std::chrono_literals;

StockSampler::StockSampler(Timeline &timeline, std::function<void(qint64)> seen)
    : m_timeline(timeline)
    , m_seen(std::move(seen))
    , m_wait(timeline)
{
}

void StockSampler::start(ShopSession &session, QByteArray saleId)
{
    m_session = &session;
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
        const auto sale = co_await m_session->sale(saleId);
        if (sale && sale->remaining)
            m_seen(*sale->remaining);
        if (!m_session)
            break;
        // From when it was due, not from when it was answered: the samples stay one second apart.
        next = std::max(next + 1s, m_timeline.now());
        co_await m_wait.until(next);
    }
}

} // namespace doorbuster
