// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"
#include "core/shop/compiled/compiledshop.h"
#include "core/shop/jsonbody.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace doorbuster {

/// An answer as it came.
struct HeardAnswer {
    int status = 200;
    QByteArrayView body;
    std::function<QByteArray(const QByteArray &name)> header = {}; ///< unset: there is none
    const ShopValues *values = nullptr; ///< of the caller, for picks from lists
};

/// What an answer means, by the shop's description.
struct JudgedAnswer {
    Meaning meaning = Meaning::Unclear;
    const CompiledRule *rule = nullptr; ///< that said so; null: none did
    /// Why a 2xx is of no use: no JSON, no rule fits, a value of the wrong kind. Then the meaning is Unreadable.
    std::optional<ReadError> error;
    QString message; ///< the shop's own words for people; empty where it has none
    QString code; ///< those for programs
    bool isYes = false; ///< it brings what the call asked for
    /// The description tells what this status means for this call. Trouble on the shop's side is no breach of it, any
    /// yes is read, and a limit in front of it is obeyed.
    bool isDocumented = false;
};

/// Reads the shop's answers by its description, tolerantly in form and precisely in error: unknown fields are ignored,
/// whatever is wrong with them. Ids may be strings or numbers; numbers may be in quotes; times ISO 8601, or Unix time
/// in seconds or ms; a byte order mark is skipped. Every text in what it returns has gone through its sanitizer, but
/// for tokens, `idAsSent` and kept values. Not thread-safe: one reader a worker, as it reuses the parser's memory.
class AnswerReader {
public:
    explicit AnswerReader(
        TextSanitizer sanitizer, std::shared_ptr<const CompiledShop> shop = CompiledShop::flashSale());
    Q_DISABLE_COPY_MOVE(AnswerReader)

    void setSanitizer(TextSanitizer sanitizer) { m_sanitizer = std::move(sanitizer); }
    const TextSanitizer &sanitizer() const { return m_sanitizer; }
    const CompiledShop &shop() const { return *m_shop; }

    /// What the answer means. What it says is to be taken with the functions below, before the next answer is judged;
    /// `heard` must live until then.
    JudgedAnswer judge(const CompiledCall &call, const HeardAnswer &heard);

    // What the answer that was judged last says; of a yes.
    SaleAnswer saleAnswer(Meaning meaning) const;
    PlaceAnswer placeAnswer(Meaning meaning) const;
    ConfirmAnswer confirmAnswer(Meaning meaning) const;
    TokenAnswer tokenAnswer() const;
    SaleCreatedAnswer saleCreatedAnswer() const;
    ReadResult<OrdersPage> ordersPage();
    QByteArray orderId() const; ///< of any answer
    /// The values that the description keeps of it.
    void keep(ShopValues &values) const;

    // The same in one step, of an answer with the status 200.
    ReadResult<SaleAnswer> sale(QByteArrayView body);
    ReadResult<TokenAnswer> token(QByteArrayView body);
    ReadResult<SaleCreatedAnswer> saleCreated(QByteArrayView body);
    ReadResult<BuyAnswer> buy(QByteArrayView body);
    ReadResult<PositionAnswer> position(QByteArrayView body);
    ReadResult<ConfirmAnswer> confirm(QByteArrayView body);
    ReadResult<OrdersPage> orders(QByteArrayView body);

private:
    using element = simdjson::dom::element;
    /// A value as it was found: of the body, or of a header.
    struct Found {
        std::optional<element> field;
        QByteArray header;
        std::size_t node = ValueTree::root; ///< where, of the body
        bool isThere() const { return field || !header.isEmpty(); }
    };

    Found find(const CompiledValue &value) const;
    bool exists(const CompiledValue &value) const;
    std::optional<double> number(const CompiledValue &value) const;
    bool passes(const CompiledTest &test) const;
    bool passesWith(const CompiledTest &test, const CompiledValue &value) const;
    std::optional<std::size_t> firstFailing(const CompiledRule &rule) const;
    std::optional<ReadError> kindError(const CompiledValue &value) const;
    ReadError explain() const;
    ReadError explainRule(const CompiledRule &rule) const;
    QString pathOf(const CompiledValue &value) const;
    bool isStock(const CompiledValue &value) const;
    QString wordsOf(const Found &found) const;

    const CompiledValue *known(KnownValue which) const;
    std::optional<qint64> whole(KnownValue which) const;
    QByteArray rawId(KnownValue which) const;
    ReadResult<Order> order(const element &from);

    template <class T, class Take>
    ReadResult<T> at200(ShopCall which, QByteArrayView body, Take take);

    std::shared_ptr<const CompiledShop> m_shop;
    TextSanitizer m_sanitizer;
    JsonBody m_body;
    FoundValues m_found;
    FoundValues m_entry; ///< of a list
    const CompiledAnswer *m_answer = nullptr; ///< of the last call
    const HeardAnswer *m_heard = nullptr; ///< while it is judged
    std::optional<element> m_root;
    std::vector<QByteArray> m_headers;
};

} // namespace doorbuster
