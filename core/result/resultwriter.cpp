// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultwriter.h"

#include "core/profile/profileio.h"
#include "core/result/resultbaseline.h"
#include "core/result/resultfile.h"
#include "core/result/resultledger.h"
#include "core/result/resultrows.h"
#include "core/result/resultschema.h"
#include "core/text/format.h"
#include "core/text/jsonwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Layout = JsonWriter::Layout;

void writeTarget(JsonWriter &json, const RunResult &result)
{
    json.key("target").beginObject();
    json.field("apiBase", displayUrl(result.apiBase));
    json.field("saleId", result.saleId);
    json.field("saleCreated", result.saleCreated);
    json.field("saleStartsAt", result.saleStartsAt);
    json.field("saleEndsAt", result.saleEndsAt);
    json.field("emailPattern", result.emails.pattern());
    json.field("emailSuffix", result.emails.suffix());
    json.field("practiceDefect", result.practiceDefect);
    json.endObject();
}

void writeEnd(JsonWriter &json, const RunResult &result)
{
    json.key("end").beginObject(Layout::Line);
    json.field("how", toString(result.end));
    json.field("cause", toString(result.stopCause));
    json.field("failureKind", toString(result.failureKind));
    json.field("failure", result.failure);
    json.endObject();
}

void writeMachine(JsonWriter &json, const MachineInfo &machine)
{
    json.key("machine").beginObject();
    json.field("system", machine.system);
    json.field("kernel", machine.kernel);
    json.field("architecture", machine.architecture);
    json.field("processor", machine.processor);
    json.field("cores", machine.cores);
    json.field("memory", machine.memory);
    json.field("qtVersion", machine.qtVersion);
    json.field("version", machine.version);
    json.endObject();
}

void writePhases(JsonWriter &json, const std::vector<PhaseSpan> &phases)
{
    json.key("phases").beginArray();
    for (const PhaseSpan &span : phases) {
        json.beginObject(Layout::Line);
        json.field("phase", toString(span.phase));
        json.field("started", span.started);
        json.field("ended", span.ended);
        json.field("planned", span.planned);
        json.endObject();
    }
    json.endArray();
}

void writeEvidence(JsonWriter &json, const Evidence &evidence)
{
    json.key("evidence").beginObject();
    json.field("count", evidence.count);
    json.field("worst", evidence.worst);
    json.key("columns").beginArray(Layout::Line);
    for (const QString &column : evidence.columns) {
        json.value(column);
    }
    json.endArray();
    json.key("rows").beginArray();
    for (const QStringList &row : evidence.rows) {
        json.beginArray(Layout::Line);
        for (const QString &cell : row) {
            json.value(cell);
        }
        json.endArray();
    }
    json.endArray();
    json.endObject();
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs); // empty where there is none
}

void writeVerification(JsonWriter &json, const VerificationReport &report)
{
    json.beginObject();
    json.field("performed", report.performed);
    json.field("at", timeText(report.at));
    json.field("headline", keyOf(report.headline));
    json.field("overall", toString(report.overall));
    json.field("starting", report.starting);
    json.field("paid", report.paid);
    json.field("remaining", report.remaining);
    json.field("difference", report.difference);
    json.field("unread", report.unread);
    json.field("buyersAsked", report.buyersAsked);
    json.field("buyersAnswered", report.buyersAnswered);
    json.field("cancelled", report.cancelled);
    json.field("timedOut", report.timedOut);
    json.field("took", report.took);
    json.key("checks").beginArray();
    for (const CheckRow &check : report.checks) {
        json.beginObject();
        json.field("id", toString(check.id));
        json.field("title", check.title);
        json.field("severity", toString(check.severity));
        json.field("verdict", toString(check.verdict));
        json.field("expected", check.expected);
        json.field("actual", check.actual);
        json.field("difference", check.difference);
        json.field("note", check.note);
        json.field("meaning", check.meaning);
        writeEvidence(json, check.evidence);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writeThresholds(JsonWriter &json, const std::vector<ThresholdResult> &thresholds)
{
    json.key("thresholds").beginArray();
    for (const ThresholdResult &threshold : thresholds) {
        json.beginObject(Layout::Line);
        json.field("metric", threshold.metric);
        json.field("expression", threshold.expression);
        json.field("state", toString(threshold.state));
        json.field("actual", threshold.actual);
        json.field("abortOnFail", threshold.abortOnFail);
        json.field("delayAbortEval", threshold.delayAbortEval);
        json.field("note", threshold.note);
        json.endObject();
    }
    json.endArray();
}

void writeHealth(JsonWriter &json, const GeneratorHealth &health)
{
    json.key("generator").beginObject();
    json.field("workers", health.workers);
    json.field("loopLagP50", health.loopLagP50);
    json.field("loopLagP99", health.loopLagP99);
    json.field("loopLagMax", health.loopLagMax);
    json.field("loopLagSamples", health.loopLagSamples);
    json.field("timerLatenessP99", health.timerLatenessP99);
    json.field("timerLatenessMax", health.timerLatenessMax);
    json.field("timerSamples", health.timerSamples);
    json.field("lagLimit", health.lagLimit);
    json.field("cpuTime", health.cpuTime);
    json.field("cpuSpan", health.cpuSpan);
    json.field("peakMemory", health.peakMemory);
    json.field("localFailures", health.localFailures);
    json.field("plannedPeak", health.plannedPeak);
    json.field("requiredPeak", health.requiredPeak);
    json.field("reachedPeak", health.reachedPeak);
    json.field("openSockets", health.openSockets);
    json.field("peakSockets", health.peakSockets);
    json.field("generatorBound", health.generatorBound());
    json.endObject();
}

void writeTally(JsonWriter &json, const RequestTally &tally)
{
    json.beginObject(Layout::Line);
    json.field("requests", tally.requests);
    json.field("failed", tally.failed);
    json.field("withoutResponse", tally.withoutResponse);
    json.field("unusable", tally.unusable);
    json.field("localFailures", tally.localFailures);
    for (const auto &[key, counts] : {std::pair("byStatus", &tally.byStatus), {"undocumented", &tally.undocumented}}) {
        json.key(key).beginObject();
        for (const auto &[status, count] : *counts)
            json.field(std::to_string(status), count);
        json.endObject();
    }
    json.endObject();
}

void writeRequests(JsonWriter &json, const RunResult &result)
{
    json.field("requestsIssued", result.requestsIssued);
    json.key("requests").beginObject();
    for (std::size_t group = 0; group < runGroupCount; ++group) {
        json.key(resultschema::groupNames[group]).beginObject();
        for (std::size_t name = 0; name < requestNameCount; ++name) {
            const RequestTally &tally = result.requests[group][name];
            if (tally.requests == 0 && tally.byStatus.empty()) {
                continue;
            }
            json.key(toString(RequestName(name)).toLatin1().toStdString());
            writeTally(json, tally);
        }
        json.endObject();
    }
    json.endObject();
}

using OutcomeTable = std::array<std::array<quint64, outcomeReasonCount>, outcomeCount>;

void writeOutcomes(JsonWriter &json, const OutcomeTable &table)
{
    json.beginArray();
    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason) {
            if (table[outcome][reason] == 0) {
                continue;
            }
            json.beginObject(Layout::Line);
            json.field("outcome", toString(Outcome(outcome)));
            json.field("reason", toString(OutcomeReason(reason)));
            json.field("count", table[outcome][reason]);
            json.endObject();
        }
    }
    json.endArray();
}

