// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/reconciliation.h"

#include "core/verdict/checks/checktext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

qint64 lastMomentOf(const Ledger &ledger)
{
    qint64 last = 0;
    for (const LedgerEntry &entry : ledger)
        last = std::max(last, entry.ended);
    return last;
}

} // namespace

bool BuyerAccount::has(ConfirmState state) const
{
    return std::any_of(journeys.begin(), journeys.end(),
        [state](const LedgerEntry *journey) { return journey->confirmState == state; });
}

Reconciliation::Reconciliation(const VerificationInput &input)
    : m_input(input)
    , m_queue(input.ledger)
    , m_observedUntil(lastMomentOf(input.ledger))
    , m_stock(input, m_queue, m_observedUntil)
{
    m_adminComplete =
        input.books.admin.state == AdminReading::State::Complete && isCurrent(input.books.admin.age);
    if (!input.saleCreated && input.baseline && input.baseline->ordersKnown) {
        for (const SaleBaseline::PastOrder &order : input.baseline->orders)
            m_pastOrders.insert(order.id, order.paymentStatus);
    }
    addAskedBuyers();
    addReadings();
    for (const Order &order : input.books.admin.orders)
        addOrder(order, std::nullopt);
    addOrdersToAccounts();
    addOtherJourneys();
    findDoubts();
    count();
    findBaselineTrouble();
    m_times.emplace(input, clockOfOrders(), m_observedUntil);
    findAbsence();
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
    }
    for (const EmailReading &reading : m_input.books.emails) {
        const auto account = m_accountByEmail.constFind(m_input.emails.email(reading.vu, reading.iteration));
        const QString email = account == m_accountByEmail.cend() ? QString() : m_accounts[*account].email;
        for (const Order &order : reading.orders)
            addOrder(order, email);
    }
}

/// Whether an answer of the books, by its own word, is of after the last buyer.
bool Reconciliation::isCurrent(const std::optional<qint64> &age) const
{
    if (!age || !m_input.books.listsSent)
        return true;
    return earliestMomentOf(*m_input.books.listsSent, age) >= m_observedUntil;
}

/// `listOf`: whose list by email showed it; nothing for the admin list.
void Reconciliation::addOrder(const Order &order, const std::optional<QString> &listOf)
{
    const bool byAdmin = !listOf;
    if (!m_input.saleId.isEmpty() && order.saleId != m_input.saleId)
        return;
    if (const auto past = m_pastOrders.constFind(order.id); past != m_pastOrders.cend() && *past == order.paymentStatus)
        return;
    const auto known = m_orderById.constFind(order.id);
    if (known == m_orderById.cend()) {
        m_orderById.insert(order.id, m_orders.size());
        KnownOrder &added = m_orders.emplace_back();
        added.order = &order;
        added.email = order.email;
        added.byEmail = !byAdmin;
        added.byAdmin = byAdmin;
        noteList(added, listOf);
        return;
    }
    KnownOrder &earlier = m_orders[*known];
    noteList(earlier, listOf);
    (byAdmin ? earlier.byAdmin : earlier.byEmail) = true;
    if (earlier.order->paymentStatus != order.paymentStatus)
        earlier.doubt = u"its payment status differs from one list to the other"_s;
    else if (earlier.email != order.email)
        earlier.doubt = u"it is under another email in each list"_s;
}

