// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/shopsession.h"

#include "core/transport/http/exchange.h"
#include "core/transport/manager/buyersaccessmanager.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testprogram.h"
#include "tests/support/waited.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

struct Observed {
    RequestRecord record;
    QString errorText;
};

class Observer final : public ExchangeObserver {
public:
    void exchangeEnded(const RequestRecord &record, const QString &errorText) override
    {
        all.push_back({record, errorText});
    }
    std::vector<Observed> all;
    const RequestRecord &last() const { return all.back().record; }
};

/// A session of the lean wire against a server in this thread.
struct Fixture {
    explicit Fixture(ShopApiOptions wanted = {})
        : options(std::move(wanted))
    {
        if (options.base.isEmpty())
            options.base = server.url(u""_s);
        server.onRequest([this](const ScriptedRequest &) { return answer; });
    }

    ScriptedServer server;
    ScriptedAnswer answer = ScriptedAnswer::json(200, "{}");
    Observer observer;
    ShopApiOptions options;
    std::chrono::steady_clock::time_point runStart = std::chrono::steady_clock::now();
    BuyersAccessManager manager{TransportOptions{}};
    std::unique_ptr<ShopApi> m_api;
    std::unique_ptr<ShopSession> m_session;

    ShopApi &api()
    {
        if (!m_api)
            m_api = std::make_unique<ShopApi>(&manager, options, runStart, &observer);
        return *m_api;
    }
    ShopSession &session()
    {
        if (!m_session)
            m_session = std::make_unique<ShopSession>(api(), 7, RunGroup::Load);
        return *m_session;
    }
    const ScriptedRequest &request() const { return server.requests().constLast(); }
};

const AdminSignIn admin{.name = u"Admin \"A\""_s, .email = u"a+b@x.de"_s, .password = u"Pa\\ss\"1"_s};
const NewSale newSale{
    .name = u"x"_s, .description = u"d"_s, .startsAt = 1795347810000, .endsAt = 1795347868007, .quantity = 3};

/// Makes the call of that name, with arguments that need care, and waits. Returns its error; Kind::None where it went
/// well.
ApiError call(ShopSession &session, const QString &name)
{
    const auto errorOf = [](const auto &result) { return result ? ApiError{} : result.error(); };
    if (name == u"signUp")
        return errorOf(waited(session.signUp(admin)));
    if (name == u"signIn")
        return errorOf(waited(session.signIn(admin)));
    if (name == u"createSale")
        return errorOf(waited(session.createSale(newSale, "to.ken+/=")));
    if (name == u"sale")
        return errorOf(waited(session.sale("6b02/&=")));
    if (name == u"currentSale")
        return errorOf(waited(session.sale({})));
    if (name == u"buy")
        return errorOf(waited(session.buy(u"a+b@x.de"_s, "6b02")));
    if (name == u"buy ü")
        return errorOf(waited(session.buy(u"ü\"@x.de"_s, "6b02")));
    if (name == u"position")
        return errorOf(waited(session.position(u"a+b@x.de"_s, "6b02")));
    if (name == u"position ü")
        return errorOf(waited(session.position(u"ü b&c=d%@x.de"_s, "6b02")));
    if (name == u"confirm")
        return errorOf(waited(session.confirm(u"a+b@x.de"_s, "6b02", 1)));
    if (name == u"confirm 19.99")
        return errorOf(waited(session.confirm(u"a@x.de"_s, "6b02", 19.99)));
    if (name == u"ordersByEmail")
        return errorOf(waited(session.ordersByEmail(u"a+b@x.de"_s, 0, 100)));
    if (name == u"ordersByEmail 2")
        return errorOf(waited(session.ordersByEmail(u"ü@x.de"_s, 2, 100)));
    if (name == u"adminOrders")
        return errorOf(waited(session.adminOrders(u"/orders/admin/list-admin"_s, "6b02", 3, 100, "to.ken+/=")));
    qFatal("no such call: %s", qPrintable(name));
}

QByteArray kindName(Kind kind)
{
    static constexpr std::array names{"none", "network", "timeout", "aborted", "status", "body"};
    return names[std::size_t(kind)];
}

} // namespace

class TestShopSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sends_data();
    void sends();
    void putsTheBaseInFront_data();
    void putsTheBaseInFront();
    void sendsTheHeadersOfTheProfile();
    void keepsCookiesToItself();
    void forgetsACookieThatIsTakenBack();
    void givesTheNextBuyerAnEmptyJar();
    void takesTheTokenWhereverItIs_data();
    void takesTheTokenWhereverItIs();
    void judgesStatuses_data();
    void judgesStatuses();
    void countsUnusableAnswersAsFailed_data();
    void countsUnusableAnswersAsFailed();
    void failsNoStepThatMayBeRefused();
    void tellsWhenToComeBack_data();
    void tellsWhenToComeBack();
    void readsLongLists();
    void keepsARefusalsWords();
    void namesTheFieldThatIsMissing();
    void doesNotFollowRedirects();
    void keepsTheConnection();
    void measures();
    void tellsNoAnswerFromABadOne_data();
    void tellsNoAnswerFromABadOne();
    void knowsThatARefusedRequestNeverArrived();
    void runsOutOfTime();
    void isAborted();
    void isAbortedFromInsideTheObserver();
    void abortsNothing();
    void disarmsTheShopsWords();
    void keepsThePasswordToItself_data();
    void keepsThePasswordToItself();
    void keepsTokensToItself_data();
    void keepsTokensToItself();
    void masksIdsAlike();
    void asksForTheSaleByItsOwnId();
    void learnsWhatItIsGiven();
};

