// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

namespace doorbuster {

/// Appends `text` as a JSON string, with its quotes. Unpaired surrogates become '?', so that the result is UTF-8.
void appendJsonString(QByteArray &out, QStringView text);

/// Appends what stands between the quotes of a JSON string that is `utf8`. What is no UTF-8 stays as it is.
void appendJsonContent(QByteArray &out, QByteArrayView utf8);

} // namespace doorbuster
