// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario.h"

#include <QStringList>

namespace doorbuster::model {

using namespace Qt::StringLiterals;

namespace {

using enum CheckId;
using D = Design;

const std::vector<DesignInfo> designs{
    {D::NoQueue, u"no-queue", u"a buy is answered with a hold, or with out of stock"},
    {D::SlowGrants, u"slow-grants", u"holds are granted one by one, some time apart", {}, {D::NoQueue},
        {SellOut, NoUnmetDemand}},
    {D::Lottery, u"lottery", u"holds go to anybody in the queue", {}, {D::NoQueue}, {FairQueue, SellOut}},
    {D::LateSize, u"late-size", u"the queue's size is read a moment after the place", {}, {D::NoQueue}},
    {D::StockAtHold, u"stock-at-hold", u"a unit leaves the stock with the hold, and comes back when it runs out"},
    {D::ShortHolds, u"short-holds", u"holds run out within seconds", {}, {}, {SellOut, SanePositions}},
    {D::ConstantTtl, u"constant-ttl", u"the whole time of a hold is told, whatever is left of it"},
    {D::ZeroTtl, u"zero-ttl", u"the time of a hold is told as 0", {}, {D::ConstantTtl}},
    {D::NoTtl, u"no-ttl", u"the time of a hold is not told", {}, {D::ConstantTtl, D::ZeroTtl}},
    {D::LateSweep, u"late-sweep", u"units of holds that ran out come back late", {D::ShortHolds}, {}, {SellOut}},
    {D::Declines, u"declines", u"some buyers' cards are declined", {}, {}, {SellOut}},
    {D::RenewedHolds, u"renewed-holds", u"a declined payment renews the hold", {D::Declines, D::ShortHolds}},
    {D::SaleCache, u"sale-cache", u"a cache answers for the sale, and tells its age"},
    {D::ListCache, u"list-cache", u"a cache answers for the lists by email", {}, {}, {Visibility}},
    {D::ListLag, u"list-lag", u"the lists show an order late", {}, {}, {Visibility}},
    {D::NoAdminList, u"no-admin-list", u"there is no list for admins"},
    {D::UnstableList, u"unstable-list", u"the list for admins lacks one order or another, whenever it is read", {},
        {D::NoAdminList}},
    {D::BrokenLists, u"broken-lists", u"some buyers' lists cannot be read"},
    {D::OtherIds, u"other-ids", u"the lists have other ids than the confirms", {}, {}, {Visibility}},
    {D::LostAnswers, u"lost-answers", u"answers, or calls, are lost on the way", {}, {}, {SellOut}},
    {D::LateRequests, u"late-requests", u"some calls reach the shop after their buyer gave up", {}, {}, {SellOut}},
    {D::RepeatedBuys, u"repeated-buys", u"a gateway repeats buys; the second one is refused as in the queue already"},
    {D::RepeatedConfirms, u"repeated-confirms", u"a gateway repeats confirms, and passes the second answer on"},
    {D::GatewayErrors, u"gateway-errors", u"a gateway answers 502 to 504, after the shop acted or before", {}, {},
        {SellOut}},
    {D::ShopErrors, u"shop-errors", u"the shop answers 500, and does nothing", {}, {}, {SellOut}},
    {D::ErrorAfterBooking, u"error-after-booking",
        u"the shop answers 500 to a confirm that it booked, and tells it later", {}, {D::ShortSale, D::EndedEarly}},
    {D::RateLimits, u"rate-limits", u"some calls are answered 429 with Retry-After", {}, {}, {SellOut}},
    {D::UnusableAnswers, u"unusable-answers", u"some answers are a page of a proxy", {}, {}, {SellOut}},
    {D::AgainRefused, u"again-refused", u"a second confirm is answered 409 with the buyer's own order"},
    {D::AgainNoHold, u"again-no-hold", u"a second confirm is answered 403", {},
        {D::AgainRefused, D::ErrorAfterBooking, D::RepeatedConfirms}},
    {D::NoOrderId, u"no-order-id", u"a confirm is answered ok, without an order's id"},
    {D::EmptyConfirms, u"empty-confirms", u"some confirms that were booked are answered 200 with nothing"},
    {D::Processing, u"processing", u"confirms are answered 202, and booked or turned down a moment later", {}, {},
        {Visibility, SellOut}},
    {D::LateBooking, u"late-booking", u"some confirms are answered 504 and booked much later, the unit being taken", {},
        {}, {SellOut}},
    {D::PendingPayments, u"pending-payments", u"orders are pending, then paid"},
    {D::PendingHolds, u"pending-holds", u"a hold is an order that is pending, and cancelled when it runs out", {},
        {D::PendingPayments}},
    {D::Refunds, u"refunds", u"some orders are refunded, and their units come back", {}, {}, {SellOut}},
    {D::RefundsKeepUnits, u"refunds-keep-units", u"the units of refunded orders do not come back", {D::Refunds}},
    {D::Restock, u"restock", u"units are added, and the starting quantity tells it", {}, {}, {SellOut}},
    {D::Withdrawal, u"withdrawal", u"units are taken out of the sale, and the starting quantity tells it"},
    {D::ShortSale, u"short-sale", u"the sale ends while buyers come"},
    {D::Extended, u"extended", u"the sale is extended, which the shop tells", {D::ShortSale}},
    {D::EndedEarly, u"ended-early", u"the admin ends the sale, which the shop tells", {}, {D::Extended}},
    {D::EmptyAfterEnd, u"empty-after-end", u"an ended sale is told without its item", {D::ShortSale}},
    {D::GatewayClock, u"gateway-clock", u"the Date headers are by a gateway's clock"},
    {D::TwoBackends, u"two-backends", u"two machines answer, whose clocks differ"},
    {D::RoundedTimes, u"rounded-times", u"the shop keeps times to the second"},
    {D::NoZone, u"no-zone", u"times have no zone, so that nobody can read them"},
    {D::ClockAway, u"clock-away", u"the shop's clock differs from ours, by seconds"},
    {D::ClockStep, u"clock-step", u"the shop's clock is set, by less than half a second"},
    {D::ForeignOrders, u"foreign-orders", u"others buy on this sale"},
    {D::ExistingSale, u"existing-sale", u"the sale was there before, and has sold some units", {}, {}, {SellOut}},
    {D::OneEmail, u"one-email", u"a virtual user comes again with the same email"},
    {D::ImpatientRun, u"impatient-run", u"the run ends in the middle of the journeys", {}, {D::ErrorAfterBooking}},
};

const std::vector<DefectInfo> defects{
    {Defect::None, u"none", u"a right shop", {}, {}},
    {Defect::OversellRace, u"oversell-race", u"more holds than units are granted, and sold", {}, {NoOversell}},
    {Defect::UnitAppears, u"unit-appears", u"some confirms take no unit off the stock", {}, {StockEquation}},
    {Defect::UnitLost, u"unit-lost", u"some confirms take two units off the stock", {}, {StockEquation}},
    {Defect::UnitLostAndInvented, u"unit-lost-and-invented", u"some confirms take two units, and others none", {},
        {BoundedReads}, {D::SaleCache, D::StockAtHold}, 0}, // open holds may explain it
    {Defect::NegativeStock, u"negative-stock", u"for 3 s after the last unit the stock is told as -3", {},
        {StockOverTime}, {D::SaleCache}},
    {Defect::DeclineTakesUnit, u"decline-takes-unit", u"a declined payment takes its unit off the stock for 3 s",
        {D::Declines}, {BoundedReads}, {D::SaleCache, D::StockAtHold}, 0}, // the hold may have it
    {Defect::LostOrder, u"lost-order", u"some confirms are answered 200 and not booked", {}, {NoLostOrder}},
    {Defect::PhantomOrder, u"phantom-order", u"some confirms are refused, and booked", {}, {NoPhantomOrder}},
    {Defect::DuplicateOrder, u"duplicate-order", u"some confirms book two orders", {}, {OneOrderPerBuyer}},
    {Defect::SecondOrder, u"second-order", u"a buyer with an order is let in again", {},
        {StatusContract, OneOrderPerBuyer}},
    {Defect::SwappedOrders, u"swapped-orders", u"two confirms exchange their buyers", {}, {NoLostOrder}},
    {Defect::MisfiledOrders, u"misfiled-orders", u"the list of a buyer shows another's order, and not its own", {},
        {NoLostOrder, OneOrderPerBuyer, CompleteReading}},
    {Defect::WrongAmount, u"wrong-amount", u"orders are booked with an amount of 0", {},
        {NoLostOrder, OneOrderPerBuyer}},
    {Defect::CancelledSurplus, u"cancelled-surplus", u"more is sold than there is, and the surplus is cancelled", {},
        {NoLostOrder}},
    {Defect::OthersOrder, u"others-order", u"who never bought is refused with another's order", {}, {StatusContract}},
    {Defect::HoldRefused, u"hold-refused", u"some confirms are answered 403 while their hold lasts", {}, {HoldsAreKept},
        {D::NoTtl, D::ZeroTtl}},
    {Defect::RefusedBesideStock, u"refused-beside-stock", u"some holders are told out of stock while there is stock",
        {D::NoTtl}, {HoldsAreKept}, {}, 0.1}, // only where the stock never was 0
    {Defect::ForgottenHold, u"forgotten-hold", u"some first confirms get no answer, and their hold is forgotten", {},
        {HoldsAreKept}, {D::NoTtl, D::ZeroTtl}, 0.1}, // where an answer was lost, not a gateway's
    {Defect::StuckConfirm, u"stuck-confirm", u"some confirms are answered as being confirmed, for ever", {},
        {HoldsAreKept}, {D::NoTtl, D::ZeroTtl}},
    {Defect::ShortenedHold, u"shortened-hold", u"holds last far shorter than is told", {D::Declines}, {HoldsAreKept},
        {D::NoTtl, D::ZeroTtl, D::RenewedHolds, D::ShortHolds}},
    {Defect::OverGrant, u"over-grant", u"more holds than units are granted, and the surplus is refused", {},
        {HoldsAreKept}, {D::NoTtl, D::ZeroTtl}},
    {Defect::LeakedHold, u"leaked-hold", u"units of holds that ran out are never granted again",
        {D::ShortHolds, D::Declines}, {NoUnmetDemand, NoLeakedHold}, {}, 0}, // told where buyers wait for 30 s
    {Defect::StuckQueue, u"stuck-queue", u"after half of the stock nothing is granted", {}, {NoUnmetDemand}, {}, 0.8},
    {Defect::DroppedPlaces, u"dropped-places", u"some buyers lose their place without a hold", {}, {SanePositions}},
    {Defect::PlaceGrows, u"place-grows", u"some buyers are put back to the queue's end", {}, {SanePositions}},
    {Defect::QueueJump, u"queue-jump", u"holds go to the last of the queue", {D::SlowGrants}, {FairQueue}, {}, 0.7},
    {Defect::StarvedBuyer, u"starved-buyer", u"one buyer is passed over for ever", {D::SlowGrants}, {FairQueue}, {},
        0.8},
    {Defect::EarlyGrant, u"early-grant", u"holds are granted, and confirmed, before the sale starts", {}, {SaleWindow},
        {D::NoZone, D::ClockAway, D::GatewayClock}},
    {Defect::LateAccept, u"late-accept", u"holds are confirmed after the end", {D::ShortSale, D::SlowGrants},
        {SaleWindow}, {D::NoZone, D::GatewayClock, D::Extended}},
    {Defect::LateUnanswered, u"late-unanswered", u"holds are confirmed after the end, and answered 504",
        {D::ShortSale, D::SlowGrants}, {SaleWindow}, {D::NoZone, D::GatewayClock, D::Extended}},
    {Defect::ShortenedSale, u"shortened-sale", u"the end is moved ahead, which the shop tells, and it sells on",
        {D::SlowGrants}, {SaleWindow}, {D::NoZone, D::GatewayClock, D::ShortSale, D::SaleCache}},
    {Defect::EndedOnce, u"ended-once", u"some answers say ended long before the end", {}, {StockOverTime}, {}, 0.8},
    {Defect::SoldOutBesideStock, u"sold-out-beside-stock", u"the sale is told sold out beside units", {},
        {StockOverTime}},
    {Defect::BuyPage, u"buy-page", u"every buy is answered with a page", {}, {SomethingTested}},
    {Defect::GoneConfirms, u"gone-confirms", u"every confirm is answered 410, and does nothing", {}, {SomethingTested}},
};

/// They leave too little of the books, or of the sale, for the rest of a history to be certain.
constexpr std::array hidingDesigns{D::SaleCache, D::ListCache, D::ListLag, D::NoAdminList, D::UnstableList,
    D::BrokenLists, D::OtherIds, D::UnusableAnswers, D::LateBooking, D::PendingPayments, D::Refunds,
    D::RefundsKeepUnits, D::Restock, D::Withdrawal, D::EmptyAfterEnd, D::ForeignOrders, D::ExistingSale,
    D::EmptyConfirms, D::NoOrderId, D::OneEmail, D::TwoBackends};

/// With all that needs it.
void remove(Designs &chosen, Design design)
{
    chosen.reset(std::size_t(design));
    for (const DesignInfo &other : designs) {
        if (chosen.test(std::size_t(other.design)) && std::ranges::find(other.needs, design) != other.needs.end())
            remove(chosen, other.design);
    }
}

void add(Designs &chosen, Design design)
{
    const auto exclude = [](const DesignInfo &one, Design other) {
        return std::ranges::find(one.excludes, other) != one.excludes.end();
    };
    for (const DesignInfo &other : designs) {
        if (exclude(infoOf(design), other.design) || exclude(other, design))
            remove(chosen, other.design);
    }
    chosen.set(std::size_t(design));
    for (const Design needed : infoOf(design).needs)
        add(chosen, needed);
}

bool fits(Design design, const DefectInfo &defect)
{
    const auto contains = [](const auto &list, Design one) { return std::ranges::find(list, one) != list.end(); };
    if (defect.defect == Defect::None)
        return true;
    if (contains(hidingDesigns, design) || contains(defect.hiddenBy, design))
        return false;
    const DesignInfo &info = infoOf(design);
    return std::ranges::none_of(info.needs, [&](Design needed) { return !fits(needed, defect); })
        && std::ranges::none_of(defect.needs, [&](Design needed) { return contains(info.excludes, needed); });
}

Scenario sized(quint64 seed)
{
    Random random(seed);
    Scenario scenario{.seed = seed};
    scenario.users = random.number(6, 45);
    scenario.units = random.number(1, 20);
    scenario.allFail = random.chance(0.5);
    return scenario;
}

} // namespace

std::span<const DesignInfo> designTable()
{
    return designs;
}

std::span<const DefectInfo> defectTable()
{
    return defects;
}

const DesignInfo &infoOf(Design design)
{
    return designs[std::size_t(design)];
}

const DefectInfo &infoOf(Defect defect)
{
    return defects[std::size_t(defect)];
}

Scenario anyScenario(quint64 seed, Defect defect)
{
    Scenario scenario = sized(seed);
    scenario.defect = defect;
    const DefectInfo &info = infoOf(defect);
    Random random(seed ^ 0x5eed);
    const int wanted = defect == Defect::None ? random.number(0, 5) : random.number(0, 2);
    for (int i = 0; i < wanted; ++i) {
        const auto design = Design(random.number(0, int(designCount) - 1));
        if (fits(design, info))
            add(scenario.designs, design);
    }
    for (const Design needed : info.needs)
        add(scenario.designs, needed);
    return scenario;
}

Scenario scenarioWith(quint64 seed, std::optional<Design> design)
{
    Scenario scenario = sized(seed);
    if (design)
        add(scenario.designs, *design);
    return scenario;
}

Plan planOf(const Scenario &scenario)
{
    Random random(scenario.seed ^ 0x91a4);
    Plan plan;
    plan.seed = random.seed();
    plan.countdown = random.time(100ms, 3s);
    plan.startsIn = random.time(1s, 4s);
    plan.rampUp = random.time(0s, 8s);
    plan.load = plan.rampUp + random.time(4s, 12s);
    plan.grace = random.time(1s, 8s);
    plan.settle = random.time(2s, 10s);
    plan.saleLength = 10min;
    plan.polling = random.time(300ms, 2s);
    plan.longestPoll = plan.polling * random.number(1, 5);
    plan.pause = random.chance(0.5) ? plan.polling : random.time(2s, 10s);
    plan.requestTimeout = random.time(2s, 8s);
    plan.leastLatency = random.time(200us, 5ms);
    plan.mostLatency = plan.leastLatency + random.time(1ms, random.chance(0.3) ? 400ms : 30ms);
    plan.tick = random.time(50ms, 300ms);
    plan.grantGap = random.time(100ms, 2s);
    plan.holdTime = std::chrono::seconds(random.number(60, 900));
    const Moment shortHold = std::chrono::seconds(random.number(2, 8));
    plan.sweep = random.time(2s, 20s);
    plan.saleCache = Moment(std::chrono::seconds(random.number(1, 30)));
    plan.listCache = random.time(5s, 60s);
    plan.listLag = random.chance(0.5) ? random.time(300ms, 2s) : random.time(2s, 15s);
    plan.processing = random.time(300ms, 3s);
    plan.lateBooking = random.time(5s, 30s);
    plan.pendingFor = random.time(1s, 20s);
    plan.refundAfter = random.time(500ms, 10s);
    plan.changeAfter = random.time(500ms, 10s);
    plan.changeUnits = random.number(1, 8);
    plan.extension = random.time(2s, 10s);
    plan.notice = random.chance(0.5) ? Moment(0) : random.time(500ms, 5s);
    plan.lateBy = random.time(3s, 8s);
    plan.clockAway = random.chance(0.5) ? random.time(2s, 90s) : -random.time(1s, 3s);
    plan.gatewayClock = random.time(500ms, 3s) * (random.chance(0.5) ? 1 : -1);
    plan.backendSkew = random.time(50ms, 500ms) * (random.chance(0.5) ? 1 : -1);
    plan.clockStep = random.time(50ms, 400ms) * (random.chance(0.5) ? 1 : -1);
    plan.stepAt = random.time(1s, 10s);
    plan.foreign = random.number(1, 4);
    plan.past = random.number(0, 5);
    plan.pastHolds = random.number(0, 2);
    plan.every = random.number(2, 5);
    plan.emptyTellsStart = random.chance(0.5);
    plan.cacheKeepsDate = random.chance(0.5);
    const Moment shortSale = random.time(4s, 15s);
    // What a defect needs to be seen at all.
    if (scenario.defect == Defect::EarlyGrant)
        plan.startsIn = plan.countdown + random.time(3s, 8s);
    if (scenario.defect == Defect::LateAccept || scenario.defect == Defect::LateUnanswered)
        plan.lateBy = random.time(5s, 15s);
    if (scenario.defect == Defect::LeakedHold || scenario.defect == Defect::StuckQueue)
        plan.load += random.time(10s, 20s);
    if (scenario.defect == Defect::ShortenedSale)
        plan.changeAfter = random.time(500ms, 3s);
    if (scenario.has(Design::ShortHolds))
        plan.holdTime = shortHold;
    if (scenario.has(Design::ShortSale))
        plan.saleLength = shortSale;
    if (scenario.has(Design::ImpatientRun)) {
        plan.load = plan.rampUp + random.time(500ms, 3s);
        plan.grace = random.time(0ms, 1s);
    }
    return plan;
}

bool mayBreak(const Scenario &scenario, CheckId check)
{
    return std::ranges::any_of(designs, [&](const DesignInfo &info) {
        return scenario.has(info.design) && std::ranges::find(info.mayBreak, check) != info.mayBreak.end();
    });
}

QString designsOf(const Scenario &scenario)
{
    QStringList names;
    for (const DesignInfo &info : designs) {
        if (scenario.has(info.design))
            names += info.name.toString();
    }
    return names.isEmpty() ? u"plain"_s : names.join(u", "_s);
}

QString toString(const Scenario &scenario)
{
    return u"%1 users, %2 units, designs: %3; defect: %4; severities: %5"_s.arg(QString::number(scenario.users),
        QString::number(scenario.units), designsOf(scenario), infoOf(scenario.defect).name,
        scenario.allFail ? u"all fail"_s : u"default"_s);
}

} // namespace doorbuster::model
