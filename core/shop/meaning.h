// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <optional>

namespace doorbuster {

/// What an answer of a shop means to its caller. How a shop says it (statuses, fields, words) is known in core/shop and
/// in the shop's description alone; buyers, the ledger and the checks go by these.
///
/// Which call can mean what, beside the meanings that any call has:
///   sign in   SignedIn
///   sale      Open, NotStarted, SoldOut, Ended, NotThere
///   buy       Queued, Held, Ready, Bought, AlreadyBought, SoldOut, NotStarted, Ended, Unsure
///   position  Queued, Held, Ready, Bought, LostPlace, SoldOut, Ended, AlreadyBought
///   confirm   Bought, HoldExpired, SoldOut, Ended, AlreadyBought, Processing, Confirming,
///             Unsure
///   others    Done, AlreadyThere, NotThere, SignedOut
enum class Meaning : quint8 {
    // Of any call.
    NoAnswer, ///< none came; whether the shop saw the call is told apart
    Busy, ///< an error on the shop's side, which may be over soon: back off and ask again. It may be done half-way.
    RateLimited, ///< too many calls: not dealt with, to be made again later
    Refused, ///< a certain no that is none of those below
    Unclear, ///< a no whose meaning is not certain: a status or words that the interface does not know
    Unreadable, ///< a yes that says nothing usable
    // Of a buyer's calls.
    Open, ///< the sale is on, and has stock as far as it tells
    NotStarted,
    SoldOut,
    Ended, ///< to a confirm: the sale is not active, which only the sale itself can confirm
    Queued, ///< in the queue, no hold yet
    Held, ///< a unit is held
    LostPlace, ///< neither in the queue nor holding
    AlreadyBought, ///< the buyer has its order; to a confirm, perhaps by that very confirm
    Bought, ///< there is an order now
    HoldExpired, ///< no hold, or none any more
    Processing, ///< taken, to be decided later
    Confirming, ///< the same confirm is under way
    Unsure, ///< a yes that says nothing, or what stands before the shop gave up on it: it may have been booked
    // Of the set-up's and the books' calls.
    Done, ///< what was asked for
    AlreadyThere, ///< what was to be made exists, or its place is taken
    NotThere, ///< the shop has no such thing
    SignedOut, ///< not for this caller, or not without signing in first
    // Of shops that sign their buyers in, or that hold nothing.
    Ready, ///< go on and order; nothing is held
    SignedIn,
};
inline constexpr int meaningCount = int(Meaning::SignedIn) + 1;

QStringView toString(Meaning meaning); ///< "noAnswer", "busy", …
std::optional<Meaning> meaningFromString(QStringView text);

/// No, for certain and for good: nothing was done.
bool isRefusal(Meaning meaning);

} // namespace doorbuster
