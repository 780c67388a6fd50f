// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/formdelegate.h"

#include "tests/support/testprogram.h"
#include "ui/profile/pairmodel.h"
#include "ui/profile/profiledocument.h"
#include "ui/profile/stagemodel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <memory>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

template <class Editor>
Editor *openEditor(const FormDelegate &delegate, QWidget &parent, const QModelIndex &index)
{
    QWidget *editor = delegate.createEditor(&parent, {}, index);
    delegate.setEditorData(editor, index);
    return qobject_cast<Editor *>(editor);
}

} // namespace

class TestFormDelegate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhileOneTypesWhatDoesNotFit()
    {
        ProfileDocument document;
        StageModel model(document);
        const FormDelegate delegate(model);
        QWidget parent;
        const QModelIndex target = model.index(0, StageModel::Target);
        auto *line = openEditor<QLineEdit>(delegate, parent, target);
        QVERIFY(line);
        QCOMPARE(line->text(), target.data(Qt::EditRole).toString());
        QCOMPARE(line->accessibleName(), model.columnTitle(StageModel::Target));
        const QSignalSpy misfits(&delegate, &FormDelegate::misfit);
        line->setText(u"many"_s);
        QVERIFY(!misfits.last().first().toString().isEmpty());
        QVERIFY(line->property("invalid").toBool());
        QCOMPARE(line->accessibleDescription(), misfits.last().first().toString());
        line->setText(u"17"_s);
        QVERIFY(misfits.last().first().toString().isEmpty());
        QVERIFY(!line->property("invalid").toBool());
    }

    void onlyAChangeIsAStep()
    {
        ProfileDocument document;
        StageModel model(document);
        const FormDelegate delegate(model);
        QWidget parent;
        const QModelIndex target = model.index(0, StageModel::Target);
        auto *line = openEditor<QLineEdit>(delegate, parent, target);
        delegate.setModelData(line, &model, target);
        QCOMPARE(document.undoStack().count(), 0);
        line->setText(u"17"_s);
        delegate.setModelData(line, &model, target);
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(model.index(0, StageModel::Target).data(Qt::EditRole).toString(), u"17"_s);
    }

    /// What is being typed is not taken away when the model tells of a change elsewhere.
    void typingIsNotOverwritten()
    {
        ProfileDocument document;
        StageModel model(document);
        const FormDelegate delegate(model);
        QWidget parent;
        const QModelIndex target = model.index(0, StageModel::Target);
        auto *line = openEditor<QLineEdit>(delegate, parent, target);
        line->selectAll();
        QTest::keyClicks(line, u"42"_s);
        delegate.setEditorData(line, target);
        QCOMPARE(line->text(), u"42"_s);
    }

    void rowThatGoesWhileItIsEdited()
    {
        ProfileDocument document;
        StageModel model(document);
        const FormDelegate delegate(model);
        QWidget parent;
        auto *line = openEditor<QLineEdit>(delegate, parent, model.index(0, StageModel::Target));
        model.remove({0});
        const QSignalSpy misfits(&delegate, &FormDelegate::misfit);
        line->setText(u"many"_s);
        QCOMPARE(misfits.size(), 0);
    }

    void choicesAreChosen()
    {
        ProfileDocument document;
        PairModel model(document, u"verification.severity"_s);
        model.add(0);
        const FormDelegate delegate(model);
        QWidget parent;
        int choices = 0;
        for (int column = 0; column < model.columnCount(); ++column) {
            const int cell = model.cellOf(column);
            if (cell < 0 || !model.isChoice(cell))
                continue;
            ++choices;
            const QModelIndex index = model.index(0, column);
            auto *box = openEditor<QComboBox>(delegate, parent, index);
            QVERIFY(box);
            QVERIFY(box->count() >= model.completions(0, cell).size());
            // A text of the file that is none of them is kept until another one is chosen.
            QCOMPARE(box->currentText(), index.data(Qt::EditRole).toString());
            const QString chosen = model.completions(0, cell).last();
            box->setCurrentText(chosen);
            delegate.setModelData(box, &model, index);
            QCOMPARE(model.index(0, column).data(Qt::EditRole).toString(), chosen);
        }
        QVERIFY(choices > 0);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestFormDelegate)
#include "tst_formdelegate.moc"
