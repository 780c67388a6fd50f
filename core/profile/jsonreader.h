// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/jsonnode.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace doorbuster {

struct JsonProblem {
    int line = 0;
    int column = 0; ///< from 1, in characters
    QString path; ///< of a name given twice; empty for a text that is not JSON
    QString message;
};

struct JsonReading {
    JsonNode root;
    QList<JsonProblem> problems;
    /// The text is not JSON: `root` means nothing. Names given twice are problems too, but leave `root` usable.
    bool broken = false;
};

/// Reads RFC 8259 JSON in UTF-8, with or without a byte order mark, at most 32 levels deep.
JsonReading readJsonText(const QByteArray &text);

} // namespace doorbuster
