// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/faultplan.h"
#include "core/practice/fieldreader.h"
#include "core/practice/servedrequest.h"
#include "core/practice/shop.h"

#include <string>
#include <string_view>

namespace doorbuster {

/// A request as it came, header by header that matters; all views into the server's buffers.
struct ShopRequest {
    std::string_view method;
    /// Path and query, still encoded.
    std::string_view target;
    std::string_view contentType;
    std::string_view authorization;
    std::string_view body;
};

struct ShopAnswer {
    int status = 200;
    /// JSON, unless `isPage`; nothing with 204.
    std::string body;
    bool isPage = false;
    /// For the Retry-After header, where above 0: s.
    int retryAfter = 0;
    /// For the Allow header, where not empty.
    std::string_view allow;

    friend bool operator==(const ShopAnswer &, const ShopAnswer &) = default;
};

/// The HTTP side of the shop without sockets: routes, checks query and body as strictly as the real backend, asks the
/// shop and renders its answer. HEAD is answered as GET, the server leaves the body out.
class ShopRouter final {
public:
    /// `shop` must outlive this.
    explicit ShopRouter(Shop &shop);

    /// What a request asks for; `other` where no route fits.
    static ServedRequest classify(const ShopRequest &request);

    /// The answer, in an object that is overwritten by the next call.
    ShopAnswer &handle(const ShopRequest &request, ShopTime now);
    /// The answer that a fault puts in the place of the shop's own. Nothing is done.
    ShopAnswer &fail(Fault fault, ServedRequest name);
    /// The answer to bytes that are not an acceptable HTTP request.
    ShopAnswer &refuseMalformed(int status);

    static std::string_view reason(int status);

private:
    using Rules = std::span<const FieldRule>;

    void saleStatus(std::string_view query, ShopTime now);
    void buy(const ShopRequest &request, ShopTime now);
    void position(std::string_view query, ShopTime now);
    void confirm(const ShopRequest &request, ShopTime now);
    void signUp(const ShopRequest &request, ShopTime now);
    void signIn(const ShopRequest &request);
    void createSale(const ShopRequest &request, ShopTime now);
    void ordersByEmail(std::string_view query, ShopTime now);
    void ordersForAdmin(const ShopRequest &request, std::string_view query, ShopTime now);
    void other(const ShopRequest &request);

    /// False where the request was refused, with the answer written.
    bool readQuery(std::string_view query, Rules rules);
    bool readBody(const ShopRequest &request, Rules rules, bool bareMessage = false);
    bool isAdmin(const ShopRequest &request) const;
    void refuse(ServedRequest name);
    void startAnswer();
    void answerMessage(int status, std::string_view message, std::string_view orderId = {});
    void answerRefusal(int status, std::string_view code, std::string_view message);

    Shop &m_shop;
    FieldReader m_fields;
    ShopAnswer m_answer;
};

} // namespace doorbuster
