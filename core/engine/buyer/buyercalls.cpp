// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/buyercalls.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

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

/// Whether it is known what a refusal with this status means: that of trouble at the shop for any call, else the
/// documented ones.
bool isDocumented(CallKind kind, quint16 status)
{
    if (status >= 500)
        return true;
    switch (kind) {
    case CallKind::Buy:
        return status == 400 || status == 409;
    case CallKind::Position:
        return false;
    case CallKind::Confirm:
        return status == 403 || status == 409;
    }
    Q_UNREACHABLE();
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
    else if (error.kind == ApiError::Kind::Body)
        call.answer = CallAnswer::Unreadable;
    else if (error.status == 429)
        call.answer = CallAnswer::RateLimited;
    else
        call.answer = isDocumented(kind, error.status) ? CallAnswer::Refused : CallAnswer::Unclear;
    return call;
}

/// Capitals, signs between words and a full stop at the end are not what a refusal means.
QString normalised(QString text)
{
    text.replace(u'_', u' ').replace(u'-', u' ');
    text = text.simplified().toLower();
    while (text.endsWith(u'.') || text.endsWith(u'!'))
        text.chop(1);
    return text;
}

/// What a refusal says to mean by one of its texts; nothing where it is not a documented meaning and nothing else.
std::optional<CallAnswer> conflictIn(const QString &text)
{
    using Pattern = QRegularExpression;
    static const Pattern outOfStock(
        u"^((the |this )?(item|product|(flash )?sale) (is )?)?(out of stock|sold out)( or (flash )?sale (is )?not active)?$"_s);
    static const Pattern notActive(u"^(the |this )?(flash )?sale (is )?not active$"_s);
    static const Pattern inProgress(u"^((the |this |your )?order (is )?)?already being confirmed$"_s);
    const QString words = normalised(text);
    if (outOfStock.match(words).hasMatch())
        return CallAnswer::SoldOut;
    if (notActive.match(words).hasMatch())
        return CallAnswer::NotActive;
    if (inProgress.match(words).hasMatch())
        return CallAnswer::InProgress;
    return std::nullopt;
}

/// A 409 to a confirm means one of three things, which only its words tell apart: those for programs, where there are
/// some, and those for people. Whatever else they say may mean anything.
CallAnswer conflictOf(const ApiError &error)
{
    const auto byCode = conflictIn(error.code);
    const auto byMessage = conflictIn(error.message);
    if (byCode && byMessage && *byCode != *byMessage)
        return CallAnswer::Unclear;
    return byCode ? *byCode : byMessage.value_or(CallAnswer::Unclear);
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
