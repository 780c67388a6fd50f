// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilepage.h"

#include "core/profile/fieldtable.h"
#include "core/profile/profileio.h"
#include "tests/core/profile/othervalue.h"
#include "tests/support/testprogram.h"
#include "tests/ui/profile/profilefile.h"
#include "ui/charts/timechart.h"
#include "ui/profile/connectionpanel.h"
#include "ui/profile/fieldeditor.h"
#include "ui/profile/fieldform.h"
#include "ui/profile/fieldinput.h"
#include "ui/profile/formsection.h"
#include "ui/profile/formtable.h"
#include "ui/profile/pairmodel.h"
#include "ui/profile/plancard.h"
#include "ui/profile/problempanel.h"
#include "ui/profile/profiledocument.h"
#include "ui/profile/stagemodel.h"
#include "ui/profile/thresholdmodel.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Not by keyClicks(), which knows ASCII only.
void paste(QLineEdit *line, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    line->paste();
}

/// Enters a field's text into its control, as a person does.
void enter(FieldEditor *editor, const QString &text)
{
    QWidget *control = editor->input()->control();
    if (auto *line = qobject_cast<QLineEdit *>(control)) {
        line->setFocus();
        line->selectAll();
        if (text.isEmpty())
            QTest::keyClick(line, Qt::Key_Delete);
        else
            paste(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    } else if (auto *notes = qobject_cast<QPlainTextEdit *>(control)) {
        notes->selectAll();
        notes->insertPlainText(text);
    } else if (auto *box = qobject_cast<QCheckBox *>(control)) {
        if ((text == u"true") != (box->checkState() == Qt::Checked))
            box->click();
    } else if (auto *choice = qobject_cast<QComboBox *>(control)) {
        const int index = choice->findData(text);
        QVERIFY2(index >= 0, qPrintable(text));
        choice->setCurrentIndex(index);
        Q_EMIT choice->activated(index);
    } else {
        QFAIL("no such control");
    }
}

FormSection *sectionOf(QWidget *widget)
{
    while (widget && !qobject_cast<FormSection *>(widget))
        widget = widget->parentWidget();
    return qobject_cast<FormSection *>(widget);
}

} // namespace