void TestShopSession::sends_data()
{
    QTest::addColumn<QByteArray>("firstLine");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("signUp") << "POST /api/auth/sign-up/email HTTP/1.1"_ba
                            << R"({"name":"Admin \"A\"","email":"a+b@x.de","password":"Pa\\ss\"1"})"_ba
                            << ""_ba;
    QTest::newRow("signIn") << "POST /api/auth/sign-in/email HTTP/1.1"_ba
                            << R"({"email":"a+b@x.de","password":"Pa\\ss\"1"})"_ba
                            << ""_ba;
    QTest::newRow("createSale")
        << "POST /flash-sales HTTP/1.1"_ba
        << R"({"name":"x","description":"d","startsAt":"2026-11-22T11:43:30.000Z","endsAt":"2026-11-22T11:44:28.007Z",)"
           R"("startingQuantity":3,"currentQuantity":3,"status":"OnSchedule"})"_ba
        << "Bearer to.ken+/="_ba;
    QTest::newRow("sale") << "GET /flash-sales/public/sale?flashSaleId=6b02%2F%26%3D HTTP/1.1"_ba
                          << ""_ba
                          << ""_ba;
    QTest::newRow("currentSale") << "GET /flash-sales/public/sale HTTP/1.1"_ba
                                 << ""_ba
                                 << ""_ba;
    QTest::newRow("buy") << "POST /orders/buy HTTP/1.1"_ba
                         << R"({"email":"a+b@x.de","flashSaleId":"6b02"})"_ba
                         << ""_ba;
    QTest::newRow("buy ü") << "POST /orders/buy HTTP/1.1"_ba
                           << "{\"email\":\"\xc3\xbc\\\"@x.de\",\"flashSaleId\":\"6b02\"}"_ba
                           << ""_ba;
    QTest::newRow("position") << "GET /orders/position?email=a%2Bb%40x.de&flashSaleId=6b02 HTTP/1.1"_ba
                              << ""_ba
                              << ""_ba;
    QTest::newRow("position ü")
        << "GET /orders/position?email=%C3%BC%20b%26c%3Dd%25%40x.de&flashSaleId=6b02 HTTP/1.1"_ba
        << ""_ba
        << ""_ba;
    QTest::newRow("confirm") << "POST /orders/confirm HTTP/1.1"_ba
                             << R"({"email":"a+b@x.de","flashSaleId":"6b02","totalAmount":1})"_ba
                             << ""_ba;
    QTest::newRow("confirm 19.99") << "POST /orders/confirm HTTP/1.1"_ba
                                   << R"({"email":"a@x.de","flashSaleId":"6b02","totalAmount":19.99})"_ba
                                   << ""_ba;
    QTest::newRow("ordersByEmail") << "GET /orders/by-email?email=a%2Bb%40x.de HTTP/1.1"_ba
                                   << ""_ba
                                   << ""_ba;
    QTest::newRow("ordersByEmail 2") << "GET /orders/by-email?email=%C3%BC%40x.de&page=2&limit=100 HTTP/1.1"_ba
                                     << ""_ba
                                     << ""_ba;
    QTest::newRow("adminOrders") << "GET /orders/admin/list-admin?flashSaleId=6b02&page=3&limit=100 HTTP/1.1"_ba
                                 << ""_ba
                                 << "Bearer to.ken+/="_ba;
}

void TestShopSession::sends()
{
    QFETCH(QByteArray, firstLine);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, authorization);
    Fixture f;
    call(f.session(), QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(f.server.requests().size(), 1);
    QCOMPARE(f.request().head.left(f.request().head.indexOf('\r')), firstLine);
    QCOMPARE(f.request().body, body);
    QCOMPARE(f.request().header("Content-Type"), body.isEmpty() ? QByteArray() : "application/json"_ba);
    QCOMPARE(f.request().header("Content-Length"), body.isEmpty() ? QByteArray() : QByteArray::number(body.size()));
    QCOMPARE(f.request().header("Authorization"), authorization);
    QCOMPARE(f.request().header("Cookie"), QByteArray());
    QCOMPARE(f.api().requestsIssued(), quint64(1));
    QCOMPARE(f.observer.all.size(), std::size_t(1));
}

