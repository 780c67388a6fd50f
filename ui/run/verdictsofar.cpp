// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/verdictsofar.h"

#include "core/text/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using State = ThresholdResult::State;
using Tone = VerdictSoFar::Tone;

struct VerdictSoFarWords {
    Q_DECLARE_TR_FUNCTIONS(VerdictSoFar)
};

VerdictSoFar make(Tone tone, const QString &word, const QString &detail = {})
{
    const QString sign = tone == Tone::Good ? u"✓"_s
        : tone == Tone::Bad                 ? u"✕"_s
        : tone == Tone::Warning             ? u"!"_s
                                            : u"–"_s;
    return {tone, sign + u' ' + word, detail};
}

QString failedThresholds(const RunFigures &figures)
{
    return VerdictSoFarWords::tr("%1 of %2 thresholds failed")
        .arg(formatCount(figures.count(State::Fail)), formatCount(figures.thresholds.size()));
}

/// What speaks against the run already; its word is empty where nothing does.
VerdictSoFar objection(const RunFigures &figures)
{
    if (figures.startingStock && qint64(figures.confirmed) > *figures.startingStock) {
        return make(Tone::Bad, VerdictSoFarWords::tr("orders exceed stock"),
            VerdictSoFarWords::tr("%1 confirmed of %2")
                .arg(formatCount(figures.confirmed), formatCount(figures.startingStock)));
    }
    if (figures.stock && *figures.stock < 0) {
        return make(Tone::Bad, VerdictSoFarWords::tr("stock below zero"),
            VerdictSoFarWords::tr("the shop reports %1").arg(formatCount(figures.stock)));
    }
    if (figures.count(State::Fail) > 0) {
        return make(Tone::Bad, VerdictSoFarWords::tr("thresholds failed"), failedThresholds(figures));
    }
    if (figures.health.generatorBound()) {
        return make(Tone::Warning, VerdictSoFarWords::tr("generator-bound"),
            VerdictSoFarWords::tr("times do not describe the shop"));
    }
    return {};
}

QString ahead(const RunFigures &figures)
{
    switch (figures.phase) {
    case RunPhase::Draining:
        return VerdictSoFarWords::tr("the last journeys end");
    case RunPhase::Settling:
        return VerdictSoFarWords::tr("the shop settles, then it is verified");
    default:
        return VerdictSoFarWords::tr("verified at the end");
    }
}

VerdictSoFar whileLoading(const RunFigures &figures)
{
    VerdictSoFar found = objection(figures);
    if (!found.word.isEmpty()) {
        return found;
    }
    // Without an answer there is nothing that could be on track.
    const bool answered = figures.all() && figures.all()->failedShare;
    return answered ? make(Tone::Good, VerdictSoFarWords::tr("on track"), ahead(figures))
                    : make(Tone::Neutral, VerdictSoFarWords::tr("no data yet"));
}

VerdictSoFar whileVerifying(const RunFigures &figures)
{
    const QString buyers = figures.buyersToVerify > 0
        ? VerdictSoFarWords::tr("%1 of %2 buyers read")
              .arg(formatCount(figures.verifiedBuyers), formatCount(figures.buyersToVerify))
        : VerdictSoFarWords::tr("reading the books");
    const QString failed = figures.count(State::Fail) > 0 ? QString(failedThresholds(figures) + u" · "_s) : QString();
    return {Tone::Neutral, u"… "_s + VerdictSoFarWords::tr("being verified"), failed + buyers};
}

QString headlineWord(Headline headline)
{
    switch (headline) {
    case Headline::Pass:
        return VerdictSoFarWords::tr("PASS");
    case Headline::Overbooking:
        return VerdictSoFarWords::tr("OVERBOOKING");
    case Headline::Underselling:
        return VerdictSoFarWords::tr("UNDERSELLING");
    case Headline::Inconsistent:
        return VerdictSoFarWords::tr("INCONSISTENT");
    case Headline::RulesBroken:
        return VerdictSoFarWords::tr("RULES BROKEN");
    case Headline::Inconclusive:
        return VerdictSoFarWords::tr("INCONCLUSIVE");
    }
    Q_UNREACHABLE();
}

