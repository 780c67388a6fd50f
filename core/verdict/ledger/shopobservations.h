// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/buyerprobe.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace doorbuster {

/// The stock as the public sale showed it at some moment of [sent, answered]; ns since the run's start.
struct StockSample {
    qint64 sent = 0;
    qint64 answered = 0;
    std::optional<qint64> remaining; ///< absent where the shop told a stock that is no whole number
    QString oddity; ///< what it gave instead; empty for a whole number

    friend bool operator==(const StockSample &, const StockSample &) = default;
};

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

/// What was seen of the shop beside the buyers while they ran.
struct ShopObservations {
    std::vector<StockSample> stock; ///< in the order of time
    std::vector<ClockSample> clock;
    std::vector<VisibilityProbe> visibility;
    std::vector<BuyerProbe> probes; ///< in the order in which they ended

    friend bool operator==(const ShopObservations &, const ShopObservations &) = default;
};

} // namespace doorbuster
