// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/verdictsummary.h"

#include "core/text/format.h"
#include "tests/support/testprogram.h"

#include "finishedrun.h"

#include <QTest>

#include <functional>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Change = std::function<void(RunResult &)>;

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
        QCOMPARE(summary.books.signedHeadline(), u"✓ PASS"_s);
        QCOMPARE(toString(summary.books.tone), toString(CheckVerdict::Pass));
        QCOMPARE(summary.books.sentence, u"all 10 checks passed · verified 5,212 buyers in 2.1 s"_s);
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
        QCOMPARE(summary.books.signedHeadline(), u"✕ OVERBOOKING DETECTED"_s);
        QCOMPARE(toString(summary.books.tone), toString(CheckVerdict::Fail));
        QCOMPARE(summary.books.sentence,
            u"2 of 10 checks failed · 1 warning · 1 without data · verified 5,212 buyers in 2.1 s"_s);
        QCOMPARE(summary.thresholds.signedHeadline(), u"✕ 1 threshold failed"_s);
        QCOMPARE(summary.thresholds.sentence, u"6 of 7 held"_s);
        QCOMPARE(summary.line, u"OVERBOOKING DETECTED · 1 threshold failed"_s);
        QCOMPARE(summary.failedThresholds.size(), 1U);
        QCOMPARE(summary.failedThresholds[0].rule, u"http_req_failed: rate<0.01"_s);
        QCOMPARE(summary.failedThresholds[0].actual, u"0 %"_s);
        QCOMPARE(summary.difference, u"+3"_s);
        QVERIFY(summary.differs);
    }

    void inconclusive()
    {
        RunResult result = inconclusiveRun();
        result.thresholds[0].state = ThresholdResult::State::NoData;
        result.verification.timedOut = true;
        const VerdictSummary summary = summarise(result);
        QCOMPARE(summary.books.signedHeadline(), u"? INCONCLUSIVE"_s);
        QCOMPARE(summary.books.sentence,
            u"9 of 10 checks passed · 1 inconclusive · verified 4,100 of 5,212 buyers in 2.1 s"_s);
        QCOMPARE(summary.thresholds.signedHeadline(), u"– 6 of 7 thresholds held"_s);
        QCOMPARE(summary.thresholds.sentence, u"1 without data"_s);
        QCOMPARE(remarksOf(summary),
            (QStringList{
                u"inconclusive: The shop's books are not known in full: the orders of 1,112 of 5,212 buyers could "
                "not be read"_s,
                u"warn: The time for reading the books was over before they were read to their end"_s}));
        QCOMPARE(summary.starting, u"100"_s);
        QCOMPARE(summary.paid, u"–"_s);
        QCOMPARE(summary.remaining, u"–"_s);
        QCOMPARE(summary.difference, u"–"_s);
    }

    void thresholds_data()
    {
        QTest::addColumn<QList<int>>("states"); // how many passed, failed, had no data
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("sentence");
        const auto row = [](QList<int> states, const QString &headline, const QString &sentence = {}) {
            QTest::newRow(qPrintable(headline + sentence)) << states << headline << sentence;
        };
        row({0, 0, 0}, u"– no thresholds"_s);
        row({1, 0, 0}, u"✓ the threshold held"_s);
        row({5, 0, 0}, u"✓ all 5 thresholds held"_s);
        row({4, 0, 1}, u"– 4 of 5 thresholds held"_s, u"1 without data"_s);
        row({4, 2, 1}, u"✕ 2 thresholds failed"_s, u"4 of 7 held · 1 without data"_s);
        row({0, 1, 0}, u"✕ 1 threshold failed"_s, u"0 of 1 held"_s);
        row({0, 0, 1}, u"– threshold without data"_s);
        row({0, 0, 3}, u"– thresholds without data"_s);
    }

    void thresholds()
    {
        QFETCH(QList<int>, states);
        RunResult result = passedRun();
        result.thresholds.clear();
        using Threshold = ThresholdResult::State;
        const Threshold all[] = {Threshold::Pass, Threshold::Fail, Threshold::NoData};
        for (int i = 0; i < 3; ++i) {
            for (int count = 0; count < states[i]; ++count)
                result.thresholds.push_back({.metric = u"vus"_s, .expression = u"value>0"_s, .state = all[i]});
        }
        const VerdictSummary summary = summarise(result);
        QTEST(summary.thresholds.signedHeadline(), "headline");
        QTEST(summary.thresholds.sentence, "sentence");
        // A threshold that fails leaves the books what they are, and is told all the same.
        QCOMPARE(summary.books.signedHeadline(), u"✓ PASS"_s);
        QCOMPARE(summary.line,
            states == QList<int>({0, 0, 0}) ? u"PASS"_s : QString(u"PASS · "_s + summary.thresholds.headline));
        QCOMPARE(summary.tone == CheckVerdict::Fail, states[1] > 0);
    }

    /// Whatever else was found: that the books are not known is told in the headline, and why beside it.
    void unreadBooksAreTold()
    {
        RunResult result = overbookedRun();
        result.verification.headline = Headline::RulesBroken;
        result.verification.paid.reset();
        result.verification.unread = u"the sale could not be read: no answer"_s;
        VerdictSummary summary = summarise(result);
        QCOMPARE(summary.books.signedHeadline(), u"✕ SALE RULES BROKEN · the books could not be read"_s);
        QCOMPARE(remarksOf(summary),
            QStringList{
                u"inconclusive: The shop's books are not known in full: the sale could not be read: no answer"_s});
        result.verification.paid = 103;
        QCOMPARE(summarise(result).books.headline, u"SALE RULES BROKEN · the books were not read in full"_s);
    }

    void tooLittleTested()
    {
        RunResult result = passedRun();
        CheckRow &tested = checkOf(result, u"V20"_s);
        tested.verdict = CheckVerdict::Inconclusive;
        tested.note = u"No journey began."_s;
        QCOMPARE(remarksOf(summarise(result)),
            QStringList{u"inconclusive: Too little was tested (V20): No journey began."_s});
        // A result of before the check was there stays what it was.
        result.verification.checks.pop_back();
        QCOMPARE(remarksOf(summarise(result)),
            QStringList{u"inconclusive: Verified by a version that did not judge whether something was tested (V20): "
                        "verify again"_s});
        QCOMPARE(summarise(result).books.signedHeadline(), u"✓ PASS"_s);
    }

    void offIsNeverCounted()
    {
        RunResult result = passedRun();
        checkOf(result, u"V19"_s).verdict = CheckVerdict::Off;
        result.verification.took = 0ns;
        QCOMPARE(summarise(result).books.sentence, u"all 9 checks passed · 1 off · verified 5,212 buyers"_s);
    }

    /// What fails of the tester alone is no word on the shop.
    void ownFailures()
    {
        RunResult result = passedRun();
        overall(CheckVerdict::Fail, Headline::Inconclusive)(result);
        QCOMPARE(summarise(result).books.signedHeadline(), u"? INCONCLUSIVE"_s);
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
        QCOMPARE(summary.books.signedHeadline(), headline);
        QCOMPARE(toString(summary.books.tone), toString(tone));
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
                result.saleCreated = false;
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

    /// A run without a verdict leaves its sale behind.
    void namesTheSaleThatStaysOpen()
    {
        RunResult result = passedRun();
        result.saleId = "6b02\u202e";
        result.saleCreated = true;
        result.saleEndsAt = 1'795'345'922'000;
        QCOMPARE(remarksOf(summarise(result)), QStringList());
        result.end = RunEnd::Aborted;
        const QStringList aborted = remarksOf(summarise(result));
        QCOMPARE(aborted.size(), 2);
        QCOMPARE(aborted.last(),
            QString(u"warn: The sale 6b02‹U+202E› that this run created stays at the shop, open until "_s
                + formatDateTime(result.saleEndsAt)));
        result.saleEndsAt.reset();
        QVERIFY(remarksOf(summarise(result)).last().endsWith(u"stays open at the shop"_s));
        result.saleCreated = false;
        QCOMPARE(remarksOf(summarise(result)).size(), 1);
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
        QCOMPARE(summary.books.sentence, QString());
    }

    void oneBuyer()
    {
        RunResult result = passedRun();
        result.verification.buyersAsked = 1;
        result.verification.buyersAnswered = 1;
        result.verification.took = 0ns;
        result.thresholds.clear();
        QCOMPARE(summarise(result).books.sentence, u"all 10 checks passed · verified 1 buyer"_s);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestVerdictSummary)
#include "tst_verdictsummary.moc"
