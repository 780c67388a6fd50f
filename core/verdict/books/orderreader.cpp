// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/orderreader.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr qint64 shortestPage = 10; ///< that a shop may cut a list to without being asked
constexpr int emailReadings = 3; ///< of one buyer, where the pages do not add up to the total

bool isWorthRetrying(const ApiError &error)
{
    switch (error.meaning) {
    case Meaning::NoAnswer:
        return error.kind != ApiError::Kind::Aborted;
    case Meaning::Unreadable: // what stands in front of a shop answers with a page of its own while it restarts
    case Meaning::Busy:
    case Meaning::RateLimited:
        return true;
    default:
        return false;
    }
}

/// How shops answer the page behind the last one, where they do not answer with an empty one.
bool isPastTheEnd(const ApiError &error)
{
    return error.meaning == Meaning::Refused || error.meaning == Meaning::NotThere;
}

void keepOnlySale(std::vector<Order> &orders, const QByteArray &saleId)
{
    std::erase_if(orders, [&saleId](const Order &order) { return order.saleId != saleId; });
}

/// What two passes over a list must have in common: the orders and their payment.
bool sameOrders(const std::vector<Order> &one, const std::vector<Order> &other)
{
    const auto keysOf = [](const std::vector<Order> &orders) {
        std::vector<std::tuple<QByteArray, PaymentStatus, QString>> keys;
        keys.reserve(orders.size());
        for (const Order &order : orders)
            keys.emplace_back(order.id, order.paymentStatus, order.paymentStatusText);
        std::sort(keys.begin(), keys.end());
        return keys;
    };
    return keysOf(one) == keysOf(other);
}

/// Adds to `all` what is only in `latest`, and takes the latest word on what is in both. Each id stays in it once.
void mergeOrders(std::vector<Order> &all, const std::vector<Order> &latest)
{
    QSet<QByteArray> told;
    for (const Order &order : latest)
        told.insert(order.id);
    std::erase_if(all, [&told](const Order &order) { return told.contains(order.id); });
    for (const Order &order : latest) {
        if (told.remove(order.id))
            all.push_back(order);
    }
}

// Functions that are handed to a coroutine have names here: g++ 12 destroys a temporary among the arguments of an
// awaited call twice when it was brace-initialised, and closures are.

} // namespace

/// One list, read page by page.
struct OrderReader::Listing {
    enum class State : quint8 {
        Whole,
        Failed, ///< `failure`, `meaning`
        Mismatch, ///< read to its end, but it does not add up: pages shifted, or the total lies
        Cancelled,
    };

    State state = State::Whole;
    QString failure;
    Meaning meaning = Meaning::Done; ///< of the answer that it failed with
    bool begun = false; ///< a page was answered with orders
    std::vector<Order> orders; ///< as far as read, each id once
    std::optional<qint64> age; ///< of the oldest answer

    static Listing failed(const ApiError &error)
    {
        return {.state = State::Failed, .failure = error.toString(), .meaning = error.meaning, .orders = {}};
    }
};

/// What the lanes share: each takes the next buyer until none is left.
struct OrderReader::EmailWork {
    std::vector<BuyerToAsk> buyers;
    std::vector<EmailReading> readings;
    std::size_t next = 0;
};

OrderReader::OrderReader(ShopApi &api, OrderReaderOptions options)
    : m_api(api)
    , m_options(std::move(options))
{
    m_options.concurrency = std::max(m_options.concurrency, 1);
    m_sessions.resize(std::size_t(m_options.concurrency));
}

OrderReader::~OrderReader() = default;

bool OrderReader::cancelled() const
{
    return m_options.cancel && m_options.cancel->load(std::memory_order_relaxed);
}

ShopSession &OrderReader::session(int lane)
{
    auto &session = m_sessions[std::size_t(lane)];
    if (!session)
        session = std::make_unique<ShopSession>(m_api, m_options.firstConnection + quint32(lane), m_options.group);
    return *session;
}

