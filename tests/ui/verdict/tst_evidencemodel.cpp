// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/evidencemodel.h"

#include "finishedrun.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const Evidence> evidence(Evidence of)
{
    return std::make_shared<const Evidence>(std::move(of));
}

} // namespace

class TestEvidenceModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheFindings()
    {
        EvidenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.columnCount(), 0);
        RunResult result = overbookedRun();
        model.setEvidence(evidence(checkOf(result, u"V1").evidence));
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"#"_s);
        QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"Buyer"_s);
        QCOMPARE(rowsOf(model),
            QStringList({u"▲ 2 | buyer-7-3@test.com | o-102"_s, u"1 | buyer-10-0@test.com | o-101"_s,
                u"3 | buyer-9-0@test.com | o-103"_s}));
        QCOMPARE(model.worstRow(), std::optional(0));
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"2, the worst finding"_s);
        QCOMPARE(model.cell(0, u"buyer"), u"buyer-7-3@test.com"_s);
        QCOMPARE(model.cell(1, u"buyer"), u"buyer-10-0@test.com"_s);
        QCOMPARE(model.cell(0, u"finding"), QString());
        QCOMPARE(model.cell(3, u"buyer"), QString());
        QCOMPARE(model.cell(-1, u"buyer"), QString());
        model.setEvidence(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void theOrderIsThatOfEveryReport()
    {
        EvidenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunResult result = inconclusiveRun();
        const Evidence &findings = checkOf(result, u"V18").evidence;
        model.setEvidence(evidence(findings));
        const std::vector<std::size_t> order = findings.shownOrder();
        QCOMPARE(order.front(), std::size_t(9'320));
        for (const std::size_t row : {std::size_t(0), std::size_t(1), std::size_t(9'320), std::size_t(9'999)})
            QCOMPARE(model.index(int(row), 0).data(EvidenceModel::SortRole).toInt(), int(order[row]));
    }

    void nastyTexts()
    {
        EvidenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunResult result = inconclusiveRun();
        model.setEvidence(evidence(checkOf(result, u"V18").evidence));
        QCOMPARE(model.rowCount(), 10'000);
        // The worst stands above them.
        QCOMPARE(model.index(1, 2).data().toString(), u"<b>down</b> ‹U+202E›evil␛[31m␊second line"_s);
        QCOMPARE(model.index(1, 2).data(Qt::ToolTipRole).toString(),
            u"<span>&lt;b&gt;down&lt;/b&gt; ‹U+202E›evil␛[31m␊second line</span>"_s);
        QVERIFY(model.index(2, 2).data().toString().size() <= 200);
        QCOMPARE(model.index(3, 2).data().toString(), QString()); // the row has fewer cells than the table
    }

    void contradictionsOfAFile()
    {
        EvidenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEvidence(evidence({{u"buyer"_s}, {{u"a"_s, u"too much"_s}, {}}, 2, 7}));
        QCOMPARE(rowsOf(model), QStringList({u"1 | a"_s, u"2 | "_s}));
        QVERIFY(!model.worstRow());
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestEvidenceModel)
#include "tst_evidencemodel.moc"
