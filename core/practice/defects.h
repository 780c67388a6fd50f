// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <cstdint>
#include <span>
#include <string_view>

namespace doorbuster {

/// The shop's switchable bugs, one at a time. To add one: a value here, a row in the table of defects.cpp, and its hook
/// where the behaviour lives (FlashSale: stock, queue and holds; Shop: orders and listings; FaultPlan: answers and
/// connections).
enum class Defect {
    None,
    OversellRace,
    UnitAppears,
    UnitLost,
    LostOrder,
    PhantomOrder,
    DuplicateOrder,
    BrokenListing,
    Slow,
    ErrorBurst,
    QueueOutage,
    DropConnections,
};

/// One row of the table that the command line, the window's list and the self-test read.
struct DefectInfo {
    Defect defect = Defect::None;
    std::string_view name;
    /// One line for --help and lists.
    std::string_view description;
    /// The key of the verdict's headline for a run against it: pass, overbooking, underselling, inconsistent (the units
    /// add up, but the orders do not) or inconclusive.
    std::string_view headline;
    /// Verification checks that must not hold (fail; for V18: inconclusive) in any run that sells 10 units or more.
    std::span<const std::string_view> expectedChecks;
    /// Checks that may or may not fail with it, by timing or by how strictly they read a consequence of it.
    std::span<const std::string_view> possibleChecks;
};

/// All defects, `none` first.
std::span<const DefectInfo> defectTable();
const DefectInfo &defectInfo(Defect defect);
/// Null where no defect has that name.
const DefectInfo *findDefect(QStringView name);

/// True for number `first`, `first + period`, … of something counted from 1: how defects strike a fixed share.
constexpr bool strikes(std::uint64_t ordinal, std::uint64_t first, std::uint64_t period)
{
    return ordinal >= first && (ordinal - first) % period == 0;
}

} // namespace doorbuster
