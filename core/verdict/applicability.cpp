// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/applicability.h"

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// Facts that checks rest on, as far as a description can give them.
struct Facts {
    bool queue = false; ///< with places
    bool holds = false;
    bool saleTimes = false;
    bool remaining = false;
    bool listOfBuyer = false;
};

bool reads(const CompiledShop &shop, ShopCall which, KnownValue value)
{
    const CompiledCall *call = shop.call(which);
    return call && call->answer.known[std::size_t(value)] >= 0;
}

bool canMean(const CompiledShop &shop, ShopCall which, Meaning meaning)
{
    const CompiledCall *call = shop.call(which);
    return call && std::ranges::find(call->answer.rules, meaning, &CompiledRule::meaning) != call->answer.rules.end();
}

Facts factsOf(const CompiledShop &shop)
{
    Facts facts;
    facts.queue = canMean(shop, ShopCall::Buy, Meaning::Queued) || canMean(shop, ShopCall::Poll, Meaning::Queued);
    facts.holds = shop.description().holdsPromised
        && (canMean(shop, ShopCall::Buy, Meaning::Held) || canMean(shop, ShopCall::Poll, Meaning::Held));
    for (const ShopCall which : {ShopCall::Sale, ShopCall::Stock}) {
        facts.saleTimes = facts.saleTimes || reads(shop, which, KnownValue::EndsAt);
        facts.remaining = facts.remaining || reads(shop, which, KnownValue::Remaining);
    }
    facts.listOfBuyer = shop.call(ShopCall::OrdersMine) != nullptr;
    return facts;
}

} // namespace

QMap<CheckId, QString> inapplicableChecks(const CompiledShop &shop)
{
    struct Need {
        CheckId check;
        bool Facts::*fact;
        QString reason;
    };
    const QString queue = u"Not applicable: by its description the shop has no queue."_s;
    const QString holds = u"Not applicable: by its description the shop promises no holds."_s;
    const QString stock = u"Not applicable: by its description the shop does not tell its stock."_s;
    const QList<Need> needs{{CheckId::NoUnmetDemand, &Facts::queue, queue}, {CheckId::FairQueue, &Facts::queue, queue},
        {CheckId::SanePositions, &Facts::queue, queue}, {CheckId::NoLeakedHold, &Facts::holds, holds},
        {CheckId::HoldsAreKept, &Facts::holds, holds},
        {CheckId::SaleWindow, &Facts::saleTimes,
            u"Not applicable: by its description the shop does not tell when the sale is."_s},
        {CheckId::StockEquation, &Facts::remaining, stock}, {CheckId::StockOverTime, &Facts::remaining, stock},
        {CheckId::BoundedReads, &Facts::remaining, stock},
        {CheckId::Visibility, &Facts::listOfBuyer,
            u"Not applicable: by its description the shop has no list of a buyer's orders."_s}};
    const Facts facts = factsOf(shop);
    QMap<CheckId, QString> reasons;
    for (const Need &need : needs) {
        if (!(facts.*need.fact))
            reasons.insert(need.check, need.reason);
    }
    return reasons;
}

} // namespace doorbuster
