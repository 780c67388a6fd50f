// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/report/k6/linesink.h"
#include "core/result/runresult.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace doorbuster {

/// The files that a run or a command is to write: what follows the run line by line, and what is made from its result.
///
/// Order of calls: open(), begin(), then saveResult() and finish(), or restore(). A command that only reads a result
/// calls open() and finish().
class FileOutputs {
public:
    /// What there is to write from: a live run with its samples, or a result.
    enum class Source { Run, Result };

    FileOutputs(QList<OutputSpec> outputs, QString summaryExport, QString resultFile);

    /// Whether one of them is written to standard output, so that nothing else must be.
    bool takeStandardOutput() const;
    /// Makes sure that all of them can be written, before anything is measured for them. `input` is a file that the
    /// command reads, which only the result that was read from it may replace. Returns what stands in the way, each
    /// naming its file.
    QStringList open(const Profile &profile, Source source = Source::Run, const QString &input = {});
    /// The outputs that follow the run, sample by sample.
    std::vector<std::shared_ptr<RunJournal>> journals() const { return {m_lines.begin(), m_lines.end()}; }

    /// The run begins: what an earlier one left under these names must not be taken for its outputs, whatever happens.
    /// It gets the ending ".previous", until finish() finds a new file in its place. `input`, where it is among them,
    /// stays: it is the same run's. Returns what stands in the way.
    QStringList begin(const QString &input = {});
    /// There will be no outputs: what was set aside is put back.
    void restore();

    struct Outcome {
        QStringList written; ///< remarks, one for each file
        QStringList errors;
    };
    /// The result first, before anything is shown or waited for. Where it cannot be written to its place it is saved
    /// elsewhere, so that nothing measured is lost.
    Outcome saveResult(RunResult &result);
    /// All the others. An output whose reader does not read is given up after outputPatience.
    Outcome finish(RunResult &result);

private:
    struct Aside {
        QString file;
        QString kept; ///< where it is now
    };

    QList<OutputSpec> made() const; ///< all that is made from the result, except for the result itself
    QStringList resultFiles() const;
    void finishLines(RunResult &result, Outcome &outcome);
    static void note(Outcome &outcome, const SaveStatus &status, const QString &what, const QString &file);
    static void saveTo(const QString &file, const RunResult &result, Outcome &outcome);
    QString setAside(const QString &file);
    void forgetAside(Outcome &outcome);

    QList<OutputSpec> m_outputs;
    QString m_summaryExport;
    QString m_resultFile;
    std::vector<std::shared_ptr<LineSink>> m_lines;
    std::vector<Aside> m_aside;
};

} // namespace doorbuster
