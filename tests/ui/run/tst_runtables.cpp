// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runtables.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "ui/run/generatorpanel.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList titles(const RunTables &tables)
{
    QStringList texts;
    for (int tab = 0; tab < tables.count(); ++tab) {
        texts << tables.tabText(tab);
    }
    return texts;
}

} // namespace

class TestRunTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void titlesTellWhatIsWorthALook()
    {
        RunTables tables;
        QCOMPARE(titles(tables),
            QStringList({u"Requests"_s, u"Failures"_s, u"Outcomes"_s, u"Thresholds"_s, u"Generator"_s, u"Log"_s}));
        tables.setFigures(figuresOf(sampleResult()));
        QCOMPARE(titles(tables),
            QStringList(
                {u"Requests"_s, u"Failures 10"_s, u"Outcomes"_s, u"Thresholds ✕ 3"_s, u"Generator !"_s, u"Log"_s}));
        RunFigures figures;
        figures.thresholds = {
            {.metric = u"a"_s, .state = ThresholdResult::State::Pass, .actual = 1.0}, {.metric = u"b"_s}};
        figures.health = healthyGenerator();
        tables.setFigures(figures);
        QCOMPARE(tables.tabText(RunTables::Thresholds), u"Thresholds ✓ 1"_s);
        QCOMPARE(tables.tabText(RunTables::Generator), u"Generator"_s);
        QCOMPARE(tables.tabText(RunTables::Failures), u"Failures"_s);
    }

    void tablesShowTheFigures()
    {
        RunTables tables;
        tables.setFigures(figuresOf(sampleResult()));
        QCOMPARE(tables.table(RunTables::Requests).model()->rowCount(), 3);
        QCOMPARE(tables.table(RunTables::Outcomes).model()->rowCount(), 6);
        QCOMPARE(tables.table(RunTables::Thresholds).model()->rowCount(), 7);
        QVERIFY(tables.generator().headline().contains(u"generator-bound"_s));
        // Failures by count, the most first; those beyond the limit stay last.
        const QAbstractItemModel *failures = tables.table(RunTables::Failures).model();
        QCOMPARE(failures->index(0, FailuresModel::Count).data().toString(), u"5"_s);
        QCOMPARE(failures->index(2, FailuresModel::Message).data().toString(), u"further messages"_s);
        // Times are those of the charts: the load began at 4.5 s.
        QCOMPARE(failures->index(0, FailuresModel::Last).data().toString(), u"1:30"_s);
    }

    void proxiesAreSound()
    {
        RunTables tables;
        for (const auto tab : {RunTables::Requests, RunTables::Failures, RunTables::Outcomes, RunTables::Thresholds,
                 RunTables::Generator, RunTables::Log}) {
            new QAbstractItemModelTester(
                tables.table(tab).model(), QAbstractItemModelTester::FailureReportingMode::QtTest, &tables);
        }
        tables.setFigures(figuresOf(sampleResult()));
        tables.table(RunTables::Requests).sortByColumn(RequestsModel::P95, Qt::DescendingOrder);
        MadeUpRun run;
        run.requests(RequestName::Position, 3, 6s, 5ms);
        run.failures(RequestName::Buy, 2, 6s, 500, u"x"_s);
        RunFigures figures = figuresOf(run.profile());
        takeSnapshot(figures, run.underLoad(10s));
        tables.setFigures(figures);
        run.requests(RequestName::Confirm, 3, 7s, 5ms);
        takeSnapshot(figures, run.underLoad(11s));
        tables.setFigures(figures);
        QCOMPARE(tables.table(RunTables::Requests).model()->rowCount(), 4);
    }

    void selectionOutlivesATick()
    {
        RunTables tables;
        MadeUpRun run;
        run.requests(RequestName::Position, 3, 6s, 5ms);
        RunFigures figures = figuresOf(run.profile());
        takeSnapshot(figures, run.underLoad(10s));
        tables.setFigures(figures);
        TableView &view = tables.table(RunTables::Requests);
        view.selectRow(0);
        run.requests(RequestName::SaleStatus, 30, 7s, 5ms);
        takeSnapshot(figures, run.underLoad(11s));
        tables.setFigures(figures);
        const QModelIndexList rows = view.selectionModel()->selectedRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().data().toString(), u"position"_s);
    }

    void equalFiguresTellNothing()
    {
        RunTables tables;
        const RunFigures figures = figuresOf(sampleResult());
        tables.setFigures(figures);
        std::vector<std::unique_ptr<QSignalSpy>> spies;
        for (const auto tab : {RunTables::Requests, RunTables::Failures, RunTables::Outcomes, RunTables::Thresholds,
                 RunTables::Generator}) {
            const QAbstractItemModel *model = tables.table(tab).model();
            spies.push_back(std::make_unique<QSignalSpy>(model, &QAbstractItemModel::dataChanged));
            spies.push_back(std::make_unique<QSignalSpy>(model, &QAbstractItemModel::modelReset));
            spies.push_back(std::make_unique<QSignalSpy>(model, &QAbstractItemModel::layoutChanged));
        }
        tables.setFigures(figures);
        for (const auto &spy : spies) {
            QCOMPARE(spy->count(), 0);
        }
    }

    void layoutIsKept()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"layout.ini"_s), QSettings::IniFormat);
        int width = 0;
        {
            RunTables tables;
            width = tables.table(RunTables::Requests).columnWidth(RequestsModel::Count) + 33;
            tables.table(RunTables::Requests).setColumnWidth(RequestsModel::Count, width);
            tables.setCurrentIndex(RunTables::Generator);
            tables.saveLayout(settings);
        }
        RunTables tables;
        const int usual = tables.table(RunTables::Requests).columnWidth(RequestsModel::Count);
        tables.restoreLayout(settings);
        QCOMPARE(tables.currentIndex(), int(RunTables::Generator));
        QCOMPARE(tables.table(RunTables::Requests).columnWidth(RequestsModel::Count), width);
        tables.resetLayout();
        QCOMPARE(tables.currentIndex(), int(RunTables::Requests));
        QCOMPARE(tables.table(RunTables::Requests).columnWidth(RequestsModel::Count), usual);
    }

    void brokenLayoutIsRefused()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"layout.ini"_s), QSettings::IniFormat);
        settings.setValue("tab"_L1, u"nonsense"_s);
        settings.setValue("columns/requests"_L1, QByteArray("nonsense"));
        RunTables tables;
        const int usual = tables.table(RunTables::Requests).columnWidth(RequestsModel::Count);
        tables.restoreLayout(settings);
        QCOMPARE(tables.currentIndex(), int(RunTables::Requests));
        QCOMPARE(tables.table(RunTables::Requests).columnWidth(RequestsModel::Count), usual);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestRunTables)
#include "tst_runtables.moc"
