// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/runcontroller.h"

#include "core/files/outputstream.h"
#include "core/metrics/metric.h"
#include "core/profile/headers.h"
#include "core/report/fileoutputs.h"
#include "core/text/format.h"
#include "ui/session/resultloader.h"
#include "ui/widgets/inbackground.h"

#include <QFileInfo>
#include <QFutureWatcher>
#include <QProcessEnvironment>
#include <QSignalBlocker>
#include <QTemporaryDir>
#include <QtConcurrent>

#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

/// The files of one run: those that its profile asks for, and the recorded samples.
class RunController::Outputs {
public:
    Outputs(QList<OutputSpec> outputs, bool recordSamples)
    {
        for (const OutputSpec &output : std::as_const(outputs)) {
            if (output.kind == u"json"_s && !isStream(output.file))
                m_samplesFile = output.file;
        }
        if (recordSamples && m_samplesFile.isEmpty() && m_folder.isValid()) {
            m_samplesFile = m_folder.filePath(u"samples.json.gz"_s);
            outputs.append({u"json"_s, m_samplesFile});
        }
        m_hasFiles = !outputs.isEmpty();
        m_files.emplace(outputs, QString(), QString());
    }

    bool hasFiles() const { return m_hasFiles; }
    FileOutputs &files() { return *m_files; }
    QString samplesFile() const { return m_samplesFile; }
    /// Whether this file is one that the user did not ask for by name.
    bool isOwn(const QString &remark) const { return m_folder.isValid() && remark.contains(m_folder.path()); }

private:
    QTemporaryDir m_folder;
    QString m_samplesFile;
    std::optional<FileOutputs> m_files;
    bool m_hasFiles = false;
};

/// What became of a run's outputs.
struct RunController::Written {
    QString runId;
    FileOutputs::Outcome outcome;
    quint64 samplesDropped = 0;
};

RunController::RunController(QObject *parent)
    : QObject(parent)
{
    connect(&m_engine, &LoadEngine::phaseChanged, this, &RunController::phaseChanged);
    connect(&m_engine, &LoadEngine::snapshotReady, this, &RunController::snapshotReady);
    connect(&m_engine, &LoadEngine::logged, this, &RunController::logged);
    connect(&m_engine, &LoadEngine::finished, this, &RunController::onFinished);
    connect(&m_practice, &PracticeControl::stateChanged, this, &RunController::onPracticeChanged);
}

RunController::~RunController()
{
    releaseInBackground(std::move(m_outputs));
}

void RunController::start(
    const ResolvedProfile &profile, const std::optional<QString> &practiceDefect, const QStringList &allowedHosts)
{
    if (m_running)
        return;
    setRunning(true);
    const ExpandedHeaders headers =
        expandHeaders(profile.profile.target.headers, QProcessEnvironment::systemEnvironment());
    if (!profile.isRunnable() || !headers.errors.isEmpty()) {
        fail(describe(profile.errors + headers.errors));
        return;
    }
    m_config = RunConfig();
    m_config.profile = profile.profile;
    m_config.headers = headers.headers;
    for (auto origin = profile.origins.cbegin(); origin != profile.origins.cend(); ++origin)
        m_config.sources.insert(origin.key(), origin.value());
    m_config.allowedHosts = allowedHosts;
    const QString folder = QFileInfo(profile.file).absolutePath();
    if (const QStringList troubles = loadShopOf(m_config, folder, QProcessEnvironment::systemEnvironment());
        !troubles.isEmpty()) {
        fail(troubles.join(u'\n'));
        return;
    }
    m_config.practiceDefect = practiceDefect.value_or(QString());
    m_practiceDefect = practiceDefect;

    // The files may be the same ones that the run before is still writing.
    m_waitingForOutputs = m_isWriting && (m_recordSamples || !m_config.profile.outputs.isEmpty());
    if (!m_waitingForOutputs)
        openOutputs();
}

