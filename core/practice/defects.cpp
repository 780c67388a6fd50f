// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/defects.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

constexpr std::string_view passHeadline = "pass";
constexpr std::string_view overbookingHeadline = "overbooking";
constexpr std::string_view undersellingHeadline = "underselling";
constexpr std::string_view inconclusiveHeadline = "inconclusive";
constexpr std::string_view inconsistentHeadline = "inconsistent";
constexpr std::string_view rulesBrokenHeadline = "rules-broken";

constexpr DefectCell fails(std::string_view check)
{
    return {check, "fail"};
}

constexpr DefectCell warns(std::string_view check)
{
    return {check, "warn"};
}

constexpr DefectCell cannotTell(std::string_view check)
{
    return {check, "inconclusive"};
}

constexpr auto table = std::to_array<DefectInfo>({
    {Defect::None, "none", "a correct shop", passHeadline, {}, {}},
    // More holders at once than units. A stock of 0 is above the acknowledged bound, but was right a moment before.
    {Defect::OversellRace, "oversell-race",
        "check-then-act without a lock: a tenth more holds than stock, all of them sold", overbookingHeadline,
        {fails("V1"), fails("V2"), fails("V9")}, {warns("V14"), fails("V14")}},
    // The surplus is shown for sale to the end, more than the 5 s for which a stock may be stale, and nobody gets it.
    {Defect::UnitAppears, "unit-appears", "every 5th confirm forgets to take its unit out of the stock",
        overbookingHeadline, {fails("V2"), fails("V14")}, {warns("V3")}},
    // The stock falls below what was asked for.
    {Defect::UnitLost, "unit-lost", "every 5th hold takes two units out of the stock, and an expired hold returns none",
        undersellingHeadline, {fails("V2")}, {fails("V14")}},
    // An order that is not there never becomes visible, and a buyer who comes back after it is let in.
    {Defect::LostOrder, "lost-order", "every 5th confirm answers 200 with an order id, but the order is not stored",
        undersellingHeadline, {fails("V2"), fails("V6")}, {warns("V15"), warns("V16")}},
    {Defect::PhantomOrder, "phantom-order", "every 7th confirm answers 500, but the order is booked",
        inconsistentHeadline, {fails("V7")}, {}},
    // One confirm takes two units, so the stock falls below what was asked for.
    {Defect::DuplicateOrder, "duplicate-order", "every 7th buyer gets two paid orders, and the stock pays for both",
        inconsistentHeadline, {fails("V5")}, {fails("V14")}},
    // Orders that cannot be read may be duplicates, and may be missing.
    {Defect::BrokenListing, "broken-listing",
        "the orders of every 3rd email and the admin list's last pages answer 500", inconclusiveHeadline,
        {cannotTell("V1"), cannotTell("V2"), cannotTell("V5"), cannotTell("V6"), cannotTell("V7"), cannotTell("V18")},
        {}},
    {Defect::Slow, "slow", "every answer takes 100 to 700 ms", passHeadline, {}, {}},
    {Defect::ErrorBurst, "error-burst", "a fifth of all requests answer 5xx, from 1 s to 6 s after the first buy",
        passHeadline, {}, {}},
    {Defect::QueueOutage, "queue-outage", "every buy answers 503, from 1 s to 4 s after the first one", passHeadline,
        {}, {}},
    // A booked order whose 200 was lost on the way is recovered from the books, with a warning.
    {Defect::DropConnections, "drop-connections",
        "for 15 s from the first buy, some requests get no answer and their connection is closed", passHeadline, {},
        {warns("V7")}},
    {Defect::QueueJump, "queue-jump", "holds go to whoever joined the queue last", passHeadline, {warns("V10")}, {}},
    {Defect::LateAccept, "late-accept", "a hold can still be confirmed after the end of the sale", rulesBrokenHeadline,
        {fails("V12")}, {}},
    // The units are sold correctly and the last figure is right: V2 holds. Below 0 is below all that was asked for.
    {Defect::NegativeStock, "negative-stock", "for 3 s after the last unit is sold, the stock is shown as -3",
        rulesBrokenHeadline, {fails("V13")}, {fails("V14")}},
    {Defect::HoldRefused, "hold-refused",
        "every 5th confirm is refused with 403 though its hold is alive; the hold is gone, its unit free again",
        rulesBrokenHeadline, {fails("V9")}, {}},
    // Units that nobody can get any more remain while buyers wait.
    {Defect::LeakedHold, "leaked-hold",
        "the unit of an expired hold is never granted again, though the stock shows it (see --hold-ttl)",
        rulesBrokenHeadline, {fails("V4"), warns("V3")}, {}},
    {Defect::StuckQueue, "stuck-queue", "after half of the stock no more holds are granted, and buyers wait in vain",
        passHeadline, {warns("V3")}, {}},
    {Defect::SlowVisibility, "slow-visibility", "an order is listed only 3 s after its confirm", passHeadline,
        {warns("V16")}, {}},
    // What stands in front of the shop answers for it: nobody queues, and nothing was tested.
    {Defect::BuyPage, "buy-page", "every buy answers 200 with an HTML page, and does nothing", inconclusiveHeadline,
        {cannotTell("V20")}, {}},
    {Defect::ProxyPages, "proxy-pages", "a quarter of the buyers' requests is answered 200 by a proxy's HTML page",
        inconclusiveHeadline, {cannotTell("V20")}, {}},
    // A status that is not documented says nothing certain about the hold: not kept, but not refused either.
    {Defect::GoneConfirms, "gone-confirms", "every confirm answers 410, and does nothing", inconclusiveHeadline,
        {cannotTell("V20"), warns("V15")}, {cannotTell("V9"), warns("V3"), warns("V4")}},
    {Defect::DroppedQueue, "dropped-queue",
        "after half of the stock, whoever is next loses the place in the queue instead of getting a hold", passHeadline,
        {warns("V3"), warns("V11")}, {}},
    // The stock is checked when it is paid for: the surplus holders are refused.
    {Defect::OverGrant, "over-grant", "a tenth more holds than stock; the surplus holders are refused when they pay",
        rulesBrokenHeadline, {fails("V9")}, {}},
    // Buyers who come back after their order are let in, and get a second one where units are left.
    {Defect::BuyAgain, "buy-again", "a buyer may buy again after its order", inconsistentHeadline,
        {fails("V5"), warns("V15")}, {}},
    {Defect::WrongTotal, "wrong-total", "the admin list's total counts one order more than the list has",
        inconclusiveHeadline, {cannotTell("V18")}, {}},
    // Matched by buyer, which says less than an id does.
    {Defect::TwoIdSpaces, "two-id-spaces",
        "a confirm tells the order's number, and the lists its id; nothing is wrong with that", passHeadline,
        {warns("V6")}, {}},
    {Defect::ClockAhead, "clock-ahead", "the shop's clock is an hour ahead, and it keeps its times by that",
        inconclusiveHeadline, {cannotTell("V20")}, {}},
    {Defect::RateLimited, "rate-limited",
        "buys beyond --holds-per-second answer 429 with Retry-After: 1; nothing is wrong with that", passHeadline, {},
        {}},
});

} // namespace

std::span<const DefectInfo> defectTable()
{
    return table;
}

const DefectInfo &defectInfo(Defect defect)
{
    return *std::ranges::find(table, defect, &DefectInfo::defect);
}

const DefectInfo *findDefect(QStringView name)
{
    const auto row = std::ranges::find_if(table, [name](const DefectInfo &info) {
        return name == QLatin1StringView(info.name.data(), qsizetype(info.name.size()));
    });
    return row == table.end() ? nullptr : &*row;
}

} // namespace doorbuster
