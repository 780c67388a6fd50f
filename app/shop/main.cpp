// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/processusage.h"
#include "core/practice/shop.h"
#include "core/practice/shopmetrics.h"
#include "core/practice/shopoptions.h"
#include "core/practice/shopserver.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <csignal>
#include <cstdio>

using namespace doorbuster;

int main(int argc, char *argv[])
{
    occupyStandardStreams();
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // whoever reads the output may stop reading; the shop goes on
#endif
    // For the command line's encoding and help only: the server has an event loop of its own.
    const QCoreApplication application(argc, argv);
    const auto commandLine = parseShopCommandLine(QCoreApplication::arguments());
    if (!commandLine.options) {
        const bool isError = commandLine.exitStatus != 0;
        std::fprintf(isError ? stderr : stdout, isError ? "%s\n" : "%s", qPrintable(commandLine.text));
        return commandLine.exitStatus;
    }
    const auto &options = *commandLine.options;

    raiseFileLimit();
    Shop shop(options.rules);
    FaultPlan faults(options.rules, options.latency, options.errorRate);
    ShopMetrics metrics;
    ShopServer server(shop, faults, metrics);
    if (const auto error = server.listen(options.bind, options.port)) {
        std::fprintf(stderr, "doorbuster-shop: %s\n", qPrintable(*error));
        return 1;
    }
    server.stopOnSignals();
    if (options.exitWithParent)
        server.stopOnInputEnd();
    std::printf("listening on %s\n", qPrintable(server.url()));
    std::fflush(stdout);

    server.run();
    const auto counts = QJsonDocument(metrics.toJson(shop, server.now())).toJson(QJsonDocument::Indented);
    std::fwrite(counts.constData(), 1, std::size_t(counts.size()), stdout);
    return 0;
}
