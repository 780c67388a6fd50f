// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/manager/finishedreply.h"

#include "core/transport/pool/leanreply.h"

namespace doorbuster {

bool FinishedReply::await_ready() const
{
    return m_reply->isFinished();
}

void FinishedReply::await_suspend(std::coroutine_handle<> waiter) const
{
    if (auto *lean = qobject_cast<LeanReply *>(m_reply))
        lean->setWaiter(waiter);
    else
        QObject::connect(m_reply, &QNetworkReply::finished, m_reply, [waiter] { waiter.resume(); });
}

} // namespace doorbuster
