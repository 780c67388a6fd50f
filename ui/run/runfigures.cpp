// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runfigures.h"

#include "core/profile/executor.h"

#include <algorithm>
#include <cmath>
#include <span>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

/// Where the figures of one line come from; a part that is not known is null.
struct RequestSource {
    std::optional<RequestName> name;
    RequestTally tally;
    const SeriesValue *failed = nullptr;
    const SeriesValue *duration = nullptr;
    const SeriesValue *fromIntendedStart = nullptr;
};

std::optional<double> milliseconds(double ns)
{
    return std::isfinite(ns) ? std::optional(ns / 1e6) : std::nullopt;
}

RequestFigures requestFigures(const RequestSource &source, nanoseconds loadAndDrain)
{
    RequestFigures figures;
    figures.name = source.name;
    figures.count = source.tally.requests;
    figures.failed = source.tally.failed;
    if (source.failed && source.failed->samples > 0) {
        figures.failedShare = source.failed->count / double(source.failed->samples);
    }
    if (loadAndDrain.count() > 0) {
        figures.perSecond = Throughput{double(figures.count), loadAndDrain}.perSecond();
    }
    if (source.duration && !source.duration->trend.isEmpty()) {
        const Histogram &trend = source.duration->trend;
        figures.average = milliseconds(trend.mean());
        figures.p50 = milliseconds(trend.percentile(50));
        figures.p90 = milliseconds(trend.percentile(90));
        figures.p95 = milliseconds(trend.percentile(95));
        figures.p99 = milliseconds(trend.percentile(99));
        figures.max = milliseconds(double(trend.max().count()));
    }
    if (source.fromIntendedStart && !source.fromIntendedStart->trend.isEmpty()) {
        figures.fromIntendedStartP95 = milliseconds(source.fromIntendedStart->trend.percentile(95));
    }
    return figures;
}

/// `sourceOf` gives the RequestSource of a name, and of all together.
template <class SourceOf>
std::vector<RequestFigures> allRequests(SourceOf sourceOf, nanoseconds loadAndDrain)
{
    std::vector<RequestFigures> lines;
    for (std::size_t i = 0; i < requestNameCount; ++i) {
        const RequestSource source = sourceOf(std::optional(RequestName(i)));
        if (source.tally.requests > 0) {
            lines.push_back(requestFigures(source, loadAndDrain));
        }
    }
    if (!lines.empty()) {
        lines.push_back(requestFigures(sourceOf(std::nullopt), loadAndDrain));
    }
    return lines;
}

bool ranToEnd(const RunFigures &figures)
{
    return figures.loadPlanned.count() > 0 && figures.loadElapsed >= figures.loadPlanned;
}

/// Seconds count from the run's start, as the rows do; the shop is asked once in each.
std::optional<nanoseconds> soldOutAfter(const RunFigures &figures)
{
    if (!figures.stock || *figures.stock > 0 || !figures.loadStart) {
        return std::nullopt;
    }
    const auto first =
        std::ranges::find_if(figures.rows, [](const SecondRow &row) { return row.stock && *row.stock <= 0; });
    if (first == figures.rows.end()) {
        return std::nullopt;
    }
    return std::max(nanoseconds(std::chrono::seconds(first->second)) - *figures.loadStart, nanoseconds::zero());
}

std::optional<double> currentRate(std::span<const SecondRow> rows)
{
    const auto last = std::find_if(rows.rbegin(), rows.rend(), [](const SecondRow &row) { return row.final; });
    return last == rows.rend() ? std::nullopt : std::optional(double(last->all.count));
}

std::optional<qint64> lastGauge(const SeriesValue *value)
{
    return value && value->samples > 0 ? std::optional(qint64(std::llround(value->count))) : std::nullopt;
}

} // namespace

quint64 RunFigures::failureCount() const
{
    quint64 sum = 0;
    for (const FailureGroup &group : failures) {
        // What lies beyond the limit may be of any phase: counting it all beats hiding a failure of the load.
        if (group.further || group.group == RunGroup::Load) {
            sum += group.count;
        }
    }
    return sum;
}

int RunFigures::count(ThresholdResult::State state) const
{
    return int(std::ranges::count(thresholds, state, &ThresholdResult::state));
}

quint64 RunFigures::journeysEnded() const
{
    quint64 sum = 0;
    for (const auto &reasons : outcomes) {
        for (const quint64 count : reasons) {
            sum += count;
        }
    }
    return sum;
}

RunFigures figuresOf(const Profile &profile)
{
    RunFigures figures;
    figures.profile = profile;
    const auto plan = makeExecutor(profile.load);
    figures.loadPlanned = plan->duration();
    figures.plannedPeak = plan->peak();
    // Where an existing sale may be used, its stock is not the profile's.
    if (profile.sale.mode == SaleMode::Create && profile.sale.onOverlap == OnOverlap::Fail) {
        figures.startingStock = profile.sale.startingQuantity;
    }
    return figures;
}

void takePhase(RunFigures &figures, const RunSnapshot &snapshot)
{
    figures.phase = snapshot.phase;
    figures.elapsed = snapshot.elapsed;
    figures.phaseElapsed = snapshot.phaseElapsed;
    figures.phasePlanned = snapshot.phasePlanned;
    figures.verifiedBuyers = snapshot.verifiedBuyers;
    figures.buyersToVerify = snapshot.buyersToVerify;
}

