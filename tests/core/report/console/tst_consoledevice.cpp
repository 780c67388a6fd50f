// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/consoledevice.h"

#include "tests/support/testprogram.h"

#include <QTest>
#include <QTextStream>

#ifdef Q_OS_UNIX
#include "tests/support/namedpipe.h"

#include <csignal>
#endif

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestConsoleDevice : public QObject {
    Q_OBJECT

#ifdef Q_OS_UNIX
private Q_SLOTS:
    void initTestCase()
    {
        std::signal(SIGPIPE, SIG_IGN);
    }

    void writesAll()
    {
        NamedPipe pipe;
        pipe.open();
        ConsoleDevice device(pipe.file());
        QTextStream out(&device);
        out << "one\n" << 2 << '\n';
        out.flush();
        QCOMPARE(device.finish().error, QString());
        QCOMPARE(pipe.read(), QByteArray("one\n2\n"));
    }

    void nobodyReads()
    {
        NamedPipe pipe;
        pipe.open();
        pipe.fill();
        ConsoleDevice device(pipe.file());
        QCOMPARE(device.write("verdict"), 7); // at once
        const SaveStatus status = device.finish(50ms);
        QVERIFY2(status.error.contains(u"nobody reads it"_s), qPrintable(status.error));
        QCOMPARE(device.write("more"), -1);
        QCOMPARE(device.finish(50ms).error, status.error);
    }

    void leavesOutWhatHasNoRoom()
    {
        NamedPipe pipe;
        pipe.open();
        pipe.fill();
        ConsoleDevice device(pipe.file(), 10'000);
        const QByteArray text(9'000, 'A');
        QCOMPARE(device.write(text), text.size());
        QByteArray read;
        // Until what came first is through, there is no room for more.
        QCOMPARE(device.write(text), text.size());
        QTRY_VERIFY((read += pipe.read()).count('A') == text.size());
        QCOMPARE(device.write("last"), 4);
        QVERIFY(device.finish().ok());
        read += pipe.read();
        QVERIFY(read.contains("output is missing here"));
        QVERIFY(read.endsWith("last"));
    }

    /// As with `| head`: it has seen enough, and that is no error.
    void theReaderLeaves()
    {
        NamedPipe pipe;
        pipe.open();
        ConsoleDevice device(pipe.file());
        pipe.close();
        device.write("text");
        QCOMPARE(device.finish().error, QString());
        QCOMPARE(device.write("more"), -1);
    }

    void aFullDiskIsSaid()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("there is no /dev/full on this system");
        ConsoleDevice device(u"/dev/full"_s);
        device.write("text");
        QVERIFY(device.finish().error.contains(u"No space left"_s));
    }

    void isFinishedByItsDestructor()
    {
        NamedPipe pipe;
        pipe.open();
        {
            ConsoleDevice device(pipe.file());
            device.write("text");
        }
        QCOMPARE(pipe.read(), QByteArray("text"));
    }
#endif
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestConsoleDevice)
#include "tst_consoledevice.moc"