void OrderReader::abort()
{
    for (const auto &session : m_sessions) {
        if (session)
            session->abort();
    }
}

template <class T, class Call>
QCoro::Task<ApiResult<T>> OrderReader::withRetries(Call call)
{
    if (cancelled()) {
        ApiError error;
        error.kind = ApiError::Kind::Aborted;
        error.meaning = Meaning::NoAnswer;
        error.mayHaveArrived = false;
        ApiResult<T> notAsked(error);
        co_return notAsked;
    }
    // Once two rounds of buyers have waited in vain, the shop is down rather than busy: to wait as long for each of
    // thousands more would only put off saying so. One try each still notices when it is back.
    const int tries = m_exhaustedInARow < 2 * m_options.concurrency ? m_options.tries : 1;
    auto wait = m_options.firstWait;
    for (int attempt = 1;; ++attempt) {
        ApiResult<T> result = co_await call();
        const auto told = result.error().retryAfter.value_or(std::chrono::milliseconds::zero());
        const bool retry = !result && isWorthRetrying(result.error()) && told <= m_options.longestWait;
        if (cancelled())
            co_return result;
        if (!retry || attempt >= tries) {
            m_exhaustedInARow = retry ? m_exhaustedInARow + 1 : 0;
            co_return result;
        }
        co_await m_options.sleep(std::max(wait, told));
        if (cancelled())
            co_return result;
        wait *= 2;
    }
}

/// Pages are counted from 1. They may shift and repeat while orders come in, so orders are told apart by id; and the
/// total is not believed where it ends the reading early, only where it says that something is missing.
template <class FetchPage>
QCoro::Task<OrderReader::Listing> OrderReader::readList(
    const ShopSession &shop, FetchPage fetch, qsizetype mostOrders)
{
    Listing list;
    QSet<QByteArray> seen;
    std::optional<qint64> total;
    bool bare = false;
    for (int page = 1; seen.size() <= mostOrders; ++page) {
        const auto call = [&fetch, page] { return fetch(page); };
        ApiResult<OrdersPage> answer = co_await withRetries<OrdersPage>(call);
        if (cancelled()) {
            list.state = Listing::State::Cancelled;
            co_return list;
        }
        if (!answer) {
            // All that the total tells of was there, so this page was only to see whether there is more than that.
            if ((bare || (total && seen.size() >= *total)) && isPastTheEnd(answer.error()))
                co_return list;
            Listing failed = Listing::failed(answer.error());
            if (page > 1)
                failed.failure = u"page %1: %2"_s.arg(page).arg(failed.failure);
            failed.begun = list.begun;
            failed.age = list.age;
            failed.orders = std::move(list.orders);
            co_return failed;
        }
        list.begun = true;
        list.age = std::max(list.age, shop.lastAge());
        bool anyNew = false;
        for (const Order &order : answer->orders) {
            const qsizetype before = seen.size();
            seen.insert(order.id);
            if (seen.size() == before)
                continue;
            anyNew = true;
            list.orders.push_back(order);
        }
        const auto size = qint64(answer->orders.size());
        // A bare list says nothing of pages, and may be one: it is whole where it is longer than a page, or where the
        // next page has nothing more.
        bare = answer->bareArray;
        if (bare && (size == 0 || (page == 1 && size > m_options.pageLimit)))
            co_return list;

        total = answer->total;
        const qint64 limit = answer->limit.value_or(0) > 0 ? *answer->limit : m_options.pageLimit;
        // Without a total even a short page may be one that the shop cut shorter than it was asked to.
        if (anyNew && (!total || seen.size() < *total || size >= limit))
            continue;
        if (total && seen.size() < *total) {
            list.state = Listing::State::Mismatch;
            list.failure = u"the shop tells of %1 orders, but lists %2"_s.arg(*total).arg(seen.size());
        } else if (!total && size >= limit) {
            list.state = Listing::State::Mismatch;
            list.failure =
                u"page %1 repeats the orders of earlier pages, and no total tells whether that is all"_s.arg(page);
        }
        co_return list;
    }
    list.state = Listing::State::Failed;
    list.failure = u"the list does not end within %1 orders"_s.arg(mostOrders);
    co_return list;
}

