// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/clock/cancellablesleeps.h"
#include "core/engine/run/runfault.h"
#include "core/engine/run/salesetup.h"
#include "core/engine/worker/workerpool.h"
#include "core/verdict/books/bookreadings.h"
#include "core/verdict/books/buyerstoask.h"
#include "core/verdict/books/orderreader.h"

#include <QCoro/QCoroTask>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace doorbuster {

/// Reads the books of a sale: the sale itself, the orders of every buyer that may have one, spread over the workers,
/// the admin's list, and the sale once more. After the load, and of an existing sale, without buyers and workers,
/// before it. For one thread and one reading.
class BookReader {
public:
    /// All of these must outlive this. `collect` fetches what the workers have reported, and is to call take() with
    /// their readings.
    BookReader(ShopApi &api, Timeline &timeline, RunFault &fault, WorkerPool &workers, std::function<void()> collect);
    /// Time 0 of the run whose books these are, and since when no buyer asks the shop for anything: an answer that is
    /// older, as a cache's may be, says nothing of the end. Without it, readings carry no moments, and an answer of any
    /// age is taken.
    void setRunTime(TimePoint runStart, TimePoint quietSince);
    ~BookReader();
    Q_DISABLE_COPY_MOVE(BookReader)

    /// Never fails: what could not be read is returned as such. Must be awaited to its end.
    QCoro::Task<BookReadings> read(VerificationSettings settings, SaleInfo sale, std::vector<BuyerToAsk> buyers);
    /// Without the buyers' lists, in the group of the set-up.
    QCoro::Task<BookReadings> readBaseline(VerificationSettings settings, SaleInfo sale);
    /// One worker's answer.
    void take(std::vector<EmailReading> readings);
    /// Ends the reading soon; with what was read by then.
    void cancel();

    quint64 buyersToAsk() const { return m_buyersToAsk; }

private:
    void endReading();
    QCoro::Task<SaleReadingResult> readSale();
    bool isCurrent(const SaleReading &reading) const;
    QCoro::Task<std::vector<EmailReading>> readEmails(std::vector<BuyerToAsk> buyers, int tries);

    ShopApi &m_api;
    Timeline &m_timeline;
    RunFault &m_fault;
    WorkerPool &m_workers;
    std::function<void()> m_collect;
    CancellableSleeps m_sleeps;
    Sleeper m_wait;
    Alarm m_deadline;
    std::optional<TimePoint> m_runStart;
    std::optional<TimePoint> m_quietSince;
    std::shared_ptr<OrderReader> m_reader;
    std::vector<EmailReading> m_readings;
    int m_readingWorkers = 0; ///< that have not yet answered
    quint64 m_buyersToAsk = 0;
    RunGroup m_group = RunGroup::Teardown;
    std::atomic_bool m_endReading{false}; ///< the reader is to end early
    bool m_timedOut = false; ///< the time for the lists, or for all, is over
    bool m_cancelled = false; ///< by somebody else than the clock
};

} // namespace doorbuster
