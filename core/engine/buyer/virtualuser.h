// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/buyagainprobe.h"
#include "core/engine/buyer/journey.h"

#include <functional>

namespace doorbuster {

/// Takes the ledger entry of a journey that has ended.
using LedgerSink = std::function<void(LedgerEntry &&)>;

/// A virtual user: a number, a connection of its own, and one buyer after the other to play. It runs an iteration when
/// an IterationScheduler says, knows no plan, and decides nothing about when.
///
/// Between enter() and leave() it counts as active. One coroutine at a time calls iterate() and sleepUntil().
class VirtualUser {
public:
    /// `ledger` takes an entry for every iteration; it and `context` must outlive this.
    VirtualUser(BuyerContext &context, quint32 number, const LedgerSink &ledger);
    Q_DISABLE_COPY_MOVE(VirtualUser)

    quint32 number() const { return m_number; }

    /// The user is planned from now on. What it does is cut at `cutAt`. Its first request is intended for `due`.
    void enter(TimePoint due, TimePoint cutAt);
    void leave();
    /// Between enter() and leave().
    bool active() const { return m_active; }

    /// Whether it may start an iteration now, which only what started before `end` may. False once it is retired, the
    /// sale has ended or this program failed.
    bool mayStart(TimePoint end) const;
    /// One iteration: a journey, and where its buyer is one of those that try again, that attempt, if mayStart(end)
    /// still holds. Returns when the journey ended. To be awaited before this is destroyed.
    QCoro::Task<TimePoint> iterate(TimePoint end);

    /// A pause of length `drawn` begins at `ended` and ends at `until`: see IntendedStartTracker::pause().
    void pauseBegins(TimePoint ended, Nanoseconds drawn, TimePoint until)
    {
        m_intendedStarts.pause(ended, drawn, until);
    }
    /// To be awaited. retire() and cut() end it early.
    Sleeper::Sleep sleepUntil(TimePoint moment) { return m_sleeper.until(moment); }

    /// Starts no new iteration, and cuts the one it is in at `cutAt`, or as enter() said where that is earlier.
    void retire(TimePoint cutAt);
    /// Ends the iteration it is in now, as interrupted; starts no new one.
    void cut();
    bool isRetired() const { return m_retired; }

private:
    QCoro::Task<bool> runJourney(); ///< true: its buyer has its order and is one of those that try again
    QCoro::Task<> tryToBuyAgain();
    void cutJourney();

    BuyerContext &m_context;
    const LedgerSink &m_ledger;
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