void TestShopSession::putsTheBaseInFront_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("bare") << u""_s << "/orders/by-email?email=a%2Bb%40x.de"_ba;
    QTest::newRow("slash") << u"/"_s << "/orders/by-email?email=a%2Bb%40x.de"_ba;
    QTest::newRow("prefix") << u"/shop/v2"_s << "/shop/v2/orders/by-email?email=a%2Bb%40x.de"_ba;
    QTest::newRow("prefix and slash") << u"/shop/v2/"_s << "/shop/v2/orders/by-email?email=a%2Bb%40x.de"_ba;
    QTest::newRow("encoded prefix") << u"/a%20b%2Fc"_s << "/a%20b%2Fc/orders/by-email?email=a%2Bb%40x.de"_ba;
    QTest::newRow("query and fragment") << u"/shop?x=1#y"_s << "/shop/orders/by-email?email=a%2Bb%40x.de"_ba;
}

void TestShopSession::putsTheBaseInFront()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, target);
    Fixture f;
    f.options.base = f.server.url(suffix);
    call(f.session(), u"ordersByEmail"_s);
    QCOMPARE(f.server.requests().size(), 1);
    QCOMPARE(f.request().target, target);
}

void TestShopSession::sendsTheHeadersOfTheProfile()
{
    Fixture f;
    f.options.headers = {{u"X-Load-Test"_s, u"yes"_s}, {u"X-Shop"_s, u"ü"_s}};
    call(f.session(), u"sale"_s);
    QCOMPARE(f.request().header("X-Load-Test"), "yes"_ba);
    QCOMPARE(f.request().header("X-Shop"), "\xc3\xbc"_ba);
    call(f.session(), u"buy"_s);
    QCOMPARE(f.request().header("X-Load-Test"), "yes"_ba);
}

void TestShopSession::keepsCookiesToItself()
{
    Fixture f;
    ShopSession other(f.api(), 8, RunGroup::Load);
    f.answer = ScriptedAnswer::http(200, "{}",
        {{"Set-Cookie", "session=a1; Path=/; HttpOnly"},
            {"Set-Cookie", "csrf=b=2; Path=/; Expires=Wed, 01 Jan 2098 00:00:00 GMT"}});
    call(f.session(), u"signUp"_s);
    f.answer = ScriptedAnswer::json(200, "{}");
    call(f.session(), u"buy"_s);
    QCOMPARE(f.request().header("Cookie"), "session=a1; csrf=b=2"_ba);
    call(other, u"buy"_s);
    QCOMPARE(f.request().header("Cookie"), QByteArray());
    QVERIFY(f.request().connection != f.server.requests().at(1).connection);
}

void TestShopSession::forgetsACookieThatIsTakenBack()
{
    Fixture f;
    f.answer = ScriptedAnswer::http(200, "{}", {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}});
    call(f.session(), u"sale"_s);
    f.answer = ScriptedAnswer::http(200, "{}", {{"Set-Cookie", "a=; Max-Age=0"}});
    call(f.session(), u"sale"_s);
    call(f.session(), u"sale"_s);
    QCOMPARE(f.request().header("Cookie"), "b=2"_ba);
}

void TestShopSession::givesTheNextBuyerAnEmptyJar()
{
    Fixture f;
    f.options.headers = {{u"Cookie"_s, u"given=1"_s}};
    f.answer = ScriptedAnswer::http(200, "{}", {{"Set-Cookie", "a=1; Path=/"}});
    call(f.session(), u"buy"_s);
    f.answer = ScriptedAnswer::json(200, "{}");
    call(f.session(), u"sale"_s);
    QCOMPARE(f.request().header("Cookie"), "given=1; a=1"_ba);
    f.session().forgetBuyer();
    call(f.session(), u"sale"_s);
    QCOMPARE(f.request().header("Cookie"), "given=1"_ba);
    QCOMPARE(f.server.connectionsAccepted(), 1);
}

void TestShopSession::takesTheTokenWhereverItIs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("body") << R"({"token":"b"})"_ba
                          << ""_ba
                          << "b"_ba;
    QTest::newRow("header") << R"({"token":null,"user":{}})"_ba
                            << "h"_ba
                            << "h"_ba;
    QTest::newRow("both") << R"({"token":"b"})"_ba
                          << "h"_ba
                          << "b"_ba;
    QTest::newRow("neither") << R"({"token":null})"_ba
                             << ""_ba
                             << ""_ba;
}

void TestShopSession::takesTheTokenWhereverItIs()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, token);
    Fixture f;
    QList<QPair<QByteArray, QByteArray>> headers;
    if (!header.isEmpty())
        headers.append({"Set-Auth-Token", header});
    f.answer = ScriptedAnswer::http(201, body, headers);
    const auto up = waited(f.session().signUp(admin));
    QVERIFY(up);
    QCOMPARE(up->token, token);
    QCOMPARE(up.status(), quint16(201));
    const auto in = waited(f.session().signIn(admin));
    QVERIFY(in);
    QCOMPARE(in->token, token);
}

void TestShopSession::judgesStatuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("expected");
    QTest::addColumn<bool>("expectedByK6");
    const auto row = [](const char *name, int status, bool expected, bool expectedByK6) {
        QTest::addRow("%s %d", name, status) << QString::fromUtf8(name) << status << expected << expectedByK6;
    };
    for (const char *name :
        {"signUp", "signIn", "createSale", "sale", "buy", "position", "confirm", "ordersByEmail", "adminOrders"}) {
        const QByteArray call(name);
        const bool admins = call == "adminOrders"; // not every shop has such a list
        row(name, 400, false, false);
        row(name, 401, admins, false);
        row(name, 404, admins, false);
        row(name, 403, admins || call == "confirm", false);
        row(name, 409, call == "confirm" || call == "buy" || call == "signUp", false);
        row(name, 422, call == "signUp", false);
        row(name, 429, false, false);
        row(name, 500, false, false);
        row(name, 503, false, false);
    }
}

