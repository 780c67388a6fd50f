// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session/resultloader.h"

#include <QAction>
#include <QObject>
#include <QTimer>

namespace doorbuster {

class LastResult;
class PageStack;
class ProfileDocument;
class ProfileFiles;
class RecentFiles;
class RunController;

/// Opens profiles and results, told by their content, and says in the window what is wrong with one. A result is loaded
/// in the background, with its progress in the message bar; until it is there, and where that comes to nothing, what is
/// shown stays.
class FileOpening final : public QObject {
    Q_OBJECT
public:
    /// What opening needs of the window; all of it outlives this.
    struct Window {
        QWidget *widget = nullptr; ///< the parent of dialogs
        ProfileDocument &document;
        ProfileFiles &profiles;
        RecentFiles &recent;
        RunController &controller;
        PageStack &pages;
    };

    explicit FileOpening(const Window &window);

    void open(const QString &file);
    void openWithDialog();
    void openLast(LastResult &last);
    bool isLoading() const { return m_loader.isLoading(); }

private:
    void openResult(const QString &file);
    void openProfile(const QString &file);
    void onLoaded(const std::shared_ptr<const RunResult> &result, const QString &file);
    void hideProgress();

    Window m_window;
    ResultLoader m_loader;
    QTimer m_showProgress; ///< most results are there before it would be seen
    QAction m_cancel;
    QString m_file; ///< that is being loaded
    bool m_progressShown = false;
};

} // namespace doorbuster
