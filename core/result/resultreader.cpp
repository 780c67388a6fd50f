// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultreader.h"

#include "core/profile/profileio.h"
#include "core/result/resultbaseline.h"
#include "core/result/resultledger.h"
#include "core/result/resultrows.h"
#include "core/result/resultschema.h"
#include "core/shop/answerrules.h"

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using simdjson::dom::element;

std::optional<ThresholdResult::State> thresholdStateFromString(QStringView text)
{
    using State = ThresholdResult::State;
    for (const State state : {State::Pass, State::Fail, State::NoData}) {
        if (toString(state) == text) {
            return state;
        }
    }
    return std::nullopt;
}

void readTarget(JsonFields fields, RunResult &result)
{
    QString pattern;
    QString suffix;
    fields.read("apiBase", result.apiBase);
    fields.read("saleId", result.saleId);
    fields.read("saleCreated", result.saleCreated);
    fields.read("saleStartsAt", result.saleStartsAt);
    fields.read("saleEndsAt", result.saleEndsAt);
    fields.read("emailPattern", pattern);
    fields.read("emailSuffix", suffix);
    fields.read("practiceDefect", result.practiceDefect);
    fields.checkUnknown();
    result.emails = BuyerEmails(pattern, suffix);
}

void readEnd(JsonFields fields, RunResult &result)
{
    fields.readName("how", result.end, runEndFromString);
    fields.readName("cause", result.stopCause, stopCauseFromString);
    fields.readName("failureKind", result.failureKind, failureKindFromString);
    fields.read("failure", result.failure);
    fields.checkUnknown();
}

void readMachine(JsonFields fields, MachineInfo &machine)
{
    fields.read("system", machine.system);
    fields.read("kernel", machine.kernel);
    fields.read("architecture", machine.architecture);
    fields.read("processor", machine.processor);
    fields.read("cores", machine.cores);
    fields.read("memory", machine.memory);
    fields.read("qtVersion", machine.qtVersion);
    fields.read("version", machine.version);
    fields.checkUnknown();
}

void readHealth(JsonFields fields, int version, GeneratorHealth &health)
{
    fields.read("workers", health.workers);
    fields.read("loopLagP50", health.loopLagP50);
    fields.read("loopLagP99", health.loopLagP99);
    fields.read("loopLagMax", health.loopLagMax);
    fields.read("loopLagSamples", health.loopLagSamples);
    fields.read("timerLatenessP99", health.timerLatenessP99);
    fields.read("timerLatenessMax", health.timerLatenessMax);
    fields.read("timerSamples", health.timerSamples);
    fields.read("lagLimit", health.lagLimit);
    fields.read("cpuTime", health.cpuTime);
    if (version >= 4) {
        fields.read("cpuSpan", health.cpuSpan);
    } else {
        fields.take("wallTime"); // of the load alone, which is not what cpuTime was taken over
    }
    fields.read("peakMemory", health.peakMemory);
    fields.read("localFailures", health.localFailures);
    fields.read("plannedPeak", health.plannedPeak);
    health.requiredPeak = health.plannedPeak;
    if (version >= 4) {
        fields.read("requiredPeak", health.requiredPeak);
    }
    fields.read("reachedPeak", health.reachedPeak);
    if (version >= 2) {
        fields.read("openSockets", health.openSockets);
        fields.read("peakSockets", health.peakSockets);
        fields.take("generatorBound"); // follows from the others
    }
    fields.checkUnknown();
}

void readPhases(JsonFields &root, std::vector<PhaseSpan> &phases)
{
    root.forEach("phases", [&](element json, const QString &path) {
        JsonFields fields(json, path, root.log());
        PhaseSpan &span = phases.emplace_back();
        fields.readName("phase", span.phase, runPhaseFromString);
        fields.read("started", span.started);
        fields.read("ended", span.ended);
        fields.read("planned", span.planned);
        fields.checkUnknown();
    });
}

