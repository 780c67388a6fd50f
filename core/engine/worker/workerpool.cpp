// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/worker/workerpool.h"

#include <utility>

namespace doorbuster {

void WorkerPool::start(WorkerContext context, int count)
{
    m_context = std::make_unique<const WorkerContext>(std::move(context));
    for (int index = 0; index < count; ++index)
        m_workers.push_back(std::make_unique<ThreadWorker>(*m_context, index, UserShare{1 + index, count}));
}

void WorkerPool::post(const WorkerCommand &command)
{
    for (const auto &worker : m_workers)
        worker->post(command);
}

void WorkerPool::readOrders(std::vector<BuyerToAsk> buyers, int tries)
{
    std::vector<ReadOrders> shares(m_workers.size());
    for (std::size_t i = 0; i < buyers.size(); ++i)
        shares[i % shares.size()].buyers.push_back(std::move(buyers[i]));
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        shares[i].tries = tries;
        m_workers[i]->post(std::move(shares[i]));
    }
}

} // namespace doorbuster
