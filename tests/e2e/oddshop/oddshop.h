// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "twist.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace doorbuster {

/// The practice shop behind twists: what it does is right, and what its answers look like is odd. Knows what was really
/// sold.
class OddShop {
public:
    /// `twists` as on the command line: "buyhtml", "confirmall=410". Nothing, with `error` set, where one is unknown.
    static std::unique_ptr<OddShop> make(const QStringList &twists, QString &error);

    ScriptedAnswer answer(const ScriptedRequest &request);
    /// `orders` paid, `remaining` units of all sales, and what twists counted.
    QJsonObject truth();

private:
    struct Chosen {
        const Twist *twist;
        QByteArray value;
        QHash<QByteArray, qint64> memory;
    };

    OddShop(const ShopRules &rules, std::chrono::nanoseconds clockLead, std::vector<Chosen> chosen);
    ShopTime now() const;
    void askShop(const ScriptedRequest &request, OddReply &reply);
    QByteArray rendered(const OddReply &reply) const;

    Shop m_shop;
    ShopRouter m_router;
    const std::chrono::nanoseconds m_clockLead;
    std::vector<Chosen> m_chosen;
    QHash<int, qint64> m_counts; ///< of requests, by name
};

} // namespace doorbuster
