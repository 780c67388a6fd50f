// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/text/displaytext.h"
#include "core/text/duration.h"

#include <QDateTime>
#include <QString>
#include <QStringView>

#include <chrono>
#include <concepts>
#include <optional>

namespace doorbuster {

/// The one place where numbers, times and foreign texts become something to read, for console, window and reports. All
/// functions are pure and independent of the system's locale: grouping by commas, a decimal point. What is not known
/// (an empty optional, NaN, infinity) is absentText(), never 0. Elapsed times are formatClock() of
/// core/profile/duration.h.

/// What stands where there is no value: an en dash.
QString absentText();

QString formatGrouped(qint64 value);
QString formatGrouped(quint64 value);

/// 12345 → "12,345".
template <std::integral T>
QString formatCount(T value)
{
    if constexpr (std::signed_integral<T>) {
        return formatGrouped(qint64(value));
    } else {
        return formatGrouped(quint64(value));
    }
}
template <std::integral T>
QString formatCount(std::optional<T> value)
{
    return value ? formatCount(*value) : absentText();
}

/// Any figure at a glance: three significant digits, whole above 100, no trailing zeros: "1,413", "38.2", "0.0131".
QString formatNumber(double value);
/// Rounded to at most `decimals` places, grouped, no trailing zeros: "2,000.4".
QString formatDecimal(double value, int decimals);
/// "1,413/s", "38.2/s", "0.50/s".
QString formatRate(double perSecond);
/// 0.0123 → "1.23 %". A share above 0 never reads as 0 and one below 1 never as 100: "<0.01 %", ">99.99 %".
QString formatPercent(double share);
/// The same of part/whole; absent where whole is 0.
QString formatPercent(quint64 part, quint64 whole);
/// A latency: "3.2 µs", "0.42 ms", "38 ms", "1.25 s", "2 min 5 s", "1 h 2 min".
QString formatTime(std::chrono::nanoseconds time);
QString formatTime(std::optional<std::chrono::nanoseconds> time);
/// The same from milliseconds as the tables hold them; NaN is absent.
QString formatMilliseconds(double ms);
/// Decimal units, as k6's: "628 B", "137 kB", "1.2 MB".
QString formatBytes(double bytes);
QString formatByteRate(double bytesPerSecond);
/// With its sign: "+3", "−2", "0".
QString formatDifference(double difference);
QString formatDifference(std::optional<double> difference);
/// "2026-11-22 11:01:57 UTC"; absent where invalid.
QString formatDateTime(const QDateTime &time);
/// Unix time in milliseconds, likewise.
QString formatDateTime(std::optional<qint64> unixMilliseconds);

/// An address to show or to save: a password in it is taken out.
QString displayUrl(const QString &url);

} // namespace doorbuster
