// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/texttemplate.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

} // namespace

bool isValueName(QStringView text)
{
    constexpr qsizetype longest = 64;
    return !text.isEmpty() && text.size() <= longest && isLetter(text.front())
        && std::ranges::all_of(text,
            [](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-' || c == u'.'; });
}

std::variant<TextTemplate, QString> TextTemplate::parse(QStringView text)
{
    constexpr qsizetype longest = 64 * 1024;
    if (text.size() > longest)
        return u"is longer than %1 characters"_s.arg(longest);
    TextTemplate made;
    made.m_text = text.toString();
    QString literal;
    const auto flush = [&] {
        if (!literal.isEmpty())
            made.m_pieces.push_back({std::exchange(literal, {}), false});
    };
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] != u'{') {
            literal += text[at++];
            continue;
        }
        const qsizetype end = text.indexOf(u'}', at);
        const QStringView name = end < 0 ? QStringView() : text.sliced(at + 1, end - at - 1);
        if (isValueName(name)) {
            flush();
            made.m_pieces.push_back({name.toString(), true});
            at = end + 1;
        } else {
            at += text.sliced(at).startsWith(u"{{") ? 2 : 1;
            literal += u'{';
        }
    }
    flush();
    return made;
}

} // namespace doorbuster
