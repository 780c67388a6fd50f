// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelgateway.h"

#include <array>

namespace doorbuster::model {

ModelGateway::ModelGateway(Simulation &simulation, const Scenario &scenario, const Plan &plan, ModelShop &shop)
    : m_simulation(simulation)
    , m_scenario(scenario)
    , m_plan(plan)
    , m_shop(shop)
    , m_random(plan.seed ^ 0x6a7e)
{
}

Task<Answer> ModelGateway::ask(Sleeper &sleeper, Call call, Moment giveUpAt)
{
    const Moment sent = m_simulation.now();
    giveUpAt = std::min(giveUpAt, sent + m_plan.requestTimeout);
    Answer none;
    if (trouble(Design::LostAnswers)) {
        none.mayHaveArrived = m_random.chance(0.5);
        co_await sleeper.until(std::min(sent + latency(), giveUpAt));
        co_return none;
    }
    if (trouble(Design::LateRequests)) {
        dealLater(call, sent + m_plan.requestTimeout + m_random.time(0s, 3s));
        co_await sleeper.until(giveUpAt);
        co_return none;
    }
    const Moment arrives = sent + latency();
    co_await sleeper.until(std::min(arrives, giveUpAt));
    if (m_simulation.now() < arrives)
        co_return none;
    Answer answer;
    if (const auto before = answerBefore(call)) {
        answer = *before;
    } else {
        answer = deal(call);
        const bool isBooked = answer.meaning == Meaning::Bought;
        const bool repeats = (isConfirm(call) && has(Design::RepeatedConfirms))
            || (call.kind == Call::Kind::Buy && has(Design::RepeatedBuys));
        if (repeats && m_random.chance(0.25)) {
            const Moment again = m_simulation.now() + m_random.time(1ms, 50ms);
            co_await sleeper.until(std::min(again, giveUpAt));
            if (m_simulation.now() < again)
                co_return none;
            answer = deal(call);
            if (answer.meaning == Meaning::Queued && call.kind == Call::Kind::Buy)
                answer = {.meaning = Meaning::Unclear, .status = 409};
        } else {
            answer = answerAfter(call, std::move(answer), isBooked);
        }
    }
    const bool isLost = trouble(Design::LostAnswers) || answer.status == 0;
    const Moment returns = m_simulation.now() + latency();
    co_await sleeper.until(std::min(returns, giveUpAt));
    if (m_simulation.now() < returns || isLost)
        co_return none;
    co_return answer;
}

Task<Answer> ModelGateway::readSale(Sleeper &sleeper)
{
    co_await sleeper.until(m_simulation.now() + latency());
    Call call;
    Answer answer = sale(call);
    co_await sleeper.until(m_simulation.now() + latency());
    co_return answer;
}

Process ModelGateway::dealLater(Call call, Moment at)
{
    Sleeper sleeper(m_simulation);
    co_await sleeper.until(at);
    deal(call);
}

std::optional<Answer> ModelGateway::answerBefore(Call call)
{
    if (trouble(Design::RateLimits)) {
        Answer wait{.meaning = Meaning::RateLimited, .status = 429};
        wait.retryAfter = m_random.time(100ms, 2s);
        return wait;
    }
    if (trouble(Design::UnusableAnswers))
        return Answer{.meaning = Meaning::Unreadable, .status = 200};
    if (trouble(Design::ShopErrors))
        return Answer{.meaning = Meaning::Busy, .status = 500};
    if (has(Design::GatewayErrors) && m_random.chance(m_plan.trouble / 2))
        return gatewayError(call);
    return std::nullopt;
}

Answer ModelGateway::gatewayError(Call call)
{
    constexpr std::array<quint16, 3> statuses{502, 503, 504};
    return {.meaning = isConfirm(call) ? Meaning::Unsure : Meaning::Busy,
        .status = statuses[std::size_t(m_random.number(0, 2))]};
}

Answer ModelGateway::deal(Call call)
{
    switch (call.kind) {
    case Call::Kind::Sale:
        return sale(call);
    case Call::Kind::Buy:
        return m_shop.buy(call.person);
    case Call::Kind::Position:
        return m_shop.position(call.person);
    case Call::Kind::Confirm:
        return m_shop.confirm(call.person, call.amount);
    }
    Q_UNREACHABLE();
}

Answer ModelGateway::answerAfter(Call call, Answer answer, bool wasBooked)
{
    if (has(Design::GatewayErrors) && m_random.chance(m_plan.trouble / 2))
        return gatewayError(call);
    if (!isConfirm(call) || !wasBooked)
        return answer;
    // Its buyer has to have the time to be told.
    const Moment end = m_plan.countdown + m_plan.load + m_plan.grace - 3 * m_plan.longestPoll - m_plan.requestTimeout;
    if (m_simulation.now() < end && trouble(Design::ErrorAfterBooking))
        return {.meaning = Meaning::Busy, .status = 500};
    if (has(Design::EmptyConfirms) && m_random.chance(0.25))
        return {.meaning = Meaning::Unsure, .status = 200};
    return answer;
}

Answer ModelGateway::sale(Call call)
{
    const bool forTheSampler = call.person < 0;
    if (!has(Design::SaleCache))
        return m_shop.sale(forTheSampler);
    const Moment age = m_simulation.now() - m_cachedAt;
    if (!m_cachedSale || age >= m_plan.saleCache) {
        m_cachedSale = m_shop.sale(forTheSampler);
        m_cachedAt = m_simulation.now();
        return *m_cachedSale;
    }
    Answer answer = *m_cachedSale;
    answer.ageMs = std::chrono::floor<std::chrono::seconds>(age).count() * 1'000;
    if (!m_plan.cacheKeepsDate)
        answer.date = m_shop.clock().date();
    return answer;
}

std::vector<Order> ModelGateway::ordersOf(int person, std::optional<qint64> *ageMs)
{
    if (!has(Design::ListCache))
        return m_shop.ordersOf(person);
    m_lists.resize(std::max(m_lists.size(), std::size_t(person) + 1));
    auto &cached = m_lists[std::size_t(person)];
    if (!cached || m_simulation.now() - cached->at >= m_plan.listCache)
        cached = CachedList{m_simulation.now(), m_shop.ordersOf(person)};
    if (ageMs)
        *ageMs = std::chrono::floor<std::chrono::seconds>(m_simulation.now() - cached->at).count() * 1'000;
    return cached->orders;
}

} // namespace doorbuster::model
