// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/lastresult.h"

#include "core/result/resultfile.h"

#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QStandardPaths>
#include <QtConcurrent>

#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QString place()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"last-result.json.gz"_s);
}

SaveStatus save(const RunResult &result, const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!QDir().mkpath(folder))
        return {LastResult::tr("Cannot write %1: the folder %2 cannot be made.").arg(file, folder)};
    return saveResult(result, file);
}

} // namespace

LastResult::LastResult(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1); // one after the other
}

void LastResult::keep(std::shared_ptr<const RunResult> result)
{
    auto *watcher = new QFutureWatcher<SaveStatus>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (const SaveStatus status = watcher->result(); !status.ok())
            Q_EMIT failed(status.error);
    });
    watcher->setFuture(QtConcurrent::run(
        &m_thread, [result = std::move(result), file = place()] { return save(*result, file); }));
}

void LastResult::whenKept(std::function<void(const QString &file)> then)
{
    auto *watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(place());
    });
    watcher->setFuture(QtConcurrent::run(&m_thread, [] {})); // its turn comes after what is being written
}

} // namespace doorbuster
