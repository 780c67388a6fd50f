// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/bookreader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace doorbuster {

using namespace std::chrono_literals;

namespace {

/// Beyond those of the set-up and the stock's sampler, which use the same manager.
constexpr quint32 firstReaderConnection = 16;
/// A shop that did not answer in all its tries is not waited for again and again, call after call.
constexpr int triesAtASilentShop = 2;
/// Kept for the last reading of the stock, of the time that all readings may take.
constexpr std::chrono::milliseconds mostTimeForStock = 30s;
/// Readings that a cache gave are repeated so often and so long.
constexpr std::chrono::milliseconds betweenRepeats = 1s;
constexpr std::chrono::milliseconds mostTimeForRepeats = 30s;

} // namespace

BookReader::BookReader(
    ShopApi &api, Timeline &timeline, RunFault &fault, WorkerPool &workers, std::function<void()> collect)
    : m_api(api)
    , m_timeline(timeline)
    , m_fault(fault)
    , m_workers(workers)
    , m_collect(std::move(collect))
    , m_sleeps(timeline)
    , m_wait(timeline)
    , m_deadline(timeline, [this] {
        m_timedOut = true;
        endReading();
    })
{
}

BookReader::~BookReader() = default;

void BookReader::setRunTime(TimePoint runStart, TimePoint quietSince)
{
    m_runStart = runStart;
    m_quietSince = quietSince;
}

QCoro::Task<SaleReadingResult> BookReader::readSale()
{
    const TimePoint sent = m_timeline.now();
    auto result = co_await m_reader->readSale();
    if (m_runStart && result.reading) {
        result.reading->sent = (sent - *m_runStart).count();
        result.reading->answered = (m_timeline.now() - *m_runStart).count();
    }
    co_return result;
}

bool BookReader::isCurrent(const SaleReading &reading) const
{
    if (!m_quietSince || !m_runStart || !reading.age || !reading.sent)
        return true;
    return *m_runStart + Nanoseconds(earliestMomentOf(*reading.sent, reading.age)) >= *m_quietSince;
}

QCoro::Task<BookReadings> BookReader::read(VerificationSettings settings, SaleInfo sale, std::vector<BuyerToAsk> buyers)
{
    const TimePoint started = m_timeline.now();
    BookReadings books;
    OrderReaderOptions options;
    options.saleId = sale.id;
    options.firstConnection = firstReaderConnection;
    options.group = m_group;
    options.sleep = [this](std::chrono::milliseconds length) { return m_sleeps.sleep(length); };
    options.cancel = &m_endReading;
    options.longestWait = settings.timeout;
    m_reader = std::make_shared<OrderReader>(m_api, options);
    // Whatever the lists take, the stock is read: without it the books say nothing.
    const auto timeForStock = std::min<std::chrono::milliseconds>(settings.timeout / 4, mostTimeForStock);
    m_deadline.set(started + settings.timeout - timeForStock);

    auto before = co_await readSale();
    if (!before.reading)
        options.tries = triesAtASilentShop;
    m_reader = std::make_shared<OrderReader>(m_api, options);
    books.saleBefore = std::move(before.reading);

    if (m_runStart)
        books.listsSent = (m_timeline.now() - *m_runStart).count();
    if (settings.byEmail)
        books.emails = co_await readEmails(std::move(buyers), options.tries);
    if (settings.adminList != AdminList::Off)
        books.admin = co_await m_reader->readAdminList(sale.token);
    if (m_timedOut && !m_cancelled) {
        m_endReading = false;
        m_deadline.set(started + settings.timeout);
    }
    auto after = co_await readSale();
    // An old one from a cache says nothing of the end; nor whether the stock moved while the orders were read.
    if (books.saleBefore && !isCurrent(*books.saleBefore))
        books.saleBefore.reset();
    const TimePoint enough = m_timeline.now() + std::min(timeForStock, mostTimeForRepeats);
    while (after.reading && !m_endReading && m_timeline.now() < enough && !isCurrent(*after.reading)) {
        co_await m_sleeps.sleep(betweenRepeats);
        if (m_endReading)
            break;
        auto again = co_await readSale();
        if (!again.reading)
            break;
        after = std::move(again);
    }
    books.sale = std::move(after.reading);
    books.saleFailure = after.failure;
    m_deadline.clear();
    m_reader.reset();
    books.timedOut = m_timedOut;
    books.cancelled = m_cancelled || (m_endReading && !m_timedOut);
    if (m_timedOut && !m_cancelled)
        m_endReading = false; // the clock's word holds for this reading only
    books.took = m_timeline.now() - started;
    co_return books;
}

QCoro::Task<BookReadings> BookReader::readBaseline(VerificationSettings settings, SaleInfo sale)
{
    m_group = RunGroup::Setup;
    settings.byEmail = false;
    auto books = co_await read(settings, sale, {});
    co_return books;
}

QCoro::Task<std::vector<EmailReading>> BookReader::readEmails(std::vector<BuyerToAsk> buyers, int tries)
{
    m_buyersToAsk = buyers.size();
    m_readingWorkers = m_workers.size();
    m_workers.readOrders(std::move(buyers), tries);
    while (m_readingWorkers > 0 && !m_fault.isRaised()) { // a worker may be past answering
        co_await m_wait.until(m_timeline.now() + 20ms);
        m_collect();
    }
    co_return std::exchange(m_readings, {});
}

void BookReader::take(std::vector<EmailReading> readings)
{
    std::move(readings.begin(), readings.end(), std::back_inserter(m_readings));
    --m_readingWorkers;
}

void BookReader::cancel()
{
    m_cancelled = true;
    endReading();
}

void BookReader::endReading()
{
    m_endReading = true;
    m_workers.post(CancelReading{});
    // What it resumes may go on to the next reader, or be done with it.
    if (const auto reader = m_reader)
        reader->abort();
    m_sleeps.wakeAll();
}

} // namespace doorbuster
