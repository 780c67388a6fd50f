// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <vector>

namespace doorbuster {

/// The cookies that one host has set for one caller, by the rules of RFC 6265: domain, path, expiry, secure. A cookie
/// for another host or for a public suffix is refused. Costs nothing while the host sets none. Times are Unix
/// milliseconds.
class CookieJar {
public:
    static constexpr qsizetype cookieLimit = 50; ///< cookies; of more, the one unused for longest goes
    static constexpr qsizetype sizeLimit = 4096; ///< bytes of name and value; a larger cookie is not taken
    static constexpr qsizetype totalLimit = 16 * 1024; ///< bytes of all names and values: servers take no longer header

    [[nodiscard]] bool isEmpty() const { return m_cookies.empty(); }
    void clear() { m_cookies.clear(); }

    /// Takes the Set-Cookie headers of an answer from \a url, one a line.
    void take(const QByteArray &headers, const QUrl &url, qint64 now);
    /// The Cookie header for a request to \a url, which is of the same host; empty where no cookie goes there.
    [[nodiscard]] QByteArray headerFor(const QUrl &url, qint64 now);

private:
    struct Cookie {
        QByteArray name;
        QByteArray value;
        QString domain; ///< as set; empty: the host alone
        QByteArray path;
        qint64 expires = 0; ///< the largest number: with the session
        quint64 created = 0; ///< order of setting; kept where a cookie is set anew
        quint64 used = 0; ///< order of use
        bool secure = false;

        [[nodiscard]] qsizetype size() const { return name.size() + value.size(); }
    };

    void set(Cookie cookie, qint64 now);
    void dropExpired(qint64 now);
    void keepLimits();

    std::vector<Cookie> m_cookies;
    quint64 m_order = 0;
};

/// A date as RFC 6265, 5.1.1 reads it, as Unix milliseconds; the smallest number where it is none.
[[nodiscard]] qint64 cookieDate(const QByteArray &text);

} // namespace doorbuster
