// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history.h"

#include "core/verdict/books/buyerstoask.h"

namespace doorbuster::model {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 startedAt = 1'795'347'814'637; ///< this machine's clock at each run's start, Unix ms

std::vector<std::tuple<QByteArray, PaymentStatus>> keysOf(const std::vector<Order> &orders)
{
    std::vector<std::tuple<QByteArray, PaymentStatus>> keys;
    for (const Order &order : orders)
        keys.emplace_back(order.id, order.paymentStatus);
    std::ranges::sort(keys);
    return keys;
}

qint64 paidIn(const ModelShop &shop)
{
    const std::vector<Order> orders = shop.books().wholeList();
    return std::ranges::count(orders, PaymentStatus::Paid, &Order::paymentStatus);
}

/// Traces that only the whole history shows.
void addTraces(History &history)
{
    RunRecord &run = history.run;
    Truth &truth = run.truth;
    const ModelShop &shop = run.shop;
    const qint64 sum = paidIn(shop) + history.input.books.sale->remaining.value_or(0) - run.scenario.units;
    const auto trace = [&truth](bool isThere, const QString &what) {
        if (!isThere)
            return;
        ++truth.shown;
        truth.what = what;
    };
    switch (run.scenario.defect) {
    case Defect::UnitAppears:
        trace(sum > 0, u"%1 units too many"_s.arg(sum));
        break;
    case Defect::UnitLost: {
        // What may be held, or be booked behind a confirm in doubt, may explain a unit.
        const auto unsure = std::ranges::count_if(
            run.ledger, [](const LedgerEntry &entry) { return entry.confirmState == ConfirmState::InDoubt; });
        trace(sum + unsure + shop.holds() < 0, u"%1 units too few"_s.arg(-sum));
        break;
    }
    case Defect::PhantomOrder:
        for (const LedgerEntry &entry : run.ledger) {
            const int person = run.personOf(entry.vu, entry.iteration);
            const bool wasTold = std::ranges::any_of(run.observations.claims,
                [&](const OrderClaim &claim) { return claim.vu == entry.vu && claim.iteration == entry.iteration; });
            trace(entry.confirmState == ConfirmState::Refused && !wasTold && shop.books().hasPaid(person),
                u"an order of %1"_s.arg(run.emails.email(entry.vu, entry.iteration)));
        }
        break;
    case Defect::LeakedHold:
    case Defect::StuckQueue:
        trace(shop.longestStandstill() > std::max<Moment>(10s, 3 * run.plan.longestPoll), u"a standstill"_s);
        break;
    case Defect::QueueJump: {
        const auto [overtaken, pairs] = shop.overtakings();
        trace(overtaken >= 3 && overtaken * 10 > pairs, u"%1 of %2 pairs"_s.arg(overtaken).arg(pairs));
        break;
    }
    case Defect::StarvedBuyer:
        trace(shop.mostOvertaken() > std::max(10, run.scenario.units / 10), u"one was passed over"_s);
        break;
    default:
        break;
    }
}

/// The engine's part of a run: it sends the buyers out, watches the shop, and reads its books.
class ModelEngine {
public:
    explicit ModelEngine(History &history)
        : m_history(history)
        , m_run(history.run)
        , m_sleeper(m_run.simulation)
        , m_samplerSleeper(m_run.simulation)
        , m_proberSleeper(m_run.simulation)
    {
        m_run.journeyEnded = [this](const LedgerEntry &entry) { lookFor(entry); };
    }

    Process run();

private:
    Process sample();
    Process lookFor(LedgerEntry entry);
    Task<bool> readBaseline();
    Task<bool> readBooks();
    Task<SaleReading> readSale();
    Task<AdminReading> readAdminList();
    bool isCurrent(const SaleReading &reading) const;
    void fillInput();

    Moment now() const { return m_run.simulation.now(); }

