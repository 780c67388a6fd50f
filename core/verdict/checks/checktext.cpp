// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks/checktext.h"

#include "core/text/displaytext.h"
#include "core/text/isotime.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

const QLocale &groupingLocale()
{
    static const QLocale locale = [] {
        QLocale c = QLocale::c();
        c.setNumberOptions(QLocale::DefaultNumberOptions);
        return c;
    }();
    return locale;
}

} // namespace

QString numberText(qint64 number)
{
    return groupingLocale().toString(number);
}

QString countText(qint64 count, QStringView one, QStringView many)
{
    return numberText(count) + u' ' + (count == 1 ? one : many);
}

QString millisecondsText(std::chrono::nanoseconds duration)
{
    const double ms = std::chrono::duration<double, std::milli>(duration).count();
    return groupingLocale().toString(ms, 'f', 1) + " ms"_L1;
}

QString runTimeText(qint64 sinceStart)
{
    const qint64 ms = sinceStart / 1'000'000;
    const QString seconds = QString::number(double(ms % 60'000) / 1'000, 'f', 3).rightJustified(6, u'0');
    const qint64 minutes = ms / 60'000;
    if (minutes < 60)
        return u"%1:%2"_s.arg(QString::number(minutes), seconds);
    return u"%1:%2:%3"_s.arg(
        QString::number(minutes / 60), QString::number(minutes % 60).rightJustified(2, u'0'), seconds);
}

QString secondsText(std::chrono::nanoseconds duration)
{
    const double seconds = std::chrono::duration<double>(duration).count();
    return groupingLocale().toString(seconds, 'f', seconds < 10 ? 2 : 1) + " s"_L1;
}

QString timeText(std::optional<qint64> unixMs)
{
    return unixMs ? isoFromUnixMillis(*unixMs) : QString();
}

QString shopText(const QString &text, qsizetype limit)
{
    return displayLine(text, int(limit));
}

QString shopText(const QByteArray &id)
{
    return displayLine(QString::fromUtf8(id), 64);
}

} // namespace doorbuster