QCoro::Task<EmailReading> OrderReader::readEmail(BuyerToAsk buyer, int lane)
{
    EmailReading reading{.vu = buyer.vu, .iteration = buyer.iteration, .failure = {}, .orders = {}};
    ShopSession &shop = session(lane);
    shop.keepDates();
    shop.forgetBuyer(); // of the buyer before

    // Nearly all buyers have one order or none. The plain question gets those, also from a shop without paging.
    const auto askPlain = [&shop, &buyer] { return shop.ordersByEmail(buyer.email, 0, 0); };
    ApiResult<OrdersPage> plain = co_await withRetries<OrdersPage>(askPlain);
    if (cancelled())
        co_return reading;
    if (!plain) {
        reading.state = EmailReading::State::Failed;
        reading.failure = plain.error().toString();
        co_return reading;
    }
    reading.age = shop.lastAge();
    std::vector<Order> distinct;
    mergeOrders(distinct, plain->orders);
    const auto count = qint64(distinct.size());
    const bool allOnOnePage = plain->total && plain->limit && qint64(plain->orders.size()) < *plain->limit;
    const bool none = plain->orders.empty() && plain->total.value_or(0) <= 0;
    const bool bareAndShort = plain->bareArray && count < shortestPage;
    if (bareAndShort || none || (allOnOnePage && count >= *plain->total)) {
        keepOnlySale(distinct, m_options.saleId);
        reading.orders = std::move(distinct);
        reading.state = EmailReading::State::Complete;
        co_return reading;
    }

    const auto askPage = [this, &shop, &buyer](
                             int page) { return shop.ordersByEmail(buyer.email, page, m_options.pageLimit); };
    Listing list;
    for (int attempt = 1; attempt <= emailReadings; ++attempt) {
        if (attempt > 1)
            co_await m_options.sleep(m_options.firstWait);
        if (cancelled())
            co_return reading;
        list = co_await readList(shop, askPage, m_options.mostOrdersOfBuyer);
        if (list.state != Listing::State::Mismatch)
            break;
    }
    if (list.state == Listing::State::Cancelled)
        co_return reading;
    reading.state = list.state == Listing::State::Whole ? EmailReading::State::Complete : EmailReading::State::Failed;
    reading.failure = list.failure;
    reading.age = std::max(reading.age, list.age);
    reading.orders = std::move(list.orders);
    keepOnlySale(reading.orders, m_options.saleId);
    co_return reading;
}

QCoro::Task<> OrderReader::emailLane(EmailWork &work, int lane)
{
    while (work.next < work.buyers.size() && !cancelled()) {
        const std::size_t index = work.next++;
        EmailReading reading = co_await readEmail(work.buyers[index], lane);
        if (reading.state != EmailReading::State::NotAsked && m_options.answered)
            m_options.answered->fetch_add(1, std::memory_order_relaxed);
        work.readings[index] = std::move(reading);
    }
}

QCoro::Task<std::vector<EmailReading>> OrderReader::readEmails(std::vector<BuyerToAsk> buyers)
{
    EmailWork work{.buyers = std::move(buyers), .readings = {}};
    work.readings.reserve(work.buyers.size());
    for (const BuyerToAsk &buyer : work.buyers)
        work.readings.push_back({.vu = buyer.vu, .iteration = buyer.iteration, .failure = {}, .orders = {}});

    std::vector<QCoro::Task<>> lanes;
    const auto count = std::min(std::size_t(m_options.concurrency), work.buyers.size());
    for (std::size_t lane = 0; lane < count; ++lane)
        lanes.push_back(emailLane(work, int(lane)));
    for (auto &lane : lanes)
        co_await lane;
    co_return std::move(work.readings);
}

