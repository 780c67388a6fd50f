// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/verdictsummary.h"

#include "core/report/format.h"
#include "core/report/resultconsistency.h"
#include "core/report/resulttext.h"
#include "core/report/verdictsign.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int failureLimit = 600;

QString tr(const char *text)
{
    return QCoreApplication::translate("VerdictSummary", text);
}

qint64 countOf(const VerificationReport &report, CheckVerdict verdict)
{
    return std::ranges::count(report.checks, verdict, &CheckRow::verdict);
}

QString checksText(const VerificationReport &report)
{
    const auto all = qint64(report.checks.size());
    const qint64 failed = countOf(report, CheckVerdict::Fail);
    if (all == 0) {
        return tr("no checks");
    }
    if (failed > 0) {
        return tr("%1 of %2 checks failed").arg(formatCount(failed), formatCount(all));
    }
    const qint64 passed = countOf(report, CheckVerdict::Pass);
    return passed == all ? tr("all %1 checks passed").arg(formatCount(all))
                         : tr("%1 of %2 checks passed").arg(formatCount(passed), formatCount(all));
}

QString thresholdsText(const std::vector<ThresholdResult> &thresholds)
{
    using State = ThresholdResult::State;
    const auto count = [&](State state) { return std::ranges::count(thresholds, state, &ThresholdResult::state); };
    if (thresholds.empty()) {
        return {};
    }
    const QString unknown = formatCount(count(State::NoData));
    if (const auto failed = count(State::Fail); failed > 0) {
        return tr("%1 of %2 thresholds crossed").arg(formatCount(failed), formatCount(thresholds.size()));
    }
    if (count(State::Pass) == 0) {
        return tr("thresholds without data");
    }
    return count(State::NoData) == 0 ? tr("thresholds passed") : tr("thresholds passed, %1 without data").arg(unknown);
}

QString readingText(const VerificationReport &report)
{
    const QString buyers = report.buyersAnswered == report.buyersAsked
        ? (report.buyersAsked == 1 ? tr("verified 1 buyer")
                                   : tr("verified %1 buyers").arg(formatCount(report.buyersAsked)))
        : tr("verified %1 of %2 buyers").arg(formatCount(report.buyersAnswered), formatCount(report.buyersAsked));
    return report.took.count() > 0 ? tr("%1 in %2").arg(buyers, formatTime(report.took)) : buyers;
}

QString sentenceOf(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    QStringList parts;
    if (report.performed) {
        parts += checksText(report);
        if (const qint64 warnings = countOf(report, CheckVerdict::Warn); warnings > 0) {
            parts += warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(formatCount(warnings));
        }
        const qint64 open = countOf(report, CheckVerdict::NoData) + countOf(report, CheckVerdict::Inconclusive);
        if (open > 0) {
            parts += tr("%1 not judged").arg(formatCount(open));
        }
    }
    const QString thresholds = thresholdsText(result.thresholds);
    if (!thresholds.isEmpty() && result.end != RunEnd::Failed) { // a set-up measures nothing
        parts += thresholds;
    }
    if (report.performed) {
        parts += readingText(report);
    }
    return parts.join(u" · "_s);
}

/// Why the run is not what its plan said; empty where it is.
QString endText(const RunResult &result)
{
    switch (result.end) {
    case RunEnd::Failed:
        return result.failureKind == FailureKind::SetupTimeout ? tr("The set-up timed out") : tr("The set-up failed");
    case RunEnd::Aborted:
        return result.failureKind == FailureKind::Internal
            ? tr("Ended by an error of Doorbuster itself, before a verdict")
            : tr("Aborted before a verdict");
    case RunEnd::Stopped:
        switch (result.stopCause) {
        case StopCause::User:
            return tr("Stopped by hand before the end of its plan; what was sold until then is verified");
        case StopCause::Threshold:
            return tr("Stopped by a threshold before the end of its plan; what was sold until then is verified");
        case StopCause::Internal:
            return tr("Ended by an error of Doorbuster itself; what was sold until then is verified");
        case StopCause::SaleEnded:
            return tr("The sale ended before the plan did");
        case StopCause::None:
            break;
        }
        return tr("Stopped before the end of its plan");
    case RunEnd::Completed:
        break;
    }
    return {};
}

QString generatorText(const GeneratorHealth &health)
{
    QStringList reasons;
    if (health.measured() && health.loopLagP99 > health.lagLimit) {
        reasons += tr("its loop lagged by %1 (p99), the limit is %2")
                       .arg(formatTime(health.loopLagP99), formatTime(health.lagLimit));
    }
    if (health.localFailures > 0) {
        reasons += health.localFailures == 1
            ? tr("1 request never left this machine")
            : tr("%1 requests never left this machine").arg(formatCount(health.localFailures));
    }
    return tr("Generator-bound: this machine could not keep up (%1). The times do not describe the shop")
        .arg(reasons.join(u"; "_s));
}

