// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/meaning.h"
#include "core/text/textsanitizer.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace doorbuster {

/// A needed field that is missing, of the wrong kind or there twice with different values; `field` is its path
/// ("meta.status"), empty when the body as a whole cannot be read (not JSON, cut off, HTML).
struct ReadError {
    QString field;
    QString message;
};
/// Whether the path is that of the stock in a sale's answer: the shop did tell one, but it is no whole number.
bool isStockField(QStringView field);
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

    static QString whereLookedFor(); ///< "neither the field … nor the header … is there"
};

struct SaleCreatedAnswer {
    QByteArray id;
    QByteArray idAsSent; ///< the same id, to ask the shop with; never kept or shown
};

struct BuyAnswer {
    bool hasActiveHold = false;
    std::optional<qint64> position; ///< 1-based
    std::optional<qint64> size;
    std::optional<double> holdTtlSeconds;

    Meaning meaning() const { return hasActiveHold ? Meaning::Held : Meaning::Queued; }
};

enum class QueueStatus : quint8 { Queued, Ready, None };

struct PositionAnswer {
    QueueStatus status = QueueStatus::None;
    bool hasActiveHold = false;
    std::optional<qint64> position;
    std::optional<qint64> size;
    std::optional<double> holdTtlSeconds;

    Meaning meaning() const
    {
        if (hasActiveHold || status == QueueStatus::Ready)
            return Meaning::Held;
        return status == QueueStatus::None ? Meaning::LostPlace : Meaning::Queued;
    }
};

struct ConfirmAnswer {
    QByteArray orderId; ///< empty where the shop gave none
    /// Bought where the answer says so or names the order; Processing where the order is being dealt with; Unclear where
    /// it says no; Unsure where it says nothing.
    Meaning said = Meaning::Bought;

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

/// Reads the shop's answers, tolerantly in form and precisely in error: every form of the documented ones is accepted,
/// unknown fields are ignored, whatever is wrong with them. Ids may be strings or numbers; numbers may be in quotes;
/// times ISO 8601, or Unix time in seconds or ms; a byte order mark is skipped. Every text in what it returns has gone
/// through its sanitizer, but for tokens and `idAsSent`. Not thread-safe: one reader a worker, as it reuses the
/// parser's memory.
class AnswerReader {
public:
    explicit AnswerReader(TextSanitizer sanitizer);
    ~AnswerReader();
    Q_DISABLE_COPY_MOVE(AnswerReader)

    void setSanitizer(TextSanitizer sanitizer);
    const TextSanitizer &sanitizer() const;

    ReadResult<SaleAnswer> sale(QByteArrayView body);
    ReadResult<TokenAnswer> token(QByteArrayView body);
    ReadResult<SaleCreatedAnswer> saleCreated(QByteArrayView body);
    ReadResult<BuyAnswer> buy(QByteArrayView body);
    ReadResult<PositionAnswer> position(QByteArrayView body);
    ReadResult<ConfirmAnswer> confirm(QByteArrayView body);
    ReadResult<OrdersPage> orders(QByteArrayView body);
    /// What a refusal says; each is empty where it does not.
    struct Refusal {
        QString message; ///< `message`, else `error`
        QString code; ///< for programs: `code`, or an `error` beside a message
        QByteArray orderId;
    };
    Refusal refusal(QByteArrayView body);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace doorbuster
