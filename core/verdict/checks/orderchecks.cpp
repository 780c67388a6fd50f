// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

QString paymentText(const Order &order)
{
    switch (order.paymentStatus) {
    case PaymentStatus::Pending:
        return u"pending"_s;
    case PaymentStatus::Paid:
        return u"paid"_s;
    case PaymentStatus::Failed:
        return u"failed"_s;
    case PaymentStatus::Refunded:
        return u"refunded"_s;
    case PaymentStatus::Cancelled:
        return u"cancelled"_s;
    case PaymentStatus::Unknown:
        break;
    }
    return shopText(order.paymentStatusText, 40);
}

/// A check that found nothing wrong has passed only where everything was there to be found.
void passIfWhole(const Reconciliation &books, CheckRow &row)
{
    if (books.ordersAreComplete()) {
        worsen(row, CheckVerdict::Pass);
    } else if (row.verdict != CheckVerdict::Fail) {
        worsen(row, CheckVerdict::Inconclusive);
        row.note += u"%1There may be more: %2."_s.arg(row.note.isEmpty() ? QString() : u" "_s, books.incompleteReason());
    }
}

/// What became of an order that its buyer was told is confirmed.
enum class OrderFate : quint8 {
    Booked,
    BookedOtherwise, ///< under another id, or under an email that is no buyer's of this run
    Refunded, ///< booked, and given back since
    Misplaced, ///< under another buyer of this run, or in the list of another one only
    WrongAmount, ///< booked with another amount than was sent, where others are booked with theirs, or for nothing
    Unpaid,
    Lost,
    Undecided,
};
constexpr std::size_t orderFateCount = std::size_t(OrderFate::Undecided) + 1;

/// The rows that decide come first.
qint64 weightOf(OrderFate fate)
{
    switch (fate) {
    case OrderFate::Booked:
        return 0;
    case OrderFate::Refunded:
        return 1;
    case OrderFate::BookedOtherwise:
        return 2;
    case OrderFate::Undecided:
        return 3;
    default:
        return 4;
    }
}

/// Looks up the confirmed orders of one buyer, one journey after the other.
class OrderFinder {
public:
    OrderFinder(const Reconciliation &books, const BuyerAccount &account)
        : m_books(books)
        , m_account(account)
    {
        for (const LedgerEntry *journey : account.journeys) {
            if (journey->confirmState == ConfirmState::Confirmed)
                m_told.insert(journey->orderId);
        }
    }

    /// The second is a clause for the evidence; empty for Booked.
    std::pair<OrderFate, QString> fateOf(const LedgerEntry &journey)
    {
        const QByteArray &told = journey.orderId;
        const KnownOrder *order = told.isEmpty() ? nullptr : m_books.orderById(told);
        const bool byId = order != nullptr;
        if (!order)
            order = ownOrderFor(told);
        const bool isUnderAnother = byId && order->email != m_account.email
            && m_books.accountOf(*order).ofThisRun();
        if (isUnderAnother)
            return {OrderFate::Misplaced, u"booked under %1, another buyer"_s.arg(shopText(order->email))};
        if (order && !order->isUndisputed())
            return {OrderFate::Undecided, u"in doubt: %1"_s.arg(order->doubt)};
        if (order && order->paid()) {
            if (byId && order->email != m_account.email)
                return {OrderFate::BookedOtherwise, u"booked under %1"_s.arg(shopText(order->email))};
            if (const QString where = otherList(*order); !where.isEmpty()) // no delay puts it there
                return {OrderFate::Misplaced, where};
            if (!byId && !told.isEmpty())
                return {OrderFate::BookedOtherwise, u"booked as order %1"_s.arg(shopText(order->order->id))};
            return {OrderFate::Booked, {}};
        }
        if (order && order->order->paymentStatus == PaymentStatus::Refunded)
            return {OrderFate::Refunded, u"refunded since"_s};
        if (order && order->order->paymentStatus == PaymentStatus::Pending)
            return {OrderFate::Undecided, u"its payment is pending"_s};
        if (order && (byId || m_books.hasAllOrdersOf(m_account)))
            return {OrderFate::Unpaid, u"not paid: %1"_s.arg(paymentText(*order->order))};
        if (!m_books.hasAllOrdersOf(m_account))
            return {OrderFate::Undecided, u"this buyer's orders could not be read"_s};
        if (!m_books.absenceIsCertain())
            return {OrderFate::Undecided, u"not in the books so far"_s};
        return {OrderFate::Lost, u"not in the books"_s};
    }

private:
    /// Where an order stands that its own buyer's list, read to its end, does not show; empty where it does.
    QString otherList(const KnownOrder &order) const
    {
        const EmailReading *reading = m_account.reading;
        const bool isMissing = reading && reading->state == EmailReading::State::Complete && !order.inOwnList;
        return isMissing && !order.inListOf.isEmpty() ? u"in the list of %1, not in its own"_s.arg(shopText(order.inListOf))
                                                      : QString();
    }

