// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelshop.h"

namespace doorbuster::model {

using namespace Qt::StringLiterals;

namespace {

/// A time that is told to the second, and read with the call's own time, is not certain to the moment.
constexpr Moment beyondDoubt = 2'500ms;
/// Of what a hold still had, so that its refusal is wrong whatever the rounding.
constexpr Moment surelyHeld = 3s;

Answer refusal(quint16 status, Meaning meaning)
{
    return {.meaning = meaning, .status = status};
}

} // namespace

ModelShop::ModelShop(Simulation &simulation, const Scenario &scenario, const Plan &plan, qint64 startedAt, Truth &truth)
    : m_simulation(simulation)
    , m_scenario(scenario)
    , m_plan(plan)
    , m_truth(truth)
    , m_random(plan.seed)
    , m_clock(simulation, m_scenario, m_plan, startedAt)
    , m_books(simulation, m_scenario, m_plan, m_clock, [this](int order) { freeUnitOf(order); })
    , m_left(scenario.units)
    , m_starting(scenario.units)
{
    m_start = plan.startsIn;
    m_end = m_start + plan.saleLength;
    if (has(Design::ExistingSale)) {
        m_start = -60s;
        m_starting += plan.past;
        for (int i = 0; i < plan.past; ++i) {
            const int person = addPerson(u"earlier-%1@example.org"_s.arg(i));
            m_books.addPast(person, m_persons.back().email);
        }
        for (int i = 0; i < std::min(plan.pastHolds, m_left - 1); ++i) {
            const int person = addPerson(u"holder-%1@example.org"_s.arg(i));
            Person &holder = m_persons[std::size_t(person)];
            holder.stage = Stage::Holding;
            holder.heldUntil = m_random.time(1s, 20s);
            ++m_holds;
            if (has(Design::StockAtHold))
                --m_left;
        }
    }
    const bool isOwn = !has(Design::ExistingSale);
    if (!isOwn && has(Design::ClockAway)) {
        m_start += plan.clockAway;
        m_end += plan.clockAway;
    }
    m_plannedStart = isOwn ? m_clock.unixMs(m_start) : m_clock.told(m_start);
    m_plannedEnd = isOwn ? m_clock.unixMs(m_end) : m_clock.told(m_end);
    m_start = m_clock.rounded(m_start);
    m_toldEnd = m_end = m_clock.rounded(m_end);
}

void ModelShop::open()
{
    work();
    if (has(Design::ForeignOrders))
        sellToOthers();
    changeSale();
}

int ModelShop::addPerson(const QString &email)
{
    Person &person = m_persons.emplace_back();
    person.email = email;
    person.isDeclined = has(Design::Declines) && m_random.chance(m_plan.declined);
    return int(m_persons.size()) - 1;
}

bool ModelShop::strikes(Defect defect, int &count)
{
    if (!has(defect) || ++count % m_plan.every != 1 % m_plan.every)
        return false;
    ++m_truth.acted;
    return true;
}

void ModelShop::acted(const char *what)
{
    ++m_truth.shown;
    if (m_truth.what.isEmpty())
        m_truth.what = QString::fromLatin1(what);
}

bool ModelShop::isOver() const
{
    const bool acceptsLate = has(Defect::LateAccept) || has(Defect::LateUnanswered);
    return shopNow() >= m_end + (acceptsLate ? m_plan.lateBy : Moment(0));
}

// The worker.

Process ModelShop::work()
{
    Sleeper sleeper(m_simulation);
    while (!m_isClosed) {
        co_await sleeper.until(m_simulation.now() + m_plan.tick);
        sweep();
        if (!has(Design::NoQueue))
            grantHolds();
        watchStandstill();
    }
}

Process ModelShop::sellToOthers()
{
    Sleeper sleeper(m_simulation);
    for (int i = 0; i < m_plan.foreign; ++i) {
        const Moment wait = m_random.time(500ms, 6s);
        co_await sleeper.until(std::max(m_simulation.now(), m_plan.startsIn) + wait);
        if (!isOn() || free() <= 0)
            continue;
        const int person = addPerson(u"jane-%1@example.org"_s.arg(i));
        --m_left;
        m_books.addForeign(person, m_persons[std::size_t(person)].email);
    }
}

/// What the admin does to the sale while it runs.
Process ModelShop::changeSale()
{
    const bool changes = has(Design::Restock) || has(Design::Withdrawal) || has(Design::Extended)
        || has(Design::EndedEarly) || has(Defect::ShortenedSale);
    if (!changes)
        co_return;
    Sleeper sleeper(m_simulation);
    Moment after = m_plan.changeAfter;
    if (has(Design::Extended))
        after = std::min(after, m_plan.saleLength - 1s);
    co_await sleeper.until(std::max(m_start, Moment(0)) + after);
    if (has(Design::Restock)) {
        m_left += m_plan.changeUnits;
        m_starting += m_plan.changeUnits;
        m_soldOutAt = Moment(-1);
    }
    if (has(Design::Withdrawal)) {
        const int units = std::clamp(free(), 0, m_plan.changeUnits);
        m_left -= units;
        m_starting -= units;
    }
    if (has(Design::Extended))
        m_end = m_toldEnd = m_end + m_plan.extension;
    if (has(Design::EndedEarly))
        m_end = m_toldEnd = std::min(m_end, shopNow() + m_plan.notice);
    if (has(Defect::ShortenedSale)) {
        ++m_truth.acted;
        m_toldEnd = shopNow() + 2s;
    }
}

void ModelShop::sweep()
{
    const Moment now = shopNow();
    const bool sweeps = !has(Design::LateSweep) || m_simulation.now() >= m_nextSweep;
    for (Person &person : m_persons) {
        if (person.stage != Stage::Holding || person.heldUntil > now)
            continue;
        dropReservation(person);
        if (!has(Design::LateSweep)) {
            endHold(person);
            if (has(Defect::LeakedHold)) {
                ++m_truth.acted;
                ++m_leaked;
            }
        } else {
            person.stage = Stage::Away;
            ++m_lapsed;
        }
    }
    if (!sweeps)
        return;
    m_nextSweep = m_simulation.now() + m_plan.sweep;
    m_holds -= m_lapsed;
    if (has(Design::StockAtHold))
        m_left += m_lapsed;
    m_lapsed = 0;
}

void ModelShop::endHold(Person &person)
{
    person.stage = Stage::Away;
    --m_holds;
    if (has(Design::StockAtHold))
        ++m_left;
}

void ModelShop::grantHolds()
{
    const Moment early = has(Defect::EarlyGrant) ? 10s : 0s;
    if (shopNow() < m_start - early || isOver())
        return;
    const bool overGrants = has(Defect::OversellRace) || has(Defect::OverGrant) || has(Defect::CancelledSurplus);
    const int extra = overGrants ? std::max(1, m_scenario.units / 10) : 0;
    while (!m_queue.empty() && free() + extra > 0) {
        if (has(Design::SlowGrants) && m_simulation.now() < m_nextGrant)
            break;
        if (has(Defect::StuckQueue) && m_grants >= (m_scenario.units + 1) / 2) {
            m_truth.acted = 1;
            break;
        }
        std::size_t next = 0;
        if (has(Design::Lottery))
            next = std::size_t(m_random.number(0, int(m_queue.size()) - 1));
        if (has(Defect::QueueJump) && m_queue.size() > 1) {
            ++m_truth.acted;
            next = m_queue.size() - 1;
        }
        if (has(Defect::PlaceGrows) && m_queue.size() > 2 && strikes(Defect::PlaceGrows, m_strikes)) {
            m_queue.push_back(m_queue.front());
            m_queue.pop_front();
        }
        if (m_queue[next] == m_starved) {
            if (m_queue.size() == 1)
                break;
            ++m_truth.acted;
            next = next == 0 ? 1 : next - 1;
        }
        const int person = m_queue[next];
        m_queue.erase(m_queue.begin() + std::ptrdiff_t(next));
        m_nextGrant = m_simulation.now() + m_plan.grantGap;
        if (strikes(Defect::DroppedPlaces, m_strikes)) {
            m_persons[std::size_t(person)].stage = Stage::Away;
            m_persons[std::size_t(person)].wasDropped = true;
            continue;
        }
        grantTo(person);
    }
}

void ModelShop::grantTo(int index)
{
    Person &person = m_persons[std::size_t(index)];
    person.stage = Stage::Holding;
    person.granted = m_simulation.now();
    person.heldUntil = shopNow() + (has(Defect::ShortenedHold) ? Moment(1s) : m_plan.holdTime);
    person.toldUntil = shopNow() + m_plan.holdTime;
    person.confirms = 0;
    person.sawHold = false;
    ++m_grants;
    ++m_holds;
    if (has(Design::StockAtHold))
        --m_left;
    if (has(Design::PendingHolds))
        person.pendingHold = m_books.reserve(index, person.email);
}

void ModelShop::watchStandstill()
{
    const bool slow = has(Design::SlowGrants) && m_simulation.now() < m_nextGrant;
    const bool stands = !m_queue.empty() && free() + m_leaked > 0 && isOn() && !slow;
    if (!stands) {
        m_standstillSince = Moment(-1);
        return;
    }
    if (m_standstillSince < Moment(0))
        m_standstillSince = m_simulation.now();
    m_longestStandstill = std::max(m_longestStandstill, m_simulation.now() - m_standstillSince);
}

// The calls.

Answer ModelShop::sale(bool forTheSampler)
{
    m_clock.beginCall();
    const Moment now = shopNow();
    Answer answer{.status = 200};
    answer.phase = now < m_start ? SalePhase::Upcoming : now < m_end ? SalePhase::Ongoing : SalePhase::Ended;
    answer.remaining = std::max(m_left, 0);
    answer.starting = m_starting;
    answer.startsAt = m_clock.told(m_start);
    answer.endsAt = m_clock.told(m_toldEnd);
    answer.soldOut = m_left <= 0;
    if (has(Design::EmptyAfterEnd) && answer.phase == SalePhase::Ended) {
        answer.remaining = 0;
        if (!m_plan.emptyTellsStart)
            answer.starting = 0;
        answer.soldOut = true;
    }
    if (has(Defect::NegativeStock) && m_soldOutAt >= Moment(0) && m_simulation.now() < m_soldOutAt + 3s) {
        ++m_truth.acted;
        answer.remaining = -3;
        answer.showsDefect = true;
    }
    if (has(Defect::EndedOnce) && now > m_start + 500ms && now < m_end - 30s && m_random.chance(0.1)) {
        ++m_truth.acted;
        answer.phase = SalePhase::Ended;
        answer.showsDefect = true;
    }
    if (has(Defect::SoldOutBesideStock) && now > m_start && m_left > 0 && m_left <= (m_scenario.units + 1) / 2) {
        ++m_truth.acted;
        answer.soldOut = true;
        answer.showsDefect = true;
    }
    if (forTheSampler) {
        answer.showsDefect = answer.showsDefect || m_away > m_holds; // else they may be those that are held
        m_toldNewEnd = m_toldNewEnd || m_toldEnd < m_end;
        if (m_left > 0 && std::exchange(m_refusedBesideStock, false))
            acted("out of stock was said beside stock");
    }
    answer.date = m_clock.date();
    SaleAnswer told;
    told.phase = answer.phase;
    told.soldOut = answer.soldOut;
    answer.meaning = told.meaning();
    return answer;
}

bool ModelShop::holdsUnit(const Person &person) const
{
    return person.stage == Stage::Holding && person.heldUntil > shopNow();
}

Answer ModelShop::queueAnswer(Person &person)
{
    Answer answer{.meaning = Meaning::LostPlace, .status = 200};
    if (holdsUnit(person)) {
        person.sawHold = true;
        answer.meaning = Meaning::Held;
        const auto told = has(Design::ConstantTtl) ? m_plan.holdTime
            : has(Design::ZeroTtl)                 ? Moment(0)
                                                   : person.toldUntil - shopNow();
        if (!has(Design::NoTtl))
            answer.ttlMs = qint32(std::chrono::ceil<std::chrono::seconds>(told).count() * 1'000);
        answer.showsDefect = has(Defect::EarlyGrant) && shopNow() < m_start - beyondDoubt;
        return answer;
    }
    if (person.stage == Stage::Queued) {
        const auto place = std::ranges::find(m_queue, int(&person - m_persons.data()));
        answer.meaning = Meaning::Queued;
        answer.position = qint32(place - m_queue.begin()) + 1;
        answer.size = qint32(m_queue.size());
        if (has(Design::LateSize))
            answer.size = std::max(0, *answer.size - m_random.number(0, 2));
        answer.showsDefect = has(Defect::PlaceGrows) && person.lastPlace > 0 && *answer.position > person.lastPlace;
        person.lastPlace = *answer.position;
        person.lastLook = m_simulation.now();
        return answer;
    }
    const bool hadMoreTime = has(Defect::ShortenedHold) && person.order < 0 && person.stage != Stage::Processing
        && person.sawHold && person.toldUntil - shopNow() > surelyHeld;
    answer.showsDefect = person.wasDropped || hadMoreTime;
    m_truth.acted += hadMoreTime;
    return answer;
}

Answer ModelShop::buy(int index)
{
    m_clock.beginCall();
    Person &person = m_persons[std::size_t(index)];
    if (has(Defect::BuyPage)) {
        ++m_truth.acted;
        Answer page = refusal(200, Meaning::Unreadable);
        page.showsDefect = true;
        return page;
    }
    if (person.order >= 0) {
        if (!has(Defect::SecondOrder)) {
            Answer again = refusal(409, Meaning::AlreadyBought);
            again.orderId = m_books.toldId(person.order);
            return again;
        }
        ++m_truth.acted;
    }
    if (person.stage == Stage::Processing)
        return refusal(409, Meaning::Unclear);
    if (has(Defect::OthersOrder) && m_books.lastOrder() >= 0 && person.stage == Stage::Away
        && strikes(Defect::OthersOrder, m_strikes)) {
        Answer others = refusal(409, Meaning::AlreadyBought);
        others.orderId = m_books.toldId(m_books.lastOrder());
        others.showsDefect = m_books.ownerOf(m_books.lastOrder()) != index;
        return others;
    }
    const bool isEarly = shopNow() < m_start;
    if (isOver() || (isEarly && has(Design::NoQueue)))
        return refusal(409, Meaning::Ended);
    const bool isAgain = person.order >= 0;
    if (person.stage == Stage::Holding && !holdsUnit(person)) { // its time is over, but it was not swept
        dropReservation(person);
        person.stage = Stage::Away;
        ++m_lapsed;
        if (!has(Design::LateSweep)) {
            --m_lapsed;
            person.stage = Stage::Holding;
            endHold(person);
        }
    }
    if (person.stage == Stage::Away && has(Design::NoQueue)) {
        if (free() <= 0)
            return refusal(409, Meaning::SoldOut);
        grantTo(index);
    } else if (person.stage == Stage::Away) {
        person.stage = Stage::Queued;
        person.joined = m_simulation.now();
        person.granted = Moment(-1);
        person.lastPlace = 0;
        m_queue.push_back(index);
        if (has(Defect::StarvedBuyer) && m_starved < 0 && m_queue.size() > 3)
            m_starved = index;
    }
    person.wasDropped = false;
    Answer answer = queueAnswer(person);
    answer.showsDefect = answer.showsDefect || isAgain;
    return answer;
}

Answer ModelShop::position(int index)
{
    m_clock.beginCall();
    return queueAnswer(m_persons[std::size_t(index)]);
}

Answer ModelShop::againAnswer(const Person &person)
{
    if (has(Design::AgainNoHold) || has(Defect::PhantomOrder))
        return refusal(403, Meaning::HoldExpired);
    Answer answer = refusal(409, Meaning::AlreadyBought);
    if (!has(Design::AgainRefused))
        answer = refusal(200, Meaning::Bought);
    if (!has(Design::NoOrderId) || has(Design::AgainRefused))
        answer.orderId = m_books.toldId(person.order);
    return answer;
}

Answer ModelShop::confirm(int index, double amount)
{
    m_clock.beginCall();
    Person &person = m_persons[std::size_t(index)];
    ++person.confirms;
    if (has(Defect::GoneConfirms)) {
        ++m_truth.acted;
        Answer gone = refusal(410, Meaning::Unclear);
        gone.showsDefect = true;
        return gone;
    }
    const bool buysAgain = has(Defect::SecondOrder) && holdsUnit(person);
    if (person.order >= 0 && !buysAgain)
        return againAnswer(person);
    if (person.stage == Stage::Processing)
        return refusal(409, Meaning::Confirming);
    if (isOver())
        return refusal(409, Meaning::Ended);
    if (!holdsUnit(person)) {
        Answer none = refusal(403, Meaning::HoldExpired);
        none.showsDefect = person.hasForgottenHold && person.toldUntil - shopNow() > surelyHeld && shopNow() < m_end;
        return none;
    }
    if (const auto spoiled = spoiledConfirm(index))
        return *spoiled;
    if (person.isDeclined)
        return decline(person);
    if (has(Defect::OverGrant) && m_left <= 0) {
        ++m_truth.acted;
        Answer refused = refusal(409, Meaning::SoldOut);
        refused.showsDefect = person.heldUntil - shopNow() > surelyHeld && shopNow() < m_end - beyondDoubt;
        return refused;
    }
    const bool isLate = has(Design::LateBooking) && m_random.chance(0.25);
    if (isLate || has(Design::Processing))
        return startProcessing(index, amount, isLate);
    return bookNow(index, amount);
}

/// What a wrong shop answers instead of booking.
std::optional<Answer> ModelShop::spoiledConfirm(int index)
{
    Person &person = m_persons[std::size_t(index)];
    const bool isSure = person.heldUntil - shopNow() > surelyHeld && shopNow() < m_end - beyondDoubt;
    if (strikes(Defect::HoldRefused, m_strikes)) {
        endHold(person);
        Answer refused = refusal(403, Meaning::HoldExpired);
        refused.showsDefect = isSure;
        return refused;
    }
    if (m_left > 0 && strikes(Defect::RefusedBesideStock, m_strikes)) {
        endHold(person);
        m_refusedBesideStock = true;
        return refusal(409, Meaning::SoldOut);
    }
    if (person.confirms == 1 && strikes(Defect::ForgottenHold, m_strikes)) {
        endHold(person);
        person.hasForgottenHold = true;
        return m_random.chance(0.5) ? Answer() : refusal(503, Meaning::Unsure);
    }
    if (person.isStuck || (person.confirms == 1 && strikes(Defect::StuckConfirm, m_strikes))) {
        person.isStuck = true;
        Answer stuck = refusal(409, Meaning::Confirming);
        stuck.showsDefect = person.confirms == 5 && isSure;
        return stuck;
    }
    return std::nullopt;
}

Answer ModelShop::decline(Person &person)
{
    if (has(Design::RenewedHolds)) {
        person.heldUntil = shopNow() + m_plan.holdTime;
        person.toldUntil = person.heldUntil;
    }
    if (has(Defect::DeclineTakesUnit)) {
        ++m_truth.acted;
        endHold(person);
        --m_left;
        ++m_away;
        giveBackLater(3s);
    }
    return refusal(409, Meaning::Unclear);
}

Process ModelShop::giveBackLater(Moment after)
{
    Sleeper sleeper(m_simulation);
    co_await sleeper.until(m_simulation.now() + after);
    ++m_left;
    --m_away;
}

/// The hold becomes a sale that is not booked yet.
Answer ModelShop::startProcessing(int index, double amount, bool isLate)
{
    Person &person = m_persons[std::size_t(index)];
    takeUnit();
    person.stage = Stage::Processing;
    person.toldUntil = shopNow();
    const bool turnsDown = !isLate && m_random.chance(0.2);
    book(index, amount, isLate ? m_plan.lateBooking : m_plan.processing, turnsDown);
    return isLate ? refusal(504, Meaning::Unsure) : refusal(202, Meaning::Processing);
}

Process ModelShop::book(int index, double amount, Moment after, bool turnsDown)
{
    Sleeper sleeper(m_simulation);
    co_await sleeper.until(m_simulation.now() + after);
    Person &person = m_persons[std::size_t(index)];
    person.stage = Stage::Away;
    if (!turnsDown) {
        person.order = addOrder(index, amount);
        co_return;
    }
    ++m_left;
    dropReservation(person);
}

void ModelShop::takeUnit()
{
    --m_holds;
    if (!has(Design::StockAtHold))
        --m_left;
    if (m_left <= 0 && m_soldOutAt < Moment(0))
        m_soldOutAt = m_simulation.now();
}

Answer ModelShop::bookNow(int index, double amount)
{
    m_persons[std::size_t(index)].stage = Stage::Away;
    takeUnit();
    if (strikes(Defect::UnitAppears, m_strikes))
        ++m_left;
    if (free() > 0 && strikes(Defect::UnitLost, m_strikes))
        --m_left;
    if ((free() > 0 || m_away > 0) && strikes(Defect::UnitLostAndInvented, m_strikes)) {
        const int units = m_away > 0 ? -1 : 1;
        m_away += units;
        m_left -= units;
    }
    Answer answer = refusal(200, Meaning::Bought);
    if (strikes(Defect::LostOrder, m_strikes)) {
        answer.orderId = "lost-" + QByteArray::number(m_truth.acted);
        answer.showsDefect = true;
        return answer;
    }
    const int order = addOrder(index, has(Defect::WrongAmount) ? 0 : amount);
    Person &person = m_persons[std::size_t(index)];
    person.order = order;
    if (!has(Design::NoOrderId))
        answer.orderId = m_books.toldId(order);
    if (has(Defect::WrongAmount)) {
        ++m_truth.acted;
        acted("an order was booked with another amount");
    }
    if (free() > 0 && strikes(Defect::DuplicateOrder, m_strikes)) {
        --m_left;
        addOrder(index, amount);
        acted("a buyer got two orders");
    }
    if (has(Defect::SwappedOrders)) {
        if (m_swap < 0) {
            m_swap = order;
        } else {
            m_books.swapOwners(m_swap, order);
            m_swap = -1;
            ++m_truth.acted;
            answer.showsDefect = true;
        }
    }
    if (has(Defect::CancelledSurplus) && m_left < 0) {
        ++m_truth.acted;
        answer.showsDefect = true;
        m_books.cancelLater(order);
    }
    if (has(Defect::OversellRace) && m_left < 0) {
        ++m_truth.acted;
        acted("more was sold than there is");
    }
    const bool isLate = shopNow() >= m_end;
    const bool isSurelyLate = shopNow() > m_end + beyondDoubt;
    m_truth.acted += isLate && (has(Defect::LateAccept) || has(Defect::LateUnanswered));
    if (has(Defect::LateAccept))
        answer.showsDefect = isSurelyLate;
    if (has(Defect::LateUnanswered) && isLate) {
        if (isSurelyLate)
            acted("an order was created after the end");
        return refusal(504, Meaning::Unsure);
    }
    if (has(Defect::EarlyGrant) && shopNow() < m_start)
        ++m_truth.acted;
    if (has(Defect::ShortenedSale) && m_toldNewEnd)
        answer.showsDefect = shopNow() > m_toldEnd + beyondDoubt;
    if (strikes(Defect::PhantomOrder, m_strikes))
        return refusal(409, Meaning::SoldOut);
    return answer;
}

int ModelShop::addOrder(int index, double amount)
{
    Person &person = m_persons[std::size_t(index)];
    if (person.pendingHold < 0)
        return m_books.book(index, person.email, amount);
    const int order = std::exchange(person.pendingHold, -1);
    m_books.pay(order, amount);
    return order;
}

void ModelShop::dropReservation(Person &person)
{
    if (person.pendingHold >= 0)
        m_books.cancel(std::exchange(person.pendingHold, -1));
}

void ModelShop::freeUnitOf(int order)
{
    Person &person = m_persons[std::size_t(m_books.ownerOf(order))];
    if (m_plan.every % 2 == 0 && person.order == order)
        person.order = -1; // who gave it back may buy again
    if (!has(Design::RefundsKeepUnits))
        ++m_left;
}

std::vector<Order> ModelShop::ordersOf(int person) const
{
    if (!has(Defect::MisfiledOrders))
        return m_books.listOf(person);
    // Everybody with an order is shown the next one's.
    const std::vector<int> owners = m_books.owners();
    const auto own = std::ranges::find(owners, person);
    if (own == owners.end() || owners.size() < 2)
        return m_books.listOf(person);
    m_truth.acted = m_truth.shown = int(owners.size());
    return m_books.listOf(own + 1 == owners.end() ? owners.front() : *(own + 1));
}

// The truth.

std::pair<int, int> ModelShop::overtakings() const
{
    std::pair<int, int> pairs{0, 0};
    const Moment apart = 2 * m_plan.mostLatency;
    for (const Person &first : m_persons) {
        for (const Person &second : m_persons) {
            const bool both = first.granted >= Moment(0) && second.granted >= Moment(0);
            if (!both || second.joined - first.joined < apart)
                continue;
            ++pairs.second;
            pairs.first += first.granted - second.granted > m_plan.longestPoll * 5 / 4 + apart;
        }
    }
    return pairs;
}

int ModelShop::mostOvertaken() const
{
    if (m_starved < 0)
        return 0;
    const Person &starved = m_persons[std::size_t(m_starved)];
    const Moment apart = 2 * m_plan.mostLatency;
    return int(std::ranges::count_if(m_persons, [&](const Person &person) {
        return person.granted >= Moment(0) && person.joined - starved.joined > apart
            && person.granted + m_plan.longestPoll * 5 / 4 + apart < starved.lastLook;
    }));
}

} // namespace doorbuster::model
