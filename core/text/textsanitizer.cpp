// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/textsanitizer.h"

#include "core/text/displaytext.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace doorbuster {

namespace {

constexpr int unlimited = std::numeric_limits<int>::max();
constexpr qsizetype bytesPerCharacter = 4; ///< of UTF-8, at most

bool isPrintableAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
}

} // namespace

TextSanitizer::TextSanitizer(const QStringList &secrets, IsOwn isOwn)
    : m_mask(secrets)
    , m_isOwn(std::move(isOwn))
{
}

QString TextSanitizer::line(UntrustedText text, int limit) const
{
    // Blanks before a page's first word would take the place of the words.
    QByteArrayView rest(text.raw().data(), qsizetype(text.raw().size()));
    while (!rest.isEmpty() && uchar(rest.front()) <= ' ')
        rest = rest.sliced(1);
    const qsizetype shown = std::min(rest.size(), bytesPerCharacter * (limit + 1));
    QByteArray window = rest.first(std::min(rest.size(), shown + SecretMask::reach)).toByteArray();
    const bool isCut = shown < rest.size();
    // UTF-16 is ASCII with zeros between to who expects UTF-8.
    const qsizetype shownLetters = shown - window.first(shown).count('\0');
    window.removeIf([](char c) { return c == '\0'; });
    QString line = displayLine(QString::fromUtf8(m_mask.masked(window, shownLetters)), limit);
    if (isCut && !line.endsWith(u'\u2026'))
        line = displayText(QString(line + u'\u2026'), limit);
    return line;
}

QByteArray TextSanitizer::id(const QByteArray &id) const
{
    if (id.size() > longestValue)
        return {};
    const QByteArray told = m_mask.isEmpty() ? id : m_mask.masked(id, id.size(), SecretMask::Style::Numbered);
    const bool isOwn = told != id && m_isOwn && m_isOwn(QString::fromUtf8(id));
    const QByteArray &kept = isOwn ? id : told;
    if (isPrintableAscii(kept))
        return kept == id ? id : kept;
    return displayText(QString::fromUtf8(kept), unlimited).toUtf8();
}

QString TextSanitizer::value(UntrustedText text) const
{
    return QString::fromUtf8(id(QByteArray(text.raw().data(), qsizetype(text.raw().size()))));
}

} // namespace doorbuster
