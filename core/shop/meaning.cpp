// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/meaning.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

constexpr std::array<QStringView, meaningCount> names{u"noAnswer", u"busy", u"rateLimited", u"refused", u"unclear",
    u"unreadable", u"open", u"notStarted", u"soldOut", u"ended", u"queued", u"held", u"lostPlace", u"alreadyBought",
    u"bought", u"holdExpired", u"processing", u"confirming", u"unsure", u"done", u"alreadyThere", u"notThere",
    u"signedOut", u"ready", u"signedIn"};

} // namespace

QStringView toString(Meaning meaning)
{
    return names[std::size_t(meaning)];
}

std::optional<Meaning> meaningFromString(QStringView text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt : std::optional(Meaning(found - names.begin()));
}

bool isRefusal(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Refused:
    case Meaning::NotStarted:
    case Meaning::SoldOut:
    case Meaning::Ended:
    case Meaning::AlreadyBought:
    case Meaning::HoldExpired:
    case Meaning::AlreadyThere:
    case Meaning::NotThere:
    case Meaning::SignedOut:
        return true;
    default:
        return false;
    }
}

} // namespace doorbuster
