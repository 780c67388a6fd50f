// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/verdictsofar.h"

#include "madeuprun.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <functional>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ThresholdResult::State;
using Tone = VerdictSoFar::Tone;

Q_DECLARE_METATYPE(doorbuster::RunFigures)

namespace {

/// A load that goes as it should.
RunFigures goingWell(RunPhase phase = RunPhase::Load)
{
    RunFigures figures;
    figures.phase = phase;
    figures.health = healthyGenerator();
    figures.startingStock = 100;
    figures.confirmed = 100;
    figures.requests = {{.name = RequestName::Buy, .count = 5, .failedShare = 0.0}, {.count = 5, .failedShare = 0.0}};
    figures.thresholds = {{.metric = u"a"_s, .state = State::Pass, .actual = 1.0}, {.metric = u"b"_s}};
    return figures;
}

RunFigures finished(Headline headline, CheckVerdict overall)
{
    RunFigures figures = goingWell(RunPhase::Finished);
    figures.conclusion = RunConclusion{.verified = true, .headline = headline, .overall = overall};
    return figures;
}

RunFigures with(RunFigures figures, const std::function<void(RunFigures &)> &change)
{
    change(figures);
    return figures;
}

const auto failing = [](RunFigures &figures) { figures.thresholds[1].state = State::Fail; };
const auto bound = [](RunFigures &figures) { figures.health.loopLagP99 = 80ms; };

} // namespace