void RunController::openOutputs()
{
    auto outputs = std::make_shared<Outputs>(m_config.profile.outputs, m_recordSamples);
    if (const QStringList obstacles = outputs->files().open(m_config.profile); !obstacles.isEmpty()) {
        fail(obstacles.join(u'\n'));
        return;
    }
    m_config.journals = outputs->files().journals();
    m_nextOutputs = std::move(outputs);

    if (!m_practiceDefect) {
        launch();
        return;
    }
    m_waitingForShop = true;
    m_practice.start(*m_practiceDefect);
    onPracticeChanged(); // it may be ready already
}

void RunController::onPracticeChanged()
{
    if (!m_waitingForShop)
        return;
    if (m_practice.state() == PracticeControl::State::Ready) {
        m_waitingForShop = false;
        m_config.profile.target.apiBase = m_practice.url().toString();
        m_config.sources[u"target.apiBase"_s] = tr("practice shop");
        launch();
    } else if (m_practice.state() == PracticeControl::State::Failed
        || m_practice.state() == PracticeControl::State::Stopped) {
        m_waitingForShop = false;
        fail(m_practice.state() == PracticeControl::State::Failed
                ? tr("The practice shop did not start: %1").arg(m_practice.problem())
                : tr("The practice shop was stopped before the run began."));
    }
}

void RunController::launch()
{
    m_briefing = {.profile = m_config.profile,
        .apiBase = displayUrl(m_config.profile.target.apiBase),
        .practiceDefect = m_config.practiceDefect,
        .verificationOnly = false};
    if (const QStringList obstacles = m_nextOutputs->files().begin(); !obstacles.isEmpty()) {
        fail(obstacles.join(u'\n'));
        return;
    }
    const auto error = startQuietly([this] { return m_engine.start(m_config); });
    if (error) {
        m_nextOutputs->files().restore();
        fail(*error);
        return;
    }
    // Only now: what was shown stays where the run does not begin, and what was recorded for it goes with it.
    releaseInBackground(std::exchange(m_outputs, std::move(m_nextOutputs)));
    m_result.reset();
    m_resultFile.clear();
    Q_EMIT began(m_briefing);
    Q_EMIT phaseChanged(m_engine.phase());
}

std::optional<QString> RunController::startQuietly(const std::function<std::optional<QString>()> &begin)
{
    // The engine tells of its first phase while it starts; subscribers are to hear of the run itself before.
    const QSignalBlocker blocker(this);
    return begin();
}

void RunController::stop()
{
    if (std::exchange(m_waitingForCopy, false)) {
        fail(tr("The verification was stopped before it began."));
    } else if (m_waitingForShop || m_waitingForOutputs) {
        m_waitingForShop = false;
        m_waitingForOutputs = false;
        fail(tr("The run was stopped before it began."));
    } else if (m_engine.running()) {
        m_engine.stop();
    }
}

void RunController::abort()
{
    if (m_waitingForShop || m_waitingForOutputs || m_waitingForCopy)
        stop();
    else if (m_engine.running())
        m_engine.abort();
}

void RunController::verifyAgain(const QStringList &allowedHosts)
{
    if (m_running || !m_result)
        return;
    VerificationConfig verification = verificationConfig(*m_result, QProcessEnvironment::systemEnvironment());
    verification.config.allowedHosts = allowedHosts;
    setRunning(true);
    if (!verification.errors.isEmpty()) {
        fail(describe(verification.errors));
        return;
    }
    // The engine goes on from a result of its own, and a large one takes its time to be copied.
    m_waitingForCopy = true;
    inBackground(
        this, [result = m_result] { return RunResult(*result); },
        [this, verification, number = ++m_copies](RunResult copy) {
            if (number == m_copies && std::exchange(m_waitingForCopy, false))
                launchVerification(std::move(copy), verification);
        });
}

void RunController::launchVerification(RunResult earlier, const VerificationConfig &verification)
{
    const auto error =
        startQuietly([&] { return m_engine.verifyAgain(std::move(earlier), verification.config); });
    if (error) {
        fail(*error);
        return;
    }
    m_briefing = {.profile = verification.config.profile,
        .apiBase = displayUrl(m_result->apiBase),
        .practiceDefect = m_result->practiceDefect,
        .verificationOnly = true};
    m_beforeVerifying = std::exchange(m_result, nullptr);
    Q_EMIT began(m_briefing);
    Q_EMIT phaseChanged(m_engine.phase());
}