void TestShopSession::judgesStatuses()
{
    QFETCH(QString, name);
    QFETCH(int, status);
    QFETCH(bool, expected);
    QFETCH(bool, expectedByK6);
    for (const bool k6 : {false, true}) {
        Fixture f;
        f.options.failEvery4xx = k6;
        f.answer = ScriptedAnswer::json(status, R"({"message":"why"})");
        const ApiError error = call(f.session(), name);
        const RequestRecord &record = f.observer.last();
        QCOMPARE(record.expected, k6 ? expectedByK6 : expected);
        QCOMPARE(int(record.status), status);
        QCOMPARE(int(record.errorCode), 1000 + status);
        QVERIFY(!record.unusable);
        QCOMPARE(f.observer.all.back().errorText, record.expected ? QString() : u"why"_s);
        QVERIFY(!record.aborted);
        QVERIFY(!record.localFailure);
        QCOMPARE(kindName(error.kind), "status"_ba);
        QCOMPARE(int(error.status), status);
        QCOMPARE(int(error.errorCode), int(record.errorCode));
        QCOMPARE(error.message, u"why"_s);
        QVERIFY(error.request == record.name);
    }
}

void TestShopSession::countsUnusableAnswersAsFailed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<QString>("told");
    const QByteArray page = "<!doctype html><title>You are in line</title>";
    const QString pageText = u"the body is a page (HTML or XML), not JSON; is this address the shop's API? — body: "_s
        + QLatin1StringView(page);
    for (const char *name : {"createSale", "sale", "buy", "position", "confirm", "ordersByEmail", "adminOrders"}) {
        QTest::addRow("%s: a page", name) << QString::fromUtf8(name) << ScriptedAnswer::http(200, page) << pageText;
        QTest::addRow("%s: nothing", name)
            << QString::fromUtf8(name) << ScriptedAnswer::http(200, {}) << u"the body is empty"_s;
        QTest::addRow("%s: 204", name) << QString::fromUtf8(name)
                                       << ScriptedAnswer::raw("HTTP/1.1 204 No Content\r\n\r\n")
                                       << u"the body is empty"_s;
        for (const int status : {301, 302, 307, 308}) {
            QTest::addRow("%s: %d", name, status)
                << QString::fromUtf8(name)
                << ScriptedAnswer::http(status, page, {{"Location", "https://shop.example/login"}})
                << u"leads to https://shop.example/login; redirects are not followed"_s;
        }
    }
    QTest::newRow("another object")
        << u"buy"_s << ScriptedAnswer::json(200, R"({"ok":true})")
        << u"none of the fields \"hasActiveHold\", \"position\" and \"queued\" says what the call came to — body: "
           "{\"ok\":true}"_s;
    QTest::newRow("not modified") << u"sale"_s << ScriptedAnswer::http(304, {})
                                  << u"leads elsewhere, but does not say where; redirects are not followed"_s;
    QTest::newRow("a long way") << u"sale"_s
                                << ScriptedAnswer::http(302, {}, {{"Location", "/in?key=" + QByteArray(150, 'x')}})
                                << QString(
                                       u"leads to /in?key="_s + QString(91, u'x') + u"…; redirects are not followed"_s);
}

void TestShopSession::countsUnusableAnswersAsFailed()
{
    QFETCH(QString, name);
    QFETCH(ScriptedAnswer, answer);
    for (const bool k6 : {false, true}) {
        Fixture f;
        f.options.failEvery4xx = k6;
        f.answer = answer;
        const ApiError error = call(f.session(), name);
        QVERIFY(error.isUnusable());
        QCOMPARE(f.observer.all.size(), std::size_t(1));
        const RequestRecord &record = f.observer.last();
        QVERIFY(record.unusable);
        QVERIFY(!record.expected);
        QVERIFY(record.hasResponse());
        QCOMPARE(int(record.errorCode), errorcode::unusableAnswer);
        QCOMPARE(int(error.errorCode), errorcode::unusableAnswer);
        QTEST(f.observer.all.back().errorText, "told");
        QCOMPARE(f.server.requests().size(), 1);
    }
}

void TestShopSession::failsNoStepThatMayBeRefused()
{
    Fixture f;
    f.answer = ScriptedAnswer::json(401, R"({"message":"Unauthorized"})");
    f.session().expectRefusals({Meaning::SignedOut, Meaning::AlreadyThere});
    QVERIFY(!waited(f.session().createSale(newSale, "t")));
    QVERIFY(f.observer.last().expected);
    QCOMPARE(int(f.observer.last().errorCode), 1401);
    QVERIFY(!waited(f.session().createSale(newSale, "t"))); // it holds for one call
    QVERIFY(!f.observer.last().expected);
}

