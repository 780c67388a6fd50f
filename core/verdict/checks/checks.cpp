// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks/checks.h"

#include "core/profile/checktable.h"

#include <algorithm>
#include <array>
#include <functional>

namespace doorbuster {

namespace {

constexpr std::array checks{
    Check{CheckId::EveryBuyerAccountedFor,
        u"The run's own counts must agree with each other. Where they do not, the fault is in this program, not in the "
        u"shop: the other rows cannot be relied on. Please report it with the result file.",
        checkEveryBuyerAccountedFor},
    Check{CheckId::NoOversell,
        u"More orders were paid than there were units: the shop sold what it does not have. Look for a stock check "
        u"that is not atomic with the booking. The evidence lists the orders beyond the stock, by their time.",
        checkNoOversell},
    Check{CheckId::StockEquation,
        u"Paid orders and remaining stock must add up to the starting stock. A sum above it: units appeared, for "
        u"example a hold that was returned twice, and they will be oversold. A sum below it: units were lost, for "
        u"example a hold that was never returned, or stock taken for an order that was not written.",
        checkStockEquation},
    Check{CheckId::NoUnmetDemand,
        u"Units were left although buyers waited in the queue to the end: they could have been sold. Look at the pace "
        u"at "
        u"which holds are granted, and whether the queue's worker came to a standstill.",
        checkUnmetDemand},
    Check{CheckId::NoLeakedHold,
        u"A hold that is not paid in time must give its unit back to those who wait. Here units stayed with holds that "
        u"had run out. Look for expiries that are lost, for example by a worker that restarts.",
        checkNoLeakedHold},
    Check{CheckId::OneOrderPerBuyer,
        u"A buyer has more than one paid order on this sale, or one order was given to two buyers. Look for a missing "
        u"unique index on buyer and sale, and for confirms that are not idempotent.",
        checkOneOrderPerBuyer},
    Check{CheckId::NoLostOrder,
        u"The shop told a buyer that its order is confirmed, but its books have no such paid order. Look for an answer "
        u"that is sent before the write is durable.",
        checkNoLostOrder},
    Check{CheckId::NoPhantomOrder,
        u"A paid order whose buyer was never told so. Recovered ones (the answer was lost on the way) are to be "
        u"expected where connections break. The others were refused, or never asked for, and booked all the same.",
        checkNoPhantomOrder},
    Check{CheckId::NoForeignOrder,
        u"Others bought on this sale as well. Their orders and the stock they took cannot be told from the shop's "
        u"mistakes, so the stock equation is not judged. Repeat the run on a sale of its own.",
        checkNoForeignOrder},
    Check{CheckId::HoldsAreKept,
        u"A hold is a promise: within its time its confirm must not be refused, and there must never be more holds "
        u"than "
        u"units. Look for holds that are kept in two places, or that run out too early.",
        checkHoldsAreKept},
    Check{CheckId::FairQueue,
        u"Who joins first is to be served first. Only pairs of buyers are judged whose order is certain, although each "
        u"is "
        u"seen by polling only. Look for several workers on one queue, and for retries that jump it.",
        checkFairQueue},
    Check{CheckId::SanePositions,
        u"A place in the queue is a whole number from 1 to the queue's size and only gets better. Buyers watch it, and "
        u"a "
        u"place that grows or vanishes looks to them like being cheated.",
        checkSanePositions},
    Check{CheckId::SaleWindow,
        u"Nothing may be granted or sold before the sale starts or after it ends, by the shop's own clock. Look for a "
        u"check "
        u"of the time that is made when buyers join, but not when they confirm.",
        checkSaleWindow},
    Check{CheckId::StockOverTime,
        u"At every moment the stock is a whole number from 0 to where it started, and it does not grow during a sale. "
        u"Look "
        u"for two counters of one thing, or for a reset by a job.",
        checkStockOverTime},
    Check{CheckId::BoundedReads,
        u"At every moment the stock must lie between what all confirms sent so far would leave and what the confirms "
        u"answered so far must have taken. Above: the stock is stale, or confirms do not take units. Below: units "
        u"vanish.",
        checkBoundedReads},
    Check{CheckId::StatusContract,
        u"The shop answered with a status that its interface does not know, or sold to a buyer twice. Clients are not "
        u"prepared for either. Look at what stands in front of the shop: limits, proxies, gateways.",
        checkStatusContract},
    Check{CheckId::Visibility,
        u"How long it takes until a confirmed order is in its buyer's list. Until then a buyer believes that the order "
        u"was "
        u"lost, and tries again. Look at replicas and caches behind the list.",
        checkVisibility},
    Check{CheckId::SellOut,
        u"How fast the stock was sold. The last units take longest where few buyers are left or holds run out; where "
        u"buyers wait all the same, the queue's end is stuck.",
        checkSellOut},
    Check{CheckId::CompleteReading,
        u"Every page of the shop's books has to be read before anything can be missing from them. Where a part could "
        u"not be read, nothing is concluded from its absence. Verify the run again once the shop answers.",
        checkCompleteReading},
    Check{CheckId::HealthyGenerator,
        u"The machine that made the load was itself too slow, or out of sockets. The verdict on the orders stands, but "
        u"response times do not describe the shop. Use fewer virtual users or a bigger machine.",
        checkHealthyGenerator},
    Check{CheckId::SomethingTested,
        u"A verdict is worth what the run tried. Where nobody bought anything, or the shop's answers could not be "
        u"read, "
        u"books that agree prove nothing. Look at the failures, at the sale's times by the shop's own clock, and at "
        u"what "
        u"stands in front of the shop, then run again.",
        checkSomethingTested},
};

} // namespace

std::span<const Check> allChecks()
{
    Q_ASSERT(std::ranges::equal(checks, checkTable(), {}, &Check::id, &CheckInfo::id));
    return checks;
}

void addFinding(Evidence &evidence, QStringList row)
{
    ++evidence.count;
    if (evidence.rows.size() < Evidence::limit)
        evidence.rows.push_back(std::move(row));
}

void WeighedFindings::moveTo(Evidence &evidence)
{
    if (m_findings.empty())
        return;
    std::ranges::stable_sort(m_findings, std::ranges::greater(), &Finding::weight);
    if (evidence.rows.size() < Evidence::limit)
        evidence.worst = evidence.rows.size();
    for (Finding &finding : m_findings)
        addFinding(evidence, std::move(finding.row));
    m_findings.clear();
}

void worsen(CheckRow &row, CheckVerdict verdict)
{
    row.verdict = std::max(row.verdict, verdict);
}

} // namespace doorbuster
