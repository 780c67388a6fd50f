// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/virtualuser.h"

#include <QScopeGuard>

#include <algorithm>

namespace doorbuster {

VirtualUser::VirtualUser(BuyerContext &context, quint32 number, const LedgerSink &ledger)
    : m_context(context)
    , m_ledger(ledger)
    , m_session(context.api, number, RunGroup::Load)
    , m_sleeper(context.timeline)
    , m_cutAlarm(context.timeline, [this] { cutJourney(); })
    , m_number(number)
{
}

void VirtualUser::enter(TimePoint due, TimePoint cutAt)
{
    m_intendedStarts.begin(due);
    m_active = true;
    m_context.peakUsers = std::max(m_context.peakUsers, ++m_context.activeUsers);
    m_cutAlarm.set(cutAt);
}

void VirtualUser::leave()
{
    m_cutAlarm.clear();
    m_active = false;
    --m_context.activeUsers;
}

bool VirtualUser::mayStart(TimePoint end) const
{
    // After a fault the run is about to end; what memory is left is for its result.
    const bool goesOn = !m_retired && !m_context.control.saleEnded && !m_context.control.fault.isRaised();
    return goesOn && m_context.timeline.now() < end;
}

QCoro::Task<TimePoint> VirtualUser::iterate(TimePoint end)
{
    const bool triesAgain = co_await runJourney();
    const TimePoint ended = m_context.timeline.now();
    if (triesAgain && mayStart(end))
        co_await tryToBuyAgain();
    co_return ended;
}

QCoro::Task<bool> VirtualUser::runJourney()
{
    m_session.setBuyer(m_number, m_iteration);
    Journey journey(m_context, m_session, m_sleeper, m_intendedStarts, m_number, m_iteration++);
    m_journey = &journey;
    const auto gone = qScopeGuard([this] { m_journey = nullptr; });
    LedgerEntry entry = co_await journey.run();
    m_journey = nullptr; // the ledger may cut what runs
    const bool triesAgain =
        entry.confirmState == ConfirmState::Confirmed && m_context.settings.buysAgain(entry.vu, entry.iteration);
    m_ledger(std::move(entry));
    co_return triesAgain;
}

QCoro::Task<> VirtualUser::tryToBuyAgain()
{
    BuyAgainProbe probe(m_context, m_session, m_sleeper, m_number, m_iteration - 1);
    m_probe = &probe;
    const auto gone = qScopeGuard([this] { m_probe = nullptr; });
    BuyerProbe tried = co_await probe.run();
    m_probe = nullptr;
    m_context.probed(std::move(tried));
}

void VirtualUser::retire(TimePoint cutAt)
{
    if (m_retired)
        return;
    m_retired = true;
    if (m_journey || m_probe)
        m_cutAlarm.set(m_cutAlarm.pending() ? std::min(cutAt, m_cutAlarm.deadline()) : cutAt);
    if (m_probe)
        m_probe->stop();
    else if (!m_journey)
        m_sleeper.wake();
}

void VirtualUser::cut()
{
    m_retired = true;
    if (m_journey || m_probe)
        cutJourney();
    else
        m_sleeper.wake();
}

void VirtualUser::cutJourney()
{
    if (m_journey)
        m_journey->cut();
    else if (m_probe)
        m_probe->cut();
}

} // namespace doorbuster