VerdictSoFar whenVerified(const RunFigures &figures, const RunConclusion &conclusion)
{
    const QString word = headlineWord(conclusion.headline);
    const int failed = figures.count(State::Fail);
    const QString thresholds = figures.thresholds.empty() ? QString()
        : failed > 0                                      ? failedThresholds(figures)
                                                          : VerdictSoFarWords::tr("no threshold failed");
    if (conclusion.headline == Headline::Inconclusive) {
        return {Tone::Warning, u"? "_s + word, thresholds};
    }
    if (conclusion.headline != Headline::Pass || conclusion.overall == CheckVerdict::Fail) {
        return make(Tone::Bad, word, thresholds);
    }
    if (failed > 0) {
        // As the verdict's page says it: neither half speaks for the other.
        return {Tone::Bad, u"✓ "_s + word + u" · ✕ "_s + VerdictSoFarWords::tr("%1 failed").arg(formatCount(failed)),
            thresholds};
    }
    if (conclusion.overall == CheckVerdict::Inconclusive || conclusion.overall == CheckVerdict::NoData) {
        return {Tone::Warning, u"? "_s + headlineWord(Headline::Inconclusive), thresholds};
    }
    if (figures.health.generatorBound()) {
        return make(Tone::Warning, word, VerdictSoFarWords::tr("generator-bound: times do not describe the shop"));
    }
    if (conclusion.overall == CheckVerdict::Warn) {
        return make(Tone::Warning, word, VerdictSoFarWords::tr("with warnings"));
    }
    return make(Tone::Good, word, thresholds);
}

VerdictSoFar whenOver(const RunFigures &figures, const RunConclusion &conclusion)
{
    if (conclusion.verified) {
        return whenVerified(figures, conclusion);
    }
    switch (conclusion.end) {
    case RunEnd::Failed:
        return make(Tone::Bad, VerdictSoFarWords::tr("set-up failed"), displayText(conclusion.failure));
    case RunEnd::Aborted:
        return {
            Tone::Warning, u"? "_s + VerdictSoFarWords::tr("aborted"), VerdictSoFarWords::tr("ended before a verdict")};
    default:
        return {Tone::Warning, u"? "_s + VerdictSoFarWords::tr("no verdict"),
            VerdictSoFarWords::tr("the books were not read")};
    }
}

} // namespace

VerdictSoFar verdictSoFar(const RunFigures &figures)
{
    if (figures.conclusion) {
        return whenOver(figures, *figures.conclusion);
    }
    switch (figures.phase) {
    case RunPhase::Idle:
    case RunPhase::Setup:
        return make(Tone::Neutral, VerdictSoFarWords::tr("setting up"));
    case RunPhase::Countdown: {
        const auto left = figures.phasePlanned.value_or(figures.phaseElapsed) - figures.phaseElapsed;
        return make(Tone::Neutral, VerdictSoFarWords::tr("starting"),
            left.count() > 0
                ? VerdictSoFarWords::tr("first buyer in %1").arg(formatClock(left + std::chrono::milliseconds(999)))
                : QString());
    }
    case RunPhase::Load:
    case RunPhase::Draining:
    case RunPhase::Settling:
        return whileLoading(figures);
    case RunPhase::Verifying:
    case RunPhase::Finished: // the result follows at once
        return whileVerifying(figures);
    case RunPhase::Failed:
        return make(Tone::Bad, VerdictSoFarWords::tr("set-up failed"));
    case RunPhase::Aborted:
        return {
            Tone::Warning, u"? "_s + VerdictSoFarWords::tr("aborted"), VerdictSoFarWords::tr("ended before a verdict")};
    }
    Q_UNREACHABLE();
}

} // namespace doorbuster