void readEvidence(JsonFields fields, Evidence &evidence)
{
    fields.read("count", evidence.count);
    fields.read("worst", evidence.worst);
    if (const auto columns = fields.take("columns")) {
        readTexts(*columns, fields.pathOf("columns"), fields.log(), evidence.columns);
    }
    fields.forEach("rows", [&](element json, const QString &path) {
        if (evidence.rows.size() == Evidence::limit) {
            fields.log().add(path, u"is beyond the most findings that a check keeps"_s);
        } else {
            readTexts(json, path, fields.log(), evidence.rows.emplace_back());
        }
    });
    fields.checkUnknown();
    if (evidence.worst && *evidence.worst >= evidence.rows.size()) {
        fields.log().add(fields.pathOf("worst"), u"points beyond the rows"_s);
    }
}

QDateTime timeFromText(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

/// What version 4 brought, as far as the rows of an older file tell it.
void fillOlderReport(VerificationReport &report)
{
    for (CheckRow &row : report.checks) {
        row.severity = checkInfo(row.id).severity;
        if (row.id == CheckId::CompleteReading && row.verdict == CheckVerdict::Inconclusive)
            report.unread = u"the books were not read to their end"_s;
    }
}

void readVerification(JsonFields fields, int version, VerificationReport &report)
{
    fields.read("performed", report.performed);
    if (version >= 4) {
        QString at;
        fields.read("at", at);
        report.at = timeFromText(at);
        if (!at.isEmpty() && !report.at.isValid()) {
            fields.log().add(fields.pathOf("at"), u"is not a time"_s);
        }
    }
    fields.readName("headline", report.headline, headlineFromKey);
    fields.readName("overall", report.overall, checkVerdictFromString);
    fields.read("starting", report.starting);
    fields.read("paid", report.paid);
    fields.read("remaining", report.remaining);
    fields.read("difference", report.difference);
    if (version >= 4)
        fields.read("unread", report.unread);
    fields.read("buyersAsked", report.buyersAsked);
    fields.read("buyersAnswered", report.buyersAnswered);
    fields.read("cancelled", report.cancelled);
    fields.read("timedOut", report.timedOut);
    fields.read("took", report.took);
    fields.forEach("checks", [&, version](element json, const QString &path) {
        JsonFields row(json, path, fields.log());
        CheckRow &check = report.checks.emplace_back();
        row.readName("id", check.id, checkIdFromString);
        row.read("title", check.title);
        if (version >= 4)
            row.readName("severity", check.severity, checkSeverityFromString);
        row.readName("verdict", check.verdict, checkVerdictFromString);
        row.read("expected", check.expected);
        row.read("actual", check.actual);
        row.read("difference", check.difference);
        row.read("note", check.note);
        row.read("meaning", check.meaning);
        readEvidence(row.object("evidence"), check.evidence);
        row.checkUnknown();
    });
    fields.checkUnknown();
    if (version < 4)
        fillOlderReport(report);
}

void readThresholds(JsonFields &root, std::vector<ThresholdResult> &thresholds)
{
    root.forEach("thresholds", [&](element json, const QString &path) {
        JsonFields fields(json, path, root.log());
        ThresholdResult &threshold = thresholds.emplace_back();
        fields.read("metric", threshold.metric);
        fields.read("expression", threshold.expression);
        fields.readName("state", threshold.state, thresholdStateFromString);
        fields.read("actual", threshold.actual);
        fields.read("abortOnFail", threshold.abortOnFail);
        fields.read("delayAbortEval", threshold.delayAbortEval);
        fields.read("note", threshold.note);
        fields.checkUnknown();
    });
}

void readStatuses(JsonFields fields, std::map<quint16, quint64> &counts)
{
    fields.forEachField([&](std::string_view name, element json, const QString &path) {
        quint16 status = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), status);
        quint64 count = 0;
        if (error != std::errc() || end != name.data() + name.size() || !readJson(json, count)) {
            fields.log().add(path, u"is not the count of a status"_s);
            return;
        }
        counts[status] = count;
    });
}

