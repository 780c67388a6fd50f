// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/run/runconfig.h"
#include "core/result/runphase.h"
#include "core/result/runresult.h"
#include "core/result/runsnapshot.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace doorbuster {

/// Runs tests: set-up, countdown, load, draining, settling, verification. It lives on the UI's thread (or that of the
/// command line) and never waits there for the shop or for a buyer; the buyers run on threads of their own. What this
/// thread does itself is short while buyers run: four times a second it merges the workers' reports. At the end of the
/// verification it judges the ledger against the books, which takes the longer the more journeys there were.
class LoadEngine final : public QObject {
    Q_OBJECT
public:
    explicit LoadEngine(QObject *parent = nullptr);
    /// Aborts what runs, and waits for the threads to end: up to 5 s for the run's coroutines, in an event loop of its
    /// own.
    ~LoadEngine() override;

    /// Starts a run. Returns the reason, as a sentence, where this machine cannot run it; then nothing has started.
    std::optional<QString> start(RunConfig config);
    /// Verifies the sale of a finished run anew, against the shop as it is now; ends in finished(), too. `headers` as
    /// in RunConfig.
    std::optional<QString> verifyAgain(RunResult result, RunConfig config);
    bool running() const;
    RunPhase phase() const;

    /// Goes on to the next thing that a stop can mean: from the load to draining, from draining or settling to
    /// verification, from anything else to the end. So the first stop still gets an orderly end, the second a verdict
    /// at once, the third none.
    void stop();
    /// Ends the run now, without a verdict.
    void abort();

Q_SIGNALS:
    void phaseChanged(doorbuster::RunPhase phase);
    /// Four times a second while a run goes on, and once before it has finished.
    void snapshotReady(const doorbuster::RunSnapshot &snapshot);
    void logged(const doorbuster::LogLine &line);
    /// Exactly once for every run that start() let start, however it ended: see RunResult::end. The result is the
    /// receiver's, to keep or to change without a copy: it can take hundreds of MB.
    void finished(const std::shared_ptr<doorbuster::RunResult> &result);

private:
    class Run;
    struct Admin {
        QString email;
        QString password;
    };

    void conclude();
    /// Signs in with what the run made up for its admin, where it was a run of this program's.
    void fillInAdmin(const QString &runId, Profile &profile) const;

    std::unique_ptr<Run> m_run;
    QHash<QString, Admin> m_admins; ///< those that were made up, by run; in memory only
};

} // namespace doorbuster