    /// For a buyer that was told no id, or one that the books do not know: an order of its own that no other confirm
    /// speaks for. A paid one if there is any; else one that may be; else one that at least says what went wrong.
    const KnownOrder *ownOrderFor(const QByteArray &told)
    {
        const KnownOrder *best = nullptr;
        const auto worth = [](const KnownOrder &order) { return order.paid() ? 2 : order.isUndisputed() ? 0 : 1; };
        for (const std::size_t index : m_account.orders) {
            const KnownOrder &order = m_books.orders()[index];
            const bool taken = m_told.contains(order.order->id) || m_takenFor.value(order.order->id, told) != told;
            if (!taken && (!best || worth(order) > worth(*best)))
                best = &order;
        }
        if (best && !told.isEmpty())
            m_takenFor.insert(best->order->id, told);
        return best;
    }

    const Reconciliation &m_books;
    const BuyerAccount &m_account;
    QSet<QByteArray> m_told;
    QHash<QByteArray, QByteArray> m_takenFor; ///< order id → the other id that the buyer was told for it
};

} // namespace

void checkOneOrderPerBuyer(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"one paid order a buyer"_s;
    row.evidence.columns = {u"buyer"_s, u"order"_s, u"created"_s, u"finding"_s};
    qint64 buyers = 0;
    qint64 surplus = 0;
    qint64 worst = 0;
    for (const BuyerAccount &account : books.accounts()) {
        std::vector<const KnownOrder *> paid;
        for (const std::size_t index : account.orders) {
            if (books.orders()[index].paid())
                paid.push_back(&books.orders()[index]);
        }
        if (paid.size() < 2)
            continue;
        ++buyers;
        surplus += qint64(paid.size()) - 1;
        if (qint64(paid.size()) > worst && row.evidence.rows.size() < Evidence::limit) {
            worst = qint64(paid.size());
            row.evidence.worst = row.evidence.rows.size();
        }
        for (const KnownOrder *order : paid)
            addFinding(row.evidence,
                {shopText(account.email), shopText(order->order->id), timeText(order->order->createdAt),
                    u"one of %1 paid orders"_s.arg(numberText(qint64(paid.size())))});
    }

    QHash<QByteArray, const BuyerAccount *> toldTo;
    qint64 shared = 0;
    qint64 told = 0;
    for (const BuyerAccount &account : books.accounts()) {
        QSet<QByteArray> toldHere;
        for (const LedgerEntry *journey : account.journeys) {
            const QByteArray &id = journey->orderId;
            if (journey->confirmState != ConfirmState::Confirmed || id.isEmpty() || toldHere.contains(id))
                continue;
            toldHere.insert(id);
            ++told;
            const BuyerAccount *&first = toldTo[id];
            if (!first) {
                first = &account;
                continue;
            }
            ++shared;
            addFinding(row.evidence, {account.email, shopText(id), QString(), u"also given to %1"_s.arg(first->email)});
        }
    }

    if (surplus + shared > 0) {
        row.verdict = CheckVerdict::Fail;
        row.difference = double(surplus + shared);
        QStringList notes;
        if (surplus > 0)
            notes += u"%1 more than one paid order: %2 too many."_s.arg(
                countText(buyers, u"buyer has", u"buyers have"), countText(surplus, u"order", u"orders"));
        if (shared > 0)
            notes +=
                u"%1 to more than one buyer."_s.arg(countText(shared, u"order id was given", u"order ids were given"));
        row.note = notes.join(u' ');
        row.actual = countText(surplus + shared, u"duplicate", u"duplicates");
        return;
    }
    if (books.ordersAreComplete() && books.paid() == 0 && told == 0) {
        row.note = u"Nobody bought."_s;
        return;
    }
    row.actual = u"no duplicate among %1"_s.arg(countText(books.paid(), u"paid order", u"paid orders"));
    passIfWhole(books, row);
}

