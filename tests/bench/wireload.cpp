// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/wireload.h"

namespace doorbuster {

namespace {

/// As often as a worker of the engine hands its metrics over.
constexpr std::chrono::milliseconds reportInterval{250};

} // namespace

WireLoad::WireLoad(const WireLoadOptions &options, int index, WireCounts &counts)
    : m_options(options)
    , m_counts(counts)
    , m_timeline(m_clock)
    , m_driver(m_timeline)
    , m_manager(options.transport)
    , m_series(std::make_shared<const SeriesTable>(Profile()))
    , m_recorder(m_series)
    , m_metrics(m_series)
    , m_api(&m_manager, {.base = options.shop, .headers = {}}, options.start, this)
    , m_tick(m_timeline, [this] { tick(); })
    , m_end(m_timeline,
          [this] {
              for (const auto &caller : m_callers)
                  caller->sleeper.wake();
          })
    , m_random(quint32(index + 1))
{
    for (int number = index; number < options.connections; number += options.workers)
        m_callers.push_back(std::make_unique<Caller>(m_api, m_timeline, quint32(number + 1)));
}

WireLoad::~WireLoad() = default;

void WireLoad::run()
{
    m_running = int(m_callers.size());
    m_tick.set(m_timeline.now() + reportInterval);
    m_end.set(m_options.end);
    std::uniform_int_distribution<qint64> spread(0, m_options.pause.count());
    for (const auto &caller : m_callers)
        m_tasks.push_back(call(*caller, m_options.start + Nanoseconds(spread(m_random))));
    if (m_running > 0)
        m_loop.exec();
    m_tick.clear();
    m_end.clear();
    m_metrics.add(m_recorder.take());
    m_metrics.closeAll();
}

QCoro::Task<> WireLoad::call(Caller &caller, TimePoint first)
{
    co_await caller.sleeper.until(first);
    while (m_timeline.now() < m_options.end) {
        const auto sale = co_await caller.session.sale(m_options.saleId);
        if (!sale)
            m_counts.failures.fetch_add(1, std::memory_order_relaxed);
        if (m_options.pause > Nanoseconds::zero() && m_timeline.now() < m_options.end)
            co_await caller.sleeper.until(m_timeline.now() + m_options.pause);
    }
    if (--m_running == 0)
        m_loop.quit();
}

void WireLoad::exchangeEnded(const RequestRecord &record, const QString &errorText)
{
    m_recorder.request(record, errorText);
    m_counts.requests.fetch_add(1, std::memory_order_relaxed);
}

void WireLoad::tick()
{
    m_metrics.add(m_recorder.take());
    m_metrics.closeSecondsBefore((m_timeline.now() - m_options.start) / std::chrono::seconds(1) - 1);
    m_tick.set(m_timeline.now() + reportInterval);
}

} // namespace doorbuster
