// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace doorbuster {

/// Whether a file was written. `error` is a sentence that names file and cause; empty when all went well.
struct SaveStatus {
    QString error;

    bool ok() const { return error.isEmpty(); }
};

/// The status of a file that was not written because its Progress asked to give up.
inline SaveStatus cancelledSave(const QString &file)
{
    return {QStringLiteral("%1 was not written: cancelled.").arg(file)};
}

} // namespace doorbuster
