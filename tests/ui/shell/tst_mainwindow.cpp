// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileio.h"
#include "core/result/resultfile.h"
#include "shortrun.h"
#include "tests/support/testprogram.h"
#ifdef Q_OS_UNIX
#include "slowreader.h"
#endif
#include "ui/export/exportdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tableview.h"

#include "core/profile/starterprofiles.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using Page = MainWindow::Page;

namespace {

bool finish(MainWindow &window)
{
    return QTest::qWaitFor([&] { return !window.controller().isRunning(); }, 60'000);
}

/// Opens a file, and waits until it is on show or refused.
void open(MainWindow &window, const QString &file)
{
    window.openFile(file);
    QVERIFY(QTest::qWaitFor([&] { return !window.isOpening(); }, 20'000));
}

QString message(const MainWindow &window)
{
    const auto *bar = window.findChild<MessageBar *>();
    return bar->isHidden() ? QString() : bar->text();
}

/// Clicks the button of the next message box whose text contains this. Returns by `asked` whether there was one.
void answerNext(const QString &button, bool *asked = nullptr)
{
    auto *watch = new QTimer(qApp);
    QObject::connect(watch, &QTimer::timeout, watch, [watch, button, asked] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!box)
            return;
        for (QAbstractButton *candidate : box->buttons()) {
            if (candidate->text().remove(u'&').contains(button, Qt::CaseInsensitive)) {
                if (asked)
                    *asked = true;
                watch->deleteLater();
                watch->stop();
                candidate->click();
                return;
            }
        }
    });
    watch->start(10);
}

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

QString saveShortProfile(const QTemporaryDir &folder)
{
    return writeFile(folder, u"short.json"_s, profileText(shortProfile()));
}

/// A result whose sale is in the shop at this address.
QString saveResultOf(
    const QString &apiBase, const QTemporaryDir &folder, const QMap<QString, QString> &headers = {})
{
    RunResult result;
    result.profile.target.headers = headers;
    result.startedAt = QDateTime::currentDateTimeUtc();
    result.saleId = "6b02";
    result.journeysStarted = 1;
    result.apiBase = apiBase;
    const QString file = folder.filePath(QUrl(apiBase).host() + u".json.gz"_s);
    return saveResult(result, file).ok() ? file : QString();
}

/// The text of a table's cell in the row that starts with `row`, by the column's header.
QString cell(const QAbstractItemView *view, const QString &row, const QString &column)
{
    const QAbstractItemModel *model = view->model();
    int wanted = -1;
    for (int c = 0; c < model->columnCount(); ++c) {
        if (model->headerData(c, Qt::Horizontal).toString() == column)
            wanted = c;
    }
    for (int r = 0; wanted >= 0 && r < model->rowCount(); ++r) {
        for (int c = 0; c < model->columnCount(); ++c) {
            if (model->index(r, c).data().toString() == row)
                return model->index(r, wanted).data().toString();
        }
    }
    return {};
}

TableView *table(const MainWindow &window, const QString &name)
{
    for (TableView *view : window.findChildren<TableView *>()) {
        if (view->accessibleName() == name)
            return view;
    }
    return nullptr;
}

} // namespace

/// The window as a whole, through its actions and widgets.
class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void opensOnTheProfile();
    void everyControlHasAnAccessibleName();
    void everyControlIsReachedByKeyboard();
    void shortcutsAreUnique();
    void pagesByKeyboard();
    void wholeRunToItsVerdict();
    void defectIsShownByItsHeadline();
    void tryPracticeTakesTheStarter();
    void errorsKeepTheRunFromStarting();
    void failedSetupIsShown();
    void failedSetupKeepsTheResultBefore();
    void stopGoesOnToTheVerdict();
    void publicHostIsAskedFor();
    void publicHostOfAResultIsAskedFor();
    void consentIsForTheResultThatWasShown();
    void consentIsForTheProfileThatWasShown();
    void variablesAreAskedForBeforeAStart();
    void agreedVariablesAreSent();
    void variablesOfAResultAreAskedFor();
    void hostAndVariablesAreAskedForInTurn();
    void consentOfVariablesIsForTheResultThatWasShown();
    void closeDuringARunAsks();
    void closeDuringARunCanWaitForTheVerdict();
#ifdef Q_OS_UNIX
    void closeWaitsForTheOutputs();
    void failedOutputKeepsTheWindow();
    void exportWaitsForTheSamples();
#endif
    void unsavedChangesAreKept();
    void titleTellsFileAndChanges();
    void savedProfileReopens();
    void profileWithErrorsOpens();
    void foreignFilesAreRefused_data();
    void foreignFilesAreRefused();
    void readOnlyPlaceKeepsTheEdits();
    void resultOpensAsFinishedRun();
    void lastResultIsKept();
    void dropOpens();
    void recentFilesAreListed();
    void schemeIsRemembered();
    void layoutIsKeptAndRestored();

private:
    QTemporaryDir m_home;
};

