// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/outputs.h"

#include "core/files/outputstream.h"
#include "core/report/chartfolder.h"
#include "core/report/html/htmlreport.h"
#include "core/report/junit.h"
#include "core/report/k6/k6csvformat.h"
#include "core/report/k6/k6lineformat.h"
#include "core/result/resultfile.h"
#include "core/text/format.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

template <class Format>
std::unique_ptr<SampleLineFormat> linesOf(const Profile &profile)
{
    return std::make_unique<Format>(profile);
}

SaveStatus writeResultFile(const RunResult &result, const QString &file)
{
    return saveResult(result, file);
}

constexpr std::array<OutputFormat, 6> formats{{
    {u"json", u"every sample as a line of JSON, as k6's --out json writes it", linesOf<K6LineFormatter>, nullptr},
    {u"csv", u"every sample as a line of k6's CSV", linesOf<K6CsvFormat>, nullptr},
    {u"result", u"the whole result, to be loaded again", nullptr, writeResultFile},
    {u"html", u"a report as one HTML page", nullptr, writeHtmlReport},
    {u"junit", u"checks and thresholds as JUnit test cases", nullptr, writeJunit},
    {u"charts", u"a folder of charts as SVG", nullptr, writeCharts, true},
}};

QString knownKinds(bool fromResult)
{
    QStringList kinds;
    for (const OutputFormat &format : formats) {
        if (!fromResult || !format.needsSamples()) {
            kinds.append(format.kind.toString());
        }
    }
    return kinds.join(", "_L1);
}

QString outputProblem(const OutputSpec &output, bool fromResult)
{
    const OutputFormat *format = findOutputFormat(output.kind);
    if (!format) {
        return u"there is no output kind \"%1\"; there are %2"_s.arg(
            displayText(output.kind, 40), knownKinds(fromResult));
    }
    if (fromResult && format->needsSamples()) {
        return u"the output kind \"%1\" needs every sample of a live run, and a result has only their sums"_s.arg(
            output.kind);
    }
    if (output.file.isEmpty()) {
        return u"the output kind \"%1\" needs a %2"_s.arg(output.kind, format->isFolder ? u"folder"_s : u"file"_s);
    }
    if (format->isFolder && isStandardOutput(output.file)) {
        return u"the output kind \"%1\" is a folder of files, and standard output takes one file"_s.arg(output.kind);
    }
    return {};
}

} // namespace

std::span<const OutputFormat> outputFormats()
{
    return formats;
}

const OutputFormat *findOutputFormat(QStringView kind)
{
    const auto at = std::ranges::find(formats, kind, &OutputFormat::kind);
    return at == formats.end() ? nullptr : &*at;
}

QString outputKindsHelp(bool fromResult)
{
    QStringList kinds;
    for (const OutputFormat &format : formats) {
        if (!fromResult || !format.needsSamples()) {
            kinds << u"%1 (%2)"_s.arg(format.kind, format.writes);
        }
    }
    return kinds.join(", "_L1);
}

QStringList checkOutputs(const QList<OutputSpec> &outputs, bool fromResult)
{
    QStringList errors;
    QSet<QString> files;
    for (const OutputSpec &output : outputs) {
        const QString why = outputProblem(output, fromResult);
        if (!why.isEmpty()) {
            errors.append(u"%1=%2: %3."_s.arg(displayText(output.kind, 40), displayText(output.file), why));
            continue;
        }
        const QString path = placeOf(output.file);
        if (files.contains(path)) {
            errors.append(u"%1=%2: another output goes to %3 already."_s.arg(output.kind, displayText(output.file),
                isStandardOutput(output.file) ? u"standard output" : u"the same file"));
        }
        files.insert(path);
    }
    return errors;
}

SaveStatus writeOutput(const OutputSpec &output, const RunResult &result)
{
    const QStringList errors = checkOutputs({output}, true);
    if (!errors.isEmpty()) {
        return {errors.constFirst()};
    }
    return findOutputFormat(output.kind)->write(result, output.file);
}

} // namespace doorbuster
