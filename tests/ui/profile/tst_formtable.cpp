// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/formtable.h"

#include "tests/support/testprogram.h"
#include "ui/profile/pairmodel.h"
#include "ui/profile/profiledocument.h"
#include "ui/profile/stagemodel.h"
#include "ui/profile/thresholdmodel.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<int> selectedRows(const FormTable &table)
{
    QList<int> rows;
    for (const QModelIndex &index : table.view()->selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// The open editor.
QLineEdit *editorOf(const FormTable &table)
{
    const auto lines = table.view()->viewport()->findChildren<QLineEdit *>();
    return lines.isEmpty() ? nullptr : lines.last();
}

} // namespace

class tst_FormTable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysDoWhatButtonsDo()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order | FormTable::Paste);
        table.show();
        table.view()->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.view()->selectRow(5);
        QTest::keyClick(table.view(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(document.profile().load.stages[4].target, 0);
        QCOMPARE(selectedRows(table), QList<int>{4});
        QTest::keyClick(table.view(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(document.profile().load.stages, planStages());
        QTest::keyClick(table.view(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(document.profile().load.stages.size(), 7);
        QCOMPARE(selectedRows(table), QList<int>{6});
        QTest::keyClick(table.view(), Qt::Key_Delete);
        QCOMPARE(document.profile().load.stages, planStages());
        QCOMPARE(selectedRows(table), QList<int>{5});
        table.view()->selectAll();
        QTest::keyClick(table.view(), Qt::Key_Delete);
        QVERIFY(document.profile().load.stages.isEmpty());
        QCOMPARE(table.messageText(), u"✕ there must be at least one stage"_s);
        QTest::keyClick(table.view(), Qt::Key_Insert);
        QCOMPARE(document.profile().load.stages, (QList<Stage>{{30s, 100}}));
        QVERIFY(editorOf(table));
    }

    void buttonsFollowTheSelection()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order | FormTable::Paste);
        const auto enabled = [&table](const QString &text) {
            for (const QToolButton *button : table.buttons()->findChildren<QToolButton *>()) {
                if (button->text() == text)
                    return button->isEnabled();
            }
            return QTest::qFail("no such button", __FILE__, __LINE__), false;
        };
        QVERIFY(enabled(u"Add"_s) && enabled(u"Paste"_s));
        QVERIFY(!enabled(u"Remove"_s) && !enabled(u"↑"_s) && !enabled(u"Duplicate"_s) && !enabled(u"↺"_s));
        table.view()->selectRow(0);
        QVERIFY(enabled(u"Remove"_s) && !enabled(u"↑"_s) && enabled(u"↓"_s) && enabled(u"Duplicate"_s));
        table.removeSelected();
        QVERIFY(enabled(u"↺"_s));
        QCOMPARE(table.originText(), u"profile"_s);
        table.reset();
        QVERIFY(!enabled(u"↺"_s));
        QCOMPARE(table.originText(), u"default"_s);
        QCOMPARE(document.profile().load.stages, planStages());
    }

    void paste_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("spreadsheet") << u"30s\t7\n1m\t8\n"_s;
        QTest::newRow("commas") << u"30s,7\n1m,8"_s;
        QTest::newRow("k6") << u"stages: [{ duration: '30s', target: 7 }, { duration: '1m', target: 8 }]"_s;
        QTest::newRow("command line") << u"30s:7,1m:8"_s;
    }
    void paste()
    {
        QFETCH(QString, text);
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order | FormTable::Paste);
        QGuiApplication::clipboard()->setText(text);
        table.view()->selectRow(1);
        table.paste();
        QList<Stage> expected = planStages();
        expected.insert(2, {30s, 7});
        expected.insert(3, {60s, 8});
        QCOMPARE(document.profile().load.stages, expected);
        QCOMPARE(selectedRows(table), (QList<int>{2, 3}));
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.undoStack().undoText(), u"paste of 2 stages"_s);
        document.undoStack().undo();
        QCOMPARE(document.profile().load.stages, planStages());
    }

    void pasteOfNonsenseSaysSo()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order | FormTable::Paste);
        QGuiApplication::clipboard()->setText(u"<b>hello</b>"_s);
        table.paste();
        QVERIFY(!document.isModified());
        QVERIFY2(table.messageText().startsWith(u"! There are no stages in the text"), qPrintable(table.messageText()));
        // Slips of the pen come in, to be seen and mended.
        QGuiApplication::clipboard()->setText(u"30\t7"_s);
        table.paste();
        QCOMPARE(table.model()->rowCount(), 7);
        QCOMPARE(table.messageText(), u"✕ Row 7: “30” has no unit: write 30s or 30ms"_s);
    }

    void copiedRowsCanBePasted()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order | FormTable::Paste);
        QGuiApplication::clipboard()->setText(table.view()->selectedText());
        table.view()->selectAll();
        table.removeSelected();
        table.paste();
        QCOMPARE(document.profile().load.stages, planStages());
    }

    void typingIsJudgedAtOnce()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order);
        table.show();
        const QModelIndex index = table.model()->index(0, StageModel::Duration);
        table.view()->setCurrentIndex(index);
        table.view()->edit(index);
        QLineEdit *editor = editorOf(table);
        QVERIFY(editor);
        QCOMPARE(editor->text(), u"30s"_s);
        editor->selectAll();
        QTest::keyClicks(editor, u"45"_s);
        QVERIFY(editor->property("invalid").toBool());
        QCOMPARE(table.messageText(), u"✕ “45” has no unit: write 45s or 45ms"_s);
        QCOMPARE(editor->accessibleDescription(), u"“45” has no unit: write 45s or 45ms"_s);
        QVERIFY(!document.isModified());
        QTest::keyClicks(editor, u"s"_s);
        QVERIFY(!editor->property("invalid").toBool());
        QVERIFY(table.messageText().isEmpty());
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(document.profile().load.stages[0].duration, 45'000ms);
    }

    void escapeLeavesTheCell()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order);
        table.show();
        table.view()->edit(table.model()->index(0, StageModel::Duration));
        QLineEdit *editor = editorOf(table);
        QVERIFY(editor);
        QTest::keyClicks(editor, u"x"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(!document.isModified());
        QTRY_VERIFY(table.messageText().isEmpty());
    }

    void thresholdsComplete()
    {
        ProfileDocument document;
        FormTable table(new ThresholdModel(document), u"Thresholds"_s, FormTable::Order);
        table.show();
        table.add();
        QCOMPARE(table.model()->rowCount(), 4);
        QLineEdit *metric = editorOf(table);
        QVERIFY(metric && metric->completer());
        metric->selectAll();
        QTest::keyClicks(metric, u"failed"_s);
        QVERIFY(metric->completer()->completionCount() > 1);
        QVERIFY(metric->completer()->currentCompletion().startsWith(u"http_req_failed"));
        QVERIFY(table.messageText().startsWith(u"✕ there is no metric failed"));
        metric->setText(u"http_req_failed{name:buy}"_s);
        QTest::keyClick(metric, Qt::Key_Return);
        QTRY_COMPARE(document.rows(u"thresholds"_s).last()[kThresholdMetric].text, u"http_req_failed{name:buy}"_s);
        QCOMPARE(table.messageText(), u"✕ Row 4: the expression is empty: write one like p(95)<2000"_s);
    }

    void errorsGetTheKeyboard()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order);
        table.model()->setData(table.model()->index(2, StageModel::Target), u"many"_s);
        QVERIFY(table.focusError(u"load.stages[2].target"_s));
        QCOMPARE(table.view()->currentIndex(), table.model()->index(2, StageModel::Target));
        QVERIFY(table.focusError(u"load.stages"_s));
        QVERIFY(!table.focusError(u"load.stages[1].target"_s));
    }

    void commandLineIsTold()
    {
        ProfileDocument document;
        document.setOverrides({}, {}, {}, {u"5s:1"_s});
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order);
        QCOMPARE(table.originText(), u"command line"_s);
        QCOMPARE(table.messageText(), u"! The command line replaces these rows."_s);
    }

    void smallTablesAreAsHighAsTheirRows()
    {
        ProfileDocument document;
        FormTable table(new PairModel(document, u"tags"_s), u"Tags"_s, FormTable::Rows);
        table.setMostRows(3);
        table.show();
        QVERIFY(!table.view()->isVisible());
        QCOMPARE(table.originText(), u"none · default"_s);
        table.add();
        QVERIFY(table.view()->isVisible());
        const int one = table.view()->height();
        document.setRows(u"tags"_s, QList<FormRow>(2, {{u"a"_s}, {u"b"_s}}), u"x"_s);
        const int two = table.view()->height();
        QVERIFY(two > one);
        document.setRows(u"tags"_s, QList<FormRow>(30, {{u"a"_s}, {u"b"_s}}), u"x"_s);
        QCOMPARE(table.view()->height() - two, two - one);
    }

    void messagesArePlainTexts()
    {
        ProfileDocument document;
        FormTable table(new StageModel(document), u"Stages"_s, FormTable::Order);
        table.model()->setData(table.model()->index(0, StageModel::Duration), u"<b>bold</b>"_s);
        QVERIFY(table.messageText().contains(u"<b>bold</b>"));
        for (const QLabel *label : table.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, tst_FormTable)
#include "tst_formtable.moc"
