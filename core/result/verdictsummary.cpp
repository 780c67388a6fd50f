// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/verdictsummary.h"

#include "core/result/resultconsistency.h"
#include "core/result/resulttext.h"
#include "core/result/verdictsign.h"
#include "core/text/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int failureLimit = 600;

struct VerdictSummaryWords {
    Q_DECLARE_TR_FUNCTIONS(VerdictSummary)
};

qint64 countOf(const VerificationReport &report, CheckVerdict verdict)
{
    return std::ranges::count(report.checks, verdict, &CheckRow::verdict);
}

const CheckRow *rowOf(const VerificationReport &report, CheckId id)
{
    const auto found = std::ranges::find(report.checks, id, &CheckRow::id);
    return found == report.checks.end() ? nullptr : &*found;
}

QString checksText(const VerificationReport &report)
{
    const auto all = qint64(report.checks.size()) - countOf(report, CheckVerdict::Off);
    const qint64 failed = countOf(report, CheckVerdict::Fail);
    if (all == 0) {
        return VerdictSummaryWords::tr("no checks");
    }
    if (failed > 0) {
        return VerdictSummaryWords::tr("%1 of %2 checks failed").arg(formatCount(failed), formatCount(all));
    }
    const qint64 passed = countOf(report, CheckVerdict::Pass);
    return passed == all ? VerdictSummaryWords::tr("all %1 checks passed").arg(formatCount(all))
                         : VerdictSummaryWords::tr("%1 of %2 checks passed").arg(formatCount(passed), formatCount(all));
}

/// Where the books are not known in full, they are told so whatever else was found. What is inconclusive says it
/// already.
QString unreadWords(const VerificationReport &report)
{
    if (report.unread.isEmpty() || report.headline == Headline::Inconclusive) {
        return {};
    }
    return report.paid && report.remaining ? VerdictSummaryWords::tr("the books were not read in full")
                                           : VerdictSummaryWords::tr("the books could not be read");
}

QString readingText(const VerificationReport &report)
{
    const QString buyers = report.buyersAnswered == report.buyersAsked
        ? (report.buyersAsked == 1 ? VerdictSummaryWords::tr("verified 1 buyer")
                                   : VerdictSummaryWords::tr("verified %1 buyers").arg(formatCount(report.buyersAsked)))
        : VerdictSummaryWords::tr("verified %1 of %2 buyers")
              .arg(formatCount(report.buyersAnswered), formatCount(report.buyersAsked));
    return report.took.count() > 0 ? VerdictSummaryWords::tr("%1 in %2").arg(buyers, formatTime(report.took)) : buyers;
}

QString booksSentence(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    if (!report.performed) {
        return {};
    }
    QStringList parts{checksText(report)};
    const auto add = [&parts](qint64 count, const QString &one, const QString &many) {
        if (count > 0) {
            parts += count == 1 ? one : many.arg(formatCount(count));
        }
    };
    add(countOf(report, CheckVerdict::Warn), VerdictSummaryWords::tr("1 warning"),
        VerdictSummaryWords::tr("%1 warnings"));
    add(countOf(report, CheckVerdict::Inconclusive), VerdictSummaryWords::tr("1 inconclusive"),
        VerdictSummaryWords::tr("%1 inconclusive"));
    add(countOf(report, CheckVerdict::NoData), VerdictSummaryWords::tr("1 without data"),
        VerdictSummaryWords::tr("%1 without data"));
    add(countOf(report, CheckVerdict::Off), VerdictSummaryWords::tr("1 off"), VerdictSummaryWords::tr("%1 off"));
    parts += readingText(report);
    return parts.join(u" · "_s);
}

VerdictHalf thresholdsHalf(const RunResult &result)
{
    using State = ThresholdResult::State;
    const std::vector<ThresholdResult> &thresholds = result.thresholds;
    const auto count = [&](State state) { return std::ranges::count(thresholds, state, &ThresholdResult::state); };
    const auto all = qint64(thresholds.size());
    const auto failed = count(State::Fail);
    const auto passed = count(State::Pass);
    const auto unknown = count(State::NoData);
    VerdictHalf half;
    if (all == 0) {
        half.headline = VerdictSummaryWords::tr("no thresholds");
        return half;
    }
    QStringList sentence;
    if (failed > 0) {
        half.tone = CheckVerdict::Fail;
        half.headline = failed == 1 ? VerdictSummaryWords::tr("1 threshold failed")
                                    : VerdictSummaryWords::tr("%1 thresholds failed").arg(formatCount(failed));
        sentence += VerdictSummaryWords::tr("%1 of %2 held").arg(formatCount(passed), formatCount(all));
    } else if (passed == 0 || result.end == RunEnd::Failed) { // a set-up measures nothing
        half.headline = all == 1 ? VerdictSummaryWords::tr("threshold without data")
                                 : VerdictSummaryWords::tr("thresholds without data");
        return half;
    } else {
        half.tone = passed < all ? CheckVerdict::NoData : CheckVerdict::Pass; // some may not have held
        half.headline = passed < all
            ? VerdictSummaryWords::tr("%1 of %2 thresholds held").arg(formatCount(passed), formatCount(all))
            : all == 1 ? VerdictSummaryWords::tr("the threshold held")
                       : VerdictSummaryWords::tr("all %1 thresholds held").arg(formatCount(all));
    }
    if (unknown > 0) {
        sentence += VerdictSummaryWords::tr("%1 without data").arg(formatCount(unknown));
    }
    half.sentence = sentence.join(u" · "_s);
    return half;
}

