// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/worker/loadworker.h"

#include "core/engine/buyer/backoff.h"
#include "core/text/displaytext.h"

#include <utility>

namespace doorbuster {

namespace {

/// The connections of order readers, beyond any virtual user's number.
constexpr quint32 firstReaderConnection = 0x8000'0000;

} // namespace

LoadWorker::LoadWorker(const WorkerContext &context, int index, int workers)
    : m_context(context)
    , m_index(index)
    , m_workers(workers)
    , m_timeline(m_clock)
    , m_driver(m_timeline, [this] { m_context.control.fault.raiseCaught(); })
    , m_probe(m_clock)
    , m_manager(context.transport)
    , m_recorder(context.series, context.config.samples != nullptr)
    , m_api(&m_manager, context.api, context.runStart, this)
    , m_sleeps(m_timeline)
    , m_buyers{.settings = context.config.profile.buyer,
          .totalAmount = context.config.profile.sale.totalAmount,
          .saleId = context.saleId,
          .emails = context.emails,
          .api = m_api,
          .timeline = m_timeline,
          .runStart = context.runStart,
          .metrics = m_recorder,
          .control = context.control,
          .random = jitterSource(context.seed, index),
          .log =
              [this](quint32 vu, const QString &text) {
                  m_report.log.push_back({m_buyers.elapsed(), vu, displayLine(text, 500)});
              },
          .probed = [this](BuyerProbe &&probe) { m_report.probes.push_back(std::move(probe)); },
          .claimed = [this](OrderClaim &&claim) { m_report.claims.push_back(std::move(claim)); },
          .contradicted =
              [this](SaleContradiction &&contradiction) {
                  if (m_contradictions++ < ShopObservations::mostContradictions)
                      m_report.contradictions.push_back(std::move(contradiction));
              }}
    , m_tick(m_timeline, [this] { tick(); })
{
}

LoadWorker::~LoadWorker()
{
    // Coroutines that still run would outlive what they use.
    m_context.control.cancelReading = true;
    cut();
    cancelReading();
}

void LoadWorker::startLoad(TimePoint loadStart)
{
    m_loading = true;
    m_timeline.setLateness(&m_lateness);
    m_probe.start();
    m_tick.set(m_timeline.now() + reportInterval);
    ++m_running; // while they are started, so that none of them is the last
    guarded(m_context.control.fault, [&] { startUsers(loadStart); });
    if (--m_running == 0)
        reportDone();
}

void LoadWorker::startUsers(TimePoint loadStart)
{
    for (int number = 1 + m_index; number <= m_context.plan->peak(); number += m_workers) {
        m_users.push_back(std::make_unique<VirtualUser>(m_buyers, *m_context.plan, loadStart, quint32(number),
            [this](LedgerEntry &&entry) { remember(std::move(entry)); }));
    }
    m_tasks.reserve(m_users.size());
    for (const auto &user : m_users)
        m_tasks.push_back(runUser(*user));
}

QCoro::Task<> LoadWorker::runUser(VirtualUser &user)
{
    ++m_running;
    try {
        co_await user.run();
    } catch (...) {
        m_context.control.fault.raiseCaught();
    }
    if (--m_running == 0)
        reportDone();
}

void LoadWorker::reportDone()
{
    m_report.loadDone = true;
    guarded(m_context.control.fault, [this] { report(); });
}

void LoadWorker::retire(TimePoint cutAt)
{
    for (const auto &user : m_users)
        user->retire(cutAt);
}

void LoadWorker::cut()
{
    for (const auto &user : m_users)
        user->cut();
}

void LoadWorker::endLoad()
{
    m_loading = false;
    m_probe.stop();
    m_timeline.setLateness(nullptr); // what sleeps from here on are no buyers
    m_tick.clear();
    report();
    if (m_running > 0)
        return; // did not end when they were cut, which is a fault of ours: they need what they use
    m_tasks.clear();
    m_users.clear();
}

void LoadWorker::readOrders(std::vector<BuyerToAsk> buyers, int tries)
{
    m_tasks.push_back(readOrdersTask(std::move(buyers), tries));
}

QCoro::Task<> LoadWorker::readOrdersTask(std::vector<BuyerToAsk> buyers, int tries)
{
    OrderReaderOptions options;
    options.saleId = m_context.saleId;
    options.firstConnection = firstReaderConnection;
    options.sleep = [this](std::chrono::milliseconds length) { return m_sleeps.sleep(length); };
    options.tries = tries;
    options.cancel = &m_context.control.cancelReading;
    options.answered = &m_context.control.buyersRead;
    std::vector<EmailReading> read;
    try {
        m_reader = std::make_unique<OrderReader>(m_api, options);
        read = co_await m_reader->readEmails(std::move(buyers));
    } catch (...) {
        m_context.control.fault.raiseCaught();
    }
    m_report.orders = std::move(read);
    guarded(m_context.control.fault, [this] { report(); });
}

void LoadWorker::cancelReading()
{
    if (m_reader)
        m_reader->abort();
    m_sleeps.wakeAll();
}

void LoadWorker::exchangeEnded(const RequestRecord &record, const QString &errorText)
{
    m_recorder.request(record, errorText);
}

void LoadWorker::remember(LedgerEntry &&entry)
{
    if (entry.sentBuy())
        m_report.ledger.push_back(std::move(entry));
    else
        ++m_report.withoutBuy[std::size_t(entry.outcome)][std::size_t(entry.reason)];
}

void LoadWorker::tick()
{
    report();
    if (m_loading)
        m_tick.set(m_timeline.now() + reportInterval);
}

void LoadWorker::report()
{
    m_report.worker = m_index;
    m_report.metrics = m_recorder.take();
    m_report.loopLag = m_probe.take();
    m_report.timerLateness = std::exchange(m_lateness, {});
    m_report.requestsIssued = m_api.requestsIssued();
    m_report.activeUsers = m_buyers.activeUsers;
    m_report.peakUsers = m_buyers.peakUsers;
    if (!m_users.empty() && m_context.transport.kind == WireKind::Lean) {
        m_report.openSockets = m_manager.openConnections();
        m_report.peakSockets = m_manager.mostConnections();
    }
    if (m_context.config.samples)
        guarded(m_context.control.fault,
            [this] { m_context.config.samples->consume(std::exchange(m_report.metrics.samples, {})); });
    m_context.reports.post(std::exchange(m_report, {}));
}

} // namespace doorbuster
