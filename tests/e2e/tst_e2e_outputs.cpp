// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/result/resultfile.h"
#include "tests/support/namedpipe.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray("cannot be read");
}

void write(const QString &file, const QByteArray &content)
{
    QFile output(file);
    QVERIFY(output.open(QIODevice::WriteOnly));
    QCOMPARE(output.write(content), content.size());
}

} // namespace

/// Where outputs go: to standard output, to pipes, to nobody; and what is left where a run does not come to its end.
class TestOutputs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void reportsToStandardOutput_data();
    void reportsToStandardOutput();
    void samplesToStandardOutput();
    void processSubstitution();
    void aReaderThatStopsCostsItsOwnOutput();
    void aPipeThatNobodyOpens();
    void standardOutputThatNobodyReads();
    void standardStreamsThatAreClosed();
    void anInterruptAfterTheVerdictKeepsIt();
    void aKilledRunLeavesNoOldResult();
    void aFolderThatIsRemoved();
    void anEditedResultIsNoPass();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_result; ///< of a run that passed
};

void TestOutputs::initTestCase()
{
    m_result = path(u"passed.json"_s);
    Program run = Program::cli(shortRun() + QStringList{u"--practice"_s, u"--result"_s, m_result});
    QCOMPARE(run.finish(), 0);
    QVERIFY(loadResult(m_result).result);
}

void TestOutputs::reportsToStandardOutput_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("start");
    const auto out = [](const QString &output) { return QStringList{u"--out"_s, output}; };
    QTest::newRow("html") << out(u"html=-"_s) << QByteArray("<!DOCTYPE html>");
    QTest::newRow("junit") << out(u"junit=-"_s) << QByteArray("<?xml");
    QTest::newRow("result") << out(u"result=-"_s) << QByteArray("{");
    QTest::newRow("summary") << QStringList{u"--summary-export"_s, u"-"_s} << QByteArray("{");
    QTest::newRow("/dev/stdout") << out(u"junit=/dev/stdout"_s) << QByteArray("<?xml");
    QTest::newRow("/dev/fd/1") << out(u"junit=/dev/fd/1"_s) << QByteArray("<?xml");
}

/// Nothing else stands there: what is said goes to standard error.
void TestOutputs::reportsToStandardOutput()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, start);
    Program report = Program::cli(QStringList{u"report"_s, m_result} + options);
    QCOMPARE(report.finish(), 0);
    QVERIFY2(report.output().toUtf8().startsWith(start), qPrintable(report.output().left(200)));
    QVERIFY(!report.output().contains(u"written to"_s));
    QVERIFY2(report.errors().contains(u"PASS"_s), qPrintable(report.errors()));
    QVERIFY(report.errors().contains(u"written to "_s));
}

void TestOutputs::samplesToStandardOutput()
{
    Program run = Program::cli(shortRun() + QStringList{u"--practice"_s, u"--out"_s, u"json=-"_s});
    QCOMPARE(run.finish(), 0);
    const QStringList lines = run.output().split(u'\n');
    QVERIFY(lines.size() > 100);
    for (const QString &line : lines)
        QVERIFY2(line.isEmpty() || (line.startsWith(u'{') && line.endsWith(u'}')), qPrintable(line));
    QVERIFY2(run.errors().contains(u"PASS"_s), qPrintable(run.errors()));
}

void TestOutputs::processSubstitution()
{
    Program shell = Program::shell(
        u"\"$CLI\" report \"$1\" --out html=>(cat > \"$2\") --out junit=/dev/fd/3 3> \"$3\" | cat > \"$4\"; wait"_s,
        {m_result, path(u"substituted.html"_s), path(u"descriptor.xml"_s), path(u"said.txt"_s)});
    QCOMPARE(shell.finish(), 0);
    QTRY_VERIFY(contentOf(path(u"substituted.html"_s)).trimmed().endsWith("</html>"));
    QVERIFY(contentOf(path(u"descriptor.xml"_s)).trimmed().endsWith("</testsuites>"));
    QVERIFY(contentOf(path(u"said.txt"_s)).contains("PASS"));
}

void TestOutputs::aReaderThatStopsCostsItsOwnOutput()
{
    NamedPipe pipe;
    pipe.open();
    pipe.fill();
    const QString file = path(u"stuck.json"_s);
    Program run = Program::cli(shortRun()
        + QStringList{u"--practice"_s, u"--out"_s, u"json="_s + pipe.file(), u"--out"_s,
            u"junit="_s + path(u"stuck.xml"_s), u"--result"_s, file});
    QCOMPARE(run.finish(), 1);
    QVERIFY2(run.output().contains(u"PASS"_s), qPrintable(run.output()));
    QVERIFY2(run.output().contains(pipe.file() + u": given up"_s), qPrintable(run.output()));
    QVERIFY(loadResult(file).result);
    QVERIFY(contentOf(path(u"stuck.xml"_s)).startsWith("<?xml"));
}

void TestOutputs::aPipeThatNobodyOpens()
{
    const NamedPipe pipe;
    Program report = Program::cli({u"report"_s, m_result, u"--out"_s, u"html="_s + pipe.file()});
    QCOMPARE(report.finish(), 1);
    QVERIFY2(
        report.output().contains(u"Cannot write %1: nobody reads it"_s.arg(pipe.file())), qPrintable(report.output()));
}

