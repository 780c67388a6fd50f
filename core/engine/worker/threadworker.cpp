// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/worker/threadworker.h"

#include <QThread>

namespace doorbuster {

using namespace Qt::StringLiterals;

/// Lives on the worker's thread, owns the LoadWorker there, and carries out its commands in order.
class ThreadWorker::CommandQueue final : public QObject {
public:
    CommandQueue(const WorkerContext &context, int index, UserShare share)
        : m_context(context)
        , m_index(index)
        , m_share(share)
    {
        // Queued: the commands are carried out by the event loop of the thread that this was moved to.
        m_commands.setWake([this] {
            QMetaObject::invokeMethod(
                this, [this] { serve(); }, Qt::QueuedConnection);
        });
    }

    void post(WorkerCommand &&command) { m_commands.post(std::move(command)); }
    void begin()
    {
        guarded(fault(), [this] { m_worker = std::make_unique<LoadWorker>(m_context, m_index, m_share); });
    }
    void end() { m_worker.reset(); }

private:
    void serve()
    {
        guarded(fault(), [this] {
            for (WorkerCommand &command : m_commands.takeAll()) {
                if (m_worker) // else it could not be made, and the run is about to end
                    guarded(fault(), [&] { m_worker->execute(std::move(command)); });
            }
        });
    }

    RunFault &fault() const { return m_context.control.fault; }

    const WorkerContext &m_context;
    const int m_index;
    const UserShare m_share;
    ThreadQueue<WorkerCommand> m_commands;
    std::unique_ptr<LoadWorker> m_worker;
};

/// Ends with its event loop. What was thrown into that is raised as the fault.
class ThreadWorker::Thread final : public QThread {
public:
    explicit Thread(RunFault &fault)
        : m_fault(fault)
    {
    }

private:
    void run() override
    {
        guarded(m_fault, [this] { exec(); });
    }

    RunFault &m_fault;
};

ThreadWorker::ThreadWorker(const WorkerContext &context, int index, UserShare share)
    : m_thread(std::make_unique<Thread>(context.control.fault))
    , m_queue(std::make_unique<CommandQueue>(context, index, share))
{
    m_thread->setObjectName(u"buyers-%1"_s.arg(index + 1));
    m_queue->moveToThread(m_thread.get());
    // Both run on the new thread: started() first thing, finished() last, with the event loop already over.
    QObject::connect(m_thread.get(), &QThread::started, m_queue.get(), [queue = m_queue.get()] { queue->begin(); });
    QObject::connect(
        m_thread.get(), &QThread::finished, m_queue.get(), [queue = m_queue.get()] { queue->end(); },
        Qt::DirectConnection);
    m_thread->start();
    if (!m_thread->isRunning() && !m_thread->isFinished())
        context.control.fault.raise("this machine gives the program no further thread");
}

ThreadWorker::~ThreadWorker()
{
    m_thread->quit();
    m_thread->wait();
}

void ThreadWorker::post(WorkerCommand command)
{
    m_queue->post(std::move(command));
}

} // namespace doorbuster
