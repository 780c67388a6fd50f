// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/numbertext.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace doorbuster {

std::optional<double> numberFromText(QStringView text)
{
    // toDouble() alone would take `inf` and `nan` too.
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'+' || c == u'-' || c == u'.' || c == u'e' || c == u'E';
    });
    bool ok = false;
    const double number = text.toDouble(&ok);
    return plain && ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

QString numberToText(double number)
{
    // Every whole number below 2⁵³ is exact as an integer; beyond it the shortest form may need an exponent.
    constexpr double kExact = 9'007'199'254'740'992.0;
    if (std::abs(number) < kExact && number == std::trunc(number))
        return QString::number(static_cast<qint64>(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace doorbuster
