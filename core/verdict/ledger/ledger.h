// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/outcome.h"
#include "core/verdict/ledger/calltrace.h"

#include <QByteArray>
#include <QString>

#include <boost/container/deque.hpp>

#include <chrono>
#include <optional>

namespace doorbuster {

/// What the buyer knows of its order.
enum class ConfirmState : quint8 {
    NeverSent,
    Refused, ///< every confirm got the shop's own answer, and that was not 200
    Confirmed, ///< a 200 was read
    InDoubt, ///< a confirm was sent that the shop never answered (BuyerCall::isUnanswered()): it may have been booked
};

QStringView toString(ConfirmState state); ///< "neverSent", "refused", "confirmed", "inDoubt"
std::optional<ConfirmState> confirmStateFromString(QStringView text);

/// What one journey leaves behind: the buyer's side of the books. Times are nanoseconds since the run's start, -1 where
/// it did not happen. Kept compact: a run makes hundreds of thousands of them.
struct LedgerEntry {
    static constexpr qint64 never = -1;

    quint32 vu = 0; ///< 1…N
    quint32 iteration = 0; ///< 0-based, per VU
    qint64 started = 0;
    qint64 ended = never; ///< never: the journey was not over when the ledger was closed (cannot be after a whole run)
    qint64 firstBuySent = never; ///< first byte may have left the machine
    qint64 lastNotReady = never; ///< when the last call before the hold was sent whose answer said "not yet"
    qint64 firstReady = never; ///< first answer that showed the hold: the hold came in (lastNotReady, firstReady]
    qint64 firstConfirmSent = never;
    qint64 confirmed = never; ///< when the 200 was read
    qint32 firstPosition = 0; ///< first queue position told; 0 = none
    quint16 buys = 0; ///< buy requests sent
    quint16 confirms = 0; ///< confirm requests sent
    ConfirmState confirmState = ConfirmState::NeverSent;
    Outcome outcome = Outcome::Interrupted;
    OutcomeReason reason = OutcomeReason::None;
    QByteArray orderId; ///< as the shop gave it with the 200; empty where it gave none
    CallTrace calls; ///< buys, positions and confirms; empty in results of versions before 3

    bool sentBuy() const { return buys > 0; }
    /// The shop may have an order of this journey: its buyer has to be asked for.
    bool mayHaveOrdered() const { return sentBuy() || confirms > 0 || confirmState != ConfirmState::NeverSent; }
    friend bool operator==(const LedgerEntry &, const LedgerEntry &) = default;
};

/// Makes the email of a buyer from the profile's pattern. The same arguments give the same email, so that the ledger
/// need not store it. Emails are compared as the shop compares them: trimmed and in lower case.
class BuyerEmails {
public:
    BuyerEmails() = default;
    /// pattern with {VU} and {ITER}; suffix (may be empty) goes before the '@' and keeps runs against one sale apart.
    BuyerEmails(QString pattern, QString suffix);

    QString email(quint32 vu, quint32 iteration) const;
    QString pattern() const { return m_pattern; }
    QString suffix() const { return m_suffix; }

    friend bool operator==(const BuyerEmails &, const BuyerEmails &) = default;

private:
    QString m_pattern;
    QString m_suffix;
};

/// In pieces of many entries: hundreds of thousands are neither copied as they grow, nor is room kept for twice as
/// many.
using Ledger = boost::container::deque<LedgerEntry, void,
    boost::container::deque_options<boost::container::block_bytes<16 * 1024>>::type>;

} // namespace doorbuster
