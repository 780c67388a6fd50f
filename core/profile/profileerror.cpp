// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileerror.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace doorbuster {

QString describe(const ProfileError &error)
{
    if (!error.origin.isEmpty())
        return error.origin + u": " + error.message;
    QString where = error.path;
    if (error.line > 0)
        where += where.isEmpty() ? u"line %1"_s.arg(error.line) : u" (line %1)"_s.arg(error.line);
    QStringList parts{error.file, where, error.message};
    parts.removeAll(QString());
    return parts.join(": "_L1);
}

QString describe(const QList<ProfileError> &errors)
{
    QStringList lines;
    for (const ProfileError &error : errors)
        lines.append(describe(error));
    return lines.join(u'\n');
}

} // namespace doorbuster
