// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/runcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/runsession.h"
#include "core/metrics/metric.h"
#include "core/practice/defects.h"
#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/profile/resolvedprofile.h"
#include "core/report/outputs.h"

#include <QFileInfo>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QString defectNames()
{
    QStringList names;
    for (const DefectInfo &defect : defectTable())
        names << QString::fromLatin1(defect.name.data(), qsizetype(defect.name.size()));
    return names.join(u", "_s);
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Runs a test: sets a sale up, sends the buyers, and verifies the books.\n\n"
        "Environment: %1; they override the profile, and -e overrides them. The admin's password is taken from "
        "DOORBUSTER_ADMIN_PASSWORD, else one is made up for the run.\n\n"
        "Exit status: 0 passed, 110 verification failed, 111 inconclusive, 99 a threshold failed, 100 setup timed "
        "out, 101 verification timed out, 104 bad profile or arguments, 105 aborted before a verdict, 107 setup "
        "failed, 109 an error of this program, 1 all passed but an output could not be written.\n"
        "Ctrl+C once stops the load and still verifies, twice verifies at once, three times ends without a verdict. "
        "SIGTERM counts as a Ctrl+C. A terminal that is lost (SIGHUP) counts as one Ctrl+C, and not at all under nohup."_s.arg(
            fieldVariables().join(u", "_s)));
    parser.addPositionalArgument(
        u"PROFILE"_s, u"The test as a profile file; without one, the plan's defaults."_s, u"[PROFILE]"_s);
    parser.addOptions({
        {u"stage"_s, u"Replaces the stages: reach TARGET users within DURATION. Repeatable, or with commas."_s,
            u"DURATION:TARGET"_s},
        {u"e"_s, u"Sets an environment setting (%1)."_s.arg(fieldVariables().join(u", "_s)), u"NAME=VALUE"_s},
        {u"set"_s, u"Sets any field of the profile by its path, as in --set buyer.pause=0s."_s, u"PATH=VALUE"_s},
        {u"practice"_s,
            u"Or --practice alone. Starts a practice shop on a free port, aims at it and stops it afterwards. DEFECT: %1."_s
                .arg(defectNames()),
            u"DEFECT"_s},
        {u"allow-host"_s, u"Allows a target that is neither on this machine nor in a private network. Repeatable."_s,
            u"HOST"_s},
        allowVariableOption(),
        {u"out"_s,
            u"Writes an output; FILE may be -, which is standard output. KIND: %1. The window's export also makes the report as PDF. Repeatable."_s
                .arg(outputKindsHelp()),
            u"KIND=FILE"_s},
        {u"summary-export"_s, u"Writes k6's summary as JSON."_s, u"FILE"_s},
        {u"result"_s, u"Saves the whole result, which report, verify and the window read; .gz compresses."_s,
            u"FILE"_s},
        {u"quiet"_s, u"Prints the verdict and errors only."_s},
        {u"no-color"_s, u"Prints without colours."_s},
        {u"seed"_s, u"Makes the random parts (the jitter) repeatable."_s, u"N"_s},
    });
}

/// All fields that --set takes, from the table that describes them.
QString fieldsHelp()
{
    QString text = u"\nFields of a profile, for --set, with their defaults:\n"_s;
    for (const Field &field : fieldTable()) {
        if (!field.isScalar() || field.isSecret())
            continue;
        const QString range = field.rangeText();
        text += u"  %1 %2\n      %3%4\n"_s.arg(field.path.leftJustified(32), field.toText(field.defaultValue()),
            field.help, range.isEmpty() ? QString() : u" ("_s + range + u")"_s);
    }
    return text
        + u"  tags.NAME, target.headers.NAME, verification.severity.CHECK, thresholds.METRIC take entries of their own; an empty value removes one.\n"_s;
}

/// `--practice` may stand without a value, which Qt's parser does not know.
QStringList withPracticeValue(QStringList arguments)
{
    for (QString &argument : arguments) {
        if (argument == u"--practice"_s)
            argument = u"--practice=none"_s;
    }
    return arguments;
}

