// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/aboutbox.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QMessageBox>
#include <QTest>
#include <QTimer>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestAboutBox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesVersionLicenceAndQt()
    {
        QWidget window;
        window.show();
        QString text;
        QTimer::singleShot(0, &window, [&text] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            QVERIFY(box);
            text = box->text() + u'\n' + box->informativeText();
            QTest::keyClick(box, Qt::Key_Escape); // it has no question, so any key that closes will do
        });
        showAbout(&window);
        QVERIFY2(text.contains(QStringLiteral(DOORBUSTER_VERSION)), qPrintable(text));
        QVERIFY2(text.contains(u"GNU General Public License, version 3"_s), qPrintable(text));
        QVERIFY2(text.contains(QString::fromLatin1(qVersion())), qPrintable(text));
        QVERIFY(!QApplication::activeModalWidget());
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestAboutBox)
#include "tst_aboutbox.moc"
