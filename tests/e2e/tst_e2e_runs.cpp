// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/result/resultfile.h"
#include "tests/support/testprogram.h"

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
    const auto out = [&folder](const QString &kind, const QString &name) {
        return QStringList{u"--out"_s, kind + u'=' + folder.filePath(name)};
    };
    const auto read = [&folder](const QString &name) {
        QFile content(folder.filePath(name));
        return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
    };
    Program shop = Program::shop();
    QVERIFY(!shop.url().isEmpty());
    Program run = Program::cli(shortRun()
        + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--result"_s, file, u"--summary-export"_s,
            folder.filePath(u"summary.json"_s)}
        + out(u"json"_s, u"lines.json"_s) + out(u"csv"_s, u"lines.csv"_s) + out(u"html"_s, u"report.html"_s)
        + out(u"junit"_s, u"junit.xml"_s) + out(u"charts"_s, u"charts"_s));
    QCOMPARE(run.finish(), 0);
    QVERIFY(QFile::exists(folder.filePath(u"summary.json"_s)));
    QVERIFY(QFile::exists(folder.filePath(u"charts/latency.svg"_s)));
    // One header, and a line for every point.
    QCOMPARE(read(u"lines.csv"_s).count('\n'), read(u"lines.json"_s).count("\"type\":\"Point\"") + 1);

    Program report = Program::cli(QStringList{u"report"_s, file} + out(u"html"_s, u"again.html"_s)
        + out(u"junit"_s, u"again.xml"_s) + out(u"charts"_s, u"again"_s));
    QCOMPARE(report.finish(), 0);
    // A saved result tells all that the run itself had told.
    QVERIFY(read(u"report.html"_s).contains("PASS"));
    QCOMPARE(read(u"again.html"_s), read(u"report.html"_s));
    QCOMPARE(read(u"again.xml"_s), read(u"junit.xml"_s));
    QCOMPARE(read(u"again/latency.svg"_s), read(u"charts/latency.svg"_s));
    const auto verdictOf = [](const QString &output) { return output.sliced(output.indexOf(u"THRESHOLDS"_s)); };
    QVERIFY2(
        verdictOf(run.output()).startsWith(verdictOf(report.output()).section(u"  html written to "_s, 0, 0).trimmed()),
        qPrintable(report.output()));

    const QString again = folder.filePath(u"again.json"_s);
    Program verify = Program::cli({u"verify"_s, file, u"--result"_s, again});
    QCOMPARE(verify.finish(), 0);
    const LoadedResult first = loadResult(file), second = loadResult(again);
    QVERIFY(first.result && second.result);
    QCOMPARE(second.result->verification.paid, first.result->verification.paid);
    QCOMPARE(second.result->journeysStarted, first.result->journeysStarted);
    QCOMPARE(second.result->runId, first.result->runId);
    // The first verdict stands beside the second, with its time, in all that is made of it.
    QCOMPARE(second.result->earlierVerifications.size(), std::size_t(1));
    QVERIFY(second.result->earlierVerifications.front() == first.result->verification);
    QVERIFY2(verify.output().contains(u"Earlier verdict of "_s), qPrintable(verify.output()));

    // The shop is gone: nothing can be said about it any more, least of all that units are missing.
    shop.interrupt();
    QCOMPARE(shop.finish(), 0);
    Program gone = Program::cli({u"verify"_s, file, u"--quiet"_s});
    QCOMPARE(gone.finish(), 111);
    QVERIFY2(gone.output().contains(u"INCONCLUSIVE"_s), qPrintable(gone.output()));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRuns)
#include "tst_e2e_runs.moc"
