// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shopapi/secretmask.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

namespace {

/// The number that these digits at the beginning of the text write; -1 where they are none.
int hexAt(QStringView text, qsizetype digits)
{
    bool isNumber = false;
    const int number = text.size() < digits ? 0 : text.first(digits).toInt(&isNumber, 16);
    return isNumber ? number : -1;
}

// Each tells how long the secret is in the text's beginning, written in its way; 0: it is not there.

qsizetype plainLength(QStringView text, QStringView secret)
{
    return text.startsWith(secret) ? secret.size() : 0;
}

qsizetype jsonLength(QStringView text, QStringView secret)
{
    qsizetype at = 0;
    for (const QChar c : secret) {
        const QStringView rest = text.sliced(at);
        if (rest.startsWith(u"\\u") && hexAt(rest.sliced(2), 4) == c.unicode())
            at += 6;
        else if (rest.startsWith(u'\\') && rest.sliced(1).startsWith(c)) // quotes and slashes of both kinds
            at += 2;
        else if (c != u'\\' && rest.startsWith(c))
            at += 1;
        else
            return 0;
    }
    return at;
}

qsizetype percentLength(QStringView text, QStringView secret)
{
    qsizetype at = 0;
    const QByteArray bytes = secret.toUtf8();
    for (const char c : bytes) {
        const QStringView rest = text.sliced(at);
        const bool isAscii = static_cast<unsigned char>(c) < 0x80;
        if (rest.startsWith(u'%') && hexAt(rest.sliced(1), 2) == static_cast<unsigned char>(c))
            at += 3;
        else if (isAscii && c != '%' && (rest.startsWith(QLatin1Char(c)) || (c == ' ' && rest.startsWith(u'+'))))
            at += 1;
        else
            return 0;
    }
    return at;
}

} // namespace

SecretMask::SecretMask(QStringList secrets)
    : m_secrets(std::move(secrets))
{
    m_secrets.removeIf([](const QString &secret) { return secret.size() < shortest; });
    std::stable_sort(m_secrets.begin(), m_secrets.end(),
        [](const QString &left, const QString &right) { return left.size() > right.size(); });
}

SecretMask SecretMask::with(const QString &secret) const
{
    return SecretMask(m_secrets + QStringList{secret});
}

qsizetype SecretMask::secretAt(QStringView text) const
{
    for (const QString &secret : m_secrets) {
        // Most texts hold none: a look at one character is to be all that it costs.
        if (text.front() != secret.front() && text.front() != u'\\' && text.front() != u'%'
            && (secret.front() != u' ' || text.front() != u'+'))
            continue;
        for (const auto length : {plainLength, jsonLength, percentLength}) {
            if (const qsizetype found = length(text, secret); found > 0)
                return found;
        }
    }
    return 0;
}

QString SecretMask::masked(const QString &text) const
{
    if (isEmpty())
        return text;
    QString told;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype length = secretAt(QStringView(text).sliced(at));
        if (length > 0) {
            told += QStringView(text).sliced(copied, at - copied);
            told += QStringView(u"***");
            copied = at + length;
        }
        at += std::max(length, qsizetype(1));
    }
    return copied == 0 ? text : told + QStringView(text).sliced(copied);
}

QByteArray SecretMask::masked(const QByteArray &text) const
{
    if (isEmpty())
        return text;
    const QString plain = QString::fromUtf8(text);
    const QString told = masked(plain);
    return told == plain ? text : told.toUtf8();
}

} // namespace doorbuster
