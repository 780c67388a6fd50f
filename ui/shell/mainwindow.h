// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profiledocument.h"
#include "ui/session/runcontroller.h"
#include "ui/shell/fileopening.h"
#include "ui/shell/lastresult.h"
#include "ui/shell/mainactions.h"
#include "ui/shell/notifier.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/profilefiles.h"
#include "ui/shell/recentfiles.h"
#include "ui/shell/runstarter.h"

#include <QMainWindow>
#include <QSettings>

#include <functional>

namespace doorbuster {

class MessageBar;
class RunStatus;

/// The window: a shell around the pages. It owns the document and the run, opens and saves files, and leads from page
/// to page; what is on a page is the page's. Its state is kept in the application's QSettings.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    using Page = PageStack::Page;

    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// A profile or a result, told by its content; a result is loaded in the background. What is wrong with it is said
    /// in the window.
    void openFile(const QString &file) { m_opening.open(file); }
    bool isOpening() const { return m_opening.isLoading(); } ///< a result is being loaded
    void showPage(Page page) { m_pages->showPage(page); }
    Page page() const { return m_pages->page(); }

    ProfileDocument &document() { return m_document; }
    RunController &controller() { return m_controller; }
    MainActions &actions() { return m_actions; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectActions();
    void connectRun();
    void connectDocument();
    void readSettings();
    void writeSettings();
    void restoreDefaultLayout();

    QString chosenDefect() const; ///< of a practice shop
    /// Gives up where unsaved changes were to be kept.
    void newProfile(const std::function<void()> &make);
    void exportResult();
    void openExport();
    void onWritingOutputs(bool writing);

    void onRunningChanged(bool running);
    void onEnded(const std::shared_ptr<const RunResult> &result);
    void updateActions();
    void updateTitle();
    void updateIdleText();

    QSettings m_settings;
    ProfileDocument m_document;
    RunController m_controller;
    MainActions m_actions{*this};
    RecentFiles m_recent{m_settings};
    ProfileFiles m_files{m_document, m_recent, m_settings, this};
    Notifier m_notifier{this};
    PageStack *const m_pages;
    MessageBar *const m_messages;
    RunStatus *const m_status;
    RunStarter m_starter{m_document, m_controller, *m_pages, this};
    FileOpening m_opening{{this, m_document, m_files, m_recent, m_controller, *m_pages}};
    bool m_closeWhenEnded = false; ///< the run, and the writing of its outputs
    bool m_exportWhenWritten = false;
    bool m_hadResult = false; ///< when the present run began: one that is in no file of the user's
    LastResult m_lastResult;
};

} // namespace doorbuster
