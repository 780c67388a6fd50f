// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/xmltext.h"

#include "core/text/format.h"

namespace doorbuster {

QString xmlText(QStringView text, int limit)
{
    QString shown = displayText(text, limit);
    shown.replace(QChar(0xfffe), QChar::ReplacementCharacter).replace(QChar(0xffff), QChar::ReplacementCharacter);
    return shown;
}

} // namespace doorbuster
