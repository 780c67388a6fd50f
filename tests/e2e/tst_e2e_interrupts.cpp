// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/result/resultfile.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

/// Runs that do not come to their planned end: stopped by hand, or left alone by the shop.
class TestInterrupts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firstStopStillVerifies();
    void lostTerminalStillVerifies();
    void lostTerminalIsIgnoredUnderNohup();
    void lostReaderLosesNothing();
    void shopLosesItsReaderToo();
    void secondStopVerifiesAtOnce();
    void thirdStopEndsWithoutVerdict();
    void shopThatDiesIsNoUnderselling();
    void shopThatRefusesConnections();
    void shopThatIsNoApi();

private:
    static QStringList longRun(const QString &url)
    {
        return {u"run"_s, u"--stage"_s, u"200ms:30,10m:30"_s, u"-e"_s, u"API_BASE="_s + url, u"-e"_s,
            u"STARTING_QUANTITY=12"_s, u"-e"_s, u"POLLING_INTERVAL=200ms"_s, u"--set"_s, u"sale.startsIn=200ms"_s,
            u"--set"_s, u"sale.countdown=100ms"_s, u"--set"_s, u"verification.generatorLagLimit=10s"_s};
    }
};

void TestInterrupts::firstStopStillVerifies()
{
    Program shop = Program::shop();
    Program run = Program::cli(longRun(shop.url())
        + QStringList{u"--set"_s, u"load.gracefulStop=300ms"_s, u"--set"_s, u"verification.settle=100ms"_s});
    QVERIFY(run.waitFor(u"ended: success"_s)); // VU 1 has bought
    run.interrupt();
    QCOMPARE(run.finish(), 0);
    QVERIFY2(run.output().contains(u"settling ("_s), qPrintable(run.output()));
    QVERIFY2(run.output().contains(u"PASS"_s), qPrintable(run.output()));
}

/// As when the connection to a distant machine breaks: the shell and the system both tell of it.
void TestInterrupts::lostTerminalStillVerifies()
{
    Program shop = Program::shop();
    Program run = Program::cli(longRun(shop.url())
        + QStringList{u"--set"_s, u"load.gracefulStop=2s"_s, u"--set"_s, u"verification.settle=100ms"_s});
    QVERIFY(run.waitFor(u"ended: success"_s));
    run.hangUp();
    QVERIFY(run.waitFor(u"draining"_s));
    run.hangUp(); // no second stop, which would not settle
    QCOMPARE(run.finish(), 0);
    QVERIFY2(run.output().contains(u"settling ("_s), qPrintable(run.output()));
    QVERIFY2(run.output().contains(u"PASS"_s), qPrintable(run.output()));
}

void TestInterrupts::lostTerminalIsIgnoredUnderNohup()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"result.json"_s);
    Program shop = Program::shop();
    Program run =
        Program::cliUnderNohup(shortRun() + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--result"_s, file});
    QVERIFY(run.waitFor(u"ended: success"_s));
    run.hangUp();
    QCOMPARE(run.finish(), 0);
    const LoadedResult loaded = loadResult(file);
    QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
    QVERIFY(loaded.result->end == RunEnd::Completed);
}

void TestInterrupts::lostReaderLosesNothing()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"result.json"_s);
    Program shop = Program::shop();
    Program run =
        Program::cliReadOnce(shortRun() + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--result"_s, file});
    QVERIFY(run.waitForReaderToLeave());
    QCOMPARE(run.finish(), 0);
    QVERIFY2(run.output().contains(u"Doorbuster"_s), qPrintable(run.output()));
    const LoadedResult loaded = loadResult(file);
    QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
    QVERIFY(loaded.result->end == RunEnd::Completed);
    QVERIFY(loaded.result->verification.headline == Headline::Pass);
}

void TestInterrupts::shopLosesItsReaderToo()
{
    Program shop = Program::shopReadOnce();
    QVERIFY(!shop.url().isEmpty());
    QVERIFY(shop.waitForReaderToLeave());
    shop.interrupt();
    QCOMPARE(shop.finish(), 0);
}

void TestInterrupts::secondStopVerifiesAtOnce()
{
    // Grace and settling are long: only a second stop gets past them.
    Program shop = Program::shop();
    Program run = Program::cli(longRun(shop.url())
        + QStringList{u"--set"_s, u"load.gracefulStop=10m"_s, u"--set"_s, u"verification.settle=10m"_s});
    QVERIFY(run.waitFor(u"ended: success"_s));
    run.interrupt();
    QVERIFY(run.waitFor(u"draining"_s));
    run.interrupt();
    QCOMPARE(run.finish(), 0);
    QVERIFY2(!run.output().contains(u"settling ("_s), qPrintable(run.output()));
    QVERIFY2(run.output().contains(u"PASS"_s), qPrintable(run.output()));
}

void TestInterrupts::thirdStopEndsWithoutVerdict()
{
    // A shop that takes a minute for each answer: there is time for a third stop while the books are read.
    Program shop = Program::shop();
    Program run = Program::cli(longRun(shop.url())
        + QStringList{u"--set"_s, u"load.gracefulStop=10m"_s, u"--set"_s, u"verification.settle=10m"_s});
    QVERIFY(run.waitFor(u"ended: success"_s));
    shop.kill(); // the reader of the books now asks again and again, with pauses
    run.interrupt();
    QVERIFY(run.waitFor(u"draining"_s));
    run.interrupt();
    QVERIFY(run.waitFor(u"verifying"_s));
    run.interrupt();
    QCOMPARE(run.finish(), 105);
}

void TestInterrupts::shopThatDiesIsNoUnderselling()
{
    Program shop = Program::shop();
    Program run = Program::cli(longRun(shop.url())
        + QStringList{u"--set"_s, u"load.gracefulStop=100ms"_s, u"--set"_s, u"verification.settle=100ms"_s});
    QVERIFY(run.waitFor(u"ended: success"_s));
    shop.kill();
    QVERIFY(run.waitFor(u"got no answer"_s)); // VU 1 has met it
    run.interrupt();
    QCOMPARE(run.finish(), 111);
    QVERIFY2(run.output().contains(u"INCONCLUSIVE"_s), qPrintable(run.output()));
    QVERIFY2(!run.output().contains(u"UNDERSELLING"_s), qPrintable(run.output()));
}

void TestInterrupts::shopThatRefusesConnections()
{
    Program run = Program::cli({u"run"_s, u"-e"_s, u"API_BASE=http://127.0.0.1:9"_s});
    QCOMPARE(run.finish(), 107);
    const QString said = run.output() + run.errors();
    QVERIFY2(said.contains(u"sign up"_s) && said.contains(u"refused"_s), qPrintable(said));
}

void TestInterrupts::shopThatIsNoApi()
{
    Program shop = Program::shop();
    Program run = Program::cli({u"run"_s, u"-e"_s, u"API_BASE="_s + shop.url() + u"/elsewhere"_s});
    QCOMPARE(run.finish(), 107);
    const QString said = run.output() + run.errors();
    QVERIFY2(said.contains(u"404"_s), qPrintable(said));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestInterrupts)
#include "tst_e2e_interrupts.moc"
