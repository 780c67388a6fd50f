// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/mainwindow.h"

#include "core/profile/executor.h"
#include "core/text/duration.h"
#include "core/text/format.h"
#include "ui/export/exportdialog.h"
#include "ui/profile/profilepage.h"
#include "ui/run/runpage.h"
#include "ui/shell/aboutbox.h"
#include "ui/shell/closequestion.h"
#include "ui/shell/runstatus.h"
#include "ui/shell/shortcutlist.h"
#include "ui/theme/appearance.h"
#include "ui/verdict/verdictpage.h"
#include "ui/widgets/messagebar.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QUndoStack>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize defaultSize{1280, 800};

QString localFileOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_pages(new PageStack(m_document, m_controller, this))
    , m_messages(&m_pages->messages())
    , m_status(new RunStatus(m_controller, this))
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    setUnifiedTitleAndToolBarOnMac(true);
    m_document.setEnvironment(QProcessEnvironment::systemEnvironment());
    setCentralWidget(m_pages);
    setStatusBar(m_status);
    m_pages->runPage().setEmptyActions({&m_actions.start, &m_actions.tryPractice});
    m_pages->verdictPage().setEmptyActions({&m_actions.start, &m_actions.open});
    QAction *undo = m_document.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction *redo = m_document.undoStack().createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    addActions({undo, redo});
    m_actions.build(undo, redo, m_recent, {m_pages->runPage().pauseAction(), m_pages->runPage().resetZoomAction()});
    connectActions();
    connectRun();
    connectDocument();
    readSettings();
    updateTitle();
    updateIdleText();
    updateActions();
    showPage(Page::Profile);
}

MainWindow::~MainWindow()
{
    // Members go before QMainWindow's own part does, and tell of their end: nobody is to listen any more, neither this
    // window nor its pages.
    m_document.disconnect(this);
    m_controller.disconnect(this);
    m_controller.practice().disconnect(this);
    setStatusBar(nullptr);
    delete takeCentralWidget();
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction &action, auto &&slot) { connect(&action, &QAction::triggered, this, slot); };
    on(m_actions.newProfile, [this] { newProfile([this] { m_document.newProfile(); }); });
    on(m_actions.open, [this] { m_opening.openWithDialog(); });
    on(m_actions.openLast, [this] { m_opening.openLast(m_lastResult); });
    on(m_actions.save, [this] {
        if (m_files.save())
            m_messages->hide();
    });
    on(m_actions.saveAs, [this] {
        if (m_files.saveAs())
            m_messages->hide();
    });
    on(m_actions.exportResult, [this] { exportResult(); });
    on(m_actions.quit, [this] { close(); });
    on(m_actions.find, [this] {
        showPage(Page::Profile);
        m_pages->profilePage().focusSearch();
    });
    on(m_actions.start, [this] { m_starter.start(); });
    on(m_actions.stop, [this] { m_controller.stop(); });
    on(m_actions.abort, [this] { m_controller.abort(); });
    on(m_actions.runPractice, [this] { m_starter.startPractice(chosenDefect()); });
    on(m_actions.tryPractice, [this] { m_starter.tryPractice(chosenDefect()); });
    on(m_actions.stopShop, [this] { m_controller.practice().stop(); });
    on(m_actions.verifyAgain, [this] { m_starter.verifyAgain(); });
    on(m_actions.recordSamples, [this](bool record) { m_controller.setRecordSamples(record); });
    on(m_actions.showProfile, [this] { showPage(Page::Profile); });
    on(m_actions.showRun, [this] { showPage(Page::Run); });
    on(m_actions.showVerdict, [this] { showPage(Page::Verdict); });
    on(m_actions.fullScreen, [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    on(m_actions.restoreLayout, [this] { restoreDefaultLayout(); });
    on(m_actions.shortcuts, [this] {
        auto *list = new ShortcutList(m_actions.all(), this);
        list->setAttribute(Qt::WA_DeleteOnClose);
        list->open();
    });
    on(m_actions.about, [this] { showAbout(this); });
    connect(m_actions.schemes, &QActionGroup::triggered, this, [this](QAction *action) {
        Appearance::instance().setScheme(Appearance::Scheme(action->data().toInt()));
        m_settings.setValue(u"scheme"_s, action->data());
    });
    connect(&m_actions, &MainActions::starterChosen, this,
        [this](const QString &id) { newProfile([this, id] { m_document.openStarter(id); }); });
    connect(&m_actions, &MainActions::recentChosen, this, &MainWindow::openFile);
    connect(&m_pages->verdictPage(), &VerdictPage::verifyAgainWanted, &m_starter, &RunStarter::verifyAgain);
    connect(&m_starter, &RunStarter::askingChanged, this, &MainWindow::updateActions);
    connect(&m_lastResult, &LastResult::failed, this, [this](const QString &why) {
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("This run is not kept as the last result. Export it, so that it is not lost.") + u'\n' + why,
            {&m_actions.exportResult});
    });
}

