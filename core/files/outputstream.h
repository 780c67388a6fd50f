// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"

#include <QString>
#include <QtGlobal>

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

namespace doorbuster {

/// How long an output may take at the end of a run before it is given up: its reader may have stopped reading.
inline constexpr std::chrono::seconds outputPatience{5};

/// Whether this output goes to the standard output of the program: "-", /dev/stdout, /dev/fd/1, /proc/self/fd/1.
bool isStandardOutput(const QString &file);

/// Whether what is written under this name goes straight through: to standard output, to a descriptor that is open
/// already (/dev/fd/63, as a shell's process substitution names it), to a pipe or to a device. Everything else is a
/// file, which can be replaced as a whole.
bool isStream(const QString &file);

/// One text for one place, however its name is written: to compare, not to open. Two names for one file, by links as
/// well, for one pipe, or for standard output are the same.
QString placeOf(const QString &file);

/// How an output is named in a remark: "standard output" for "-".
QString outputName(const QString &file);

/// Why a stream cannot be written to, as far as can be told before; empty where nothing stands in the way.
QString streamProblem(const QString &file);

/// A stream, written from its beginning to its end by one thread. It never blocks for longer than it is allowed to,
/// whatever its reader does.
class OutputStream {
public:
    using Clock = std::chrono::steady_clock;

    explicit OutputStream(QString file);
    ~OutputStream();
    Q_DISABLE_COPY_MOVE(OutputStream)

    /// Takes hold of it. A pipe that has a name is opened by the first write(), as soon as somebody opens it for
    /// reading.
    SaveStatus open();
    /// Writes all. Ends with an error where that fails, at `deadline`, and soon after giveUp().
    SaveStatus write(std::string_view bytes, std::optional<Clock::time_point> deadline = {});
    /// From any thread: ends write(), and all further ones.
    void giveUp();
    /// After a failed write(): the reader closed its end, or the terminal is gone.
    bool readerLeft() const;
    QString file() const;

private:
    class Sink;
    std::unique_ptr<Sink> m_sink;
};

} // namespace doorbuster
