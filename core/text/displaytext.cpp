// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/displaytext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// Printable ASCII, as nearly all text is.
bool isPlain(QChar character)
{
    return character >= u' ' && character < u'\x7f';
}

/// What takes the place of one character in a text to show; empty where it may stay.
QString harmless(char32_t character)
{
    if (character < 0x20) {
        return QString(QChar(ushort(0x2400 + character)));
    }
    if (character == 0x7f) {
        return QString(QChar(0x2421));
    }
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return u"\u2039U+"_s + QString::number(uint(character), 16).toUpper().rightJustified(4, u'0') + u'\u203a';
    case QChar::Other_Surrogate:
        return QString(QChar(QChar::ReplacementCharacter));
    default:
        return {};
    }
}

} // namespace

QString displayText(QStringView text, int limit)
{
    if (text.size() <= limit && std::ranges::all_of(text, isPlain)) {
        return text.toString();
    }
    QString shown;
    qsizetype cut = 0; // the last place where a "…" would still fit
    for (qsizetype at = 0; at < text.size(); ++at) {
        char32_t character = text[at].unicode();
        qsizetype length = 1;
        if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            character = QChar::surrogateToUcs4(text[at], text[at + 1]);
            length = 2;
        }
        if (shown.size() < limit) {
            cut = shown.size();
        }
        const QString instead = isPlain(text[at]) ? QString() : harmless(character);
        if (instead.isEmpty()) {
            shown += text.sliced(at, length);
        } else {
            shown += instead;
        }
        at += length - 1;
        if (shown.size() > limit) {
            shown.truncate(cut);
            return shown + u'\u2026';
        }
    }
    return shown;
}

QString displayLine(QStringView text, int limit)
{
    return displayText(text.toString().simplified(), limit);
}

} // namespace doorbuster
