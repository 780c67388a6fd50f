// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringView>

namespace doorbuster {

/// Appends `text` as a JSON string, with its quotes. Unpaired surrogates become '?', so that the result is UTF-8.
void appendJsonString(QByteArray &out, QStringView text);

} // namespace doorbuster
