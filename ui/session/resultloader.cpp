// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/resultloader.h"

#include "core/result/resultfile.h"
#include "ui/widgets/inbackground.h"

#include <QFileInfo>

#include <atomic>
#include <chrono>
#include <new>
#include <utility>

namespace doorbuster {

namespace {

constexpr std::chrono::milliseconds lookInterval{50};

/// A pipe or a device could keep its reader waiting for ever.
QString fileProblem(const QString &file)
{
    const QFileInfo info(file);
    return info.isDir() ? ResultLoader::tr("Cannot load %1: it is a folder.").arg(file)
        : info.exists() && !info.isFile() ? ResultLoader::tr("Cannot load %1: it is not a regular file.").arg(file)
                                          : QString();
}

} // namespace

std::shared_ptr<const RunResult> freedInBackground(std::shared_ptr<const RunResult> result)
{
    const RunResult *shown = result.get();
    if (!shown)
        return nullptr;
    return {shown, [held = std::move(result)](const RunResult *) mutable { releaseInBackground(std::move(held)); }};
}

/// What both threads know of one file.
struct ResultLoader::Job {
    explicit Job(QString name)
        : file(std::move(name))
    {
    }

    const QString file;
    std::atomic_bool cancelled = false;
    std::atomic<double> share = 0;
    LoadedResult outcome; ///< the loading thread's until it has finished
};

ResultLoader::ResultLoader(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
    m_look.setInterval(lookInterval);
    connect(&m_look, &QTimer::timeout, this, [this] { Q_EMIT progressed(m_job->share); });
}

ResultLoader::~ResultLoader()
{
    if (m_job)
        m_job->cancelled = true;
}

void ResultLoader::load(const QString &file)
{
    const bool wasLoading = isLoading();
    if (wasLoading)
        m_job->cancelled = true;
    const auto job = std::make_shared<Job>(file);
    m_job = job;
    auto *watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, job] {
        watcher->deleteLater();
        conclude(job);
    });
    watcher->setFuture(QtConcurrent::run(&m_thread, [job] {
        if (const QString obstacle = fileProblem(job->file); !obstacle.isEmpty()) {
            job->outcome.errors = {obstacle};
            return;
        }
        try {
            job->outcome = loadResult(job->file, [&job](double share) {
                job->share = share;
                return !job->cancelled;
            });
        } catch (const std::bad_alloc &) {
            job->outcome = {std::nullopt, {tr("Cannot load %1: there is not enough memory for it.").arg(job->file)}};
        }
    }));
    m_look.start();
    if (!wasLoading)
        Q_EMIT loadingChanged(true);
}

void ResultLoader::cancel()
{
    if (m_job)
        m_job->cancelled = true;
}

void ResultLoader::conclude(const std::shared_ptr<Job> &job)
{
    LoadedResult outcome = std::move(job->outcome);
    std::shared_ptr<const RunResult> result;
    if (outcome.result)
        result = freedInBackground(std::make_shared<const RunResult>(std::move(*outcome.result)));
    if (m_job != job)
        return; // another file was asked for since
    m_job.reset();
    m_look.stop();
    Q_EMIT loadingChanged(false);
    if (job->cancelled)
        Q_EMIT cancelled(job->file);
    else if (result)
        Q_EMIT loaded(result, job->file);
    else
        Q_EMIT failed(job->file, outcome.errors);
}

} // namespace doorbuster
