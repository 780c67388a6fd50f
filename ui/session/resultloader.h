// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace doorbuster {

/// The same result, whose memory is given back on a thread of the pool by whoever lets go of it last: for a ledger of a
/// million journeys that takes longer than a frame.
std::shared_ptr<const RunResult> freedInBackground(std::shared_ptr<const RunResult> result);

/// Loads a result file in the background. Lives on the UI's thread. Each load() ends in one of loaded(), failed() and
/// cancelled(), but for one that a further load() takes the place of.
class ResultLoader final : public QObject {
    Q_OBJECT
public:
    explicit ResultLoader(QObject *parent = nullptr);
    /// Gives up, and waits for the thread: at most for the second that it takes to parse a file of 512 MiB.
    ~ResultLoader() override;

    /// Gives up what is being loaded, and loads this.
    void load(const QString &file);
    void cancel();
    bool isLoading() const { return m_job != nullptr; }

Q_SIGNALS:
    void loadingChanged(bool loading);
    void progressed(double share); ///< 0…1, some 20 times a second
    void loaded(const std::shared_ptr<const doorbuster::RunResult> &result, const QString &file);
    void failed(const QString &file, const QStringList &errors);
    void cancelled(const QString &file);

private:
    struct Job;
    void conclude(const std::shared_ptr<Job> &job);

    std::shared_ptr<Job> m_job; ///< the one that counts
    QTimer m_look;
    QThreadPool m_thread; ///< the last member: its end waits
};

} // namespace doorbuster
