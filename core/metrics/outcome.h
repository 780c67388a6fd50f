// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <cstddef>
#include <optional>

namespace doorbuster {

/// How a journey ended. Every journey ends in exactly one outcome.
enum class Outcome : quint8 { Success, Failed, GaveUp, Interrupted };
inline constexpr std::size_t outcomeCount = 4;

/// Why it ended so; None for success and for interrupted.
enum class OutcomeReason : quint8 {
    None,
    SoldOut,
    Ended,
    Timeout,
    HoldExpired,
    AlreadyPurchased,
    QueueUnavailable,
    ApiError,
    Network,
    LostPlace, ///< thrown out of the queue (a place before, then none), as often as the profile lets it buy again
    RateLimited, ///< told to wait (429 or 503 with Retry-After) for longer than the profile allows
    Unclear, ///< a refusal whose meaning is not certain, and the shop's other answers did not explain it
};
inline constexpr std::size_t outcomeReasonCount = std::size_t(OutcomeReason::Unclear) + 1;

QStringView toString(Outcome outcome); ///< "success", "failed", "gaveUp", "interrupted"
QStringView toString(OutcomeReason reason); ///< "", "soldOut", …
std::optional<Outcome> outcomeFromString(QStringView text);
std::optional<OutcomeReason> outcomeReasonFromString(QStringView text);

} // namespace doorbuster
