// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runphase.h"

#include <QAction>
#include <QObject>

class QActionGroup;
class QLabel;
class QMainWindow;
class QMenu;
class QToolBar;

namespace doorbuster {

class RecentFiles;

/// Every action of the window with its text and shortcut, and where it stands in menus and toolbar. What they do is
/// MainWindow's.
class MainActions final : public QObject {
    Q_OBJECT
public:
    explicit MainActions(QMainWindow &window);

    /// Menus and toolbar. `undo` and `redo` are the document's;
    /// `view` are actions of pages, for the View menu.
    void build(QAction *undo, QAction *redo, RecentFiles &recent, const QList<QAction *> &view);
    /// The text in the toolbar's middle: what is tested.
    void setSubject(const QString &text);
    /// What decides which actions can be chosen.
    struct State {
        bool running = false; ///< a run or a verification
        bool asking = false; ///< whether something may be sent to a public host
        bool shopIsUp = false; ///< a practice shop of ours
        bool hasResult = false; ///< on show
        bool hasBooks = false; ///< of that result: its sale can be read again
    };
    void setState(const State &state);
    /// What Stop does, which is another thing in each phase.
    void setPhase(RunPhase phase);
    /// The window's and its pages', for the list of shortcuts.
    QList<QAction *> all() const;

    QAction newProfile;
    QAction open;
    QAction openLast;
    QAction save;
    QAction saveAs;
    QAction exportResult;
    QAction quit;
    QAction find;
    QAction start;
    QAction stop;
    QAction abort;
    QAction runPractice; ///< the present profile against a practice shop
    QAction tryPractice; ///< the starter profile for it, from the empty states
    QAction stopShop;
    QAction verifyAgain;
    QAction recordSamples;
    QAction showProfile;
    QAction showRun;
    QAction showVerdict;
    QAction fullScreen;
    QAction restoreLayout;
    QAction shortcuts;
    QAction about;
    QActionGroup *schemes = nullptr; ///< data: Appearance::Scheme
    QActionGroup *defects = nullptr; ///< data: the defect's name

Q_SIGNALS:
    void starterChosen(const QString &id);
    void recentChosen(const QString &file);

private:
    void fillRecent(QMenu *menu, RecentFiles &recent);
    QMenu *practiceMenu(QWidget *parent);

    QMainWindow &m_window;
    QList<QAction *> m_view; ///< of the pages
    QToolBar *m_bar = nullptr;
    QLabel *m_subject = nullptr;
    QAction *m_startInBar = nullptr;
    QAction *m_stopInBar = nullptr;
};

} // namespace doorbuster
