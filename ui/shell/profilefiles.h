// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QSettings;

namespace doorbuster {

class ProfileDocument;
class RecentFiles;

/// The document and its file, with the questions that a person is asked on the way: unsaved changes, a file that
/// another program has changed, where to save. What goes wrong is told by failed(), and nothing is lost by it.
class ProfileFiles final : public QObject {
    Q_OBJECT
public:
    ProfileFiles(ProfileDocument &document, RecentFiles &recent, QSettings &settings, QWidget *window);

    /// Opens a profile after asking about unsaved changes. False where the present one stays.
    bool open(const QString &file);
    bool save(); ///< asks for a name where there is none yet
    bool saveAs();
    /// Whether the present profile may be given up: it has no changes, they were saved now, or they are not wanted.
    bool mayDropChanges();

    /// The folder that dialogs begin in.
    QString folder() const;
    void rememberFolderOf(const QString &file);

Q_SIGNALS:
    void failed(const QString &why);
    void saveFailed(const QString &why); ///< the changes are still in the document

private:
    bool saveTo(const QString &file);

    ProfileDocument &m_document;
    RecentFiles &m_recent;
    QSettings &m_settings;
    QWidget *m_window = nullptr;
};

} // namespace doorbuster
