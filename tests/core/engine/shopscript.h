// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/fakeshop.h"

#include <QStringList>

namespace doorbuster {

/// What a shop answers to a buyer, one word a call; the last word of each list goes on for ever.
///
/// Every call: a status ("503"), "lost" (the connection breaks), "refused" (nobody listens), "silent", "html" (a page
/// with status 200). Sale: open, upcoming, ended, notFound, soldOut, noneLeft. Buy: hold, queued, bought (409).
/// Position: queued, ready, held (queued, but with a hold), none. Confirm: ok, okNoId, notOk (200, but not ok), noHold
/// (403), outOfStock, notActive, busy (409).
class ShopScript {
public:
    struct Words {
        const char *sale = "open";
        const char *buy = "hold";
        const char *position = "";
        const char *confirm = "ok";
    };

    explicit ShopScript(const Words &words);
    /// Also writes the call down: S, B, P or C.
    FakeShop::Answer answer(const FakeShop::Request &request);

    QStringList trace;
    QStringList answered; ///< the words, one after the other

private:
    struct Call {
        QChar letter;
        QString path;
        QStringList words;
        qsizetype next = 0;
    };
    std::vector<Call> m_calls;
};

} // namespace doorbuster
