// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/outputstream.h"

#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include "tests/support/namedpipe.h"

#include <csignal>
#include <thread>
#endif

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestOutputStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsStandardOutput_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isIt");
        QTest::newRow("-") << u"-"_s << true;
        QTest::newRow("file") << u"./-"_s << false;
        QTest::newRow("nothing") << QString() << false;
#ifdef Q_OS_UNIX
        QTest::newRow("/dev/stdout") << u"/dev/stdout"_s << true;
        QTest::newRow("/dev/fd/1") << u"/dev/fd/1"_s << true;
        QTest::newRow("/proc/self/fd/1") << u"/proc/self/fd/1"_s << true;
        QTest::newRow("unclean") << u"/dev/../dev//fd/1"_s << true;
        QTest::newRow("/dev/stderr") << u"/dev/stderr"_s << false;
        QTest::newRow("another descriptor") << u"/dev/fd/11"_s << false;
#endif
    }

    void knowsStandardOutput()
    {
        QFETCH(QString, name);
        QTEST(isStandardOutput(name), "isIt");
        QCOMPARE(outputName(u"-"_s), u"standard output"_s);
    }

#ifdef Q_OS_UNIX
    void initTestCase()
    {
        std::signal(SIGPIPE, SIG_IGN);
    }

    void tellsStreamsFromFiles()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"file"_s);
        QVERIFY(!isStream(file));
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        const NamedPipe pipe;
        QVERIFY(!isStream(file));
        QVERIFY(!isStream(folder.path()));
        QVERIFY(isStream(pipe.file()));
        QVERIFY(isStream(u"/dev/null"_s));
        QVERIFY(isStream(u"/dev/fd/63"_s)); // also where it is not open: it is none that could be replaced
    }

    void onePlaceHasOneName()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"file"_s);
        QCOMPARE(placeOf(folder.filePath(u"./file"_s)), placeOf(file));
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(file, folder.filePath(u"link"_s)));
        QCOMPARE(placeOf(folder.filePath(u"link"_s)), placeOf(file));
        QCOMPARE(
            ::link(QFile::encodeName(file).constData(), QFile::encodeName(folder.filePath(u"hard"_s)).constData()), 0);
        QCOMPARE(placeOf(folder.filePath(u"hard"_s)), placeOf(file));
        QVERIFY(placeOf(folder.filePath(u"other"_s)) != placeOf(file));
        QCOMPARE(placeOf(u"/dev/stdout"_s), placeOf(u"-"_s));
        // As in: --out json=/dev/fd/N --result file, with N open on that file.
        QFile opened(file);
        QVERIFY(opened.open(QIODevice::WriteOnly));
        QCOMPARE(placeOf(u"/dev/fd/%1"_s.arg(opened.handle())), placeOf(file));
    }

    void saysWhatCannotBeWritten()
    {
        QCOMPARE(streamProblem(u"/dev/null"_s), QString());
        QCOMPARE(streamProblem(u"/dev/fd/900"_s), u"Bad file descriptor"_s);
        QFile reader(u"/dev/null"_s);
        QVERIFY(reader.open(QIODevice::ReadOnly));
        const QString name = u"/dev/fd/%1"_s.arg(reader.handle());
        QCOMPARE(streamProblem(name), u"it is not open for writing"_s);
        QCOMPARE(OutputStream(name).open().error, u"Cannot write %1: it is not open for writing."_s.arg(name));
    }

    /// Written where the descriptor stands, and nothing that was there before is cut.
    void writesToADescriptor()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        QCOMPARE(file.write("before "), 7);
        OutputStream output(u"/dev/fd/%1"_s.arg(file.handle()));
        QVERIFY(output.open().ok());
        QVERIFY(output.write("and now").ok());
        QVERIFY(output.write(", and more").ok());
        QFile read(file.fileName());
        QVERIFY(read.open(QIODevice::ReadOnly));
        QCOMPARE(read.readAll(), QByteArray("before and now, and more"));
    }

    void writesWhileItIsRead()
    {
        NamedPipe pipe;
        pipe.open();
        OutputStream output(pipe.file());
        QVERIFY(output.open().ok());
        const std::string much(1'000'000, 'x');
        SaveStatus status;
        std::thread writer([&] { status = output.write(much); });
        QByteArray read;
        while (read.size() < qsizetype(much.size()))
            read += pipe.read();
        writer.join();
        QCOMPARE(status.error, QString());
        QCOMPARE(read, QByteArray::fromStdString(much));
    }

    /// Its reader may come later than the run begins.
    void waitsForAReader()
    {
        NamedPipe pipe;
        OutputStream output(pipe.file());
        QVERIFY(output.open().ok());
        SaveStatus status;
        std::thread writer([&] { status = output.write("text"); });
        pipe.open();
        writer.join();
        QCOMPARE(status.error, QString());
        QCOMPARE(pipe.read(), QByteArray("text"));
    }

    void endsAtItsDeadline_data()
    {
        QTest::addColumn<bool>("opened");
        QTest::addColumn<QString>("why");
        QTest::newRow("nobody opens it") << false << u"nobody reads it"_s;
        QTest::newRow("its reader stops") << true << u"its reader has stopped reading"_s;
    }

    void endsAtItsDeadline()
    {
        QFETCH(bool, opened);
        QFETCH(QString, why);
        NamedPipe pipe;
        if (opened)
            pipe.open();
        OutputStream output(pipe.file());
        QVERIFY(output.open().ok());
        const SaveStatus status = output.write(std::string(1'000'000, 'x'), OutputStream::Clock::now() + 100ms);
        QCOMPARE(status.error, u"Cannot write %1: %2."_s.arg(pipe.file(), why));
        QVERIFY(!output.readerLeft());
    }

    void endsWhenItIsGivenUp()
    {
        NamedPipe pipe;
        pipe.open();
        OutputStream output(pipe.file());
        QVERIFY(output.open().ok());
        SaveStatus status;
        std::thread writer([&] { status = output.write(std::string(1'000'000, 'x')); });
        output.giveUp();
        writer.join();
        QVERIFY(!status.ok());
        QVERIFY(!output.write("more").ok());
    }

    void tellsThatItsReaderLeft()
    {
        NamedPipe pipe;
        pipe.open();
        OutputStream output(pipe.file());
        QVERIFY(output.open().ok());
        QVERIFY(output.write("text").ok());
        pipe.close();
        QCOMPARE(output.write("text").error, u"Cannot write %1: Broken pipe."_s.arg(pipe.file()));
        QVERIFY(output.readerLeft());
    }
#endif
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestOutputStream)
#include "tst_outputstream.moc"
