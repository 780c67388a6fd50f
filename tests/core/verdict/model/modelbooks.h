// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"
#include "modelclock.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace doorbuster::model {

/// The shop's orders and their payments, and the lists that show them. An order goes by its number, from 0.
class ModelBooks {
public:
    /// `freed` is called where the unit of an order is free again.
    ModelBooks(Simulation &simulation, const Scenario &scenario, const Plan &plan, const ModelClock &clock,
        std::function<void(int order)> freed);
    Q_DISABLE_COPY_MOVE(ModelBooks)

    /// An order that is paid, or will be where payments take their time; and may be refunded.
    int book(int person, const QString &email, double amount);
    /// One that stands for a hold.
    int reserve(int person, const QString &email);
    void pay(int order, double amount); ///< that of a hold
    void cancel(int order) { m_orders[std::size_t(order)].status = PaymentStatus::Cancelled; }
    Process cancelLater(int order); ///< and frees its unit
    /// One of before the run, by somebody else.
    int addPast(int person, const QString &email);
    int addForeign(int person, const QString &email);
    void swapOwners(int one, int other);

    const QByteArray &toldId(int order) const { return m_orders[std::size_t(order)].toldId; }
    int ownerOf(int order) const { return m_orders[std::size_t(order)].person; }
    int lastOrder() const { return int(m_orders.size()) - 1; }
    bool hasPaid(int person) const;
    /// Those that have ordered, in the order of their first orders.
    std::vector<int> owners() const;

    std::vector<Order> listOf(int person) const; ///< as it shows now
    std::vector<Order> wholeList() const;

private:
    struct Booking {
        QByteArray id;
        QByteArray toldId;
        int person = 0;
        QString email;
        PaymentStatus status = PaymentStatus::Paid;
        qint64 createdAt = 0;
        double amount = 1;
        Moment visibleFrom{0};
    };

    int add(int person, const QString &email, double amount, PaymentStatus status);
    Process settle(int order);
    Order shown(const Booking &booking) const;

    Simulation &m_simulation;
    const Scenario &m_scenario;
    const Plan &m_plan;
    const ModelClock &m_clock;
    std::function<void(int order)> m_freed;
    Random m_random;
    std::vector<Booking> m_orders;
};

} // namespace doorbuster::model
