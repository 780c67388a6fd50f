// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <coroutine>

class QNetworkReply;

namespace doorbuster {

/// `FinishedReply finished(reply); co_await finished;` goes on when \a reply has finished, as `co_await reply` does
/// with QCoro: within `finished()`, so that the reply must not be deleted there. Over the lean wire it does without a
/// connection between signal and slot, which costs several allocations a request. One waiter a reply.
class FinishedReply {
public:
    explicit FinishedReply(QNetworkReply *reply)
        : m_reply(reply)
    {
    }

    [[nodiscard]] bool await_ready() const;
    void await_suspend(std::coroutine_handle<> waiter) const;
    void await_resume() const { }

private:
    QNetworkReply *m_reply;
};

} // namespace doorbuster
