// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shopapi/secretmask.h"

#include <algorithm>
#include <iterator>
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

// Each tells how much of the text's beginning writes the character; 0: it is another one.

qsizetype jsonEscaped(QStringView text, QStringView character)
{
    if (!text.startsWith(u'\\'))
        return 0;
    if (!character.front().isLetterOrNumber() && text.sliced(1).startsWith(character))
        return 1 + character.size(); // quotes and slashes of both kinds
    qsizetype at = 0;
    for (const QChar unit : character) {
        const QStringView rest = text.sliced(at);
        if (!rest.startsWith(u"\\u") || hexAt(rest.sliced(2), 4) != unit.unicode())
            return 0;
        at += 6;
    }
    return at;
}

qsizetype percentEncoded(QStringView text, QStringView character)
{
    if (text.startsWith(u'+') && character.front() == u' ')
        return 1;
    if (!text.startsWith(u'%'))
        return 0;
    qsizetype at = 0;
    const QByteArray bytes = character.toUtf8();
    for (const char byte : bytes) {
        const QStringView rest = text.sliced(at);
        if (!rest.startsWith(u'%') || hexAt(rest.sliced(1), 2) != static_cast<unsigned char>(byte))
            return 0;
        at += 3;
    }
    return at;
}

qsizetype htmlEscaped(QStringView text, QStringView character)
{
    constexpr std::pair<QStringView, QChar> names[] = {
        {u"amp", u'&'}, {u"apos", u'\''}, {u"gt", u'>'}, {u"lt", u'<'}, {u"nbsp", u'\u00a0'}, {u"quot", u'"'}};
    constexpr qsizetype longest = 16; // a number may have zeros before it
    const qsizetype end = text.startsWith(u'&') ? text.first(std::min(text.size(), longest)).indexOf(u';') : -1;
    if (end < 0)
        return 0;
    const QStringView name = text.sliced(1, end - 1);
    bool same = false;
    if (name.startsWith(u'#')) {
        bool isNumber = false;
        const bool isHex = name.startsWith(u"#x", Qt::CaseInsensitive);
        const uint code = character.size() > 1 ? QChar::surrogateToUcs4(character[0], character[1])
                                               : uint(character.front().unicode());
        const uint number = name.sliced(isHex ? 2 : 1).toUInt(&isNumber, isHex ? 16 : 10);
        same = isNumber && number == code;
    } else {
        same = std::any_of(std::begin(names), std::end(names), [name, character](const auto &known) {
            return known.first == name && character == QStringView(&known.second, 1);
        });
    }
    return same ? end + 1 : 0;
}

qsizetype plain(QStringView text, QStringView character)
{
    return text.startsWith(character) ? character.size() : 0;
}

/// How long the secret is in the text's beginning, with each character written in any way, as an address in JSON mixes
/// them; 0: it is not there.
qsizetype writtenLength(QStringView text, QStringView secret)
{
    if (text.startsWith(secret))
        return secret.size(); // also where it looks as if it had escapes
    qsizetype at = 0;
    for (qsizetype i = 0; i < secret.size();) {
        const bool isPair = secret[i].isHighSurrogate() && i + 1 < secret.size();
        const QStringView character = secret.sliced(i, isPair ? 2 : 1);
        const QStringView rest = text.sliced(at);
        qsizetype length = 0;
        for (const auto lengthAs : {jsonEscaped, percentEncoded, htmlEscaped, plain}) {
            if (length = lengthAs(rest, character); length > 0)
                break;
        }
        if (length == 0)
            return 0;
        at += length;
        i += character.size();
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
        if (text.front() != secret.front() && !QStringView(u"\\%&").contains(text.front())
            && (secret.front() != u' ' || text.front() != u'+'))
            continue;
        if (const qsizetype found = writtenLength(text, secret); found > 0)
            return found;
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