void MainWindow::connectRun()
{
    connect(&m_controller, &RunController::runningChanged, this, &MainWindow::onRunningChanged);
    connect(&m_controller, &RunController::began, this, [this](const RunBriefing &briefing) {
        m_messages->hide();
        showPage(briefing.verificationOnly ? Page::Verdict : Page::Run);
        updateTitle();
    });
    connect(&m_controller, &RunController::phaseChanged, &m_actions, &MainActions::setPhase);
    connect(&m_controller, &RunController::failedToStart, this,
        [this](const QString &reason) { m_messages->showMessage(MessageBar::Kind::Error, reason); });
    connect(&m_controller, &RunController::outputsWritten, this,
        [this](const QStringList &written, const QStringList &errors) {
            m_messages->showMessage(errors.isEmpty() ? MessageBar::Kind::Information : MessageBar::Kind::Warning,
                (errors + written).join(u'\n'));
            if (!errors.isEmpty())
                m_closeWhenEnded = false; // they are to be read
        });
    connect(&m_controller, &RunController::writingOutputsChanged, this, &MainWindow::onWritingOutputs);
    connect(&m_controller, &RunController::ended, this, &MainWindow::onEnded);
    connect(&m_controller, &RunController::corrected, this,
        [this](const std::shared_ptr<const RunResult> &result) { m_lastResult.keep(result); });
    connect(&m_controller, &RunController::shown, this, [this] {
        updateTitle();
        updateActions();
    });
    connect(&m_controller.practice(), &PracticeControl::stateChanged, this, [this] {
        const PracticeControl &practice = m_controller.practice();
        if (practice.state() == PracticeControl::State::Failed && !m_controller.isRunning())
            m_messages->showMessage(MessageBar::Kind::Error, practice.describe());
        updateActions();
    });
}

void MainWindow::connectDocument()
{
    connect(&m_files, &ProfileFiles::failed, this,
        [this](const QString &why) { m_messages->showMessage(MessageBar::Kind::Error, why); });
    connect(&m_files, &ProfileFiles::saveFailed, this, [this](const QString &why) {
        m_messages->showMessage(
            MessageBar::Kind::Error, why + u'\n' + tr("Your changes are still here."), {&m_actions.saveAs});
    });
    connect(&m_document, &ProfileDocument::changed, this, [this] {
        updateTitle();
        updateIdleText();
    });
    connect(&m_document, &ProfileDocument::errorsChanged, this, &MainWindow::updateIdleText);
    connect(&m_document, &ProfileDocument::modifiedChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &ProfileDocument::fileChanged, this, &MainWindow::updateTitle);
}

void MainWindow::readSettings()
{
    const auto scheme = m_settings.value(u"scheme"_s, int(Appearance::Scheme::System)).toInt();
    const auto schemes = m_actions.schemes->actions();
    schemes.value(scheme, schemes.first())->setChecked(true);
    Appearance::instance().setScheme(Appearance::Scheme(schemes.value(scheme, schemes.first())->data().toInt()));
    if (!restoreGeometry(m_settings.value(u"geometry"_s).toByteArray()))
        resize(defaultSize.boundedTo(screen()->availableSize()));
    m_pages->restoreLayout(m_settings);
}

void MainWindow::writeSettings()
{
    m_settings.setValue(u"geometry"_s, saveGeometry());
    m_pages->saveLayout(m_settings);
}

void MainWindow::restoreDefaultLayout()
{
    setWindowState(Qt::WindowNoState);
    m_actions.fullScreen.setChecked(false);
    resize(defaultSize.boundedTo(screen()->availableSize()));
    m_pages->resetLayout();
}

QString MainWindow::chosenDefect() const
{
    return m_actions.defects->checkedAction()->data().toString();
}

void MainWindow::newProfile(const std::function<void()> &make)
{
    if (!m_files.mayDropChanges())
        return;
    make();
    m_messages->hide();
    showPage(Page::Profile);
}

void MainWindow::exportResult()
{
    if (m_controller.isWritingSamples()) {
        m_exportWhenWritten = true;
        m_messages->showMessage(
            MessageBar::Kind::Information, tr("The export opens once the recorded requests are written."));
        return;
    }
    openExport();
}