QCoro::Task<SaleReadingResult> OrderReader::readSale()
{
    ShopSession &shop = session(0);
    shop.forgetBuyer();
    shop.keepDates();
    const auto ask = [&shop, this] { return shop.sale(m_options.saleId); };
    ApiResult<SaleAnswer> answer = co_await withRetries<SaleAnswer>(ask);
    SaleReadingResult result;
    if (!answer) {
        result.failure = answer.error().toString();
    } else if (answer->phase == SalePhase::NotFound) {
        result.failure = u"the shop does not know the sale %1"_s.arg(QString::fromUtf8(m_options.saleId));
    } else if (!answer->id.isEmpty() && answer->id != m_options.saleId) {
        result.failure = u"asked for the sale %1, the shop told of the sale %2"_s.arg(
            QString::fromUtf8(m_options.saleId), QString::fromUtf8(answer->id));
    } else {
        result.reading = SaleReading{
            .remaining = answer->remaining,
            .starting = answer->starting,
            .phase = answer->phase,
            .soldOut = answer->soldOut,
            .startsAt = answer->startsAt,
            .endsAt = answer->endsAt,
            .age = shop.lastAge(),
            .sent = {},
            .answered = {},
        };
    }
    co_return result;
}

QCoro::Task<OrderReader::Listing> OrderReader::adminPass(QString path, QByteArray token)
{
    ShopSession &shop = session(0);
    shop.keepDates();
    shop.forgetBuyer();
    const auto askPage = [&](int page) {
        return shop.adminOrders(path, m_options.saleId, page, m_options.pageLimit, token);
    };
    Listing list = co_await readList(shop, askPage, m_options.mostOrdersOfSale);
    keepOnlySale(list.orders, m_options.saleId);
    co_return list;
}

QCoro::Task<AdminReading> OrderReader::readAdminList(QByteArray token)
{
    AdminReading reading;
    if (token.isEmpty()) {
        reading.state = AdminReading::State::NotOffered;
        reading.reason = u"there is no admin token to read it with"_s;
        co_return reading;
    }
    Listing pass;
    const QStringList paths = session(0).adminLists();
    for (const QString &path : paths) {
        reading.path = path;
        pass = co_await adminPass(reading.path, token);
        if (pass.state != Listing::State::Failed || pass.begun || pass.meaning != Meaning::NotThere)
            break;
    }
    // A refusal in the middle of a list is a failed reading: the list is offered.
    if (pass.state == Listing::State::Failed && !pass.begun
        && (pass.meaning == Meaning::SignedOut || pass.meaning == Meaning::NotThere)) {
        reading.state = AdminReading::State::NotOffered;
        reading.reason = pass.failure;
        co_return reading;
    }

    for (reading.passes = 1;; ++reading.passes) {
        if (pass.state == Listing::State::Cancelled)
            co_return reading;
        const bool whole = pass.state == Listing::State::Whole;
        reading.age = std::max(reading.age, pass.age);
        std::vector<Order> orders = std::move(pass.orders);
        mergeOrders(reading.orders, orders);
        if (pass.state == Listing::State::Failed) {
            reading.state = AdminReading::State::Failed;
            reading.reason = pass.failure;
            co_return reading;
        }
        if (reading.passes >= m_options.maxPasses) {
            reading.state = AdminReading::State::Unstable;
            reading.reason = pass.failure;
            co_return reading;
        }
        if (reading.passes > 1)
            co_await m_options.sleep(m_options.firstWait);
        if (cancelled())
            co_return reading;
        pass = co_await adminPass(reading.path, token);
        if (whole && pass.state == Listing::State::Whole && sameOrders(orders, pass.orders)) {
            ++reading.passes;
            reading.age = pass.age;
            reading.state = AdminReading::State::Complete;
            reading.orders = std::move(pass.orders);
            co_return reading;
        }
    }
}

} // namespace doorbuster
