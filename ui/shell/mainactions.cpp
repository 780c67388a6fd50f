// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/mainactions.h"

#include "core/practice/defects.h"
#include "core/profile/starterprofiles.h"
#include "ui/shell/recentfiles.h"
#include "ui/theme/appearance.h"

#include <QActionGroup>
#include <QDir>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// A button of the toolbar: framed, with its action's text.
QToolButton *boxed(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setProperty("boxed", true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    const auto follow = [button, action] { button->setAccessibleName(action->text().remove(u'&')); };
    QObject::connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

QWidget *stretch(QWidget *parent)
{
    auto *space = new QWidget(parent);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return space;
}

} // namespace

MainActions::MainActions(QMainWindow &window)
    : QObject(&window)
    , schemes(new QActionGroup(this))
    , defects(new QActionGroup(this))
    , m_window(window)
{
    const auto set = [&window](
                         QAction &action, const QString &text, const QKeySequence &keys = {}, const QString &tip = {}) {
        action.setText(text);
        action.setShortcut(keys);
        if (!tip.isEmpty())
            action.setToolTip(tip);
        window.addAction(&action);
    };
    set(newProfile, tr("&New profile"), QKeySequence::New, tr("A profile with the plan's defaults"));
    set(open, tr("&Open…"), QKeySequence::Open, tr("Opens a profile or a saved result"));
    set(openLast, tr("Open &last result"), {}, tr("The result of the last run, kept until the next one ends"));
    set(save, tr("&Save"), QKeySequence::Save, tr("Saves the profile"));
    set(saveAs, tr("Save &as…"), QKeySequence(u"Ctrl+Shift+S"_s));
    set(exportResult, tr("&Export…"), QKeySequence(u"Ctrl+E"_s), tr("Result, tables and charts as files"));
    set(quit, tr("&Quit"), QKeySequence(u"Ctrl+Q"_s));
    set(find, tr("&Find a setting"), QKeySequence::Find);
    set(start, tr("▶ &Start"), QKeySequence(u"F5"_s), tr("Runs this profile against its shop"));
    set(stop, tr("■ S&top"), QKeySequence(u"Shift+F5"_s));
    set(abort, tr("End &without a verdict"));
    set(runPractice, tr("&Run practice"), QKeySequence(u"Ctrl+F5"_s),
        tr("Starts a practice shop on this machine and runs this profile against it"));
    set(tryPractice, tr("Try it on the &practice shop"), {},
        tr("300 buyers for half a minute, against a shop that runs on this machine"));
    set(stopShop, tr("S&top the practice shop"));
    set(verifyAgain, tr("&Verify again"), QKeySequence(u"F6"_s), tr("Reads the shop's books again, as they are now"));
    set(recordSamples, tr("Record every re&quest"), {},
        tr("Keeps every sample of the next runs, so that they can be exported as k6 lines"));
    recordSamples.setCheckable(true);
    set(showProfile, tr("&Profile"), QKeySequence(u"Ctrl+1"_s));
    set(showRun, tr("&Run"), QKeySequence(u"Ctrl+2"_s));
    set(showVerdict, tr("&Verdict"), QKeySequence(u"Ctrl+3"_s));
    set(fullScreen, tr("&Full screen"), QKeySequence(u"F11"_s));
    fullScreen.setCheckable(true);
    set(restoreLayout, tr("Restore &default layout"));
    set(shortcuts, tr("&Keyboard shortcuts"), QKeySequence(u"F1"_s));
    set(about, tr("&About Doorbuster"));

    const std::pair<Appearance::Scheme, QString> choices[] = {{Appearance::Scheme::System, tr("As the &system")},
        {Appearance::Scheme::Light, tr("&Light")}, {Appearance::Scheme::Dark, tr("&Dark")}};
    for (const auto &[scheme, text] : choices) {
        QAction *action = schemes->addAction(text);
        action->setCheckable(true);
        action->setData(int(scheme));
    }
    for (const DefectInfo &defect : defectTable()) {
        const auto text = [](std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); };
        QAction *action = defects->addAction(text(defect.name) + u": "_s + text(defect.description));
        action->setCheckable(true);
        action->setChecked(defect.defect == Defect::None);
        action->setData(text(defect.name));
    }
}

