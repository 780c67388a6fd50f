// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shopapi/shopreply.h"

#include "core/shopapi/jsontext.h"

#include <algorithm>

namespace doorbuster {

namespace {

constexpr qsizetype excerptLength = 200;

} // namespace

AnswerReader::Refusal ShopReply::refusalIn(AnswerReader &reader) const
{
    auto said = reader.refusal(body);
    // Masked before anything is cut.
    if (const QByteArray told = mask.masked(body); told != body)
        said.message = reader.refusal(told).message;
    said.message = mask.masked(said.message); // reading may have undone what hid one
    return said;
}

ApiError ShopReply::refusal(AnswerReader &reader) const
{
    if (status == 0)
        return error;
    ApiError refused = error;
    refused.kind = ApiError::Kind::Status;
    auto said = refusalIn(reader);
    refused.message = std::move(said.message);
    refused.orderId = std::move(said.orderId);
    refused.bodyExcerpt = excerpt();
    return refused;
}

ApiError ShopReply::unreadable(const ReadError &why) const
{
    ApiError unread = error;
    unread.kind = ApiError::Kind::Body;
    unread.message = mask.masked(why.message);
    unread.field = why.field;
    unread.bodyExcerpt = excerpt();
    return unread;
}

QString ShopReply::excerpt() const
{
    // Whatever a sign-in answers may be a token, if not in the form that is known; a page is none.
    const bool mayBeToken = status < 400 && (name == RequestName::SignUp || name == RequestName::SignIn);
    if (mayBeToken && !body.trimmed().startsWith('<'))
        return {};
    const QByteArray told = mask.masked(body);
    return harmlessText(QString::fromUtf8(told.first(std::min(told.size(), 4 * excerptLength))), excerptLength);
}

} // namespace doorbuster