void TestShopSession::tellsWhenToComeBack_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("told"); // ms; -1: nothing
    QTest::newRow("seconds") << 429 << "2"_ba << 2'000;
    QTest::newRow("a date") << 503 << "Sun, 22 Nov 2026 11:43:40 GMT"_ba << 10'000;
    QTest::newRow("a date that has passed") << 503 << "Sun, 22 Nov 2026 11:43:20 GMT"_ba << 0;
    QTest::newRow("another status") << 500 << "2"_ba << -1;
    QTest::newRow("nonsense") << 429 << "soon"_ba << -1;
}

void TestShopSession::tellsWhenToComeBack()
{
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(int, told);
    Fixture f;
    f.answer = ScriptedAnswer::http(status, "{}", {{"Date", "Sun, 22 Nov 2026 11:43:30 GMT"}, {"Retry-After", header}});
    const auto buy = waited(f.session().buy(u"a@x.de"_s, "s"));
    QCOMPARE(buy.error().retryAfter ? int(buy.error().retryAfter->count()) : -1, told);
    QCOMPARE(buy.error().isRateLimited(), status == 429 || (status == 503 && told >= 0));
}

void TestShopSession::readsLongLists()
{
    Fixture f;
    const QByteArray pad(3 * 1024 * 1024, ' ');
    f.answer = ScriptedAnswer::json(200, "[" + pad + "]");
    QVERIFY(bool(waited(f.session().ordersByEmail(u"a@x.de"_s, 0, 0))));
    QVERIFY(bool(waited(f.session().adminOrders(u"/orders/admin/list"_s, "s", 1, 100, "token"))));
    // Nobody needs as much of another call.
    f.answer = ScriptedAnswer::json(200, "{" + pad + "}");
    QVERIFY(waited(f.session().sale("s")).withoutResponse());
}

void TestShopSession::keepsARefusalsWords()
{
    Fixture f;
    f.answer = ScriptedAnswer::json(409, R"({"message":"You have already purchased this item","orderId":"6b02"})");
    const auto buy = waited(f.session().buy(u"a@x.de"_s, "s"));
    QVERIFY(!buy);
    QCOMPARE(buy.status(), quint16(409));
    QVERIFY(!buy.withoutResponse());
    QCOMPARE(buy.error().orderId, "6b02"_ba);
    QCOMPARE(buy.error().toString(),
        u"POST buy was answered with status 409: You have already purchased this item — body: "
        "{\"message\":\"You have already purchased this item\",\"orderId\":\"6b02\"}"_s);
}

void TestShopSession::namesTheFieldThatIsMissing()
{
    Fixture f;
    f.answer = ScriptedAnswer::json(200, R"({"meta":{"soldOut":false,"pad":")" + QByteArray(400, 'x') + R"("}})");
    const auto sale = waited(f.session().sale("s"));
    QVERIFY(!sale);
    QCOMPARE(kindName(sale.error().kind), "body"_ba);
    QCOMPARE(sale.status(), quint16(200));
    QVERIFY(!sale.withoutResponse());
    QCOMPARE(sale.error().bodyExcerpt.size(), 200); // with an ellipsis
    QVERIFY2(sale.error().toString().startsWith(
                 u"GET sale_status was answered with status 200, but the answer cannot be "
                 "used: the field \"meta.status\" is missing or not text — body: {\"meta\""_s),
        qPrintable(sale.error().toString()));
}

