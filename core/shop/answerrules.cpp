// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerrules.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

JudgedAnswer judgedByFlashSale(RequestName name, int status, QByteArrayView body)
{
    static constexpr std::array calls{ShopCall::AdminSignUp, ShopCall::AdminSignIn, ShopCall::CreateSale,
        ShopCall::Sale, ShopCall::Buy, ShopCall::Poll, ShopCall::Confirm, ShopCall::OrdersMine, ShopCall::OrdersAll};
    thread_local AnswerReader reader{TextSanitizer()};
    for (const ShopCall which : calls) {
        const CompiledCall *call = reader.shop().call(which);
        if (call && requestNameOf(*call) == name)
            return reader.judge(*call, {.status = status, .body = body});
    }
    return {};
}

/// Of a call of a buyer: nothing went wrong.
bool isBusiness(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Busy:
    case Meaning::RateLimited:
    case Meaning::Refused:
    case Meaning::SignedOut:
    case Meaning::Unsure:
    case Meaning::Unreadable:
        return false;
    default:
        return true;
    }
}

} // namespace

RequestName requestNameOf(const CompiledCall &call)
{
    if (call.isBefore)
        return RequestName::Further;
    switch (call.which) {
    case ShopCall::AdminSignUp:
        return RequestName::SignUp;
    case ShopCall::AdminSignIn:
        return RequestName::SignIn;
    case ShopCall::CreateSale:
        return RequestName::SaleCreate;
    case ShopCall::Sale:
    case ShopCall::Stock:
        return RequestName::SaleStatus;
    case ShopCall::Buy:
        return RequestName::Buy;
    case ShopCall::Poll:
        return RequestName::Position;
    case ShopCall::Confirm:
        return RequestName::Confirm;
    case ShopCall::OrdersMine:
        return RequestName::OrdersByEmail;
    case ShopCall::OrdersAll:
        return RequestName::OrdersAdminList;
    case ShopCall::SignIn:
        return RequestName::Further;
    }
    Q_UNREACHABLE();
}

bool isExpected(const CompiledCall &call, int status, const JudgedAnswer &judged, bool failEvery4xx)
{
    const Meaning meaning = judged.meaning;
    if (status >= 200 && status < 300)
        return meaning != Meaning::Unreadable && meaning != Meaning::Busy && meaning != Meaning::RateLimited;
    if (status < 400)
        return judged.isYes;
    if (failEvery4xx)
        return false;
    switch (call.which) {
    case ShopCall::AdminSignUp:
        return meaning == Meaning::AlreadyThere;
    case ShopCall::OrdersAll:
        return meaning == Meaning::SignedOut || meaning == Meaning::NotThere;
    case ShopCall::SignIn:
    case ShopCall::Sale:
    case ShopCall::Buy:
    case ShopCall::Poll:
    case ShopCall::Confirm:
        return judged.isDocumented && status < 500 && isBusiness(meaning);
    default:
        return judged.isYes;
    }
}

Meaning flashSaleMeaning(RequestName name, int status, QByteArrayView body)
{
    return judgedByFlashSale(name, status, body).meaning;
}

bool isFlashSaleStatus(RequestName name, int status)
{
    return judgedByFlashSale(name, status, {}).isDocumented;
}

QString statusText(int status)
{
    return status >= 300 && status < 400 ? u"a redirect (status %1)"_s.arg(status) : u"status %1"_s.arg(status);
}

} // namespace doorbuster
