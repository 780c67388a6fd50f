// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"
#include "core/shop/apiresult.h"

#include <utility>
#include <variant>

namespace doorbuster {

/// What came back for one call, before it is read. What it tells of it has gone through the reader's sanitizer.
struct ShopReply {
    RequestName name = RequestName::SaleStatus;
    QByteArray body = {};
    QByteArray authToken = {}; ///< the `set-auth-token` header
    QByteArray location = {}; ///< of a redirect: the `location` header
    ApiError error = {}; ///< with status 0: why nothing came; else its beginning
    quint16 status = 0;

    bool ok() const { return status >= 200 && status < 300; }

    /// Completes the error of an answer with another status than 2xx: what the shop says of it.
    void explain(AnswerReader &reader);

    /// The value in the body of a 2xx, or the error.
    template <class T>
    ApiResult<T> read(AnswerReader &reader, ReadResult<T> (AnswerReader::*readBody)(QByteArrayView)) const
    {
        if (!ok())
            return error;
        auto answer = (reader.*readBody)(body);
        if (auto *value = std::get_if<T>(&answer))
            return {std::move(*value), status};
        return unreadable(std::get<ReadError>(answer), reader.sanitizer());
    }

private:
    QString redirection(const TextSanitizer &sanitizer) const;
    ApiError unreadable(const ReadError &why, const TextSanitizer &sanitizer) const;
    QString excerpt(const TextSanitizer &sanitizer) const;
};

} // namespace doorbuster
