// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/executor/rampingvusscheduler.h"

#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace doorbuster {

std::unique_ptr<IterationScheduler> makeScheduler(
    std::shared_ptr<const Executor> executor, UserShare share, BuyerContext &context, LedgerSink ledger)
{
    switch (executor->kind()) {
    case ExecutorKind::RampingVus:
        break;
    }
    return std::make_unique<RampingVusScheduler>(
        std::static_pointer_cast<const RampingVus>(std::move(executor)), share, context, std::move(ledger));
}

RampingVusScheduler::RampingVusScheduler(
    std::shared_ptr<const RampingVus> plan, UserShare share, BuyerContext &context, LedgerSink ledger)
    : m_plan(std::move(plan))
    , m_share(share)
    , m_context(context)
    , m_ledger(std::move(ledger))
{
}

void RampingVusScheduler::start(TimePoint loadStart, std::function<void()> done)
{
    m_loadStart = loadStart;
    m_done = std::move(done);
    ++m_running; // while they are started, so that none of them is the last
    m_started = true;
    guarded(m_context.control.fault, [this] {
        for (int number = m_share.first; number <= m_plan->peak(); number += m_share.step)
            m_users.push_back(std::make_unique<VirtualUser>(m_context, quint32(number), m_ledger));
        m_tasks.reserve(m_users.size());
        for (const auto &user : m_users)
            m_tasks.push_back(supervised(*user));
    });
    oneIsDone();
}

QCoro::Task<> RampingVusScheduler::supervised(VirtualUser &user)
{
    ++m_running;
    try {
        co_await run(user);
    } catch (...) {
        m_context.control.fault.raiseCaught();
    }
    oneIsDone();
}

void RampingVusScheduler::oneIsDone()
{
    if (--m_running == 0)
        m_done();
}

QCoro::Task<> RampingVusScheduler::run(VirtualUser &user)
{
    const std::vector<RampingVus::Interval> intervals = m_plan->intervalsOf(int(user.number()));
    TimePoint ended; // of the latest journey
    for (const RampingVus::Interval &interval : intervals) {
        if (user.isRetired())
            break;
        const TimePoint begin = m_loadStart + interval.start;
        const TimePoint end = m_loadStart + interval.end;
        // An iteration of the interval before may have lasted into this one: the user simply goes on.
        co_await user.sleepUntil(begin);
        if (user.isRetired() || m_context.control.fault.isRaised())
            break;
        user.enter(std::max(begin, ended), m_loadStart + m_plan->cutFor(intervals, interval.start));
        const auto left = qScopeGuard([&user] { user.leave(); });
        while (user.mayStart(end)) {
            ended = co_await user.iterate(end);
            if (!user.mayStart(end))
                break;
            // The pause begins once the buyer is free for it. What it tried beyond its journey does not count as delay.
            const Nanoseconds pause = m_context.settings.effectivePause();
            const TimePoint next = std::min(m_context.timeline.now() + pause, end);
            user.pauseBegins(ended, pause, next);
            // Without a pause there is nothing to sleep for; the next request waits for its answer soon enough.
            if (next > m_context.timeline.now())
                co_await user.sleepUntil(next);
        }
    }
}

void RampingVusScheduler::retire(TimePoint cutAt)
{
    for (const auto &user : m_users)
        user->retire(cutAt);
}

void RampingVusScheduler::cut()
{
    for (const auto &user : m_users)
        user->cut();
}

} // namespace doorbuster
