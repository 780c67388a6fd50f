// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerrules.h"

#include <QRegularExpression>

#include <optional>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

bool isYes(int status)
{
    return status >= 200 && status < 300;
}

/// What stands before a shop says so where it lost the shop or gave up waiting for it; 520 to 524 are those of one
/// large network.
bool isGateway(int status)
{
    return (status >= 502 && status <= 504) || (status >= 520 && status <= 524);
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

/// What a refused buy or confirm says to mean by one of its texts; nothing where it is not a documented meaning and
/// nothing else.
std::optional<Meaning> conflictIn(const QString &text)
{
    using Pattern = QRegularExpression;
    static const Pattern outOfStock(
        u"^((the |this )?(item|product|(flash )?sale) (is )?)?(out of stock|sold out)( or (flash )?sale (is )?not active)?$"_s);
    static const Pattern notActive(u"^(the |this )?(flash )?sale (is )?not active$"_s);
    static const Pattern bought(
        u"^(you |this buyer )?(have |has )?already (purchased|bought|ordered)( (this|the) (item|product))?$"_s);
    static const Pattern inProgress(u"^((the |this |your )?order (is )?)?already being confirmed$"_s);
    const QString words = normalised(text);
    if (outOfStock.match(words).hasMatch())
        return Meaning::SoldOut;
    if (notActive.match(words).hasMatch())
        return Meaning::Ended;
    if (bought.match(words).hasMatch())
        return Meaning::AlreadyBought;
    if (inProgress.match(words).hasMatch())
        return Meaning::Confirming;
    return std::nullopt;
}

/// A 409 to a buy or a confirm means one of a few things, which only its words tell apart: those for programs, where
/// there are some, and those for people. Whatever else they say may mean anything.
Meaning conflictOf(const ApiError &error)
{
    // To a buy that is the documented one, so that a bare status tells it as well, and so does an order.
    const bool saysNothing = error.code.isEmpty() && error.message.isEmpty();
    if (error.request == RequestName::Buy && (saysNothing || !error.orderId.isEmpty()))
        return Meaning::AlreadyBought;
    const auto byCode = conflictIn(error.code);
    const auto byMessage = conflictIn(error.message);
    if (byCode && byMessage && *byCode != *byMessage)
        return Meaning::Unclear;
    return byCode ? *byCode : byMessage.value_or(Meaning::Unclear);
}

/// Of an answer with a status of 400 to 499.
Meaning refusalOf(const ApiError &error)
{
    const int status = error.status;
    switch (error.request) {
    case RequestName::Buy:
        return status == 409 ? conflictOf(error) : status == 400 ? Meaning::Refused : Meaning::Unclear;
    case RequestName::Confirm:
        if (status == 402) // a declined payment, whatever else the shop says
            return Meaning::Refused;
        return status == 403 ? Meaning::HoldExpired : status == 409 ? conflictOf(error) : Meaning::Unclear;
    case RequestName::Position:
    case RequestName::SaleStatus:
        return Meaning::Unclear;
    case RequestName::SignUp:
        return status == 409 || status == 422 ? Meaning::AlreadyThere : Meaning::Refused;
    case RequestName::SaleCreate:
        return status == 409 ? Meaning::AlreadyThere : status == 401 ? Meaning::SignedOut : Meaning::Refused;
    case RequestName::SignIn:
    case RequestName::OrdersByEmail:
    case RequestName::OrdersAdminList:
        if (status == 404)
            return Meaning::NotThere;
        if (status == 401 || status == 403)
            return Meaning::SignedOut;
        return status == 400 || status == 416 || status == 422 ? Meaning::Refused : Meaning::Unclear;
    }
    Q_UNREACHABLE();
}

} // namespace

Meaning meaningOf(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::None:
        return Meaning::Done;
    case ApiError::Kind::Network:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::Aborted:
        return Meaning::NoAnswer;
    case ApiError::Kind::Body:
        return Meaning::Unreadable;
    case ApiError::Kind::Status:
        break;
    }
    if (error.status == 429)
        return Meaning::RateLimited;
    if (error.status >= 500)
        return error.request == RequestName::Confirm && isGateway(error.status) ? Meaning::Unsure : Meaning::Busy;
    return error.status >= 400 ? refusalOf(error) : Meaning::Unclear;
}

bool isExpected(RequestName name, int status, bool failEvery4xx)
{
    if (isYes(status))
        return true;
    if (failEvery4xx)
        return false;
    switch (name) {
    case RequestName::Buy:
        return status == 409;
    case RequestName::Confirm:
        return status == 403 || status == 409;
    case RequestName::SignUp:
        return status == 409 || status == 422;
    case RequestName::OrdersAdminList:
        return status == 401 || status == 403 || status == 404;
    default:
        return false;
    }
}

bool isDocumented(RequestName name, int status)
{
    if (isYes(status) || status >= 500 || status == 429)
        return true;
    switch (name) {
    case RequestName::Buy:
        return status == 400 || status == 409;
    case RequestName::Confirm:
        return status == 403 || status == 409;
    default:
        return false;
    }
}

QString statusText(int status)
{
    return status >= 300 && status < 400 ? u"a redirect (status %1)"_s.arg(status) : u"status %1"_s.arg(status);
}

} // namespace doorbuster