/// Why the run is not what its plan said; empty where it is.
QString endText(const RunResult &result)
{
    switch (result.end) {
    case RunEnd::Failed:
        return result.failureKind == FailureKind::SetupTimeout ? VerdictSummaryWords::tr("The set-up timed out")
                                                               : VerdictSummaryWords::tr("The set-up failed");
    case RunEnd::Aborted:
        return result.failureKind == FailureKind::Internal
            ? VerdictSummaryWords::tr("Ended by an error of Doorbuster itself, before a verdict")
            : VerdictSummaryWords::tr("Aborted before a verdict");
    case RunEnd::Stopped:
        switch (result.stopCause) {
        case StopCause::User:
            return VerdictSummaryWords::tr(
                "Stopped by hand before the end of its plan; what was sold until then is verified");
        case StopCause::Threshold:
            return VerdictSummaryWords::tr(
                "Stopped by a threshold before the end of its plan; what was sold until then is verified");
        case StopCause::Internal:
            return VerdictSummaryWords::tr(
                "Ended by an error of Doorbuster itself; what was sold until then is verified");
        case StopCause::SaleEnded:
            return VerdictSummaryWords::tr("The sale ended before the plan did");
        case StopCause::None:
            break;
        }
        return VerdictSummaryWords::tr("Stopped before the end of its plan");
    case RunEnd::Completed:
        break;
    }
    return {};
}

QString generatorText(const GeneratorHealth &health)
{
    QStringList reasons;
    if (health.measured() && health.loopLagP99 > health.lagLimit) {
        reasons += VerdictSummaryWords::tr("its loop lagged by %1 (p99), the limit is %2")
                       .arg(formatTime(health.loopLagP99), formatTime(health.lagLimit));
    }
    if (health.localFailures > 0) {
        reasons += health.localFailures == 1
            ? VerdictSummaryWords::tr("1 request never left this machine")
            : VerdictSummaryWords::tr("%1 requests never left this machine").arg(formatCount(health.localFailures));
    }
    return VerdictSummaryWords::tr(
        "Generator-bound: this machine could not keep up (%1). The times do not describe the shop")
        .arg(reasons.join(u"; "_s));
}

QString inputsText(const VerificationReport &report)
{
    return VerdictSummaryWords::tr("starting %1, paid %2, remaining %3, difference %4")
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
    if (const auto open = openSaleRemark(result)) {
        remarks.push_back(*open);
    }
    if (report.performed && report.timedOut) {
        add(CheckVerdict::Warn,
            VerdictSummaryWords::tr("The time for reading the books was over before they were read to their end"));
    } else if (report.performed && report.cancelled) {
        add(CheckVerdict::Warn,
            VerdictSummaryWords::tr(
                "The reading of the books was cancelled; the table holds what was read until then"));
    }
    if (report.performed && report.overall == CheckVerdict::NoData) {
        add(CheckVerdict::Warn, VerdictSummaryWords::tr("There was nothing to judge"));
    }
    if (result.health.generatorBound()) {
        add(CheckVerdict::Warn, generatorText(result.health));
    }
    if (shopClockDiffers(result)) {
        add(CheckVerdict::Warn, shopClockText(result).chopped(1)); // its full stop
    }
    return remarks;
}

CheckVerdict booksTone(const RunResult &result)
{
    if (result.end == RunEnd::Failed) {
        return CheckVerdict::Fail;
    }
    if (!hasVerdict(result)) {
        return CheckVerdict::NoData;
    }
    // What fails of the tester alone says nothing of the shop, so it is not told in the colour of a failure.
    const CheckVerdict proven = provenVerdict(result);
    const bool isOpen = proven == CheckVerdict::NoData
        || (result.verification.headline == Headline::Inconclusive && result.contradictions.empty());
    return isOpen ? CheckVerdict::Inconclusive : proven;
}

/// "PASS, with warnings, 1 check off".
QString reportHeadline(const VerificationReport &report)
{
    QString headline = toString(report.headline);
    if (report.overall == CheckVerdict::Warn) {
        headline = VerdictSummaryWords::tr("%1, with warnings").arg(headline);
    }
    // A pass of fewer checks is not to look like one of all.
    const auto off = std::ranges::count(report.checks, CheckVerdict::Off, &CheckRow::verdict);
    if (off > 0 && report.headline == Headline::Pass) {
        headline = off == 1 ? VerdictSummaryWords::tr("%1, 1 check off").arg(headline)
                            : VerdictSummaryWords::tr("%1, %2 checks off").arg(headline, formatCount(off));
    }
    return headline;
}

