// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/buyagainprobe.h"
#include "core/engine/buyer/buyercontext.h"
#include "core/engine/buyer/journey.h"
#include "core/profile/loadplan.h"

#include <QCoro/QCoroTask>

#include <vector>

namespace doorbuster {

/// A virtual user: runs journeys one after another while the plan has it, on a connection of its own.
class VirtualUser {
public:
    /// `loadStart` is time 0 of the plan. `ledger` takes an entry for every journey.
    VirtualUser(BuyerContext &context, const LoadPlan &plan, TimePoint loadStart, quint32 number,
        std::function<void(LedgerEntry &&)> ledger);
    Q_DISABLE_COPY_MOVE(VirtualUser)

    /// Ends when the plan has no more for it. To be called once, and awaited before this is destroyed.
    QCoro::Task<> run();

    /// Starts no new journey, and cuts the one it is in at `cutAt`.
    void retire(TimePoint cutAt);
    /// Ends the journey it is in now, as interrupted; starts no new one.
    void cut();

    /// Planned and started, or still finishing a journey.
    bool active() const { return m_active; }

private:
    QCoro::Task<bool> runOneJourney(); ///< true: its buyer has its order and is one of those that try again
    QCoro::Task<> tryToBuyAgain();
    bool mayStart(const LoadPlan::Interval &interval) const;
    void cutJourney();

    BuyerContext &m_context;
    const TimePoint m_loadStart;
    const std::vector<LoadPlan::Interval> m_intervals;
    std::vector<Nanoseconds> m_cuts; ///< by interval, since the load's start
    std::function<void(LedgerEntry &&)> m_ledger;
    ShopSession m_session;
    Sleeper m_sleeper;
    IntendedStartTracker m_intendedStarts;
    Alarm m_cutAlarm;
    Journey *m_journey = nullptr;
    BuyAgainProbe *m_probe = nullptr;
    quint32 m_number;
    quint32 m_iteration = 0;
    bool m_retired = false;
    bool m_active = false;
};

} // namespace doorbuster
