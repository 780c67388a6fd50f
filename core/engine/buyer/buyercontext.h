// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timeline.h"
#include "core/engine/run/runcontrol.h"
#include "core/metrics/metricrecorder.h"
#include "core/profile/profile.h"
#include "core/shop/shopsession.h"
#include "core/verdict/ledger/buyerprobe.h"
#include "core/verdict/ledger/ledger.h"
#include "core/verdict/ledger/shopobservations.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <random>

namespace doorbuster {

/// What the virtual users of one worker share. Lives on the worker's thread and outlives its users.
struct BuyerContext {
    const BuyerSettings &settings;
    double totalAmount = 1;
    QByteArray saleId;
    BuyerEmails emails;
    ShopApi &api;
    Timeline &timeline;
    TimePoint runStart; ///< time 0 of the ledger and the metrics
    MetricRecorder &metrics;
    RunControl &control;
    std::minstd_rand random;
    int activeUsers = 0; ///< planned and started, or still finishing a journey
    int peakUsers = 0; ///< the most there were at a time
    std::function<void(quint32 vu, const QString &text)> log; ///< what a watched buyer does; set, but rarely called
    std::function<void(BuyerProbe &&)> probed = {}; ///< takes what a sampled buyer tried after its journey; set
    std::function<void(OrderClaim &&)> claimed = {}; ///< takes an order that a refusal says the buyer has; set
    std::function<void(SaleContradiction &&)> contradicted = {}; ///< set

    Nanoseconds elapsed() const { return timeline.now() - runStart; }
    bool watches(quint32 vu) const
    {
        return settings.logProgress == LogProgress::All || (settings.logProgress == LogProgress::First && vu == 1);
    }
};

} // namespace doorbuster
