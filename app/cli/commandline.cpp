// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandline.h"

#include "core/engine/run/targethost.h"
#include "core/profile/headers.h"
#include "core/report/console/consoledevice.h"
#include "core/result/exitstatus.h"
#include "core/text/format.h"

#include <QTextStream>
#include <QUrl>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

void print(std::FILE *stream, const QString &text)
{
    QTextStream out(stream);
    out << text;
    if (!text.endsWith(u'\n'))
        out << '\n';
}

QString overview(const QList<Subcommand> &subcommands)
{
    QString text = u"Usage: doorbuster-cli COMMAND [OPTIONS]\n\n"
                   "Sends virtual buyers at a flash-sale shop, and proves from the shop's own books whether stock was "
                   "oversold or lost.\n\nCommands:\n"_s;
    for (const Subcommand &command : subcommands)
        text += u"  %1 %2\n"_s.arg(command.name.leftJustified(8), command.summary);
    text += u"\ndoorbuster-cli COMMAND --help tells the options of a command.\n"
            "Quick start: doorbuster-cli run --practice --stage 5s:200,10s:200,5s:0 -e STARTING_QUANTITY=50\n"_s;
    return text;
}

} // namespace

int runCommandLine(const QStringList &arguments, const QList<Subcommand> &subcommands)
{
    const QString first = arguments.value(1);
    if (first == u"--help"_s || first == u"-h"_s || first == u"help"_s) {
        print(stdout, overview(subcommands));
        return int(ExitStatus::Passed);
    }
    if (first == u"--version"_s || first == u"-v"_s) {
        print(stdout, u"doorbuster-cli "_s + QStringLiteral(DOORBUSTER_VERSION));
        return int(ExitStatus::Passed);
    }
    for (const Subcommand &command : subcommands) {
        if (command.name == first)
            return command.run(QStringList{u"doorbuster-cli "_s + first} + arguments.mid(2));
    }
    const int status =
        badArguments({first.isEmpty() ? u"a command is missing"_s : u"unknown command \"%1\""_s.arg(first)});
    print(stderr, u'\n' + overview(subcommands));
    return status;
}

std::optional<int> parseArguments(QCommandLineParser &parser, const QStringList &arguments, const QString &furtherHelp)
{
    parser.addOption({{u"h"_s, u"help"_s}, u"Shows this help."_s});
    if (!parser.parse(arguments))
        return badArguments({parser.errorText() + u" (see %1 --help)"_s.arg(arguments.first())});
    if (parser.isSet(u"help"_s)) {
        // Qt's own text names the program by its path; a subcommand has its own name.
        const QString help = parser.helpText();
        print(stdout, u"Usage: "_s + arguments.first() + help.sliced(help.indexOf(u" [options]"_s)) + furtherHelp);
        return int(ExitStatus::Passed);
    }
    return std::nullopt;
}

QList<OutputSpec> readOutputSpecs(const QStringList &texts, QStringList &errors)
{
    QList<OutputSpec> outputs;
    for (const QString &text : texts) {
        const auto equals = text.indexOf(u'=');
        if (equals <= 0 || equals + 1 == text.size())
            errors << u"--out %1: KIND=FILE is needed, as in --out json=samples.json.gz"_s.arg(text);
        else
            outputs << OutputSpec{text.first(equals), text.sliced(equals + 1)};
    }
    return outputs;
}

std::optional<QString> hostObjection(const QString &apiBase, const QStringList &allowed, const QString &warning)
{
    const QString host = QUrl(apiBase).host();
    if (DialPolicy(allowed).allows(host) || reachOf(host) != HostReach::Public)
        return std::nullopt;
    return u"%1 is a public host. %2, add --allow-host %1"_s.arg(host, warning);
}

ConsoleOptions consoleOptions(const QCommandLineParser &parser, bool toErrors)
{
    return {.toErrors = toErrors, .noColor = parser.isSet(u"no-color"_s), .quiet = parser.isSet(u"quiet"_s)};
}

QStringList variableObjections(
    const QMap<QString, QString> &headers, const QString &apiBase, const QStringList &allowed)
{
    QStringList objections;
    const QStringList variables = guardedVariables(headers);
    for (const QString &variable : variables) {
        if (!allowed.contains(variable))
            objections
                << u"the file has the value of your environment variable %1 sent to %2. Where that is right, add "
                   "--allow-variable %1"_s.arg(variable, displayText(displayUrl(apiBase)));
    }
    return objections;
}

QCommandLineOption allowVariableOption()
{
    return {u"allow-variable"_s,
        u"Allows the headers in the file to send the value of this environment variable. Those that begin with "
        "DOORBUSTER_ need it not. Repeatable."_s,
        u"NAME"_s};
}

int badArguments(const QStringList &errors)
{
    for (const QString &error : errors)
        printError(error);
    return int(ExitStatus::BadArguments);
}

void printError(const QString &error)
{
    ConsoleDevice device(u"/dev/stderr"_s);
    device.write(u"doorbuster-cli: error: %1\n"_s.arg(error).toUtf8());
    device.finish(std::chrono::seconds(1));
}

} // namespace doorbuster
