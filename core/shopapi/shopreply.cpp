// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shopapi/shopreply.h"

namespace doorbuster {

namespace {

/// A refusal's JSON has a few hundred bytes. A worker must not spend its time on megabytes of one.
constexpr qsizetype longestRefusal = 64 * 1024;

} // namespace

void ShopReply::explain(AnswerReader &reader)
{
    error.kind = ApiError::Kind::Status;
    if (body.size() <= longestRefusal) {
        auto said = reader.refusal(body);
        error.message = std::move(said.message);
        error.orderId = std::move(said.orderId);
    }
    error.bodyExcerpt = excerpt(reader.sanitizer());
}

ApiError ShopReply::unreadable(const ReadError &why, const TextSanitizer &sanitizer) const
{
    ApiError unread = error;
    unread.kind = ApiError::Kind::Body;
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
