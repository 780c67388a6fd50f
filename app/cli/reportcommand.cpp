// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/reportcommand.h"

#include "app/cli/commandline.h"
#include "core/outputs/outputs.h"
#include "core/report/console.h"
#include "core/report/exitstatus.h"
#include "core/report/k6summary.h"
#include "core/report/resultfile.h"

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
    QList<OutputSpec> outputs = readOutputSpecs(parser.values(u"out"_s), errors);
    errors += checkOutputs(outputs, true);
    if (!errors.isEmpty())
        return badArguments(errors);
    const LoadedResult loaded = loadResult(parser.positionalArguments().first());
    if (!loaded.result)
        return badArguments(loaded.errors);

    QTextStream out(stdout);
    ConsoleReporter console(out, ConsoleStyle::of(stdout, parser.isSet(u"no-color"_s), parser.isSet(u"quiet"_s)));
    console.begin(loaded.result->profile, {});
    console.finish(*loaded.result);
    bool written = true;
    const auto note = [&](const SaveStatus &status, const QString &file) {
        written = written && status.ok();
        if (status.ok())
            console.message(u"written to "_s + file);
        else
            console.error(status.error);
    };
    for (const OutputSpec &output : std::as_const(outputs))
        note(writeOutput(output, *loaded.result), output.file);
    if (parser.isSet(u"summary-export"_s))
        note(writeK6Summary(*loaded.result, parser.value(u"summary-export"_s)), parser.value(u"summary-export"_s));
    const int status = exitStatus(*loaded.result);
    return status == 0 && !written ? 1 : status;
}

} // namespace doorbuster
