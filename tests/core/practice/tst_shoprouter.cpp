// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shoprouter.h"

#include "practicetools.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A shop with one running sale of 2 units, an admin, and a buyer with a paid order (paid@test.com).
class Bench {
public:
    explicit Bench(const ShopRules &rules = {})
        : shop(rules)
        , router(shop)
    {
        shop.accounts().signUp("admin", "admin@test.com", "secret12", testStart);
        bearer = "Bearer " + shop.accounts().signIn("admin@test.com", "secret12")->token;
        saleId = shop.createSale(testTerms(2, 0s, 60s), testStart)->id();
        auto &sale = *shop.sale(saleId, testStart);
        sale.join("paid@test.com", testStart);
        shop.confirm(sale, "paid@test.com", 1, testStart);
    }

    ShopAnswer get(const std::string &target, ShopTime now = testStart)
    {
        return router.handle({"GET", target, {}, {}, {}}, now);
    }
    ShopAnswer post(const std::string &target, const std::string &body, ShopTime now = testStart)
    {
        return router.handle({"POST", target, "application/json", {}, body}, now);
    }
    std::string buyerBody(const std::string &email) const
    {
        return "{\"email\":\"" + email + "\",\"flashSaleId\":\"" + saleId + "\"}";
    }
    std::string position(const std::string &email) const
    {
        return "/orders/position?email=" + email + "&flashSaleId=" + saleId;
    }

    Shop shop;
    ShopRouter router;
    std::string bearer;
    std::string saleId;
};

QJsonObject json(const ShopAnswer &answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

} // namespace

