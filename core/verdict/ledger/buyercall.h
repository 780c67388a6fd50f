// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <optional>

namespace doorbuster {

/// What a buyer asked the shop that its order hangs on. Looks at the sale are not kept: they are by far the most, and
/// nothing is owed on them.
enum class CallKind : quint8 { Buy, Position, Confirm };

/// What the shop said to it.
enum class CallAnswer : quint8 {
    None, ///< no answer came; see BuyerCall::mayHaveArrived
    Queued, ///< 200: in the queue, no hold yet
    Hold, ///< 200: a hold exists
    NoPlace, ///< 200 to a position: neither in the queue nor holding
    Ordered, ///< 200 to a confirm
    SoldOut, ///< 409 to a confirm: out of stock
    NotActive, ///< 409 to a confirm: the sale is not active
    InProgress, ///< 409 to a confirm: the same confirm is under way
    Refused, ///< another status than 2xx, of a documented meaning: trouble at the shop, or a refusal of the call
    Unreadable, ///< a 2xx with a body that says nothing usable
    Unclear, ///< another status than 2xx whose meaning is not certain: an undocumented one, or an unknown reason
    RateLimited, ///< 429: not dealt with, to be asked again later
};

QStringView toString(CallKind kind); ///< "buy", "position", "confirm"
QStringView toString(CallAnswer answer); ///< "none", "queued", "hold", "noPlace", "ordered", …
std::optional<CallKind> callKindFromString(QStringView text);
std::optional<CallAnswer> callAnswerFromString(QStringView text);

/// One call of a buyer, with what its answer told. Times are nanoseconds since the run's start; the shop dealt with the
/// call at some moment of [sent, ended].
struct BuyerCall {
    static constexpr qint32 untold = -1'000'000'000; ///< the answer did not say; no position or size can be that

    CallKind kind = CallKind::Buy;
    CallAnswer answer = CallAnswer::None;
    bool mayHaveArrived = true; ///< false only where it is certain that the shop never saw the whole call
    quint16 status = 0; ///< HTTP status; 0 without an answer
    qint64 sent = 0;
    qint64 ended = 0; ///< when the answer was read, or given up
    qint32 position = untold; ///< 1-based
    qint32 size = untold; ///< of the queue
    qint32 holdTtlMs = untold; ///< what the shop said is left of the hold

    bool refused() const { return status != 0 && (status < 200 || status > 299); }
    /// The shop was in trouble: it may or may not have done what it was asked for.
    bool isServerTrouble() const { return status >= 500; }
    /// The shop may have acted on it, and has not said a word: no answer came, or none whose meaning is certain, or the
    /// answer is that of a gateway which gave up waiting for the shop's (502, 504, and 520 to 524 of one large
    /// network). A confirm is in doubt by that; a 500 is the shop's own word, and an order booked behind it a phantom
    /// (V7).
    bool isUnanswered() const
    {
        return (answer == CallAnswer::None && mayHaveArrived) || answer == CallAnswer::Unreadable
            || answer == CallAnswer::InProgress || answer == CallAnswer::Unclear || status == 502 || status == 504
            || (status >= 520 && status <= 524);
    }
    /// Nobody can tell from it whether the buyer is in the queue, holds a unit or has its order: as isUnanswered(), or
    /// any trouble at the shop, which may come of it half-way.
    bool isInDoubt() const { return isUnanswered() || isServerTrouble(); }

    friend bool operator==(const BuyerCall &, const BuyerCall &) = default;
};

} // namespace doorbuster
