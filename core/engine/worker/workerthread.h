// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/worker/loadworker.h"
#include "core/engine/worker/threadqueue.h"

#include <QObject>

#include <functional>
#include <memory>

namespace doorbuster {

/// A thread with a LoadWorker on it. Commands go there by mail and are carried out in their order.
class WorkerThread {
public:
    /// `context` must outlive this.
    WorkerThread(const WorkerContext &context, int index, int workers);
    /// Ends the thread; its worker must have nothing running any more.
    ~WorkerThread();
    Q_DISABLE_COPY_MOVE(WorkerThread)

    /// From any thread: calls `command` with the worker, on the worker's thread.
    void post(std::function<void(LoadWorker &)> command);

private:
    class CommandQueue;
    class Thread;
    std::unique_ptr<Thread> m_thread;
    std::unique_ptr<CommandQueue> m_queue;
};

} // namespace doorbuster
