// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandconsole.h"

#include "app/cli/commandline.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

CommandConsole::CommandConsole(const ConsoleOptions &options)
    : m_device(options.toErrors ? u"/dev/stderr"_s : u"-"_s)
    , m_out(&m_device)
    , m_reporter(m_out, ConsoleStyle::of(options.toErrors ? stderr : stdout, options.noColor, options.quiet))
{
}

int CommandConsole::close(int status)
{
    m_out.flush();
    const SaveStatus written = m_device.finish();
    if (written.ok())
        return status;
    printError(written.error);
    return status == 0 ? outputFailed : status;
}

} // namespace doorbuster