void writeFailures(JsonWriter &json, const std::vector<FailureGroup> &failures)
{
    json.key("failures").beginArray();
    for (const FailureGroup &failure : failures) {
        json.beginObject(Layout::Line);
        json.field("name", toString(failure.name));
        json.field("group", resultschema::groupNames[std::size_t(failure.group)]);
        json.field("status", failure.status);
        json.field("errorCode", failure.errorCode);
        json.field("message", failure.message);
        json.field("count", failure.count);
        json.field("first", failure.first);
        json.field("last", failure.last);
        json.field("further", failure.further);
        json.endObject();
    }
    json.endArray();
}

/// Buckets as [index, count, index, count, …].
void writeHistogram(JsonWriter &json, const Histogram &histogram)
{
    json.beginObject(Layout::Line);
    json.field("min", histogram.min());
    json.field("max", histogram.max());
    json.field("sum", histogram.sum());
    json.field("overflow", histogram.overflow());
    json.key("buckets").beginArray();
    for (const auto &[bucket, count] : histogram.buckets()) {
        json.value(bucket);
        json.value(count);
    }
    json.endArray();
    json.endObject();
}

void writeSeries(JsonWriter &json, const std::vector<ResultSeries> &series)
{
    json.key("series").beginArray();
    for (const ResultSeries &one : series) {
        json.beginObject(Layout::Line);
        json.field("label", one.label);
        json.field("metric", metricInfo(one.metric).name);
        json.field("count", one.value.count);
        json.field("samples", one.value.samples);
        json.field("min", one.value.min);
        json.field("max", one.value.max);
        json.field("at", one.value.at);
        json.key("trend");
        writeHistogram(json, one.value.trend);
        json.endObject();
    }
    json.endArray();
}

} // namespace

bool writeResult(const RunResult &result, std::string &out, const Progress &progress)
{
    JsonWriter json(out);
    json.beginObject();
    json.field("doorbusterResult", resultFileVersion);
    json.field("runId", result.runId);
    json.field("startedAt", timeText(result.startedAt));
    writeTarget(json, result);
    writeEnd(json, result);
    json.key("verification");
    writeVerification(json, result.verification);
    json.key("earlierVerifications").beginArray();
    for (const VerificationReport &earlier : result.earlierVerifications) {
        writeVerification(json, earlier);
    }
    json.endArray();
    writeThresholds(json, result.thresholds);
    json.key("profile").json(profileText(result.profile).trimmed()); // secrets are left out there
    json.key("sources").beginObject();
    for (auto source = result.sources.begin(); source != result.sources.end(); ++source) {
        json.textKey(source.key()).value(source.value());
    }
    json.endObject();
    writeMachine(json, result.machine);
    writePhases(json, result.phases);
    writeHealth(json, result.health);
    json.field("journeysStarted", result.journeysStarted);
    json.key("outcomes");
    writeOutcomes(json, result.outcomes);
    json.key("outcomesWithoutBuy");
    writeOutcomes(json, result.withoutBuy);
    writeRequests(json, result);
    writeFailures(json, result.failures);
    json.field("samplesDropped", result.samplesDropped);
    writeSeries(json, result.series);
    json.key("seconds");
    writeSeconds(json, result.seconds);
    json.key("ledger");
    if (!writeLedger(json, result.ledger, progress))
        return false;
    writeBaseline(json, "baseline", result.baseline);
    json.key("observations");
    writeObservations(json, result.observations);
    json.endObject();
    out += '\n';
    return true;
}

} // namespace doorbuster
