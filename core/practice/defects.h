// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
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
    QueueJump,
    LateAccept,
    NegativeStock,
    HoldRefused,
    LeakedHold,
    StuckQueue,
    SlowVisibility,
    BuyPage,
    ProxyPages,
    GoneConfirms,
    DroppedQueue,
    OverGrant,
    BuyAgain,
    WrongTotal,
    TwoIdSpaces,
    ClockAhead,
    RateLimited,
};

/// What one verification check says about a run.
struct DefectCell {
    /// Its id: "V1".
    std::string_view check;
    /// In the words of the result file: "fail", "warn" or "inconclusive".
    std::string_view verdict;

    friend constexpr bool operator==(const DefectCell &, const DefectCell &) = default;
};

/// A short list of cells that can stand in a table of constants.
class DefectCells {
public:
    constexpr DefectCells() = default;
    constexpr DefectCells(std::initializer_list<DefectCell> cells)
    {
        for (const auto &cell : cells)
            m_cells[m_size++] = cell;
    }

    constexpr auto begin() const { return m_cells.begin(); }
    constexpr auto end() const { return m_cells.begin() + m_size; }
    constexpr bool empty() const { return m_size == 0; }
    constexpr bool contains(const DefectCell &cell) const { return std::find(begin(), end(), cell) != end(); }

private:
    std::array<DefectCell, 8> m_cells{};
    std::ptrdiff_t m_size = 0;
};

/// One row of the table that the command line, the window's list and the self-test read.
struct DefectInfo {
    Defect defect = Defect::None;
    std::string_view name;
    /// One line for --help and lists.
    std::string_view description;
    /// The key of the verdict's headline for a run against it, as keyOf(Headline) has them: "pass", "overbooking", …
    std::string_view headline;
    /// What must fire in a run that shows the defect: 10 units or more sold, under the load that the self-test has for
    /// it (tests/e2e/selftestscenario.cpp says which; most need none in particular). Where V20 is among them, the
    /// defect may keep the shop from selling anything.
    DefectCells expectedChecks;
    /// What may fire beside them, by timing or by how strictly a check reads a consequence of the defect. All that is
    /// in neither list stays quiet: passes, or has no data.
    DefectCells possibleChecks;
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
