// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/fileoutputs.h"

#include "core/charts/resultcharts.h"
#include "core/files/outputstream.h"
#include "core/report/k6/k6summary.h"
#include "core/report/outputs.h"
#include "core/result/resultfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>

#include <algorithm>
#include <future>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView summaryKind{"summary"}; ///< what --summary-export writes, beside the kinds of --out
constexpr QLatin1StringView resultKind{"result"};

/// Tries what will be done at the end: a file beside the target, moved into its place.
QString writeProblem(const QString &file)
{
    if (isStream(file)) {
        const QString problem = streamProblem(file);
        return problem.isEmpty() ? QString() : u"%1 cannot be written: %2"_s.arg(outputName(file), problem);
    }
    if (QFileInfo(file).isDir())
        return u"%1 is a folder; a file name is needed"_s.arg(file);
    QSaveFile attempt(file);
    if (!attempt.open(QIODevice::WriteOnly))
        return u"%1 cannot be written: %2"_s.arg(file, attempt.errorString());
    attempt.cancelWriting();
    return {};
}

/// Likewise for a folder, which is made where only its last part is missing.
QString folderProblem(const QString &folder)
{
    const QFileInfo place(QDir::cleanPath(folder)); // "charts/" would be its own parent
    if (place.exists() && !place.isDir())
        return u"%1 is a file; a folder is needed"_s.arg(folder);
    if (place.isDir())
        return QTemporaryFile(QDir(folder).filePath(u"doorbuster-XXXXXX"_s)).open()
            ? QString()
            : u"%1 cannot be written to"_s.arg(folder);
    const QFileInfo parent(QFileInfo(place.absoluteFilePath()).absolutePath());
    if (!parent.isDir())
        return u"%1 cannot be made: there is no folder %2"_s.arg(folder, parent.filePath());
    return parent.isWritable() ? QString() : u"%1 cannot be made in %2"_s.arg(folder, parent.filePath());
}

bool isFolder(const OutputSpec &output)
{
    const OutputFormat *format = findOutputFormat(output.kind);
    return format && format->isFolder;
}

/// What a write would replace: a link stays, and what it leads to is replaced.
QString targetOf(const QString &file)
{
    const QFileInfo info(file);
    return info.isSymLink() ? info.canonicalFilePath() : file;
}

SaveStatus write(const OutputSpec &output, const RunResult &result)
{
    return output.kind == summaryKind ? writeK6Summary(result, output.file) : writeOutput(output, result);
}

} // namespace

FileOutputs::FileOutputs(QList<OutputSpec> outputs, QString summaryExport, QString resultFile)
    : m_outputs(std::move(outputs))
    , m_summaryExport(std::move(summaryExport))
    , m_resultFile(std::move(resultFile))
{
}

bool FileOutputs::takeStandardOutput() const
{
    return isStandardOutput(m_summaryExport) || isStandardOutput(m_resultFile)
        || std::ranges::any_of(m_outputs, isStandardOutput, &OutputSpec::file);
}

QStringList FileOutputs::open(const Profile &profile, Source source, const QString &input)
{
    QStringList errors = checkOutputs(m_outputs, source == Source::Result);
    QStringList files;
    QStringList places;
    for (const OutputSpec &output : std::as_const(m_outputs)) {
        places << placeOf(output.file);
        if (!isFolder(output))
            files << output.file;
        else if (const QString reason =
                     output.file.isEmpty() || isStandardOutput(output.file) ? QString() : folderProblem(output.file);
                 !reason.isEmpty())
            errors << reason;
    }
    for (const QString &file : {m_summaryExport, m_resultFile}) {
        if (file.isEmpty())
            continue;
        if (places.contains(placeOf(file)))
            errors << u"%1 is named for two outputs"_s.arg(outputName(file));
        places << placeOf(file);
        files << file;
    }
    for (const QString &file : std::as_const(files)) {
        if (const QString reason = file.isEmpty() ? QString() : writeProblem(file); !reason.isEmpty())
            errors << reason;
        else if (!input.isEmpty() && !isStream(file) && placeOf(file) == placeOf(input)
            && !(source == Source::Result && resultFiles().contains(file)))
            errors << u"%1 is what is read; the output would replace it"_s.arg(file);
    }
    if (!errors.isEmpty())
        return errors;
    for (const OutputSpec &output : std::as_const(m_outputs)) {
        const OutputFormat *format = findOutputFormat(output.kind);
        if (!format->needsSamples())
            continue;
        m_lines.push_back(std::make_shared<LineSink>(output.file, format->lines(profile)));
        if (const SaveStatus opened = m_lines.back()->open(); !opened.ok())
            errors << opened.error;
    }
    return errors;
}

QList<OutputSpec> FileOutputs::made() const
{
    QList<OutputSpec> outputs;
    for (const OutputSpec &output : m_outputs) {
        if (output.kind != resultKind && !findOutputFormat(output.kind)->needsSamples())
            outputs << output;
    }
    if (!m_summaryExport.isEmpty())
        outputs << OutputSpec{summaryKind, m_summaryExport};
    return outputs;
}

