// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/jsonnode.h"
#include "core/shop/description/answerrule.h"
#include "core/shop/description/texttemplate.h"
#include "core/shop/description/valuepath.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace doorbuster {

// What a description file says, read and checked in itself. Plain values; core/shop/compiled makes of them what a run
// works with.

/// The calls that a description may tell of.
enum class ShopCall : quint8 {
    AdminSignUp,
    AdminSignIn,
    CreateSale,
    SignIn, ///< of a buyer
    Sale,
    Buy,
    Poll,
    Confirm,
    OrdersMine,
    OrdersAll,
    Stock,
};
inline constexpr std::size_t shopCallCount = std::size_t(ShopCall::Stock) + 1;

/// Where it stands in a description: "admin.signUp", "buy", "orders.mine", …
QStringView pathOf(ShopCall call);
/// The meanings that a call's answers can have beside those of any call.
const std::vector<Meaning> &meaningsOf(ShopCall call);
/// Whether an answer of this meaning brings what was asked for; any other is a refusal, or of no use.
bool isYes(ShopCall call, Meaning meaning);

/// A value that is read from answers.
struct ReadDescription {
    QString name;
    std::vector<ValuePath> at; ///< the first that is there
    std::vector<ValuePath> minus; ///< subtracted, where there are some
    ValueKind kind = ValueKind::Any;
    int line = 0;
    int column = 0;
};

struct CallDescription {
    enum class Body : quint8 { None, Json, Form, GraphQl };

    int line = 0;
    int column = 0;
    QString path; ///< of the description, for errors
    QByteArray method; ///< GET, POST, PUT, PATCH, DELETE
    TextTemplate address; ///< from / on
    std::vector<std::pair<QByteArray, TextTemplate>> headers;
    Body body = Body::None;
    JsonNode json; ///< of Json the body, of GraphQl the variables
    QString query; ///< of GraphQl
    std::vector<std::pair<QString, TextTemplate>> form;
    std::vector<ReadDescription> read; ///< its own, then those of the whole description
    std::vector<ReadDescription> keep;
    std::vector<AnswerRule> answers; ///< its own, then those of the whole description
    std::size_t ownAnswers = 0; ///< how many of them are its own
    std::vector<CallDescription> before;
};

/// How the entries of a list of orders are read.
struct OrderDescription {
    std::vector<ValuePath> items;
    std::vector<ValuePath> total, page, limit; ///< each may be empty: the shop does not tell
    std::vector<ReadDescription> fields; ///< id, status, and as far as told buyer, sale, createdAt, amount, units
    /// What a word of `status` counts as: "paid", "pending", "failed", "refunded" or "cancelled".
    std::vector<std::pair<QByteArray, QString>> states;
};

/// After a confirm without an answer.
enum class AfterLostConfirm : quint8 {
    Repeat, ///< the confirm can be made again
    LookUp, ///< a repeat may be refused because it was booked: only the orders tell
};

struct ShopDescription {
    QString name;
    QString note; ///< what its author says of it
    std::vector<std::pair<QString, TextTemplate>> buyer; ///< fields of a buyer, by name
    QMap<QString, QString> ask; ///< what the user fills in, with its default
    QStringList secrets; ///< names of environment variables
    bool holdsPromised = true;
    AfterLostConfirm afterLostConfirm = AfterLostConfirm::Repeat;
    std::array<std::vector<CallDescription>, shopCallCount> calls; ///< none: the shop has no such call
    OrderDescription orders;

    const CallDescription *call(ShopCall which) const
    {
        const auto &found = calls[std::size_t(which)];
        return found.empty() ? nullptr : &found.front();
    }
};

} // namespace doorbuster
