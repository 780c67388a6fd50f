// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/fileoutputs.h"

#include "core/report/k6summary.h"
#include "core/report/outputs.h"
#include "core/report/resultfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

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
    for (const OutputSpec &output : m_outputs)
        files << output.file;
    for (const QString &file : {m_summaryExport, m_resultFile}) {
        if (!file.isEmpty())
            files << file;
    }
    for (const QString &file : std::as_const(files)) {
        if (files.count(file) > 1 && !errors.contains(u"%1 is named for two outputs"_s.arg(file)))
            errors << u"%1 is named for two outputs"_s.arg(file);
        else if (const QString reason = whyNotWritable(file); !reason.isEmpty())
            errors << reason;
    }
    if (!errors.isEmpty())
        return errors;
    for (const OutputSpec &output : std::as_const(m_outputs)) {
        if (output.kind != u"json"_s)
            continue;
        m_lines = std::make_shared<K6LineSink>(output.file, profile);
        if (const SaveStatus opened = m_lines->open(); !opened.ok())
            errors << opened.error;
    }
    return errors;
}

FileOutputs::Outcome FileOutputs::finish(RunResult &result)
{
    Outcome outcome;
    const auto note = [&outcome](const SaveStatus &status, const QString &what, const QString &file) {
        if (status.ok())
            outcome.written << u"%1 written to %2"_s.arg(what, file);
        else
            outcome.errors << status.error;
    };
    if (m_lines) {
        const SaveStatus lines = m_lines->finish();
        result.samplesDropped = m_lines->dropped();
        note(lines, u"samples"_s, m_lines->file());
        if (result.samplesDropped > 0) {
            const QString why =
                lines.ok() ? u"as the disk could not keep up"_s : u"after it could not be written any more"_s;
            outcome.errors << u"%1: %2 samples are not in it, or only in part, %3"_s.arg(
                m_lines->file(), QString::number(result.samplesDropped), why);
        }
    }
    for (const OutputSpec &output : std::as_const(m_outputs)) {
        if (!findOutputFormat(output.kind)->needsSamples)
            note(writeOutput(output, result), output.kind, output.file);
    }
    if (!m_summaryExport.isEmpty())
        note(writeK6Summary(result, m_summaryExport), u"summary"_s, m_summaryExport);
    if (!m_resultFile.isEmpty()) {
        const SaveStatus saved = saveResult(result, m_resultFile);
        note(saved, u"result"_s, m_resultFile);
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
