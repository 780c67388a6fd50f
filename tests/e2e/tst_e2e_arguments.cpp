// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/practice/defects.h"
#include "core/result/resultfile.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

/// What is wrong with the arguments is said before anything starts, by name, with the status for it.
class TestArguments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refuses_data();
    void refuses();
    void refusesFiles_data();
    void refusesFiles();
    void verifiesNoForeignHostUnasked();
    void helps_data();
    void helps();

private:
    QTemporaryDir m_folder;
};

void TestArguments::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QStringList>("named");
    const QStringList none;
    QTest::newRow("no command") << none << none << QStringList{u"command is missing"_s};
    QTest::newRow("unknown command") << QStringList{u"rum"_s} << none << QStringList{u"rum"_s};
    QTest::newRow("unknown option") << QStringList{u"run"_s, u"--stages"_s} << none << QStringList{u"stages"_s};
    QTest::newRow("stage") << QStringList{u"run"_s, u"--stage"_s, u"30x:10"_s} << none << QStringList{u"30x:10"_s};
    QTest::newRow("-e value") << QStringList{u"run"_s, u"-e"_s, u"POLLING_INTERVAL=abc"_s} << none
                              << QStringList{u"POLLING_INTERVAL"_s, u"abc"_s};
    QTest::newRow("environment") << QStringList{u"run"_s} << QStringList{u"STARTING_QUANTITY=many"_s}
                                 << QStringList{u"STARTING_QUANTITY"_s, u"many"_s};
    QTest::newRow("--set path") << QStringList{u"run"_s, u"--set"_s, u"buyer.puase=1s"_s} << none
                                << QStringList{u"buyer.puase"_s, u"buyer.pause"_s};
    QTest::newRow("defect") << QStringList{u"run"_s, u"--practice=bogus"_s} << none
                            << QStringList{u"bogus"_s, u"unit-lost"_s};
    QTest::newRow("seed") << QStringList{u"run"_s, u"--seed"_s, u"-1"_s} << none << QStringList{u"-1"_s};
    QTest::newRow("output kind") << QStringList{u"run"_s, u"--out"_s, u"xml=a"_s} << none << QStringList{u"xml"_s};
    QTest::newRow("output without file") << QStringList{u"run"_s, u"--out"_s, u"json"_s} << none
                                         << QStringList{u"--out json"_s};
    QTest::newRow("output folder is missing") << QStringList{u"run"_s, u"--result"_s, u"/nonexistent/r.json"_s} << none
                                              << QStringList{u"/nonexistent/r.json"_s};
    QTest::newRow("file where a folder is needed") << QStringList{u"run"_s, u"--out"_s, u"charts=/dev/null"_s} << none
                                                   << QStringList{u"/dev/null is a file; a folder is needed"_s};
    QTest::newRow("folder where a file is needed")
        << QStringList{u"run"_s, u"--out"_s, u"html=/tmp"_s} << none << QStringList{u"/tmp is a folder"_s};
    QTest::newRow("standard output twice") << QStringList{u"run"_s, u"--out"_s, u"html=-"_s, u"--result"_s,
        u"/dev/stdout"_s} << none << QStringList{u"/dev/stdout is named for two outputs"_s};
    QTest::newRow("standard output twice, by --out") << QStringList{u"run"_s, u"--out"_s, u"json=-"_s, u"--out"_s,
        u"csv=-"_s} << none << QStringList{u"csv=-"_s, u"standard output already"_s};
    QTest::newRow("charts to standard output")
        << QStringList{u"run"_s, u"--out"_s, u"charts=-"_s} << none << QStringList{u"charts=-"_s, u"folder"_s};
    QTest::newRow("descriptor that is not open") << QStringList{u"run"_s, u"--out"_s, u"json=/dev/fd/77"_s} << none
                                                 << QStringList{u"/dev/fd/77 cannot be written"_s};
    QTest::newRow("share in per cent") << QStringList{u"run"_s, u"--set"_s, u"thresholds.http_req_failed=rate<1%"_s}
                                       << none << QStringList{u"1%"_s, u"0.01"_s};
    QTest::newRow("time with a unit") << QStringList{u"run"_s, u"--set"_s, u"thresholds.http_req_duration=p(95)<2s"_s}
                                      << none << QStringList{u"2s"_s, u"2000"_s};
    QTest::newRow("two profiles") << QStringList{u"run"_s, u"a.json"_s, u"b.json"_s} << none
                                  << QStringList{u"a.json b.json"_s};
    QTest::newRow("public host") << QStringList{u"run"_s, u"-e"_s, u"API_BASE=http://192.0.2.1"_s} << none
                                 << QStringList{u"192.0.2.1"_s, u"--allow-host"_s};
    QTest::newRow("all at once") << QStringList{u"run"_s, u"--stage"_s, u"x"_s, u"--seed"_s, u"y"_s} << none
                                 << QStringList{u"--stage x"_s, u"--seed y"_s};
    QTest::newRow("report without file") << QStringList{u"report"_s} << none << QStringList{u"result file"_s};
    QTest::newRow("report of nothing") << QStringList{u"report"_s, u"missing.json"_s} << none
                                       << QStringList{u"missing.json"_s};
    QTest::newRow("report needs the samples") << QStringList{u"report"_s, u"--out"_s, u"json=x"_s, u"--out"_s,
        u"csv=y"_s, u"r.json"_s} << none << QStringList{u"json=x"_s, u"csv=y"_s};
    QTest::newRow("verify needs the samples")
        << QStringList{u"verify"_s, u"--out"_s, u"json=x"_s, u"r.json"_s} << none << QStringList{u"json"_s};
    QTest::newRow("verify of nothing") << QStringList{u"verify"_s, u"missing.json"_s} << none
                                       << QStringList{u"missing.json"_s};
}

