// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/queuehistory.h"
#include "core/verdict/books/salestock.h"
#include "core/verdict/books/saletimes.h"
#include "core/verdict/books/shopclock.h"
#include "core/verdict/verificationinput.h"

#include <QHash>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace doorbuster {

/// An order of the sale, once, whatever the number of lists that show it.
struct KnownOrder {
    const Order *order = nullptr;
    QString email;
    bool byEmail = false; ///< shown by the list by email
    bool byAdmin = false; ///< shown by the admin list
    bool inOwnList = false; ///< shown by the list of its own buyer
    QString inListOf; ///< the email of another buyer whose list showed it; usually empty
    /// Why it proves nothing: the lists disagree on it, or its payment status is not a documented one. Else empty.
    QString doubt;

    bool isUndisputed() const { return doubt.isEmpty(); }
    bool paid() const { return isUndisputed() && order->paymentStatus == PaymentStatus::Paid; }
};

/// Everything that ledger and books know of one email. An email may have had several journeys.
struct BuyerAccount {
    QString email;
    std::vector<const LedgerEntry *> journeys; ///< empty: not of this run
    std::vector<std::size_t> orders; ///< indices into Reconciliation::orders()
    const EmailReading *reading = nullptr; ///< null: not read by email
    bool asked = false; ///< it is one of buyersToAsk()

    bool ofThisRun() const { return !journeys.empty(); }
    bool has(ConfirmState state) const;
};

/// Ledger and books put side by side: one account an email, one entry an order id. The checks read this. What is not
/// known stays told apart from what is known not to be there. The input must outlive it.
class Reconciliation {
public:
    explicit Reconciliation(const VerificationInput &input);

    const VerificationInput &input() const { return m_input; }
    /// The buyers of the run in the ledger's order, then the foreign ones.
    const std::vector<BuyerAccount> &accounts() const { return m_accounts; }
    /// Those of before the load are left out, as they are none of this run's doing.
    const std::vector<KnownOrder> &orders() const { return m_orders; }
    const KnownOrder *orderById(const QByteArray &id) const;
    const BuyerAccount &accountOf(const KnownOrder &order) const;
    /// An order of this buyer is refunded, cancelled or otherwise not paid for certain: it may buy again.
    bool mayBuyAgain(const BuyerAccount &account) const;
    const BuyerAccount *accountOf(const QString &email) const; ///< null where nothing is known of it
    /// The books show a paid order of the buyer of this journey.
    bool hasPaidOrder(const LedgerEntry &entry) const;
    /// The books show any order of its buyer, paid or not.
    bool hasAnyOrder(const LedgerEntry &entry) const;
    bool hasAllOrdersOf(const LedgerEntry &entry) const; ///< all orders of its buyer are known
    /// None of the ids that buyers were told with their confirms is in the lists, but each of these buyers has exactly
    /// one order there: the two are of different kinds (a number, and a document's id), and orders go by their buyers.
    bool idsAreOfTwoKinds() const;

    const SaleStock &stock() const { return m_stock; } ///< what the shop told of it
    const SaleTimes &times() const { return *m_times; }
    /// What of before the load is not as it was, so that no difference to it can be judged; a sentence, usually empty.
    QString baselineTrouble() const { return m_baselineTrouble; }

    /// Paid orders that are beyond doubt, foreign ones included: a lower bound, exact where ordersAreComplete().
    qint64 paid() const { return m_paid; }
    qint64 foreignPaid() const { return m_foreignPaid; }
    /// paid + remaining - starting, where all three are known.
    std::optional<qint64> difference() const;

    bool adminComplete() const { return m_adminComplete; }
    /// All orders of this buyer are known.
    bool hasAllOrdersOf(const BuyerAccount &account) const;
    /// What the lists do not show is not there: they were read long enough after the last buyer, by the longest time
    /// that an order was seen to take to appear in them.
    bool absenceIsCertain() const { return m_absenceTrouble.isEmpty(); }
    /// Why not, as a sentence.
    QString absenceTrouble() const { return m_absenceTrouble; }
    /// A cache kept some of the lists: they are of different moments, and orders may have been given back in between.
    bool areListsOfDifferentMoments() const;
    /// Orders of this run's buyers, and of others, that are clear and of this payment status.
    qint64 ordersWith(PaymentStatus status) const;
    /// Orders whose units may have been put back: refunded, cancelled, failed, or in doubt.
    qint64 perhapsGivenBack() const;
    /// The stock was not read before the orders, so that some may have been given back before it was read.
    bool mayHaveChangedWhileRead() const;
    /// Orders, paid or not, beyond those that their buyers were told of.
    qint64 unacknowledged() const;
    /// Every paid order of this run's buyers is known, and nothing is in doubt.
    bool ordersAreComplete() const { return m_incompleteReason.isEmpty(); }
    /// Why not, as a clause: "3 of 40 buyers could not be read". Empty where ordersAreComplete().
    QString incompleteReason() const { return m_incompleteReason; }
    /// Orders of others on this sale would not show: no complete admin list.
    bool foreignUnknown() const { return !adminComplete(); }
    /// Others are known to use this sale, or may have since the run, and their orders do not show.
    bool othersMayExplain() const { return foreignUnknown() && (!m_input.saleCreated || m_input.othersMayHaveBought); }

    qint64 buyersAsked() const { return m_buyersAsked; } ///< 0 where the list by email was not wanted
    qint64 buyersAnswered() const { return m_buyersAnswered; }
    qint64 buyersUnread() const { return m_buyersUnread; } ///< of the run, known neither by email nor by the admin list

    const QueueHistory &queue() const { return m_queue; }
    /// What sampled buyers tried after their journeys.
    std::span<const BuyerProbe> probes() const;
    /// Why nothing can be said of the buyers' single calls; empty where they are there.
    QString callsMissing() const;
    QString emailOf(const LedgerEntry &entry) const { return m_input.emails.email(entry.vu, entry.iteration); }
    /// The last moment that the ledger knows of, ns since the run's start.
    qint64 observedUntil() const { return m_observedUntil; }
    /// Buyers that came before the sale opened; nothing where the shop does not say when that is.
    std::optional<EarlyArrivals> earlyArrivals() const;

private:
    void findBaselineTrouble();
    ClockOffset clockOfOrders() const;
    BuyerAccount &accountFor(const QString &email);
    void addAskedBuyers();
    void addReadings();
    void addOrder(const Order &order, const std::optional<QString> &listOf);
    static void noteList(KnownOrder &order, const std::optional<QString> &listOf);
    bool isCurrent(const std::optional<qint64> &age) const;
    void findAbsence();
    void addOrdersToAccounts();
    void addOtherJourneys();
    void findDoubts();
    void count();

    const VerificationInput &m_input;
    std::vector<BuyerAccount> m_accounts;
    QHash<QString, std::size_t> m_accountByEmail;
    std::vector<KnownOrder> m_orders;
    QHash<QByteArray, std::size_t> m_orderById;
    QHash<QByteArray, PaymentStatus> m_pastOrders; ///< those of before the load
    QString m_baselineTrouble;
    QString m_absenceTrouble;
    bool m_adminComplete = false;
    qint64 m_paid = 0;
    qint64 m_foreignPaid = 0;
    qint64 m_buyersAsked = 0;
    qint64 m_buyersAnswered = 0;
    qint64 m_buyersUnread = 0;
    QString m_incompleteReason;
    QueueHistory m_queue;
    qint64 m_observedUntil = 0;
    SaleStock m_stock;
    std::optional<SaleTimes> m_times; ///< made once the orders are known
};

} // namespace doorbuster