void MainWindow::openExport()
{
    const auto result = m_controller.result();
    if (!result)
        return;
    auto *dialog = new ExportDialog(result, m_controller.samplesFile(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::onWritingOutputs(bool writing)
{
    if (writing)
        return;
    if (std::exchange(m_exportWhenWritten, false))
        openExport();
    if (m_closeWhenEnded && !m_controller.isRunning())
        close();
}

void MainWindow::onRunningChanged(bool running)
{
    m_actions.setPhase(m_controller.phase());
    if (running) {
        m_hadResult = m_controller.result() && m_controller.resultFile().isEmpty();
        m_closeWhenEnded = false;
        m_messages->hide();
    }
    updateActions();
}

void MainWindow::onEnded(const std::shared_ptr<const RunResult> &result)
{
    // A run that never came to its load takes no other one's place.
    const bool hasLoad = std::ranges::find(result->phases, RunPhase::Load, &PhaseSpan::phase) != result->phases.end();
    if (hasLoad)
        m_lastResult.keep(result);
    m_notifier.runEnded(*result);
    if (page() == Page::Run)
        showPage(Page::Verdict);
    if (!hasLoad && m_hadResult)
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("This run ended before its load. The result of the run before it is kept."), {&m_actions.openLast});
    if (m_closeWhenEnded)
        close();
}

void MainWindow::updateActions()
{
    const auto shop = m_controller.practice().state();
    const auto result = m_controller.result();
    m_actions.setState({
        .running = m_controller.isRunning(),
        .asking = m_starter.isAsking(),
        .shopIsUp = shop == PracticeControl::State::Ready || shop == PracticeControl::State::Starting,
        .hasResult = result != nullptr,
        .hasBooks = result && !result->saleId.isEmpty(),
    });
}

void MainWindow::updateTitle()
{
    const QString name = displayText(m_document.displayName(), 80);
    setWindowTitle(tr("%1[*] — Doorbuster").arg(name));
    setWindowModified(m_document.isModified());
    const RunBriefing &briefing = m_controller.briefing();
    QString shop = displayUrl(m_document.resolved().profile.target.apiBase);
    QString subject = name;
    if (m_controller.isRunning()) {
        shop = briefing.apiBase;
    } else if (const auto result = m_controller.result()) {
        shop = displayUrl(result->apiBase);
        if (!m_controller.resultFile().isEmpty())
            subject = QFileInfo(m_controller.resultFile()).fileName();
    }
    m_actions.setSubject(u"%1 — %2"_s.arg(subject, displayText(shop, 100)));
}

void MainWindow::updateIdleText()
{
    if (const auto errors = m_document.errors().size(); errors > 0) {
        m_status->setIdleText(
            errors == 1 ? tr("Fix 1 error before starting") : tr("Fix %1 errors before starting").arg(errors), true);
        return;
    }
    const auto plan = makeExecutor(m_document.resolved().profile.load);
    m_status->setIdleText(
        tr("peak %1 users · %2").arg(formatCount(plan->peak()), formatClock(plan->duration())), false);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_controller.isRunning() && !m_closeWhenEnded) {
        const RunAtClose choice = askWhatBecomesOfRun(this);
        m_closeWhenEnded = choice != RunAtClose::GoesOn;
        if (choice == RunAtClose::Aborts)
            m_controller.abort();
        else if (choice == RunAtClose::StopsAndVerifies && m_controller.phase() < RunPhase::Draining)
            m_controller.stop();
        // The run may have ended while the question stood.
        if (m_controller.isRunning() || !m_closeWhenEnded) {
            event->ignore();
            return;
        }
    } else if (m_controller.isRunning()) {
        event->ignore(); // the end of the run closes it
        return;
    }
    if (m_controller.isWritingOutputs()) {
        m_closeWhenEnded = true;
        m_messages->showMessage(MessageBar::Kind::Information,
            tr("The window closes once the outputs of the run are written, after some seconds at most."));
        event->ignore();
        return;
    }
    if (!m_files.mayDropChanges()) {
        m_closeWhenEnded = false;
        event->ignore();
        return;
    }
    writeSettings();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFileOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString file = localFileOf(event->mimeData());
    event->acceptProposedAction();
    // The source waits for the drop's end: no questions before.
    QMetaObject::invokeMethod(
        this, [this, file] { openFile(file); }, Qt::QueuedConnection);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::WindowStateChange)
        m_actions.fullScreen.setChecked(isFullScreen());
    QMainWindow::changeEvent(event);
}

} // namespace doorbuster
