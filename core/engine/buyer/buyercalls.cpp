// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/buyercalls.h"

#include <algorithm>
#include <optional>

namespace doorbuster {

using std::chrono::nanoseconds;

namespace {

/// The numbers of a shop may be anything; what is out of this range is as wrong as its bound.
constexpr qint32 numberBound = 999'999'999;

qint32 bounded(const std::optional<qint64> &number)
{
    return number ? qint32(std::clamp<qint64>(*number, -numberBound, numberBound)) : BuyerCall::untold;
}

qint32 boundedMs(const std::optional<double> &seconds)
{
    // Also where it is no number at all.
    return seconds && *seconds >= 0 ? qint32(std::min(*seconds * 1'000, double(numberBound))) : BuyerCall::untold;
}

template <class Answer>
BuyerCall callOf(CallKind kind, nanoseconds sent, nanoseconds ended, const ApiResult<Answer> &answer)
{
    BuyerCall call{.kind = kind,
        .meaning = answer.meaning(),
        .status = answer.status(),
        .sent = sent.count(),
        .ended = ended.count()};
    if (!answer)
        call.mayHaveArrived = answer.error().mayHaveArrived;
    return call;
}

template <class Answer>
BuyerCall callWithPlace(CallKind kind, nanoseconds sent, nanoseconds ended, const ApiResult<Answer> &answer)
{
    BuyerCall call = callOf(kind, sent, ended, answer);
    if (answer) {
        call.position = bounded(answer->position);
        call.size = bounded(answer->size);
        if (call.meaning == Meaning::Held)
            call.holdTtlMs = boundedMs(answer->holdTtlSeconds);
    }
    return call;
}

} // namespace

BuyerCall ledgerCall(nanoseconds sent, nanoseconds ended, const ApiResult<BuyAnswer> &answer)
{
    return callWithPlace(CallKind::Buy, sent, ended, answer);
}

BuyerCall ledgerCall(nanoseconds sent, nanoseconds ended, const ApiResult<PositionAnswer> &answer)
{
    return callWithPlace(CallKind::Position, sent, ended, answer);
}

BuyerCall ledgerCall(nanoseconds sent, nanoseconds ended, const ApiResult<ConfirmAnswer> &answer)
{
    return callOf(CallKind::Confirm, sent, ended, answer);
}

} // namespace doorbuster
