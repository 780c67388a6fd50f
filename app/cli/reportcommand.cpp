// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/reportcommand.h"

#include "app/cli/commandline.h"
#include "core/report/fileoutputs.h"
#include "core/report/outputs.h"
#include "core/result/exitstatus.h"
#include "core/result/resultfile.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

int reportCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints a saved run as it was printed at its end, and makes other outputs from it. Exit status as that of the run."_s);
    parser.addPositionalArgument(u"RESULT"_s, u"A file that run --result wrote."_s);
    parser.addOptions({
        {u"out"_s,
            u"Writes an output that is made from a result. KIND: %1. The window's export also makes the report as PDF. Repeatable."_s
                .arg(outputKindsHelp(true)),
            u"KIND=FILE"_s},
        {u"summary-export"_s, u"Writes k6's summary as JSON."_s, u"FILE"_s},
        {u"quiet"_s, u"Prints the verdict and errors only."_s},
        {u"no-color"_s, u"Prints without colours."_s},
    });
    if (const auto status = parseArguments(parser, arguments))
        return *status;
    if (parser.positionalArguments().size() != 1)
        return badArguments({u"one result file is needed, as in: doorbuster-cli report result.json"_s});

    QStringList errors;
    const QList<OutputSpec> outputs = readOutputSpecs(parser.values(u"out"_s), errors);
    errors += checkOutputs(outputs, true);
    if (!errors.isEmpty())
        return badArguments(errors);
    const QString input = parser.positionalArguments().first();
    LoadedResult loaded = loadResult(input);
    if (!loaded.result)
        return badArguments(loaded.errors);
    RunResult &result = *loaded.result;
    FileOutputs files(outputs, parser.value(u"summary-export"_s), {});
    if (const QStringList obstacles = files.open(result.profile, FileOutputs::Source::Result, input);
        !obstacles.isEmpty())
        return badArguments(obstacles);

    CommandConsole console(consoleOptions(parser, files.takeStandardOutput()));
    console->begin(result.profile, {});
    console->finish(result);
    int status = exitStatus(result);
    for (const FileOutputs::Outcome &outcome : {files.saveResult(result), files.finish(result)}) {
        for (const QString &remark : outcome.written)
            console->message(remark);
        for (const QString &error : outcome.errors)
            console->error(error);
        if (status == int(ExitStatus::Passed) && !outcome.errors.isEmpty())
            status = outputFailed;
    }
    return console.close(status);
}

} // namespace doorbuster