QString booksHeadline(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    if (!hasVerdict(result)) {
        return VerdictSummaryWords::tr("NO VERDICT");
    }
    // Its own headline is what is contradicted.
    if (const CheckVerdict proven = provenVerdict(result);
        !result.contradictions.empty() && verdictOf(report.headline) < proven) {
        return VerdictSummaryWords::tr("THE RESULT CONTRADICTS ITSELF");
    }
    const QString headline = reportHeadline(report);
    const QString unread = unreadWords(report);
    return unread.isEmpty() ? headline : QString(headline + u" · "_s + unread);
}

} // namespace

QString VerdictHalf::signedHeadline() const
{
    return verdictSign(sign.value_or(tone)) + u' ' + headline;
}

std::vector<VerdictRemark> verdictRemarks(const RunResult &result)
{
    std::vector<VerdictRemark> remarks;
    for (const Contradiction &contradiction : result.contradictions) {
        remarks.push_back({contradiction.verdict,
            VerdictSummaryWords::tr("The result contradicts itself: %1")
                .arg(displayText(contradiction.text, failureLimit))});
    }
    const VerificationReport &report = result.verification;
    const auto open = [&remarks](const QString &text) { remarks.push_back({CheckVerdict::Inconclusive, text}); };
    if (report.performed && !report.unread.isEmpty()) {
        open(VerdictSummaryWords::tr("The shop's books are not known in full: %1")
                 .arg(displayText(report.unread, failureLimit)));
    }
    if (const CheckRow *tested = rowOf(report, CheckId::SomethingTested); tested && tested->verdict == CheckVerdict::Inconclusive) {
        open(VerdictSummaryWords::tr("Too little was tested (V20): %1").arg(displayText(tested->note, failureLimit)));
    } else if (report.performed && !tested && !report.checks.empty()) {
        open(VerdictSummaryWords::tr(
            "Verified by a version that did not judge whether something was tested (V20): verify again"));
    }
    if (result.earlierVerifications.empty()) {
        return remarks;
    }
    remarks.push_back({CheckVerdict::Warn,
        VerdictSummaryWords::tr("Verified again at %1; what was said before is kept beside it")
            .arg(formatDateTime(result.verification.at))});
    for (const VerificationReport &earlier : result.earlierVerifications) {
        remarks.push_back({CheckVerdict::Warn,
            VerdictSummaryWords::tr("Earlier verdict of %1: %2 %3 (%4)")
                .arg(formatDateTime(earlier.at),
                    verdictSign(
                        earlier.overall == CheckVerdict::Warn ? CheckVerdict::Warn : verdictOf(earlier.headline)),
                    reportHeadline(earlier), inputsText(earlier))});
    }
    return remarks;
}

std::optional<VerdictRemark> openSaleRemark(const RunResult &result)
{
    if (!result.saleCreated || result.saleId.isEmpty() || hasVerdict(result)) {
        return std::nullopt;
    }
    const QString sale = displayLine(QString::fromUtf8(result.saleId), 64);
    return VerdictRemark{CheckVerdict::Warn,
        result.saleEndsAt
            ? VerdictSummaryWords::tr("The sale %1 that this run created stays at the shop, open until %2")
                  .arg(sale, formatDateTime(result.saleEndsAt))
            : VerdictSummaryWords::tr("The sale %1 that this run created stays open at the shop").arg(sale)};
}

bool hasVerdict(const RunResult &result)
{
    return result.verification.performed && result.end != RunEnd::Failed && result.end != RunEnd::Aborted;
}

VerdictSummary summarise(const RunResult &result)
{
    const VerificationReport &report = result.verification;
    VerdictSummary summary;
    summary.books = {
        .tone = booksTone(result), .headline = booksHeadline(result), .sentence = booksSentence(result), .sign = {}};
    if (!hasVerdict(result)) {
        summary.books.sign = CheckVerdict::NoData;
    }
    summary.thresholds = thresholdsHalf(result);
    for (const ThresholdResult &threshold : result.thresholds) {
        if (threshold.state == ThresholdResult::State::Fail) {
            const QString rule = threshold.metric + u": "_s + threshold.expression;
            // The rule names the aggregation already.
            const QString actual = thresholdActualText(threshold);
            summary.failedThresholds.push_back(
                {displayText(rule), displayText(actual.sliced(actual.lastIndexOf(u'=') + 1))});
        }
    }
    summary.line = summary.books.headline;
    if (!result.thresholds.empty()) {
        summary.line += u" · "_s + summary.thresholds.headline;
    }
    summary.tone = std::max(summary.books.tone, summary.thresholds.tone);
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
