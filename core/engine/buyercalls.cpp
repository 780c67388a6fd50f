// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyercalls.h"

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using std::chrono::nanoseconds;

namespace {

/// The numbers of a shop may be anything; what is out of this range is as wrong as its bound.
constexpr qint32 numberBound = 999'999'999;

qint32 told(const std::optional<qint64> &number)
{
    return number ? qint32(std::clamp<qint64>(*number, -numberBound, numberBound)) : BuyerCall::untold;
}

qint32 toldMs(const std::optional<double> &seconds)
{
    // Also where it is no number at all.
    return seconds && *seconds >= 0 ? qint32(std::min(*seconds * 1'000, double(numberBound))) : BuyerCall::untold;
}

template <class Answer>
BuyerCall common(CallKind kind, nanoseconds sent, nanoseconds ended, const ApiResult<Answer> &answer)
{
    BuyerCall call{.kind = kind, .status = answer.status(), .sent = sent.count(), .ended = ended.count()};
    if (answer)
        return call; // the rest is up to the kind
    const ApiError &error = answer.error();
    call.mayHaveArrived = error.mayHaveArrived;
    if (answer.withoutResponse())
        call.answer = CallAnswer::None;
    else
        call.answer = error.kind == ApiError::Kind::Body ? CallAnswer::Unreadable : CallAnswer::Refused;
    return call;
}

/// A 409 to a confirm means one of three things, which only its text tells apart.
CallAnswer conflictOf(const ApiError &error)
{
    if (error.message.contains(u"being confirmed"_s, Qt::CaseInsensitive))
        return CallAnswer::InProgress;
    if (error.message.contains(u"not active"_s, Qt::CaseInsensitive)
        && !error.message.contains(u"out of stock"_s, Qt::CaseInsensitive))
        return CallAnswer::NotActive;
    return CallAnswer::SoldOut;
}

} // namespace

BuyerCall ledgerCall(nanoseconds sent, nanoseconds ended, const ApiResult<BuyAnswer> &answer)
{
    BuyerCall call = common(CallKind::Buy, sent, ended, answer);
    if (answer) {
        call.answer = answer->hasActiveHold ? CallAnswer::Hold : CallAnswer::Queued;
        call.position = told(answer->position);
        call.size = told(answer->size);
        if (answer->hasActiveHold)
            call.holdTtlMs = toldMs(answer->holdTtlSeconds);
    }
    return call;
}

BuyerCall ledgerCall(nanoseconds sent, nanoseconds ended, const ApiResult<PositionAnswer> &answer)
{
    BuyerCall call = common(CallKind::Position, sent, ended, answer);
    if (answer) {
        call.answer = answer->holds()             ? CallAnswer::Hold
            : answer->status == QueueStatus::None ? CallAnswer::NoPlace
                                                  : CallAnswer::Queued;
        call.position = told(answer->position);
        call.size = told(answer->size);
        if (answer->holds())
            call.holdTtlMs = toldMs(answer->holdTtlSeconds);
    }
    return call;
}

BuyerCall ledgerCall(nanoseconds sent, nanoseconds ended, const ApiResult<ConfirmAnswer> &answer)
{
    BuyerCall call = common(CallKind::Confirm, sent, ended, answer);
    if (answer)
        call.answer = CallAnswer::Ordered;
    else if (call.answer == CallAnswer::Refused && answer.status() == 409)
        call.answer = conflictOf(answer.error());
    return call;
}

} // namespace doorbuster
