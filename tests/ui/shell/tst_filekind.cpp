// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/filekind.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestFileKind : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsByContent_data();
    void tellsByContent();
    void missingFileIsLeftToTheReader();
};

void TestFileKind::tellsByContent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isResult");
    QTest::newRow("profile") << QByteArray("{ \"doorbuster\": 1 }") << false;
    QTest::newRow("result") << QByteArray("{\n  \"doorbusterResult\": 1") << true;
    QTest::newRow("compressed") << QByteArray("\x1f\x8b\x08\x00 whatever") << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("something else") << QByteArray("<html>") << false;
}

void TestFileKind::tellsByContent()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isResult);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QCOMPARE(fileKindOf(file.fileName()) == FileKind::Result, isResult);
}

void TestFileKind::missingFileIsLeftToTheReader()
{
    QVERIFY(fileKindOf(u"/nonexistent/file"_s) == FileKind::Profile);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFileKind)
#include "tst_filekind.moc"
