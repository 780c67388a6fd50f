// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/outcomesmodel.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestOutcomesModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsAll()
    {
        OutcomesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFigures(figuresOf(sampleResult()));
        QCOMPARE(rowsOf(model),
            QStringList({
                u"Bought |  | 100 | 7.09 %"_s,
                u"Failed | API error | 2 | 0.14 %"_s,
                u"Failed | network | 1 | 0.07 %"_s,
                u"Gave up | sold out | 1,300 | 92.20 %"_s,
                u"Interrupted |  | 7 | 0.50 %"_s,
                u"all journeys |  | 1,410 | 100 %"_s,
            }));
        QVERIFY(model.index(5, 0).data(OutcomesModel::PinnedRole).toBool());
        QVERIFY(!model.index(4, 0).data(OutcomesModel::PinnedRole).toBool());
        QCOMPARE(model.index(3, OutcomesModel::Share).data(OutcomesModel::SortRole).toULongLong(), 1300ULL);
    }

    void journeysUnderWayAreALine()
    {
        OutcomesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunFigures figures;
        model.setFigures(figures);
        QCOMPARE(model.rowCount(), 0);
        figures.journeysStarted = 10;
        figures.outcomes[std::size_t(Outcome::Success)][0] = 4;
        model.setFigures(figures);
        QCOMPARE(rowsOf(model),
            QStringList({u"Bought |  | 4 | 40 %"_s, u"Under way |  | 6 | 60 %"_s, u"all journeys |  | 10 | 100 %"_s}));
        figures.outcomes[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::Timeout)] = 6;
        model.setFigures(figures);
        QCOMPARE(rowsOf(model),
            QStringList(
                {u"Bought |  | 4 | 40 %"_s, u"Gave up | timed out | 6 | 60 %"_s, u"all journeys |  | 10 | 100 %"_s}));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestOutcomesModel)
#include "tst_outcomesmodel.moc"
