// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/shopsession.h"
#include "core/verdict/books/bookreadings.h"
#include "core/verdict/books/buyerstoask.h"

#include <QCoro/QCoroTask>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace doorbuster {

struct OrderReaderOptions {
    QByteArray saleId;
    /// The sessions take the connections firstConnection … firstConnection + concurrency - 1.
    quint32 firstConnection = 0;
    RunGroup group = RunGroup::Teardown; ///< that its requests are counted in
    int concurrency = 32; ///< buyers asked at the same time
    /// A call that meets 5xx, 429, an unreadable body or no response is made again, this often in all …
    int tries = 6;
    std::chrono::milliseconds firstWait{
        500}; ///< … waiting this long, then twice as long each time: 15.5 s with 6 tries
    /// Where the shop says when to come back (Retry-After), it is asked again then; not where that is longer than this.
    std::chrono::milliseconds longestWait{60'000};
    int pageLimit = 100; ///< orders asked for in one page
    // A list that brings new orders for ever must end some time: beyond these, its reading has failed.
    qsizetype mostOrdersOfBuyer = 100'000;
    qsizetype mostOrdersOfSale = 1'000'000;
    int maxPasses = 5; ///< over the admin list, until two in a row agree
    /// Waits; where the wait is cut short (a stop), it just returns early.
    std::function<QCoro::Task<>(std::chrono::milliseconds)> sleep;
    const std::atomic_bool *cancel = nullptr; ///< looked at after each wait and answer; may be null
    std::atomic<quint64> *answered =
        nullptr; ///< counts up by one for each buyer done with, failed ones too; may be null
};

/// What became of reading the sale: `reading` is empty exactly where `failure` is not.
struct SaleReadingResult {
    std::optional<SaleReading> reading;
    QString failure;
};

/// Reads the shop's books over one ShopApi and on its thread. It reads
/// withRetries and reports precisely: what could not be read is Failed with a reason, never empty.
///
/// One read at a time; the reader must outlive the tasks it returns. To stop early: set *cancel, call abort() on this
/// thread and wake the sleepers; the tasks then end soon, with NotAsked for what was not read.
class OrderReader {
public:
    /// `api` and what the options point at must outlive this.
    OrderReader(ShopApi &api, OrderReaderOptions options);
    ~OrderReader();
    Q_DISABLE_COPY_MOVE(OrderReader)

    /// One reading for each buyer, in the order given.
    QCoro::Task<std::vector<EmailReading>> readEmails(std::vector<BuyerToAsk> buyers);
    QCoro::Task<SaleReadingResult> readSale();
    /// Finds the list under either of its paths; an empty token gives NotOffered.
    QCoro::Task<AdminReading> readAdminList(QByteArray token);

    /// Ends the calls in flight.
    void abort();

private:
    struct Listing;
    struct EmailWork;
    template <class T, class Call>
    QCoro::Task<ApiResult<T>> withRetries(Call call);
    template <class FetchPage>
    QCoro::Task<Listing> readList(const ShopSession &shop, FetchPage fetch, qsizetype mostOrders);
    QCoro::Task<> emailLane(EmailWork &work, int lane);
    QCoro::Task<EmailReading> readEmail(BuyerToAsk buyer, int lane);
    QCoro::Task<Listing> adminPass(QString path, QByteArray token);
    ShopSession &session(int lane);
    bool cancelled() const;

    ShopApi &m_api;
    OrderReaderOptions m_options;
    std::vector<std::unique_ptr<ShopSession>> m_sessions;
    int m_exhaustedInARow = 0; ///< calls that failed in spite of all tries since one was last answered
};

} // namespace doorbuster