class TestVerdictSoFar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<RunFigures>("figures");
        QTest::addColumn<int>("tone");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const RunFigures &figures, Tone tone, const QString &word,
                             const QString &detail) { QTest::newRow(name) << figures << int(tone) << word << detail; };

        row("set-up", goingWell(RunPhase::Setup), Tone::Neutral, u"– setting up"_s, {});
        row("countdown",
            with(goingWell(RunPhase::Countdown),
                [](RunFigures &figures) {
                    figures.phasePlanned = 3s;
                    figures.phaseElapsed = 500ms;
                }),
            Tone::Neutral, u"– starting"_s, u"first buyer in 0:03"_s);
        row("load", goingWell(), Tone::Good, u"✓ on track"_s, u"verified at the end"_s);
        row("draining", goingWell(RunPhase::Draining), Tone::Good, u"✓ on track"_s, u"the last journeys end"_s);
        row("settling", goingWell(RunPhase::Settling), Tone::Good, u"✓ on track"_s,
            u"the shop settles, then it is verified"_s);
        row("no answer yet", with(goingWell(), [](RunFigures &figures) { figures.requests.clear(); }), Tone::Neutral,
            u"– no data yet"_s, {});
        row("threshold", with(goingWell(), failing), Tone::Bad, u"✕ thresholds failed"_s,
            u"1 of 2 thresholds failed"_s);
        row("too many orders", with(goingWell(), [](RunFigures &figures) { figures.confirmed = 101; }), Tone::Bad,
            u"✕ orders exceed stock"_s, u"101 confirmed of 100"_s);
        row("orders, stock not certain",
            with(goingWell(),
                [](RunFigures &figures) {
                    figures.confirmed = 101;
                    figures.startingStock.reset();
                }),
            Tone::Good, u"✓ on track"_s, u"verified at the end"_s);
        row("negative stock", with(goingWell(), [](RunFigures &figures) { figures.stock = -2; }), Tone::Bad,
            u"✕ stock below zero"_s, u"the shop reports -2"_s);
        row("generator", with(goingWell(), bound), Tone::Warning, u"! generator-bound"_s,
            u"times do not describe the shop"_s);
        row("verifying",
            with(goingWell(RunPhase::Verifying),
                [](RunFigures &figures) {
                    figures.verifiedBuyers = 1200;
                    figures.buyersToVerify = 5000;
                }),
            Tone::Neutral, u"… being verified"_s, u"1,200 of 5,000 buyers read"_s);
        row("verifying a failing one", with(goingWell(RunPhase::Verifying), failing), Tone::Neutral,
            u"… being verified"_s, u"1 of 2 thresholds failed · reading the books"_s);
        row("verified, no result yet", goingWell(RunPhase::Finished), Tone::Neutral, u"… being verified"_s,
            u"reading the books"_s);

        row("pass", finished(Headline::Pass, CheckVerdict::Pass), Tone::Good, u"✓ PASS"_s, u"no threshold failed"_s);
        row("pass, thresholds failed", with(finished(Headline::Pass, CheckVerdict::Pass), failing), Tone::Bad,
            u"✓ PASS · ✕ 1 failed"_s, u"1 of 2 thresholds failed"_s);
        row("pass with warnings", finished(Headline::Pass, CheckVerdict::Warn), Tone::Warning, u"! PASS"_s,
            u"with warnings"_s);
        row("pass, generator-bound", with(finished(Headline::Pass, CheckVerdict::Warn), bound), Tone::Warning,
            u"! PASS"_s, u"generator-bound: times do not describe the shop"_s);
        row("a headline without checks", finished(Headline::Pass, CheckVerdict::NoData), Tone::Warning,
            u"? INCONCLUSIVE"_s, u"no threshold failed"_s);
        row("overbooking", finished(Headline::Overbooking, CheckVerdict::Fail), Tone::Bad, u"✕ OVERBOOKING"_s,
            u"no threshold failed"_s);
        row("underselling", with(finished(Headline::Underselling, CheckVerdict::Fail), failing), Tone::Bad,
            u"✕ UNDERSELLING"_s, u"1 of 2 thresholds failed"_s);
        row("inconsistent", finished(Headline::Inconsistent, CheckVerdict::Fail), Tone::Bad, u"✕ INCONSISTENT"_s,
            u"no threshold failed"_s);
        row("rules broken", finished(Headline::RulesBroken, CheckVerdict::Fail), Tone::Bad, u"✕ RULES BROKEN"_s,
            u"no threshold failed"_s);
        row("inconclusive", finished(Headline::Inconclusive, CheckVerdict::Inconclusive), Tone::Warning,
            u"? INCONCLUSIVE"_s, u"no threshold failed"_s);
        row("set-up failed",
            with(goingWell(RunPhase::Failed),
                [](RunFigures &figures) {
                    figures.conclusion = RunConclusion{.end = RunEnd::Failed, .failure = u"no\x1b"_s};
                }),
            Tone::Bad, u"✕ set-up failed"_s, u"no␛"_s);
        row("aborted",
            with(goingWell(RunPhase::Aborted),
                [](RunFigures &figures) { figures.conclusion = RunConclusion{.end = RunEnd::Aborted}; }),
            Tone::Warning, u"? aborted"_s, u"ended before a verdict"_s);
        row("not verified",
            with(goingWell(RunPhase::Finished),
                [](RunFigures &figures) { figures.conclusion = RunConclusion{.end = RunEnd::Stopped}; }),
            Tone::Warning, u"? no verdict"_s, u"the books were not read"_s);
    }

    void says()
    {
        QFETCH(RunFigures, figures);
        const VerdictSoFar verdict = verdictSoFar(figures);
        QTEST(int(verdict.tone), "tone");
        QTEST(verdict.word, "word");
        QTEST(verdict.detail, "detail");
    }

    /// Whatever the figures are: only a verified result is called a pass.
    void neverAPassBeforeVerification()
    {
        for (int phase = int(RunPhase::Idle); phase <= int(RunPhase::Aborted); ++phase) {
            const VerdictSoFar verdict = verdictSoFar(goingWell(RunPhase(phase)));
            QVERIFY(!verdict.word.contains(u"pass"_s, Qt::CaseInsensitive));
        }
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestVerdictSoFar)
#include "tst_verdictsofar.moc"