void Reconciliation::noteList(KnownOrder &order, const std::optional<QString> &listOf)
{
    if (!listOf)
        return;
    if (*listOf == order.email)
        order.inOwnList = true;
    else if (order.inListOf.isEmpty())
        order.inListOf = *listOf;
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
        if (!known.isUndisputed())
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
        const bool readByEmail =
            reading && reading->state == EmailReading::State::Complete && isCurrent(reading->age);
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
        const bool answered = account.reading && account.reading->state == EmailReading::State::Complete
            && isCurrent(account.reading->age);
        anythingRead |= answered;
        m_buyersAnswered += answered;
        m_buyersUnread += !hasAllOrdersOf(account);
    }
    m_buyersAsked = m_input.byEmailWanted ? buyers : 0;

    qint64 doubts = 0;
    for (const KnownOrder &known : m_orders) {
        doubts += !known.isUndisputed();
        m_paid += known.paid();
        m_foreignPaid += known.paid() && !accountOf(known).ofThisRun();
    }

    if (!anythingRead)
        m_incompleteReason = u"nothing of the shop's books could be read"_s;
    else if (m_buyersUnread > 0)
        m_incompleteReason = u"the orders of %1 of %2 could not be read"_s.arg(
            numberText(m_buyersUnread), countText(buyers, u"buyer", u"buyers"));
    else if (doubts > 0)
        m_incompleteReason = u"%1 in doubt (see V18)"_s.arg(countText(doubts, u"order is", u"orders are"));
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

bool Reconciliation::mayBuyAgain(const BuyerAccount &account) const
{
    return std::ranges::any_of(account.orders, [this](std::size_t order) { return !m_orders[order].paid(); });
}

const BuyerAccount *Reconciliation::accountOf(const QString &email) const
{
    const auto account = m_accountByEmail.constFind(email);
    return account == m_accountByEmail.cend() ? nullptr : &m_accounts[*account];
}

bool Reconciliation::hasPaidOrder(const LedgerEntry &entry) const
{
    const auto account = m_accountByEmail.constFind(emailOf(entry));
    if (account == m_accountByEmail.cend())
        return false;
    const auto &orders = m_accounts[*account].orders;
    return std::any_of(orders.begin(), orders.end(), [this](std::size_t order) { return m_orders[order].paid(); });
}

bool Reconciliation::hasAnyOrder(const LedgerEntry &entry) const
{
    const auto account = m_accountByEmail.constFind(emailOf(entry));
    return account != m_accountByEmail.cend() && !m_accounts[*account].orders.empty();
}