void TestMainWindow::initTestCase()
{
    QVERIFY(m_home.isValid());
    QApplication::setOrganizationName(u"doorbuster-test"_s);
    QApplication::setApplicationName(u"doorbuster"_s);
    qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
    qputenv("TEAM_TOKEN", "blue");
    for (const char *name : {"API_BASE", "FLASH_SALE_DURATION", "STARTING_QUANTITY", "POLLING_INTERVAL"})
        qunsetenv(name);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    Appearance::instance().initialise();
}

void TestMainWindow::init()
{
    QSettings().clear();
}

void TestMainWindow::cleanup()
{
    QVERIFY2(!QApplication::activeModalWidget(), "a dialog was left open");
}

void TestMainWindow::opensOnTheProfile()
{
    MainWindow window;
    window.show();
    QCOMPARE(window.page(), Page::Profile);
    QVERIFY(window.windowTitle().contains(u"[*]"_s));
    QVERIFY(!window.isWindowModified());
    QVERIFY(window.actions().start.isEnabled());
    QVERIFY(!window.actions().stop.isEnabled());
    QVERIFY(!window.actions().exportResult.isEnabled());
    QVERIFY(!window.actions().verifyAgain.isEnabled());
    QVERIFY(message(window).isEmpty());
}

void TestMainWindow::everyControlHasAnAccessibleName()
{
    MainWindow window;
    window.show();
    QStringList nameless;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
            || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
            || qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QTabBar *>(widget)
            || qobject_cast<const QProgressBar *>(widget) || widget->focusPolicy() & Qt::TabFocus;
        // Parts that Qt makes inside its own controls speak through those.
        const bool isPart = widget->objectName().startsWith(u"qt_"_s)
            || qobject_cast<const QComboBox *>(widget->parentWidget())
            || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())
            || qobject_cast<const QAbstractScrollArea *>(widget->parentWidget())
            || qobject_cast<const QTabBar *>(widget->parentWidget()) || widget->inherits("QComboBoxPrivateContainer")
            || (widget->parentWidget() && widget->parentWidget()->inherits("QComboBoxPrivateContainer"))
            || widget->inherits("QLineEditIconButton");
        if (!isControl || isPart)
            continue;
        const QAccessibleInterface *speaker = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        if (!speaker || speaker->text(QAccessible::Name).trimmed().isEmpty())
            nameless << QLatin1StringView(widget->metaObject()->className()) + u" in "_s
                    + QLatin1StringView(widget->parentWidget()->metaObject()->className()) + u' '
                    + widget->objectName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void TestMainWindow::everyControlIsReachedByKeyboard()
{
    MainWindow window;
    window.show();
    QStringList unreachable;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isPart = !button || button->objectName().startsWith(u"qt_"_s)
            || qobject_cast<const QTabBar *>(button->parentWidget()) || button->inherits("QLineEditIconButton")
            || qobject_cast<const QAbstractItemView *>(button->parentWidget())
            || qobject_cast<const QMenuBar *>(button->parentWidget()) || button->inherits("QToolBarExtension");
        if (!isPart && !(button->focusPolicy() & Qt::TabFocus) && button->shortcut().isEmpty())
            unreachable << button->accessibleName() + u' ' + button->text();
    }
    QVERIFY2(unreachable.isEmpty(), qPrintable(unreachable.join(u'\n')));
}

