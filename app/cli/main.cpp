// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandline.h"
#include "app/cli/reportcommand.h"
#include "app/cli/runcommand.h"
#include "app/cli/shopcommand.h"
#include "app/cli/verifycommand.h"
#include "core/engine/run/guardedapplication.h"
#include "core/metrics/processusage.h"

#include <QCoreApplication>

#include <csignal>

int main(int argc, char *argv[])
{
    using namespace doorbuster;
    occupyStandardStreams();
    // The UNIX event dispatcher is the cheaper one for threads with many sockets and timers.
    qputenv("QT_NO_GLIB", "1");
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // whoever reads the output may stop reading; the run goes on
#endif
    GuardedApplication<QCoreApplication> application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("doorbuster-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DOORBUSTER_VERSION));

    return runCommandLine(QCoreApplication::arguments(),
        {{QStringLiteral("run"), QStringLiteral("run a test, without a window"), &runCommand},
            {QStringLiteral("verify"), QStringLiteral("verify the sale of a saved run again"), &verifyCommand},
            {QStringLiteral("report"), QStringLiteral("make other outputs from a saved run"), &reportCommand},
            {QStringLiteral("shop"), QStringLiteral("list, check and try descriptions of shops"), &shopCommand}});
}
