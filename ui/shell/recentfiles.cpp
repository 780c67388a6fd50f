// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

namespace doorbuster {

using namespace Qt::StringLiterals;

RecentFiles::RecentFiles(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_files(settings.value(u"recentFiles"_s).toStringList().mid(0, limit))
{
}

void RecentFiles::add(const QString &file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    m_files.removeAll(path);
    m_files.prepend(path);
    m_files = m_files.mid(0, limit);
    store();
}

void RecentFiles::remove(const QString &file)
{
    if (m_files.removeAll(QFileInfo(file).absoluteFilePath()) > 0)
        store();
}

void RecentFiles::clear()
{
    m_files.clear();
    store();
}

void RecentFiles::store()
{
    m_settings.setValue(u"recentFiles"_s, m_files);
    Q_EMIT changed();
}

} // namespace doorbuster
