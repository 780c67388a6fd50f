// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/verdict/checksfilter.h"
#include "ui/verdict/checksmodel.h"
#include "ui/verdict/tabletext.h"

#include "finishedrun.h"
#include "ui/theme/appearance.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using Group = ChecksFilter::Group;

namespace {

std::shared_ptr<const VerificationReport> reportOf(RunResult of)
{
    const auto result = shared(std::move(of));
    return {result, &result->verification};
}

QStringList ids(const ChecksFilter &filter)
{
    QStringList ids;
    for (int row = 0; row < filter.rowCount(); ++row)
        ids += filter.index(row, ChecksModel::IdColumn).data().toString();
    return ids;
}

} // namespace

Q_DECLARE_METATYPE(Group)

class TestChecksModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheChecks()
    {
        ChecksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setReport(reportOf(overbookedRun()));
        QCOMPARE(rowsOf(model).mid(0, 3),
            QStringList({u"V0 | Every buyer accounted for | ✓ pass | fail | 5,212 journeys | 5,212 outcomes | 0 | "_s,
                u"V1 | No oversell | ✕ fail | fail | at most 100 paid orders | 103 paid orders | +3 | "
                "3 paid orders beyond the stock."_s,
                u"V2 | Stock equation | ✕ fail | fail | paid + remaining = 100 | 103 + 0 = 103 | +3 | 3 units too many."_s}));
        QCOMPARE(rowsOf(model)[6],
            u"V8 | No foreign order | – no data | fail | no paid order by others | – | – | It was not read."_s);
        QCOMPARE(model.index(1, ChecksModel::VerdictColumn).data(Qt::ForegroundRole).value<QColor>(),
            signOf(CheckVerdict::Fail).color);
        QCOMPARE(model.index(1, ChecksModel::VerdictColumn).data(verdictRole).toInt(), int(CheckVerdict::Fail));
        QVERIFY(!model.index(1, ChecksModel::TitleColumn).data(verdictRole).isValid());
        QVERIFY(model.check(1)->id == CheckId::NoOversell);
        QVERIFY(!model.check(10));
        QVERIFY(!model.check(-1));
        model.setReport(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void nastyTextsAreShownAsTheyAre()
    {
        RunResult result = passedRun();
        CheckRow &check = result.verification.checks[0];
        check.title = u"<img src=x>\u202e"_s;
        check.note = QString(10'000, u'x');
        check.actual = u"\x1b[2J&amp;"_s;
        ChecksModel model;
        model.setReport(reportOf(result));
        QCOMPARE(model.index(0, ChecksModel::TitleColumn).data().toString(), u"<img src=x>‹U+202E›"_s);
        QCOMPARE(model.index(0, ChecksModel::ActualColumn).data().toString(), u"␛[2J&amp;"_s);
        QVERIFY(model.index(0, ChecksModel::NoteColumn).data().toString().size() <= 300);
        // Tool tips are read as HTML where they look like it: these do, and say the same as the cell.
        QCOMPARE(model.index(0, ChecksModel::ActualColumn).data(Qt::ToolTipRole).toString(),
            u"<span>␛[2J&amp;amp;</span>"_s);
    }

    void newColoursAreTold()
    {
        ChecksModel model;
        model.setReport(reportOf(passedRun()));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        Q_EMIT Appearance::instance().changed();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first()[2].value<QList<int>>(), QList<int>{Qt::ForegroundRole});
    }

    /// The eye is to go to what was found.
    void whatPassedIsQuiet()
    {
        ChecksModel model;
        model.setReport(reportOf(overbookedRun()));
        const QColor secondary = toColor(Appearance::instance().tokens().secondary);
        const auto color = [&model](int row, int column) {
            return model.index(row, column).data(Qt::ForegroundRole).value<QColor>();
        };
        QCOMPARE(color(0, ChecksModel::ExpectedColumn), secondary); // V0 passed
        QVERIFY(!color(0, ChecksModel::TitleColumn).isValid());
        QVERIFY(!color(1, ChecksModel::ExpectedColumn).isValid()); // V1 failed
        QVERIFY(model.index(1, ChecksModel::TitleColumn).data(Qt::FontRole).value<QFont>().bold());
        QVERIFY(!model.index(0, ChecksModel::TitleColumn).data(Qt::FontRole).isValid());
        QCOMPARE(color(6, ChecksModel::TitleColumn), secondary); // V8 has no data
        QCOMPARE(color(6, ChecksModel::VerdictColumn), signOf(CheckVerdict::NoData).color);
    }

    void filters_data()
    {
        QTest::addColumn<Group>("group");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("shown");
        const QStringList all{
            u"V0"_s, u"V1"_s, u"V2"_s, u"V5"_s, u"V6"_s, u"V7"_s, u"V8"_s, u"V18"_s, u"V19"_s, u"V20"_s};
        QTest::newRow("all") << Group::All << QString() << all;
        QTest::newRow("failed") << Group::Failed << QString() << QStringList{u"V1"_s, u"V2"_s};
        QTest::newRow("warnings") << Group::Warnings << QString() << QStringList{u"V7"_s};
        QTest::newRow("no data") << Group::NoData << QString() << QStringList{u"V8"_s};
        QTest::newRow("inconclusive") << Group::Inconclusive << QString() << QStringList();
        QTest::newRow("off") << Group::Off << QString() << QStringList();
        QTest::newRow("word") << Group::All << u"STOCK"_s << QStringList{u"V1"_s, u"V2"_s};
        QTest::newRow("words, any order") << Group::All << u" beyond  oversell "_s << QStringList{u"V1"_s};
        QTest::newRow("verdict") << Group::All << u"no data"_s << QStringList{u"V8"_s};
        QTest::newRow("id") << Group::All << u"v19"_s << QStringList{u"V19"_s};
        QTest::newRow("both") << Group::Failed << u"equation"_s << QStringList{u"V2"_s};
        QTest::newRow("nothing") << Group::All << u"never"_s << QStringList();
        QTest::newRow("no pattern") << Group::All << u".*"_s << QStringList();
    }

    void filters()
    {
        QFETCH(Group, group);
        QFETCH(QString, text);
        QFETCH(QStringList, shown);
        ChecksModel model;
        ChecksFilter filter(&model);
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setReport(reportOf(overbookedRun()));
        filter.setGroup(group);
        filter.setText(text);
        QCOMPARE(ids(filter), shown);
    }

    void counts()
    {
        ChecksModel model;
        ChecksFilter filter(&model);
        model.setReport(reportOf(overbookedRun()));
        filter.setGroup(Group::Failed);
        filter.setText(u"never"_s);
        QCOMPARE(filter.count(Group::All), 10);
        QCOMPARE(filter.count(Group::Failed), 2);
        QCOMPARE(filter.count(Group::Warnings), 1);
        QCOMPARE(filter.count(Group::NoData), 1);
        model.setReport(reportOf(inconclusiveRun()));
        QCOMPARE(filter.count(Group::NoData), 0);
        QCOMPARE(filter.count(Group::Inconclusive), 1);
    }

    void sorts_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QStringList>("first");
        QTest::newRow("id") << int(ChecksModel::IdColumn) << QStringList{u"V0"_s, u"V1"_s, u"V2"_s, u"V5"_s};
        QTest::newRow("verdict, worst first")
            << int(ChecksModel::VerdictColumn) << QStringList{u"V1"_s, u"V2"_s, u"V7"_s, u"V0"_s};
        QTest::newRow("title") << int(ChecksModel::TitleColumn) << QStringList{u"V18"_s, u"V0"_s, u"V19"_s, u"V8"_s};
        QTest::newRow("actual, by numbers")
            << int(ChecksModel::ActualColumn) << QStringList{u"V8"_s, u"V6"_s, u"V5"_s, u"V20"_s};
    }

    void sorts()
    {
        QFETCH(int, column);
        QFETCH(QStringList, first);
        ChecksModel model;
        ChecksFilter filter(&model);
        model.setReport(reportOf(overbookedRun()));
        filter.sort(column);
        QCOMPARE(ids(filter).mid(0, 4), first);
    }

    void differencesSortAsNumbers()
    {
        RunResult result = passedRun();
        const double differences[] = {10, -2, 9};
        for (std::size_t i = 0; i < 3; ++i)
            result.verification.checks[i].difference = differences[i];
        result.verification.checks.resize(4);
        result.verification.checks[3].difference.reset();
        ChecksModel model;
        ChecksFilter filter(&model);
        model.setReport(reportOf(result));
        filter.sort(ChecksModel::DifferenceColumn);
        QCOMPARE(ids(filter), QStringList({u"V1"_s, u"V2"_s, u"V0"_s, u"V5"_s})); // the unknown one last
    }

    void asText()
    {
        ChecksModel model;
        RunResult result = passedRun();
        result.verification.checks.resize(1);
        result.verification.checks[0].note = u"a\tb"_s;
        model.setReport(reportOf(result));
        QCOMPARE(tableText(model),
            u"Id\tCheck\tVerdict\tSeverity\tExpected\tActual\tDifference\tNote\n"
            "V0\tEvery buyer accounted for\t✓ pass\tfail\t5,212 journeys\t5,212 outcomes\t0\ta␉b\n"_s);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestChecksModel)
#include "tst_checksmodel.moc"
