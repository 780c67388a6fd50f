// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/outputstream.h"

#include <QIODevice>

#include <chrono>
#include <memory>

namespace doorbuster {

/// Standard output or standard error as a device that never blocks: a thread of its own writes what it is given. Where
/// nobody reads it, text beyond a bounded queue is left out. Once the reader is gone, writing to it fails.
class ConsoleDevice final : public QIODevice {
public:
    static constexpr qsizetype defaultQueueBytes = 1024 * 1024;

    /// `stream` as OutputStream names it: "/dev/stdout", "/dev/stderr", or "-".
    explicit ConsoleDevice(const QString &stream, qsizetype queueBytes = defaultQueueBytes);
    ~ConsoleDevice() override; ///< finishes, if that was not done

    bool isSequential() const override { return true; }

    /// Waits until everything is written. Where nothing was taken for `patience`, the rest is given up. The error names
    /// the stream; a reader that left by itself is none.
    SaveStatus finish(std::chrono::milliseconds patience = outputPatience);

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override;

private:
    class Writer;
    std::shared_ptr<Writer> m_writer;
};

} // namespace doorbuster
