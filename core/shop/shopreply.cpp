// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/shopreply.h"

#include "core/transport/http/exchange.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

JudgedAnswer ShopReply::judge(AnswerReader &reader, const CompiledCall &call,
    std::function<QByteArray(const QByteArray &)> header, const ShopValues *values)
{
    heard = {.status = status, .body = body, .header = std::move(header), .values = values};
    JudgedAnswer judged = reader.judge(call, heard);
    error.meaning = judged.meaning;
    error.byRule = judged.rule != nullptr;
    if (judged.isYes)
        return judged;
    if (judged.error) {
        refuse(*judged.error, call, reader.sanitizer());
        return judged;
    }
    error.kind = ApiError::Kind::Status;
    if (!judged.rule && (status < 200 || (status >= 300 && status < 400))) {
        error.message = redirection(reader.sanitizer());
        return judged;
    }
    error.message = judged.message;
    error.code = judged.code;
    error.orderId = reader.orderId();
    error.bodyExcerpt = excerpt(call, reader.sanitizer());
    return judged;
}

void ShopReply::refuse(const ReadError &why, const CompiledCall &call, const TextSanitizer &sanitizer)
{
    error.kind = ApiError::Kind::Body;
    error.meaning = Meaning::Unreadable;
    error.errorCode = errorcode::unusableAnswer;
    error.message = why.message;
    error.field = why.field;
    error.isAboutStock = why.isStock;
    error.bodyExcerpt = excerpt(call, sanitizer);
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

QString ShopReply::excerpt(const CompiledCall &call, const TextSanitizer &sanitizer) const
{
    // Whatever a sign-in answers may be a token, if not in the form that is known; a page is none.
    const bool mayBeToken = status < 400
        && (call.which == ShopCall::AdminSignUp || call.which == ShopCall::AdminSignIn
            || call.which == ShopCall::SignIn);
    if (mayBeToken && !body.trimmed().startsWith('<'))
        return {};
    return sanitizer.line(UntrustedText(QByteArrayView(body)));
}

} // namespace doorbuster
