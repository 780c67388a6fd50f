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

LoadWorker::LoadWorker(const WorkerContext &context, int index, UserShare share)
    : m_context(context)
    , m_index(index)
    , m_share(share)
    , m_timeline(m_clock)
    , m_driver(m_timeline, [this] { m_context.control.fault.raiseCaught(); })
    , m_probe(m_clock)
    , m_manager(context.transport)
    , m_recorder(context.series, context.config.wantsSamples())
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
          .probed = [this](BuyerProbe &&probe) { m_report.ledger.probes.push_back(std::move(probe)); },
          .claimed = [this](OrderClaim &&claim) { m_report.ledger.claims.push_back(std::move(claim)); },
          .contradicted =
              [this](SaleContradiction &&contradiction) {
                  if (m_contradictions++ < ShopObservations::mostContradictions)
                      m_report.ledger.contradictions.push_back(std::move(contradiction));
              }}
    , m_tick(m_timeline, [this] { tick(); })
{
}

LoadWorker::~LoadWorker()
{
    // Coroutines that still run would outlive what they use.
    execute(CutLoad{});
    execute(CancelReading{});
}

void LoadWorker::execute(WorkerCommand command)
{
    std::visit([this](auto &&one) { execute(std::forward<decltype(one)>(one)); }, std::move(command));
}

void LoadWorker::execute(const StartLoad &start)
{
    m_timeline.setLateness(&m_lateness);
    m_probe.start();
    m_tick.set(m_timeline.now() + reportInterval);
    m_scheduler = makeScheduler(
        m_context.executor, m_share, m_buyers, [this](LedgerEntry &&entry) { journeyEnded(std::move(entry)); });
    m_scheduler->start(m_context.runStart + start.at, [this] { reportDone(); });
}

void LoadWorker::execute(const StopLoad &stop)
{
    if (m_scheduler)
        m_scheduler->retire(m_context.runStart + stop.cutAt);
}

void LoadWorker::execute(const CutLoad &)
{
    if (m_scheduler)
        m_scheduler->cut();
}

void LoadWorker::execute(const EndLoad &)
{
    m_probe.stop();
    m_timeline.setLateness(nullptr); // what sleeps from here on are no buyers
    m_tick.clear();
    report();
    // Users that did not end when they were cut, which is a fault of ours, still need what they use.
    if (m_scheduler && m_scheduler->isDone())
        m_scheduler.reset();
}

void LoadWorker::execute(ReadOrders read)
{
    m_reading = readOrders(std::move(read.buyers), read.tries);
}

QCoro::Task<> LoadWorker::readOrders(std::vector<BuyerToAsk> buyers, int tries)
{
    OrderReaderOptions options;
    options.saleId = m_context.saleId;
    options.firstConnection = firstReaderConnection;
    options.sleep = [this](std::chrono::milliseconds length) { return m_sleeps.sleep(length); };
    options.tries = tries;
    options.cancel = &m_readingCancelled;
    options.answered = &m_buyersRead;
    m_tick.set(m_timeline.now() + reportInterval); // how far it has come
    std::vector<EmailReading> read;
    try {
        m_reader = std::make_unique<OrderReader>(m_api, options);
        read = co_await m_reader->readEmails(std::move(buyers));
    } catch (...) {
        m_context.control.fault.raiseCaught();
    }
    m_tick.clear();
    m_report.orders = std::move(read);
    guarded(m_context.control.fault, [this] { report(); });
}

void LoadWorker::execute(const CancelReading &)
{
    m_readingCancelled = true;
    if (m_reader)
        m_reader->abort();
    m_sleeps.wakeAll();
}

void LoadWorker::exchangeEnded(const RequestRecord &record, const QString &errorText)
{
    m_recorder.request(record, errorText);
}

void LoadWorker::journeyEnded(LedgerEntry &&entry)
{
    if (entry.sentBuy())
        m_report.ledger.journeys.push_back(std::move(entry));
    else
        ++m_report.ledger.withoutBuy[std::size_t(entry.outcome)][std::size_t(entry.reason)];
    // The run ends the load for all, and should not wait for the next tick.
    if (m_context.control.saleEnded && !m_saleEndReported)
        report();
}

void LoadWorker::reportDone()
{
    m_report.loadDone = true;
    guarded(m_context.control.fault, [this] { report(); });
}

void LoadWorker::tick()
{
    report();
    m_tick.set(m_timeline.now() + reportInterval);
}

void LoadWorker::report()
{
    m_report.worker = m_index;
    m_report.metrics = m_recorder.take();
    m_report.loopLag = m_probe.take();
    m_report.timerLateness = std::exchange(m_lateness, {});
    m_report.requestsIssued = m_api.requestsIssued();
    m_report.buyersRead = m_buyersRead;
    m_report.activeUsers = m_buyers.activeUsers;
    m_report.peakUsers = m_buyers.peakUsers;
    m_report.saleEnded = m_saleEndReported = m_context.control.saleEnded;
    if (m_scheduler && m_scheduler->userCount() > 0 && m_context.transport.kind == WireKind::Lean) {
        m_report.openSockets = m_manager.openConnections();
        m_report.peakSockets = m_manager.mostConnections();
    }
    m_context.reports.post(std::exchange(m_report, {}));
}

} // namespace doorbuster
