// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/shopdescription.h"

#include <algorithm>

namespace doorbuster {

namespace {

struct CallTraits {
    QStringView path;
    std::vector<Meaning> yes; ///< brings what was asked for
    std::vector<Meaning> no;
};

const CallTraits &traitsOf(ShopCall call)
{
    using enum Meaning;
    static const std::array<CallTraits, shopCallCount> traits{{
        {u"admin.signUp", {Done, SignedIn}, {AlreadyThere}},
        {u"admin.signIn", {Done, SignedIn}, {}},
        {u"admin.create", {Done}, {AlreadyThere}},
        {u"signIn", {SignedIn}, {}},
        {u"sale", {Open, NotStarted, SoldOut, Ended, NotThere}, {}},
        {u"buy", {Queued, Held, Ready, Bought}, {AlreadyBought, SoldOut, NotStarted, Ended, Unsure}},
        {u"poll", {Queued, Held, Ready, Bought, LostPlace}, {SoldOut, Ended, AlreadyBought}},
        {u"confirm", {Bought, Processing, Unsure}, {HoldExpired, SoldOut, Ended, Confirming, AlreadyBought}},
        {u"orders.mine", {Done}, {NotThere}},
        {u"orders.all", {Done}, {NotThere}},
        {u"stock", {Done}, {NotThere}},
    }};
    return traits[std::size_t(call)];
}

} // namespace

QStringView pathOf(ShopCall call)
{
    return traitsOf(call).path;
}

const std::vector<Meaning> &meaningsOf(ShopCall call)
{
    static const auto all = [] {
        std::array<std::vector<Meaning>, shopCallCount> made;
        for (std::size_t i = 0; i < shopCallCount; ++i) {
            const CallTraits &traits = traitsOf(ShopCall(i));
            made[i] = traits.yes;
            made[i].insert(made[i].end(), traits.no.begin(), traits.no.end());
        }
        return made;
    }();
    return all[std::size_t(call)];
}

bool isYes(ShopCall call, Meaning meaning)
{
    const std::vector<Meaning> &yes = traitsOf(call).yes;
    return std::ranges::find(yes, meaning) != yes.end();
}

} // namespace doorbuster
