// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/defects.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

using Checks = std::span<const std::string_view>;

constexpr std::string_view passHeadline = "pass";
constexpr std::string_view overbookingHeadline = "overbooking";
constexpr std::string_view undersellingHeadline = "underselling";
constexpr std::string_view inconclusiveHeadline = "inconclusive";
constexpr std::string_view inconsistentHeadline = "inconsistent";

// More units are acknowledged than existed, so a stock of 0 is above the acknowledged bound of V14; holders beyond the
// stock are V9's, where the client sees them at the same time.
constexpr std::array<std::string_view, 2> oversellChecks = {"V1", "V2"};
constexpr std::array<std::string_view, 2> oversellPossible = {"V9", "V14"};
// The stock samples leave V14's bounds: above them where units appear, below them where units vanish.
constexpr std::array<std::string_view, 2> stockChecks = {"V2", "V14"};
constexpr std::array<std::string_view, 1> stockPossible = {"V3"};
constexpr std::array<std::string_view, 2> lostOrderChecks = {"V2", "V6"};
// The retry after the 500 finds its hold used up: a 403 within the hold's TTL.
constexpr std::array<std::string_view, 1> phantomChecks = {"V7"};
constexpr std::array<std::string_view, 1> phantomPossible = {"V9"};
// One confirm takes two units, so the stock falls below what was asked for; the second order's id was told to nobody.
constexpr std::array<std::string_view, 2> duplicateChecks = {"V5", "V14"};
constexpr std::array<std::string_view, 1> duplicatePossible = {"V7"};
constexpr std::array<std::string_view, 1> listingChecks = {"V18"};

constexpr auto table = std::to_array<DefectInfo>({
    {Defect::None, "none", "a correct shop", passHeadline, {}, {}},
    {Defect::OversellRace, "oversell-race",
        "check-then-act without a lock: a tenth more holds than stock, all of them sold", overbookingHeadline,
        Checks(oversellChecks), Checks(oversellPossible)},
    {Defect::UnitAppears, "unit-appears", "every 5th confirm forgets to take its unit out of the stock",
        overbookingHeadline, Checks(stockChecks), Checks(stockPossible)},
    {Defect::UnitLost, "unit-lost", "every 5th hold takes two units out of the stock, and an expired hold returns none",
        undersellingHeadline, Checks(stockChecks), {}},
    {Defect::LostOrder, "lost-order", "every 5th confirm answers 200 with an order id, but the order is not stored",
        undersellingHeadline, Checks(lostOrderChecks), {}},
    {Defect::PhantomOrder, "phantom-order", "every 7th confirm answers 500, but the order is booked",
        inconsistentHeadline, Checks(phantomChecks), Checks(phantomPossible)},
    {Defect::DuplicateOrder, "duplicate-order", "every 7th buyer gets two paid orders, and the stock pays for both",
        inconsistentHeadline, Checks(duplicateChecks), Checks(duplicatePossible)},
    {Defect::BrokenListing, "broken-listing",
        "the orders of every 3rd email and the admin list's last pages answer 500", inconclusiveHeadline,
        Checks(listingChecks), {}},
    {Defect::Slow, "slow", "every answer takes 100 to 700 ms", passHeadline, {}, {}},
    {Defect::ErrorBurst, "error-burst", "a fifth of all requests answer 5xx, from 1 s to 6 s after the first buy",
        passHeadline, {}, {}},
    {Defect::QueueOutage, "queue-outage", "every buy answers 503, from 1 s to 4 s after the first one", passHeadline,
        {}, {}},
    {Defect::DropConnections, "drop-connections",
        "for 15 s from the first buy, some requests get no answer and their connection is closed", passHeadline, {},
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
