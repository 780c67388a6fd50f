// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/timelinedriver.h"
#include "core/metrics/metricaccumulator.h"
#include "core/metrics/metricrecorder.h"
#include "core/shop/shopsession.h"
#include "core/transport/manager/buyersaccessmanager.h"

#include <QCoro/QCoroTask>
#include <QEventLoop>

#include <atomic>
#include <memory>
#include <random>
#include <vector>

namespace doorbuster {

/// What one measurement sends, as `bench_wire` was asked.
struct WireLoadOptions {
    QUrl shop;
    QByteArray saleId;
    TransportOptions transport;
    int connections = 100; ///< of all workers together
    int workers = 1;
    std::chrono::nanoseconds pause{0}; ///< from an answer to the next request; 0: a closed loop
    TimePoint start;
    TimePoint end; ///< no request begins after it
};

/// What is read of a WireLoad while it runs, from another thread.
struct alignas(64) WireCounts {
    std::atomic<quint64> requests{0};
    std::atomic<quint64> failures{0}; ///< answers that could not be used, or did not come
};

/// Callers that look at a sale again and again over connections of their own, on the thread that made this: each call
/// is a virtual user's, from the coroutine over the reading of the answer to the metrics. With a pause the callers
/// begin spread over it.
class WireLoad final : private ExchangeObserver {
public:
    WireLoad(const WireLoadOptions &options, int index, WireCounts &counts);
    ~WireLoad() override;
    Q_DISABLE_COPY_MOVE(WireLoad)

    /// Returns when all callers have ended.
    void run();

    /// After run().
    const MetricAccumulator &metrics() const { return m_metrics; }

private:
    struct Caller {
        Caller(ShopApi &api, Timeline &timeline, quint32 number)
            : session(api, number, RunGroup::Load)
            , sleeper(timeline)
        {
        }
        ShopSession session;
        Sleeper sleeper;
    };

    QCoro::Task<> call(Caller &caller, TimePoint first);
    void exchangeEnded(const RequestRecord &record, const QString &errorText) override;
    void tick();

    const WireLoadOptions &m_options;
    WireCounts &m_counts;
    SteadyClock m_clock;
    Timeline m_timeline;
    TimelineDriver m_driver;
    BuyersAccessManager m_manager;
    std::shared_ptr<const SeriesTable> m_series;
    MetricRecorder m_recorder;
    MetricAccumulator m_metrics;
    ShopApi m_api;
    std::vector<std::unique_ptr<Caller>> m_callers;
    std::vector<QCoro::Task<>> m_tasks;
    Alarm m_tick;
    Alarm m_end;
    QEventLoop m_loop;
    std::minstd_rand m_random;
    int m_running = 0;
};

} // namespace doorbuster
