// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

constexpr std::array checks{
    Check{u"V0", u"Every buyer accounted for",
        u"The run's own counts must agree with each other. Where they do not, the fault is in this program, not in the "
        u"shop: the other rows cannot be relied on. Please report it with the result file.",
        checkEveryBuyerAccountedFor},
    Check{u"V1", u"No oversell",
        u"More orders were paid than there were units: the shop sold what it does not have. Look for a stock check "
        u"that is not atomic with the booking. The evidence lists the orders beyond the stock, by their time.",
        checkNoOversell},
    Check{u"V2", u"Stock equation",
        u"Paid orders and remaining stock must add up to the starting stock. A sum above it: units appeared, for "
        u"example a hold that was returned twice, and they will be oversold. A sum below it: units were lost, for "
        u"example a hold that was never returned, or stock taken for an order that was not written.",
        checkStockEquation},
    Check{u"V5", u"One order per buyer",
        u"A buyer has more than one paid order on this sale, or one order was given to two buyers. Look for a missing "
        u"unique index on buyer and sale, and for confirms that are not idempotent.",
        checkOneOrderPerBuyer},
    Check{u"V6", u"No lost order",
        u"The shop told a buyer that its order is confirmed, but its books have no such paid order. Look for an answer "
        u"that is sent before the write is durable.",
        checkNoLostOrder},
    Check{u"V7", u"No phantom order",
        u"A paid order whose buyer was never told so. Recovered ones (the answer was lost on the way) are to be "
        u"expected where connections break. The others were refused, or never asked for, and booked all the same.",
        checkNoPhantomOrder},
    Check{u"V8", u"No foreign order",
        u"Others bought on this sale as well. Their orders and the stock they took cannot be told from the shop's "
        u"mistakes, so the stock equation is not judged. Repeat the run on a sale of its own.",
        checkNoForeignOrder},
    Check{u"V18", u"Complete reading",
        u"Every page of the shop's books has to be read before anything can be missing from them. Where a part could "
        u"not be read, nothing is concluded from its absence. Verify the run again once the shop answers.",
        checkCompleteReading},
    Check{u"V19", u"Healthy generator",
        u"The machine that made the load was itself too slow, or out of sockets. The verdict on the orders stands, but "
        u"response times do not describe the shop. Use fewer virtual users or a bigger machine.",
        checkHealthyGenerator},
};

} // namespace

std::span<const Check> allChecks()
{
    return checks;
}

void addFinding(Evidence &evidence, QStringList row)
{
    ++evidence.count;
    if (evidence.rows.size() < Evidence::limit)
        evidence.rows.push_back(std::move(row));
}

void worsen(CheckRow &row, CheckVerdict verdict)
{
    row.verdict = std::max(row.verdict, verdict);
}

} // namespace doorbuster
