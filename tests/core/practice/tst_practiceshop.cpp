// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/practiceshop.h"

#include "tests/support/testprogram.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString executable = QStringLiteral(SHOP_EXECUTABLE);

struct Spies {
    explicit Spies(PracticeShop &shop)
        : ready(&shop, &PracticeShop::ready)
        , failed(&shop, &PracticeShop::failed)
        , stopped(&shop, &PracticeShop::stopped)
    {
    }
    QSignalSpy ready;
    QSignalSpy failed;
    QSignalSpy stopped;
};

} // namespace

class TestPracticeShop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsServesStopsAndStartsAgain()
    {
        PracticeShop shop;
        Spies spies(shop);
        for (int round = 1; round <= 2; ++round) {
            shop.start(executable, {{20, 5s, Defect::Slow, 3}, {1ms, 1ms}, 0.5});
            QTRY_COMPARE(spies.ready.size(), round);
            QVERIFY(shop.isRunning());
            QVERIFY(!shop.counts());
            QCOMPARE(shop.url(), spies.ready.constLast().constFirst().toUrl());
            QTcpSocket socket;
            socket.connectToHost(shop.url().host(), quint16(shop.url().port()));
            QVERIFY(socket.waitForConnected());
            socket.write("GET /nope HTTP/1.1\r\nHost: x\r\n\r\n");
            QVERIFY(socket.waitForReadyRead());
            shop.stop();
            shop.stop();
            QTRY_COMPARE(spies.stopped.size(), round);
            QVERIFY(!shop.isRunning());
            QVERIFY(shop.url().isEmpty());
            QVERIFY(shop.counts());
            const auto counts = *shop.counts();
            QCOMPARE(counts["defect"_L1], QJsonValue(u"slow"_s));
            QCOMPARE(counts["requests"_L1]["other"_L1]["404"_L1], QJsonValue(1));
        }
        QCOMPARE(spies.failed.size(), 0);
    }

    void stopsBeforeItIsReady()
    {
        PracticeShop shop;
        Spies spies(shop);
        shop.start(executable, {});
        shop.stop();
        QTRY_COMPARE(spies.stopped.size(), 1);
        QCOMPARE(spies.ready.size(), 0);
        QCOMPARE(spies.failed.size(), 0);
    }

    void stoppingNothingSaysNothing()
    {
        PracticeShop shop;
        Spies spies(shop);
        shop.stop();
        QCOMPARE(spies.stopped.size(), 0);
    }

    void tellsWhyItDoesNotStart_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<double>("holdsPerSecond");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no such program") << u"/nowhere/doorbuster-shop"_s << 50.0 << u"/nowhere/doorbuster-shop"_s;
        QTest::newRow("refused option") << executable << 0.0 << u"--holds-per-second 0"_s;
#ifdef Q_OS_UNIX
        QTest::newRow("another program") << u"/bin/echo"_s << 50.0 << u"is not a practice shop"_s;
        QTest::newRow("silent program") << u"/bin/true"_s << 50.0 << u"ended with status 0"_s;
#endif
    }
    void tellsWhyItDoesNotStart()
    {
        QFETCH(QString, program);
        QFETCH(double, holdsPerSecond);
        QFETCH(QString, reason);
        PracticeShop shop;
        Spies spies(shop);
        PracticeShop::Options options;
        options.rules.holdsPerSecond = holdsPerSecond;
        shop.start(program, options);
        QTRY_COMPARE(spies.failed.size(), 1);
        const auto said = spies.failed.constFirst().constFirst().toString();
        QVERIFY2(said.contains(reason), qPrintable(said));
        QTRY_VERIFY(!shop.isRunning());
        QCOMPARE(spies.ready.size(), 0);
        QCOMPARE(spies.failed.size(), 1);
    }

    void tellsOfACrash()
    {
#ifdef Q_OS_UNIX
        PracticeShop shop;
        Spies spies(shop);
        shop.start(executable, {});
        QTRY_COMPARE(spies.ready.size(), 1);
        ::kill(pid_t(shop.processId()), SIGKILL);
        QTRY_COMPARE(spies.failed.size(), 1);
        QVERIFY(spies.failed.constFirst().constFirst().toString().contains("crashed"_L1));
        QVERIFY(!shop.counts());
        QCOMPARE(spies.stopped.size(), 0);
#else
        QSKIP("no signal to crash it with");
#endif
    }

    void endsWithItsOwner()
    {
        quint16 port = 0;
        {
            PracticeShop shop;
            Spies spies(shop);
            shop.start(executable, {});
            QTRY_COMPARE(spies.ready.size(), 1);
            port = quint16(shop.url().port());
        }
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port);
        QVERIFY(!socket.waitForConnected(1000));
    }

    void theProgramEndsOnSignalsWithItsCounts()
    {
#ifdef Q_OS_UNIX
        for (const int number : {SIGINT, SIGTERM}) {
            QProcess process;
            process.start(executable, {u"--port"_s, u"0"_s});
            QVERIFY(process.waitForReadyRead());
            QVERIFY(process.readLine().startsWith("listening on http://127.0.0.1:"));
            ::kill(pid_t(process.processId()), number);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 0);
            QVERIFY(process.readAll().startsWith("{"));
        }
#else
        QSKIP("no signals");
#endif
    }

    void theProgramNamesATakenPort()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QProcess process;
        process.start(executable, {u"--port"_s, QString::number(other.serverPort())});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains(QByteArray::number(other.serverPort())));
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }

    void theProgramRefusesBadArguments()
    {
        QProcess process;
        process.start(executable, {u"--defects"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 104);
        QVERIFY(process.readAllStandardError().contains("defects"));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestPracticeShop)
#include "tst_practiceshop.moc"
