// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"
#include "core/engine/run/runconfig.h"
#include "core/shop/shopsession.h"
#include "core/transport/manager/buyersaccessmanager.h"
#include "core/transport/manager/dialprobe.h"
#include "core/transport/wire/hostresolver.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <optional>

namespace doorbuster {

/// How the engine itself reaches the shop: for the set-up, the samples of the stock, the books. It looks the shop's
/// name up, once for the whole run and without blocking its thread, so that no buyer's time holds that of a name
/// server. For one thread.
class ShopAccess {
public:
    /// All of these must outlive this. The observer gets the engine's own requests.
    ShopAccess(Timeline &timeline, const RunConfig &config, TimePoint runStart, ExchangeObserver &observer);
    ~ShopAccess();
    Q_DISABLE_COPY_MOVE(ShopAccess)

    /// Finds the shop; called once. Returns why it cannot be found, as a sentence; empty when it was. Either way the
    /// access is open afterwards (the requests to a shop that was not found fail one by one).
    QCoro::Task<QString> open(TimePoint giveUpAt);
    /// Ends open() and the set-up's request now.
    void cancel();

    bool isOpen() const { return m_own != nullptr; }
    // Only when open:
    ShopApi &api() { return m_own->api; }
    ShopSession &admin() { return m_own->admin; }
    ShopSession &sampler() { return m_own->sampler; }
    ShopSession &prober() { return m_own->prober; }
    /// What the buyers' managers get: with the addresses of the shop.
    const TransportOptions &transport() const { return m_own->manager.options(); }

    quint64 requestsIssued() const { return m_own ? m_own->api.requestsIssued() : 0; }

private:
    struct Own {
        Own(TransportOptions transport, ShopApiOptions options, TimePoint runStart, ExchangeObserver &observer);

        BuyersAccessManager manager;
        ShopApi api;
        ShopSession admin;
        ShopSession sampler;
        ShopSession prober;
    };

    QCoro::Task<HostResolver::Answer> lookUp(QString host, TimePoint giveUpAt);
    QCoro::Task<QString> find(TransportOptions &transport, QString host, QString advice, TimePoint giveUpAt);
    QCoro::Task<> putWorkingFirst(QList<QHostAddress> &addresses, QUrl base, TimePoint giveUpAt);

    const RunConfig &m_config;
    const TimePoint m_runStart;
    ExchangeObserver &m_observer;
    HostResolver m_resolver{{}};
    Sleeper m_wait;
    std::optional<HostResolver::Answer> m_answer;
    std::unique_ptr<DialProbe> m_probe; ///< lives on, since what waits for it goes on inside its call
    std::unique_ptr<Own> m_own;
    bool m_cancelled = false;
};

} // namespace doorbuster
