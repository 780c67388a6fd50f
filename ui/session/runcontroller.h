// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/run/loadengine.h"
#include "core/profile/resolvedprofile.h"
#include "core/result/runresult.h"
#include "ui/session/practicecontrol.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace doorbuster {

/// What a run is about, known before its first request.
struct RunBriefing {
    Profile profile; ///< as it is run
    QString apiBase; ///< as shown: without a password
    QString practiceDefect; ///< empty for a real shop
    bool verificationOnly = false; ///< a finished run's sale is verified anew
};

/// What the window runs and shows: one run at a time, live or opened from a file. Pages subscribe to it; it knows no
/// widget. Lives on the UI's thread.
///
/// The order of signals of a run: began(), then snapshotReady() and logged() any number of times, then ended() once
/// with the result. Where a run cannot start, failedToStart() alone. shown() tells that another result is to be shown:
/// after ended(), when a file was opened, and when the end of the outputs changed what the result says of them. Results
/// are shared and never change; the memory of one is given back in the background.
///
/// The outputs of a run are written in the background as it ends: nobody waits for a reader that does not read.
/// writingOutputsChanged() tells of begin and end, outputsWritten() what became of them. A next run that has outputs
/// waits for them before it begins, and so does the destructor.
class RunController final : public QObject {
    Q_OBJECT
public:
    explicit RunController(QObject *parent = nullptr);
    ~RunController() override;

    /// Runs this profile; errors in it must have been mended. With `practiceDefect` a practice shop is started where
    /// none with that defect runs, and aimed at. The environment fills in headers and secrets.
    /// Nothing public is dialled but the `allowedHosts`.
    void start(const ResolvedProfile &profile, const std::optional<QString> &practiceDefect,
        const QStringList &allowedHosts = {});
    /// As LoadEngine::stop(): first drains, then verifies at once, then ends without a verdict.
    void stop();
    /// Ends now, without a verdict.
    void abort();
    /// Verifies the shown result's sale again. Does nothing while a run goes on or none is shown.
    void verifyAgain(const QStringList &allowedHosts = {});

    bool isRunning() const; ///< from start() to ended() or failedToStart()
    RunPhase phase() const;
    /// The finished run that is shown; null while none is, or while one runs.
    std::shared_ptr<const RunResult> result() const { return m_result; }
    QString resultFile() const { return m_resultFile; } ///< where it was opened from or saved to; empty = nowhere yet
    void setResultFile(const QString &file) { m_resultFile = file; }
    /// Shows a result that was loaded from `file`. Not while a run goes on.
    void show(std::shared_ptr<const RunResult> result, const QString &file);

    const RunBriefing &briefing() const { return m_briefing; } ///< of the last began()
    PracticeControl &practice() { return m_practice; }
    /// Records every request from the next run on, for the export of k6 lines; off at first.
    void setRecordSamples(bool record) { m_recordSamples = record; }
    bool recordsSamples() const { return m_recordSamples; }
    /// k6 lines (gzip) of the shown run in a temporary file that lives as long as the result is shown; empty = not
    /// recorded.
    QString samplesFile() const;

    bool isWritingOutputs() const { return m_isWriting; } ///< of a run that has ended
    /// Whether the shown run's samples are among them: its samplesFile() is named once they are complete.
    bool isWritingSamples() const;

Q_SIGNALS:
    void runningChanged(bool running);
    void began(const doorbuster::RunBriefing &briefing);
    void failedToStart(const QString &reason);
    void phaseChanged(doorbuster::RunPhase phase);
    void snapshotReady(const doorbuster::RunSnapshot &snapshot);
    void logged(const doorbuster::LogLine &line);
    void ended(std::shared_ptr<const doorbuster::RunResult> result);
    void shown(std::shared_ptr<const doorbuster::RunResult> result);
    /// The shown run's outputs dropped samples at their very end: its result says so now. shown() follows.
    void corrected(std::shared_ptr<const doorbuster::RunResult> result);
    /// Outputs that the profile asks for, after the run: what was written, and what could not be.
    void outputsWritten(const QStringList &written, const QStringList &errors);
    /// False comes after outputsWritten().
    void writingOutputsChanged(bool writing);

private:
    class Outputs;
    struct Written;
    void openOutputs();
    void writeOutputs(std::shared_ptr<const RunResult> result);
    void onWritten(const Written &written);
    void launch();
    std::optional<QString> startQuietly(const std::function<std::optional<QString>()> &begin);
    void fail(const QString &reason);
    void launchVerification(RunResult earlier, const VerificationConfig &verification);
    void onFinished(const std::shared_ptr<RunResult> &result);
    void correctShown();
    void onPracticeChanged();
    void setRunning(bool running);

    LoadEngine m_engine;
    PracticeControl m_practice;
    RunBriefing m_briefing;
    RunConfig m_config;
    bool m_running = false;
    std::optional<QString> m_practiceDefect; ///< of the run that is about to begin
    bool m_waitingForOutputs = false; ///< of the run before
    bool m_waitingForShop = false;
    bool m_waitingForCopy = false; ///< of the result that is to be verified again
    quint64 m_copies = 0; ///< that were begun; the last one counts
    bool m_recordSamples = false;
    std::shared_ptr<const RunResult> m_result;
    std::shared_ptr<const RunResult> m_beforeVerifying; ///< shown again where a new verification is given up
    QString m_resultFile;
    std::shared_ptr<Outputs> m_outputs; ///< of the run that goes on, or of the shown one
    std::shared_ptr<Outputs> m_nextOutputs; ///< of the run that is about to begin
    bool m_isWriting = false;
    QString m_writtenRun; ///< id of the last run whose outputs have ended
    quint64 m_samplesDropped = 0; ///< by these outputs
    QThreadPool m_writers; ///< the last member: its end waits for the outputs
};

} // namespace doorbuster
