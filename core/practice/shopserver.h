// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/faultplan.h"
#include "core/practice/shopmetrics.h"
#include "core/practice/shoprouter.h"

#include <QString>

#include <memory>
#include <optional>

namespace doorbuster {

/// The practice shop on the network: HTTP/1.0 and 1.1 over plain TCP, one thread, one event loop, made for thousands of
/// open connections. Takes the time from its own clock, which starts at the wall's (unless a defect says otherwise)
/// and never jumps.
class ShopServer final {
public:
    struct Limits {
        /// For a request to arrive once it has begun, and for an answer to be taken.
        std::chrono::nanoseconds transfer = std::chrono::seconds(30);
        /// For a connection that asks for nothing.
        std::chrono::nanoseconds idle = std::chrono::minutes(10);
        std::size_t headerBytes = 16 * 1024;
        std::size_t bodyBytes = 64 * 1024;
    };

    /// All three must outlive this.
    ShopServer(Shop &shop, FaultPlan &faults, ShopMetrics &metrics);
    ShopServer(Shop &shop, FaultPlan &faults, ShopMetrics &metrics, const Limits &limits);
    ~ShopServer();
    Q_DISABLE_COPY_MOVE(ShopServer)

    /// Nothing when it listens, else a sentence that names the address. Port 0 picks a free one.
    std::optional<QString> listen(const QString &address, quint16 port);
    /// Where it listens, as `http://127.0.0.1:4000`.
    QString url() const;

    /// Lets SIGINT and SIGTERM end run().
    void stopOnSignals();
    /// Lets the end of standard input end run(). The thread that watches it lives as long as the process.
    void stopOnInputEnd();
    /// Serves until it is stopped; may be called once.
    void run();
    /// May be called from any thread.
    void stop();

    ShopTime now() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace doorbuster