void MainActions::build(QAction *undo, QAction *redo, RecentFiles &recent, const QList<QAction *> &view)
{
    m_view = view;
    QMenuBar *bar = m_window.menuBar();
    QMenu *file = bar->addMenu(tr("&File"));
    file->addAction(&newProfile);
    QMenu *starters = file->addMenu(tr("New from &starter"));
    for (const StarterProfile &starter : starterProfiles()) {
        QAction *action = starters->addAction(u"%1: %2"_s.arg(starter.title, starter.description));
        connect(action, &QAction::triggered, this, [this, id = starter.id] { Q_EMIT starterChosen(id); });
    }
    file->addAction(&open);
    QMenu *recents = file->addMenu(tr("Open &recent"));
    connect(&recent, &RecentFiles::changed, recents, [this, recents, &recent] { fillRecent(recents, recent); });
    fillRecent(recents, recent);
    file->addAction(&openLast);
    file->addSeparator();
    file->addAction(&save);
    file->addAction(&saveAs);
    file->addSeparator();
    file->addAction(&exportResult);
    file->addSeparator();
    file->addAction(&quit);

    QMenu *edit = bar->addMenu(tr("&Edit"));
    edit->addAction(undo);
    edit->addAction(redo);
    edit->addSeparator();
    edit->addAction(&find);

    QMenu *run = bar->addMenu(tr("&Run"));
    run->addAction(&start);
    run->addAction(&stop);
    run->addAction(&abort);
    run->addSeparator();
    run->addMenu(practiceMenu(run));
    run->addAction(&recordSamples);
    run->addSeparator();
    run->addAction(&verifyAgain);

    QMenu *look = bar->addMenu(tr("&View"));
    look->addActions({&showProfile, &showRun, &showVerdict});
    look->addSeparator();
    look->addActions(view);
    look->addSeparator();
    look->addMenu(tr("&Colours"))->addActions(schemes->actions());
    look->addAction(&fullScreen);
    look->addAction(&restoreLayout);

    bar->addMenu(tr("&Help"))->addActions({&shortcuts, &about});

    m_bar = m_window.addToolBar(tr("Main toolbar"));
    m_bar->setObjectName(u"mainToolbar"_s);
    m_bar->setMovable(false);
    m_bar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_bar->addWidget(boxed(&open, m_bar));
    m_bar->addWidget(boxed(&save, m_bar));
    QToolButton *startButton = boxed(&start, m_bar);
    startButton->setProperty("primary", true);
    m_startInBar = m_bar->addWidget(startButton);
    QToolButton *stopButton = boxed(&stop, m_bar);
    stopButton->setProperty("danger", true);
    m_stopInBar = m_bar->addWidget(stopButton);
    auto *practice = new QToolButton(m_bar);
    practice->setProperty("boxed", true);
    practice->setText(tr("Practice shop ▾"));
    practice->setAccessibleName(tr("Practice shop"));
    practice->setFocusPolicy(Qt::TabFocus);
    practice->setPopupMode(QToolButton::InstantPopup);
    practice->setMenu(practiceMenu(practice));
    m_bar->addWidget(practice);
    m_bar->addWidget(stretch(m_bar));
    m_subject = new QLabel(m_bar);
    m_subject->setTextFormat(Qt::PlainText);
    m_subject->setForegroundRole(QPalette::PlaceholderText);
    m_subject->setAccessibleName(tr("Profile and shop"));
    m_bar->addWidget(m_subject);
    m_bar->addWidget(stretch(m_bar));
    m_bar->addWidget(boxed(&exportResult, m_bar));
    setState({});
}

QMenu *MainActions::practiceMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("&Practice shop"), parent);
    menu->addAction(&runPractice);
    QMenu *choice = menu->addMenu(tr("&Defect of the shop"));
    choice->addActions(defects->actions());
    menu->addSeparator();
    menu->addAction(&stopShop);
    return menu;
}

void MainActions::fillRecent(QMenu *menu, RecentFiles &recent)
{
    menu->clear();
    const QStringList files = recent.files();
    menu->setEnabled(!files.isEmpty());
    for (const QString &path : files) {
        QString text = QDir::toNativeSeparators(path);
        QAction *action = menu->addAction(text.replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentChosen(path); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Clear the list")), &QAction::triggered, &recent, &RecentFiles::clear,
        Qt::QueuedConnection);
}

void MainActions::setSubject(const QString &text)
{
    m_subject->setText(m_subject->fontMetrics().elidedText(text, Qt::ElideMiddle, 420));
    m_subject->setToolTip(text.toHtmlEscaped());
}

void MainActions::setState(const State &state)
{
    for (QAction *action : {&start, &runPractice, &tryPractice})
        action->setEnabled(!state.running && !state.asking);
    for (QAction *action : {&stop, &abort})
        action->setEnabled(state.running);
    stopShop.setEnabled(state.shopIsUp && !state.running);
    exportResult.setEnabled(state.hasResult);
    verifyAgain.setEnabled(state.hasBooks && !state.asking);
    openLast.setEnabled(!state.running);
    // One of them stands in the toolbar, not both.
    m_startInBar->setVisible(!state.running);
    m_stopInBar->setVisible(state.running);
}

void MainActions::setPhase(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Draining:
    case RunPhase::Settling:
        stop.setText(tr("■ &Verify now"));
        stop.setToolTip(tr("Cuts what is still on its way, and reads the books at once"));
        break;
    case RunPhase::Verifying:
        stop.setText(tr("■ &Cancel"));
        stop.setToolTip(tr("Ends without a verdict"));
        break;
    default:
        stop.setText(tr("■ S&top"));
        stop.setToolTip(tr("Ends the load; journeys come to their end, and the books are verified"));
        break;
    }
}

QList<QAction *> MainActions::all() const
{
    return m_window.actions() + m_view;
}

} // namespace doorbuster
