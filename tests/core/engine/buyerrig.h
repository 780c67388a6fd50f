// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/buyercontext.h"
#include "tests/core/engine/manualclock.h"
#include "tests/core/engine/shopscript.h"

#include <memory>
#include <vector>

namespace doorbuster {

/// What buyers need around them, with a shop that follows a script and a clock that the test moves. Nothing happens by
/// itself: settle() lets the shop answer, step() moves on to the next moment that somebody waits for.
class BuyerRig final : private ExchangeObserver {
public:
    explicit BuyerRig(const ShopScript::Words &words);
    ~BuyerRig() override;
    Q_DISABLE_COPY_MOVE(BuyerRig)

    void settle() { shop.settle(); }
    /// Moves the clock to the next deadline and serves it. Returns how long that took; nothing where nobody waits.
    std::optional<Nanoseconds> step();
    /// Lives through everything up to, and at, that moment.
    void runUntil(Nanoseconds moment);
    TimePoint at(Nanoseconds moment) const { return ManualClock::start + moment; }
    Nanoseconds elapsed() const { return clock.elapsed(); }

    /// From the metrics since the last read().
    void read() { m_delta = metrics.take(); }
    double counted(MetricId metric) const;
    quint64 samples(MetricId metric) const;
    /// Of all samples that were read.
    Histogram trend(MetricId metric) const;
    double mean(MetricId metric) const { return trend(metric).mean() / 1e6; } ///< ms
    quint64 outcomes() const; ///< of all kinds

    ManualClock clock;
    Timeline timeline{clock};
    FakeShop shop;
    ShopScript script;
    Nanoseconds perRequest{0}; ///< the clock moves by it at each request
    BuyerSettings settings;
    RunControl control;
    std::vector<RequestRecord> records;
    QStringList said; ///< what watched buyers logged
    std::shared_ptr<const SeriesTable> series;
    MetricRecorder metrics;
    ShopApi api;
    std::vector<BuyerProbe> probes;
    std::vector<OrderClaim> claims;
    std::vector<SaleContradiction> contradictions;
    std::unique_ptr<BuyerContext> context;

private:
    void exchangeEnded(const RequestRecord &record, const QString &) override
    {
        records.push_back(record);
        metrics.request(record);
    }
    MetricsDelta m_delta;
};

} // namespace doorbuster
