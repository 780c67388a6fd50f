// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/consoletables.h"

#include "core/report/console/texttable.h"
#include "core/result/exitstatus.h"
#include "core/result/resulttext.h"
#include "core/result/verdictsign.h"
#include "core/result/verdictsummary.h"
#include "core/text/format.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace doorbuster::console {

namespace {

using Align = TextTable::Align;

constexpr std::size_t evidenceRows = 3;

/// "12 (sold out 10, timed out 2)".
QString outcomeText(const RunResult &result, Outcome outcome)
{
    quint64 sum = 0;
    QStringList reasons;
    const auto &counts = result.outcomes[std::size_t(outcome)];
    for (std::size_t reason = 0; reason < counts.size(); ++reason) {
        sum += counts[reason];
        const QString words = reasonWords(OutcomeReason(reason));
        if (counts[reason] > 0 && !words.isEmpty()) {
            reasons.append(words + u' ' + formatCount(counts[reason]));
        }
    }
    return formatCount(sum) + (reasons.isEmpty() ? QString() : QString(" ("_L1 + reasons.join(", "_L1) + u')'));
}

QString counterText(const RunResult &result, QStringView label)
{
    const ResultSeries *series = result.find(label);
    return series && series->value.samples > 0 ? formatNumber(series->value.count) : absentText();
}

QString trendText(const RunResult &result, QStringView label)
{
    const ResultSeries *series = result.find(label);
    if (!series || series->value.trend.isEmpty()) {
        return absentText();
    }
    const Histogram &trend = series->value.trend;
    const auto at = [&](double p) { return formatMilliseconds(trend.percentile(p) / 1e6); };
    return u"avg %1, med %2, p95 %3, p99 %4"_s.arg(formatMilliseconds(trend.mean() / 1e6), at(50), at(95), at(99));
}

Colour colourOf(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Pass:
        return Colour::Good;
    case CheckVerdict::Fail:
        return Colour::Bad;
    case CheckVerdict::Warn:
    case CheckVerdict::Inconclusive:
        return Colour::Warning;
    case CheckVerdict::Off:
    case CheckVerdict::NoData:
        break;
    }
    return Colour::Faint;
}

/// Note and first findings below a row that did not pass.
void addFindings(TextTable &table, const CheckRow &check)
{
    if (!check.note.isEmpty()) {
        table.addLine(u"      "_s + displayText(check.note, 400));
    }
    if (check.verdict == CheckVerdict::Pass || check.evidence.rows.empty()) {
        return;
    }
    const Evidence &evidence = check.evidence;
    const std::vector<std::size_t> order = evidence.shownOrder();
    const std::size_t shown = std::min(evidenceRows, order.size());
    for (std::size_t i = 0; i < shown; ++i) {
        table.addLine(u"      - "_s + evidenceText(evidence, order[i]));
    }
    if (evidence.count > qint64(shown)) {
        table.addLine(u"      \u2026 and %1 more"_s.arg(formatCount(evidence.count - qint64(shown))));
    }
}

/// Why the run is not what its plan said; empty where it is.
QString endLine(const RunResult &result)
{
    switch (result.end) {
    case RunEnd::Failed:
        return u"the set-up failed"_s;
    case RunEnd::Aborted:
        return result.failureKind == FailureKind::Internal ? u"ended before a verdict"_s
                                                           : u"aborted before a verdict"_s;
    case RunEnd::Stopped:
        switch (result.stopCause) {
        case StopCause::User:
            return u"stopped by hand before the end of its plan"_s;
        case StopCause::Threshold:
            return u"stopped by a threshold before the end of its plan"_s;
        case StopCause::SaleEnded:
            return u"stopped at the end of the sale, before the end of its plan"_s;
        case StopCause::Internal:
            return u"stopped by an error of this program before the end of its plan"_s;
        case StopCause::None:
            break;
        }
        return u"stopped before the end of its plan"_s;
    case RunEnd::Completed:
        break;
    }
    return {};
}

} // namespace

QString saleBlock(const RunResult &result, bool colour)
{
    if (result.journeysStarted == 0) {
        return {};
    }
    TextTable table({Align::Left, Align::Left});
    table.addRow({{u"virtual users"_s},
        {u"%1 of %2 planned"_s.arg(formatCount(result.health.reachedPeak), formatCount(result.health.plannedPeak))}});
    table.addRow({{u"journeys"_s}, {formatCount(result.journeysStarted)}});
    table.addRow({{u"buy attempts"_s}, {counterText(result, u"fs_buy_attempts")}});
    table.addRow({{u"purchases"_s}, {outcomeText(result, Outcome::Success), Colour::Strong}});
    table.addRow({{u"failures"_s}, {outcomeText(result, Outcome::Failed)}});
    table.addRow({{u"give-ups"_s}, {outcomeText(result, Outcome::GaveUp)}});
    table.addRow({{u"interrupted"_s}, {outcomeText(result, Outcome::Interrupted)}});
    table.addRow({{u"journey time"_s}, {trendText(result, u"fs_t_journey")}});
    // A hold comes unseen, between two looks: what is known is a range, and its width depends on the polling.
    table.addRow({{u"buy to hold, at most"_s}, {trendText(result, u"fs_t_buy_to_hold")}});
    if (result.find(u"fs_t_buy_to_hold_least")) {
        table.addRow({{u"buy to hold, at least"_s}, {trendText(result, u"fs_t_buy_to_hold_least")}});
    }
    table.addRow({{u"seen by polling"_s}, {pollingText(result.profile.buyer) + " apart"_L1}});
    table.addRow({{u"hold to confirm"_s}, {trendText(result, u"fs_t_hold_to_confirm")}});
    if (const QString early = earlyBuyersText(result); !early.isEmpty()) {
        table.addRow({{u"before the opening"_s}, {early}});
    }
    if (const QString clock = shopClockText(result); !clock.isEmpty()) {
        table.addRow({{u"clocks"_s}, {clock, shopClockDiffers(result) ? Colour::Warning : Colour::None}});
    }
    return blockTitle(u"FLASH SALE"_s, result.health.generatorBound(), colour) + table.render(4, colour) + u'\n';
}

