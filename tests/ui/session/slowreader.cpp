// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "slowreader.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <utility>

namespace doorbuster {

SlowReader::SlowReader(const QString &path)
    : m_path(path)
{
    std::signal(SIGPIPE, SIG_IGN); // as the program does: a reader that leaves is an error and not an end
    const QByteArray name = QFile::encodeName(path);
    if (::mkfifo(name.constData(), 0600) == 0)
        m_pipe = ::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
#ifdef F_SETPIPE_SZ
    if (m_pipe >= 0)
        ::fcntl(m_pipe, F_SETPIPE_SZ, 4096);
#endif
}

SlowReader::~SlowReader()
{
    leave();
}

void SlowReader::readOn()
{
#ifdef F_SETPIPE_SZ
    ::fcntl(m_pipe, F_SETPIPE_SZ, 1024 * 1024); // from here on it is read by the event loop, which may be busy
#endif
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        char buffer[65536];
        const ssize_t count = ::read(m_pipe, buffer, sizeof buffer);
        if (count > 0)
            m_received.append(buffer, qsizetype(count));
        else if (count == 0)
            m_notifier->setEnabled(false); // the writer is done
    });
}

void SlowReader::leave()
{
    m_notifier.reset();
    if (const int pipe = std::exchange(m_pipe, -1); pipe >= 0)
        ::close(pipe);
}

} // namespace doorbuster
