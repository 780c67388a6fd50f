// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

class QSettings;

namespace doorbuster {

/// The files opened last, latest first, each once, kept in the settings.
class RecentFiles final : public QObject {
    Q_OBJECT
public:
    static constexpr int limit = 10;

    explicit RecentFiles(QSettings &settings, QObject *parent = nullptr);

    QStringList files() const { return m_files; }
    void add(const QString &file);
    void remove(const QString &file);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void store();

    QSettings &m_settings;
    QStringList m_files;
};

} // namespace doorbuster