void TestMainWindow::shortcutsAreUnique()
{
    MainWindow window;
    QHash<QKeySequence, QString> owners;
    for (const QAction *action : window.actions().all()) {
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!owners.contains(key),
                qPrintable(key.toString() + u": "_s + owners.value(key) + u", "_s + action->text()));
            owners.insert(key, action->text());
        }
    }
    QVERIFY(owners.size() > 10);
}

void TestMainWindow::pagesByKeyboard()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(window.page(), Page::Verdict);
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.page(), Page::Run);
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(window.page(), Page::Profile);
}

void TestMainWindow::wholeRunToItsVerdict()
{
    MainWindow window;
    window.show();
    const QTemporaryDir folder;
    open(window, saveShortProfile(folder));
    window.actions().runPractice.trigger();
    QVERIFY(QTest::qWaitFor([&] { return window.page() == Page::Run; }, 20'000));
    QVERIFY(window.actions().stop.isEnabled());
    QVERIFY(!window.actions().start.isEnabled());
    QVERIFY(finish(window));
    QCOMPARE(window.page(), Page::Verdict);
    const TableView *checks = table(window, u"Checks"_s);
    QVERIFY(checks);
    QCOMPARE(cell(checks, u"V1"_s, u"Verdict"_s), u"✓ pass"_s);
    QCOMPARE(cell(checks, u"V2"_s, u"Verdict"_s), u"✓ pass"_s);
    QVERIFY(window.actions().exportResult.isEnabled());
    QVERIFY(window.actions().verifyAgain.isEnabled());
    window.actions().verifyAgain.trigger();
    QVERIFY(QTest::qWaitFor([&] { return window.controller().isRunning(); })); // its host is looked up first
    QVERIFY(finish(window));
    QCOMPARE(cell(checks, u"V2"_s, u"Verdict"_s), u"✓ pass"_s);
}

void TestMainWindow::defectIsShownByItsHeadline()
{
    MainWindow window;
    window.show();
    const QTemporaryDir folder;
    open(window, saveShortProfile(folder));
    for (QAction *defect : window.actions().defects->actions()) {
        if (defect->data().toString() == u"unit-lost"_s)
            defect->trigger();
    }
    window.actions().runPractice.trigger();
    QVERIFY(finish(window));
    QCOMPARE(cell(table(window, u"Checks"_s), u"V2"_s, u"Verdict"_s), u"✕ fail"_s);
    bool told = false;
    for (const QLabel *label : window.findChildren<QLabel *>())
        told |= label->isVisible() && label->text().contains(u"UNDERSELLING DETECTED"_s);
    QVERIFY(told);
}

void TestMainWindow::tryPracticeTakesTheStarter()
{
    MainWindow window;
    window.show();
    window.actions().tryPractice.trigger();
    QVERIFY(window.controller().isRunning());
    QVERIFY(QTest::qWaitFor(
        [&] {
            return window.controller().phase() == RunPhase::Setup || window.controller().phase() == RunPhase::Countdown;
        },
        20'000));
    QCOMPARE(
        window.controller().briefing().profile.load.stages, loadStarterProfile(u"practice"_s).profile->load.stages);
    window.actions().abort.trigger();
    QVERIFY(finish(window));
}

void TestMainWindow::errorsKeepTheRunFromStarting()
{
    const QTemporaryDir folder;
    const QString file = writeFile(folder, u"wrong.json"_s, R"({"doorbuster": 1, "buyer": {"maxBuys": 0}})");
    MainWindow window;
    window.show();
    open(window, file);
    window.showPage(Page::Run);
    window.actions().start.trigger();
    QVERIFY(!window.controller().isRunning());
    QCOMPARE(window.page(), Page::Profile);
    QVERIFY2(message(window).contains(u"buyer.maxBuys"_s), qPrintable(message(window)));
}

void TestMainWindow::failedSetupIsShown()
{
    const QTemporaryDir folder;
    Profile profile = shortProfile();
    profile.target.apiBase = u"http://127.0.0.1:9"_s;
    MainWindow window;
    window.show();
    open(window, writeFile(folder, u"nobody.json"_s, profileText(profile)));
    window.actions().start.trigger();
    QVERIFY(QTest::qWaitFor([&] { return window.controller().result() != nullptr; }, 60'000));
    QVERIFY(window.controller().result()->end == RunEnd::Failed);
    bool told = false;
    for (const QLabel *label : window.findChildren<QLabel *>())
        told |= label->isVisible() && label->text().contains(u"refused"_s);
    QVERIFY(told);
}

void TestMainWindow::failedSetupKeepsTheResultBefore()
{
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    open(window, saveShortProfile(folder));
    window.actions().runPractice.trigger();
    QVERIFY(finish(window));
    const QString good = window.controller().result()->runId;
    window.document().setText(u"target.apiBase"_s, u"http://127.0.0.1:9"_s); // a mistyped port
    window.actions().start.trigger();
    QVERIFY(QTest::qWaitFor(
        [&] { return window.controller().result() && window.controller().result()->end == RunEnd::Failed; }, 60'000));
    QVERIFY2(message(window).contains(u"is kept"_s), qPrintable(message(window)));
    window.actions().openLast.trigger();
    QVERIFY(QTest::qWaitFor(
        [&] { return window.controller().result() && window.controller().result()->runId == good; }, 20'000));
}

void TestMainWindow::stopGoesOnToTheVerdict()
{
    const QTemporaryDir folder;
    Profile profile = shortProfile();
    profile.load.stages = {{std::chrono::milliseconds(200), 30}, {std::chrono::minutes(10), 30}};
    MainWindow window;
    window.show();
    open(window, writeFile(folder, u"long.json"_s, profileText(profile)));
    window.actions().runPractice.trigger();
    QVERIFY(QTest::qWaitFor([&] { return window.controller().phase() == RunPhase::Load; }, 20'000));
    window.actions().stop.trigger();
    QVERIFY(finish(window));
    QVERIFY(window.controller().result()->end == RunEnd::Stopped);
    QVERIFY(window.controller().result()->verification.performed);
}

void TestMainWindow::publicHostIsAskedFor()
{
    const QTemporaryDir folder;
    Profile profile = shortProfile();
    profile.target.apiBase = u"http://8.8.8.8:9"_s; // an address: nothing is looked up, and nothing is sent
    MainWindow window;
    window.show();
    open(window, writeFile(folder, u"public.json"_s, profileText(profile)));
    bool asked = false;
    answerNext(u"Cancel"_s, &asked);
    window.actions().start.trigger();
    QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return !message(window).isEmpty(); }));
    QVERIFY(!window.controller().isRunning());
    QVERIFY(window.actions().start.isEnabled());
}

/// A result may be somebody else's: its shop is not asked for anything before the tester has said so.
void TestMainWindow::publicHostOfAResultIsAskedFor()
{
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    open(window, saveResultOf(u"http://8.8.8.8:9"_s, folder));
    bool asked = false;
    answerNext(u"Cancel"_s, &asked);
    window.actions().verifyAgain.trigger();
    QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return !message(window).isEmpty(); }));
    QVERIFY(!window.controller().isRunning());
    QVERIFY(window.actions().verifyAgain.isEnabled());
}

void TestMainWindow::consentIsForTheResultThatWasShown()
{
    const QTemporaryDir folder;
    const QString other = saveResultOf(u"http://127.0.0.1:9"_s, folder);
    MainWindow window;
    window.show();
    open(window, saveResultOf(u"http://8.8.8.8:9"_s, folder));
    const QSignalSpy running(&window.controller(), &RunController::runningChanged);
    window.actions().verifyAgain.trigger();
    open(window, other); // while the host is looked up, or the question stands
    bool asked = false;
    answerNext(u"Read its books"_s, &asked);
    QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return !QApplication::activeModalWidget(); }));
    QVERIFY(!window.controller().isRunning());
    QCOMPARE(running.size(), 0);
    QVERIFY2(message(window).contains(u"Another result was opened"_s), qPrintable(message(window)));
    QVERIFY(window.actions().verifyAgain.isEnabled());
}

void TestMainWindow::consentIsForTheProfileThatWasShown()
{
    const QTemporaryDir folder;
    Profile profile = shortProfile();
    profile.target.apiBase = u"http://127.0.0.1:9"_s; // nobody listens there
    MainWindow window;
    window.show();
    open(window, writeFile(folder, u"local.json"_s, profileText(profile)));
    window.actions().start.trigger();
    window.document().setText(u"target.apiBase"_s, u"http://8.8.8.8:9"_s); // while the host is looked up
    QVERIFY(QTest::qWaitFor([&] { return window.controller().result() != nullptr; }, 60'000));
    QCOMPARE(window.controller().result()->apiBase, u"http://127.0.0.1:9"_s);
}

void TestMainWindow::variablesAreAskedForBeforeAStart()
{
    const QTemporaryDir folder;
    Profile profile = shortProfile();
    profile.target.apiBase = u"http://127.0.0.1:9"_s; // nobody listens there
    profile.target.headers = {{u"X-Team"_s, u"${TEAM_TOKEN}"_s}};
    MainWindow window;
    window.show();
    open(window, writeFile(folder, u"headers.json"_s, profileText(profile)));
    const QSignalSpy running(&window.controller(), &RunController::runningChanged);
    bool asked = false;
    answerNext(u"Cancel"_s, &asked);
    window.actions().start.trigger();
    QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return window.actions().start.isEnabled(); }));
    QCOMPARE(message(window), u"Nothing was sent."_s);
    QCOMPARE(running.size(), 0);
}

void TestMainWindow::agreedVariablesAreSent()
{
    const QTemporaryDir folder;
    Profile profile = shortProfile();
    profile.target.apiBase = u"http://127.0.0.1:9"_s;
    profile.target.headers = {{u"X-Team"_s, u"${TEAM_TOKEN}"_s}};
    MainWindow window;
    window.show();
    open(window, writeFile(folder, u"headers.json"_s, profileText(profile)));
    const QSignalSpy began(&window.controller(), &RunController::began);
    bool asked = false;
    answerNext(u"Send them"_s, &asked);
    window.actions().start.trigger();
    QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
    QCOMPARE(began.size(), 1);
    QVERIFY(finish(window));
    // Agreed to once, for as long as the window is there.
    window.actions().start.trigger();
    QCOMPARE(began.size(), 2);
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(finish(window));
}

/// A file of somebody else could name any variable and any shop.
void TestMainWindow::variablesOfAResultAreAskedFor()
{
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    open(window, saveResultOf(u"http://127.0.0.1:9"_s, folder, {{u"X-Team"_s, u"${TEAM_TOKEN}"_s}}));
    const QSignalSpy running(&window.controller(), &RunController::runningChanged);
    bool asked = false;
    answerNext(u"Cancel"_s, &asked);
    window.actions().verifyAgain.trigger();
    QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return window.actions().verifyAgain.isEnabled(); }));
    QCOMPARE(message(window), u"Nothing was sent."_s);
    QCOMPARE(running.size(), 0);
}

