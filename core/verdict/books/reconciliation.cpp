// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/reconciliation.h"

#include "core/verdict/checks/checktext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

bool BuyerAccount::has(ConfirmState state) const
{
    return std::any_of(journeys.begin(), journeys.end(),
        [state](const LedgerEntry *journey) { return journey->confirmState == state; });
}

Reconciliation::Reconciliation(const VerificationInput &input)
    : m_input(input)
    , m_queue(input.ledger)
{
    findStarting();
    addAskedBuyers();
    addReadings();
    for (const Order &order : input.books.admin.orders)
        addOrder(order, true);
    addOrdersToAccounts();
    addOtherJourneys();
    findDoubts();
    count();
    findBaselineTrouble();
    for (const LedgerEntry &entry : input.ledger)
        m_observedUntil = std::max(m_observedUntil, entry.ended);
    findClock();
}

void Reconciliation::findStarting()
{
    if (m_input.saleCreated) {
        m_starting = m_saleStarting = m_ceiling = m_input.startingQuantity;
        return;
    }
    if (m_input.books.sale)
        m_saleStarting = unitsOf(m_input.books.sale->starting);
    m_starting = m_ceiling = m_saleStarting;
    if (!m_input.baseline)
        return;
    const SaleBaseline &before = *m_input.baseline;
    if (!m_saleStarting)
        m_saleStarting = unitsOf(before.starting);
    m_starting = unitsOf(before.remaining);
    m_ceiling = m_saleStarting;
    if (!before.ordersKnown)
        return;
    qint64 sold = 0;
    for (const SaleBaseline::PastOrder &order : before.orders) {
        m_pastOrders.insert(order.id, order.paymentStatus);
        sold += order.paymentStatus == PaymentStatus::Paid;
    }
    if (m_ceiling)
        *m_ceiling -= sold;
}

void Reconciliation::findBaselineTrouble()
{
    if (m_input.saleCreated || !m_input.baseline)
        return;
    const std::optional<qint64> before = unitsOf(m_input.baseline->starting);
    const std::optional<qint64> after = m_input.books.sale ? unitsOf(m_input.books.sale->starting) : std::nullopt;
    if (before && after && before != after) {
        m_baselineTrouble = u"The sale started with %1 units before the load, and with %2 after it."_s.arg(
            numberText(*before), numberText(*after));
        return;
    }
    if (!m_input.baseline->ordersKnown || !adminComplete())
        return;
    QHash<QByteArray, PaymentStatus> now;
    for (const Order &order : m_input.books.admin.orders)
        now.insert(order.id, order.paymentStatus);
    qint64 changed = 0;
    for (const SaleBaseline::PastOrder &order : m_input.baseline->orders) {
        const auto found = now.constFind(order.id);
        changed += found == now.cend() || *found != order.paymentStatus;
    }
    if (changed > 0)
        m_baselineTrouble = u"%1 from before the load changed since."_s.arg(countText(changed, u"order", u"orders"));
}

std::optional<qint64> unitsOf(std::optional<qint64> told)
{
    return told && *told >= -mostUnits && *told <= mostUnits ? told : std::nullopt;
}

BuyerAccount &Reconciliation::accountFor(const QString &email)
{
    const auto known = m_accountByEmail.constFind(email);
    if (known != m_accountByEmail.cend())
        return m_accounts[*known];
    m_accountByEmail.insert(email, m_accounts.size());
    m_accounts.emplace_back().email = email;
    return m_accounts.back();
}

void Reconciliation::addAskedBuyers()
{
    for (const LedgerEntry &entry : m_input.ledger) {
        if (!entry.mayHaveOrdered())
            continue;
        BuyerAccount &account = accountFor(m_input.emails.email(entry.vu, entry.iteration));
        account.asked = true;
        account.journeys.push_back(&entry);
    }
}

void Reconciliation::addReadings()
{
    for (const EmailReading &reading : m_input.books.emails) {
        const auto account = m_accountByEmail.constFind(m_input.emails.email(reading.vu, reading.iteration));
        if (account != m_accountByEmail.cend()) {
            const EmailReading *&known = m_accounts[*account].reading;
            if (!known || reading.state == EmailReading::State::Complete)
                known = &reading;
        }
        for (const Order &order : reading.orders)
            addOrder(order, false);
    }
}

