// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/meaning.h"

#include <QStringView>

#include <optional>

namespace doorbuster {

/// What a buyer asked the shop that its order hangs on. Looks at the sale are not kept: they are by far the most, and
/// nothing is owed on them.
enum class CallKind : quint8 { Buy, Position, Confirm };

QStringView toString(CallKind kind); ///< "buy", "position", "confirm"
std::optional<CallKind> callKindFromString(QStringView text);

/// One call of a buyer, with what its answer told. Times are nanoseconds since the run's start; the shop dealt with the
/// call at some moment of [sent, ended].
struct BuyerCall {
    static constexpr qint32 untold = -1'000'000'000; ///< the answer did not say; no position or size can be that

    CallKind kind = CallKind::Buy;
    Meaning meaning = Meaning::NoAnswer; ///< of its answer
    bool mayHaveArrived = true; ///< false only where it is certain that the shop never saw the whole call
    quint16 status = 0; ///< HTTP status, to be shown: nothing is decided by it; 0 without an answer
    qint64 sent = 0;
    qint64 ended = 0; ///< when the answer was read, or given up
    qint32 position = untold; ///< 1-based
    qint32 size = untold; ///< of the queue
    qint32 holdTtlMs = untold; ///< what the shop said is left of the hold

    /// No, for certain: the shop did nothing of what it was asked for.
    bool isRefused() const { return isRefusal(meaning) && !mayBeItsOwnOrder(); }
    /// A gateway may have made the confirm twice, and this be the second one's answer.
    bool mayBeItsOwnOrder() const { return kind == CallKind::Confirm && meaning == Meaning::AlreadyBought; }
    /// The shop may have acted on it, and has not said a word: no answer came, or none whose meaning is certain. A
    /// confirm is in doubt by that; an error of the shop's own is its word, and an order booked behind it a phantom
    /// (V7).
    bool isUnanswered() const
    {
        switch (meaning) {
        case Meaning::NoAnswer:
            return mayHaveArrived;
        case Meaning::Unreadable:
        case Meaning::Processing:
        case Meaning::Confirming:
        case Meaning::Unclear:
        case Meaning::Unsure:
            return true;
        default:
            return mayBeItsOwnOrder();
        }
    }
    /// Nobody can tell from it whether the buyer is in the queue, holds a unit or has its order: as isUnanswered(), or
    /// an error at the shop, which may come of it half-way.
    bool isInDoubt() const { return isUnanswered() || meaning == Meaning::Busy; }

    friend bool operator==(const BuyerCall &, const BuyerCall &) = default;
};

} // namespace doorbuster
