// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/reconciliation.h"

#include "core/verdict/books/stockbounds.h"
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
    for (const LedgerEntry &entry : input.ledger)
        m_observedUntil = std::max(m_observedUntil, entry.ended);
    m_adminComplete =
        input.books.admin.state == AdminReading::State::Complete && isCurrent(input.books.admin.age);
    findStarting();
    addAskedBuyers();
    addReadings();
    for (const Order &order : input.books.admin.orders)
        addOrder(order, std::nullopt);
    addOrdersToAccounts();
    addOtherJourneys();
    findDoubts();
    count();
    findBaselineTrouble();
    findClock();
    findToldWindows();
    findAbsence();
    findRestock();
    findStaleReading();
}

void Reconciliation::findStarting()
{
    if (m_input.saleCreated) {
        m_starting = m_saleStarting = m_ceiling = m_input.startingQuantity;
        return;
    }
    const bool isOver = m_input.books.sale && m_input.books.sale->phase == SalePhase::Ended
        && m_input.books.sale->starting.value_or(0) == 0; // which some shops tell of any sale then
    if (m_input.books.sale && !isOver)
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

bool Reconciliation::isWholeFor(const LedgerEntry &entry) const
{
    const auto account = m_accountByEmail.constFind(emailOf(entry));
    return account != m_accountByEmail.cend() && isWhole(m_accounts[*account]);
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
    if (!m_input.books.sale || !isSaleCurrent() || isEmptied())
        return std::nullopt;
    return unitsOf(m_input.books.sale->remaining);
}

bool Reconciliation::isSaleCurrent() const
{
    const SaleReading &sale = *m_input.books.sale;
    return !sale.age || !sale.sent || earliestMomentOf(*sale.sent, sale.age) >= m_observedUntil;
}

bool Reconciliation::tellsNothingAnyMore(const StockSample &sample) const
{
    return sample.meaning == Meaning::Ended && sample.remaining == 0 && m_input.books.sale && isEmptied();
}

bool Reconciliation::isEmptied() const
{
    const SaleReading &sale = *m_input.books.sale;
    if (sale.phase != SalePhase::Ended || sale.remaining.value_or(-1) != 0)
        return false;
    const std::vector<StockSample> none;
    const auto &samples = m_input.observations ? m_input.observations->stock : none;
    const bool startWasTold = std::ranges::any_of(
        samples, [](const StockSample &sample) { return sample.starting.value_or(0) > 0; });
    if (sale.starting.value_or(0) == 0 && (startWasTold || (sale.starting && m_starting.value_or(0) > 0)))
        return true;
    // The last that was told while it was on: more than was sold until the end.
    const auto last = std::find_if(samples.rbegin(), samples.rend(),
        [](const StockSample &sample) { return sample.remaining && sample.meaning != Meaning::Ended; });
    if (!m_starting)
        return false;
    const StockBounds bounds(*m_starting, m_queue);
    const bool wasOver = last == samples.rend(); // all the time
    if (wasOver || *last->remaining <= 0)
        return wasOver && bounds.least(m_observedUntil, m_observedUntil) > 0;
    const auto &sold = m_queue.confirmsAcknowledged(); // in the order of time
    return *last->remaining > sold.end() - std::ranges::upper_bound(sold, last->sent);
}

QString Reconciliation::saleTrouble() const
{
    if (m_input.books.sale) {
        const std::optional<qint64> told = m_input.books.sale->remaining;
        if (told && !isSaleCurrent())
            return u"its stock is by a cache's word %1 old, from while buyers were still there"_s.arg(
                secondsText(std::chrono::milliseconds(*m_input.books.sale->age)));
        if (told && isEmptied())
            return u"the sale is over, and the shop tells of no units any more"_s;
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
        + std::ranges::count_if(m_orders, [](const KnownOrder &order) { return !order.clear(); });
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
        [status](const KnownOrder &order) { return order.clear() && order.order->paymentStatus == status; });
}

void Reconciliation::findRestock()
{
    std::optional<qint64> first = m_input.saleCreated ? m_starting : std::nullopt;
    const auto see = [&](std::optional<qint64> told, bool isOver) {
        told = unitsOf(told);
        if (!told || (*told == 0 && isOver) || !m_restock.isEmpty())
            return;
        if (first && *first != *told)
            m_restock = u"The shop told that the sale started with %1 units, and later with %2: units were added or withdrawn."_s
                            .arg(numberText(*first), numberText(*told));
        first = first.value_or(*told);
    };
    if (m_input.observations) {
        for (const StockSample &sample : m_input.observations->stock)
            see(sample.starting, sample.meaning == Meaning::Ended);
    }
    for (const auto &reading : {m_input.books.saleBefore, m_input.books.sale}) {
        if (reading)
            see(reading->starting, reading->phase == SalePhase::Ended);
    }
    const bool isHidden = m_input.books.sale && isEmptied() && m_input.observations
        && std::ranges::any_of(m_input.observations->stock,
            [](const StockSample &sample) { return sample.age.value_or(0) > 0; });
    if (m_restock.isEmpty() && isHidden)
        m_restock = u"Units may have been added: the sale's stock was told by a cache, and after its end not at all."_s;
}

/// A cache that does not tell its age shows in this only: the stock is what it was before the last sale, and still what
/// it would have been then.
void Reconciliation::findStaleReading()
{
    const auto stock = remaining();
    const auto &sold = m_queue.confirmsAcknowledged();
    if (!stock || !m_starting || sold.empty() || !m_input.observations || m_input.books.sale->sent.value_or(0) == 0)
        return;
    const StockBounds bounds(*m_starting, m_queue);
    if (*stock <= bounds.most(m_observedUntil + 1))
        return;
    const auto &samples = m_input.observations->stock;
    // Back from the end, as long as nothing else was told.
    auto same = samples.rbegin();
    while (same != samples.rend() && same->remaining == stock)
        ++same;
    if (same == samples.rbegin() || (same - 1)->answered >= sold.back())
        return;
    const auto age = bounds.age(*stock, (same - 1)->answered);
    if (age && *age <= 0)
        m_stale = u"It is the same since before the last sale, so it may be what a cache remembers: verify again."_s;
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

/// The shop's clock, by the times of the orders that its buyers were told of (to the millisecond, or to the second), as
/// those are the shop's own; else by the `Date` headers (to the second), which may be of something before it. Where the
/// two do not fit together, either may be right.
void Reconciliation::findClock()
{
    const ClockOffset byHeaders =
        m_input.observations ? shopClock(*m_input.observations, m_input.startedAt) : ClockOffset();
    ClockOffset byOrders;
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
        byOrders.add(m_input.startedAt, from, entry.confirmed, createdAt, resolution);
    }
    m_clock = byOrders.isKnown() ? byOrders : byHeaders;
    m_clockIsDoubtful = !byOrders.isKnown();
    if (!byHeaders.isKnown() || !byOrders.isKnown())
        return;
    if (!byOrders.isSteady() || !byHeaders.agreesWith(byOrders)) {
        m_otherClock = byHeaders;
        m_clockRemark = u"The orders' times do not fit to the Date headers."_s;
    }
}

void Reconciliation::findToldWindows()
{
    const auto add = [this](qint64 sent, qint64 answered, std::optional<qint64> startsAt, std::optional<qint64> endsAt) {
        if (startsAt || endsAt)
            m_windows.push_back({sent, answered, startsAt, endsAt});
    };
    bool anyCached = false; // what a cache tells is of an earlier moment, and out of order
    if (m_input.observations) {
        for (const StockSample &sample : m_input.observations->stock) {
            anyCached |= sample.age.value_or(0) > 0;
            add(sample.sent, sample.answered, sample.startsAt, sample.endsAt);
        }
    }
    const qint64 afterAll = m_observedUntil + 1;
    for (const auto &reading : {m_input.books.saleBefore, m_input.books.sale}) {
        if (reading)
            add(reading->sent.value_or(afterAll), reading->answered.value_or(afterAll), reading->startsAt,
                reading->endsAt);
    }
    if (m_windows.empty())
        add(0, 0, m_input.saleStartsAt, m_input.saleEndsAt);
    const bool areTheSame = std::ranges::all_of(m_windows, [this](const ToldWindow &told) {
        return told.startsAt == m_windows.front().startsAt && told.endsAt == m_windows.front().endsAt;
    });
    if (areTheSame && !m_windows.empty())
        m_windows.resize(1);
    m_windowsInOrder = !anyCached;
}

SaleWindow Reconciliation::windowOf(std::span<const ToldWindow> told) const
{
    SaleWindow window;
    if (told.empty())
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
    const auto widen = [&](std::optional<MomentRange> &bound, std::optional<qint64> shopMillis) {
        if (!shopMillis)
            return;
        const MomentRange moment = atEither(*shopMillis);
        bound = bound ? MomentRange{std::min(bound->from, moment.from), std::max(bound->to, moment.to)} : moment;
    };
    for (const ToldWindow &one : told) {
        widen(window.start, one.startsAt);
        widen(window.end, one.endsAt);
    }
    return window;
}

SaleWindow Reconciliation::saleWindow() const
{
    return windowOf(m_windows);
}

SaleWindow Reconciliation::saleWindowAt(const MomentRange &moment) const
{
    if (!m_windowsInOrder)
        return windowOf(m_windows);
    // From the last that was told before it to the first that was asked for after it.
    auto first = std::ranges::partition_point(
        m_windows, [&](const ToldWindow &told) { return told.answered <= moment.from; });
    if (first != m_windows.begin())
        --first;
    auto last = std::ranges::partition_point(
        m_windows, [&](const ToldWindow &told) { return told.sent < moment.to; });
    if (last != m_windows.end())
        ++last;
    return windowOf(std::span(first, last));
}

std::optional<EarlyArrivals> Reconciliation::earlyArrivals() const
{
    const ShopObservations none;
    return doorbuster::earlyArrivals(
        m_input.ledger, m_input.observations ? *m_input.observations : none, m_input.startedAt, m_input.saleStartsAt);
}

} // namespace doorbuster
