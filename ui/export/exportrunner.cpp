// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exportrunner.h"

#include <QFileInfo>
#include <QThread>

#include <chrono>

namespace doorbuster {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds tellInterval{50};

} // namespace

ExportRunner::ExportRunner(QObject *parent)
    : QObject(parent)
{
}

ExportRunner::~ExportRunner()
{
    cancel();
    if (m_thread) {
        m_thread->wait();
    }
}

void ExportRunner::start(std::vector<ExportFile> files)
{
    if (m_running) {
        return;
    }
    m_running = true;
    m_cancelled = false;
    m_files = std::move(files);
    m_outcome.clear();
    // Past the caller, who may connect to the signals first.
    QMetaObject::invokeMethod(this, &ExportRunner::next, Qt::QueuedConnection);
}

void ExportRunner::cancel()
{
    m_cancelled = true;
}

/// Begins the file that is next, or tells that all is done.
void ExportRunner::next()
{
    const auto count = qsizetype(m_files.size());
    while (m_cancelled && m_outcome.size() < count) {
        const ExportFile &file = m_files[std::size_t(m_outcome.size())];
        m_outcome.append({.what = file.what, .path = file.path, .cancelled = true});
    }
    if (m_outcome.size() == count) {
        m_running = false;
        Q_EMIT finished(m_outcome);
        return;
    }
    Q_EMIT progressed(int(m_outcome.size()), int(count), 0);
    write();
}

void ExportRunner::write()
{
    const auto index = int(m_outcome.size());
    m_thread.reset(
        QThread::create([this, index, count = int(m_files.size()), work = m_files[std::size_t(index)].write] {
            Clock::time_point told = Clock::now();
            const auto tell = [&](double share) {
                if (Clock::now() - told >= tellInterval) {
                    told = Clock::now();
                    QMetaObject::invokeMethod(
                        this, [this, index, count, share] { Q_EMIT progressed(index, count, share); },
                        Qt::QueuedConnection);
                }
                return !m_cancelled.load();
            };
            const SaveStatus status = work(tell);
            QMetaObject::invokeMethod(
                this,
                [this, status] {
                    m_thread->wait();
                    m_thread.reset();
                    conclude(status);
                },
                Qt::QueuedConnection);
        }));
    m_thread->start();
}

void ExportRunner::conclude(const SaveStatus &status)
{
    const ExportFile &file = m_files[std::size_t(m_outcome.size())];
    ExportedFile done{.what = file.what, .path = file.path};
    if (status.ok()) {
        done.size = QFileInfo(file.path).size();
    } else {
        done.cancelled = m_cancelled;
        done.error = status.error;
    }
    m_outcome.append(done);
    next();
}

} // namespace doorbuster