void TestShopSession::doesNotFollowRedirects()
{
    Fixture f;
    f.answer = ScriptedAnswer::http(307, {}, {{"Location", f.server.base().toUtf8() + "/elsewhere"}});
    const auto buy = waited(f.session().buy(u"a@x.de"_s, "s"));
    QVERIFY(!buy);
    QCOMPARE(buy.status(), quint16(307));
    QCOMPARE(kindName(buy.error().kind), "status"_ba);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestShopSession::keepsTheConnection()
{
    Fixture f;
    for (int i = 0; i < 3; ++i)
        call(f.session(), u"buy"_s);
    QCOMPARE(f.server.connectionsAccepted(), 1);
    QCOMPARE(f.manager.openConnections(), 1);
    f.m_session.reset();
    QCOMPARE(f.manager.openConnections(), 0);
}

void TestShopSession::measures()
{
    Fixture f;
    f.m_session = std::make_unique<ShopSession>(f.api(), 7, RunGroup::Teardown);
    f.answer = ScriptedAnswer::json(200, "[]");
    call(f.session(), u"ordersByEmail"_s);
    call(f.session(), u"ordersByEmail"_s);
    QCOMPARE(f.observer.all.size(), std::size_t(2));
    const auto now = std::chrono::steady_clock::now() - f.runStart;
    for (const Observed &observed : f.observer.all) {
        const RequestRecord &record = observed.record;
        QVERIFY(record.name == RequestName::OrdersByEmail);
        QVERIFY(record.group == RunGroup::Teardown);
        QVERIFY(record.ended > 0ns && record.ended <= now);
        QVERIFY(record.blocked >= 0ns);
        QVERIFY(record.connecting >= 0ns);
        QCOMPARE(record.tlsHandshaking, 0ns);
        QVERIFY(record.blocked >= record.connecting);
        QVERIFY(record.sending >= 0ns);
        QVERIFY(record.waiting >= 0ns);
        QVERIFY(record.receiving >= 0ns);
        QCOMPARE(record.duration, record.sending + record.waiting + record.receiving);
        QCOMPARE(record.bytesSent, qint64(f.request().head.size()));
        QCOMPARE(record.bytesReceived, qint64(f.answer.bytes.size()));
    }
    QVERIFY(f.observer.all[0].record.connecting > 0ns);
    QCOMPARE(f.observer.all[1].record.connecting, 0ns);
    QVERIFY(f.observer.all[0].record.ended < f.observer.all[1].record.ended);
    QCOMPARE(f.api().requestsIssued(), quint64(2));
}

void TestShopSession::tellsNoAnswerFromABadOne_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("errorCode");
    const auto row = [](const char *name, const QByteArray &bytes, ScriptedAnswer::End end, int errorCode) {
        QTest::newRow(name) << bytes << int(end) << errorCode;
    };
    using End = ScriptedAnswer::End;
    row("closed at once", "", End::Close, 1220);
    row("reset", "", End::Reset, 1220);
    row("cut off in its head", "HTTP/1.1 200 OK\r\nContent-Le", End::Close, 1220);
    row("cut off in its body", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"hasActiveHold\":true}", End::Close,
        1220);
    row("cut off in its chunks",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n{\"hasActiveHold\":true}\r\n", End::Close, 1220);
    row("reset in its body", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"hasActiveHold\":true}", End::Reset, 1220);
    row("not HTTP", "SSH-2.0-OpenSSH_9.2p1\r\n\r\n", End::Close, 1000);
}

void TestShopSession::tellsNoAnswerFromABadOne()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, end);
    QFETCH(int, errorCode);
    Fixture f;
    f.answer = ScriptedAnswer::raw(bytes, ScriptedAnswer::End(end));
    const auto buy = waited(f.session().buy(u"a@x.de"_s, "s"));
    QVERIFY(!buy);
    QVERIFY(buy.withoutResponse());
    QCOMPARE(kindName(buy.error().kind), "network"_ba);
    QCOMPARE(int(buy.error().errorCode), errorCode);
    QVERIFY(buy.error().mayHaveArrived);
    QVERIFY(!buy.error().localFailure);
    QVERIFY(!buy.error().message.isEmpty());
    const RequestRecord &record = f.observer.last();
    QVERIFY(!record.hasResponse());
    QVERIFY(!record.expected);
    QVERIFY(!record.aborted);
    QCOMPARE(int(record.errorCode), errorCode);
    QCOMPARE(record.duration, RequestRecord::absent);
    QCOMPARE(f.observer.all.back().errorText, buy.error().message);
    // A buy is never sent twice.
    QCOMPARE(f.server.requests().size(), 1);
}

void TestShopSession::knowsThatARefusedRequestNeverArrived()
{
    Fixture f;
    f.api();
    f.server.close();
    const auto confirm = waited(f.session().confirm(u"a@x.de"_s, "s", 1));
    QVERIFY(!confirm);
    QVERIFY(confirm.withoutResponse());
    QCOMPARE(kindName(confirm.error().kind), "network"_ba);
    QCOMPARE(int(confirm.error().errorCode), 1212);
    QVERIFY(!confirm.error().mayHaveArrived);
    QCOMPARE(int(f.observer.last().errorCode), 1212);
    QCOMPARE(f.observer.last().bytesSent, qint64(0));
    QVERIFY2(confirm.error().toString().startsWith(u"POST confirm got no answer: "_s),
        qPrintable(confirm.error().toString()));
}

void TestShopSession::runsOutOfTime()
{
    Fixture f;
    BuyersAccessManager hasty({.requestTimeout = 30ms});
    ShopApi api(&hasty, f.options, f.runStart, &f.observer);
    ShopSession session(api, 7, RunGroup::Load);
    f.answer = ScriptedAnswer::silence();
    const auto confirm = waited(session.confirm(u"a@x.de"_s, "s", 1));
    QVERIFY(!confirm);
    QVERIFY(confirm.withoutResponse());
    QCOMPARE(kindName(confirm.error().kind), "timeout"_ba);
    QCOMPARE(int(confirm.error().errorCode), 1050);
    QVERIFY(confirm.error().mayHaveArrived);
    const RequestRecord &record = f.observer.last();
    QVERIFY(!record.hasResponse());
    QVERIFY(!record.expected);
    QVERIFY(!record.aborted);
    QCOMPARE(int(record.errorCode), 1050);
    // The session is good for another call.
    f.answer = ScriptedAnswer::json(200, R"({"ok":true,"orderId":"o"})");
    const auto again = waited(session.confirm(u"a@x.de"_s, "s", 1));
    QVERIFY(again);
    QCOMPARE(again->orderId, "o"_ba);
}