/// The headers that are as they stand in the profile's file. Who wrote --set names the variable himself.
QMap<QString, QString> headersOfFile(const SettingInputs &inputs, const Profile &profile)
{
    QMap<QString, QString> headers;
    if (!inputs.base || !inputs.base->profile)
        return headers;
    const QMap<QString, QString> &written = inputs.base->profile->target.headers;
    for (auto header = profile.target.headers.cbegin(); header != profile.target.headers.cend(); ++header) {
        if (written.contains(header.key()) && written.value(header.key()) == header.value())
            headers.insert(header.key(), header.value());
    }
    return headers;
}

} // namespace

int runCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (const auto status = parseArguments(parser, withPracticeValue(arguments), fieldsHelp()))
        return *status;

    QStringList errors;
    const QStringList positional = parser.positionalArguments();
    if (positional.size() > 1)
        errors << u"one profile at most, but there are %1: %2"_s.arg(
            QString::number(positional.size()), positional.join(u' '));

    RunConfig config;
    SettingInputs inputs;
    const QString folder = positional.isEmpty() ? QString() : QFileInfo(positional.first()).absolutePath();
    if (!positional.isEmpty())
        inputs.base = loadProfile(positional.first());
    inputs.environment = QProcessEnvironment::systemEnvironment();
    inputs.variables = parser.values(u"e"_s);
    inputs.settings = parser.values(u"set"_s);
    inputs.stages = parser.values(u"stage"_s);
    inputs.metrics = &metricTypeByName;
    ResolvedProfile resolved = resolveProfile(inputs);
    for (const ProfileError &error : std::as_const(resolved.errors))
        errors << describe(error);

    std::optional<PracticeShop::Options> practice;
    if (parser.isSet(u"practice"_s)) {
        const QString name = parser.value(u"practice"_s);
        if (const DefectInfo *defect = findDefect(name)) {
            practice.emplace();
            practice->rules.defect = defect->defect;
            config.practiceDefect = name;
        } else {
            errors << u"--practice=%1: no such defect; there are %2"_s.arg(name, defectNames());
        }
    }
    if (parser.isSet(u"seed"_s)) {
        bool isNumber = false;
        config.seed = parser.value(u"seed"_s).toUInt(&isNumber);
        if (!isNumber)
            errors << u"--seed %1: not a number from 0 to 4294967295"_s.arg(parser.value(u"seed"_s));
    }
    const QList<OutputSpec> outputs = readOutputSpecs(parser.values(u"out"_s), errors);
    if (!errors.isEmpty())
        return badArguments(errors);
    config.allowedHosts = parser.values(u"allow-host"_s);
    if (!practice) {
        errors += variableObjections(headersOfFile(inputs, resolved.profile), resolved.profile.target.apiBase,
            parser.values(u"allow-variable"_s));
        if (!errors.isEmpty())
            return badArguments(errors);
        const auto objection = hostObjection(resolved.profile.target.apiBase, parser.values(u"allow-host"_s),
            u"A load test can take a shop down: where it is yours and ready for it"_s);
        if (objection)
            return badArguments({*objection});
    }

    FileOutputs files(resolved.profile.outputs + outputs, parser.value(u"summary-export"_s), parser.value(u"result"_s));
    if (const QStringList obstacles = files.open(resolved.profile, FileOutputs::Source::Run, positional.value(0));
        !obstacles.isEmpty())
        return badArguments(obstacles);

    for (auto origin = resolved.origins.cbegin(); origin != resolved.origins.cend(); ++origin)
        config.sources.insert(origin.key(), origin.value());
    config.headers = expandHeaders(resolved.profile.target.headers, inputs.environment).headers;
    config.profile = std::move(resolved.profile);
    if (const QStringList troubles = loadShopOf(config, folder, inputs.environment); !troubles.isEmpty())
        return badArguments(troubles);
    const ConsoleOptions console = consoleOptions(parser, files.takeStandardOutput());
    RunSession session(std::move(config), std::move(files), console);
    return session.run(
        positional.isEmpty() ? u"plan default"_s : QFileInfo(positional.first()).completeBaseName(), practice);
}

} // namespace doorbuster