QStringList FileOutputs::resultFiles() const
{
    QStringList files;
    if (!m_resultFile.isEmpty())
        files << m_resultFile;
    for (const OutputSpec &output : m_outputs) {
        if (output.kind == resultKind)
            files << output.file;
    }
    return files;
}

QStringList FileOutputs::begin(const QString &input)
{
    QStringList files = resultFiles();
    for (const OutputSpec &output : made()) {
        if (!isFolder(output)) {
            files << output.file;
            continue;
        }
        for (const QString &id : resultChartIds())
            files << QDir(output.file).filePath(id + u".svg"_s);
    }
    QStringList errors;
    for (const QString &file : std::as_const(files)) {
        const bool isInput = !input.isEmpty() && placeOf(file) == placeOf(input);
        if (const QString error = isInput || isStream(file) ? QString() : setAside(file); !error.isEmpty())
            errors << error;
    }
    if (!errors.isEmpty())
        restore();
    return errors;
}

QString FileOutputs::setAside(const QString &file)
{
    const QString target = targetOf(file);
    if (!QFileInfo(target).isFile())
        return {};
    const QString kept = target + u".previous"_s;
    QFile::remove(kept);
    QFile old(target);
    if (!old.rename(kept))
        return u"%1 is of an earlier run and cannot be renamed: %2"_s.arg(target, old.errorString());
    m_aside.push_back({target, kept});
    return {};
}

void FileOutputs::restore()
{
    for (const Aside &aside : std::exchange(m_aside, {})) {
        if (!QFileInfo::exists(aside.file))
            QFile::rename(aside.kept, aside.file);
    }
}

void FileOutputs::note(Outcome &outcome, const SaveStatus &status, const QString &what, const QString &file)
{
    if (status.ok())
        outcome.written << u"%1 written to %2"_s.arg(what, outputName(file));
    else
        outcome.errors << status.error;
}

FileOutputs::Outcome FileOutputs::saveResult(RunResult &result)
{
    Outcome outcome;
    if (!m_lines.empty())
        result.samplesDropped = 0;
    for (const auto &lines : m_lines) {
        lines->endSoon(); // their time begins, while the result is written
        result.samplesDropped += lines->dropped();
    }
    for (const QString &file : resultFiles())
        saveTo(file, result, outcome);
    return outcome;
}

void FileOutputs::saveTo(const QString &file, const RunResult &result, Outcome &outcome)
{
    const SaveStatus saved = doorbuster::saveResult(result, file);
    note(outcome, saved, resultKind, file);
    if (saved.ok() || isStandardOutput(file)) // whose reader leaves when it has seen enough
        return;
    const QString elsewhere = QDir(QDir::tempPath()).filePath(u"doorbuster-%1.json.gz"_s.arg(result.runId));
    const SaveStatus rescued = doorbuster::saveResult(result, elsewhere);
    outcome.errors << (rescued.ok() ? u"the result was saved to %1 instead"_s.arg(elsewhere) : rescued.error);
}

FileOutputs::Outcome FileOutputs::finish(RunResult &result)
{
    Outcome outcome;
    const quint64 droppedAsSaved = result.samplesDropped;
    finishLines(result, outcome);
    // A reader that does not read keeps only its own output waiting.
    std::vector<std::pair<OutputSpec, std::future<SaveStatus>>> streams;
    for (const OutputSpec &output : made()) {
        if (isStream(output.file))
            streams.emplace_back(
                output, std::async(std::launch::async, [output, &result] { return write(output, result); }));
        else
            note(outcome, write(output, result), output.kind, output.file);
    }
    for (auto &[output, status] : streams)
        note(outcome, status.get(), output.kind, output.file);
    // What was dropped at the very end belongs into the result as well. A failure leaves the first one in place.
    if (result.samplesDropped != droppedAsSaved) {
        for (const QString &file : resultFiles()) {
            if (!isStream(file))
                doorbuster::saveResult(result, file);
        }
    }
    forgetAside(outcome);
    return outcome;
}

void FileOutputs::finishLines(RunResult &result, Outcome &outcome)
{
    if (!m_lines.empty())
        result.samplesDropped = 0;
    for (const auto &lines : m_lines)
        lines->endSoon();
    for (const auto &lines : m_lines) {
        const SaveStatus status = lines->finish();
        note(outcome, status, u"samples"_s, lines->file());
        const quint64 dropped = lines->dropped();
        result.samplesDropped += dropped;
        if (dropped > 0) {
            const QString why =
                status.ok() ? u"as the disk could not keep up"_s : u"after it could not be written any more"_s;
            outcome.errors << u"%1: %2 samples are not in it, or only in part, %3"_s.arg(
                outputName(lines->file()), QString::number(dropped), why);
        }
    }
}

void FileOutputs::forgetAside(Outcome &outcome)
{
    for (const Aside &aside : std::exchange(m_aside, {})) {
        if (QFileInfo::exists(aside.file))
            QFile::remove(aside.kept);
        else
            outcome.written << u"that of an earlier run is kept as %1"_s.arg(aside.kept);
    }
}

} // namespace doorbuster
