// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/generatorhealth.h"
#include "core/metrics/metricsdelta.h"
#include "core/metrics/secondrow.h"
#include "core/metrics/throughput.h"
#include "core/profile/profile.h"
#include "core/result/runphase.h"
#include "core/verdict/books/bookreadings.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"
#include "core/verdict/thresholds.h"
#include "core/verdict/verification.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace doorbuster {

enum class RunEnd : quint8 {
    Completed, ///< the plan ran to its end
    Stopped, ///< stopped by hand, a signal or a threshold; still verified
    Failed, ///< set-up failed: no load, no verdict
    Aborted, ///< ended before a verdict: by hand, or by an error of this program
};

/// What ended a run before its time.
enum class StopCause : quint8 {
    None,
    User,
    Threshold,
    SaleEnded,
    Internal, ///< an error of this program, see FailureKind::Internal
};

/// Why a run failed, so that the exit status can tell.
enum class FailureKind : quint8 {
    None,
    Setup,
    SetupTimeout,
    Internal, ///< an error of this program, as out of memory; the run is Aborted with what was measured
};

QStringView toString(RunEnd end); ///< "completed", "stopped", …
QStringView toString(StopCause cause); ///< "none", "user", "threshold", "saleEnded", "internal"
QStringView toString(FailureKind kind); ///< "none", "setup", "setupTimeout", "internal"
std::optional<RunEnd> runEndFromString(QStringView text);
std::optional<StopCause> stopCauseFromString(QStringView text);
std::optional<FailureKind> failureKindFromString(QStringView text);

struct MachineInfo {
    QString system; ///< "Debian GNU/Linux 12 (bookworm)"
    QString kernel;
    QString architecture;
    QString processor;
    int cores = 0;
    qint64 memory = 0; ///< bytes; 0 = unknown
    QString qtVersion;
    QString version; ///< of Doorbuster

    friend bool operator==(const MachineInfo &, const MachineInfo &) = default;
};

/// One series with its accumulated values, under k6's name: `http_req_duration{name:buy}`.
struct ResultSeries {
    QString label;
    MetricId metric = MetricId::HttpReqs;
    SeriesValue value;
};

/// Something in a result that does not go with what it says elsewhere.
struct Contradiction {
    CheckVerdict verdict = CheckVerdict::Inconclusive; ///< Fail where it proves a failure
    QString text; ///< a clause

    friend bool operator==(const Contradiction &, const Contradiction &) = default;
};

/// Everything that is known of a run when it is over. One neutral value: every report is a formatter over it.
struct RunResult {
    QString runId; ///< a UUID without braces
    QDateTime startedAt; ///< UTC, ms; time 0 of every nanosecond figure
    Profile profile; ///< as it was run, secrets removed
    QMap<QString, QString> sources; ///< where a field's value came from, by path; those of the default are left out
    QString apiBase; ///< as it was aimed at (a practice shop has a port of its own)
    QByteArray saleId;
    bool saleCreated = false; ///< by this run; else it existed before
    std::optional<qint64> saleStartsAt; ///< Unix time, ms
    std::optional<qint64> saleEndsAt;
    std::optional<SaleBaseline> baseline; ///< of an existing sale; absent in results of versions before 4
    BuyerEmails emails;
    QString practiceDefect; ///< of the practice shop that was run beside; empty without one
    RunEnd end = RunEnd::Completed;
    StopCause stopCause = StopCause::None;
    FailureKind failureKind = FailureKind::None;
    QString failure; ///< the sentence, for Failed and Aborted
    std::vector<PhaseSpan> phases;
    std::vector<ResultSeries> series;
    std::array<std::array<RequestTally, requestNameCount>, runGroupCount> requests;
    quint64 requestsIssued = 0;
    std::array<std::array<quint64, outcomeReasonCount>, outcomeCount> outcomes{};
    quint64 journeysStarted = 0;
    /// Journeys that ended without having sent a buy: counted here, not listed in the ledger.
    std::array<std::array<quint64, outcomeReasonCount>, outcomeCount> withoutBuy{};
    std::vector<SecondRow> seconds;
    std::vector<FailureGroup> failures;
    std::vector<ThresholdResult> thresholds;
    VerificationReport verification; ///< the latest
    /// What was said before, where the run was verified again; oldest first.
    std::vector<VerificationReport> earlierVerifications;
    std::vector<Contradiction> contradictions; ///< what was found when its file was loaded (see contradictionsOf())
    GeneratorHealth health;
    MachineInfo machine;
    Ledger ledger; ///< the journeys that sent a buy
    ShopObservations observations; ///< empty in results of versions before 3
    quint64 samplesDropped = 0; ///< by line outputs that could not keep up

    std::chrono::nanoseconds loadTime() const; ///< length of Load, as lived; 0 without
    std::chrono::nanoseconds drainTime() const; ///< the same of Draining
    /// Of something that the buyers did, over load and drain: they ask until the last of them has left.
    Throughput ofBuyers(double count) const { return {count, loadTime() + drainTime()}; }
    /// The same over the whole run, as k6 divides.
    Throughput ofWholeRun(double count) const { return {count, wholeTime()}; }
    std::chrono::nanoseconds wholeTime() const; ///< from the first to the end of the last phase, as k6 divides
    const ResultSeries *find(QStringView label) const;
};

} // namespace doorbuster
