// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/guardedapplication.h"
#include "core/metrics/processusage.h"
#include "core/result/exitstatus.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    doorbuster::occupyStandardStreams();
    doorbuster::GuardedApplication<QApplication> app(argc, argv);
    QApplication::setOrganizationName(u"doorbuster"_s);
    QApplication::setApplicationName(u"doorbuster"_s);
    QApplication::setApplicationDisplayName(u"Doorbuster"_s);
    QApplication::setApplicationVersion(QStringLiteral(DOORBUSTER_VERSION));
    QApplication::setDesktopFileName(u"doorbuster"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/doorbuster.svg"_s));

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "main", "Flash-sale load tests that end in a proof: edit a test, run it, watch it, read the verdict."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(
        u"FILE"_s, QApplication::translate("main", "A profile, or the saved result of a run."), u"[FILE]"_s);
    const bool understood = parser.parse(QApplication::arguments());
    if (understood && parser.isSet(help))
        parser.showHelp();
    if (understood && parser.isSet(version))
        parser.showVersion();
    const QStringList files = parser.positionalArguments();
    if (!understood || files.size() > 1) {
        const QString problem = understood ? QApplication::translate("main", "one file at most") : parser.errorText();
        std::fprintf(stderr, "doorbuster: %s\n", qPrintable(problem));
        return int(doorbuster::ExitStatus::BadArguments);
    }

#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // a shop that hangs up is an answer, not an end
#endif
    doorbuster::Appearance::instance().initialise();
    doorbuster::MainWindow window;
    window.show();
    if (!files.isEmpty())
        window.openFile(files.first());
    return QApplication::exec();
}