QString verificationBlock(const RunResult &result, bool colour)
{
    const VerificationReport &report = result.verification;
    if (!report.performed) {
        return {};
    }
    TextTable table({Align::Left, Align::Left, Align::Left, Align::Left, Align::Left, Align::Left, Align::Right});
    table.addHeader({u"verdict"_s, u"id"_s, u"check"_s, u"severity"_s, u"expected"_s, u"actual"_s, u"difference"_s});
    for (const CheckRow &check : report.checks) {
        const QString difference = check.difference ? formatDifference(check.difference) : QString();
        table.addRow({{verdictText(check.verdict), colourOf(check.verdict)}, {toString(check.id)},
            {displayText(check.title, 60)}, {toString(check.severity).toString()}, {displayText(check.expected, 80)},
            {displayText(check.actual, 80)}, {difference}});
        addFindings(table, check);
    }
    QString text = blockTitle(u"VERIFICATION"_s, false, colour) + table.render(4, colour);
    text += u"    read %1 of %2 buyers in %3"_s.arg(
        formatCount(report.buyersAnswered), formatCount(report.buyersAsked), formatTime(report.took));
    text += report.cancelled ? u", cancelled"_s : report.timedOut ? u", timed out"_s : QString();
    return text + "\n\n"_L1;
}

QString generatorBlock(const RunResult &result, bool colour)
{
    const GeneratorHealth &health = result.health;
    if (result.loadTime().count() == 0) {
        return {};
    }
    QStringList parts{u"workers %1"_s.arg(formatCount(health.workers))};
    if (health.measured()) {
        parts.append(u"loop lag p50 %1, p99 %2, max %3 (limit %4)"_s.arg(formatTime(health.loopLagP50),
            formatTime(health.loopLagP99), formatTime(health.loopLagMax), formatTime(health.lagLimit)));
    } else {
        parts.append(u"loop lag not measured"_s);
    }
    if (health.timerSamples > 0) {
        parts.append(u"timers late p99 %1"_s.arg(formatTime(health.timerLatenessP99)));
    }
    if (const auto share = health.cpuShare()) {
        parts.append(u"CPU %1 of a core over load and drain"_s.arg(formatPercent(*share)));
    }
    if (health.peakMemory > 0) {
        parts.append(u"memory %1"_s.arg(formatBytes(double(health.peakMemory))));
    }
    if (health.peakSockets) {
        parts.append(u"sockets %1 at most"_s.arg(formatCount(*health.peakSockets)));
    }
    if (health.localFailures > 0) {
        parts.append(u"requests that never left this machine %1"_s.arg(formatCount(health.localFailures)));
    }
    QString text = u"    generator: "_s + parts.join(u" \u00b7 "_s) + u'\n';
    if (health.generatorBound()) {
        const QString warning =
            u"! generator-bound: this machine could not keep up, the times do not describe the shop"_s;
        text += u"    "_s + painted(warning, Colour::Warning, colour) + u'\n';
    }
    if (result.samplesDropped > 0) {
        const QString warning =
            u"! samples dropped by line outputs that could not keep up: %1"_s.arg(formatCount(result.samplesDropped));
        text += u"    "_s + painted(warning, Colour::Warning, colour) + u'\n';
    }
    return text + u'\n';
}

QString verdictBlock(const RunResult &result, bool colour)
{
    QString text;
    if (const QString end = endLine(result); !end.isEmpty()) {
        text += u"  "_s + end
            + (result.failure.isEmpty() ? QString() : QString(u": "_s + displayText(result.failure, 600))) + u'\n';
    }
    if (result.health.generatorBound()) {
        const QString warning = u"! generator-bound: the times and rates of this run do not describe the shop"_s;
        text += u"  "_s + painted(warning, Colour::Warning, colour) + u'\n';
    }
    std::vector<VerdictRemark> remarks = verdictRemarks(result);
    if (const auto open = openSaleRemark(result)) {
        remarks.push_back(*open);
    }
    for (const VerdictRemark &remark : remarks) {
        text += u"  "_s + painted(verdictSign(remark.tone) + u' ' + remark.text, colourOf(remark.tone), colour) + u'\n';
    }
    const VerdictSummary summary = summarise(result);
    const auto half = [colour](const VerdictHalf &of) {
        // What is faint in a table is no faint matter as a headline.
        const Colour tone = of.tone == CheckVerdict::NoData ? Colour::Warning : colourOf(of.tone);
        return painted(of.signedHeadline(), tone, colour);
    };
    text += u"  "_s + half(summary.books);
    if (!result.thresholds.empty()) {
        text += u" \u00b7 "_s + half(summary.thresholds);
    }
    text += u'\n';
    if (result.verification.performed) {
        text += u"  starting %1 \u00b7 paid %2 \u00b7 remaining %3 \u00b7 difference %4\n"_s.arg(
            summary.starting, summary.paid, summary.remaining, summary.difference);
    }
    return text;
}

} // namespace doorbuster::console
