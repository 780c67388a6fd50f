// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/compiled/calltemplate.h"
#include "core/shop/compiled/valuetree.h"
#include "core/shop/description/shopdescription.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace doorbuster {

/// The values of an answer that the program itself knows.
enum class KnownValue : quint8 {
    Remaining,
    Starting,
    SoldOut,
    StartsAt,
    EndsAt,
    Id,
    Order,
    Position,
    QueueSize,
    HoldSeconds,
    Message,
    Code,
    Token,
};
inline constexpr std::size_t knownValueCount = std::size_t(KnownValue::Token) + 1;

/// A value of an answer: the first of its places that has one.
struct CompiledValue {
    struct Place {
        std::size_t node = 0;
        QByteArray header; ///< not empty: that header instead
    };
    std::vector<Place> at;
    std::vector<Place> minus;
    ValueKind kind = ValueKind::Any;
};

struct CompiledTest {
    AnswerTest::Op op = AnswerTest::Op::Exists;
    std::vector<std::size_t> values; ///< of CompiledAnswer::values
    std::vector<QByteArray> words;
    std::vector<std::optional<double>> numbers;
    double bound = 0;
    std::vector<std::shared_ptr<const Pattern>> patterns;
};

struct CompiledRule {
    StatusSet statuses;
    std::vector<CompiledTest> tests;
    Meaning meaning = Meaning::Unclear;
    QString text;
    bool isOwn = false; ///< of the call, not of all calls
};

/// The values of a list of orders.
enum class KnownListValue : quint8 { Items, Total, Page, Limit };

/// How the answers of one call are read.
struct CompiledAnswer {
    ValueTree tree;
    std::vector<CompiledValue> values;
    std::array<int, knownValueCount> known{}; ///< of `values`; -1: the description does not tell
    std::array<int, 4> list{-1, -1, -1, -1}; ///< of `values`, by KnownListValue; of a list of orders only
    std::vector<CompiledRule> rules;
    bool needsObject = false; ///< nothing of it could be found in an answer that is no object
    struct Keep {
        std::size_t value = 0; ///< of `values`
        std::size_t into = 0; ///< of ShopValues
        QString name;
    };
    std::vector<Keep> keeps;
};

struct CompiledCall {
    ShopCall which = ShopCall::Sale;
    bool isBefore = false; ///< goes before `which`
    std::size_t number = 0; ///< among all calls of the shop
    QString path; ///< in the description: "buy", "buy.before[0]"
    CallTemplate request;
    CompiledAnswer answer;
    std::vector<CompiledCall> before;
};

/// How the entries of a list of orders are read.
struct CompiledOrders {
    ValueTree tree; ///< of one entry
    std::vector<CompiledValue> fields;
    enum Field : quint8 { Id, Sale, Buyer, Status, CreatedAt, Amount };
    std::array<int, 6> known{-1, -1, -1, -1, -1, -1}; ///< of `fields`
    std::vector<std::pair<QByteArray, QString>> states;
};

/// A description made ready for a run. Does not change any more: threads share it.
class CompiledShop {
public:
    /// `ask` and `secrets` fill their placeholders.
    CompiledShop(const ShopDescription &shop, const QMap<QString, QString> &ask, const QMap<QString, QString> &secrets);
    Q_DISABLE_COPY_MOVE(CompiledShop)

    const QString &name() const { return m_description.name; }
    const ShopDescription &description() const { return m_description; }
    /// Null where the shop has no such call.
    const CompiledCall *call(ShopCall which) const
    {
        const auto &calls = m_calls[std::size_t(which)];
        return calls.empty() ? nullptr : &calls.front();
    }
    const std::vector<CompiledCall> &calls(ShopCall which) const { return m_calls[std::size_t(which)]; }
    const CompiledOrders &orders() const { return m_orders; }
    std::size_t callCount() const { return m_callCount; }
    std::size_t valueCount() const { return m_valueCount; }

    /// The shipped flash-sale API.
    static std::shared_ptr<const CompiledShop> flashSale();

private:
    CompiledCall compile(const CallDescription &call, ShopCall which, bool isBefore);
    void compileAnswer(CompiledAnswer &answer, const CallDescription &call);
    void compileOrders();

    ShopDescription m_description;
    ValueNames m_names;
    std::array<std::vector<CompiledCall>, shopCallCount> m_calls;
    CompiledOrders m_orders;
    std::size_t m_callCount = 0;
    std::size_t m_valueCount = standardValueCount;
};

} // namespace doorbuster
