// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/logpanel.h"

#include "tests/support/testprogram.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void add(LogPanel &panel, int count, const QString &text = u"line"_s)
{
    for (int i = 0; i < count; ++i) {
        panel.add({std::chrono::seconds(i), quint32(i % 2), QString(text + u' ' + QString::number(i))});
    }
}

} // namespace

class TestLogPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreShownTogether()
    {
        LogPanel panel;
        add(panel, 100);
        QCOMPARE(panel.model().rowCount(), 0);
        QTRY_COMPARE(panel.model().rowCount(), 100);
    }

    void followsUntilOneScrollsUp()
    {
        LogPanel panel;
        panel.resize(600, 200);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QScrollBar *bar = panel.view().verticalScrollBar();
        add(panel, 100);
        panel.flush();
        QCoreApplication::processEvents();
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(panel.followButton().isChecked());

        bar->setValue(10);
        QVERIFY(!panel.isFollowing());
        QVERIFY(!panel.followButton().isChecked());
        add(panel, 100);
        panel.flush();
        QCoreApplication::processEvents();
        QCOMPARE(bar->value(), 10);

        bar->setValue(bar->maximum());
        QVERIFY(panel.isFollowing());
        add(panel, 100);
        panel.flush();
        QCoreApplication::processEvents();
        QCOMPARE(bar->value(), bar->maximum());

        bar->setValue(0);
        panel.followButton().click();
        QCOMPARE(bar->value(), bar->maximum());
    }

    void readerStaysWhereOlderLinesGiveWay()
    {
        LogPanel panel;
        panel.resize(600, 200);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        add(panel, int(LogModel::limit));
        panel.flush();
        QCoreApplication::processEvents();
        panel.view().verticalScrollBar()->setValue(5000);
        const QString read = panel.view().indexAt({0, 0}).siblingAtColumn(LogModel::Message).data().toString();
        QCOMPARE(read, u"line 5000"_s);
        add(panel, 600, u"new"_s);
        panel.flush();
        QCoreApplication::processEvents();
        QVERIFY(panel.model().dropped() >= 600);
        QCOMPARE(panel.view().indexAt({0, 0}).siblingAtColumn(LogModel::Message).data().toString(), read);
        QVERIFY(!panel.isFollowing());
    }

    void filters()
    {
        LogPanel panel;
        panel.add({1s, 0, u"sale <b>created</b>"_s});
        panel.add({2s, 1, u"Hold taken"_s});
        panel.add({3s, 1, u"confirmed"_s});
        panel.flush();
        const auto shown = [&] { return panel.view().model()->rowCount(); };
        QTest::keyClicks(&panel.filter(), u"hold"_s);
        QCOMPARE(shown(), 1);
        panel.filter().setText(u"VU 1"_s);
        QCOMPARE(shown(), 2);
        panel.filter().setText(u"<b>"_s);
        QCOMPARE(shown(), 1);
        panel.filter().setText(u".*"_s); // text, not an expression
        QCOMPARE(shown(), 0);
        QVERIFY(!panel.copyButton().isEnabled());
        panel.filter().clear();
        QCOMPARE(shown(), 3);
    }

    void copies()
    {
        LogPanel panel;
        panel.add({1s, 0, u"sale created"_s});
        panel.add({2s, 1, u"hold"_s});
        panel.flush();
        panel.copyButton().click();
        QCOMPARE(
            QGuiApplication::clipboard()->text(), u"Time\tWho\tMessage\n0:01\trun\tsale created\n0:02\tVU 1\thold\n"_s);
        panel.filter().setText(u"hold"_s);
        panel.copyButton().click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Time\tWho\tMessage\n0:02\tVU 1\thold\n"_s);
    }

    void heldLinesComeLater()
    {
        LogPanel panel;
        panel.setHeld(true);
        add(panel, 3);
        panel.flush();
        QCOMPARE(panel.model().rowCount(), 0);
        panel.setHeld(false);
        QCOMPARE(panel.model().rowCount(), 3);
    }

    void heldForLongStaysBounded()
    {
        LogPanel panel;
        panel.setHeld(true);
        add(panel, 45'000);
        panel.setHeld(false);
        QCOMPARE(panel.model().rowCount(), int(LogModel::limit));
        QCOMPARE(panel.model().dropped() + LogModel::limit, 45'000ULL);
        QCOMPARE(panel.model().index(int(LogModel::limit) - 1, LogModel::Message).data().toString(), u"line 44999"_s);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestLogPanel)
#include "tst_logpanel.moc"
