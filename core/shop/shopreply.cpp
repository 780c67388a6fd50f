// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/shopreply.h"

#include "core/transport/http/exchange.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// A refusal's JSON has a few hundred bytes. A worker must not spend its time on megabytes of one.
constexpr qsizetype longestRefusal = 64 * 1024;

} // namespace

void ShopReply::explain(AnswerReader &reader)
{
    error.kind = ApiError::Kind::Status;
    if (status < 400) {
        error.message = redirection(reader.sanitizer());
        return;
    }
    if (body.size() <= longestRefusal) {
        auto said = reader.refusal(body);
        error.message = std::move(said.message);
        error.code = std::move(said.code);
        error.orderId = std::move(said.orderId);
    }
    error.bodyExcerpt = excerpt(reader.sanitizer());
}

QString ShopReply::redirection(const TextSanitizer &sanitizer) const
{
    constexpr int longestPlace = 100;
    if (status < 300)
        return u"is no answer to a plain request"_s;
    if (location.isEmpty())
        return u"leads elsewhere, but does not say where; redirects are not followed"_s;
    return u"leads to %1; redirects are not followed"_s.arg(
        sanitizer.line(UntrustedText(QByteArrayView(location)), longestPlace));
}

ApiError ShopReply::unreadable(const ReadError &why, const TextSanitizer &sanitizer) const
{
    ApiError unread = error;
    unread.kind = ApiError::Kind::Body;
    unread.meaning = Meaning::Unreadable;
    unread.errorCode = errorcode::unusableAnswer;
    unread.message = why.message;
    unread.field = why.field;
    unread.bodyExcerpt = excerpt(sanitizer);
    return unread;
}

QString ShopReply::excerpt(const TextSanitizer &sanitizer) const
{
    // Whatever a sign-in answers may be a token, if not in the form that is known; a page is none.
    const bool mayBeToken = status < 400 && (name == RequestName::SignUp || name == RequestName::SignIn);
    if (mayBeToken && !body.trimmed().startsWith('<'))
        return {};
    return sanitizer.line(UntrustedText(QByteArrayView(body)));
}

} // namespace doorbuster
