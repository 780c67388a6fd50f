// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/meaning.h"
#include "core/text/textsanitizer.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <optional>
#include <variant>
#include <vector>

namespace doorbuster {

/// A needed field that is missing, of the wrong kind or there twice with different values; `field` is its path
/// ("meta.status"), empty when the body as a whole cannot be read (not JSON, cut off, HTML).
struct ReadError {
    QString field;
    QString message;
    bool isStock = false; ///< the field is that of the units left: the shop did tell some, but it is no whole number
};
template <class T>
using ReadResult = std::variant<T, ReadError>;

enum class SalePhase : quint8 { Upcoming, Ongoing, Ended, NotFound };

struct SaleAnswer {
    SalePhase phase = SalePhase::Upcoming;
    bool soldOut = false;
    QByteArray id;
    QByteArray idAsSent; ///< the same id, to ask the shop with; never kept or shown
    std::optional<qint64> remaining; ///< units; absent where the shop does not say
    std::optional<qint64> starting;
    std::optional<qint64> startsAt; ///< Unix time, ms
    std::optional<qint64> endsAt;

    Meaning meaning() const
    {
        return phase == SalePhase::NotFound ? Meaning::NotThere
            : phase == SalePhase::Ended     ? Meaning::Ended
            : soldOut                       ? Meaning::SoldOut
            : phase == SalePhase::Upcoming  ? Meaning::NotStarted
                                            : Meaning::Open;
    }
};

struct TokenAnswer {
    QByteArray token; ///< empty where the shop gave none; a secret
};

struct SaleCreatedAnswer {
    QByteArray id;
    QByteArray idAsSent; ///< the same id, to ask the shop with; never kept or shown
};

/// Where a buyer stands: of a buy, and of a look at its place.
struct PlaceAnswer {
    Meaning said = Meaning::Queued;
    std::optional<qint64> position; ///< 1-based
    std::optional<qint64> size;
    std::optional<double> holdTtlSeconds;
    QByteArray orderId; ///< of a purchase that needs no confirm; empty where the shop gave none

    Meaning meaning() const { return said; }
};
struct BuyAnswer : PlaceAnswer { };
struct PositionAnswer : PlaceAnswer { };

struct ConfirmAnswer {
    QByteArray orderId; ///< empty where the shop gave none
    Meaning said = Meaning::Bought; ///< Bought, Processing, or Unsure where the answer says nothing

    Meaning meaning() const { return said; }
};

enum class PaymentStatus : quint8 { Pending, Paid, Failed, Refunded, Cancelled, Unknown };

struct Order {
    QByteArray id;
    QString email; ///< trimmed, lower case
    QByteArray saleId;
    PaymentStatus paymentStatus = PaymentStatus::Unknown;
    QString paymentStatusText; ///< only where Unknown: as the shop wrote it, at most 40 characters
    std::optional<qint64> createdAt; ///< Unix time, ms
    std::optional<double> totalAmount;
};

struct OrdersPage {
    std::vector<Order> orders;
    std::optional<qint64> total; ///< as the shop says, over all pages
    std::optional<qint64> page;
    std::optional<qint64> limit;
    bool bareArray = false; ///< a list without words on paging: the whole, or a page of it
};

} // namespace doorbuster
