// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/console/console.h"
#include "core/report/console/consoledevice.h"

#include <QTextStream>

namespace doorbuster {

/// How a command talks: as its options say.
struct ConsoleOptions {
    bool toErrors = false; ///< standard output belongs to an output
    bool noColor = false;
    bool quiet = false;
};

/// The text of a command, on standard output or on standard error. A reader that does not read keeps nothing else
/// waiting.
class CommandConsole {
public:
    explicit CommandConsole(const ConsoleOptions &options);
    Q_DISABLE_COPY_MOVE(CommandConsole)

    ConsoleReporter *operator->() { return &m_reporter; }
    /// Writes what is left, for outputPatience at most. Returns the exit status: where the text could not be written,
    /// a command that would have succeeded did not fully.
    int close(int status);

private:
    ConsoleDevice m_device;
    QTextStream m_out;
    ConsoleReporter m_reporter;
};

} // namespace doorbuster