    History &m_history;
    RunRecord &m_run;
    Sleeper m_sleeper;
    Sleeper m_samplerSleeper;
    Sleeper m_proberSleeper;
    std::vector<std::unique_ptr<ModelUser>> m_users;
    Moment m_quietSince{0};
    bool m_isSampling = true;
    bool m_mayLook = true;
    bool m_isLooking = false;
    int m_looks = 0;
};

Process ModelEngine::run()
{
    const Plan &plan = m_run.plan;
    m_run.shop.open();
    if (m_run.scenario.has(Design::ExistingSale))
        co_await readBaseline();
    co_await m_sleeper.until(std::max(now(), plan.countdown));
    const Moment start = now();
    for (int i = 0; i < m_run.scenario.users; ++i) {
        auto &user = m_users.emplace_back(std::make_unique<ModelUser>(m_run, quint32(i + 1)));
        const Moment from = start + plan.rampUp * i / m_run.scenario.users;
        user->come(from, start + plan.load, start + plan.load + plan.grace);
    }
    sample();
    const auto areDone = [this] {
        return std::ranges::all_of(m_users, [](const auto &user) { return user->isDone(); });
    };
    for (bool isRetired = false; !areDone();) {
        co_await m_sleeper.until(now() + 100ms);
        if (!m_run.saleEnded || std::exchange(isRetired, m_run.saleEnded))
            continue;
        for (const auto &user : m_users)
            user->retire(now() + plan.grace);
    }
    m_quietSince = now();
    m_isSampling = false;
    co_await m_sleeper.until(now() + plan.settle);
    m_mayLook = false;
    co_await readBooks();
    fillInput();
    m_run.shop.close();
    // What happens later is no part of the history.
    m_history.anyPurchase = std::ranges::any_of(m_run.ledger, [this](const LedgerEntry &entry) {
        return m_run.shop.books().hasPaid(m_run.personOf(entry.vu, entry.iteration));
    });
    addTraces(m_history);
}

/// Once a second while the load runs.
Process ModelEngine::sample()
{
    Moment next = now();
    while (m_isSampling) {
        const qint64 sent = now().count();
        Call call;
        const Answer sale = co_await m_run.ask(m_samplerSleeper, RunGroup::Monitor, call, Moment::max());
        if (!m_isSampling)
            break;
        if (sale.date && sale.ageMs.value_or(0) == 0)
            m_run.observations.clock.push_back({sent, now().count(), *sale.date});
        if (sale.remaining) {
            m_run.observations.stock.push_back({.sent = sent,
                .answered = now().count(),
                .remaining = sale.remaining,
                .oddity = {},
                .starting = sale.starting,
                .startsAt = sale.startsAt,
                .endsAt = sale.endsAt,
                .meaning = sale.meaning,
                .age = sale.ageMs});
            m_run.truth.shown += sale.showsDefect;
        }
        next = std::max(next + 1s, now());
        co_await m_samplerSleeper.until(next);
    }
}

/// Finds out how long an order takes to appear in its buyer's list; one at a time.
Process ModelEngine::lookFor(LedgerEntry entry)
{
    constexpr int mostOrders = 20;
    if (!m_mayLook || m_isLooking || m_looks >= mostOrders || entry.confirmState != ConfirmState::Confirmed)
        co_return;
    m_isLooking = true;
    ++m_looks;
    VisibilityProbe probe{.vu = entry.vu,
        .iteration = entry.iteration,
        .orderId = entry.orderId,
        .confirmed = entry.confirmed,
        .ended = entry.confirmed};
    const int person = m_run.personOf(entry.vu, entry.iteration);
    for (Moment gap = 100ms; m_mayLook; gap = std::min<Moment>(gap * 3 / 2, 1s)) {
        const qint64 sent = now().count();
        co_await m_proberSleeper.until(now() + m_run.gateway.latency());
        const std::vector<Order> orders = m_run.gateway.ordersOf(person);
        co_await m_proberSleeper.until(now() + m_run.gateway.latency());
        if (!m_mayLook)
            break;
        m_run.count(RunGroup::Monitor, RequestName::OrdersByEmail, {.meaning = Meaning::Done, .status = 200});
        probe.ended = now().count();
        if (std::ranges::any_of(
                orders, [&](const Order &order) { return entry.orderId.isEmpty() || order.id == entry.orderId; })) {
            probe.firstSeen = probe.ended;
            break;
        }
        probe.lastMissing = sent;
        co_await m_proberSleeper.until(now() + gap);
    }
    if (probe.firstSeen != VisibilityProbe::never || probe.lastMissing != VisibilityProbe::never)
        m_run.observations.visibility.push_back(probe);
    m_isLooking = false;
}

Task<SaleReading> ModelEngine::readSale()
{
    const Moment sent = now();
    const Answer sale = co_await m_run.gateway.readSale(m_sleeper);
    m_run.count(RunGroup::Teardown, RequestName::SaleStatus, sale);
    SaleReading reading{.remaining = sale.remaining,
        .starting = sale.starting,
        .phase = sale.phase,
        .soldOut = sale.soldOut,
        .startsAt = sale.startsAt,
        .endsAt = sale.endsAt,
        .age = sale.ageMs,
        .sent = sent.count(),
        .answered = now().count()};
    co_return reading;
}

Task<AdminReading> ModelEngine::readAdminList()
{
    constexpr int mostPasses = 5;
    AdminReading reading;
    reading.path = u"/orders/admin/list-admin"_s;
    if (m_run.scenario.has(Design::NoAdminList)) {
        reading.state = AdminReading::State::NotOffered;
        reading.reason = u"status 404"_s;
        co_return reading;
    }
    while (reading.passes < mostPasses) {
        co_await m_sleeper.until(now() + m_run.gateway.latency());
        std::vector<Order> orders = m_run.shop.books().wholeList();
        co_await m_sleeper.until(now() + m_run.gateway.latency());
        m_run.count(RunGroup::Teardown, RequestName::OrdersAdminList, {.meaning = Meaning::Done, .status = 200});
        const bool isWhole = !m_run.scenario.has(Design::UnstableList) || orders.empty();
        const bool agree = ++reading.passes > 1 && isWhole && keysOf(orders) == keysOf(reading.orders);
        reading.orders = std::move(orders);
        if (agree) {
            reading.state = AdminReading::State::Complete;
            co_return reading;
        }
        co_await m_sleeper.until(now() + 500ms);
    }
    reading.state = AdminReading::State::Unstable;
    co_return reading;
}

Task<bool> ModelEngine::readBaseline()
{
    BookReadings books;
    books.sale = co_await readSale();
    books.admin = co_await readAdminList();
    m_history.input.baseline = baselineOf(books);
    co_return true;
}

bool ModelEngine::isCurrent(const SaleReading &reading) const
{
    if (!reading.age)
        return true;
    return Moment(*reading.sent) - std::chrono::milliseconds(*reading.age) - 1s >= m_quietSince;
}

Task<bool> ModelEngine::readBooks()
{
    BookReadings &books = m_history.input.books;
    const Moment began = now();
    books.saleBefore = co_await readSale();
    books.listsSent = now().count();
    for (const BuyerToAsk &buyer : buyersToAsk(m_run.ledger, m_run.emails)) {
        co_await m_sleeper.until(now() + m_run.gateway.latency() / 16); // many are asked at once
        EmailReading &reading = books.emails.emplace_back();
        reading.vu = buyer.vu;
        reading.iteration = buyer.iteration;
        if (m_run.scenario.has(Design::BrokenLists) && m_run.random.chance(m_run.plan.trouble)) {
            reading.state = EmailReading::State::Failed;
            reading.failure = u"status 500"_s;
        } else {
            reading.state = EmailReading::State::Complete;
            reading.orders = m_run.gateway.ordersOf(m_run.personOf(buyer.vu, buyer.iteration), &reading.age);
        }
        m_run.count(RunGroup::Teardown, RequestName::OrdersByEmail, {.meaning = Meaning::Done, .status = 200});
    }
    books.admin = co_await readAdminList();
    SaleReading after = co_await readSale();
    if (!isCurrent(*books.saleBefore))
        books.saleBefore.reset();
    const Moment enough = now() + 30s;
    while (now() < enough && !isCurrent(after)) {
        co_await m_sleeper.until(now() + 1s);
        after = co_await readSale();
    }
    books.sale = after;
    books.took = now() - began;
    co_return true;
}

void ModelEngine::fillInput()
{
    VerificationInput &input = m_history.input;
    const Scenario &scenario = m_run.scenario;
    input.emails = m_run.emails;
    input.saleId = "sale";
    input.saleCreated = !scenario.has(Design::ExistingSale);
    if (input.saleCreated)
        input.startingQuantity = scenario.units;
    input.observations = &m_run.observations;
    input.startedAt = startedAt;
    input.saleStartsAt = m_run.shop.startsAt();
    input.saleEndsAt = m_run.shop.endsAt();
    input.pollingInterval = m_run.settings.pollingInterval;
    input.totalAmount = 1;
    input.counts = m_run.counts;
    input.health.loopLagSamples = 1'000;
    input.health.loopLagP99 = 2ms;
    input.health.lagLimit = 50ms;
    input.health.plannedPeak = input.health.requiredPeak = input.health.reachedPeak = scenario.users;
    input.loadRanToEnd = !m_run.saleEnded;
    if (scenario.allFail) {
        for (const CheckInfo &check : checkTable())
            input.severities.insert(toString(check.id), u"fail"_s);
    }
}

} // namespace

History::History(const Scenario &scenario)
    : run(scenario, startedAt)
    , input(run.ledger)
{
}

std::unique_ptr<History> play(const Scenario &scenario)
{
    auto history = std::make_unique<History>(scenario);
    ModelEngine engine(*history);
    engine.run();
    history->run.simulation.run();
    return history;
}

} // namespace doorbuster::model
