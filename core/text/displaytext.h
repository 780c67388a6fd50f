// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

namespace doorbuster {

/// Text that came from the shop or another file, made safe to show on one line of a terminal or a label: line breaks
/// and control characters become their visible symbols (␊, ␛), marks that change the writing direction and other
/// invisible characters become ‹U+202E›, lone surrogates U+FFFD. Longer than `limit` characters (UTF-16 units, 1 at
/// least), it is cut with "…" within the limit, never inside a surrogate pair. It stays plain text: escape it for HTML
/// all the same. What it returned once it returns again.
QString displayText(QStringView text, int limit = 200);

/// The same for a text of several lines, as a message or the beginning of a page: each run of blanks and line breaks
/// becomes one blank, those around it vanish.
QString displayLine(QStringView text, int limit = 200);

} // namespace doorbuster
