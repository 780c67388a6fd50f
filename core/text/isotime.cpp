// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/isotime.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <chrono>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count)
{
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// Exactly `yyyy-mm-ddThh:mm:ss.zzzZ`, what JavaScript's toISOString() writes.
std::optional<qint64> fromJavaScriptForm(std::string_view text)
{
    if (text.size() != 24 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
        || text[19] != '.' || text[23] != 'Z')
        return std::nullopt;
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    const auto milli = digits(text, 20, 3);
    if (!year || !month || !day || !hour || !minute || !second || !milli || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year(*year), std::chrono::month(unsigned(*month)), std::chrono::day(unsigned(*day))};
    if (!date.ok())
        return std::nullopt;
    const qint64 days = std::chrono::sys_days(date).time_since_epoch().count();
    return (((days * 24 + *hour) * 60 + *minute) * 60 + *second) * 1000 + *milli;
}

} // namespace

std::optional<qint64> unixMillisFromIso(std::string_view text)
{
    if (const auto millis = fromJavaScriptForm(text))
        return millis;
    if (text.size() > 40)
        return std::nullopt;
    constexpr std::size_t dateSize = 10;
    if (text.size() <= dateSize || text.find_first_of("Zz+-", dateSize) == std::string_view::npos)
        return std::nullopt;
    const auto time =
        QDateTime::fromString(QString::fromLatin1(text.data(), qsizetype(text.size())), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

QString isoFromUnixMillis(qint64 millis)
{
    // Not Qt::ISODateWithMs: that writes +00:00, which shops that look for JavaScript's form refuse.
    return QDateTime::fromMSecsSinceEpoch(millis, QTimeZone::utc()).toString(u"yyyy-MM-ddTHH:mm:ss.zzz'Z'"_s);
}

std::optional<qint64> unixMillisFromHttpDate(const QByteArray &text)
{
    // The names of days and months are English whatever this machine speaks.
    constexpr qsizetype dateSize = 16; // "Wed, 25 Nov 2026"
    const QString whole = QString::fromLatin1(text.left(40));
    const QDate date = QLocale::c().toDate(whole.left(dateSize), u"ddd, dd MMM yyyy"_s);
    const QTime time = QLocale::c().toTime(whole.mid(dateSize), u" hh:mm:ss 'GMT'"_s);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(date, time, QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace doorbuster
