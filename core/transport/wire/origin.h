// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace doorbuster {

/// Scheme, host and port: what a connection leads to, with what is the same for all requests to it.
struct Origin {
    explicit Origin(const QUrl &url);

    [[nodiscard]] bool matches(const QUrl &url) const;
    static int portOf(const QUrl &url);
    /// What a Host header says.
    [[nodiscard]] QByteArray authority() const;

    QString scheme;
    QString host; ///< without the brackets of an IPv6 literal
    quint16 port = 80;
    bool tls = false;
    QByteArray fixedHead; ///< "Host: …" and "User-Agent: …", each with its line end
    QByteArray fixedHeadWithoutAgent;
    QList<QHostAddress> addresses; ///< empty until looked up
    std::optional<qsizetype> worked; ///< the address that worked last, tried first
};

} // namespace doorbuster
