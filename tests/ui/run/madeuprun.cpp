// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "madeuprun.h"

#include "core/profile/executor.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace doorbuster {

MadeUpRun::MadeUpRun(Profile profile)
    : m_profile(std::move(profile))
    , m_table(std::make_shared<SeriesTable>(m_profile))
    , m_recorder(m_table)
    , m_figures(m_table)
    , m_health(healthyGenerator())
{
}

void MadeUpRun::requests(RequestName name, int count, Nanoseconds at, Nanoseconds duration)
{
    RequestRecord record;
    record.name = name;
    record.status = 200;
    record.duration = duration;
    record.fromIntendedStart = duration + 1ms;
    record.intendedStart.delay = 1ms;
    record.ended = at;
    for (int i = 0; i < count; ++i) {
        m_recorder.request(record);
    }
}

void MadeUpRun::failures(RequestName name, int count, Nanoseconds at, quint16 status, const QString &message)
{
    RequestRecord record;
    record.name = name;
    record.status = status;
    record.errorCode = quint16(status == 0 ? 1050 : 1000 + status);
    record.expected = false;
    record.duration = status == 0 ? RequestRecord::absent : Nanoseconds(3ms);
    record.ended = at;
    for (int i = 0; i < count; ++i) {
        m_recorder.request(record, message);
    }
}

void MadeUpRun::confirm(Nanoseconds at)
{
    m_recorder.count(MetricId::FsConfirmSuccess, 1, at);
}

void MadeUpRun::journeyEnded(Outcome outcome, OutcomeReason reason, Nanoseconds at)
{
    m_recorder.journeyEnded(outcome, reason, at);
    m_recorder.time(MetricId::FsJourneyTime, 6s, at);
}

void MadeUpRun::holdTaken(Nanoseconds time, Nanoseconds at)
{
    m_recorder.time(MetricId::FsBuyToHold, time, at);
}

void MadeUpRun::stock(qint64 units, Nanoseconds at)
{
    m_stock = units;
    m_recorder.gauge(MetricId::FsStockRemaining, double(units), at);
    m_figures.row(at / 1s).stock = units;
}

void MadeUpRun::users(int planned, int actual, Nanoseconds at)
{
    m_planned = planned;
    m_actual = actual;
    SecondRow &row = m_figures.row(at / 1s);
    row.vusPlanned = planned;
    row.vusActual = actual;
}

void MadeUpRun::threshold(
    const QString &metric, const QString &expression, ThresholdResult::State state, std::optional<double> actual)
{
    m_thresholds.push_back({.metric = metric, .expression = expression, .state = state, .actual = actual});
}

RunBriefing MadeUpRun::briefing() const
{
    return {.profile = m_profile, .apiBase = m_profile.target.apiBase, .practiceDefect = {}, .verificationOnly = false};
}

MadeUpRun::Nanoseconds MadeUpRun::loadElapsed(Nanoseconds elapsed) const
{
    return std::clamp(elapsed - loadStart, Nanoseconds(0), makeExecutor(m_profile.load)->duration());
}

RunSnapshot MadeUpRun::snapshot(RunPhase phase, Nanoseconds elapsed, Nanoseconds phaseElapsed)
{
    m_figures.add(m_recorder.take());
    if (phase == RunPhase::Finished) {
        m_figures.closeAll();
    } else {
        m_figures.closeSecondsBefore(elapsed / 1s - 2);
    }
    m_health.cpuSpan = loadElapsed(elapsed);
    RunSnapshot snapshot{.health = m_health, .thresholds = m_thresholds, .seriesTable = *m_table, .figures = m_figures};
    snapshot.phase = phase;
    snapshot.elapsed = elapsed;
    snapshot.phaseElapsed = phaseElapsed;
    snapshot.loadElapsed = loadElapsed(elapsed);
    snapshot.loadAndDrain = snapshot.loadElapsed;
    snapshot.loadPlanned = makeExecutor(m_profile.load)->duration();
    snapshot.vusPlanned = m_planned;
    snapshot.vusActual = m_actual;
    snapshot.stock = m_stock;
    return snapshot;
}

RunSnapshot MadeUpRun::last(Nanoseconds elapsed)
{
    m_planned = 0;
    m_actual = 0;
    return snapshot(RunPhase::Finished, elapsed, 0ns);
}

RunResult MadeUpRun::result(Nanoseconds elapsed) const
{
    RunResult result;
    result.runId = u"2d5b1b9e-7a53-4b8a-9a5e-0c9d0a6f5a11"_s;
    result.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'345'317'419).toUTC();
    result.profile = m_profile;
    result.saleCreated = true;
    const Nanoseconds loadEnd = loadStart + loadElapsed(elapsed);
    result.phases = {{RunPhase::Setup, 0ns, 2s, std::nullopt}, {RunPhase::Countdown, 2s, loadStart, 3s},
        {RunPhase::Load, loadStart, loadEnd, makeExecutor(m_profile.load)->duration()},
        {RunPhase::Verifying, loadEnd, elapsed, std::nullopt}};
    for (std::size_t i = 0; i < m_table->size(); ++i) {
        const auto index = SeriesTable::Index(i);
        result.series.push_back({m_table->label(index), m_table->metric(index), m_figures.total(index)});
    }
    result.requests = m_figures.tallies();
    result.outcomes = m_figures.outcomes();
    result.journeysStarted = m_figures.journeysStarted();
    result.seconds.assign(m_figures.rows().begin(), m_figures.rows().end());
    result.failures = m_figures.failures();
    result.thresholds = m_thresholds;
    result.health = m_health;
    result.verification.performed = true;
    result.verification.headline = Headline::Pass;
    result.verification.overall = CheckVerdict::Pass;
    result.verification.starting = m_profile.sale.startingQuantity;
    return result;
}

GeneratorHealth healthyGenerator()
{
    return {.workers = 2,
        .loopLagP50 = 120us,
        .loopLagP99 = 2ms,
        .loopLagMax = 9ms,
        .loopLagSamples = 4000,
        .timerLatenessP99 = 1ms,
        .timerLatenessMax = 4ms,
        .timerSamples = 900,
        .lagLimit = 50ms,
        .cpuTime = 45s,
        .cpuSpan = 100s,
        .peakMemory = 58'000'000,
        .plannedPeak = 5000,
        .requiredPeak = 5000,
        .reachedPeak = 5000,
        .openSockets = 4980,
        .peakSockets = 5000};
}

QStringList rowsOf(const QAbstractItemModel &model, int role)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            cells << model.index(row, column).data(role).toString();
        }
        rows << cells.join(u" | "_s);
    }
    return rows;
}

} // namespace doorbuster
