// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

class QNetworkRequest;

namespace doorbuster {

struct Origin;
struct RequestTemplate;

/// The head of an HTTP/1.1 request, or why it cannot be written: a method that is no token, a line break or another
/// control character in a header.
struct RequestHead {
    QByteArray bytes;
    QString error; ///< a sentence that names the header; empty if all is well
};

/// Path and query go out as the URL has them, fully percent-encoded; all raw headers of \a request go out in their
/// order. \a bodySize below 0 means that there is no body, and no Content-Length then. The credentials of a URL become
/// a Basic Authorization header unless the request has one.
[[nodiscard]] RequestHead renderRequestHead(
    const QNetworkRequest &request, const QByteArray &method, const Origin &origin, qint64 bodySize);

/// Fills \a what from its request and origin; what cannot be written becomes its refusal.
void writeOut(RequestTemplate &what, const QByteArray &method);
/// Replaces \a head, whose memory is used again, by the head for \a target (see isTarget()). \a bodySize as above.
void renderRequestHead(QByteArray &head, const RequestTemplate &what, const QByteArray &target, qint64 bodySize);
/// Path and query from the slash on, percent-encoded: nothing in it ends a request line.
[[nodiscard]] bool isTarget(const QByteArray &target);

} // namespace doorbuster
