// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/queuehistory.h"
#include "core/verdict/verificationinput.h"

#include <QString>

#include <optional>

namespace doorbuster {

/// A stock beyond this is no sale's: it counts as one that could not be read, so that no sum of stocks overflows.
inline constexpr qint64 mostUnits = 1'000'000'000'000'000;
/// The units that a shop told, where they are a number of units that can be.
std::optional<qint64> unitsOf(std::optional<qint64> told);

/// What the shop told of the sale's stock: before the load, while it ran and at the end, and what of it can be relied on.
class SaleStock {
public:
    /// Both must outlive this. `observedUntil`: the last moment that the ledger knows of, ns since the run's start.
    SaleStock(const VerificationInput &input, const QueueHistory &queue, qint64 observedUntil);

    /// The units that this run could buy: as created; of an existing sale what was left before the load, and where that
    /// was not read (older results) what the sale started with by the shop's word.
    std::optional<qint64> starting() const { return m_starting; }
    /// The most that its stock can ever show, and the most of this run's orders and the stock together that nothing but
    /// a mistake explains: the same for a created sale. Units that others held before the load may come back to an
    /// existing one.
    std::optional<qint64> saleStarting() const { return m_saleStarting; }
    std::optional<qint64> ceiling() const { return m_ceiling; }
    std::optional<qint64> remaining() const;
    /// Some shops tell nothing of a sale any more once it is over: 0 of 0 units, or none left all at once at its end.
    /// That is no stock.
    bool isEmptied() const;
    bool tellsNothingAnyMore(const StockSample &sample) const;
    /// The shop told several starting quantities one after the other: units were added or withdrawn; a sentence,
    /// usually empty.
    QString restockText() const { return m_restock; }
    /// The last reading may be an old one, as its value says: it is the same since before the last sale. A sentence,
    /// usually empty.
    QString staleText() const { return m_stale; }
    /// Why the stock at the end is not known; empty where it was read.
    QString trouble() const;
    /// It changed while the orders were read.
    bool hasMoved() const;

private:
    void findStarting();
    void findRestock();
    void findStaleReading();
    bool isCurrent() const;

    const VerificationInput &m_input;
    const QueueHistory &m_queue;
    qint64 m_observedUntil;
    std::optional<qint64> m_starting;
    std::optional<qint64> m_saleStarting;
    std::optional<qint64> m_ceiling;
    QString m_restock;
    QString m_stale;
};

} // namespace doorbuster