void TestShopSession::isAborted()
{
    Fixture f;
    f.answer = ScriptedAnswer::silence();
    auto task = f.session().confirm(u"a@x.de"_s, "s", 1);
    QTRY_COMPARE(f.server.requests().size(), 1);
    QVERIFY(f.session().busy());
    QVERIFY(!task.isReady());
    f.session().abort();
    QVERIFY(task.isReady());
    QVERIFY(!f.session().busy());
    const auto confirm = waited(std::move(task));
    QVERIFY(!confirm);
    QVERIFY(confirm.withoutResponse());
    QCOMPARE(kindName(confirm.error().kind), "aborted"_ba);
    QVERIFY(confirm.error().mayHaveArrived);
    QVERIFY(f.observer.last().aborted);
    QVERIFY(!f.observer.last().expected);
    QCOMPARE(f.observer.all.size(), std::size_t(1));
    // The next call is none the worse for it.
    f.answer = ScriptedAnswer::silence();
    f.server.closeConnections();
    f.answer = ScriptedAnswer::json(500, "{}");
    const auto next = waited(f.session().confirm(u"a@x.de"_s, "s", 1));
    QCOMPARE(kindName(next.error().kind), "status"_ba);
    QVERIFY(!f.observer.last().aborted);
}

void TestShopSession::isAbortedFromInsideTheObserver()
{
    // The observer is called between two calls: nothing of the session is in flight then.
    struct Aborting final : ExchangeObserver {
        void exchangeEnded(const RequestRecord &, const QString &) override
        {
            ++calls;
            session->abort();
        }
        ShopSession *session = nullptr;
        int calls = 0;
    };
    Fixture f;
    Aborting observer;
    ShopApi api(&f.manager, f.options, f.runStart, &observer);
    ShopSession session(api, 9, RunGroup::Load);
    observer.session = &session;
    const auto confirm = waited(session.confirm(u"a@x.de"_s, "s", 1));
    QVERIFY(confirm);
    QCOMPARE(observer.calls, 1);
}

void TestShopSession::abortsNothing()
{
    Fixture f;
    f.session().abort();
    QVERIFY(!f.session().busy());
    f.answer = ScriptedAnswer::json(200, R"({"ok":true})");
    QVERIFY(waited(f.session().confirm(u"a@x.de"_s, "s", 1)));
    f.session().abort();
    QVERIFY(waited(f.session().confirm(u"a@x.de"_s, "s", 1)));
    QCOMPARE(f.observer.all.size(), std::size_t(2));
    QVERIFY(!f.observer.last().aborted);
}

void TestShopSession::disarmsTheShopsWords()
{
    Fixture f;
    f.answer = ScriptedAnswer::json(500, "{\"message\":\"a\\u001b[31m\\nb\\u202e" + QByteArray(500, 'x') + "\"}");
    const auto buy = waited(f.session().buy(u"a@x.de"_s, "s"));
    QVERIFY(buy.error().message.startsWith(u"a␛[31m b‹U+202E›xxx"_s));
    QVERIFY(buy.error().message.size() <= 200);
    QVERIFY(buy.error().bodyExcerpt.size() <= 200);
    const QString shown = buy.error().toString() + f.observer.all.back().errorText;
    for (const QChar c : shown)
        QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
}

void TestShopSession::keepsThePasswordToItself_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    // Pa\ss"1 as it is, and as JSON writes it.
    QTest::newRow("in the message") << 400 << R"({"message":"password Pa\\ss\"1 is too weak"})"_ba;
    QTest::newRow("in a page") << 500 << "<pre>Pa\\ss\"1</pre>"_ba;
    QTest::newRow("sent back") << 400 << R"({"email":"a+b@x.de","password":"Pa\\ss\"1"})"_ba;
    QTest::newRow("in an answer that cannot be read") << 200 << "Pa\\ss\"1"_ba;
    QTest::newRow("across the end of what is shown") << 400 << QByteArray(197, 'x') + "Pa\\ss\"1";
}

void TestShopSession::keepsThePasswordToItself()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    for (const QString &name : {u"signUp"_s, u"signIn"_s}) {
        Fixture f;
        f.answer = ScriptedAnswer::json(status, body);
        const ApiError error = call(f.session(), name);
        QVERIFY(error.kind != Kind::None);
        for (const QString &text :
            {error.toString(), error.message, error.bodyExcerpt, f.observer.all.back().errorText})
            QVERIFY2(!text.contains(u"Pa\\"_s), qPrintable(text));
    }
}

