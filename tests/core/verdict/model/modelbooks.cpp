// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelbooks.h"

namespace doorbuster::model {

ModelBooks::ModelBooks(Simulation &simulation, const Scenario &scenario, const Plan &plan, const ModelClock &clock,
    std::function<void(int order)> freed)
    : m_simulation(simulation)
    , m_scenario(scenario)
    , m_plan(plan)
    , m_clock(clock)
    , m_freed(std::move(freed))
    , m_random(plan.seed ^ 0xb00c)
{
}

int ModelBooks::add(int person, const QString &email, double amount, PaymentStatus status)
{
    const QByteArray number = QByteArray::number(qint64(m_orders.size()) + 1);
    const QByteArray id = "order-" + number;
    m_orders.push_back({.id = id,
        .toldId = m_scenario.has(Design::OtherIds) ? "no-" + number : id,
        .person = person,
        .email = email,
        .status = status,
        .createdAt = m_clock.kept(m_clock.now()),
        .amount = amount,
        .visibleFrom = m_simulation.now() + (m_scenario.has(Design::ListLag) ? m_plan.listLag : Moment(0))});
    return lastOrder();
}

int ModelBooks::book(int person, const QString &email, double amount)
{
    const bool isPending = m_scenario.has(Design::PendingPayments) && m_random.chance(m_plan.pending);
    const int order = add(person, email, amount, isPending ? PaymentStatus::Pending : PaymentStatus::Paid);
    settle(order);
    return order;
}

int ModelBooks::reserve(int person, const QString &email)
{
    return add(person, email, 1, PaymentStatus::Pending);
}

void ModelBooks::pay(int order, double amount)
{
    m_orders[std::size_t(order)].status = PaymentStatus::Paid;
    m_orders[std::size_t(order)].amount = amount;
    settle(order);
}

int ModelBooks::addForeign(int person, const QString &email)
{
    return add(person, email, 1, PaymentStatus::Paid);
}

int ModelBooks::addPast(int person, const QString &email)
{
    const int order = addForeign(person, email);
    m_orders[std::size_t(order)].createdAt -= 30'000;
    m_orders[std::size_t(order)].visibleFrom = Moment(0);
    return order;
}

void ModelBooks::swapOwners(int one, int other)
{
    Booking &first = m_orders[std::size_t(one)];
    Booking &second = m_orders[std::size_t(other)];
    std::swap(first.person, second.person);
    std::swap(first.email, second.email);
}

/// The bank pays, and may take it back.
Process ModelBooks::settle(int order)
{
    const bool isPending = m_orders[std::size_t(order)].status == PaymentStatus::Pending;
    const bool isRefunded = m_scenario.has(Design::Refunds) && m_random.chance(m_plan.refunded);
    Sleeper sleeper(m_simulation);
    if (isPending) {
        co_await sleeper.until(m_simulation.now() + m_plan.pendingFor);
        m_orders[std::size_t(order)].status = PaymentStatus::Paid;
    }
    if (!isRefunded)
        co_return;
    co_await sleeper.until(m_simulation.now() + m_plan.refundAfter);
    m_orders[std::size_t(order)].status = PaymentStatus::Refunded;
    m_freed(order);
}

Process ModelBooks::cancelLater(int order)
{
    Sleeper sleeper(m_simulation);
    co_await sleeper.until(m_simulation.now() + 1s);
    cancel(order);
    m_freed(order);
}

bool ModelBooks::hasPaid(int person) const
{
    return std::ranges::any_of(m_orders,
        [person](const Booking &booking) { return booking.person == person && booking.status == PaymentStatus::Paid; });
}

std::vector<int> ModelBooks::owners() const
{
    std::vector<int> owners;
    for (const Booking &booking : m_orders) {
        if (std::ranges::find(owners, booking.person) == owners.end())
            owners.push_back(booking.person);
    }
    return owners;
}

Order ModelBooks::shown(const Booking &booking) const
{
    Order order;
    order.id = booking.id;
    order.email = booking.email;
    order.saleId = QByteArrayLiteral("sale");
    order.paymentStatus = booking.status;
    if (!m_scenario.has(Design::NoZone))
        order.createdAt = booking.createdAt;
    order.totalAmount = booking.amount;
    return order;
}

std::vector<Order> ModelBooks::listOf(int person) const
{
    std::vector<Order> orders;
    for (const Booking &booking : m_orders) {
        if (booking.person == person && booking.visibleFrom <= m_simulation.now())
            orders.push_back(shown(booking));
    }
    return orders;
}

std::vector<Order> ModelBooks::wholeList() const
{
    std::vector<Order> orders;
    for (const Booking &booking : m_orders) {
        if (booking.visibleFrom <= m_simulation.now())
            orders.push_back(shown(booking));
    }
    return orders;
}

} // namespace doorbuster::model
