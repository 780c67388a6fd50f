// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/generatormodel.h"

#include "madeuprun.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestGeneratorModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Rows that come and go while a run goes on must not throw the others out of the selection.
    void rowsKeepTheirPlace()
    {
        GeneratorModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunFigures figures;
        figures.health = healthyGenerator();
        figures.health.timerSamples = 0;
        model.setFigures(figures);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex users(model.index(2, GeneratorModel::Figure));
        QCOMPARE(users.data().toString(), u"Virtual users, most at a time"_s);
        figures.health = healthyGenerator();
        model.setFigures(figures);
        QVERIFY(users.isValid());
        QCOMPARE(users.data().toString(), u"Virtual users, most at a time"_s);
        QCOMPARE(users.row(), 4);
        QCOMPARE(resets.size(), 0);
    }

    void onlyWhatChangedIsTold()
    {
        GeneratorModel model;
        RunFigures figures;
        figures.health = healthyGenerator();
        model.setFigures(figures);
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setFigures(figures);
        QCOMPARE(changes.size(), 0);
        figures.health.peakMemory += 100'000'000;
        model.setFigures(figures);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(model.index(changes[0][0].toModelIndex().row(), 0).data().toString(), u"Memory, at most"_s);
    }

    void emptiesAgain()
    {
        GeneratorModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunFigures figures;
        figures.health = healthyGenerator();
        model.setFigures(figures);
        QVERIFY(model.rowCount() > 0);
        model.setFigures(RunFigures());
        QCOMPARE(model.rowCount(), 0);
    }

    void headersNameTheColumns()
    {
        const GeneratorModel model;
        QStringList names;
        for (int column = 0; column < model.columnCount(); ++column)
            names << model.headerData(column, Qt::Horizontal).toString();
        QCOMPARE(names, QStringList({u"This machine"_s, u"Measured"_s, u"Remark"_s}));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestGeneratorModel)
#include "tst_generatormodel.moc"
