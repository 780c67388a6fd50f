// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/export/resultexport.h"

#include <QObject>

#include <atomic>
#include <memory>

class QThread;

namespace doorbuster {

/// What became of one file.
struct ExportedFile {
    QString what;
    QString path;
    qint64 size = -1; ///< bytes, where it was written
    QString error; ///< a sentence, where it was not
    bool cancelled = false; ///< not written because the user gave up

    bool written() const { return size >= 0; }
};

/// Writes files one after the other, each on a thread of its own, so that the window stays alive. Lives on the UI's
/// thread. A file that cannot be written does not keep the others from it.
class ExportRunner final : public QObject {
    Q_OBJECT
public:
    explicit ExportRunner(QObject *parent = nullptr);
    /// Cancels, and waits for the file that is being written.
    ~ExportRunner() override;

    void start(std::vector<ExportFile> files); ///< not while it is running
    bool isRunning() const { return m_running; }
    /// Gives up: what is written stays, the file in hand is given up where it looks at its progress, the rest is not
    /// begun.
    void cancel();

Q_SIGNALS:
    /// File `index` of `count` is in hand, `share` (0…1) of it is done.
    void progressed(int index, int count, double share);
    /// Once for every start().
    void finished(const QList<doorbuster::ExportedFile> &files);

private:
    void next();
    void write();
    void conclude(const SaveStatus &status);

    std::vector<ExportFile> m_files;
    QList<ExportedFile> m_outcome;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_cancelled{false};
    bool m_running = false;
};

} // namespace doorbuster
