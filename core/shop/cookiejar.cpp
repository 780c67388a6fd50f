// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/cookiejar.h"

#include <QDateTime>
#include <QHostAddress>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 never = std::numeric_limits<qint64>::max();
constexpr qint64 noDate = std::numeric_limits<qint64>::min();

/// Qt knows the public suffixes, and tells of them through this alone.
class SuffixRule final : public QNetworkCookieJar {
public:
    [[nodiscard]] bool allows(const QString &domain, const QUrl &url) const
    {
        QNetworkCookie cookie("n", "v");
        cookie.setDomain(u'.' + domain);
        return validateCookie(cookie, url);
    }
};

/// RFC 6265, 5.1.3.
bool domainMatches(const QString &host, const QString &domain)
{
    if (host == domain)
        return true;
    QHostAddress address;
    return host.endsWith(u'.' + domain) && !address.setAddress(host);
}

/// RFC 6265, 5.1.4.
bool pathMatches(const QByteArray &path, const QByteArray &prefix)
{
    if (!path.startsWith(prefix))
        return false;
    return path.size() == prefix.size() || prefix.endsWith('/') || path[prefix.size()] == '/';
}

QByteArray pathOf(const QUrl &url)
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    return path.startsWith('/') ? path : QByteArray("/");
}

QByteArray defaultPath(const QUrl &url)
{
    const QByteArray path = pathOf(url);
    const qsizetype slash = path.lastIndexOf('/');
    return slash <= 0 ? QByteArray("/") : path.first(slash);
}

/// What a header says besides name and value. Of an attribute that is there twice, the last counts.
struct Attributes {
    std::optional<qint64> maxAge; ///< seconds
    std::optional<qint64> expires; ///< Unix ms
    QString domain;
    QByteArray path;
    bool secure = false;
};

qint64 secondsFrom(const QByteArray &digits)
{
    bool fits = false;
    const qint64 seconds = digits.toLongLong(&fits);
    if (fits)
        return seconds;
    return digits.startsWith('-') ? 0 : never;
}

bool isMaxAge(const QByteArray &value)
{
    const QByteArray digits = value.startsWith('-') ? value.sliced(1) : value;
    return !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Attributes readAttributes(const QList<QByteArray> &parts)
{
    Attributes attributes;
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QByteArray &part = parts.at(i);
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = (equals < 0 ? part : part.first(equals)).trimmed().toLower();
        const QByteArray value = equals < 0 ? QByteArray() : part.sliced(equals + 1).trimmed();
        if (name == "max-age" && isMaxAge(value)) {
            attributes.maxAge = secondsFrom(value);
        } else if (name == "expires") {
            if (const qint64 date = cookieDate(value); date != noDate)
                attributes.expires = date;
        } else if (name == "domain" && !value.isEmpty()) {
            const QByteArray domain = value.startsWith('.') ? value.sliced(1) : value;
            attributes.domain = QString::fromLatin1(domain).toLower();
        } else if (name == "path") {
            attributes.path = value.startsWith('/') ? value : QByteArray();
        } else if (name == "secure") {
            attributes.secure = true;
        }
    }
    return attributes;
}

qint64 endOf(const Attributes &attributes, qint64 now)
{
    if (!attributes.maxAge)
        return attributes.expires.value_or(never);
    if (*attributes.maxAge <= 0)
        return noDate;
    return *attributes.maxAge > (never - now) / 1000 ? never : now + *attributes.maxAge * 1000;
}

bool hasControls(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (u < 0x20 && c != '\t') || u == 0x7f;
    });
}

} // namespace

void CookieJar::take(const QByteArray &headers, const QUrl &url, qint64 now)
{
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    for (const QByteArray &line : headers.split('\n')) {
        const QList<QByteArray> parts = line.split(';');
        const qsizetype equals = parts.first().indexOf('=');
        Cookie cookie;
        cookie.name = parts.first().first(std::max<qsizetype>(equals, 0)).trimmed();
        cookie.value = parts.first().sliced(equals + 1).trimmed();
        if (cookie.name.isEmpty() || hasControls(parts.first()) || cookie.size() > sizeLimit)
            continue;
        const Attributes attributes = readAttributes(parts);
        if (!attributes.domain.isEmpty()) {
            if (!domainMatches(host, attributes.domain))
                continue;
            // Of a public suffix, only the host of that very name may set a cookie, and for itself alone.
            if (attributes.domain != host && !SuffixRule().allows(attributes.domain, url))
                continue;
            cookie.domain = attributes.domain;
        }
        cookie.path = attributes.path.isEmpty() ? defaultPath(url) : attributes.path;
        if (cookie.path.size() > sizeLimit)
            continue;
        cookie.secure = attributes.secure;
        cookie.expires = endOf(attributes, now);
        set(std::move(cookie), now);
    }
}

