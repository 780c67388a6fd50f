// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace doorbuster {

/// What became of a table that the user saved.
struct SavedTable {
    QString path;
    qint64 size = 0; ///< bytes
    QString error; ///< a sentence; empty when it was written
};

/// Asks for a file and writes a table of CSV to it; `content` is made once a file is chosen. Returns at once; `done` is
/// not called where the user gives up, nor when `parent` is gone by then.
void saveCsvAs(QWidget *parent, const QString &title, const QString &proposedName,
    const std::function<QByteArray()> &content, const std::function<void(const SavedTable &)> &done);

} // namespace doorbuster
