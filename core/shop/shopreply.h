// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answerreader.h"
#include "core/shop/apiresult.h"

#include <functional>

namespace doorbuster {

/// What came back for one call. What it tells of it has gone through the reader's sanitizer.
struct ShopReply {
    QByteArray body = {};
    QByteArray location = {}; ///< of a redirect: the `location` header
    ApiError error = {}; ///< with status 0: why nothing came; else its beginning
    quint16 status = 0;

    /// Judges an answer, and completes the error of one that is no yes. `header` and `values` as in HeardAnswer.
    JudgedAnswer judge(AnswerReader &reader, const CompiledCall &call,
        std::function<QByteArray(const QByteArray &)> header = {}, const ShopValues *values = nullptr);

    /// The answer was judged a yes, but cannot be used after all.
    void refuse(const ReadError &why, const CompiledCall &call, const TextSanitizer &sanitizer);

    /// What was heard, for as long as the answer is read.
    HeardAnswer heard = {};

private:
    QString redirection(const TextSanitizer &sanitizer) const;
    QString excerpt(const CompiledCall &call, const TextSanitizer &sanitizer) const;
};

} // namespace doorbuster
