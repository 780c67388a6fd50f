// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"
#include "core/shop/shopsession.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QCoro/QCoroTask>

#include <functional>

namespace doorbuster {

/// Asks the shop for its stock once a second while a load runs, and reads its clock by the way. A look that was not
/// answered, or refused, or answered with something that has no stock in it (a page of a proxy), is no sample.
class StockSampler {
public:
    /// `seen` is called with each sample; `runStart` is time 0 of them. All must outlive this.
    StockSampler(Timeline &timeline, TimePoint runStart, std::function<void(const StockSample &)> seen,
        std::function<void(const ClockSample &)> clockSeen);
    Q_DISABLE_COPY_MOVE(StockSampler)

    void start(ShopSession &session, QByteArray saleId);
    /// Ends it, and its request.
    void stop();

private:
    QCoro::Task<> sample(QByteArray saleId);

    Timeline &m_timeline;
    const TimePoint m_runStart;
    std::function<void(const StockSample &)> m_seen;
    std::function<void(const ClockSample &)> m_clockSeen;
    ShopSession *m_session = nullptr; ///< while it runs
    Sleeper m_wait;
    QCoro::Task<> m_task;
};

} // namespace doorbuster