void TestOutputs::standardOutputThatNobodyReads()
{
    NamedPipe pipe;
    pipe.open();
    pipe.fill();
    const QString file = path(u"unread.json"_s);
    QStringList arguments = shortRun() + QStringList{u"--practice"_s, u"--result"_s, file};
    Program run = Program::shell(u"exec \"$CLI\" \"${@:2}\" > \"$1\""_s, QStringList{pipe.file()} + arguments);
    QCOMPARE(run.finish(), 1);
    QVERIFY2(run.errors().contains(u"standard output: nobody reads it"_s), qPrintable(run.errors()));
    const LoadedResult loaded = loadResult(file);
    QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
    QVERIFY(loaded.result->verification.headline == Headline::Pass);
}

/// While its last outputs are written and its practice shop ends.
/// No file or socket gets the number of a stream that the process was started without.
void TestOutputs::standardStreamsThatAreClosed()
{
#ifdef Q_OS_UNIX
    const QString result = path(u"closed.json"_s);
    const auto runClosed = [&](const QStringList &options) {
        return Program::shell(u"exec \"$CLI\" \"$@\" <&- >&- 2>&-"_s, shortRun() + options).finish();
    };
    QCOMPARE(runClosed({u"--practice"_s, u"--result"_s, result}), 0);
    QVERIFY(loadResult(result).result);
    QVERIFY(QFile::remove(result));
    QCOMPARE(runClosed({u"--practice"_s, u"--result"_s, result, u"--out"_s, u"json=-"_s}), 104);
    QVERIFY(!QFile::exists(result));
#else
    QSKIP("only a UNIX shell closes them");
#endif
}

void TestOutputs::anInterruptAfterTheVerdictKeepsIt()
{
    NamedPipe pipe;
    pipe.open();
    pipe.fill();
    Program run =
        Program::cli(shortRun() + QStringList{u"--practice=unit-lost"_s, u"--out"_s, u"json="_s + pipe.file()});
    QVERIFY(run.waitFor(u"UNDERSELLING DETECTED"_s));
    run.interrupt();
    QCOMPARE(run.finish(), 110);
    QVERIFY2(!run.output().contains(u"interrupted before"_s), qPrintable(run.output()));
}

void TestOutputs::aKilledRunLeavesNoOldResult()
{
    const QString file = path(u"killed.json"_s);
    const QString junit = path(u"killed.xml"_s);
    write(file, contentOf(m_result));
    write(junit, "<old/>");
    Program shop = Program::shop();
    Program run = Program::cli(shortRun()
        + QStringList{u"--stage"_s, u"10m:20"_s, u"-e"_s, u"API_BASE="_s + shop.url(), u"--result"_s, file, u"--out"_s,
            u"junit="_s + junit});
    QVERIFY(run.waitFor(u"load ("_s));
    run.kill();
    QCOMPARE(run.finish(), -1);
    QVERIFY(!QFile::exists(file));
    QVERIFY(!QFile::exists(junit));
    QVERIFY(loadResult(file + u".previous"_s).result);
    QCOMPARE(contentOf(junit + u".previous"_s), QByteArray("<old/>"));
}

void TestOutputs::aFolderThatIsRemoved()
{
    const QString folder = path(u"removed"_s);
    QVERIFY(QDir().mkdir(folder));
    Program shop = Program::shop();
    Program run = Program::cli(shortRun()
        + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--result"_s, folder + u"/result.json"_s, u"--out"_s,
            u"csv="_s + folder + u"/lines.csv"_s, u"--out"_s, u"junit="_s + path(u"kept.xml"_s)});
    QVERIFY(run.waitFor(u"load ("_s));
    QVERIFY(QDir(folder).removeRecursively());
    QCOMPARE(run.finish(), 1);
    const QString said = run.output();
    QVERIFY2(said.contains(u"PASS"_s), qPrintable(said));
    QVERIFY2(said.contains(u"Cannot write %1/result.json"_s.arg(folder)), qPrintable(said));
    QVERIFY2(said.contains(u"Cannot write %1/lines.csv: it was removed"_s.arg(folder)), qPrintable(said));
    QVERIFY(contentOf(path(u"kept.xml"_s)).startsWith("<?xml"));
    const QString saved = u"the result was saved to "_s;
    QVERIFY2(said.contains(saved), qPrintable(said));
    const QString rescued = said.section(saved, 1).section(u" instead"_s, 0, 0);
    QVERIFY(loadResult(rescued).result);
    QVERIFY(QFile::remove(rescued));
}

void TestOutputs::anEditedResultIsNoPass()
{
    LoadedResult loaded = loadResult(m_result);
    QVERIFY(loaded.result);
    loaded.result->verification.starting = 7; // of which 12 were bought
    loaded.result->verification.paid = 7;
    const QString edited = path(u"edited.json"_s);
    QVERIFY(saveResult(*loaded.result, edited).ok());
    Program report = Program::cli({u"report"_s, edited, u"--out"_s, u"junit="_s + path(u"edited.xml"_s), u"--out"_s,
        u"html="_s + path(u"edited.html"_s)});
    QCOMPARE(report.finish(), 110);
    const QString said = report.output();
    QVERIFY2(said.contains(u"the ledger holds 12 confirmed purchases of 7 units"_s), qPrintable(said));
    QVERIFY2(!said.contains(u"PASS"_s), qPrintable(said));
    QVERIFY(contentOf(path(u"edited.xml"_s)).contains("12 confirmed purchases of 7 units"));
    QVERIFY(contentOf(path(u"edited.html"_s)).contains("12 confirmed purchases of 7 units"));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestOutputs)
#include "tst_e2e_outputs.moc"
