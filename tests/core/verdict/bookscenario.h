// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verifier.h"

#include <functional>

namespace doorbuster {

/// A small run and the shop's books after it, to be bent by a test. Nothing is wrong with it to begin with: the shop's
/// orders follow from the buyers, the stock from the orders, and everything can be read.
class BookScenario {
public:
    static constexpr quint32 buyersAtStart = 8;

    /// 10 units; buyers 1–6 bought, 7 was refused its confirm, 8 gave up when polling.
    BookScenario();
    /// Nobody has started anything yet.
    static BookScenario empty();

    LedgerEntry &addJourney(quint32 vu, ConfirmState state, QByteArray orderId = {}, quint32 iteration = 0);
    /// A buyer that was told of its order, and the order.
    LedgerEntry &addPurchase(quint32 vu, QByteArray orderId);
    Order &addOrder(quint32 vu, QByteArray id, PaymentStatus status = PaymentStatus::Paid);
    Order &addOrder(const QString &email, QByteArray id, PaymentStatus status = PaymentStatus::Paid);
    Order &order(const QByteArray &id);
    void removeOrder(const QByteArray &id);
    LedgerEntry &journey(quint32 vu);
    qint64 paidOrders() const;

    void makeExistingSale();
    /// So many were left before the load, and these orders were there, which are among those in the books.
    void makeExistingSale(qint64 left, const std::vector<SaleBaseline::PastOrder> &past);
    void hideAdminList(AdminReading::State state = AdminReading::State::NotOffered);
    void failReading(quint32 vu, EmailReading::State state = EmailReading::State::Failed);

    VerificationReport verify(SaleBalance *balance = nullptr);

    Ledger ledger;
    std::vector<Order> orders; ///< what is in the shop's books
    qint64 starting = 10;
    std::optional<qint64> remaining; ///< what the shop says; unset: starting less the paid orders
    BuyerEmails emails{QStringLiteral("buyer-{VU}-{ITER}@test.com"), {}};
    /// The last things changed before verifying, on what was read and counted.
    std::vector<std::function<void(VerificationInput &)>> changes;
};

} // namespace doorbuster
