// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QListWidget;
class QSettings;
class QStackedWidget;

namespace doorbuster {

class MessageBar;
class ProfileDocument;
class ProfilePage;
class RunController;
class RunPage;
class VerdictPage;

/// What fills the window: the list of pages at the left, the messages above, and the page on show.
class PageStack final : public QWidget {
    Q_OBJECT
public:
    enum class Page { Profile, Run, Verdict };

    PageStack(ProfileDocument &document, RunController &controller, QWidget *parent = nullptr);

    void showPage(Page page);
    [[nodiscard]] Page page() const;

    [[nodiscard]] MessageBar &messages() const { return *m_messages; }
    [[nodiscard]] ProfilePage &profilePage() const { return *m_profilePage; }
    [[nodiscard]] RunPage &runPage() const { return *m_runPage; }
    [[nodiscard]] VerdictPage &verdictPage() const { return *m_verdictPage; }

    // Of all pages: where their parts stand.
    void saveLayout(QSettings &settings) const;
    void restoreLayout(QSettings &settings);
    void resetLayout();

private:
    MessageBar *m_messages;
    QListWidget *m_navigation;
    QStackedWidget *m_pages;
    ProfilePage *m_profilePage;
    RunPage *m_runPage;
    VerdictPage *m_verdictPage;
};

} // namespace doorbuster
