// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resulttext.h"

#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestResultText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thresholds()
    {
        QStringList texts;
        for (const ThresholdResult &threshold : sampleResult().thresholds)
            texts += thresholdActualText(threshold);
        QCOMPARE(texts,
            QStringList({u"rate=0.2011 %"_s, u"p(95)=441.25 ms"_s, u"p(99)=5,000.4 ms"_s, u"p(95)=36.475 ms"_s,
                u"no data: nothing was confirmed"_s, u"value=1"_s, u"value=0"_s}));
        QCOMPARE(thresholdActualText({.metric = u"?"_s, .expression = u"?"_s, .actual = 2}), u"2"_s);
        QCOMPARE(thresholdActualText({.metric = u"http_reqs"_s, .expression = u"rate>90"_s, .actual = 40.25}),
            u"rate=40.25/s over the whole run"_s);
        QCOMPARE(
            thresholdActualText({.metric = u"http_reqs"_s, .expression = u"count>90"_s, .actual = 40}), u"count=40"_s);
    }

    void requests()
    {
        const RunResult result = sampleResult();
        const RequestTally &buy = result.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)];
        QCOMPARE(statusesText(buy), u"200×135, 409×3, 503×5"_s);
        QCOMPARE(statusesText({}), QString());
        QCOMPARE(failedShareText(result, RequestName::Buy), u"3.50 %"_s);
        QCOMPARE(failedShareText(result, RequestName::Confirm), u"–"_s);
        QCOMPARE(overdueText(result, RequestName::SaleStatus), u"2"_s);
        QCOMPARE(overdueText(result, RequestName::Buy), u"0"_s);
        QCOMPARE(overdueText(result, RequestName::Confirm), u"–"_s);
    }

    void failures()
    {
        QCOMPARE(requestText({.name = RequestName::Buy}), u"buy"_s);
        QCOMPARE(
            requestText({.name = RequestName::SaleStatus, .group = RunGroup::Monitor}), u"sale_status (monitor)"_s);
        QCOMPARE(requestText({.name = RequestName::Buy, .further = true}), QString());
    }

    void everyOutcomeHasWords()
    {
        QStringList words;
        for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome)
            words += outcomeWords(Outcome(outcome));
        for (std::size_t reason = 1; reason < outcomeReasonCount; ++reason)
            words += reasonWords(OutcomeReason(reason));
        QVERIFY(!words.contains(QString()));
        QCOMPARE(words.removeDuplicates(), 0);
        QCOMPARE(reasonWords(OutcomeReason::None), QString());
    }

    void evidence()
    {
        const Evidence evidence{{u"buyer"_s}, {{u"a@b\n"_s, u"o-1"_s}}, 1, {}};
        QCOMPARE(evidenceText(evidence, 0), u"buyer a@b␊, o-1"_s);
    }

    void countsOfBuyersAreDividedByTheirTime()
    {
        RunResult result;
        QVERIFY(std::isnan(result.ofBuyers(10).perSecond()));
        result.phases = {{RunPhase::Setup, 0s, 3s, {}}, {RunPhase::Load, 3s, 8s, {}}, {RunPhase::Draining, 8s, 20s, {}},
            {RunPhase::Verifying, 20s, 23s, {}}};
        QCOMPARE(result.ofBuyers(34).perSecond(), 2.);
        QCOMPARE(result.ofWholeRun(46).perSecond(), 2.);
        QCOMPARE(buyersSpanText(result), u"load and drain, 5 s + 12 s"_s);
        result.phases[2].ended = 8s + 20ms;
        QCOMPARE(buyersSpanText(result), u"load and drain, 5.02 s"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestResultText)
#include "tst_resulttext.moc"