void TestArguments::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, environment);
    QFETCH(QStringList, named);
    Program program = Program::cli(arguments, environment);
    QCOMPARE(program.finish(), 104);
    const QString errors = program.errors();
    QVERIFY2(errors.startsWith(u"doorbuster-cli: error: "_s), qPrintable(errors));
    for (const QString &name : named)
        QVERIFY2(errors.contains(name), qPrintable(errors));
    QCOMPARE(program.output(), QString());
}

void TestArguments::refusesFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("named");
    QTest::newRow("broken JSON") << QByteArray("{\"doorbuster\": 1,") << QStringList{u"line 1"_s};
    QTest::newRow("unknown name") << QByteArray("{\"doorbuster\": 1, \"lode\": {}}") << QStringList{u"lode"_s};
    QTest::newRow("no stages") << QByteArray("{\"doorbuster\": 1, \"load\": {\"stages\": []}}")
                               << QStringList{u"load.stages"_s};
    QTest::newRow("target below 0") << QByteArray(
        "{\"doorbuster\": 1, \"load\": {\"stages\": [{\"duration\": \"1s\", \"target\": -1}]}}")
                                    << QStringList{u"load.stages[0].target"_s};
    QTest::newRow("wrong type") << QByteArray("{\"doorbuster\": 1, \"buyer\": {\"jitter\": \"much\"}}")
                                << QStringList{u"buyer.jitter"_s};
    QTest::newRow("100 MB") << QByteArray(100'000'000, ' ') << QStringList{u"larger"_s};
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\1",
        6) << QStringList{u"line 1"_s};
}

void TestArguments::refusesFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, named);
    const QString file = m_folder.filePath(u"profile.json"_s);
    {
        QFile profile(file);
        QVERIFY(profile.open(QIODevice::WriteOnly));
        QCOMPARE(profile.write(text), text.size());
    }
    Program program = Program::cli({u"run"_s, file});
    QCOMPARE(program.finish(), 104);
    const QString errors = program.errors();
    QVERIFY2(errors.contains(u"profile.json"_s), qPrintable(errors));
    for (const QString &name : named)
        QVERIFY2(errors.contains(name), qPrintable(errors));
}

/// A result file may be somebody else's, and its shop any host; the environment's values are not sent there.
void TestArguments::verifiesNoForeignHostUnasked()
{
    RunResult result;
    result.startedAt = QDateTime::currentDateTimeUtc();
    result.saleId = "6b02";
    result.journeysStarted = 1;
    result.apiBase = u"http://192.0.2.1"_s;
    result.profile.target.headers.insert(u"X-Tenant"_s, u"${DOORBUSTER_NOT_SET}"_s);
    const QString file = m_folder.filePath(u"result.json"_s);
    QVERIFY(saveResult(result, file).ok());
    Program program = Program::cli({u"verify"_s, file});
    QCOMPARE(program.finish(), 104);
    const QString errors = program.errors();
    QVERIFY2(errors.contains(u"192.0.2.1"_s) && errors.contains(u"--allow-host"_s), qPrintable(errors));
    QVERIFY2(!errors.contains(u"DOORBUSTER_NOT_SET"_s), qPrintable(errors)); // it has not even been looked at
    QCOMPARE(program.output(), QString());

    // Allowed, it gets as far as the header that cannot be made: still, nothing is sent.
    Program allowed = Program::cli({u"verify"_s, file, u"--allow-host"_s, u"192.0.2.1"_s});
    QCOMPARE(allowed.finish(), 104);
    QVERIFY2(allowed.errors().contains(u"DOORBUSTER_NOT_SET"_s), qPrintable(allowed.errors()));
    QVERIFY2(!allowed.errors().contains(u"public"_s), qPrintable(allowed.errors()));
}

void TestArguments::helps_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("text");
    QTest::newRow("overview") << QStringList{u"--help"_s} << u"verify"_s;
    QTest::newRow("run") << QStringList{u"run"_s, u"--help"_s} << u"--practice"_s;
    for (const DefectInfo &defect : defectTable()) {
        const QString name = QString::fromLatin1(defect.name.data(), qsizetype(defect.name.size()));
        QTest::addRow("run names %s", qPrintable(name)) << QStringList{u"run"_s, u"--help"_s} << name;
    }
    QTest::newRow("run lists the fields") << QStringList{u"run"_s, u"--help"_s} << u"buyer.pollingInterval"_s;
    QTest::newRow("verify") << QStringList{u"verify"_s, u"--help"_s} << u"RESULT"_s;
    QTest::newRow("report") << QStringList{u"report"_s, u"--help"_s} << u"RESULT"_s;
    QTest::newRow("version") << QStringList{u"--version"_s} << u"doorbuster-cli "_s;
}

void TestArguments::helps()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, text);
    Program program = Program::cli(arguments);
    QCOMPARE(program.finish(), 0);
    QVERIFY2(program.output().contains(text), qPrintable(program.output()));
    QCOMPARE(program.errors(), QString());
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestArguments)
#include "tst_e2e_arguments.moc"
