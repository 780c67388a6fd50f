// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/worker/loadworker.h"
#include "core/engine/worker/worker.h"

#include <memory>

namespace doorbuster {

/// A worker that is a thread of this process: a LoadWorker with an event loop of its own.
class ThreadWorker final : public Worker {
public:
    /// `context` must outlive this. What goes wrong in the thread is raised as the fault of the run's control.
    ThreadWorker(const WorkerContext &context, int index, UserShare share);
    ~ThreadWorker() override;

    void post(WorkerCommand command) override;

private:
    class CommandQueue;
    class Thread;
    std::unique_ptr<Thread> m_thread;
    std::unique_ptr<CommandQueue> m_queue;
};

} // namespace doorbuster
