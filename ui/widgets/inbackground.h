// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrent>

#include <memory>
#include <type_traits>
#include <utility>

namespace doorbuster {

/// Does `work` on a thread of the global pool and hands what it returns to `done` on the receiver's thread, which is
/// the caller's; not where the receiver is gone by then. The program's end waits for the work, so that a file in hand
/// is written to its end.
template <class Work, class Done>
void inBackground(QObject *receiver, Work work, Done done)
{
    using Result = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<Result>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        done(watcher->future().takeResult());
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

/// Gives up the caller's share of something whose end takes long, as a big result or a folder of files. Where it is the
/// last one, the end comes on a thread of the pool.
template <class T>
void releaseInBackground(std::shared_ptr<T> thing)
{
    if (thing)
        QThreadPool::globalInstance()->start([held = std::move(thing)]() mutable { held.reset(); });
}

} // namespace doorbuster
