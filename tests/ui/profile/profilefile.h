// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

namespace doorbuster {

/// A file of that content; where it is.
inline QString write(
    const QTemporaryDir &folder, const QByteArray &text, const QString &name = QStringLiteral("p.json"))
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a test file");
    return file.fileName();
}

} // namespace doorbuster
