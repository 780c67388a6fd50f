// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/histogram.h"
#include "core/practice/servedrequest.h"
#include "core/practice/shop.h"

#include <QJsonObject>

#include <array>
#include <map>

namespace doorbuster {

/// What the shop counted while it ran, for comparison with what its client counted. Single-threaded.
class ShopMetrics final {
public:
    /// An answer given. `service`: from the request's last byte read to the answer handed to the socket, without the
    /// delay that was asked for; `answer`: the same with it.
    void answered(ServedRequest name, int status, std::chrono::nanoseconds service, std::chrono::nanoseconds answer);
    /// A request that got no answer because a defect closed its connection.
    void dropped(ServedRequest name);
    void connectionOpened();
    void connectionClosed() { --m_open; }
    void acceptFailed() { ++m_acceptFailures; }
    void received(std::size_t bytes) { m_bytesIn += bytes; }
    /// Handed to the socket.
    void sent(std::size_t bytes) { m_bytesOut += bytes; }

    /// The counts, the sales as they are at `now`, and what the process used, as one document:
    /// `defect`, `requests` {name: {status or "dropped": count}}, `serviceTime` and `answerTime` {name: {count, meanUs,
    /// p50Us, p95Us, p99Us, maxUs}}, `connections` {accepted, open, openPeak, dropped, acceptFailures}, `bytesIn`,
    /// `bytesOut`, `sales`
    /// [{id, starting, remaining, paidOrders, activeHolds, queued}], `process` {userSeconds, systemSeconds,
    /// maxRssBytes}.
    QJsonObject toJson(const Shop &shop, ShopTime now) const;

private:
    struct Row {
        std::map<int, quint64> byStatus;
        quint64 dropped = 0;
        Histogram service;
        Histogram answer;
    };

    Row &row(ServedRequest name) { return m_rows[std::size_t(name)]; }

    std::array<Row, servedRequestNames.size()> m_rows;
    quint64 m_accepted = 0;
    quint64 m_open = 0;
    quint64 m_openPeak = 0;
    quint64 m_dropped = 0;
    quint64 m_acceptFailures = 0;
    quint64 m_bytesIn = 0;
    quint64 m_bytesOut = 0;
};

} // namespace doorbuster
