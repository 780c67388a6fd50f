// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookscenario.h"

#include "core/verdict/books/buyerstoask.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

BookScenario::BookScenario()
{
    for (quint32 vu = 1; vu <= 6; ++vu)
        addPurchase(vu, "order-" + QByteArray::number(vu));
    addJourney(7, ConfirmState::Refused);
    addJourney(8, ConfirmState::NeverSent);
}

BookScenario BookScenario::empty()
{
    BookScenario scenario;
    scenario.ledger.clear();
    scenario.orders.clear();
    return scenario;
}

LedgerEntry &BookScenario::addJourney(quint32 vu, ConfirmState state, QByteArray orderId, quint32 iteration)
{
    LedgerEntry entry;
    entry.vu = vu;
    entry.iteration = iteration;
    entry.buys = 1;
    entry.confirms = state == ConfirmState::NeverSent ? 0 : 1;
    entry.confirmState = state;
    entry.orderId = std::move(orderId);
    switch (state) {
    case ConfirmState::Confirmed:
        entry.outcome = Outcome::Success;
        break;
    case ConfirmState::NeverSent:
        entry.outcome = Outcome::GaveUp;
        entry.reason = OutcomeReason::Timeout;
        break;
    case ConfirmState::Refused:
    case ConfirmState::InDoubt:
        entry.outcome = Outcome::Failed;
        entry.reason = OutcomeReason::ApiError;
        break;
    }
    ledger.push_back(entry);
    return ledger.back();
}

LedgerEntry &BookScenario::addPurchase(quint32 vu, QByteArray orderId)
{
    addOrder(vu, orderId);
    return addJourney(vu, ConfirmState::Confirmed, orderId);
}

Order &BookScenario::addOrder(quint32 vu, QByteArray id, PaymentStatus status)
{
    return addOrder(emails.email(vu, 0), std::move(id), status);
}

Order &BookScenario::addOrder(const QString &email, QByteArray id, PaymentStatus status)
{
    Order order;
    order.id = std::move(id);
    order.email = email;
    order.saleId = "sale";
    order.paymentStatus = status;
    order.createdAt = 1'795'347'814'000 + qint64(orders.size());
    orders.push_back(order);
    return orders.back();
}

Order &BookScenario::order(const QByteArray &id)
{
    return *std::find_if(orders.begin(), orders.end(), [&id](const Order &order) { return order.id == id; });
}

void BookScenario::removeOrder(const QByteArray &id)
{
    std::erase_if(orders, [&id](const Order &order) { return order.id == id; });
}

LedgerEntry &BookScenario::journey(quint32 vu)
{
    return *std::find_if(ledger.begin(), ledger.end(), [vu](const LedgerEntry &entry) { return entry.vu == vu; });
}

qint64 BookScenario::paidOrders() const
{
    return std::count_if(
        orders.begin(), orders.end(), [](const Order &order) { return order.paymentStatus == PaymentStatus::Paid; });
}

void BookScenario::makeExistingSale()
{
    changes.push_back([](VerificationInput &input) { input.saleCreated = false; });
}

void BookScenario::makeExistingSale(qint64 left, const std::vector<SaleBaseline::PastOrder> &past)
{
    makeExistingSale();
    changes.push_back([left, past, told = starting](VerificationInput &input) {
        input.baseline =
            SaleBaseline{.remaining = left, .starting = told, .ordersKnown = true, .ordersTrouble = {}, .orders = past};
    });
}

void BookScenario::hideAdminList(AdminReading::State state)
{
    changes.push_back([state](VerificationInput &input) {
        input.books.admin = {.state = state, .reason = u"the reason"_s, .path = u"/list"_s, .orders = {}, .passes = 5};
    });
}

void BookScenario::failReading(quint32 vu, EmailReading::State state)
{
    changes.push_back([vu, state](VerificationInput &input) {
        for (EmailReading &reading : input.books.emails) {
            if (reading.vu == vu)
                reading = {.vu = vu, .iteration = reading.iteration, .state = state, .failure = u"503"_s, .orders = {}};
        }
    });
}

VerificationReport BookScenario::verify(SaleBalance *balance)
{
    VerificationInput input(ledger);
    input.emails = emails;
    input.saleId = "sale";
    input.startingQuantity = starting;

    SaleReading sale;
    sale.remaining = remaining.value_or(starting - paidOrders());
    sale.starting = starting;
    input.books.saleBefore = sale;
    input.books.sale = sale;
    for (const BuyerToAsk &buyer : buyersToAsk(ledger, emails)) {
        EmailReading reading{.vu = buyer.vu, .iteration = buyer.iteration, .failure = {}, .orders = {}};
        reading.state = EmailReading::State::Complete;
        for (const Order &order : orders) {
            if (order.email == buyer.email)
                reading.orders.push_back(order);
        }
        input.books.emails.push_back(reading);
    }
    input.books.admin = {
        .state = AdminReading::State::Complete, .reason = {}, .path = u"/list"_s, .orders = orders, .passes = 2};

    input.counts.journeysStarted = ledger.size();
    for (const LedgerEntry &entry : ledger)
        ++input.counts.outcomes[std::size_t(entry.outcome)][std::size_t(entry.reason)];
    auto &requests = input.counts.requests;
    requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)].requests = 40;
    requests[std::size_t(RunGroup::Teardown)][std::size_t(RequestName::OrdersByEmail)].requests = 8;
    input.counts.requestsIssued = 48;

    input.health.loopLagSamples = 1000;
    input.health.loopLagP99 = std::chrono::milliseconds(2);
    input.health.lagLimit = std::chrono::milliseconds(50);
    input.health.plannedPeak = input.health.requiredPeak = 8;
    input.health.reachedPeak = 8;
    input.loadRanToEnd = true;

    for (const auto &change : changes)
        change(input);
    return doorbuster::verify(input, balance);
}

} // namespace doorbuster
