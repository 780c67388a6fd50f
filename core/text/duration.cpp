// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/duration.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

struct Unit {
    QStringView name;
    qint64 nanoseconds;
};

constexpr std::array<Unit, 6> kUnits{{
    {u"h", 3'600'000'000'000},
    {u"m", 60'000'000'000},
    {u"s", 1'000'000'000},
    {u"ms", 1'000'000},
    {u"us", 1'000},
    {u"ns", 1},
}};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QStringView takeWhile(QStringView &text, bool (*accept)(QChar))
{
    const auto end = std::find_if_not(text.begin(), text.end(), accept);
    const QStringView taken = text.first(end - text.begin());
    text = text.sliced(taken.size());
    return taken;
}

std::optional<qint64> wholeNumber(QStringView digits)
{
    bool ok = false;
    const qint64 number = digits.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

/// The fraction's share of a unit, exactly; nullopt when it is not a whole number of nanoseconds.
std::optional<qint64> fractionOf(qint64 unit, QStringView digits)
{
    while (digits.endsWith(u'0'))
        digits.chop(1);
    if (digits.isEmpty())
        return 0;
    constexpr qsizetype kMostDigits = std::numeric_limits<qint64>::digits10;
    const auto numerator = wholeNumber(digits);
    if (digits.size() > kMostDigits || !numerator)
        return std::nullopt;
    qint64 denominator = 1;
    for (qsizetype i = 0; i < digits.size(); ++i)
        denominator *= 10;
    const qint64 common = std::gcd(unit, denominator);
    denominator /= common;
    if (*numerator % denominator != 0)
        return std::nullopt;
    return *numerator / denominator * (unit / common);
}

const Unit *unitNamed(QStringView name)
{
    if (name == u"\u00b5s" || name == u"\u03bcs")
        name = u"us";
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(), [name](const Unit &u) { return u.name == name; });
    return unit == kUnits.end() ? nullptr : &*unit;
}

} // namespace

std::optional<std::chrono::nanoseconds> parseDuration(QStringView text)
{
    if (text.isEmpty())
        return std::nullopt;
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    qint64 total = 0;
    qint64 lastUnit = kMost;
    while (!text.isEmpty()) {
        const auto whole = wholeNumber(takeWhile(text, isDigit));
        if (!whole)
            return std::nullopt;
        QStringView fraction;
        if (text.startsWith(u'.')) {
            text = text.sliced(1);
            fraction = takeWhile(text, isDigit);
            if (fraction.isEmpty())
                return std::nullopt;
        }
        const Unit *unit = unitNamed(takeWhile(text, [](QChar c) { return !isDigit(c) && c != u'.'; }));
        if (!unit || unit->nanoseconds >= lastUnit)
            return std::nullopt;
        lastUnit = unit->nanoseconds;
        const auto part = fractionOf(unit->nanoseconds, fraction);
        if (!part || *whole > (kMost - *part) / unit->nanoseconds)
            return std::nullopt;
        const qint64 sum = *whole * unit->nanoseconds + *part;
        if (sum > kMost - total)
            return std::nullopt;
        total += sum;
    }
    return std::chrono::nanoseconds{total};
}

QString formatDuration(std::chrono::nanoseconds duration)
{
    const bool negative = duration.count() < 0;
    // Unsigned, since the most negative value has no positive counterpart.
    quint64 rest = negative ? 0 - static_cast<quint64>(duration.count()) : static_cast<quint64>(duration.count());
    QString text;
    for (const Unit &unit : kUnits) {
        const auto size = static_cast<quint64>(unit.nanoseconds);
        if (rest >= size)
            text += QString::number(rest / size) + unit.name;
        rest %= size;
    }
    if (text.isEmpty())
        return u"0s"_s;
    return negative ? QString(u'-' + text) : text;
}

QString formatClock(std::chrono::nanoseconds duration)
{
    const qint64 signedSeconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    const qint64 seconds = qAbs(signedSeconds);
    const auto twoDigits = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    const qint64 minutes = seconds / 60;
    QString text = minutes < 60 ? QString::number(minutes)
                                : QString(QString::number(minutes / 60) + u':' + twoDigits(minutes % 60));
    text += u':' + twoDigits(seconds % 60);
    return signedSeconds < 0 ? QString(u'-' + text) : text;
}

} // namespace doorbuster
