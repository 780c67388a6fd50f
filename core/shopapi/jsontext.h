// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringView>

namespace doorbuster {

/// Appends `text` as a JSON string, with its quotes. Unpaired surrogates become '?', so that the result is UTF-8.
void appendJsonString(QByteArray &out, QStringView text);

/// Text of the shop made fit for messages: control characters and line breaks become spaces, direction marks vanish,
/// and what is longer than `limit` characters is cut and marked with an ellipsis.
QString harmlessText(QStringView text, qsizetype limit);

} // namespace doorbuster
