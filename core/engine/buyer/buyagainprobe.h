// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/buyercontext.h"
#include "core/verdict/ledger/buyerprobe.h"

#include <QCoro/QCoroTask>

namespace doorbuster {

/// Tries to buy once more for a buyer that has its order, which the shop must refuse. Where it does not, the try goes
/// on to a confirm, so that a second order comes to light. Its requests are counted in the group Probe and belong to no
/// figure of the buyers.
///
///   buy       refused, or no answer → over; a hold → confirm; a place in the queue → look for a hold
///   position  a hold → confirm; no place → over; else look again, for 10 s in all
///   confirm   once
class BuyAgainProbe {
public:
    /// `session` and `sleeper` belong to the virtual user; which leaves them to the probe until it ends.
    BuyAgainProbe(BuyerContext &context, ShopSession &session, Sleeper &sleeper, quint32 vu, quint32 iteration);
    Q_DISABLE_COPY_MOVE(BuyAgainProbe)

    /// Must be awaited to its end before this is destroyed.
    QCoro::Task<BuyerProbe> run();
    /// Looks for no hold any more; what is in flight may end.
    void stop();
    /// Gives up what is in flight as well. Safe from any slot on this thread.
    void cut();

private:
    QCoro::Task<bool> buy(); ///< true: the buyer is in again, and a hold may come
    QCoro::Task<> lookForHold();
    QCoro::Task<> confirm();
    void logProgress(const QString &text) const;

    BuyerContext &m_context;
    ShopSession &m_session;
    Sleeper &m_sleeper;
    const QString m_email;
    BuyerProbe m_probe;
    CallRecorder m_calls;
    bool m_holds = false;
    bool m_stopped = false;
};

} // namespace doorbuster
