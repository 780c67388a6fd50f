// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/savedialog.h"

#include "tests/support/testprogram.h"

#include <QFileDialog>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestSaveDialog : public QObject {
    Q_OBJECT

private:
    QWidget m_parent;
    QString m_chosen;

    QFileDialog *ask(const QString &proposedName)
    {
        m_chosen.clear();
        askWhereToSave(&m_parent, u"Save"_s, proposedName,
            {{u"svg"_s, u"Drawings (*.svg)"_s}, {u"png"_s, u"Pictures (*.png)"_s}},
            [this](const QString &path) { m_chosen = path; });
        return m_parent.findChild<QFileDialog *>();
    }

private Q_SLOTS:
    void cleanup() { qDeleteAll(m_parent.findChildren<QFileDialog *>()); }

    void proposesTheFirstType()
    {
        QFileDialog *dialog = ask(u"a/b"_s);
        QVERIFY(dialog);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"a-b.svg"_s);
        QCOMPARE(dialog->defaultSuffix(), u"svg"_s);
    }

    void theEndingFollowsTheChosenType()
    {
        QFileDialog *dialog = ask(u"x"_s);
        QVERIFY(dialog);
        Q_EMIT dialog->filterSelected(u"Pictures (*.png)"_s);
        QCOMPARE(dialog->defaultSuffix(), u"png"_s);
    }

    void startsWhereTheLastFileWent()
    {
        const QTemporaryDir folder;
        Q_EMIT ask(u"x"_s)->fileSelected(folder.filePath(u"x.svg"_s));
        QCOMPARE(m_chosen, folder.filePath(u"x.svg"_s));
        cleanup();
        QCOMPARE(ask(u"y"_s)->directory().canonicalPath(), QDir(folder.path()).canonicalPath());
    }

    void tellsNothingWhereTheUserGivesUp()
    {
        ask(u"x"_s)->reject();
        QCOMPARE(m_chosen, QString());
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestSaveDialog)
#include "tst_savedialog.moc"
