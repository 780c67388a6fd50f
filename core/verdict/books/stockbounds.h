// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/books/queuehistory.h"

#include <optional>
#include <utility>
#include <vector>

namespace doorbuster {

/// Between what the stock must lie at a moment of the run, as far as this run's buyers know: each confirm that was sent
/// may have taken a unit until it was refused, each that was answered with an order must have. Holds where nobody else
/// buys on the sale, and where holds take nothing from the stock that is told.
class StockBounds {
public:
    /// `queue` must outlive this. `probeConfirms`: when sampled buyers sent confirms beyond their journeys', ascending;
    /// each may have taken a unit, and none must have, as it may have been answered with the order that was there.
    StockBounds(qint64 starting, const QueueHistory &queue, std::vector<qint64> probeConfirms = {})
        : m_starting(starting)
        , m_queue(queue)
        , m_probeConfirms(std::move(probeConfirms))
    {
    }

    /// For a reading that was sent and answered at these moments (ns since the run's start).
    qint64 least(qint64 sent, qint64 answered) const;
    /// For a reading that was sent at this moment.
    qint64 most(qint64 sent) const;
    /// How long ago, at the moment of sending, the stock was last allowed to be this high; nothing where it never was.
    std::optional<qint64> age(qint64 stock, qint64 sent) const;

private:
    qint64 m_starting;
    const QueueHistory &m_queue;
    std::vector<qint64> m_probeConfirms;
};

} // namespace doorbuster
