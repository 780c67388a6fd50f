// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/verdictsummary.h"

#include "finishedrun.h"

#include <QTest>

#include <functional>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Change = std::function<void(RunResult &)>;

Q_DECLARE_METATYPE(Change)

namespace {

QStringList remarksOf(const VerdictSummary &summary)
{
    QStringList remarks;
    for (const VerdictRemark &remark : summary.remarks)
        remarks += toString(remark.tone) + u": "_s + remark.text;
    return remarks;
}

Change overall(CheckVerdict verdict, Headline headline)
{
    return [=](RunResult &result) {
        result.verification.overall = verdict;
        result.verification.headline = headline;
    };
}

} // namespace

class TestVerdictSummary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passed()
    {
        const VerdictSummary summary = summarise(passedRun());
        QCOMPARE(summary.headline, u"✓ PASS"_s);
        QCOMPARE(toString(summary.tone), toString(CheckVerdict::Pass));
        QCOMPARE(summary.sentence, u"all 9 checks passed · thresholds passed · verified 5,212 buyers in 2.1 s"_s);
        QVERIFY(summary.remarks.empty());
        QCOMPARE(summary.starting, u"100"_s);
        QCOMPARE(summary.paid, u"100"_s);
        QCOMPARE(summary.remaining, u"0"_s);
        QCOMPARE(summary.difference, u"0"_s);
        QVERIFY(!summary.differs);
    }

    void overbooked()
    {
        RunResult result = overbookedRun();
        result.thresholds[0].state = ThresholdResult::State::Fail;
        const VerdictSummary summary = summarise(result);
        QCOMPARE(summary.headline, u"✕ OVERBOOKING DETECTED"_s);
        QCOMPARE(toString(summary.tone), toString(CheckVerdict::Fail));
        QCOMPARE(summary.sentence,
            u"2 of 9 checks failed · 1 warning · 1 not judged · 1 of 7 thresholds crossed · verified 5,212 buyers in "
            "2.1 s"_s);
        QCOMPARE(summary.difference, u"+3"_s);
        QVERIFY(summary.differs);
    }

    void inconclusive()
    {
        RunResult result = inconclusiveRun();
        result.thresholds[0].state = ThresholdResult::State::NoData;
        result.verification.timedOut = true;
        const VerdictSummary summary = summarise(result);
        QCOMPARE(summary.headline, u"? INCONCLUSIVE"_s);
        QCOMPARE(summary.sentence,
            u"8 of 9 checks passed · 1 not judged · thresholds passed, 1 without data · verified 4,100 of 5,212 buyers "
            "in 2.1 s"_s);
        QCOMPARE(remarksOf(summary),
            QStringList{u"warn: The time for reading the books was over before they were read to their end"_s});
        QCOMPARE(summary.starting, u"100"_s);
        QCOMPARE(summary.paid, u"–"_s);
        QCOMPARE(summary.remaining, u"–"_s);
        QCOMPARE(summary.difference, u"–"_s);
    }

    void headlines_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<CheckVerdict>("tone");
        const auto row = [](const char *name, const Change &change, const QString &headline, CheckVerdict tone) {
            QTest::newRow(name) << change << headline << tone;
        };
        row("underselling", overall(CheckVerdict::Fail, Headline::Underselling), u"✕ UNDERSELLING DETECTED"_s,
            CheckVerdict::Fail);
        row("inconsistent", overall(CheckVerdict::Fail, Headline::Inconsistent), u"✕ INCONSISTENT ORDERS"_s,
            CheckVerdict::Fail);
        row("rules broken", overall(CheckVerdict::Fail, Headline::RulesBroken), u"✕ SALE RULES BROKEN"_s,
            CheckVerdict::Fail);
        row("warnings", overall(CheckVerdict::Warn, Headline::Pass), u"! PASS, with warnings"_s, CheckVerdict::Warn);
        row("nothing to judge", overall(CheckVerdict::NoData, Headline::Inconclusive), u"? INCONCLUSIVE"_s,
            CheckVerdict::Inconclusive);
        row(
            "never verified", [](RunResult &result) { result.verification = {}; }, u"– NO VERDICT"_s,
            CheckVerdict::NoData);
        row(
            "set-up failed", [](RunResult &result) { result = failedRun(); }, u"– NO VERDICT"_s, CheckVerdict::Fail);
        row(
            "aborted", [](RunResult &result) { result.end = RunEnd::Aborted; }, u"– NO VERDICT"_s,
            CheckVerdict::NoData);
        row(
            "aborted, though something was proven by then",
            [](RunResult &result) {
                result = overbookedRun();
                result.end = RunEnd::Aborted;
            },
            u"– NO VERDICT"_s, CheckVerdict::NoData);
        row(
            "stopped by hand", [](RunResult &result) { result.end = RunEnd::Stopped; }, u"✓ PASS"_s,
            CheckVerdict::Pass);
    }

    void headlines()
    {
        QFETCH(Change, change);
        QFETCH(QString, headline);
        QFETCH(CheckVerdict, tone);
        RunResult result = passedRun();
        change(result);
        const VerdictSummary summary = summarise(result);
        QCOMPARE(summary.headline, headline);
        QCOMPARE(toString(summary.tone), toString(tone));
        QCOMPARE(hasVerdict(result), !headline.endsWith(u"NO VERDICT"_s));
    }

    void remarks_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("remarks");
        const auto row = [](const char *name, const Change &change, const QString &remark) {
            QTest::newRow(name) << change << QStringList{remark};
        };
        row(
            "set-up failed", [](RunResult &result) { result = failedRun(); },
            u"fail: The set-up failed: POST /flash-sales answered 409"_s);
        row(
            "set-up timed out",
            [](RunResult &result) {
                result = failedRun();
                result.failureKind = FailureKind::SetupTimeout;
                result.failure = u"no\nanswer\u202e"_s;
            },
            u"fail: The set-up timed out: no␊answer‹U+202E›"_s);
        row(
            "aborted",
            [](RunResult &result) {
                result.end = RunEnd::Aborted;
                result.failure = u"Ended by hand in the phase \"load\""_s;
                result.verification = {};
            },
            u"warn: Aborted before a verdict: Ended by hand in the phase \"load\""_s);
        const auto stopped = [](StopCause cause) {
            return [cause](RunResult &result) {
                result.end = RunEnd::Stopped;
                result.stopCause = cause;
            };
        };
        row("stopped by hand", stopped(StopCause::User),
            u"warn: Stopped by hand before the end of its plan; what was sold until then is verified"_s);
        row("stopped by a threshold", stopped(StopCause::Threshold),
            u"warn: Stopped by a threshold before the end of its plan; what was sold until then is verified"_s);
        row("sale over", stopped(StopCause::SaleEnded), u"warn: The sale ended before the plan did"_s);
        row("stopped", stopped(StopCause::None), u"warn: Stopped before the end of its plan"_s);
        row(
            "cancelled", [](RunResult &result) { result.verification.cancelled = true; },
            u"warn: The reading of the books was cancelled; the table holds what was read until then"_s);
        row("nothing to judge", overall(CheckVerdict::NoData, Headline::Inconclusive),
            u"warn: There was nothing to judge"_s);
        row(
            "slow generator", [](RunResult &result) { result.health.loopLagP99 = 81ms; },
            u"warn: Generator-bound: this machine could not keep up (its loop lagged by 81 ms (p99), the limit is 50 "
            "ms). The times do not describe the shop"_s);
        row(
            "no sockets", [](RunResult &result) { result.health.localFailures = 1; },
            u"warn: Generator-bound: this machine could not keep up (1 request never left this machine). The times do "
            "not describe the shop"_s);
    }

    void remarks()
    {
        QFETCH(Change, change);
        QFETCH(QStringList, remarks);
        RunResult result = passedRun();
        change(result);
        QCOMPARE(remarksOf(summarise(result)), remarks);
    }

    void nothingIsShownThatWasNotRead()
    {
        RunResult result = failedRun();
        result.verification.starting = 100; // as a file may have it
        result.verification.difference = 7;
        const VerdictSummary summary = summarise(result);
        for (const QString &input : {summary.starting, summary.paid, summary.remaining, summary.difference})
            QCOMPARE(input, u"–"_s);
        QVERIFY(!summary.differs);
        QCOMPARE(summary.sentence, QString());
    }

    void oneBuyer()
    {
        RunResult result = passedRun();
        result.verification.buyersAsked = 1;
        result.verification.buyersAnswered = 1;
        result.verification.took = 0ns;
        result.thresholds.clear();
        QCOMPARE(summarise(result).sentence, u"all 9 checks passed · verified 1 buyer"_s);
    }
};

QTEST_MAIN(TestVerdictSummary)
#include "tst_verdictsummary.moc"