class tst_ProfilePage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldHasAPlace()
    {
        ProfileDocument document;
        const ProfilePage page(document);
        for (const Field &field : fieldTable()) {
            const bool isOnTheRight = field.path == u"load.stages" || field.path == u"thresholds";
            const bool hasPlace = isOnTheRight || page.form()->editor(field.path) || page.form()->table(field.path);
            QVERIFY2(hasPlace, qPrintable(field.path));
            if (const FieldEditor *editor = page.form()->editor(field.path))
                QCOMPARE(editor->input() == nullptr, field.isSecret());
        }
    }

    void everyFieldIsEditedSavedAndReadAgain_data()
    {
        QTest::addColumn<QString>("path");
        for (const Field &field : fieldTable()) {
            if (field.isScalar() && !field.isSecret())
                QTest::newRow(qPrintable(field.path)) << field.path;
        }
    }
    void everyFieldIsEditedSavedAndReadAgain()
    {
        QFETCH(QString, path);
        const Field &field = *fieldAt(path);
        QTemporaryDir folder;
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        FieldEditor *editor = page.form()->editor(path);
        QVERIFY(editor->resetButton()->isHidden());
        QCOMPARE(editor->originText(), u"default"_s);

        const FieldValue value = test::otherValue(field);
        enter(editor, field.toText(value));
        QCOMPARE(field.value(document.profile()), value);
        if (value != field.defaultValue()) { // a choice with one value has no other
            QCOMPARE(document.undoStack().count(), 1);
            QVERIFY(!editor->resetButton()->isHidden());
            QCOMPARE(editor->originText(), u"profile"_s);
        }
        const QString file = folder.filePath(u"x.json"_s);
        QCOMPARE(document.save(file), std::nullopt);
        ProfileDocument again;
        QCOMPARE(again.open(file), std::nullopt);
        QVERIFY(again.profile() == document.profile());
        ProfilePage other(again);
        QCOMPARE(other.form()->editor(path)->input()->text(), field.toText(value));

        editor->resetButton()->click();
        QCOMPARE(field.value(document.profile()), field.defaultValue());
        QCOMPARE(editor->input()->text(), field.toText(field.defaultValue()));
        document.undoStack().undo();
        QCOMPARE(field.value(document.profile()), value);
        QCOMPARE(editor->input()->text(), field.toText(value));
    }

    void everyTableIsEditedSavedAndReadAgain()
    {
        QTemporaryDir folder;
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        const auto fill = [](FormTable *table, int row, const QStringList &cells) {
            for (int column = 0; column < cells.size(); ++column) {
                const QModelIndex index = table->model()->index(row, column);
                table->view()->setCurrentIndex(index);
                if (!table->view()->isPersistentEditorOpen(index)
                    && !table->view()->viewport()->findChild<QLineEdit *>()
                    && !table->view()->viewport()->findChild<QComboBox *>())
                    table->view()->edit(index);
                QWidget *editor =
                    table->view()->viewport()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly).last();
                if (auto *line = qobject_cast<QLineEdit *>(editor)) {
                    line->selectAll();
                    QTest::keyClicks(line, cells[column]);
                } else {
                    qobject_cast<QComboBox *>(editor)->setCurrentText(cells[column]);
                }
                QTest::keyClick(editor, Qt::Key_Return);
                QTRY_COMPARE(index.data(Qt::EditRole).toString(), cells[column]);
                QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            }
        };
        page.form()->table(u"target.headers"_s)->add();
        fill(page.form()->table(u"target.headers"_s), 0, {u"X-Team"_s, u"shop"_s});
        page.form()->table(u"tags"_s)->add();
        fill(page.form()->table(u"tags"_s), 0, {u"build"_s, u"7"_s});
        page.form()->table(u"outputs"_s)->add();
        fill(page.form()->table(u"outputs"_s), 0, {u"csv"_s, u"a.csv"_s});
        fill(page.stages(), 0, {u"5s"_s, u"50"_s});
        fill(page.thresholds(), 0, {u"checks"_s, u"rate>0.5"_s});
        page.thresholds()->model()->setData(
            page.thresholds()->model()->index(0, ThresholdModel::Abort), Qt::Checked, Qt::CheckStateRole);

        Profile expected;
        expected.target.headers = {{u"X-Team"_s, u"shop"_s}};
        expected.tags = {{u"build"_s, u"7"_s}};
        expected.outputs = {{u"csv"_s, u"a.csv"_s}};
        expected.load.stages[0] = {5s, 50};
        expected.thresholds[0] = {u"checks"_s, {{u"rate>0.5"_s, true}}};
        QVERIFY(document.profile() == expected);
        QVERIFY2(document.errors().isEmpty(), qPrintable(describe(document.errors())));
        const QString file = folder.filePath(u"x.json"_s);
        QCOMPARE(document.save(file), std::nullopt);
        QVERIFY(loadProfile(file).profile == expected);
    }

    void whatASecretIsWithoutItsVariable()
    {
        ProfileDocument document;
        ProfilePage page(document);
        const auto told = [&page](const QString &path) {
            QStringList texts;
            for (const QLabel *label : page.form()->editor(path)->findChildren<QLabel *>())
                texts << label->accessibleDescription();
            return texts.join(u' ').trimmed();
        };
        QCOMPARE(told(u"sale.admin.password"_s),
            u"made up for each run; the environment variable DOORBUSTER_ADMIN_PASSWORD sets it"_s);
        // Nobody makes up the password of somebody's key.
        QCOMPARE(told(u"target.clientKeyPassword"_s),
            u"none; the environment variable DOORBUSTER_CLIENT_KEY_PASSWORD sets it"_s);
    }

    void secretsAreToldButNotTyped()
    {
        ProfileDocument document;
        ProfilePage page(document);
        const FieldEditor *editor = page.form()->editor(u"sale.admin.password"_s);
        QVERIFY(!editor->input());
        QVERIFY(editor->findChildren<QLineEdit *>().isEmpty());
        QProcessEnvironment environment;
        environment.insert(u"DOORBUSTER_ADMIN_PASSWORD"_s, u"hunter2"_s);
        document.setEnvironment(environment);
        bool told = false;
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            QVERIFY(!label->text().contains(u"hunter2") && !label->toolTip().contains(u"hunter2"));
            told = told || label->accessibleDescription() == u"from the environment variable DOORBUSTER_ADMIN_PASSWORD";
        }
        QVERIFY(told);
    }

    void errorsShowAsOneTypes()
    {
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        FieldEditor *editor = page.form()->editor(u"buyer.pollingInterval"_s);
        auto *line = qobject_cast<QLineEdit *>(editor->input()->control());
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, u"2 parsecs"_s);
        QCOMPARE(editor->problemText(), u"✕ “2 parsecs” is not a duration: try 2s or 500ms"_s);
        QVERIFY(line->property("invalid").toBool());
        QCOMPARE(line->accessibleDescription(), editor->problemText());
        line->selectAll();
        QTest::keyClicks(line, u"3s"_s);
        QVERIFY(editor->problemText().isEmpty());
        QVERIFY(!line->property("invalid").toBool());
        QCOMPARE(document.profile().buyer.pollingInterval, 3000ms);
        QCOMPARE(document.undoStack().count(), 1);
        QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(line->text(), u"2s"_s);
        QCOMPARE(document.undoStack().index(), 0);
        QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(line->text(), u"3s"_s);
    }

    void theCursorStaysWhereOneTypes()
    {
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        auto *line = qobject_cast<QLineEdit *>(page.form()->editor(u"name"_s)->input()->control());
        line->setFocus();
        QTest::keyClicks(line, u"ac"_s);
        line->setCursorPosition(1);
        QTest::keyClicks(line, u"b"_s);
        QCOMPARE(line->text(), u"abc"_s);
        QCOMPARE(line->cursorPosition(), 2);
    }

    void originsAreShown()
    {
        ProfileDocument document;
        ProfilePage page(document);
        QProcessEnvironment environment;
        environment.insert(u"API_BASE"_s, u"http://u:hunter2@10.0.0.1:1"_s);
        document.setOverrides(environment, {}, {u"buyer.maxBuys=2"_s});
        const FieldEditor *base = page.form()->editor(u"target.apiBase"_s);
        QCOMPARE(base->originText(), u"API_BASE"_s);
        QVERIFY2(
            base->remarkText().startsWith(u"! API_BASE is set: http://") && base->remarkText().contains(u"10.0.0.1:1"),
            qPrintable(base->remarkText()));
        QVERIFY(!base->remarkText().contains(u"hunter2"));
        QCOMPARE(base->input()->text(), u"http://localhost:4000"_s);
        const FieldEditor *buys = page.form()->editor(u"buyer.maxBuys"_s);
        QCOMPARE(buys->originText(), u"command line"_s);
        QCOMPARE(buys->remarkText(), u"! The command line sets it: 2 is used."_s);
        QCOMPARE(page.form()->editor(u"buyer.jitter"_s)->remarkText(), QString());
    }

    void profileWithErrorsShowsThemAll()
    {
        QTemporaryDir folder;
        ProfileDocument document;
        ProfilePage page(document);
        QCOMPARE(document.open(write(folder, R"({"doorbuster": 1, "targt": 1,
            "target": {"transport": "lea", "tlsVerify": "perhaps", "headers": {"Cookie": "sesame"}},
            "buyer": {"runSuffix": "maybe", "jitter": 7, "maxBuys": 3},
            "load": {"stages": [{"duration": "1", "target": 5}]},
            "thresholds": {"checks": ["rat>1"]}})")),
            std::nullopt);
        FieldForm *form = page.form();
        QVERIFY2(form->problems()->text().contains(u"targt"), qPrintable(form->problems()->text()));
        QVERIFY(form->editor(u"target.transport"_s)->problemText().contains(u"lea"));
        QCOMPARE(form->editor(u"target.transport"_s)->input()->text(), u"lea"_s);
        QVERIFY(form->editor(u"target.tlsVerify"_s)->problemText().contains(u"perhaps"));
        QCOMPARE(form->editor(u"target.tlsVerify"_s)->input()->text(), u"perhaps"_s);
        QCOMPARE(form->editor(u"buyer.runSuffix"_s)->input()->text(), u"maybe"_s);
        QCOMPARE(form->editor(u"buyer.jitter"_s)->problemText(), u"✕ must be from 0 to 1"_s);
        QCOMPARE(form->editor(u"buyer.maxBuys"_s)->problemText(), QString());
        QVERIFY(form->table(u"target.headers"_s)->messageText().contains(u"secret"));
        QVERIFY(page.stages()->messageText().contains(u"no unit"));
        QVERIFY(page.thresholds()->messageText().contains(u"rat"));
        QVERIFY(page.plan()->totalsText().contains(u"stages with errors are left out"));
        for (const QLabel *label : page.findChildren<QLabel *>())
            QVERIFY(!label->text().contains(u"sesame"));

        enter(form->editor(u"target.transport"_s), u"stock"_s);
        QCOMPARE(form->editor(u"target.transport"_s)->problemText(), QString());
        enter(form->editor(u"target.tlsVerify"_s), u"true"_s);
        QVERIFY(document.profile().target.tlsVerify);
        form->problems()->removeButton()->click();
        QVERIFY(form->problems()->text().isEmpty());
        document.undoStack().undo();
        QVERIFY(form->problems()->text().contains(u"targt"));
    }

    void commandLineErrorsWithoutAFieldAreTold()
    {
        ProfileDocument document;
        document.setOverrides({}, {u"FOO=1"_s}, {});
        ProfilePage page(document);
        QVERIFY2(page.form()->problems()->text().startsWith(u"✕ -e FOO: no such setting"),
            qPrintable(page.form()->problems()->text()));
        QVERIFY(page.form()->problems()->removeButton()->isHidden());
    }

    void firstErrorGetsTheKeyboard_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("place");
        QTest::newRow("field") << QByteArray("\"buyer\": {\"jitter\": 7}") << u"buyer.jitter"_s;
        QTest::newRow("header") << QByteArray("\"target\": {\"headers\": {\"Cookie\": \"x\"}}") << u"target.headers"_s;
        QTest::newRow("tag") << QByteArray("\"tags\": {\"a b\": \"x\"}") << u"tags"_s;
        QTest::newRow("stage") << QByteArray("\"load\": {\"stages\": [{\"duration\": \"1\", \"target\": 1}]}")
                               << u"stages"_s;
        QTest::newRow("no stage") << QByteArray("\"load\": {\"stages\": []}") << u"stages"_s;
        QTest::newRow("threshold") << QByteArray("\"thresholds\": {\"checks\": [\"x\"]}") << u"thresholds"_s;
        QTest::newRow("foreign") << QByteArray("\"x\": 1") << u"problems"_s;
        QTest::newRow("field before foreign")
            << QByteArray("\"x\": 1, \"buyer\": {\"jitter\": 7}") << u"buyer.jitter"_s;
    }
    void firstErrorGetsTheKeyboard()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, place);
        QTemporaryDir folder;
        ProfileDocument document;
        QCOMPARE(document.open(write(folder, "{\"doorbuster\": 1, " + members + "}")), std::nullopt);
        ProfilePage page(document);
        page.resize(1100, 640);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        // Where it is folded away or searched away, it comes back.
        page.form()->search()->setText(u"no such words"_s);
        page.form()->setFolded({u"Target"_s, u"Buyer"_s, u"Tags"_s});
        page.focusFirstError();
        QWidget *expected = nullptr;
        if (place == u"stages")
            expected = page.stages()->view();
        else if (place == u"thresholds")
            expected = page.thresholds()->view();
        else if (place == u"problems")
            expected = page.form()->problems()->removeButton();
        else if (FormTable *table = page.form()->table(place))
            expected = table->view();
        else
            expected = page.form()->editor(place)->input()->control();
        QCOMPARE(QApplication::focusWidget(), expected);
        QVERIFY(expected->isVisible());
        const QRect onPage(expected->mapTo(&page, QPoint()), expected->size());
        QVERIFY(page.rect().intersects(onPage));
    }

    void withoutErrorsNothingMoves()
    {
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.focusSearch();
        page.focusFirstError();
        QCOMPARE(QApplication::focusWidget(), page.form()->search());
    }

    void searchFilters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("label") << u"Give up polling"_s << QStringList{u"buyer.pollTimeout"_s};
        QTest::newRow("path") << u"sale.admin"_s << QStringList{u"sale.admin.email"_s, u"sale.admin.password"_s};
        QTest::newRow("help") << u"fall into step"_s << QStringList{u"buyer.jitter"_s};
        QTest::newRow("variable") << u"polling_interval"_s << QStringList{u"buyer.pollingInterval"_s};
        QTest::newRow("words in any order") << u"  BUYERS pairs "_s << QStringList{u"verification.fairnessTolerance"_s};
        QTest::newRow("a table") << u"every sample"_s << QStringList{u"tags"_s};
        QTest::newRow("nothing") << u"xyzzy"_s << QStringList{};
    }
    void searchFilters()
    {
        QFETCH(QString, text);
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        FieldForm *form = page.form();
        form->setFolded({u"Buyer"_s});
        form->search()->setText(text);
        QStringList shown;
        for (const Field &field : fieldTable()) {
            const QWidget *widget = form->editor(field.path);
            if (const FormTable *table = form->table(field.path))
                widget = table;
            if (widget && widget->isVisible())
                shown << field.path;
        }
        QTEST(shown, "shown");
        for (const FormSection *section : page.findChildren<FormSection *>())
            QVERIFY(!section->isVisible() || !section->isFolded());
        QTest::keyClick(form->search(), Qt::Key_Escape);
        QVERIFY(form->search()->text().isEmpty());
        QVERIFY(form->editor(u"name"_s)->isVisible());
        QCOMPARE(form->folded(), QStringList{u"Buyer"_s});
    }

    void sectionsFoldAndCountTheirErrors()
    {
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        FieldEditor *editor = page.form()->editor(u"buyer.jitter"_s);
        FormSection *section = sectionOf(editor);
        QCOMPARE(section->title(), u"Buyer"_s);
        const auto says = [section](const QString &text) {
            for (const QLabel *label : section->findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly)) {
                if (label->text() == text)
                    return true;
            }
            return false;
        };
        document.setText(u"buyer.jitter"_s, u"x"_s);
        QVERIFY(says(u"✕ 1 error"_s));
        document.setText(u"buyer.maxBuys"_s, u"x"_s);
        QVERIFY(says(u"✕ 2 errors"_s));
        QTest::keyClick(section->heading(), Qt::Key_Space);
        QVERIFY(section->isFolded() && !editor->isVisible());
        // What is undone comes into view.
        document.undoStack().undo();
        QVERIFY(!section->isFolded() && editor->isVisible());
        QVERIFY(says(u"✕ 1 error"_s));
    }

    void planIsDrawnAsItIsTyped()
    {
        ProfileDocument document;
        ProfilePage page(document);
        QCOMPARE(page.plan()->totalsText(), u"peak 5,000 users · 6:30 · about 590,000 requests at most"_s);
        const ChartData before = page.plan()->chart()->data();
        QVERIFY(!before.isEmpty());
        document.setRows(u"load.stages"_s, {stageRow({10s, 20})}, u"x"_s);
        QVERIFY(!(page.plan()->chart()->data() == before));
        QCOMPARE(page.plan()->totalsText(), u"peak 20 users · 0:10 · about 50 requests at most"_s);
        QVERIFY(page.plan()->remarksText().startsWith(u"The sale outlasts this run by about "_s));
        document.setText(u"buyer.pause"_s, u"0s"_s);
        QCOMPARE(page.plan()->totalsText(), u"peak 20 users · 0:10 · as many requests as the shop answers"_s);
        document.setOverrides({}, {}, {}, {u"1s:7"_s});
        QVERIFY(page.plan()->totalsText().startsWith(u"peak 7 users · 0:01"));
    }

    void helpFollowsTheFocus()
    {
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.form()->editor(u"buyer.pollingInterval"_s)->focusInput();
        const QString help = page.form()->helpText();
        QVERIFY2(help.contains(u"First wait") && help.contains(u"buyer.pollingInterval") && help.contains(u"default 2s")
                && help.contains(u"POLLING_INTERVAL"),
            qPrintable(help));
        page.form()->table(u"tags"_s)->add();
        QVERIFY(page.form()->helpText().contains(u"every sample"));
        for (const Field &field : fieldTable()) {
            if (const FieldEditor *editor = page.form()->editor(field.path)) {
                QVERIFY(editor->whatsThis().contains(field.help));
                QVERIFY(editor->toolTip().contains(field.path));
            }
        }
    }

    /// Whoever can be reached by keyboard or pressed must have a name.
    void everyControlHasAName()
    {
        QTemporaryDir folder;
        ProfileDocument document;
        QCOMPARE(document.open(write(folder, R"({"doorbuster": 1, "x": 1, "tags": {"a": "b"}})")), std::nullopt);
        ProfilePage page(document);
        page.show();
        int controls = 0;
        for (const QWidget *widget : page.findChildren<QWidget *>()) {
            const bool isOurs = !widget->objectName().startsWith("qt_"_L1) && widget->isVisible();
            const bool isControl = qobject_cast<const QAbstractButton *>(widget)
                || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
                || qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
                || qobject_cast<const TimeChart *>(widget);
            // The clear button of a line edit and the corner of a table are Qt's.
            const bool isQts = qobject_cast<const QLineEdit *>(widget->parentWidget())
                || widget->inherits("QTableCornerButton") || widget->inherits("QHeaderView")
                || widget->inherits("QComboBoxListView");
            if (!isOurs || !isControl || isQts)
                continue;
            ++controls;
            QVERIFY2(!widget->accessibleName().isEmpty(),
                qPrintable(
                    QString(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName())));
        }
        QVERIFY(controls > 60);
    }

    void tabReachesEveryField()
    {
        ProfileDocument document;
        ProfilePage page(document);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.focusSearch();
        QList<QWidget *> reached;
        for (int i = 0; i < 400; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (QApplication::focusWidget() == page.form()->search())
                break;
            reached << QApplication::focusWidget();
        }
        qsizetype last = -1;
        for (const Field &field : fieldTable()) {
            const FieldEditor *editor = page.form()->editor(field.path);
            if (!editor || !editor->input())
                continue;
            const qsizetype place = reached.indexOf(editor->input()->control());
            QVERIFY2(place > last, qPrintable(field.path));
            last = place;
        }
        QVERIFY(reached.contains(page.stages()->view()));
        QVERIFY(reached.contains(page.thresholds()->view()));
        QVERIFY(reached.contains(page.form()->connection()->button()));
    }

    void layoutIsKeptAndReset()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        ProfileDocument document;
        QList<int> sizes;
        {
            ProfilePage page(document);
            page.resize(1200, 700);
            page.show();
            page.findChildren<QSplitter *>().first()->setSizes({600, 592});
            sizes = page.findChildren<QSplitter *>().first()->sizes();
            page.form()->setFolded({u"Sale"_s});
            page.saveLayout(settings);
        }
        ProfilePage page(document);
        page.resize(1200, 700);
        page.show();
        QVERIFY(page.findChildren<QSplitter *>().first()->sizes() != sizes);
        page.restoreLayout(settings);
        QCOMPARE(page.findChildren<QSplitter *>().first()->sizes(), sizes);
        QCOMPARE(page.form()->folded(), QStringList{u"Sale"_s});
        page.resetLayout();
        QVERIFY(page.findChildren<QSplitter *>().first()->sizes() != sizes);
        QVERIFY(page.form()->folded().isEmpty());
        QSettings empty(folder.filePath(u"none.ini"_s), QSettings::IniFormat);
        page.restoreLayout(empty);
        QVERIFY(page.form()->folded().isEmpty());
    }

    /// At the size that the page has in a small window nothing of the form hides behind its edge.
    void fitsASmallWindow()
    {
        ProfileDocument document;
        document.setText(u"buyer.jitter"_s, QString(500, u'9'));
        ProfilePage page(document);
        page.resize(1100, 640);
        page.show();
        QCOMPARE(page.size(), QSize(1100, 640));
        QVERIFY(page.minimumSizeHint().width() <= 1100 && page.minimumSizeHint().height() <= 640);
        const auto *scroll = page.form()->findChild<QScrollArea *>();
        QVERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
            qPrintable(u"%1 > %2"_s.arg(scroll->widget()->width()).arg(scroll->viewport()->width())));
    }

    void followsTheScheme()
    {
        Appearance::instance().initialise();
        ProfileDocument document;
        document.setText(u"buyer.jitter"_s, u"x"_s);
        ProfilePage page(document);
        for (const auto scheme : {Appearance::Scheme::Dark, Appearance::Scheme::Light}) {
            Appearance::instance().setScheme(scheme);
            const QColor fail = toColor(Appearance::instance().tokens().fail);
            bool found = false;
            for (const QLabel *label : page.form()->editor(u"buyer.jitter"_s)->findChildren<QLabel *>())
                found =
                    found || (label->text().startsWith(u'✕') && label->palette().color(QPalette::WindowText) == fail);
            QVERIFY(found);
        }
    }
};

DOORBUSTER_TEST(QTEST_MAIN, tst_ProfilePage)
#include "tst_profilepage.moc"
