// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/format.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

QString grouped(QString digits)
{
    const qsizetype point = digits.indexOf(u'.');
    for (qsizetype at = (point < 0 ? digits.size() : point) - 3; at > 0; at -= 3) {
        digits.insert(at, u',');
    }
    return digits;
}

/// `places` decimals, trailing zeros cut; of the magnitude, the sign is the caller's.
QString fixed(double magnitude, int places)
{
    QString text = QString::number(magnitude, 'f', places);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0')) {
            text.chop(1);
        }
        if (text.endsWith(u'.')) {
            text.chop(1);
        }
    }
    return grouped(text);
}

QString withSign(bool negative, const QString &text)
{
    return negative && text != "0"_L1 ? u'-' + text : text;
}

/// Decimals that leave three significant digits, where the figure is below 100.
int placesFor(double magnitude)
{
    if (magnitude >= 100) {
        return 0;
    }
    if (magnitude >= 10) {
        return 1;
    }
    if (magnitude >= 1) {
        return 2;
    }
    return magnitude > 0 ? std::min(9, 2 - int(std::floor(std::log10(magnitude)))) : 0;
}

QString rateDigits(double perSecond)
{
    const double magnitude = std::abs(perSecond);
    if (magnitude > 0 && magnitude < 0.01) {
        return u"<0.01"_s;
    }
    if (magnitude == std::floor(magnitude)) {
        return withSign(perSecond < 0, grouped(QString::number(magnitude, 'f', 0)));
    }
    const int places = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2;
    return withSign(perSecond < 0, grouped(QString::number(magnitude, 'f', places)));
}

QString byteDigits(double bytes)
{
    static constexpr std::array<QStringView, 6> units{u" B", u" kB", u" MB", u" GB", u" TB", u" PB"};
    double magnitude = std::abs(bytes);
    std::size_t unit = 0;
    while (magnitude >= 999.5 && unit + 1 < units.size()) {
        magnitude /= 1000;
        ++unit;
    }
    return withSign(bytes < 0, fixed(magnitude, unit == 0 ? 0 : placesFor(magnitude))) + units[unit];
}

/// A time of less than a minute, by the unit that suits it; empty where rounding makes it a minute.
QString shortTime(double ns)
{
    if (ns == 0) {
        return u"0 ms"_s;
    }
    if (ns < 999.5) {
        return fixed(ns, 0) + " ns"_L1;
    }
    if (ns < 9'995) {
        return fixed(ns / 1e3, 1) + u" \u00b5s"_s;
    }
    const double ms = ns / 1e6;
    if (ms < 999.5) {
        return fixed(ms, ms < 9.995 ? 2 : ms < 99.95 ? 1 : 0) + " ms"_L1;
    }
    const double seconds = ns / 1e9;
    return seconds < 59.995 ? fixed(seconds, seconds < 9.995 ? 2 : 1) + " s"_L1 : QString();
}

QString timeOf(double ns)
{
    const bool negative = ns < 0;
    const double magnitude = std::abs(ns);
    QString text = shortTime(magnitude);
    if (text.isEmpty()) {
        const auto seconds = qint64(std::llround(magnitude / 1e9));
        if (seconds < 3600) {
            text = formatGrouped(seconds / 60) + " min"_L1;
            if (seconds % 60 != 0) {
                text += u' ' + QString::number(seconds % 60) + " s"_L1;
            }
        } else {
            text = formatGrouped(seconds / 3600) + " h"_L1;
            if (seconds % 3600 >= 60) {
                text += u' ' + QString::number(seconds % 3600 / 60) + " min"_L1;
            }
        }
    }
    return negative ? u'-' + text : text;
}

} // namespace

QString absentText()
{
    return u"\u2013"_s;
}

QString formatGrouped(qint64 value)
{
    const QString digits = QString::number(value);
    return value < 0 ? u'-' + grouped(digits.mid(1)) : grouped(digits);
}

QString formatGrouped(quint64 value)
{
    return grouped(QString::number(value));
}

QString formatNumber(double value)
{
    if (!std::isfinite(value)) {
        return absentText();
    }
    const double magnitude = std::abs(value);
    if (magnitude >= 1e15 || (magnitude > 0 && magnitude < 1e-6)) {
        return QString::number(value, 'g', 3);
    }
    return withSign(value < 0, fixed(magnitude, placesFor(magnitude)));
}

QString formatDecimal(double value, int decimals)
{
    if (!std::isfinite(value)) {
        return absentText();
    }
    if (std::abs(value) >= 1e15) {
        return QString::number(value, 'g', 15);
    }
    return withSign(value < 0, fixed(std::abs(value), decimals));
}

QString formatRate(double perSecond)
{
    return std::isfinite(perSecond) ? rateDigits(perSecond) + "/s"_L1 : absentText();
}

QString formatPercent(double share)
{
    if (!std::isfinite(share)) {
        return absentText();
    }
    if (share > 0 && share < 0.0001) {
        return u"<0.01 %"_s;
    }
    if (share < 1 && share > 0.9999) {
        return u">99.99 %"_s;
    }
    const double percent = share * 100;
    const bool whole = percent == std::floor(percent);
    return withSign(percent < 0, grouped(QString::number(std::abs(percent), 'f', whole ? 0 : 2))) + " %"_L1;
}

QString formatPercent(quint64 part, quint64 whole)
{
    return whole == 0 ? absentText() : formatPercent(double(part) / double(whole));
}

QString formatTime(std::chrono::nanoseconds time)
{
    return timeOf(double(time.count()));
}

QString formatTime(std::optional<std::chrono::nanoseconds> time)
{
    return time ? formatTime(*time) : absentText();
}

QString formatMilliseconds(double ms)
{
    return std::isfinite(ms) ? timeOf(ms * 1e6) : absentText();
}

QString formatBytes(double bytes)
{
    return std::isfinite(bytes) ? byteDigits(bytes) : absentText();
}

QString formatByteRate(double bytesPerSecond)
{
    return std::isfinite(bytesPerSecond) ? byteDigits(bytesPerSecond) + "/s"_L1 : absentText();
}

QString formatDifference(double difference)
{
    if (!std::isfinite(difference)) {
        return absentText();
    }
    const QString magnitude = formatDecimal(std::abs(difference), 3);
    if (difference == 0) {
        return magnitude;
    }
    return (difference < 0 ? u'\u2212' : u'+') + magnitude;
}

QString formatDifference(std::optional<double> difference)
{
    return difference ? formatDifference(*difference) : absentText();
}

QString formatDateTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s) + " UTC"_L1 : absentText();
}

QString formatDateTime(std::optional<qint64> unixMilliseconds)
{
    return unixMilliseconds ? formatDateTime(QDateTime::fromMSecsSinceEpoch(*unixMilliseconds)) : absentText();
}

QString displayUrl(const QString &url)
{
    const QUrl parsed(url);
    return parsed.password().isEmpty() ? url : parsed.toString(QUrl::RemovePassword);
}

} // namespace doorbuster
