// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/apiresult.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

QString ApiError::summary() const
{
    constexpr qsizetype bodyLength = 80;
    const bool saysEnough = kind != Kind::Body && !message.isEmpty();
    if (saysEnough || bodyExcerpt.isEmpty())
        return message;
    const QString body = bodyExcerpt.size() > bodyLength ? bodyExcerpt.first(bodyLength) + u'…' : bodyExcerpt;
    return message.isEmpty() ? body : message + u" — body: "_s + body;
}

QString ApiError::toString() const
{
    QString text = (method.isEmpty() ? methodOf(request).toString() : QString::fromLatin1(method)) + u' '
        + doorbuster::toString(request);
    if (status != 0)
        text += u" was answered with status "_s + QString::number(status);
    switch (kind) {
    case Kind::None:
        return text + u" had no error"_s;
    case Kind::Network:
        text += u" got no answer: "_s + message;
        break;
    case Kind::Timeout:
        text += u" timed out: "_s + message;
        break;
    case Kind::Aborted:
        text += u" was given up by the stop of the run"_s;
        break;
    case Kind::Status:
        if (!message.isEmpty())
            text += u": "_s + message;
        break;
    case Kind::Body:
        text += u", but the answer cannot be used: "_s + message;
        break;
    }
    if (!bodyExcerpt.isEmpty() && bodyExcerpt != message)
        text += u" — body: "_s + bodyExcerpt;
    return text;
}

} // namespace doorbuster