void readTally(JsonFields fields, int version, RequestName name, RequestTally &tally)
{
    fields.read("requests", tally.requests);
    fields.read("failed", tally.failed);
    fields.read("withoutResponse", tally.withoutResponse);
    if (version >= 4)
        fields.read("unusable", tally.unusable);
    fields.read("localFailures", tally.localFailures);
    readStatuses(fields.object("byStatus"), tally.byStatus);
    if (version >= 5) {
        readStatuses(fields.object("undocumented"), tally.undocumented);
    } else {
        for (const auto &[status, count] : tally.byStatus) {
            if (status != 0 && !isFlashSaleStatus(name, status))
                tally.undocumented[status] = count;
        }
    }
    fields.checkUnknown();
}

void readRequests(JsonFields fields, int version, RunResult &result)
{
    const std::size_t groups = std::size_t(version >= 4 ? RunGroup::Probe : RunGroup::Teardown) + 1;
    for (std::size_t group = 0; group < groups; ++group) {
        fields.object(resultschema::groupNames[group])
            .forEachField([&](std::string_view key, element json, const QString &path) {
                const auto name = requestNameFromString(QString::fromUtf8(key.data(), qsizetype(key.size())));
                if (!name) {
                    fields.log().add(path, u"is not a request that is known"_s);
                    return;
                }
                readTally(
                    JsonFields(json, path, fields.log()), version, *name, result.requests[group][std::size_t(*name)]);
            });
    }
    fields.checkUnknown();
}

using OutcomeTable = std::array<std::array<quint64, outcomeReasonCount>, outcomeCount>;

void readOutcomes(JsonFields &root, std::string_view name, OutcomeTable &table)
{
    root.forEach(name, [&](element json, const QString &path) {
        JsonFields fields(json, path, root.log());
        Outcome outcome = Outcome::Success;
        OutcomeReason reason = OutcomeReason::None;
        quint64 count = 0;
        fields.readName("outcome", outcome, outcomeFromString);
        fields.readName("reason", reason, outcomeReasonFromString);
        fields.read("count", count);
        fields.checkUnknown();
        table[std::size_t(outcome)][std::size_t(reason)] = count;
    });
}

std::optional<RunGroup> runGroupFromName(QStringView name)
{
    const auto found = std::ranges::find_if(resultschema::groupNames,
        [name](std::string_view each) { return name == QLatin1StringView(each.data(), qsizetype(each.size())); });
    return found == resultschema::groupNames.end() ? std::nullopt
                                                   : std::optional(RunGroup(found - resultschema::groupNames.begin()));
}

void readFailures(JsonFields &root, int version, std::vector<FailureGroup> &failures)
{
    root.forEach("failures", [&](element json, const QString &path) {
        JsonFields fields(json, path, root.log());
        FailureGroup &failure = failures.emplace_back();
        fields.readName("name", failure.name, requestNameFromString);
        if (version >= 3)
            fields.readName("group", failure.group, runGroupFromName);
        fields.read("status", failure.status);
        fields.read("errorCode", failure.errorCode);
        fields.read("message", failure.message);
        fields.read("count", failure.count);
        fields.read("first", failure.first);
        fields.read("last", failure.last);
        fields.read("further", failure.further);
        fields.checkUnknown();
    });
}

void readHistogram(JsonFields fields, Histogram &histogram)
{
    std::chrono::nanoseconds min{0};
    std::chrono::nanoseconds max{0};
    quint64 sum = 0;
    quint64 overflow = 0;
    fields.read("min", min);
    fields.read("max", max);
    fields.read("sum", sum);
    fields.read("overflow", overflow);
    std::vector<quint64> numbers;
    simdjson::dom::array array;
    bool good = fields.takeArray("buckets", array);
    if (good) {
        for (const element json : array) {
            good = readJson(json, numbers.emplace_back()) && good;
        }
    }
    fields.checkUnknown();
    std::vector<Histogram::Bucket> buckets;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
        good = good && std::in_range<quint32>(numbers[i]);
        buckets.emplace_back(quint32(numbers[i]), numbers[i + 1]);
    }
    const auto read =
        good && numbers.size() % 2 == 0 ? Histogram::fromBuckets(buckets, min, max, sum, overflow) : std::nullopt;
    if (!read) {
        fields.log().add(fields.path(), u"is not a histogram that can be"_s);
        return;
    }
    histogram = *read;
}

