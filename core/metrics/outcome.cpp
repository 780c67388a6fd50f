// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/outcome.h"

#include <algorithm>
#include <array>

namespace doorbuster {

namespace {

constexpr std::array<QStringView, outcomeCount> outcomeNames{u"success", u"failed", u"gaveUp", u"interrupted"};
constexpr std::array<QStringView, outcomeReasonCount> reasonNames{
    u"",
    u"soldOut",
    u"ended",
    u"timeout",
    u"holdExpired",
    u"alreadyPurchased",
    u"queueUnavailable",
    u"apiError",
    u"network",
    u"lostPlace",
    u"rateLimited",
    u"unclear",
};

template <typename Enum, std::size_t size>
std::optional<Enum> lookUp(const std::array<QStringView, size> &names, QStringView text)
{
    const auto found = std::ranges::find(names, text);
    return found == names.end() ? std::nullopt : std::optional(Enum(found - names.begin()));
}

} // namespace

QStringView toString(Outcome outcome)
{
    return outcomeNames[std::size_t(outcome)];
}

QStringView toString(OutcomeReason reason)
{
    return reasonNames[std::size_t(reason)];
}

std::optional<Outcome> outcomeFromString(QStringView text)
{
    return lookUp<Outcome>(outcomeNames, text);
}

std::optional<OutcomeReason> outcomeReasonFromString(QStringView text)
{
    return lookUp<OutcomeReason>(reasonNames, text);
}

} // namespace doorbuster
