// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricrecorder.h"
#include "core/result/runresult.h"
#include "core/result/runsnapshot.h"
#include "ui/session/runcontroller.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <memory>

namespace doorbuster {

/// A run as the engine would show it, moved on by hand: what is recorded here comes out as its snapshot and, in the
/// end, as its result. The load begins `loadStart` after the run.
class MadeUpRun {
public:
    using Nanoseconds = std::chrono::nanoseconds;
    static constexpr Nanoseconds loadStart = std::chrono::seconds(5);

    explicit MadeUpRun(Profile profile = {});

    // All times since the run's start.
    void requests(RequestName name, int count, Nanoseconds at, Nanoseconds duration);
    void failures(RequestName name, int count, Nanoseconds at, quint16 status, const QString &message);
    void confirm(Nanoseconds at);
    void journeyStarted(Nanoseconds at) { m_recorder.journeyStarted(at); }
    void journeyEnded(Outcome outcome, OutcomeReason reason, Nanoseconds at);
    void holdTaken(Nanoseconds time, Nanoseconds at);
    void stock(qint64 units, Nanoseconds at);
    void users(int planned, int actual, Nanoseconds at);
    void threshold(const QString &metric, const QString &expression, ThresholdResult::State state,
        std::optional<double> actual = {});

    GeneratorHealth &health() { return m_health; }
    MetricAccumulator &figures() { return m_figures; }
    const Profile &profile() const { return m_profile; }
    RunBriefing briefing() const;
    /// Valid as long as nothing more is recorded.
    RunSnapshot snapshot(RunPhase phase, Nanoseconds elapsed, Nanoseconds phaseElapsed);
    /// A snapshot of the load.
    RunSnapshot underLoad(Nanoseconds elapsed) { return snapshot(RunPhase::Load, elapsed, elapsed - loadStart); }
    /// The last snapshot of the run.
    RunSnapshot last(Nanoseconds elapsed);
    RunResult result(Nanoseconds elapsed) const;

private:
    Nanoseconds loadElapsed(Nanoseconds elapsed) const;

    Profile m_profile;
    std::shared_ptr<const SeriesTable> m_table;
    MetricRecorder m_recorder;
    MetricAccumulator m_figures;
    GeneratorHealth m_health;
    std::vector<ThresholdResult> m_thresholds;
    std::optional<qint64> m_stock;
    int m_planned = 0;
    int m_actual = 0;
};

/// A healthy generator, as after a whole run.
GeneratorHealth healthyGenerator();

/// Every row of a model as "cell | cell", so that a whole model can be compared.
QStringList rowsOf(const QAbstractItemModel &model, int role = Qt::DisplayRole);

} // namespace doorbuster