bool Reconciliation::hasAllOrdersOf(const LedgerEntry &entry) const
{
    const auto account = m_accountByEmail.constFind(emailOf(entry));
    return account != m_accountByEmail.cend() && hasAllOrdersOf(m_accounts[*account]);
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

std::optional<qint64> Reconciliation::difference() const
{
    const auto remaining = m_stock.remaining();
    return m_stock.starting() && remaining ? std::optional(m_paid + *remaining - *m_stock.starting()) : std::nullopt;
}

bool Reconciliation::hasAllOrdersOf(const BuyerAccount &account) const
{
    return adminComplete()
        || (account.reading && account.reading->state == EmailReading::State::Complete
            && isCurrent(account.reading->age));
}

/// Of several buyers the one that an order took longest to appear for tells how long the others may take. Where none
/// appeared while it was looked for, the lists may merely be late, but not for ever: a shop that loses every order must
/// not stay unclear.
void Reconciliation::findAbsence()
{
    using std::chrono::nanoseconds;
    constexpr qint64 longestListing = 60'000'000'000; // ns
    if (!m_input.settled) {
        m_absenceTrouble = u"The books were read before the shop had its time to settle: verify again."_s;
        return;
    }
    if (!m_input.observations || !m_input.books.listsSent)
        return;
    if (m_queue.confirmsAcknowledged().empty()) {
        m_absenceTrouble = u"No buyer was told of an order, so it is not known how long orders take to appear in the lists."_s;
        return;
    }
    qint64 longest = 0;
    qint64 inVain = 0; // the longest that an order was looked for and not seen
    bool anySeen = m_input.observations->visibility.empty();
    for (const VisibilityProbe &probe : m_input.observations->visibility) {
        const bool wasSeen = probe.firstSeen != VisibilityProbe::never;
        anySeen |= wasSeen;
        if (!wasSeen)
            inVain = std::max(inVain, probe.ended - probe.confirmed);
        else if (probe.lastMissing != VisibilityProbe::never)
            longest = std::max(longest, probe.firstSeen - probe.confirmed);
    }
    const qint64 quiet = *m_input.books.listsSent - m_observedUntil;
    const qint64 enough = std::max(longestListing, 2 * inVain);
    if (!anySeen && quiet < enough)
        m_absenceTrouble =
            u"No order that was looked for appeared in the lists within %1, and they were read %2 after the last buyer: verify again after %3."_s
                .arg(secondsText(nanoseconds(inVain)), secondsText(nanoseconds(std::max<qint64>(quiet, 0))),
                    secondsText(nanoseconds(enough)));
    else if (anySeen && quiet < 2 * longest)
        m_absenceTrouble =
            u"Orders took up to %1 to appear in the lists, which were read %2 after the last buyer: verify again."_s.arg(
                secondsText(nanoseconds(longest)), secondsText(nanoseconds(std::max<qint64>(quiet, 0))));
}

bool Reconciliation::areListsOfDifferentMoments() const
{
    const BookReadings &books = m_input.books;
    return books.admin.age.value_or(0) > 0
        || std::ranges::any_of(
            books.emails, [](const EmailReading &reading) { return reading.age.value_or(0) > 0; });
}

qint64 Reconciliation::perhapsGivenBack() const
{
    return ordersWith(PaymentStatus::Refunded) + ordersWith(PaymentStatus::Cancelled)
        + ordersWith(PaymentStatus::Failed)
        + std::ranges::count_if(m_orders, [](const KnownOrder &order) { return !order.isUndisputed(); });
}

bool Reconciliation::mayHaveChangedWhileRead() const
{
    // Older results do not tell when the lists were read.
    return !m_input.books.saleBefore && (m_input.books.listsSent || perhapsGivenBack() > 0);
}

qint64 Reconciliation::unacknowledged() const
{
    qint64 orders = 0;
    for (const BuyerAccount &account : m_accounts) {
        const auto told = std::ranges::count(account.journeys, ConfirmState::Confirmed, &LedgerEntry::confirmState);
        orders += std::max<qint64>(qint64(account.orders.size()) - told, 0);
    }
    return orders;
}

qint64 Reconciliation::ordersWith(PaymentStatus status) const
{
    return std::ranges::count_if(m_orders,
        [status](const KnownOrder &order) { return order.isUndisputed() && order.order->paymentStatus == status; });
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

/// By the orders that the buyers were told of, each of them made while its confirm was under way.
ClockOffset Reconciliation::clockOfOrders() const
{
    ClockOffset clock;
    // Shops that keep orders which are not paid may make them with the hold.
    const bool ordersBeginWithHolds = ordersWith(PaymentStatus::Pending) + ordersWith(PaymentStatus::Failed)
            + ordersWith(PaymentStatus::Cancelled)
        > 0;
    for (const LedgerEntry &entry : m_input.ledger) {
        if (entry.confirmState != ConfirmState::Confirmed || entry.firstConfirmSent == LedgerEntry::never)
            continue;
        const KnownOrder *order = orderById(entry.orderId);
        if (!order) { // told no id, or one of another kind: the buyer's only one
            const BuyerAccount &account = m_accounts[m_accountByEmail.value(emailOf(entry))];
            order = account.journeys.size() == 1 && account.orders.size() == 1 ? &m_orders[account.orders[0]] : nullptr;
        }
        if (!order || !order->order->createdAt)
            continue;
        // A whole second may be all that this shop tells.
        const qint64 createdAt = *order->order->createdAt;
        const qint64 resolution = createdAt % 1'000 == 0 ? 1'000 : 1;
        const qint64 from = ordersBeginWithHolds && entry.lastNotReady != LedgerEntry::never
            ? std::min(entry.lastNotReady, entry.firstConfirmSent)
            : entry.firstConfirmSent;
        clock.add(m_input.startedAt, from, entry.confirmed, createdAt, resolution);
    }
    return clock;
}

std::optional<EarlyArrivals> Reconciliation::earlyArrivals() const
{
    const ShopObservations none;
    return doorbuster::earlyArrivals(
        m_input.ledger, m_input.observations ? *m_input.observations : none, m_input.startedAt, m_input.saleStartsAt);
}

} // namespace doorbuster