namespace {

/// What is wrong with the amounts that this run's orders were booked with. A shop may have a price of its own, which is
/// the same for all; but it sells nothing for nothing, and it does not book some with what was sent and others not.
class AmountJudge {
public:
    explicit AmountJudge(const Reconciliation &books)
        : m_sent(books.input().totalAmount)
    {
        for (const KnownOrder &order : books.orders())
            m_anyAsSent |= order.paid() && isAsSent(order);
    }

    /// A clause; empty where nothing is.
    QString objection(const KnownOrder &order) const
    {
        const auto &booked = order.order->totalAmount;
        if (!m_sent || !booked || isAsSent(order) || !(*m_sent > 0) || !(m_anyAsSent || *booked <= 0))
            return {};
        return u"booked with an amount of %1 instead of %2"_s.arg(
            QString::number(*booked, 'g', 12), QString::number(*m_sent, 'g', 12));
    }

private:
    bool isAsSent(const KnownOrder &order) const
    {
        const auto &booked = order.order->totalAmount;
        return m_sent && booked && std::abs(*booked - *m_sent) <= 1e-6 * std::abs(*m_sent);
    }

    const std::optional<double> m_sent;
    bool m_anyAsSent = false;
};

} // namespace

/// Fails only if an order that a buyer was told of is in no list although all lists were read to their end, long enough
/// after; or stands under another buyer of this run, or unpaid, or with another amount, by the shop's own lists: no
/// reading that comes later makes that right.
void checkNoLostOrder(const Reconciliation &books, CheckRow &row)
{
    qint64 confirmed = 0;
    std::array<qint64, orderFateCount> fates{};
    row.evidence.columns = {u"buyer"_s, u"order"_s, u"finding"_s};
    const AmountJudge amounts(books);
    WeighedFindings findings;
    for (const BuyerAccount &account : books.accounts()) {
        OrderFinder finder(books, account);
        for (const LedgerEntry *journey : account.journeys) {
            if (journey->confirmState != ConfirmState::Confirmed)
                continue;
            ++confirmed;
            auto [fate, finding] = finder.fateOf(*journey);
            const KnownOrder *order = fate == OrderFate::Booked ? books.orderById(journey->orderId) : nullptr;
            if (const QString wrong = order ? amounts.objection(*order) : QString(); !wrong.isEmpty()) {
                fate = OrderFate::WrongAmount;
                finding = wrong;
            }
            ++fates[std::size_t(fate)];
            if (fate != OrderFate::Booked)
                findings.add(weightOf(fate), {account.email, shopText(journey->orderId), finding});
        }
    }
    findings.moveTo(row.evidence);
    if (confirmed == 0) {
        row.note = u"No buyer was told that its order is confirmed."_s;
        return;
    }

    const auto count = [&fates](OrderFate fate) { return fates[std::size_t(fate)]; };
    const qint64 lost = count(OrderFate::Lost);
    const qint64 unpaid = count(OrderFate::Unpaid);
    const qint64 undecided = count(OrderFate::Undecided);
    const qint64 misplaced = count(OrderFate::Misplaced);
    const qint64 wrongAmount = count(OrderFate::WrongAmount);
    const qint64 booked = count(OrderFate::Booked) + count(OrderFate::BookedOtherwise) + count(OrderFate::Refunded)
        + misplaced + wrongAmount;
    row.expected = u"%1 in the books"_s.arg(countText(confirmed, u"confirmed order", u"confirmed orders"));
    row.actual = QString((undecided > 0 ? u"at least "_s : QString()) + numberText(booked));
    worsen(row, CheckVerdict::Pass);
    if (lost + unpaid + misplaced + wrongAmount > 0 || undecided == 0)
        row.difference = double(-(lost + unpaid + misplaced + wrongAmount));
    QStringList notes;
    const auto tell = [&](qint64 orders, CheckVerdict verdict, QStringView one, QStringView many) {
        if (orders == 0)
            return;
        worsen(row, verdict);
        notes += countText(orders, one, many);
    };
    tell(lost, CheckVerdict::Fail, u"confirmed order is not in the books.", u"confirmed orders are not in the books.");
    tell(misplaced, CheckVerdict::Fail, u"confirmed order stands under another buyer.",
        u"confirmed orders stand under other buyers.");
    tell(unpaid, CheckVerdict::Fail, u"confirmed order is in the books, but not paid.",
        u"confirmed orders are in the books, but not paid.");
    tell(wrongAmount, CheckVerdict::Fail, u"confirmed order is booked with another amount than its buyer sent.",
        u"confirmed orders are booked with another amount than their buyers sent.");
    tell(undecided, CheckVerdict::Inconclusive, u"confirmed order could not be looked up for certain.",
        u"confirmed orders could not be looked up for certain.");
    if (undecided > 0 && !books.absenceIsCertain())
        notes += books.absenceTrouble();
    tell(count(OrderFate::Refunded), CheckVerdict::Pass, u"confirmed order was refunded since.",
        u"confirmed orders were refunded since.");
    if (books.idsAreOfTwoKinds()) {
        worsen(row, CheckVerdict::Warn);
        notes +=
            u"The ids that buyers are told are of another kind than those in the lists. Each buyer has exactly one "
            "order there, so the orders were matched by buyer."_s;
    } else {
        tell(count(OrderFate::BookedOtherwise), CheckVerdict::Warn,
            u"confirmed order is booked, but not as its buyer was told.",
            u"confirmed orders are booked, but not as their buyers were told.");
    }
    row.note = notes.join(u' ');
}

