// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/verifycommand.h"

#include "app/cli/commandline.h"
#include "app/cli/runsession.h"
#include "core/engine/run/runconfig.h"
#include "core/report/outputs.h"
#include "core/result/resultfile.h"

#include <QProcessEnvironment>

namespace doorbuster {

using namespace Qt::StringLiterals;

int verifyCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Verifies the sale of a saved run again, against the shop as it is now. Exit status as that of run."_s);
    parser.addPositionalArgument(u"RESULT"_s, u"A file that run --result wrote."_s);
    parser.addOptions({
        {u"out"_s,
            u"Writes an output that is made from the result with the new verdict. KIND: %1. Repeatable."_s.arg(
                outputKindsHelp(true)),
            u"KIND=FILE"_s},
        {u"allow-host"_s, u"Allows a shop that is neither on this machine nor in a private network. Repeatable."_s,
            u"HOST"_s},
        allowVariableOption(),
        {u"result"_s, u"Saves the result with the new verdict, beside the earlier ones. May be RESULT itself."_s,
            u"FILE"_s},
        {u"summary-export"_s, u"Writes k6's summary as JSON."_s, u"FILE"_s},
        {u"quiet"_s, u"Prints the verdict and errors only."_s},
        {u"no-color"_s, u"Prints without colours."_s},
    });
    if (const auto status = parseArguments(parser, arguments))
        return *status;
    if (parser.positionalArguments().size() != 1)
        return badArguments({u"one result file is needed, as in: doorbuster-cli verify result.json"_s});

    QStringList errors;
    const QList<OutputSpec> outputs = readOutputSpecs(parser.values(u"out"_s), errors);
    errors += checkOutputs(outputs, true);
    if (!errors.isEmpty())
        return badArguments(errors);
    const QString input = parser.positionalArguments().first();
    LoadedResult loaded = loadResult(input);
    if (!loaded.result)
        return badArguments(loaded.errors);
    // The file may be somebody else's: what it makes us send, and to whom, is for the tester to say.
    const auto objection = hostObjection(loaded.result->apiBase, parser.values(u"allow-host"_s),
        u"All buyers' orders are asked for there, with what your environment holds for the result's headers and its "
        "admin: where you know it"_s);
    if (objection)
        return badArguments({*objection});
    errors = variableObjections(
        loaded.result->profile.target.headers, loaded.result->apiBase, parser.values(u"allow-variable"_s));
    if (!errors.isEmpty())
        return badArguments(errors);
    VerificationConfig verification = verificationConfig(*loaded.result, QProcessEnvironment::systemEnvironment());
    verification.config.allowedHosts = parser.values(u"allow-host"_s);
    for (const ProfileError &error : verification.errors)
        errors << describe(error);
    if (!errors.isEmpty())
        return badArguments(errors);
    FileOutputs files(outputs, parser.value(u"summary-export"_s), parser.value(u"result"_s));
    if (const QStringList obstacles = files.open(verification.config.profile, FileOutputs::Source::Result, input);
        !obstacles.isEmpty())
        return badArguments(obstacles);
    const ConsoleOptions console = consoleOptions(parser, files.takeStandardOutput());
    RunSession session(std::move(verification.config), std::move(files), console);
    return session.verify(std::move(*loaded.result), input);
}

} // namespace doorbuster
