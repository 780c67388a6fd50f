// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/faultplan.h"

namespace doorbuster {

using namespace std::chrono_literals;

namespace {

Latency effectiveLatency(Defect defect, Latency latency)
{
    if (defect == Defect::Slow) {
        latency.base += 400ms;
        latency.spread += 300ms;
    }
    return latency;
}

} // namespace

FaultPlan::FaultPlan(const ShopRules &rules, Latency latency, double errorRate)
    : m_defect(rules.defect)
    , m_buysPerSecond(rules.holdsPerSecond)
    , m_latency(effectiveLatency(rules.defect, latency))
    , m_errorRate(errorRate)
    , m_random(rules.seed)
{
}

Fault FaultPlan::next(ServedRequest name, ShopTime now)
{
    if (name == ServedRequest::SaleCreate)
        m_firstBuy.reset();
    else if (name == ServedRequest::Buy && !m_firstBuy)
        m_firstBuy = now;

    if (m_defect == Defect::ErrorBurst && within(now, 1s, 6s) && strikes(++m_counts[std::size_t(name)], 2, 5))
        return Fault::Refuse;
    if (m_defect == Defect::QueueOutage && name == ServedRequest::Buy && within(now, 1s, 4s))
        return Fault::Refuse;
    if (m_defect == Defect::DropConnections && isBuyersRequest(name) && within(now, 0s, 15s)) {
        if (const auto fault = dropping(name); fault != Fault::None)
            return fault;
    }
    if (m_defect == Defect::BuyPage && name == ServedRequest::Buy)
        return Fault::Page;
    if (m_defect == Defect::ProxyPages && isBuyersRequest(name) && strikes(++m_counts[std::size_t(name)], 2, 4))
        return Fault::Page;
    if (m_defect == Defect::GoneConfirms && name == ServedRequest::Confirm)
        return Fault::Gone;
    if (m_defect == Defect::RateLimited && name == ServedRequest::Buy && isBeyondLimit(now))
        return Fault::Limit;
    if (m_errorRate > 0 && isBuyersRequest(name) && m_random.fraction() < m_errorRate)
        return Fault::Refuse;
    return Fault::None;
}

std::chrono::nanoseconds FaultPlan::delay()
{
    if (m_latency.spread == 0ns)
        return m_latency.base;
    const double swing = 2 * m_random.fraction() - 1;
    return m_latency.base + std::chrono::nanoseconds(static_cast<long long>(swing * double(m_latency.spread.count())));
}

bool FaultPlan::within(ShopTime now, std::chrono::nanoseconds from, std::chrono::nanoseconds to) const
{
    return m_firstBuy && now >= *m_firstBuy + from && now < *m_firstBuy + to;
}

Fault FaultPlan::dropping(ServedRequest name)
{
    // Confirms are few, and the ones that hurt: more of them are struck.
    const std::uint64_t first = name == ServedRequest::Confirm ? 3 : 10;
    const std::uint64_t period = name == ServedRequest::Confirm ? 8 : 50;
    const auto ordinal = ++m_counts[std::size_t(name)];
    if (!strikes(ordinal, first, period))
        return Fault::None;
    return (ordinal - first) / period % 2 == 0 ? Fault::DropAfter : Fault::DropBefore;
}

bool FaultPlan::isBeyondLimit(ShopTime now)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    if (second != m_limitedSecond) {
        m_limitedSecond = second;
        m_buysOfSecond = 0;
    }
    return ++m_buysOfSecond > m_buysPerSecond;
}

} // namespace doorbuster
