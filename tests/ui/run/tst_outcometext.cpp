// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/outcometext.h"

#include "tests/support/testprogram.h"

#include <QSet>
#include <QTest>

using namespace doorbuster;

class TestOutcomeText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Two that read alike would be two lines of the table that nobody can tell apart.
    void everyOutcomeHasAWordOfItsOwn()
    {
        QSet<QString> words;
        for (std::size_t i = 0; i < outcomeCount; ++i) {
            QVERIFY(!outcomeText(Outcome(i)).isEmpty());
            words.insert(outcomeText(Outcome(i)));
        }
        QCOMPARE(words.size(), qsizetype(outcomeCount));
    }

    void everyReasonHasAWordOfItsOwn()
    {
        QSet<QString> words;
        for (std::size_t i = 0; i < outcomeReasonCount; ++i) {
            QCOMPARE(reasonText(OutcomeReason(i)).isEmpty(), OutcomeReason(i) == OutcomeReason::None);
            words.insert(reasonText(OutcomeReason(i)));
        }
        QCOMPARE(words.size(), qsizetype(outcomeReasonCount));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestOutcomeText)
#include "tst_outcometext.moc"