QString inputsText(const VerificationReport &report)
{
    return tr("starting %1, paid %2, remaining %3, difference %4")
        .arg(formatCount(report.starting), formatCount(report.paid), formatCount(report.remaining),
            report.difference ? formatDifference(double(*report.difference)) : absentText());
}

std::vector<VerdictRemark> remarksOf(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    std::vector<VerdictRemark> remarks = verdictRemarks(result);
    const auto add = [&remarks](CheckVerdict tone, const QString &text) { remarks.push_back({tone, text}); };
    if (const QString end = endText(result); !end.isEmpty()) {
        add(result.end == RunEnd::Failed ? CheckVerdict::Fail : CheckVerdict::Warn,
            result.failure.isEmpty() ? end : QString(end + u": "_s + displayText(result.failure, failureLimit)));
    }
    if (report.performed && report.timedOut) {
        add(CheckVerdict::Warn, tr("The time for reading the books was over before they were read to their end"));
    } else if (report.performed && report.cancelled) {
        add(CheckVerdict::Warn, tr("The reading of the books was cancelled; the table holds what was read until then"));
    }
    if (report.performed && report.overall == CheckVerdict::NoData) {
        add(CheckVerdict::Warn, tr("There was nothing to judge"));
    }
    if (result.health.generatorBound()) {
        add(CheckVerdict::Warn, generatorText(result.health));
    }
    if (shopClockDiffers(result)) {
        add(CheckVerdict::Warn, shopClockText(result).chopped(1)); // its full stop
    }
    return remarks;
}

CheckVerdict toneOf(const RunResult &result)
{
    if (result.end == RunEnd::Failed) {
        return CheckVerdict::Fail;
    }
    if (!hasVerdict(result)) {
        return CheckVerdict::NoData;
    }
    const CheckVerdict overall = provenVerdict(result);
    return overall == CheckVerdict::NoData ? CheckVerdict::Inconclusive : overall;
}

QString headlineOf(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    if (!hasVerdict(result)) {
        return verdictSign(CheckVerdict::NoData) + u' ' + tr("NO VERDICT");
    }
    // Its own headline is what is contradicted.
    if (const CheckVerdict proven = provenVerdict(result);
        !result.contradictions.empty() && verdictOf(report.headline) < proven) {
        return verdictSign(proven) + u' ' + tr("THE RESULT CONTRADICTS ITSELF");
    }
    if (report.overall == CheckVerdict::Warn) {
        return verdictSign(CheckVerdict::Warn) + u' ' + tr("%1, with warnings").arg(toString(report.headline));
    }
    return verdictSign(verdictOf(report.headline)) + u' ' + toString(report.headline);
}

} // namespace

std::vector<VerdictRemark> verdictRemarks(const RunResult &result)
{
    std::vector<VerdictRemark> remarks;
    for (const Contradiction &contradiction : result.contradictions) {
        remarks.push_back({contradiction.verdict,
            tr("The result contradicts itself: %1").arg(displayText(contradiction.text, failureLimit))});
    }
    if (result.earlierVerifications.empty()) {
        return remarks;
    }
    remarks.push_back({CheckVerdict::Warn,
        tr("Verified again at %1; what was said before is kept beside it")
            .arg(formatDateTime(result.verification.at))});
    for (const VerificationReport &earlier : result.earlierVerifications) {
        remarks.push_back({CheckVerdict::Warn,
            tr("Earlier verdict of %1: %2 %3 (%4)")
                .arg(formatDateTime(earlier.at), verdictSign(verdictOf(earlier.headline)), toString(earlier.headline),
                    inputsText(earlier))});
    }
    return remarks;
}

bool hasVerdict(const RunResult &result)
{
    return result.verification.performed && result.end != RunEnd::Failed && result.end != RunEnd::Aborted;
}

VerdictSummary summarise(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    VerdictSummary summary;
    summary.tone = toneOf(result);
    summary.headline = headlineOf(result);
    summary.sentence = sentenceOf(result);
    summary.remarks = remarksOf(result);
    const bool read = report.performed;
    summary.starting = read ? formatCount(report.starting) : absentText();
    summary.paid = read ? formatCount(report.paid) : absentText();
    summary.remaining = read ? formatCount(report.remaining) : absentText();
    summary.difference = read && report.difference ? formatDifference(double(*report.difference)) : absentText();
    summary.differs = read && report.difference.value_or(0) != 0;
    return summary;
}

} // namespace doorbuster