namespace {

/// The last word to a confirm was neither an order nor a refusal, but that it is being dealt with, or that a gateway
/// gave up waiting.
bool mayBeUnderWay(const LedgerEntry *journey)
{
    if (journey->confirmState != ConfirmState::InDoubt)
        return false;
    const auto calls = journey->calls.calls();
    const auto last = std::find_if(
        calls.rbegin(), calls.rend(), [](const BuyerCall &call) { return call.kind == CallKind::Confirm; });
    return last != calls.rend()
        && (last->meaning == Meaning::Unsure || last->meaning == Meaning::Processing
            || last->meaning == Meaning::Confirming || last->mayBeItsOwnOrder());
}

/// It was cut before it could ask again after an error of the shop's.
bool wasCutBehindAnError(const LedgerEntry *journey)
{
    if (journey->outcome != Outcome::Interrupted || journey->confirmState != ConfirmState::Refused)
        return false;
    const auto calls = journey->calls.calls();
    return !calls.empty() && calls.back().kind == CallKind::Confirm && calls.back().meaning == Meaning::Busy;
}

} // namespace

/// Fails only if the books show a paid order of a buyer of this run that never sent a confirm, or all of whose confirms
/// the shop itself refused: then nobody asked for it. Where an answer was lost, came from a gateway, or named the
/// buyer's order, it is recovered.
void checkNoPhantomOrder(const Reconciliation &books, CheckRow &row)
{
    qint64 judged = 0;
    qint64 recovered = 0;
    qint64 phantom = 0;
    row.expected = u"all confirmed to their buyers"_s;
    row.evidence.columns = {u"buyer"_s, u"order"_s, u"created"_s, u"finding"_s};
    for (const BuyerAccount &account : books.accounts()) {
        if (!account.ofThisRun())
            continue;
        const bool told = account.has(ConfirmState::Confirmed);
        const bool inDoubt = account.has(ConfirmState::InDoubt);
        for (const std::size_t index : account.orders) {
            const KnownOrder &order = books.orders()[index];
            if (!order.paid())
                continue;
            ++judged;
            if (told)
                continue;
            QString finding;
            if (inDoubt || std::ranges::any_of(account.journeys, wasCutBehindAnError)) {
                ++recovered;
                finding = u"recovered: its confirm got no answer of the shop's own"_s;
            } else {
                ++phantom;
                finding = account.has(ConfirmState::Refused) ? u"its confirms were all refused"_s
                                                             : u"it never sent a confirm"_s;
                if (!row.evidence.worst && row.evidence.rows.size() < Evidence::limit)
                    row.evidence.worst = row.evidence.rows.size();
            }
            addFinding(
                row.evidence, {account.email, shopText(order.order->id), timeText(order.order->createdAt), finding});
        }
    }
    qint64 inDoubt = 0;
    qint64 underWay = 0; // of them: by an answer, which says that the booking may be under way
    for (const BuyerAccount &account : books.accounts()) {
        const bool isOpen = account.has(ConfirmState::InDoubt) && !account.has(ConfirmState::Confirmed)
            && books.hasAllOrdersOf(account) && account.orders.empty();
        inDoubt += isOpen;
        underWay += isOpen && std::ranges::any_of(account.journeys, mayBeUnderWay);
    }

    QStringList notes;
    if (phantom > 0) {
        worsen(row, CheckVerdict::Fail);
        row.difference = double(phantom);
        notes += phantom == 1 ? u"1 paid order was never confirmed to its buyer."_s
                              : u"%1 paid orders were never confirmed to their buyers."_s.arg(numberText(phantom));
    }
    if (recovered > 0) {
        worsen(row, CheckVerdict::Warn);
        notes += u"%1 recovered: booked, but the answer was lost on the way."_s.arg(
            countText(recovered, u"order", u"orders"));
    }
    if (inDoubt > 0)
        notes += u"%1 in doubt: not booked so far."_s.arg(countText(inDoubt, u"buyer", u"buyers"));
    if (underWay > 0) {
        worsen(row, CheckVerdict::Warn);
        notes += u"%1 told that it may still come: verify again."_s.arg(
            countText(underWay, u"of them was", u"of them were"));
    }
    row.note = notes.join(u' ');
    if (books.ordersAreComplete() && judged == 0) {
        row.note +=
            u"%1The books show no paid order of this run's buyers."_s.arg(row.note.isEmpty() ? QString() : u" "_s);
        return;
    }
    row.actual =
        u"%1 of %2"_s.arg(numberText(judged - recovered - phantom), countText(judged, u"paid order", u"paid orders"));
    passIfWhole(books, row);
}

void checkNoForeignOrder(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"no paid order by others"_s;
    row.evidence.columns = {u"buyer"_s, u"order"_s, u"created"_s};
    for (const KnownOrder &order : books.orders()) {
        if (order.paid() && !books.accountOf(order).ofThisRun())
            addFinding(
                row.evidence, {shopText(order.email), shopText(order.order->id), timeText(order.order->createdAt)});
    }
    if (books.foreignPaid() > 0) {
        row.verdict = CheckVerdict::Inconclusive;
        row.difference = double(books.foreignPaid());
        row.actual = countText(books.foreignPaid(), u"paid order by others", u"paid orders by others");
        row.note = u"The stock equation cannot be judged."_s;
        return;
    }
    if (books.adminComplete()) {
        row.verdict = CheckVerdict::Pass;
        row.actual = u"none"_s;
        return;
    }
    const AdminReading &admin = books.input().books.admin;
    row.note = u"Only the admin list shows the orders of others, and it was not read"_s;
    row.note += admin.reason.isEmpty() ? u"."_s : QString(": "_L1 + shopText(admin.reason));
}

} // namespace doorbuster
