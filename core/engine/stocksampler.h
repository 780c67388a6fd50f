// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/timeline.h"
#include "core/shopapi/shopsession.h"

#include <QCoro/QCoroTask>

#include <functional>

namespace doorbuster {

/// Asks the shop for its stock once a second while a load runs.
class StockSampler {
public:
    /// `seen` is called with each figure that the shop tells. All must outlive this.
    StockSampler(Timeline &timeline, std::function<void(qint64 remaining)> seen);
    Q_DISABLE_COPY_MOVE(StockSampler)

    void start(ShopSession &session, QByteArray saleId);
    /// Ends it, and its request.
    void stop();

private:
    QCoro::Task<> sample(QByteArray saleId);

    Timeline &m_timeline;
    std::function<void(qint64)> m_seen;
    ShopSession *m_session = nullptr; ///< while it runs
    Sleeper m_wait;
    QCoro::Task<> m_task;
};

} // namespace doorbuster
