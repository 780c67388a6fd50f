// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/csvsaving.h"

#include "tests/support/testprogram.h"

#include <QFileDialog>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestCsvSaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The table is made when the file is known, and not before.
    void writesTheTable()
    {
        const QTemporaryDir folder;
        QWidget parent;
        int made = 0;
        SavedTable saved;
        saveCsvAs(
            &parent, u"Save"_s, u"checks"_s,
            [&made] {
                ++made;
                return "a,b\n"_ba;
            },
            [&saved](const SavedTable &table) { saved = table; });
        auto *dialog = parent.findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(made, 0);
        Q_EMIT dialog->fileSelected(folder.filePath(u"x.csv"_s));
        QTRY_COMPARE(saved.path, folder.filePath(u"x.csv"_s));
        QCOMPARE(made, 1);
        QCOMPARE(saved.size, 4);
        QCOMPARE(saved.error, QString());
        QFile file(saved.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "a,b\n"_ba);
    }

    void saysWhatWentWrong()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"nowhere/x.csv"_s);
        QWidget parent;
        SavedTable saved;
        saveCsvAs(
            &parent, u"Save"_s, u"checks"_s, [] { return "a\n"_ba; },
            [&saved](const SavedTable &table) { saved = table; });
        Q_EMIT parent.findChild<QFileDialog *>()->fileSelected(path);
        QTRY_VERIFY(!saved.path.isEmpty());
        QVERIFY2(saved.error.contains(path), qPrintable(saved.error));
        QVERIFY(!QFile::exists(path));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestCsvSaving)
#include "tst_csvsaving.moc"
