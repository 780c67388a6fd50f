// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/buyerprobe.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace doorbuster {

/// The sale as the shop showed it to everybody at some moment of [sent, answered]; ns since the run's start.
struct StockSample {
    qint64 sent = 0;
    qint64 answered = 0;
    std::optional<qint64> remaining; ///< absent where the shop told a stock that is no whole number
    QString oddity; ///< what it gave instead; empty for a whole number
    std::optional<qint64> starting; ///< units, as told with it
    std::optional<qint64> startsAt; ///< the sale's window, as told with it: the shop's clock, Unix ms
    std::optional<qint64> endsAt;
    Meaning meaning = Meaning::Open; ///< Open, NotStarted, SoldOut, Ended
    /// How old the answer was when it came, by its own word (the `Age` of a cache), ms; absent where it did not say.
    std::optional<qint64> age;

    friend bool operator==(const StockSample &, const StockSample &) = default;
};

/// The earliest moment, ns, that an answer may be of which was asked for at `sent` and told this age (ms), if any: a
/// cache tells whole seconds.
qint64 earliestMomentOf(qint64 sent, std::optional<qint64> age);

/// A `Date` header: the shop's clock at some moment of [sent, answered] (ns since the run's start) showed that second.
struct ClockSample {
    qint64 sent = 0;
    qint64 answered = 0;
    qint64 date = 0; ///< Unix time in ms, of a whole second

    friend bool operator==(const ClockSample &, const ClockSample &) = default;
};

/// How long a confirmed order took to appear in the list by email. ns since the run's start.
struct VisibilityProbe {
    static constexpr qint64 never = -1;

    quint32 vu = 0;
    quint32 iteration = 0;
    QByteArray orderId;
    qint64 confirmed = 0; ///< when its 200 was read
    qint64 lastMissing = never; ///< when the last look was sent that did not show it; never: the first one did
    qint64 firstSeen = never; ///< when the first look that showed it was answered; never: it was not seen
    qint64 ended = 0; ///< when the last look was answered

    friend bool operator==(const VisibilityProbe &, const VisibilityProbe &) = default;
};

/// An order that a buyer was told it has, with a refusal.
struct OrderClaim {
    quint32 vu = 0;
    quint32 iteration = 0;
    CallKind kind = CallKind::Buy; ///< of the call that was refused
    qint64 sent = 0;
    qint64 answered = 0;
    QByteArray orderId; ///< empty where the refusal names none

    friend bool operator==(const OrderClaim &, const OrderClaim &) = default;
};

/// An answer about the sale, to a buyer, that cannot be right beside what it says itself, or beside the next one.
struct SaleContradiction {
    enum class Kind : quint8 {
        SoldOutWithStock, ///< sold out, with units left: `remaining`
        EndedAndOn, ///< ended, and on when the same buyer looked again
    };

    Kind kind = Kind::SoldOutWithStock;
    quint32 vu = 0;
    qint64 sent = 0; ///< of the first of the answers; ns since the run's start
    qint64 answered = 0; ///< of the last
    std::optional<qint64> remaining;

    friend bool operator==(const SaleContradiction &, const SaleContradiction &) = default;
};
QStringView toString(SaleContradiction::Kind kind); ///< "soldOutWithStock", "endedAndOn"
std::optional<SaleContradiction::Kind> contradictionKindFromString(QStringView text);

/// What was seen of the shop beside the buyers while they ran.
struct ShopObservations {
    static constexpr std::size_t mostContradictions = 1'000;

    std::vector<StockSample> stock; ///< in the order of time
    std::vector<ClockSample> clock;
    std::vector<VisibilityProbe> visibility;
    std::vector<BuyerProbe> probes; ///< in the order in which they ended
    std::vector<OrderClaim> claims; ///< in the order in which they were told, nearly
    std::vector<SaleContradiction> contradictions; ///< likewise; a worker keeps `mostContradictions`

    friend bool operator==(const ShopObservations &, const ShopObservations &) = default;
};

} // namespace doorbuster
