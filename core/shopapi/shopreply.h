// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shopapi/answers.h"
#include "core/shopapi/apiresult.h"
#include "core/shopapi/secretmask.h"

#include <utility>
#include <variant>

namespace doorbuster {

/// What came back for one call, before it is read. Nothing that it tells repeats what the call was trusted with.
struct ShopReply {
    RequestName name = RequestName::SaleStatus;
    QByteArray body = {};
    QByteArray authToken = {}; ///< the `set-auth-token` header
    ApiError error = {}; ///< with status 0: why nothing came; else its beginning
    SecretMask mask = {}; ///< over all that this request was sent with
    quint16 status = 0;

    bool ok() const { return status >= 200 && status < 300; }

    /// What the shop says of a refusal: its words without our secrets.
    AnswerReader::Refusal refusalIn(AnswerReader &reader) const;

    /// The value in the body of a 2xx, or the error.
    template <class T>
    ApiResult<T> read(AnswerReader &reader, ReadResult<T> (AnswerReader::*readBody)(QByteArrayView)) const
    {
        if (!ok())
            return refusal(reader);
        auto answer = (reader.*readBody)(body);
        if (auto *value = std::get_if<T>(&answer))
            return {std::move(*value), status};
        return unreadable(std::get<ReadError>(answer));
    }

private:
    ApiError refusal(AnswerReader &reader) const;
    ApiError unreadable(const ReadError &why) const;
    QString excerpt() const;
};

} // namespace doorbuster