void Reconciliation::addOrder(const Order &order, bool byAdmin)
{
    if (!m_input.saleId.isEmpty() && order.saleId != m_input.saleId)
        return;
    if (const auto past = m_pastOrders.constFind(order.id); past != m_pastOrders.cend() && *past == order.paymentStatus)
        return;
    const auto known = m_orderById.constFind(order.id);
    if (known == m_orderById.cend()) {
        m_orderById.insert(order.id, m_orders.size());
        m_orders.push_back(
            {.order = &order, .email = order.email, .byEmail = !byAdmin, .byAdmin = byAdmin, .doubt = {}});
        return;
    }
    KnownOrder &earlier = m_orders[*known];
    (byAdmin ? earlier.byAdmin : earlier.byEmail) = true;
    if (earlier.order->paymentStatus != order.paymentStatus)
        earlier.doubt = u"its payment status differs from one list to the other"_s;
    else if (earlier.email != order.email)
        earlier.doubt = u"it is under another email in each list"_s;
}

void Reconciliation::addOrdersToAccounts()
{
    for (std::size_t i = 0; i < m_orders.size(); ++i)
        accountFor(m_orders[i].email).orders.push_back(i);
}

/// Finds the owners of orders among the buyers of whom none was expected. Only where there are such orders is it worth
/// making the emails of the whole ledger, most of which never bought.
void Reconciliation::addOtherJourneys()
{
    if (std::all_of(m_accounts.begin(), m_accounts.end(), [](const BuyerAccount &account) { return account.asked; }))
        return;
    for (const LedgerEntry &entry : m_input.ledger) {
        if (entry.mayHaveOrdered())
            continue;
        const auto account = m_accountByEmail.constFind(m_input.emails.email(entry.vu, entry.iteration));
        if (account != m_accountByEmail.cend())
            m_accounts[*account].journeys.push_back(&entry);
    }
}

void Reconciliation::findDoubts()
{
    for (KnownOrder &known : m_orders) {
        if (!known.clear())
            continue;
        if (known.order->paymentStatus == PaymentStatus::Unknown) {
            known.doubt = u"its payment status \"%1\" is not a documented one"_s.arg(
                shopText(known.order->paymentStatusText, 40));
            continue;
        }
        // An order that is not paid may be missing from a list that shows only paid ones, and nothing hangs on it.
        if (known.order->paymentStatus != PaymentStatus::Paid)
            continue;
        const EmailReading *reading = accountOf(known).reading;
        const bool readByEmail = reading && reading->state == EmailReading::State::Complete;
        if (known.byAdmin && !known.byEmail && readByEmail)
            known.doubt = u"it is in the admin list, but not in the list by email"_s;
        else if (known.byEmail && !known.byAdmin && adminComplete())
            known.doubt = u"it is in the list by email, but not in the admin list"_s;
    }
}

void Reconciliation::count()
{
    bool anythingRead = adminComplete() || m_input.books.sale.has_value();
    qint64 buyers = 0;
    for (const BuyerAccount &account : m_accounts) {
        if (!account.asked)
            continue;
        ++buyers;
        const bool answered = account.reading && account.reading->state == EmailReading::State::Complete;
        anythingRead |= answered;
        m_buyersAnswered += answered;
        m_buyersUnread += !isWhole(account);
    }
    m_buyersAsked = m_input.byEmailWanted ? buyers : 0;

    qint64 doubts = 0;
    for (const KnownOrder &known : m_orders) {
        doubts += !known.clear();
        m_paid += known.paid();
        m_foreignPaid += known.paid() && !accountOf(known).ofThisRun();
    }

    if (!anythingRead)
        m_shortfall = u"nothing of the shop's books could be read"_s;
    else if (m_buyersUnread > 0)
        m_shortfall = u"the orders of %1 of %2 could not be read"_s.arg(
            numberText(m_buyersUnread), countText(buyers, u"buyer", u"buyers"));
    else if (doubts > 0)
        m_shortfall = u"%1 in doubt (see V18)"_s.arg(countText(doubts, u"order is", u"orders are"));
}

const KnownOrder *Reconciliation::orderById(const QByteArray &id) const
{
    const auto found = m_orderById.constFind(id);
    return found == m_orderById.cend() ? nullptr : &m_orders[*found];
}

const BuyerAccount &Reconciliation::accountOf(const KnownOrder &order) const
{
    return m_accounts[m_accountByEmail.value(order.email)];
}

bool Reconciliation::hasPaidOrder(const LedgerEntry &entry) const
{
    const auto account = m_accountByEmail.constFind(emailOf(entry));
    if (account == m_accountByEmail.cend())
        return false;
    const auto &orders = m_accounts[*account].orders;
    return std::any_of(orders.begin(), orders.end(), [this](std::size_t order) { return m_orders[order].paid(); });
}

bool Reconciliation::idsAreOfTwoKinds() const
{
    bool anyTold = false;
    for (const BuyerAccount &account : m_accounts) {
        for (const LedgerEntry *journey : account.journeys) {
            if (journey->confirmState != ConfirmState::Confirmed || journey->orderId.isEmpty())
                continue;
            if (orderById(journey->orderId) || account.orders.size() != 1)
                return false;
            anyTold = true;
        }
    }
    return anyTold;
}