void CookieJar::set(Cookie cookie, qint64 now)
{
    const auto old = std::find_if(m_cookies.begin(), m_cookies.end(), [&cookie](const Cookie &each) {
        return each.name == cookie.name && each.domain == cookie.domain && each.path == cookie.path;
    });
    cookie.created = cookie.used = ++m_order;
    if (old != m_cookies.end()) {
        cookie.created = old->created;
        m_cookies.erase(old);
    }
    if (cookie.expires <= now)
        return;
    m_cookies.push_back(std::move(cookie));
    dropExpired(now);
    keepLimits();
}

void CookieJar::dropExpired(qint64 now)
{
    std::erase_if(m_cookies, [now](const Cookie &cookie) { return cookie.expires <= now; });
}

void CookieJar::keepLimits()
{
    qsizetype total = 0;
    for (const Cookie &cookie : m_cookies)
        total += cookie.size();
    while (qsizetype(m_cookies.size()) > cookieLimit || total > totalLimit) {
        const auto oldest = std::min_element(m_cookies.begin(), m_cookies.end(),
            [](const Cookie &one, const Cookie &other) { return one.used < other.used; });
        total -= oldest->size();
        m_cookies.erase(oldest);
    }
}

QByteArray CookieJar::headerFor(const QUrl &url, qint64 now)
{
    if (isEmpty())
        return {};
    dropExpired(now);
    const QByteArray path = pathOf(url);
    const bool isSecure = url.scheme() == u"https"_s;
    std::vector<Cookie *> chosen;
    for (Cookie &cookie : m_cookies) {
        if (pathMatches(path, cookie.path) && (isSecure || !cookie.secure))
            chosen.push_back(&cookie);
    }
    // RFC 6265, 5.4: longer paths first, then what was set earlier.
    std::sort(chosen.begin(), chosen.end(), [](const Cookie *one, const Cookie *other) {
        if (one->path.size() != other->path.size())
            return one->path.size() > other->path.size();
        return one->created < other->created;
    });
    QByteArray header;
    ++m_order;
    for (Cookie *cookie : chosen) {
        cookie->used = m_order;
        if (!header.isEmpty())
            header += "; ";
        header.append(cookie->name).append('=').append(cookie->value);
    }
    return header;
}

namespace {

/// The number at the beginning of \a token, if it has \a least to \a most digits and no further one behind them.
std::optional<int> leadingNumber(QByteArrayView token, qsizetype least, qsizetype most)
{
    qsizetype digits = 0;
    while (digits < token.size() && token[digits] >= '0' && token[digits] <= '9')
        ++digits;
    if (digits < least || digits > most)
        return std::nullopt;
    return token.first(digits).toByteArray().toInt();
}

std::optional<QTime> timeFrom(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split(':');
    if (parts.size() != 3)
        return std::nullopt;
    const auto hour = leadingNumber(parts.at(0), 1, 2);
    const auto minute = leadingNumber(parts.at(1), 1, 2);
    const auto second = leadingNumber(parts.at(2), 1, 2);
    if (!hour || !minute || !second || parts.at(0).size() > 2 || parts.at(1).size() > 2)
        return std::nullopt;
    return QTime(*hour, *minute, *second);
}

int monthFrom(const QByteArray &token)
{
    static constexpr std::array names{
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const QByteArray begin = token.first(std::min<qsizetype>(token.size(), 3)).toLower();
    const auto found = std::find_if(names.begin(), names.end(), [&begin](const char *name) { return begin == name; });
    return found == names.end() ? 0 : int(found - names.begin()) + 1;
}

bool isDelimiter(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return u == 0x09 || (u >= 0x20 && u <= 0x2f) || (u >= 0x3b && u <= 0x40) || (u >= 0x5b && u <= 0x60)
        || (u >= 0x7b && u <= 0x7e);
}

QList<QByteArray> tokensOf(const QByteArray &text)
{
    QList<QByteArray> tokens;
    QByteArray token;
    for (const char c : text) {
        if (!isDelimiter(c)) {
            token += c;
        } else if (!token.isEmpty()) {
            tokens << token;
            token.clear();
        }
    }
    if (!token.isEmpty())
        tokens << token;
    return tokens;
}

} // namespace

qint64 cookieDate(const QByteArray &text)
{
    std::optional<QTime> time;
    std::optional<int> day;
    int month = 0;
    std::optional<int> year;
    for (const QByteArray &token : tokensOf(text)) {
        if (!time && (time = timeFrom(token)))
            continue;
        if (!day && (day = leadingNumber(token, 1, 2)))
            continue;
        if (month == 0 && (month = monthFrom(token)) != 0)
            continue;
        if (!year)
            year = leadingNumber(token, 2, 4);
    }
    if (!time || !time->isValid() || !day || month == 0 || !year)
        return noDate;
    if (*year >= 70 && *year <= 99)
        *year += 1900;
    else if (*year <= 69)
        *year += 2000;
    const QDate date(*year, month, *day);
    if (!date.isValid() || *year < 1601)
        return noDate;
    return QDateTime(date, *time, QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace doorbuster
