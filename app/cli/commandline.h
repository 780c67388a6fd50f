// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commandconsole.h"
#include "core/profile/profile.h"

#include <QCommandLineParser>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace doorbuster {

/// A subcommand. `run` gets the arguments from the command's own name on, and returns the exit status.
struct Subcommand {
    QString name;
    QString summary;
    std::function<int(const QStringList &arguments)> run;
};

/// Chooses the subcommand, or answers --help and --version. Returns the exit status.
int runCommandLine(const QStringList &arguments, const QList<Subcommand> &subcommands);

/// Parses a subcommand's arguments. Returns the exit status where there is nothing more to do: after --help, and after
/// an error, which is printed and names its culprit. `furtherHelp` stands behind the options.
std::optional<int> parseArguments(
    QCommandLineParser &parser, const QStringList &arguments, const QString &furtherHelp = {});

/// The exit status of a command that succeeded but for an output that could not be written.
inline constexpr int outputFailed = 1;

/// Reads the `KIND=FILE` texts of --out; what is none becomes an error.
QList<OutputSpec> readOutputSpecs(const QStringList &texts, QStringList &errors);

/// Why nothing may be sent to this address; nothing where it is on this machine, in a private network, or among the
/// `allowed` hosts. `warning` is a sentence about what is at stake.
std::optional<QString> hostObjection(const QString &apiBase, const QStringList &allowed, const QString &warning);

/// What --quiet and --no-color say; `toErrors` as in ConsoleOptions.
ConsoleOptions consoleOptions(const QCommandLineParser &parser, bool toErrors);

/// Why these headers, which stand in a file, may not be sent to this address: for each environment variable of the
/// tester's that they name and that is not among the `allowed`, a sentence with the variable and the address. The file
/// may be somebody else's.
QStringList variableObjections(
    const QMap<QString, QString> &headers, const QString &apiBase, const QStringList &allowed);
/// The option that allows variables.
QCommandLineOption allowVariableOption();

/// Prints `doorbuster-cli: error: …` for each and returns the exit status of bad arguments.
int badArguments(const QStringList &errors);
/// Prints an error without an opinion on the exit status. Does not wait long for whoever reads standard error.
void printError(const QString &error);

} // namespace doorbuster