bool RunController::isRunning() const
{
    return m_running;
}

RunPhase RunController::phase() const
{
    return m_engine.phase();
}

void RunController::show(std::shared_ptr<const RunResult> result, const QString &file)
{
    releaseInBackground(std::move(m_outputs)); // what was recorded belongs to another run
    m_result = std::move(result);
    m_resultFile = file;
    Q_EMIT shown(m_result);
}

QString RunController::samplesFile() const
{
    return m_outputs && m_result && !m_isWriting ? m_outputs->samplesFile() : QString();
}

bool RunController::isWritingSamples() const
{
    return m_isWriting && m_outputs && m_result && !m_outputs->samplesFile().isEmpty();
}

void RunController::onFinished(const std::shared_ptr<RunResult> &result)
{
    if (m_briefing.verificationOnly) {
        if (result->runId == m_writtenRun)
            result->samplesDropped = m_samplesDropped; // the outputs may have ended meanwhile
        // A verification that was given up says less than the verdict that there was.
        const bool givenUp = result->end == RunEnd::Aborted || result->verification.cancelled;
        m_result = givenUp && m_beforeVerifying ? m_beforeVerifying : freedInBackground(result);
        m_beforeVerifying.reset();
    } else {
        m_result = freedInBackground(result);
        if (m_outputs && m_outputs->hasFiles())
            writeOutputs(m_result);
    }
    m_config.journals.clear();
    setRunning(false);
    Q_EMIT ended(m_result);
    Q_EMIT shown(m_result);
    correctShown(); // the outputs may have ended while its books were read
}

/// A reader that does not read is given up after some seconds, and until then the verdict is to be seen.
void RunController::writeOutputs(std::shared_ptr<const RunResult> result)
{
    const auto write = [outputs = m_outputs, result = std::move(result)] {
        RunResult copy(*result); // which says in the end what its outputs dropped
        Written written;
        written.runId = copy.runId;
        written.outcome = outputs->files().saveResult(copy);
        const FileOutputs::Outcome others = outputs->files().finish(copy);
        written.outcome.written += others.written;
        written.outcome.errors += others.errors;
        written.outcome.written.removeIf([&outputs](const QString &remark) { return outputs->isOwn(remark); });
        written.samplesDropped = copy.samplesDropped;
        return written;
    };
    auto *watcher = new QFutureWatcher<Written>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        onWritten(watcher->result());
    });
    m_isWriting = true;
    watcher->setFuture(QtConcurrent::run(&m_writers, write));
    Q_EMIT writingOutputsChanged(true);
}

void RunController::onWritten(const Written &written)
{
    m_isWriting = false;
    m_writtenRun = written.runId;
    m_samplesDropped = written.samplesDropped;
    correctShown();
    if (!written.outcome.written.isEmpty() || !written.outcome.errors.isEmpty())
        Q_EMIT outputsWritten(written.outcome.written, written.outcome.errors);
    Q_EMIT writingOutputsChanged(false);
    if (std::exchange(m_waitingForOutputs, false))
        openOutputs();
}

/// Has the shown result say how many samples its outputs dropped, which they know only when they have ended.
void RunController::correctShown()
{
    if (!m_result || m_result->runId != m_writtenRun || m_result->samplesDropped == m_samplesDropped)
        return;
    const auto copy = [shown = m_result, dropped = m_samplesDropped] {
        auto result = std::make_shared<RunResult>(*shown);
        result->samplesDropped = dropped;
        return result;
    };
    inBackground(this, copy, [this, before = m_result](const std::shared_ptr<RunResult> &result) {
        if (m_result != before)
            return;
        m_result = freedInBackground(result);
        Q_EMIT corrected(m_result);
        Q_EMIT shown(m_result);
    });
}

void RunController::fail(const QString &reason)
{
    m_config.journals.clear();
    m_nextOutputs.reset();
    setRunning(false);
    Q_EMIT failedToStart(reason);
}

void RunController::setRunning(bool running)
{
    m_running = running;
    Q_EMIT runningChanged(running);
}

} // namespace doorbuster
