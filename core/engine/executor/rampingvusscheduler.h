// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/executor/iterationscheduler.h"
#include "core/profile/rampingvus.h"

#include <QCoro/QCoroTask>

#include <vector>

namespace doorbuster {

/// The closed loop of `ramping-vus`: while the plan has a user, it runs one iteration after another, with the profile's
/// pause between them.
class RampingVusScheduler final : public IterationScheduler {
public:
    RampingVusScheduler(
        std::shared_ptr<const RampingVus> plan, UserShare share, BuyerContext &context, LedgerSink ledger);

    void start(TimePoint loadStart, std::function<void()> done) override;
    void retire(TimePoint cutAt) override;
    void cut() override;
    bool isDone() const override { return m_started && m_running == 0; }
    std::size_t userCount() const override { return m_users.size(); }
    /// Of its share, from 0.
    const VirtualUser &user(std::size_t index) const { return *m_users.at(index); }

private:
    /// Ends when the plan has no more for the user.
    QCoro::Task<> run(VirtualUser &user);
    QCoro::Task<> supervised(VirtualUser &user);
    void oneIsDone();

    const std::shared_ptr<const RampingVus> m_plan;
    const UserShare m_share;
    BuyerContext &m_context;
    const LedgerSink m_ledger;
    TimePoint m_loadStart;
    std::function<void()> m_done;
    std::vector<std::unique_ptr<VirtualUser>> m_users;
    std::vector<QCoro::Task<>> m_tasks;
    int m_running = 0; ///< users whose coroutine has not ended
    bool m_started = false;
};

} // namespace doorbuster