void takeLoadStart(RunFigures &figures, const RunSnapshot &snapshot)
{
    if (snapshot.phase == RunPhase::Load) {
        figures.loadStart = snapshot.elapsed - snapshot.phaseElapsed;
    }
}

void takeSnapshot(RunFigures &figures, const RunSnapshot &snapshot)
{
    takePhase(figures, snapshot);
    takeLoadStart(figures, snapshot);
    const MetricAccumulator &measured = snapshot.figures;
    figures.loadElapsed = snapshot.loadElapsed;
    figures.loadAndDrain = snapshot.loadAndDrain;
    figures.loadPlanned = snapshot.loadPlanned;
    figures.loadRanToEnd = ranToEnd(figures);
    figures.vusPlanned = snapshot.vusPlanned;
    figures.vusActual = snapshot.vusActual;
    const SeriesTable &table = snapshot.seriesTable;
    figures.requests = allRequests(
        [&](std::optional<RequestName> name) {
            return name
                ? RequestSource{name, measured.tally(*name), &measured.total(table.failedSeries(*name)),
                    &measured.total(table.durationSeries(*name)), &measured.total(table.fromIntendedStartSeries(*name))}
                : RequestSource{name, measured.tally(RunGroup::Load), &measured.total(MetricId::HttpReqFailed),
                    &measured.total(MetricId::HttpReqDuration), &measured.total(MetricId::FsFromIntendedStart)};
        },
        figures.loadAndDrain);
    figures.failures = measured.failures();
    figures.outcomes = measured.outcomes();
    figures.journeysStarted = measured.journeysStarted();
    figures.confirmed = quint64(std::llround(measured.total(MetricId::FsConfirmSuccess).count));
    figures.stock = snapshot.stock;
    figures.thresholds = snapshot.thresholds;
    figures.health = snapshot.health;

    const std::span<const SecondRow> rows = measured.rows();
    std::size_t kept = std::min(figures.rows.size(), rows.size());
    while (kept > 0 && !figures.rows[kept - 1].final) {
        --kept;
    }
    figures.rows.resize(kept);
    figures.rows.insert(figures.rows.end(), rows.begin() + qsizetype(kept), rows.end());
    figures.currentRate = figures.isUnderLoad() ? currentRate(figures.rows) : std::nullopt;
    figures.soldOutAfter = soldOutAfter(figures);
}

RunFigures figuresOf(const RunResult &result)
{
    RunFigures figures = figuresOf(result.profile);
    figures.phase = result.end == RunEnd::Failed ? RunPhase::Failed
        : result.end == RunEnd::Aborted          ? RunPhase::Aborted
                                                 : RunPhase::Finished;
    figures.elapsed = result.wholeTime();
    const auto load = std::ranges::find(result.phases, RunPhase::Load, &PhaseSpan::phase);
    if (load != result.phases.end()) {
        figures.loadStart = load->started;
    }
    // As the engine counted it; the phase's span has the moments around it, too.
    figures.loadElapsed = std::min(result.loadTime(), figures.loadPlanned);
    figures.loadAndDrain = result.loadTime() + result.drainTime();
    figures.loadRanToEnd = ranToEnd(figures);

    const auto valueOf = [&](const QString &metric, std::optional<RequestName> name) -> const SeriesValue * {
        const QString label = name ? QString(metric + "{name:"_L1 + toString(*name) + u'}') : metric;
        const ResultSeries *series = result.find(label);
        return series ? &series->value : nullptr;
    };
    figures.requests = allRequests(
        [&](std::optional<RequestName> name) {
            RequestSource source{.name = name};
            const auto &tallies = result.requests[std::size_t(RunGroup::Load)];
            if (name) {
                source.tally = tallies[std::size_t(*name)];
            } else {
                for (const RequestTally &tally : tallies) {
                    source.tally.merge(tally);
                }
            }
            source.failed = valueOf(u"http_req_failed"_s, name);
            source.duration = valueOf(u"http_req_duration"_s, name);
            source.fromIntendedStart = valueOf(u"fs_t_since_planned"_s, name);
            return source;
        },
        figures.loadAndDrain);
    figures.failures = result.failures;
    figures.outcomes = result.outcomes;
    figures.journeysStarted = result.journeysStarted;
    if (const SeriesValue *confirmed = valueOf(u"fs_confirm_success"_s, std::nullopt)) {
        figures.confirmed = quint64(std::llround(confirmed->count));
    }
    figures.startingStock =
        result.saleCreated ? std::optional(qint64(result.profile.sale.startingQuantity)) : result.verification.starting;
    figures.stock = lastGauge(valueOf(u"fs_stock_remaining"_s, std::nullopt));
    figures.thresholds = result.thresholds;
    figures.health = result.health;
    figures.verifiedBuyers = quint64(std::max(qint64(0), result.verification.buyersAnswered));
    figures.buyersToVerify = quint64(std::max(qint64(0), result.verification.buyersAsked));
    figures.rows = result.seconds;
    figures.soldOutAfter = soldOutAfter(figures);
    figures.conclusion = RunConclusion{.end = result.end,
        .stopCause = result.stopCause,
        .failure = result.failure,
        .verified = result.verification.performed,
        .headline = result.verification.headline,
        .overall = result.verification.overall};
    return figures;
}

} // namespace doorbuster
