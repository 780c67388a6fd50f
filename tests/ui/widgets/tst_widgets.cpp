// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/figuretile.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestWidgets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tileTellsAllItsLines();
    void tileShowsMarkupAsText();
    void cardIsNamedByItsTitle();
    void emptyStateFollowsItsAction();
    void messageShowsTextAndActions();
    void messageCutsManyLines();
    void messageClosesByKey();
};

void TestWidgets::tileTellsAllItsLines()
{
    FigureTile tile(u"Virtual users"_s);
    QCOMPARE(tile.accessibleName(), u"Virtual users"_s);
    tile.setFigure(u"5,000"_s, u"of 5,000 planned"_s);
    QCOMPARE(tile.value(), u"5,000"_s);
    QCOMPARE(tile.accessibleName(), u"Virtual users, 5,000, of 5,000 planned"_s);
    tile.setFigure(u"4,990"_s);
    QCOMPARE(tile.detail(), QString());
    QCOMPARE(tile.accessibleName(), u"Virtual users, 4,990"_s);
}

void TestWidgets::tileShowsMarkupAsText()
{
    FigureTile tile(u"Verdict"_s);
    tile.setFigure(u"<b>x</b>"_s, u"<img src=x>"_s, Qt::red);
    const auto labels = tile.findChildren<QLabel *>();
    QCOMPARE(labels.size(), 3);
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(!tile.toolTip().contains(u'<'));
}

void TestWidgets::cardIsNamedByItsTitle()
{
    Card card(u"Requests"_s);
    QCOMPARE(card.accessibleName(), u"Requests"_s);
    auto *button = new QPushButton(u"Copy"_s);
    card.addHeaderWidget(button);
    auto *content = new QLabel(u"content"_s);
    card.setContent(content);
    card.resize(300, 200);
    card.show();
    QVERIFY(button->isVisible());
    QVERIFY(content->isVisible());
    QVERIFY(content->mapTo(&card, QPoint()).y() > button->mapTo(&card, QPoint()).y());
}

void TestWidgets::emptyStateFollowsItsAction()
{
    EmptyState state(u"Nothing yet"_s, u"Start a run."_s);
    QAction action(u"&Start"_s);
    QSignalSpy triggered(&action, &QAction::triggered);
    state.addAction(&action);
    auto *button = state.findChild<QPushButton *>();
    QVERIFY(button);
    QCOMPARE(button->accessibleName(), u"Start"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(triggered.count(), 1);
    action.setEnabled(false);
    QVERIFY(!button->isEnabled());
}

void TestWidgets::messageShowsTextAndActions()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    QAction action(u"Save &as…"_s);
    QSignalSpy triggered(&action, &QAction::triggered);
    bar.showMessage(MessageBar::Kind::Error, u"/x cannot be written: <b>read-only</b>"_s, {&action});
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), u"/x cannot be written: <b>read-only</b>"_s);
    for (const QLabel *label : bar.findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()));
    QPushButton *saveAs = nullptr;
    for (QPushButton *button : bar.findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Save as…"_s)
            saveAs = button;
    }
    QVERIFY(saveAs);
    QTest::mouseClick(saveAs, Qt::LeftButton);
    QCOMPARE(triggered.count(), 1);
}

void TestWidgets::messageCutsManyLines()
{
    MessageBar bar;
    QStringList lines;
    for (int line = 0; line < 100; ++line)
        lines << u"error %1"_s.arg(line);
    bar.showMessage(MessageBar::Kind::Error, lines.join(u'\n'));
    QCOMPARE(bar.text().count(u'\n'), 4);
    QVERIFY(bar.text().contains(u"96"_s)); // how many are left out
    QVERIFY(bar.toolTip().contains(u"error 99"_s));
}

void TestWidgets::messageClosesByKey()
{
    MessageBar bar;
    QSignalSpy closed(&bar, &MessageBar::closed);
    bar.showMessage(MessageBar::Kind::Information, u"Saved."_s);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(bar.isHidden());
    QCOMPARE(closed.count(), 1);
}

DOORBUSTER_TEST(QTEST_MAIN, TestWidgets)
#include "tst_widgets.moc"
