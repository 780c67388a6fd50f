// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/clockoffset.h"
#include "core/verdict/books/shopclock.h"
#include "core/verdict/verificationinput.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace doorbuster {

/// When the sale ran, in the run's own time (ns since its start): ranges, as the shop's clock is known only so far. A
/// bound that the shop did not tell, or that no clock could be found for, is absent.
struct SaleWindow {
    std::optional<MomentRange> start;
    std::optional<MomentRange> end;
    QString trouble; ///< why a bound is absent; empty where both are there
};

/// When the sale was on, by what the shop told of it and by the shop's clock.
class SaleTimes {
public:
    /// `input` must outlive this. `byOrders`: the shop's clock by the times of orders, where any tells it.
    /// `observedUntil`: the last moment that the ledger knows of, ns since the run's start.
    SaleTimes(const VerificationInput &input, const ClockOffset &byOrders, qint64 observedUntil);

    const ClockOffset &clock() const { return m_clock; }
    /// The clock is known from `Date` headers alone: it may be that of something before the shop, as no order's time
    /// confirms it.
    bool clockIsDoubtful() const { return m_clockIsDoubtful; }
    /// What does not fit together of the shop's times; usually empty.
    QString clockRemark() const { return m_clockRemark; }
    /// The latest end that it told, by its own clock: Unix time in ms.
    std::optional<qint64> latestEndTold() const;
    /// By all that the shop told of it while it was looked at: its start at the earliest to the latest, and its end.
    SaleWindow window() const;
    /// By what it told around that moment alone: a sale may be extended, or cut short.
    SaleWindow windowAt(const MomentRange &moment) const;

private:
    /// What was told of the sale's time with one answer, at some moment of [sent, answered].
    struct ToldWindow {
        qint64 sent = 0;
        qint64 answered = 0;
        std::optional<qint64> startsAt;
        std::optional<qint64> endsAt;
    };
    void findClock(const ClockOffset &byOrders);
    void findToldWindows(qint64 observedUntil);
    SaleWindow windowOf(std::span<const ToldWindow> told) const;

    const VerificationInput &m_input;
    ClockOffset m_clock;
    ClockOffset m_otherClock; ///< by the orders' times, where they do not fit to the headers
    QString m_clockRemark;
    bool m_clockIsDoubtful = false;
    bool m_windowsInOrder = true;
    std::vector<ToldWindow> m_windows; ///< in the order of time; one alone where they are all the same
};

} // namespace doorbuster
