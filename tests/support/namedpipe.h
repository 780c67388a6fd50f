// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace doorbuster {

/// A pipe with a name, whose reader is this: it reads when it is told to.
class NamedPipe {
public:
    NamedPipe() { ::mkfifo(QFile::encodeName(file()).constData(), 0600); }
    ~NamedPipe() { close(); }
    Q_DISABLE_COPY_MOVE(NamedPipe)

    QString file() const { return m_folder.filePath(QStringLiteral("pipe")); }
    void open() { m_reader = ::open(QFile::encodeName(file()).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC); }
    /// Leaves room for nothing.
    void fill()
    {
        const int writer = ::open(QFile::encodeName(file()).constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        const QByteArray piece(4096, '.');
        while (::write(writer, piece.constData(), std::size_t(piece.size())) > 0) { }
        ::close(writer);
    }
    QByteArray read()
    {
        QByteArray all;
        char piece[4096];
        for (ssize_t size = 0; (size = ::read(m_reader, piece, sizeof(piece))) > 0;)
            all.append(piece, size);
        return all;
    }
    void close()
    {
        if (m_reader >= 0)
            ::close(m_reader);
        m_reader = -1;
    }

private:
    QTemporaryDir m_folder;
    int m_reader = -1;
};

} // namespace doorbuster
