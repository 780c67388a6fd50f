// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSocketNotifier>
#include <QString>

#include <memory>

namespace doorbuster {

/// A named pipe for an output, with a reader that does not read before it is told to. It holds a page of bytes, so that
/// the samples of the shortest run do not fit.
class SlowReader {
public:
    explicit SlowReader(const QString &path); ///< nothing may be there
    ~SlowReader();
    Q_DISABLE_COPY_MOVE(SlowReader)

    bool isOpen() const { return m_pipe >= 0; }
    QString path() const { return m_path; }
    void readOn(); ///< from now on, while the event loop runs
    void leave(); ///< the writer gets an error
    const QByteArray &received() const { return m_received; }

private:
    QString m_path;
    int m_pipe = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_received;
};

} // namespace doorbuster
