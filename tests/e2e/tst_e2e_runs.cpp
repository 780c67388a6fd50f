// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/report/resultfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

/// Whole runs against the practice shop. What each of its defects raises is the self-test's business.
class TestRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsAPracticeShopOfItsOwn();
    void savesWhatCanBeReportedAndVerified();
};

void TestRuns::startsAPracticeShopOfItsOwn()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"result.json"_s);
    Program wrong = Program::cli(shortRun() + QStringList{u"--practice=lost-order"_s, u"--result"_s, file});
    QCOMPARE(wrong.finish(), 110);
    LoadedResult loaded = loadResult(file);
    QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
    QCOMPARE(loaded.result->practiceDefect, u"lost-order"_s);
    QCOMPARE(keyOf(loaded.result->verification.headline), u"underselling"_s);

    Program right = Program::cli(shortRun() + QStringList{u"--practice"_s, u"--result"_s, file});
    QCOMPARE(right.finish(), 0);
    loaded = loadResult(file);
    QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
    QCOMPARE(loaded.result->verification.paid, 12);
    QCOMPARE(loaded.result->verification.remaining, 0);
    QCOMPARE(loaded.result->verification.difference, 0);
}

void TestRuns::savesWhatCanBeReportedAndVerified()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"result.json.gz"_s);
    Program shop = Program::shop();
    QVERIFY(!shop.url().isEmpty());
    Program run = Program::cli(shortRun()
        + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--result"_s, file, u"--summary-export"_s,
            folder.filePath(u"summary.json"_s)});
    QCOMPARE(run.finish(), 0);
    QVERIFY(QFile::exists(folder.filePath(u"summary.json"_s)));

    Program report = Program::cli({u"report"_s, file});
    QCOMPARE(report.finish(), 0);
    const auto verdictOf = [](const QString &output) { return output.sliced(output.indexOf(u"THRESHOLDS"_s)); };
    QVERIFY2(verdictOf(run.output()).startsWith(verdictOf(report.output()).trimmed()), qPrintable(report.output()));

    const QString again = folder.filePath(u"again.json"_s);
    Program verify = Program::cli({u"verify"_s, file, u"--result"_s, again});
    QCOMPARE(verify.finish(), 0);
    const LoadedResult first = loadResult(file), second = loadResult(again);
    QVERIFY(first.result && second.result);
    QCOMPARE(second.result->verification.paid, first.result->verification.paid);
    QCOMPARE(second.result->journeysStarted, first.result->journeysStarted);
    QCOMPARE(second.result->runId, first.result->runId);

    // The shop is gone: nothing can be said about it any more, least of all that units are missing.
    shop.interrupt();
    QCOMPARE(shop.finish(), 0);
    Program gone = Program::cli({u"verify"_s, file, u"--quiet"_s});
    QCOMPARE(gone.finish(), 111);
    QVERIFY2(gone.output().contains(u"INCONCLUSIVE"_s), qPrintable(gone.output()));
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_e2e_runs.moc"
