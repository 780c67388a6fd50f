// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/verdictsign.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestVerdictSign : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsAndWords()
    {
        QStringList texts;
        for (const CheckVerdict verdict : {CheckVerdict::Pass, CheckVerdict::Fail, CheckVerdict::Warn,
                 CheckVerdict::Inconclusive, CheckVerdict::NoData})
            texts += verdictText(verdict);
        QCOMPARE(texts, QStringList({u"✓ pass"_s, u"✕ fail"_s, u"! warn"_s, u"? inconclusive"_s, u"– no data"_s}));
        QCOMPARE(verdictSign(CheckVerdict::Fail), u"✕"_s);
    }

    void whatElseIsAVerdict()
    {
        QVERIFY(verdictOf(ThresholdResult::State::Pass) == CheckVerdict::Pass);
        QVERIFY(verdictOf(ThresholdResult::State::Fail) == CheckVerdict::Fail);
        QVERIFY(verdictOf(ThresholdResult::State::NoData) == CheckVerdict::NoData);
        QVERIFY(verdictOf(Headline::Pass) == CheckVerdict::Pass);
        QVERIFY(verdictOf(Headline::Inconclusive) == CheckVerdict::Inconclusive);
        for (const Headline headline :
            {Headline::Overbooking, Headline::Underselling, Headline::Inconsistent, Headline::RulesBroken})
            QVERIFY(verdictOf(headline) == CheckVerdict::Fail);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestVerdictSign)
#include "tst_verdictsign.moc"
