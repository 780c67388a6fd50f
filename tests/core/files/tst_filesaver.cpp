// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/filesaver.h"

#include "core/text/gzip.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <thread>

#ifdef Q_OS_LINUX
#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#endif

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestFileSaver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAndReplaces()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"table.csv"_s);
        QVERIFY(saveFile(path, "old and longer").ok());
        QVERIFY(saveFile(path, "new").ok());
        QCOMPARE(contentOf(path), QByteArray("new"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"table.csv"_s});
    }

    void compressesByName()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"table.csv.GZ"_s);
        QVERIFY(saveFile(path, "text").ok());
        QCOMPARE(gunzip(contentOf(path), 100).data, QByteArray("text"));
    }

    void namesWhatCannotBeWritten_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("no such folder") << u"nowhere/table.csv"_s;
        QTest::newRow("a folder") << u"."_s;
    }

    void namesWhatCannotBeWritten()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString path = folder.filePath(name);
        const SaveStatus status = saveFile(path, "text");
        QVERIFY2(status.error.startsWith(u"Cannot write "_s + path + u": "_s), qPrintable(status.error));
    }

#ifdef Q_OS_LINUX
    /// As on a full disk: less than a buffer full, so that nothing is written before the end.
    void aFullDiskKeepsTheOldFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"table.csv"_s);
        QVERIFY(saveFile(path, "old").ok());
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit little = before;
        little.rlim_cur = 16; // bytes
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &little), 0);
        const SaveStatus status = saveFile(path, std::string(1000, 'x'));
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QCOMPARE(status.error, u"Cannot write %1: %2."_s.arg(path, qt_error_string(EFBIG)));
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"table.csv"_s});
    }

    void writesIntoAPipeThatStays()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"pipe"_s);
        QCOMPARE(mkfifo(qPrintable(path), 0600), 0);
        QByteArray received;
        std::thread reader([&] { received = contentOf(path); });
        const SaveStatus status = saveFile(path, "text");
        reader.join();
        QVERIFY2(status.ok(), qPrintable(status.error));
        QCOMPARE(received, QByteArray("text"));
        struct stat after = {};
        QCOMPARE(stat(qPrintable(path), &after), 0);
        QVERIFY(S_ISFIFO(after.st_mode));
    }

    void tellsOfAFullDevice()
    {
        const QTemporaryDir folder;
        // One of our own where we may make it: the system's is not to be put at risk.
        QString path = folder.filePath(u"full"_s);
        if (mknod(qPrintable(path), S_IFCHR | 0600, makedev(1, 7)) != 0)
            path = u"/dev/full"_s;
        QFile device(path);
        if (!device.open(QIODevice::WriteOnly))
            QSKIP("no full device can be opened here");
        device.close();
        const SaveStatus status = saveFile(path, "text");
        QCOMPARE(status.error, u"Cannot write %1: No space left on device."_s.arg(path));
        struct stat after = {};
        QCOMPARE(stat(qPrintable(path), &after), 0);
        QVERIFY(S_ISCHR(after.st_mode));
    }
#endif
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFileSaver)
#include "tst_filesaver.moc"