/// A shop's answer may hold our token, or quote what it was sent.
void TestShopSession::keepsTokensToItself_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a token as bare text") << u"signIn"_s << 200 << "tok-123"_ba;
    QTest::newRow("a token as a JSON text") << u"signUp"_s << 200 << R"("tok-123")"_ba;
    QTest::newRow("a token before it moves on") << u"signIn"_s << 302 << "tok-123"_ba;
    QTest::newRow("the token is quoted") << u"createSale"_s << 401 << R"({"message":"to.ken+/= is unknown"})"_ba;
    QTest::newRow("in JSON") << u"createSale"_s << 401 << R"({"message":"to.ken\u002B\/\u003d is unknown"})"_ba;
    QTest::newRow("in an address") << u"adminOrders"_s << 403 << R"({"error":"/?t=to.ken%2B%2F%3D"})"_ba;
    QTest::newRow("in an address in JSON") << u"adminOrders"_s << 403 << R"({"error":"\/?t=to.ken%2B\/%3D"})"_ba;
    QTest::newRow("in what cannot be read") << u"createSale"_s << 200 << R"({"session":"to.ken+/="})"_ba;
    QTest::newRow("a key is quoted") << u"buy"_s << 403 << R"({"message":"Invalid API key k-\"ey"})"_ba;
    QTest::newRow("on a page") << u"buy"_s << 500 << "<pre>k-\"ey</pre>"_ba;
    QTest::newRow("in a state") << u"position"_s << 200 << R"({"status":"no k-\"ey","hasActiveHold":false})"_ba;
    QTest::newRow("across the end of what is shown")
        << u"position"_s << 403 << "{\"message\":\"" + QByteArray(197, 'x') + "k-\\\"ey\"}";
}

void TestShopSession::keepsTokensToItself()
{
    QFETCH(QString, name);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Fixture f({.base = {}, .headers = {{u"X-Api-Key"_s, u"k-\"ey"_s}}, .secrets = {u"k-\"ey"_s}});
    f.answer = ScriptedAnswer::json(status, body);
    const ApiError error = call(f.session(), name);
    QVERIFY(error.kind != Kind::None);
    for (const QString &text : {error.toString(), error.message, error.bodyExcerpt, f.observer.all.back().errorText}) {
        for (const QString &secret : {u"tok-"_s, u"to.ken"_s, u"k-"_s})
            QVERIFY2(!text.contains(secret), qPrintable(text));
    }
}

/// An id may look like a secret: it is told without it, and stays the same wherever it is read.
void TestShopSession::masksIdsAlike()
{
    Fixture f({.base = {}, .headers = {{u"X-Tenant"_s, u"6502"_s}}, .secrets = {u"6502"_s}});
    f.answer = ScriptedAnswer::json(409, R"({"message":"6502 has it","orderId":"65021"})");
    const ApiError text = call(f.session(), u"buy"_s);
    QCOMPARE(text.orderId, "***1a1"_ba);
    QCOMPARE(text.message, u"*** has it"_s);
    f.answer = ScriptedAnswer::json(409, R"({"message":"6502 has it","orderId":65021})");
    const ApiError number = call(f.session(), u"buy"_s);
    QCOMPARE(number.orderId, text.orderId);
    QVERIFY2(!number.toString().contains(u"6502"_s), qPrintable(number.toString()));
}

/// The shop knows its sale by the id that it gave, whatever is told of it.
void TestShopSession::asksForTheSaleByItsOwnId()
{
    Fixture f({.base = {}, .headers = {}, .secrets = {u"6502"_s}});
    f.answer = ScriptedAnswer::json(201, R"({"id":"sale 6502"})");
    ShopSession setup(f.api(), 1, RunGroup::Setup);
    const auto created = waited(setup.createSale({}, "tok"));
    QVERIFY(bool(created));
    QCOMPARE(created->id, "sale ***1a"_ba);
    QList<QByteArray> asked;
    f.server.onRequest([&](const ScriptedRequest &request) {
        asked << QByteArray(request.target + request.body);
        return ScriptedAnswer::json(500, "{}");
    });
    ShopApi others(&f.manager, f.api().options(), f.runStart, &f.observer);
    ShopSession buyer(others, 2, RunGroup::Load);
    waited(buyer.sale(created->id));
    waited(buyer.buy(u"a@b.c"_s, created->id));
    waited(buyer.position(u"a@b.c"_s, created->id));
    waited(buyer.confirm(u"a@b.c"_s, created->id, 1.0));
    waited(buyer.adminOrders(u"/orders/admin/list"_s, created->id, 1, 10, "tok"));
    QCOMPARE(asked.size(), 5);
    for (const QByteArray &request : asked)
        QVERIFY2(request.contains("sale 6502") || request.contains("sale%206502"), request.constData());
}

/// What comes up while a run is set up is masked in all that comes after, by those as well who are made afterwards.
void TestShopSession::learnsWhatItIsGiven()
{
    Fixture f;
    f.answer = ScriptedAnswer::http(200, R"({"token":"tok-4711"})",
        {{"Set-Auth-Token", "auth-4712"}, {"Set-Cookie", "session=0123456789abcdef0; Path=/"}});
    ShopSession setup(f.api(), 1, RunGroup::Setup);
    QVERIFY(bool(waited(setup.signIn({.name = {}, .email = u"a@b.c"_s, .password = u"pass-4713"_s}))));
    f.answer = ScriptedAnswer::json(500, R"({"message":"tok-4711 auth-4712 pass-4713 0123456789abcdef0"})");
    ShopApi others(&f.manager, f.api().options(), f.runStart, &f.observer);
    ShopSession buyer(others, 2, RunGroup::Load);
    QCOMPARE(call(buyer, u"buy"_s).message, u"*** *** *** ***"_s);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopSession)
#include "tst_shopsession.moc"
