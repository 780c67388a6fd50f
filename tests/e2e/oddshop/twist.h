// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/scriptedserver.h"

#include "core/practice/shop.h"
#include "core/practice/shoprouter.h"

#include <QHash>
#include <QJsonValue>

#include <span>

namespace doorbuster {

/// What goes back to the buyer, before it is bytes.
struct OddReply {
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json; charset=utf-8";
    QList<QPair<QByteArray, QByteArray>> headers; ///< further ones
    bool isLost = false; ///< the connection is closed instead

    // Its form on the wire.
    QByteArray statusLine; ///< instead of "HTTP/1.1 200 OK"
    QByteArray interim; ///< whole answers before it, such as 103
    QByteArray colon = ": ";
    QByteArray lineEnd = "\r\n";
    bool lowerCase = false; ///< header names
    bool chunked = false;
    bool byteWise = false;
    bool closes = false; ///< behind the answer
    bool hasDate = true;
    std::chrono::seconds dateLead{0};

    void addHeader(const QByteArray &name, const QByteArray &value) { headers.emplaceBack(name, value); }
};

/// A request on its way through a twist.
struct OddCall {
    const ScriptedRequest &request;
    ServedRequest name = ServedRequest::Other;
    QByteArray email; ///< of the buyer, as sent
    QByteArray value; ///< of the twist
    qint64 ordinal = 0; ///< of this name, from 1
    ShopTime now;
    QHash<QByteArray, qint64> &memory; ///< of this twist
};

/// What a twist makes of the shop.
enum class TwistNature {
    Odd, ///< a right shop in another dress
    Closed, ///< nothing can be bought, which is no mistake of the books
    Wrong, ///< it breaks a promise
};

/// One way in which the shop differs from the practice shop. To add one: a row in one of the three tables.
struct Twist {
    const char *name;
    /// Values to choose from, separated by '|'; any other text may be given as well. Null: it takes none.
    const char *values;
    TwistNature nature;
    const char *description;
    /// Answers instead of the shop, which is not asked; false where it does not. May be null.
    bool (*instead)(const OddCall &, OddReply &);
    /// Changes what the shop answered. May be null.
    void (*change)(const OddCall &, OddReply &);
};

std::span<const Twist> callTwists(); ///< statuses, pages, limits, answers that are lost
std::span<const Twist> bodyTwists(); ///< what stands in the JSON
std::span<const Twist> wireTwists(); ///< heads, headers, cookies, clocks

/// All of the three.
std::vector<const Twist *> allTwists();

/// Applies `change` to every value of this JSON document, with its key ("" in arrays); a body that is no JSON stays.
void changeJson(QByteArray &body, const std::function<QJsonValue(const QString &key, const QJsonValue &)> &change);

bool isList(ServedRequest name); ///< of orders

} // namespace doorbuster
