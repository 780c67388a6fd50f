// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/report/linesink.h"
#include "core/report/runresult.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace doorbuster {

/// The files that a run or a command is to write: what follows the run line by line, and what is made from its result.
class FileOutputs {
public:
    FileOutputs(QList<OutputSpec> outputs, QString summaryExport, QString resultFile);

    /// Makes sure that all of them can be written, before anything is measured for them. Returns what stands in the
    /// way, each naming its file.
    QStringList open(const Profile &profile);
    /// Takes every sample of the run; null where no output wants them.
    std::shared_ptr<SampleSink> samples() const;

    struct Outcome {
        QStringList written; ///< remarks, one for each file
        QStringList errors;
    };
    /// Writes all. What cannot be written to its place is an error; the result itself is then saved elsewhere, so that
    /// nothing measured is lost.
    Outcome finish(RunResult &result);

private:
    void finishLines(RunResult &result, Outcome &outcome);
    static void rescue(const RunResult &result, Outcome &outcome);

    QList<OutputSpec> m_outputs;
    QString m_summaryExport;
    QString m_resultFile;
    std::vector<std::shared_ptr<LineSink>> m_lines;
};

} // namespace doorbuster