class TestShopRouter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const char *method, const char *target, const char *body, int status,
                             const char *answer) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(body) << status
                                << QByteArray(answer);
        };
        // As read off the real backend.
        row("buy without sale", "POST", "/orders/buy", R"({"email":"bad"})", 400,
            R"({"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request","message":"body must have required property 'flashSaleId'"})");
        row("bad email", "GET", "/orders/by-email?email=bad", "", 400,
            "{\"statusCode\":400,\"code\":\"FST_ERR_VALIDATION\",\"error\":\"Bad "
            "Request\",\"message\":\"querystring/email must match format \\\"email\\\"\"}");
        row("no route", "GET", "/nope", "", 404,
            R"({"message":"Route GET:/nope not found","error":"Not Found","statusCode":404})");
        row("unknown sale", "GET", "/flash-sales/public/sale?flashSaleId=000000000000000000000000", "", 200,
            R"({"item":null,"meta":{"status":"not_found"}})");
        row("not an id", "GET", "/flash-sales/public/sale?flashSaleId=xyz", "", 500,
            R"({"message":"Failed to fetch sale status"})");
        row("no token", "GET", "/orders/admin/list-admin?flashSaleId=1", "", 401, R"({"message":"Unauthorized"})");
        row("no hold", "POST", "/orders/confirm", R"({"email":"z@test.com","flashSaleId":"SALE"})", 403,
            R"({"message":"No active hold or it has expired"})");
        row("paid already", "POST", "/orders/confirm", R"({"email":"paid@test.com","flashSaleId":"SALE"})", 403,
            R"({"message":"No active hold or it has expired"})");
        row("wrong password", "POST", "/api/auth/sign-in/email", R"({"email":"admin@test.com","password":"wrong123"})",
            401, R"({"message":"Failed to sign in"})");
        row("user exists", "POST", "/api/auth/sign-up/email",
            R"({"name":"a","email":"Admin@test.com","password":"Password1!"})", 422,
            R"({"message":"User already exists"})");
        // Ours.
        row("create without token", "POST", "/flash-sales", "{}", 401, R"({"message":"Unauthorized"})");
        row("wrong method", "GET", "/orders/buy", "", 404,
            R"({"message":"Route GET:/orders/buy not found","error":"Not Found","statusCode":404})");
        row("target with quotes", "GET", "/a\"b\"", "", 404,
            "{\"message\":\"Route GET:/a\\\"b\\\" not found\",\"error\":\"Not Found\",\"statusCode\":404}");
        row("buy for an unknown sale", "POST", "/orders/buy", R"({"email":"a@test.com","flashSaleId":"1"})", 404,
            R"({"message":"Flash sale not found"})");
        row("confirm for an unknown sale", "POST", "/orders/confirm", R"({"email":"a@test.com","flashSaleId":"1"})",
            403, R"({"message":"No active hold or it has expired"})");
        row("unknown field", "POST", "/orders/buy", R"({"email":"a@test.com","flashSaleId":"SALE","x":1})", 400,
            R"({"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request","message":"body must NOT have additional properties"})");
        row("unknown parameter", "GET", "/flash-sales/public/sale?id=1", "", 400,
            R"({"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request","message":"querystring must NOT have additional properties"})");
        row("not JSON", "POST", "/orders/buy", "{", 400,
            R"({"statusCode":400,"code":"FST_ERR_CTP_INVALID_JSON_BODY","error":"Bad Request","message":"Body is not valid JSON but content-type is set to 'application/json'"})");
        row("no body", "POST", "/orders/buy", "", 400,
            R"({"statusCode":400,"code":"FST_ERR_CTP_EMPTY_JSON_BODY","error":"Bad Request","message":"Body cannot be empty when content-type is set to 'application/json'"})");
    }
    void refuses()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, answer);
        Bench bench;
        body.replace("SALE", QByteArray::fromStdString(bench.saleId));
        const auto actual =
            bench.router.handle({method.toStdString(), std::string_view(target.data(), std::size_t(target.size())),
                                    "application/json", {}, body.toStdString()},
                testStart + 1s);
        QCOMPARE(QByteArray::fromStdString(actual.body), answer);
        QCOMPARE(actual.status, status);
    }

    void wantsJson()
    {
        Bench bench;
        const auto body = bench.buyerBody("a@test.com");
        for (const char *type : {"", "text/plain", "application/jsonx"})
            QCOMPARE(bench.router.handle({"POST", "/orders/buy", type, {}, body}, testStart).status, 415);
        for (const char *type : {"application/json", "Application/JSON ; charset=utf-8"})
            QCOMPARE(bench.router.handle({"POST", "/orders/buy", type, {}, body}, testStart).status, 200);
    }

    void headIsGetAndOptionsTells()
    {
        Bench bench;
        QVERIFY(bench.router.handle({"HEAD", "/flash-sales/public/sale", {}, {}, {}}, testStart)
            == bench.get("/flash-sales/public/sale"));
        auto answer = bench.router.handle({"OPTIONS", "/orders/buy", {}, {}, {}}, testStart);
        QCOMPARE(answer.status, 204);
        QCOMPARE(answer.allow, std::string_view("POST, OPTIONS"));
        QVERIFY(answer.body.empty());
        QCOMPARE(bench.router.handle({"OPTIONS", "/nope", {}, {}, {}}, testStart).status, 404);
    }

    void aBuyersWay()
    {
        Bench bench;
        // Trimmed and lower-cased: the same buyer as below.
        const auto bought = bench.post("/orders/buy", bench.buyerBody(" A@Test.com "), testStart + 1s);
        QCOMPARE(bought.status, 200);
        const auto buy = json(bought);
        QCOMPARE(buy.value("queued"_L1), QJsonValue(true));
        QCOMPARE(buy.value("position"_L1), QJsonValue(1));
        QCOMPARE(buy.value("size"_L1), QJsonValue(1));
        QCOMPARE(buy.value("hasActiveHold"_L1), QJsonValue(false));
        QCOMPARE(buy.value("holdTtlSec"_L1), QJsonValue(0));
        QCOMPARE(buy.value("email"_L1), QJsonValue(u"a@test.com"_s));

        const auto ready = json(bench.get(bench.position("a%40test.com"), testStart + 2s));
        QCOMPARE(ready.value("status"_L1), QJsonValue(u"ready"_s));
        QCOMPARE(ready.value("position"_L1), QJsonValue(QJsonValue::Null));
        QCOMPARE(ready.value("hasActiveHold"_L1), QJsonValue(true));
        QCOMPARE(ready.value("holdTtlSec"_L1), QJsonValue(899));
        QCOMPARE(ready.value("pttlRaw"_L1), QJsonValue(899000));

        bench.post("/orders/buy", bench.buyerBody("b@test.com"), testStart + 2s);
        const auto queued = json(bench.get(bench.position("b@test.com"), testStart + 3s));
        QCOMPARE(queued.value("status"_L1), QJsonValue(u"queued"_s));
        QCOMPARE(queued.value("position"_L1), QJsonValue(1));
        QCOMPARE(
            json(bench.get(bench.position("c@test.com"), testStart + 3s)).value("status"_L1), QJsonValue(u"none"_s));

        const auto confirmed = bench.post("/orders/confirm",
            "{\"email\":\"a@test.com\",\"flashSaleId\":\"" + bench.saleId + "\",\"totalAmount\":12.5}", testStart + 3s);
        QCOMPARE(confirmed.status, 200);
        QCOMPARE(json(confirmed).value("ok"_L1), QJsonValue(true));
        const auto orderId = json(confirmed).value("orderId"_L1);
        QCOMPARE(orderId.toString().size(), 24);

        const auto again = bench.post("/orders/buy", bench.buyerBody("a@test.com"), testStart + 4s);
        QCOMPARE(again.status, 409);
        QCOMPARE(json(again).value("orderId"_L1), orderId);

        const auto orders = json(bench.get("/orders/by-email?email=a@test.com&limit=100", testStart + 4s));
        QCOMPARE(orders.value("total"_L1), QJsonValue(1));
        QCOMPARE(orders.value("page"_L1), QJsonValue(1));
        QCOMPARE(orders.value("limit"_L1), QJsonValue(100));
        const auto order = orders.value("items"_L1).toArray().at(0).toObject();
        QCOMPARE(order.value("_id"_L1), orderId);
        QCOMPARE(order.value("userEmail"_L1), QJsonValue(u"a@test.com"_s));
        QCOMPARE(order.value("flashSaleId"_L1), QJsonValue(QString::fromStdString(bench.saleId)));
        QCOMPARE(order.value("paymentStatus"_L1), QJsonValue(u"paid"_s));
        QCOMPARE(order.value("totalAmount"_L1), QJsonValue(12.5));
        QCOMPARE(order.value("createdAt"_L1), QJsonValue(u"2026-11-22T00:00:03.000Z"_s));
    }

    void aConfirmAfterTheEndIsRefused()
    {
        Bench bench;
        bench.post("/orders/buy", bench.buyerBody("a@test.com"), testStart + 1s);
        const auto late = bench.post("/orders/confirm", bench.buyerBody("a@test.com"), testStart + 60s);
        QCOMPARE(late.status, 409);
        QVERIFY(json(late).value("message"_L1).toString().contains("sale not active"_L1));
    }

    void aNegativeStockIsToldAsItIs()
    {
        ShopRules rules;
        rules.defect = Defect::NegativeStock;
        Bench bench(rules);
        bench.post("/orders/buy", bench.buyerBody("a@test.com"), testStart + 1s);
        QCOMPARE(bench.post("/orders/confirm", bench.buyerBody("a@test.com"), testStart + 1s).status, 200);
        const auto told = [&bench](ShopTime now) {
            const auto sale = json(bench.get("/flash-sales/public/sale", now));
            const auto meta = sale.value("meta"_L1).toObject();
            return QJsonArray{sale.value("item"_L1).toObject().value("currentQuantity"_L1),
                meta.value("progress"_L1).toObject().value("remaining"_L1),
                meta.value("progress"_L1).toObject().value("ratio"_L1), meta.value("soldOut"_L1)};
        };
        QCOMPARE(told(testStart + 2s), (QJsonArray{-3, -3, -1.5, true}));
        QCOMPARE(told(testStart + 4s), (QJsonArray{0, 0, 0, true}));
    }

    void aSlowListingIsSlowForEverybody()
    {
        ShopRules rules;
        rules.defect = Defect::SlowVisibility;
        Bench bench(rules); // one order, made at testStart
        const auto listed = [&bench](ShopTime now) {
            return QJsonArray{json(bench.get("/orders/by-email?email=paid@test.com", now)).value("total"_L1),
                json(bench.router.handle({"GET", "/orders/admin/list-admin", {}, bench.bearer, {}}, now))
                    .value("total"_L1)};
        };
        QCOMPARE(listed(testStart + 2s), (QJsonArray{0, 0}));
        QCOMPARE(listed(testStart + 3s), (QJsonArray{1, 1}));
    }

    void saleStatus()
    {
        Bench bench;
        const auto byId = bench.get("/flash-sales/public/sale?flashSaleId=" + bench.saleId, testStart + 1s);
        QVERIFY(byId == bench.get("/flash-sales/public/sale", testStart + 1s));
        const auto item = json(byId).value("item"_L1).toObject();
        const auto meta = json(byId).value("meta"_L1).toObject();
        QCOMPARE(item.value("_id"_L1), QJsonValue(QString::fromStdString(bench.saleId)));
        QCOMPARE(item.value("startingQuantity"_L1), QJsonValue(2));
        QCOMPARE(item.value("currentQuantity"_L1), QJsonValue(1));
        QCOMPARE(item.value("startsAt"_L1), QJsonValue(u"2026-11-22T00:00:00.000Z"_s));
        QCOMPARE(meta.value("status"_L1), QJsonValue(u"ongoing"_s));
        QCOMPARE(meta.value("soldOut"_L1), QJsonValue(false));
        QCOMPARE(meta.value("progress"_L1).toObject(),
            (QJsonObject{{u"remaining"_s, 1}, {u"starting"_s, 2}, {u"ratio"_s, 0.5}}));
        QCOMPARE(meta.value("endsAt"_L1), QJsonValue(u"2026-11-22T00:01:00.000Z"_s));
        const auto ended = json(bench.get("/flash-sales/public/sale?flashSaleId=" + bench.saleId, testStart + 60s));
        QCOMPARE(ended.value("meta"_L1).toObject().value("status"_L1), QJsonValue(u"ended"_s));
    }

    void creatingASale_data()
    {
        QTest::addColumn<QByteArray>("change"); // replaces the field's value; empty: the field is left out
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const char *field, const char *change, int status, const char *message) {
            QTest::newRow(name) << QByteArray(change) << QByteArray(field) << status << QByteArray(message);
        };
        row("good", "name", "\"other\"", 201, "");
        row("no start", "startsAt", "", 400, "body must have required property 'startsAt'");
        row("no stock", "startingQuantity", "0", 400, "body/startingQuantity must be >= 1");
        row("text stock", "startingQuantity", "\"5\"", 400, "body/startingQuantity must be integer");
        row("more than there is", "currentQuantity", "6", 400, "body/currentQuantity must be <= startingQuantity");
        row("ends before", "endsAt", "\"2026-11-21T00:00:00.000Z\"", 400, "body/endsAt must be after startsAt");
        row("not a time", "endsAt", "\"soon\"", 400, "body/endsAt must match format \"date-time\"");
        row("overlap", "startsAt", "\"2026-11-22T00:00:59.999Z\"", 409,
            "The sale's time overlaps that of an existing flash sale");
        row("unknown field", "colour", "1", 400, "body must NOT have additional properties");
    }
    void creatingASale()
    {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, field);
        QFETCH(int, status);
        QFETCH(QByteArray, message);
        QJsonObject body{{u"name"_s, u"x"_s}, {u"description"_s, u"d"_s},
            {u"startsAt"_s, u"2026-11-22T00:01:00.000Z"_s}, {u"endsAt"_s, u"2026-11-22T00:02:00.000Z"_s},
            {u"startingQuantity"_s, 5}, {u"currentQuantity"_s, 5}, {u"status"_s, u"OnSchedule"_s}};
        body.remove(QString::fromUtf8(field));
        if (!change.isEmpty())
            body.insert(QString::fromUtf8(field), QJsonDocument::fromJson("[" + change + "]").array().at(0));
        Bench bench;
        const auto text = QJsonDocument(body).toJson().toStdString();
        const auto answer =
            bench.router.handle({"POST", "/flash-sales", "application/json", bench.bearer, text}, testStart);
        QCOMPARE(answer.status, status);
        QCOMPARE(json(answer).value("message"_L1).toString().toUtf8(), message);
        if (status == 201)
            QCOMPARE(json(answer).value("id"_L1).toString().size(), 24);
    }

    void onlySignInsTokenIsAnAdmins()
    {
        Bench bench;
        const auto signUp =
            bench.post("/api/auth/sign-up/email", R"({"name":"b","email":"b@test.com","password":"Password1!"})");
        QCOMPARE(signUp.status, 201);
        const auto signIn = bench.post("/api/auth/sign-in/email", R"({"email":"b@test.com","password":"Password1!"})");
        QCOMPARE(signIn.status, 200);
        QCOMPARE(json(signIn).value("user"_L1), json(signUp).value("user"_L1));
        const auto list = [&bench](const QString &authorization) {
            return bench.router.handle(
                {"GET", "/orders/admin/list-admin", {}, authorization.toStdString(), {}}, testStart);
        };
        QCOMPARE(list(u"Bearer "_s + json(signUp).value("token"_L1).toString()).status, 401);
        QCOMPARE(list(json(signIn).value("token"_L1).toString()).status, 401);
        QCOMPARE(list(u"Bearer "_s).status, 401);
        const auto listed = list(u"bearer "_s + json(signIn).value("token"_L1).toString());
        QCOMPARE(listed.status, 200);
        QCOMPARE(json(listed).value("total"_L1), QJsonValue(1));
        QCOMPARE(json(listed).value("limit"_L1), QJsonValue(20));
    }

    void limitsPages()
    {
        Bench bench;
        QCOMPARE(bench.get("/orders/by-email?email=a@test.com&limit=101").status, 400);
        QCOMPARE(bench.get("/orders/by-email?email=a@test.com&page=0").status, 400);
        QCOMPARE(bench.get("/orders/by-email?email=a@test.com&page=1000000000&limit=100").status, 200);
    }

    void inTroubleItDoesNothing()
    {
        Bench bench;
        const auto refused = [&bench](ServedRequest name) { return bench.router.fail(Fault::Refuse, name); };
        QCOMPARE(refused(ServedRequest::Buy).status, 503);
        QCOMPARE(refused(ServedRequest::Confirm).status, 500);
        QCOMPARE(refused(ServedRequest::SaleStatus).body, std::string(R"({"message":"Failed to fetch sale status"})"));
        const auto page = bench.router.fail(Fault::Page, ServedRequest::Buy);
        QCOMPARE(page.status, 200);
        QVERIFY(page.isPage && page.body.starts_with("<!doctype html>"));
        QCOMPARE(bench.router.fail(Fault::Gone, ServedRequest::Confirm).status, 410);
        const auto limited = bench.router.fail(Fault::Limit, ServedRequest::Buy);
        QCOMPARE(limited.status, 429);
        QCOMPARE(limited.retryAfter, 1);
        // Nothing of it stays for the next answer.
        const auto after = bench.get("/flash-sales/public/sale", testStart);
        QVERIFY(after.status == 200 && !after.isPage && after.retryAfter == 0);
    }

    void anOrdersNumberIsNotItsId()
    {
        ShopRules rules;
        rules.defect = Defect::TwoIdSpaces;
        Bench bench(rules);
        bench.post("/orders/buy", bench.buyerBody("a@test.com"), testStart + 1s);
        const auto confirmed = json(bench.post("/orders/confirm", bench.buyerBody("a@test.com"), testStart + 1s));
        QCOMPARE(confirmed.value("orderId"_L1), QJsonValue(100'002));
        const auto again = bench.post("/orders/buy", bench.buyerBody("a@test.com"), testStart + 1s);
        QCOMPARE(again.status, 409);
        QCOMPARE(json(again).value("orderId"_L1), QJsonValue(100'002));
        const auto listed = json(bench.get("/orders/by-email?email=a@test.com", testStart + 1s));
        QCOMPARE(listed.value("items"_L1)[0]["_id"_L1].toString().size(), 24);
    }

    void aWrongTotalIsTheAdminListsOnly()
    {
        ShopRules rules;
        rules.defect = Defect::WrongTotal;
        Bench bench(rules);
        const auto all =
            json(bench.router.handle({"GET", "/orders/admin/list-admin", {}, bench.bearer, {}}, testStart));
        QCOMPARE(all.value("total"_L1), QJsonValue(2));
        QCOMPARE(all.value("items"_L1).toArray().size(), 1);
        const auto own = json(bench.get("/orders/by-email?email=paid@test.com"));
        QCOMPARE(own.value("total"_L1), QJsonValue(1));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopRouter)
#include "tst_shoprouter.moc"
