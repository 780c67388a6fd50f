// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/profilefiles.h"

#include "ui/profile/profiledocument.h"
#include "ui/shell/recentfiles.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace doorbuster {

using namespace Qt::StringLiterals;

ProfileFiles::ProfileFiles(ProfileDocument &document, RecentFiles &recent, QSettings &settings, QWidget *window)
    : QObject(window)
    , m_document(document)
    , m_recent(recent)
    , m_settings(settings)
    , m_window(window)
{
}

bool ProfileFiles::open(const QString &file)
{
    if (!mayDropChanges())
        return false;
    if (const auto error = m_document.open(file)) {
        Q_EMIT failed(*error);
        return false;
    }
    m_recent.add(file);
    return true;
}

bool ProfileFiles::save()
{
    return m_document.file().isEmpty() ? saveAs() : saveTo(m_document.file());
}

bool ProfileFiles::saveAs()
{
    const QString proposed =
        m_document.file().isEmpty() ? QDir(folder()).filePath(u"profile.json"_s) : m_document.file();
    QString file = QFileDialog::getSaveFileName(m_window, tr("Save the profile"), proposed, tr("Profiles (*.json)"));
    if (file.isEmpty())
        return false;
    if (QFileInfo(file).suffix().isEmpty())
        file += u".json"_s;
    return saveTo(file);
}

bool ProfileFiles::saveTo(const QString &file)
{
    if (file == m_document.file() && m_document.changedOnDisk()) {
        const auto answer = QMessageBox::question(m_window, tr("Changed on disk"),
            tr("Another program has changed this file since it was opened. Overwrite it?"),
            QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Save)
            return false;
    }
    if (const auto error = m_document.save(file)) {
        Q_EMIT saveFailed(*error);
        return false;
    }
    rememberFolderOf(file);
    m_recent.add(file);
    return true;
}

bool ProfileFiles::mayDropChanges()
{
    if (!m_document.isModified())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes"), tr("The profile has changes that are not saved."),
        QMessageBox::NoButton, m_window);
    box.setTextFormat(Qt::PlainText);
    QPushButton *saveButton = box.addButton(QMessageBox::Save);
    QPushButton *discard = box.addButton(QMessageBox::Discard);
    box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(saveButton);
    box.exec();
    if (box.clickedButton() == saveButton)
        return save();
    return box.clickedButton() == discard;
}

QString ProfileFiles::folder() const
{
    return m_settings.value(u"folder"_s, QDir::homePath()).toString();
}

void ProfileFiles::rememberFolderOf(const QString &file)
{
    m_settings.setValue(u"folder"_s, QFileInfo(file).absolutePath());
}

} // namespace doorbuster
