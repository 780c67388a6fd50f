// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"
#include "core/shop/shopsession.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QCoro/QCoroTask>

#include <functional>

namespace doorbuster {

/// Finds out how long confirmed orders take to appear in the list by email: looks for a few of them, one after the
/// other, at a growing distance. It runs beside the load, in the group of the monitor, and sends ten requests a second
/// at most.
class VisibilityProber {
public:
    static constexpr int mostOrders = 20; ///< of one run

    /// `seen` is called when a probe has ended. `runStart` is time 0. All must outlive this.
    VisibilityProber(Timeline &timeline, TimePoint runStart, std::function<void(const VisibilityProbe &)> seen);
    Q_DISABLE_COPY_MOVE(VisibilityProber)

    void start(ShopSession &session, BuyerEmails emails, QByteArray saleId);
    /// Takes the journey's order to look for, where it has one and no other is being looked for. Late offers tell
    /// little: the order may have been visible since.
    void offer(const LedgerEntry &entry);
    /// Ends it, and its request; a probe under way is told as it stands.
    void stop();

private:
    enum class Look : quint8 { Shown, Missing, Unanswered };

    /// Looks through all pages of a buyer's list.
    QCoro::Task<Look> look(QString email, QByteArray orderId);
    QCoro::Task<> probe(VisibilityProbe order);
    bool shows(const OrdersPage &page, const QByteArray &orderId) const;

    Timeline &m_timeline;
    const TimePoint m_runStart;
    std::function<void(const VisibilityProbe &)> m_seen;
    ShopSession *m_session = nullptr; ///< while it runs
    BuyerEmails m_emails;
    QByteArray m_saleId;
    Sleeper m_wait;
    QCoro::Task<> m_task;
    int m_begun = 0;
    bool m_busy = false;
};

} // namespace doorbuster
