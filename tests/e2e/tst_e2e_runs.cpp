// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/practice/defects.h"
#include "core/report/resultfile.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace doorbuster;
using namespace Qt::StringLiterals;

/// Whole runs against the practice shop: each defect raises the checks that it breaks, and nothing else.
class TestRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void judgesEachDefect_data();
    void judgesEachDefect();
    void savesWhatCanBeReportedAndVerified();
};

void TestRuns::judgesEachDefect_data()
{
    QTest::addColumn<QString>("defect");
    for (const DefectInfo &defect : defectTable()) {
        const QString name = QString::fromLatin1(defect.name.data(), qsizetype(defect.name.size()));
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestRuns::judgesEachDefect()
{
    QFETCH(QString, defect);
    const DefectInfo &info = *findDefect(defect);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"result.json"_s);
    Program program = Program::cli(shortRun() + QStringList{u"--practice="_s + defect, u"--result"_s, file});
    const int status = program.finish();
    QVERIFY2(QFile::exists(file), qPrintable(program.output() + program.errors()));
    const LoadedResult loaded = loadResult(file);
    QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
    const VerificationReport &report = loaded.result->verification;

    const auto isIn = [](const auto &list, const QString &id) {
        return std::ranges::any_of(list,
            [&id](std::string_view known) { return id == QLatin1StringView(known.data(), qsizetype(known.size())); });
    };
    for (const CheckRow &check : report.checks) {
        const bool fired = check.verdict == CheckVerdict::Fail
            || (check.id == u"V18"_s && check.verdict == CheckVerdict::Inconclusive);
        const QString told = check.id + u": "_s + toString(check.verdict) + u", "_s + check.note;
        if (isIn(info.expectedChecks, check.id))
            QVERIFY2(fired, qPrintable(told));
        else if (!isIn(info.possibleChecks, check.id))
            QVERIFY2(!fired, qPrintable(told));
    }
    QCOMPARE(
        keyOf(report.headline).toString(), QLatin1StringView(info.headline.data(), qsizetype(info.headline.size())));
    switch (report.headline) {
    case Headline::Pass:
        QVERIFY2(status == 0 || status == 99, qPrintable(program.output())); // a threshold may be crossed, rightly
        break;
    case Headline::Inconclusive:
        QCOMPARE(status, 111);
        break;
    default:
        QCOMPARE(status, 110);
    }
    if (defect == u"none"_s) {
        QCOMPARE(status, 0);
        QCOMPARE(report.paid, 12);
        QCOMPARE(report.remaining, 0);
        QCOMPARE(report.difference, 0);
    }
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
