// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/filekind.h"

#include <QFile>

namespace doorbuster {

namespace {

constexpr qint64 beginning = 4096;

} // namespace

FileKind fileKindOf(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return FileKind::Profile;
    const QByteArray head = source.read(beginning);
    const bool compressed = head.startsWith("\x1f\x8b"); // profiles are never
    return compressed || head.contains("\"doorbusterResult\"") ? FileKind::Result : FileKind::Profile;
}

} // namespace doorbuster
