// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/outputs/fileoutputs.h"

#include "core/outputs/outputs.h"
#include "core/report/k6summary.h"
#include "core/report/resultfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryFile>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// Tries what will be done at the end: a file beside the target, moved into its place.
QString whyNotWritable(const QString &file)
{
    if (QFileInfo(file).isDir())
        return u"%1 is a folder; a file name is needed"_s.arg(file);
    QSaveFile attempt(file);
    if (!attempt.open(QIODevice::WriteOnly))
        return u"%1 cannot be written: %2"_s.arg(file, attempt.errorString());
    attempt.cancelWriting();
    return {};
}

/// Likewise for a folder, which is made where only its last part is missing.
QString whyNotAFolder(const QString &folder)
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

/// Hands every sample on to several outputs.
class SampleTee final : public SampleSink {
public:
    explicit SampleTee(std::vector<std::shared_ptr<LineSink>> sinks)
        : m_sinks(std::move(sinks))
    {
    }

    void runStarted(const QDateTime &startedAt) override
    {
        for (const auto &sink : m_sinks)
            sink->runStarted(startedAt);
    }

    void consume(std::vector<Sample> &&batch) override
    {
        for (std::size_t i = 0; i + 1 < m_sinks.size(); ++i)
            m_sinks[i]->consume(std::vector<Sample>(batch));
        m_sinks.back()->consume(std::move(batch));
    }

private:
    std::vector<std::shared_ptr<LineSink>> m_sinks; ///< at least one
};

void note(FileOutputs::Outcome &outcome, const SaveStatus &status, const QString &what, const QString &file)
{
    if (status.ok())
        outcome.written << u"%1 written to %2"_s.arg(what, file);
    else
        outcome.errors << status.error;
}

} // namespace

FileOutputs::FileOutputs(QList<OutputSpec> outputs, QString summaryExport, QString resultFile)
    : m_outputs(std::move(outputs))
    , m_summaryExport(std::move(summaryExport))
    , m_resultFile(std::move(resultFile))
{
}

QStringList FileOutputs::open(const Profile &profile)
{
    QStringList errors = checkOutputs(m_outputs);
    QStringList files;
    QStringList places;
    for (const OutputSpec &output : m_outputs) {
        places << placeOf(output.file);
        const OutputFormat *format = findOutputFormat(output.kind);
        if (!format || !format->isFolder)
            files << output.file;
        else if (const QString reason = output.file.isEmpty() ? QString() : whyNotAFolder(output.file);
                 !reason.isEmpty())
            errors << reason;
    }
    for (const QString &file : {m_summaryExport, m_resultFile}) {
        if (file.isEmpty())
            continue;
        if (places.contains(placeOf(file)))
            errors << u"%1 is named for two outputs"_s.arg(file);
        places << placeOf(file);
        files << file;
    }
    for (const QString &file : std::as_const(files)) {
        if (const QString reason = whyNotWritable(file); !reason.isEmpty())
            errors << reason;
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

std::shared_ptr<SampleSink> FileOutputs::samples() const
{
    if (m_lines.size() > 1)
        return std::make_shared<SampleTee>(m_lines);
    return m_lines.empty() ? nullptr : m_lines.front();
}

void FileOutputs::finishLines(RunResult &result, Outcome &outcome)
{
    for (const auto &lines : m_lines) {
        const SaveStatus status = lines->finish();
        note(outcome, status, u"samples"_s, lines->file());
        const quint64 dropped = lines->dropped();
        result.samplesDropped += dropped;
        if (dropped > 0) {
            const QString why =
                status.ok() ? u"as the disk could not keep up"_s : u"after it could not be written any more"_s;
            outcome.errors << u"%1: %2 samples are not in it, or only in part, %3"_s.arg(
                lines->file(), QString::number(dropped), why);
        }
    }
}

FileOutputs::Outcome FileOutputs::finish(RunResult &result)
{
    Outcome outcome;
    if (!m_lines.empty()) {
        result.samplesDropped = 0;
        finishLines(result, outcome);
    }
    for (const OutputSpec &output : std::as_const(m_outputs)) {
        if (!findOutputFormat(output.kind)->needsSamples())
            note(outcome, writeOutput(output, result), output.kind, output.file);
    }
    if (!m_summaryExport.isEmpty())
        note(outcome, writeK6Summary(result, m_summaryExport), u"summary"_s, m_summaryExport);
    if (!m_resultFile.isEmpty()) {
        const SaveStatus saved = saveResult(result, m_resultFile);
        note(outcome, saved, u"result"_s, m_resultFile);
        if (!saved.ok())
            rescue(result, outcome);
    }
    return outcome;
}

void FileOutputs::rescue(const RunResult &result, Outcome &outcome)
{
    const QString elsewhere = QDir(QDir::tempPath()).filePath(u"doorbuster-%1.json.gz"_s.arg(result.runId));
    const SaveStatus saved = saveResult(result, elsewhere);
    outcome.errors << (saved.ok() ? u"the result was saved to %1 instead"_s.arg(elsewhere) : saved.error);
}

} // namespace doorbuster
