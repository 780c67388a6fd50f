// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oddshop.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

#include <csignal>
#include <cstdio>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

volatile std::sig_atomic_t isAsked = 0;

int help()
{
    std::puts(
        "oddshop [TWIST[=VALUE]]…: a practice shop whose answers are odd, on a free port of 127.0.0.1. Prints its\n"
        "address as the first line, and what it really sold as JSON when it is ended by SIGINT or SIGTERM.\n");
    for (const auto *twist : allTwists()) {
        const QByteArray name = twist->values ? QByteArray(twist->name) + "=…" : QByteArray(twist->name);
        std::printf("  %-14s%s%s%s%s\n", name.constData(), twist->description, twist->values ? " (" : "",
            twist->values ? twist->values : "", twist->values ? ")" : "");
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    if (arguments.contains(u"--help"_s))
        return help();
    QString error;
    const auto shop = OddShop::make(arguments, error);
    if (!shop) {
        std::fprintf(stderr, "oddshop: %s\n", qPrintable(error));
        return 104;
    }
    ScriptedServer server;
    server.onRequest([&shop](const ScriptedRequest &request) { return shop->answer(request); });
    for (const int number : {SIGINT, SIGTERM})
        std::signal(number, [](int) { isAsked = 1; });
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, [] {
        if (isAsked)
            QCoreApplication::quit();
    });
    watch.start(20ms);
    std::printf("listening on %s\n", qPrintable(server.base()));
    std::fflush(stdout);
    QCoreApplication::exec();
    std::fputs(QJsonDocument(shop->truth()).toJson().constData(), stdout);
    return 0;
}
