// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"
#include "core/shop/shopsession.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <vector>

namespace doorbuster {

/// Finds out how long confirmed orders take to appear in the list by email: looks for a few of them, each at a growing
/// distance, and some at once, so that an order that never appears keeps the others from nothing. It runs beside the
/// load, in the group of the monitor, with one request at a time.
class VisibilityProber {
public:
    static constexpr int mostOrders = 20; ///< of one run
    static constexpr int mostAtOnce = 5;

    /// `seen` is called when a probe has ended. `runStart` is time 0. All must outlive this.
    VisibilityProber(Timeline &timeline, TimePoint runStart, std::function<void(const VisibilityProbe &)> seen);
    Q_DISABLE_COPY_MOVE(VisibilityProber)

    void start(ShopSession &session, BuyerEmails emails, QByteArray saleId);
    /// Takes the journey's order to look for, where it has one and fewer than `mostAtOnce` are being looked for. Late
    /// offers are worth little: the order may have been visible since.
    void offer(const LedgerEntry &entry);
    /// Ends it, and its request; probes under way are reported as they stand.
    void stop();

private:
    enum class Look : quint8 { Shown, Missing, Unanswered };

    struct Watched {
        VisibilityProbe order;
        TimePoint due; ///< of the next look
        Nanoseconds gap;
        int unanswered = 0; ///< looks in a row
    };

    /// Looks for the watched orders, the one longest due first, until none is left.
    QCoro::Task<> watch();
    /// Takes an answer in. Returns whether the order is still to be looked for.
    bool goesOn(Watched &watched, Look found, qint64 sent);
    void report(const VisibilityProbe &order);
    /// Looks through all pages of a buyer's list.
    QCoro::Task<Look> look(QString email, QByteArray orderId);
    bool shows(const OrdersPage &page, const QByteArray &orderId) const;

    Timeline &m_timeline;
    const TimePoint m_runStart;
    std::function<void(const VisibilityProbe &)> m_seen;
    ShopSession *m_session = nullptr; ///< while it runs
    BuyerEmails m_emails;
    QByteArray m_saleId;
    Sleeper m_wait;
    QCoro::Task<> m_task;
    std::vector<Watched> m_watched;
    int m_begun = 0;
    bool m_busy = false;
};

} // namespace doorbuster