void TestMainWindow::hostAndVariablesAreAskedForInTurn()
{
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    open(window, saveResultOf(u"http://8.8.8.8:9"_s, folder, {{u"X-Team"_s, u"${TEAM_TOKEN}"_s}}));
    const QSignalSpy running(&window.controller(), &RunController::runningChanged);
    bool askedForHost = false;
    answerNext(u"Read its books"_s, &askedForHost);
    window.actions().verifyAgain.trigger();
    QVERIFY(QTest::qWaitFor([&] { return askedForHost; }, 20'000));
    QVERIFY(!window.actions().verifyAgain.isEnabled()); // the second question is open
    bool askedForVariables = false;
    answerNext(u"Cancel"_s, &askedForVariables);
    QVERIFY(QTest::qWaitFor([&] { return askedForVariables; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return window.actions().verifyAgain.isEnabled(); }));
    QCOMPARE(message(window), u"Nothing was sent."_s);
    QCOMPARE(running.size(), 0);
}

void TestMainWindow::consentOfVariablesIsForTheResultThatWasShown()
{
    const QTemporaryDir folder;
    const QTemporaryDir otherFolder;
    const QString other = saveResultOf(u"http://127.0.0.1:9"_s, otherFolder);
    MainWindow window;
    window.show();
    open(window, saveResultOf(u"http://127.0.0.1:9"_s, folder, {{u"X-Team"_s, u"${TEAM_TOKEN}"_s}}));
    const QSignalSpy running(&window.controller(), &RunController::runningChanged);
    window.actions().verifyAgain.trigger();
    open(window, other); // while the question stands
    bool asked = false;
    answerNext(u"Send them"_s, &asked);
    QVERIFY(QTest::qWaitFor([&] { return asked; }, 20'000));
    QVERIFY2(message(window).contains(u"Another result was opened"_s), qPrintable(message(window)));
    QCOMPARE(running.size(), 0);
    QVERIFY(QTest::qWaitFor([&] { return !QApplication::activeModalWidget(); }));
}

void TestMainWindow::closeDuringARunAsks()
{
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    open(window, saveShortProfile(folder));
    window.actions().runPractice.trigger();
    bool asked = false;
    answerNext(u"Keep running"_s, &asked);
    QVERIFY(!window.close());
    QVERIFY(asked);
    QVERIFY(window.isVisible());
    QVERIFY(window.controller().isRunning());
    answerNext(u"without a verdict"_s);
    window.close();
    QVERIFY(QTest::qWaitFor([&] { return !window.isVisible(); }, 20'000));
    QVERIFY(!window.controller().isRunning());
}

void TestMainWindow::closeDuringARunCanWaitForTheVerdict()
{
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    open(window, saveShortProfile(folder));
    window.actions().runPractice.trigger();
    QVERIFY(QTest::qWaitFor([&] { return window.controller().phase() == RunPhase::Load; }, 20'000));
    answerNext(u"verify"_s);
    QVERIFY(!window.close());
    QVERIFY(QTest::qWaitFor([&] { return !window.isVisible(); }, 60'000));
    QVERIFY(window.controller().result()->verification.performed);
}

#ifdef Q_OS_UNIX

namespace {

QString saveWritingProfile(const QTemporaryDir &folder, const QString &pipe)
{
    Profile profile = shortProfile();
    profile.outputs = {{u"json"_s, pipe}};
    return writeFile(folder, u"writing.json"_s, profileText(profile));
}

} // namespace

void TestMainWindow::closeWaitsForTheOutputs()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    MainWindow window;
    window.show();
    open(window, saveWritingProfile(folder, reader.path()));
    window.actions().runPractice.trigger();
    QVERIFY(finish(window));
    QCOMPARE(window.page(), Page::Verdict); // shown at once
    QVERIFY(window.controller().isWritingOutputs());
    QVERIFY(!window.close());
    QVERIFY(window.isVisible());
    QVERIFY2(message(window).contains(u"closes once the outputs"_s), qPrintable(message(window)));
    reader.readOn();
    QVERIFY(QTest::qWaitFor([&] { return !window.isVisible(); }, 20'000));
    QVERIFY(!window.controller().isWritingOutputs());
}

void TestMainWindow::failedOutputKeepsTheWindow()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    MainWindow window;
    window.show();
    open(window, saveWritingProfile(folder, reader.path()));
    window.actions().runPractice.trigger();
    QVERIFY(finish(window));
    QVERIFY(!window.close());
    reader.leave();
    QVERIFY(QTest::qWaitFor([&] { return !window.controller().isWritingOutputs(); }, 20'000));
    QVERIFY(window.isVisible());
    QVERIFY2(message(window).contains(reader.path()), qPrintable(message(window)));
    QVERIFY(window.close());
}

void TestMainWindow::exportWaitsForTheSamples()
{
    const QTemporaryDir folder;
    SlowReader reader(folder.filePath(u"lines"_s));
    MainWindow window;
    window.show();
    open(window, saveWritingProfile(folder, reader.path()));
    window.actions().recordSamples.trigger();
    window.actions().runPractice.trigger();
    QVERIFY(finish(window));
    window.actions().exportResult.trigger();
    QVERIFY(!window.findChild<ExportDialog *>());
    QVERIFY2(message(window).contains(u"The export opens"_s), qPrintable(message(window)));
    reader.readOn();
    QVERIFY(QTest::qWaitFor([&] { return window.findChild<ExportDialog *>() != nullptr; }, 20'000));
    QVERIFY(QFileInfo::exists(window.controller().samplesFile()));
    window.findChild<ExportDialog *>()->close();
    QVERIFY(QTest::qWaitFor([&] { return !QApplication::activeModalWidget(); }));
}

#endif

void TestMainWindow::unsavedChangesAreKept()
{
    MainWindow window;
    window.show();
    window.document().setText(u"name"_s, u"Short"_s);
    QVERIFY(window.isWindowModified());
    bool asked = false;
    answerNext(u"Cancel"_s, &asked);
    window.actions().newProfile.trigger();
    QVERIFY(asked);
    QCOMPARE(window.document().profile().name, u"Short"_s);
    answerNext(u"Discard"_s);
    window.actions().newProfile.trigger();
    QVERIFY(!window.isWindowModified());
}

void TestMainWindow::titleTellsFileAndChanges()
{
    const QTemporaryDir folder;
    MainWindow window;
    open(window, saveShortProfile(folder));
    QVERIFY(!window.isWindowModified());
    window.document().setText(u"buyer.maxBuys"_s, u"3"_s);
    QVERIFY(window.isWindowModified());
    window.document().undoStack().undo();
    QVERIFY(!window.isWindowModified());
}

void TestMainWindow::savedProfileReopens()
{
    const QTemporaryDir folder;
    const QString file = saveShortProfile(folder);
    {
        MainWindow window;
        open(window, file);
        window.document().setText(u"sale.startingQuantity"_s, u"77"_s);
        window.actions().save.trigger();
        QVERIFY(!window.isWindowModified());
    }
    MainWindow again;
    open(again, file);
    QCOMPARE(again.document().profile().sale.startingQuantity, 77);
}

void TestMainWindow::profileWithErrorsOpens()
{
    const QTemporaryDir folder;
    const QByteArray text =
        R"({"doorbuster": 1, "name": "Half", "buyer": {"maxBuys": "many", "pollingInterval": "1s"}})";
    const QString file = writeFile(folder, u"half.json"_s, text);
    MainWindow window;
    window.show();
    open(window, file);
    QCOMPARE(window.document().profile().name, u"Half"_s);
    QCOMPARE(window.document().profile().buyer.pollingInterval, std::chrono::milliseconds(1000));
    QVERIFY(!window.document().errors().isEmpty());
    QVERIFY(!message(window).isEmpty());
    QFile untouched(file);
    QVERIFY(untouched.open(QIODevice::ReadOnly));
    QCOMPARE(untouched.readAll(), text);
}

void TestMainWindow::foreignFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("not JSON") << QByteArray("hello");
    QTest::newRow("cut off") << QByteArray("{\"doorbuster\": 1, \"name\": ");
    QTest::newRow("array") << QByteArray("[1, 2]");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("newer profile") << QByteArray("{\"doorbuster\": 99}");
    QTest::newRow("newer result") << QByteArray("{\"doorbusterResult\": 99}");
    QTest::newRow("broken gzip") << QByteArray("\x1f\x8b\x08 no");
    QTest::newRow("k6 lines") << QByteArray("{\"metric\":\"http_reqs\",\"type\":\"Metric\",\"data\":{}}\n");
}

void TestMainWindow::foreignFilesAreRefused()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    window.document().setText(u"name"_s, u"Short"_s);
    answerNext(u"Discard"_s);
    open(window, writeFile(folder, u"foreign.json"_s, content));
    QVERIFY2(message(window).contains(u"foreign.json"_s), qPrintable(message(window)));
    QCOMPARE(window.document().profile().name, u"Short"_s); // what was there is still there
    QVERIFY(!window.controller().result());
    qDeleteAll(qApp->findChildren<QTimer *>(Qt::FindDirectChildrenOnly));
}

void TestMainWindow::readOnlyPlaceKeepsTheEdits()
{
    const QTemporaryDir folder;
    const QString file = saveShortProfile(folder);
    MainWindow window;
    window.show();
    open(window, file);
    window.document().setText(u"notes"_s, u"precious"_s);
    // A folder in the file's place: nobody can write there, root neither.
    QVERIFY(QFile::remove(file));
    QVERIFY(QDir().mkdir(file));
    answerNext(u"Save"_s); // it was changed on disk: overwrite
    window.actions().save.trigger();
    QVERIFY2(message(window).contains(u"short.json"_s), qPrintable(message(window)));
    QCOMPARE(window.document().profile().notes, u"precious"_s);
    QVERIFY(window.isWindowModified());
    qDeleteAll(qApp->findChildren<QTimer *>(Qt::FindDirectChildrenOnly));
}

void TestMainWindow::resultOpensAsFinishedRun()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"result.json.gz"_s);
    {
        MainWindow window;
        open(window, saveShortProfile(folder));
        window.actions().runPractice.trigger();
        QVERIFY(finish(window));
        QVERIFY(saveResult(*window.controller().result(), file).ok());
    }
    MainWindow window;
    window.show();
    open(window, file);
    QCOMPARE(window.page(), Page::Verdict);
    QCOMPARE(cell(table(window, u"Checks"_s), u"V1"_s, u"Verdict"_s), u"✓ pass"_s);
    QVERIFY(table(window, u"Requests"_s)->model()->rowCount() > 3);
    QVERIFY(window.actions().exportResult.isEnabled());
}

void TestMainWindow::lastResultIsKept()
{
    const QTemporaryDir folder;
    QString runId;
    {
        MainWindow window;
        open(window, saveShortProfile(folder));
        window.actions().runPractice.trigger();
        QVERIFY(finish(window));
        runId = window.controller().result()->runId;
    }
    MainWindow window;
    window.show();
    window.actions().openLast.trigger();
    QVERIFY(QTest::qWaitFor([&] { return window.controller().result() != nullptr; }, 20'000));
    QCOMPARE(window.controller().result()->runId, runId);
}

void TestMainWindow::dropOpens()
{
    const QTemporaryDir folder;
    MainWindow window;
    window.show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(saveShortProfile(folder))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    QVERIFY(QTest::qWaitFor([&] { return window.document().profile().name == u"Short"_s; }));

    QMimeData text;
    text.setText(u"not a file"_s);
    QDragEnterEvent other(QPoint(5, 5), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    other.ignore();
    QApplication::sendEvent(&window, &other);
    QVERIFY(!other.isAccepted());
}

void TestMainWindow::recentFilesAreListed()
{
    const QTemporaryDir folder;
    const QString file = saveShortProfile(folder);
    {
        MainWindow window;
        open(window, file);
    }
    MainWindow window;
    bool listed = false;
    for (const QMenu *menu : window.menuBar()->findChildren<QMenu *>()) {
        for (const QAction *action : menu->actions())
            listed |= action->text() == QDir::toNativeSeparators(file);
    }
    QVERIFY(listed);
    QFile::remove(file);
    open(window, file);
    QVERIFY(message(window).isEmpty() || message(window).contains(u"short.json"_s));
}

void TestMainWindow::schemeIsRemembered()
{
    {
        MainWindow window;
        window.actions().schemes->actions().at(int(Appearance::Scheme::Dark))->trigger();
        QVERIFY(Appearance::instance().isDark());
    }
    Appearance::instance().setScheme(Appearance::Scheme::Light);
    {
        MainWindow window;
        QVERIFY(Appearance::instance().isDark());
        window.actions().schemes->actions().at(int(Appearance::Scheme::Light))->trigger();
    }
    QVERIFY(!Appearance::instance().isDark());
}

void TestMainWindow::layoutIsKeptAndRestored()
{
    QSize changed;
    {
        MainWindow window;
        window.show();
        window.resize(1100, 700);
        changed = window.size();
        QVERIFY(window.close());
    }
    MainWindow window;
    window.show();
    QCOMPARE(window.size(), changed);
    window.actions().restoreLayout.trigger();
    QCOMPARE(window.size(),
        QSize(1280, 800).boundedTo(window.screen()->availableSize()).expandedTo(window.minimumSizeHint()));
}

DOORBUSTER_TEST(QTEST_MAIN, TestMainWindow)
#include "tst_mainwindow.moc"
