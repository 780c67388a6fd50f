// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/virtualuser.h"

#include <QScopeGuard>

#include <algorithm>

namespace doorbuster {

VirtualUser::VirtualUser(BuyerContext &context, const LoadPlan &plan, TimePoint loadStart, quint32 number,
    std::function<void(LedgerEntry &&)> ledger)
    : m_context(context)
    , m_loadStart(loadStart)
    , m_intervals(plan.intervalsOf(int(number)))
    , m_ledger(std::move(ledger))
    , m_session(context.api, number, RunGroup::Load)
    , m_sleeper(context.timeline)
    , m_cutAlarm(context.timeline, [this] { cutJourney(); })
    , m_number(number)
{
    m_cuts.reserve(m_intervals.size());
    for (const auto &interval : m_intervals)
        m_cuts.push_back(plan.cutFor(m_intervals, interval.start));
}

QCoro::Task<> VirtualUser::run()
{
    TimePoint ended; // of the latest journey
    for (std::size_t i = 0; i < m_intervals.size() && !m_retired; ++i) {
        const auto &interval = m_intervals[i];
        // A journey of the interval before may have lasted into this one: the user simply goes on.
        co_await m_sleeper.until(m_loadStart + interval.start);
        if (m_retired || m_context.control.fault.isRaised())
            break;
        m_intendedStarts.begin(std::max(m_loadStart + interval.start, ended));
        m_active = true;
        m_context.peakUsers = std::max(m_context.peakUsers, ++m_context.activeUsers);
        m_cutAlarm.set(m_loadStart + m_cuts[i]);
        const auto left = qScopeGuard([this] {
            m_cutAlarm.clear();
            m_active = false;
            --m_context.activeUsers;
        });
        while (mayStart(interval)) {
            const bool triesAgain = co_await runOneJourney();
            ended = m_context.timeline.now();
            if (triesAgain && mayStart(interval))
                co_await tryToBuyAgain();
            if (!mayStart(interval))
                break;
            // The pause begins once the buyer is free for it; what it tried beyond its journey is none of its pace.
            const Nanoseconds pause = m_context.settings.effectivePause();
            const TimePoint next = std::min(m_context.timeline.now() + pause, m_loadStart + interval.end);
            m_intendedStarts.pause(ended, pause, next);
            // Without a pause nobody waits for a timer; the next request waits for its answer soon enough.
            if (next > m_context.timeline.now())
                co_await m_sleeper.until(next);
        }
    }
}

bool VirtualUser::mayStart(const LoadPlan::Interval &interval) const
{
    // The run is about to end where this program failed; what memory is left is for its result.
    const bool goesOn = !m_retired && !m_context.control.saleEnded && !m_context.control.fault.isRaised();
    return goesOn && m_context.timeline.now() < m_loadStart + interval.end;
}

QCoro::Task<bool> VirtualUser::runOneJourney()
{
    m_session.forgetCookies(); // of the buyer before
    Journey journey(m_context, m_session, m_sleeper, m_intendedStarts, m_number, m_iteration++);
    m_journey = &journey;
    const auto gone = qScopeGuard([this] { m_journey = nullptr; });
    LedgerEntry entry = co_await journey.run();
    m_journey = nullptr; // before anybody hears of its end
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
