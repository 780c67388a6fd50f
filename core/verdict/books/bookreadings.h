// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"

#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// "pending", "paid", …, and "unknown" for what is not documented.
QStringView toString(PaymentStatus status);
std::optional<PaymentStatus> paymentStatusFromString(QStringView text);

/// The sale, as the shop told it once.
struct SaleReading {
    std::optional<qint64> remaining; ///< units; absent where the shop did not say: never to be taken for 0
    std::optional<qint64> starting;
    SalePhase phase = SalePhase::Upcoming;
    bool soldOut = false;
    std::optional<qint64> startsAt; ///< as told with it: the shop's clock, Unix ms
    std::optional<qint64> endsAt;
    std::optional<qint64> age; ///< as StockSample::age
    /// When it was asked for and answered, ns since the run's start; absent where nobody kept it.
    std::optional<qint64> sent;
    std::optional<qint64> answered;
};

/// What the shop's list by email gave for one buyer. It names the first journey of that email; every email is asked
/// once.
struct EmailReading {
    enum class State : quint8 {
        NotAsked, ///< cancelled before it was its turn, or in the middle of it
        Complete,
        Failed, ///< `failure` says why, and `orders` holds what was read until then
    };

    quint32 vu = 0;
    quint32 iteration = 0;
    State state = State::NotAsked;
    QString failure;
    std::vector<Order> orders; ///< of this sale only, with any payment status; each id once, and none empty
    std::optional<qint64> age; ///< of the oldest answer that it rests on, as StockSample::age
};

/// What the shop's list for admins gave.
struct AdminReading {
    enum class State : quint8 {
        NotAsked, ///< switched off in the profile, or cancelled; `orders` holds what was read until then
        NotOffered, ///< the shop has none (404) or does not let us (401, 403): `reason`
        Complete,
        Failed, ///< `reason`; `orders` holds what was read until then
        Unstable, ///< no two passes agreed; `orders` holds what all passes showed, with the last one's payment status
    };

    State state = State::NotAsked;
    QString reason;
    QString path; ///< where the list was found, or the last one tried
    std::vector<Order> orders; ///< of this sale only, with any payment status; each id once, and none empty
    int passes = 0;
    std::optional<qint64> age; ///< of the oldest answer that it rests on, as StockSample::age
};

/// The books of an existing sale before the load: what this run did is the difference to them.
struct SaleBaseline {
    struct PastOrder {
        QByteArray id;
        PaymentStatus paymentStatus = PaymentStatus::Unknown;

        friend bool operator==(const PastOrder &, const PastOrder &) = default;
    };

    std::optional<qint64> remaining; ///< units; absent where the shop did not say, or could not be read
    std::optional<qint64> starting;
    bool ordersKnown = false; ///< the admin's list was read completely
    QString ordersTrouble; ///< why not; empty where they are known
    std::vector<PastOrder> orders; ///< of all buyers, with any payment status

    friend bool operator==(const SaleBaseline &, const SaleBaseline &) = default;
};

/// The shop's side of the books, read after the run has settled.
struct BookReadings {
    /// Read before and after the orders. Where the two differ the books were still moving, and no equation holds.
    /// Leave saleBefore empty where it was not read: then nothing is concluded from it.
    std::optional<SaleReading> saleBefore;
    std::optional<SaleReading> sale;
    QString saleFailure; ///< why `sale` is empty
    /// When the first of the orders' lists was asked for, ns since the run's start: they show nothing later for
    /// certain. Absent where nobody kept it.
    std::optional<qint64> listsSent;
    /// One for each of buyersToAsk(), in any order. A missing one counts as not asked.
    std::vector<EmailReading> emails;
    AdminReading admin;
    bool cancelled = false;
    bool timedOut = false;
    std::chrono::nanoseconds took{0};
};

/// What was read before the load, as the baseline of the verdict.
SaleBaseline baselineOf(const BookReadings &books);

} // namespace doorbuster
