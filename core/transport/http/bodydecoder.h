// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace doorbuster {

/// A body freed of its Content-Encoding, or why it cannot be.
struct DecodedBody {
    QByteArray body;
    QString error; ///< a sentence part without subject, such as "is cut off within its gzip data"
};

/// Undoes \a encoding (a Content-Encoding header: identity, gzip, x-gzip, deflate, or several of them). Refuses unknown
/// encodings, damaged and cut-off data, data behind the end, and more than \a limit bytes of result.
[[nodiscard]] DecodedBody decodeBody(const QByteArray &body, const QByteArray &encoding, qsizetype limit);

} // namespace doorbuster