std::optional<qint64> Reconciliation::remaining() const
{
    return m_input.books.sale ? unitsOf(m_input.books.sale->remaining) : std::nullopt;
}

QString Reconciliation::saleTrouble() const
{
    if (m_input.books.sale) {
        const std::optional<qint64> told = m_input.books.sale->remaining;
        return told && !remaining() ? u"its stock, %1, is no number of units"_s.arg(numberText(*told)) : QString();
    }
    return m_input.books.saleFailure.isEmpty() ? u"it was not read"_s : shopText(m_input.books.saleFailure, 400);
}

bool Reconciliation::stockMoved() const
{
    const auto &before = m_input.books.saleBefore;
    return before && unitsOf(before->remaining) && remaining() && before->remaining != remaining();
}

std::optional<qint64> Reconciliation::difference() const
{
    if (!m_starting || !remaining())
        return std::nullopt;
    return m_paid + *remaining() - *m_starting;
}

bool Reconciliation::isWhole(const BuyerAccount &account) const
{
    return adminComplete() || (account.reading && account.reading->state == EmailReading::State::Complete);
}

std::span<const BuyerProbe> Reconciliation::probes() const
{
    return m_input.observations ? std::span<const BuyerProbe>(m_input.observations->probes)
                                : std::span<const BuyerProbe>();
}

QString Reconciliation::callsMissing() const
{
    return m_queue.isKnown() ? QString() : u"This result is of a version that did not keep the buyers' calls."_s;
}

/// The shop's clock, by its `Date` headers (to the second) and by the times of the orders that its buyers were told of
/// (to the millisecond, or to the second). Where the two do not fit together, the headers count.
void Reconciliation::findClock()
{
    const ClockOffset byHeaders =
        m_input.observations ? shopClock(*m_input.observations, m_input.startedAt) : ClockOffset();
    ClockOffset byOrders;
    for (const LedgerEntry &entry : m_input.ledger) {
        if (entry.confirmState != ConfirmState::Confirmed || entry.firstConfirmSent == LedgerEntry::never)
            continue;
        const KnownOrder *order = orderById(entry.orderId);
        if (!order || !order->order->createdAt)
            continue;
        // A whole second may be all that this shop tells.
        const qint64 createdAt = *order->order->createdAt;
        const qint64 resolution = createdAt % 1'000 == 0 ? 1'000 : 1;
        byOrders.add(m_input.startedAt, entry.firstConfirmSent, entry.confirmed, createdAt, resolution);
    }
    m_clock = byHeaders.isKnown() ? byHeaders : byOrders;
    m_clockIsDoubtful = !byOrders.isKnown() && !clockWarning(byHeaders).isEmpty();
    if (!byHeaders.isKnown() || !byOrders.isKnown())
        return;
    if (byOrders.isSteady() && byHeaders.agreesWith(byOrders))
        m_clock = byHeaders.intersectedWith(byOrders);
    else
        m_otherClock = byOrders;
    if (m_otherClock.isKnown())
        m_clockRemark = u"The orders' times do not fit to the shop's clock."_s;
}

SaleWindow Reconciliation::saleWindow() const
{
    SaleWindow window;
    if (!m_input.saleStartsAt && !m_input.saleEndsAt)
        window.trouble = u"The shop does not say when the sale starts and ends."_s;
    else if (!m_clock.isKnown())
        window.trouble = u"The shop's clock is not known: neither a Date header nor an order's time tells it."_s;
    if (!window.trouble.isEmpty())
        return window;
    // Of two clocks that disagree, nobody knows which one opens and closes the sale.
    const auto atEither = [this](qint64 shopMillis) {
        MomentRange moment = runTimeOf(shopMillis, m_input.startedAt, m_clock);
        if (m_otherClock.isKnown()) {
            const MomentRange other = runTimeOf(shopMillis, m_input.startedAt, m_otherClock);
            moment = {std::min(moment.from, other.from), std::max(moment.to, other.to)};
        }
        return moment;
    };
    if (m_input.saleStartsAt)
        window.start = atEither(*m_input.saleStartsAt);
    if (m_input.saleEndsAt)
        window.end = atEither(*m_input.saleEndsAt);
    return window;
}

std::optional<EarlyArrivals> Reconciliation::earlyArrivals() const
{
    const ShopObservations none;
    return doorbuster::earlyArrivals(
        m_input.ledger, m_input.observations ? *m_input.observations : none, m_input.startedAt, m_input.saleStartsAt);
}

} // namespace doorbuster