void readSeries(JsonFields &root, std::vector<ResultSeries> &series)
{
    root.forEach("series", [&](element json, const QString &path) {
        JsonFields fields(json, path, root.log());
        ResultSeries &one = series.emplace_back();
        fields.read("label", one.label);
        fields.readName("metric", one.metric, metricByName);
        fields.read("count", one.value.count);
        fields.read("samples", one.value.samples);
        fields.read("min", one.value.min);
        fields.read("max", one.value.max);
        fields.read("at", one.value.at);
        readHistogram(fields.object("trend"), one.value.trend);
        fields.checkUnknown();
    });
}

void readSources(JsonFields fields, QMap<QString, QString> &sources)
{
    fields.forEachField([&](std::string_view name, element json, const QString &path) {
        QString source;
        if (!readJson(json, source)) {
            fields.log().add(path, u"is not a text"_s);
        }
        sources.insert(QString::fromUtf8(name.data(), qsizetype(name.size())), source);
    });
}

void loadProfileOf(element json, Profile &profile, ReadLog &log)
{
    const ProfileLoad load = readProfile(QByteArray::fromStdString(simdjson::minify(json))); // keeps the order of names
    for (const ProfileError &error : load.errors) {
        log.add(error.path.isEmpty() ? u"profile"_s : QString(u"profile."_s + error.path), error.message);
    }
    if (load.profile) {
        profile = *load.profile;
    }
}

} // namespace

std::optional<RunResult> readResult(element document, int version, ReadLog &log, const Progress &progress)
{
    RunResult result;
    JsonFields root(document, {}, log);
    root.take("doorbusterResult"); // that is `version`
    root.read("runId", result.runId);
    QString startedAt;
    root.read("startedAt", startedAt);
    result.startedAt = timeFromText(startedAt);
    if (!result.startedAt.isValid()) {
        log.add(u"startedAt"_s, u"is not a time"_s);
    }
    readTarget(root.object("target"), result);
    readEnd(root.object("end"), result);
    readVerification(root.object("verification"), version, result.verification);
    if (version >= 4) {
        root.forEach("earlierVerifications", [&](element json, const QString &path) {
            readVerification(JsonFields(json, path, log), version, result.earlierVerifications.emplace_back());
        });
    }
    readThresholds(root, result.thresholds);
    if (const auto json = root.take("profile")) {
        loadProfileOf(*json, result.profile, log);
    }
    readSources(root.object("sources"), result.sources);
    readMachine(root.object("machine"), result.machine);
    readPhases(root, result.phases);
    readHealth(root.object("generator"), version, result.health);
    root.read("journeysStarted", result.journeysStarted);
    readOutcomes(root, "outcomes", result.outcomes);
    readOutcomes(root, "outcomesWithoutBuy", result.withoutBuy);
    root.read("requestsIssued", result.requestsIssued);
    readRequests(root.object("requests"), version, result);
    readFailures(root, version, result.failures);
    root.read("samplesDropped", result.samplesDropped);
    readSeries(root, result.series);
    readSeconds(root.object("seconds"), version, result.seconds);
    if (!readLedger(root.object("ledger"), version, result.ledger, progress))
        return std::nullopt;
    if (version >= 4)
        readBaseline(root, "baseline", result.baseline);
    if (version >= 3)
        readObservations(root.object("observations"), version, result.observations);
    root.checkUnknown();
    return result;
}

} // namespace doorbuster
