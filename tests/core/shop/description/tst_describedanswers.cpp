// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Descriptions at work: what is sent, and what answers mean.

#include "core/shop/answerreader.h"

#include "core/shop/description/descriptionreader.h"
#include "core/shop/description/shippedshops.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const CompiledShop> compiled(const QByteArray &members)
{
    const auto reading =
        readDescription("{ \"doorbusterShop\": 1, \"name\": \"x\", \"ask\": { \"event\": \"7\" }, " + members + " }");
    for (const DescriptionError &error : reading.errors)
        qWarning("%s", qPrintable(describe(error, u"x"_s)));
    if (!reading.description)
        qFatal("no description");
    return std::make_shared<const CompiledShop>(
        *reading.description, QMap<QString, QString>(), QMap<QString, QString>());
}

QString meaningOf(AnswerReader &reader, ShopCall which, int status, const QByteArray &body)
{
    return toString(reader.judge(*reader.shop().call(which), {.status = status, .body = body}).meaning).toString();
}

} // namespace

class TestDescribedAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsInRequests();
    void sendsForms();
    void goesByTheFirstRuleThatFits();
    void picksItemsAndSubtracts();
    void keepsValues();
    void readsVendure();
};

void TestDescribedAnswers::fillsInRequests()
{
    const auto shop = compiled(R"( "buyer": { "note": "of {run} & {email}" }, "buy": {
        "call": "POST /events/{event}/{ticket}?mail={email}&page={page}&note={note}",
        "headers": { "X-Key": "{uuid}", "X-Ticket": "{ticket}", "X-Static": "a" },
        "json": { "email": "{email}", "n": "{iter}", "text": "#{iter} {note}", "t": "{ticket}" },
        "keep": { "ticket": "/ticket" }, "answers": ["200 -> bought"] })");
    const CallTemplate &request = shop->call(ShopCall::Buy)->request;
    ShopValues values;
    values.resize(shop->valueCount());
    values.set(StandardValue::Email, "a+b\"@x.de");
    values.set(StandardValue::Iter, 3);
    values.set(StandardValue::Run, "r1");
    QCOMPARE(request.target(values), "/events/7/?mail=a%2Bb%22%40x.de&note=of%20r1%20%26%20a%2Bb%22%40x.de"_ba);
    QCOMPARE(request.body(values), R"({"email":"a+b\"@x.de","n":3,"text":"#3 of r1 & a+b\"@x.de","t":null})"_ba);
    QVERIFY(request.otherHeaders(values).empty());
    values.set(shop->call(ShopCall::Buy)->answer.keeps.front().into, "x/../y\r\nEvil: 1");
    QCOMPARE(request.target(values).first(32), "/events/7/x%2F..%2Fy%0D%0AEvil%3"_ba);
    QCOMPARE(request.otherHeaders(values).front().second, "x/../yEvil: 1"_ba);
    QCOMPARE(request.fixedHeaders().back().second, "a"_ba);
}

void TestDescribedAnswers::sendsForms()
{
    const auto shop =
        compiled(R"( "buy": { "call": "POST /b", "form": { "e mail": "{email}" }, "answers": ["200 -> bought"] })");
    ShopValues values;
    values.set(StandardValue::Email, "a@b c");
    const CallTemplate &request = shop->call(ShopCall::Buy)->request;
    QCOMPARE(request.body(values), "e%20mail=a%40b%20c"_ba);
    QCOMPARE(request.fixedHeaders().front().second, "application/x-www-form-urlencoded"_ba);
}

void TestDescribedAnswers::goesByTheFirstRuleThatFits()
{
    AnswerReader reader(TextSanitizer(), compiled(R"( "buy": { "call": "POST /b", "answers": [
        "2xx /data/code = 10|11 -> soldOut", "2xx /data/code != 0 -> refused", "2xx /n > 5 -> queued",
        "2xx /m ~ '(?i)try and wait' -> busy", "2xx /list/1/x = b -> held", "2xx /ok = true -> bought",
        "404 -> queued", "409 header:X-Why = sold -> soldOut", "409 -> alreadyBought" ] },
        "confirm": { "call": "POST /c", "answers": ["200 -> bought"] })"));
    const auto meaning = [&](int status, const QByteArray &body) {
        return meaningOf(reader, ShopCall::Buy, status, body);
    };
    QCOMPARE(meaning(200, R"({"data":{"code":10}})"), u"soldOut"_s);
    QCOMPARE(meaning(200, R"({"data":{"code":"11"}})"), u"soldOut"_s);
    QCOMPARE(meaning(200, R"({"data":{"code":12}})"), u"refused"_s);
    const QByteArray fine = R"({"data":{"code":0},)";
    QCOMPARE(meaning(200, fine + R"("n":"6"})"), u"queued"_s);
    QCOMPARE(meaning(200, fine + R"("m":"Please TRY and wait"})"), u"busy"_s);
    QCOMPARE(meaning(200, fine + R"("list":[{},{"x":"b"}]})"), u"held"_s);
    QCOMPARE(meaning(201, fine + R"("ok":true})"), u"bought"_s);
    QCOMPARE(meaning(404, "<html>"), u"queued"_s);
    QCOMPARE(meaning(409, {}), u"alreadyBought"_s);
    // What no rule knows is told: a 2xx is of no use, anything else unclear.
    QCOMPARE(meaning(200, fine + R"("n":1})"), u"unreadable"_s);
    QCOMPARE(meaning(200, "<html>"), u"unreadable"_s);
    QCOMPARE(meaning(418, "{}"), u"unclear"_s);
    QCOMPARE(meaningOf(reader, ShopCall::Confirm, 502, {}), u"unsure"_s);
}

void TestDescribedAnswers::picksItemsAndSubtracts()
{
    const auto shop = compiled(R"( "sale": { "call": "GET /s",
        "read": { "remaining": { "at": "/items[id={sale}]/hand", "minus": "/items[id={sale}]/taken" } },
        "answers": ["200 remaining < 1 -> soldOut", "200 remaining exists -> open"] }, "buy": {
        "call": "POST /b", "answers": ["200 -> bought"] })");
    AnswerReader reader(TextSanitizer(), shop);
    ShopValues values;
    values.set(StandardValue::Sale, "8");
    const auto judge = [&](const QByteArray &body) {
        const HeardAnswer heard{.status = 200, .body = body, .values = &values};
        const JudgedAnswer judged = reader.judge(*shop->call(ShopCall::Sale), heard);
        return QString(toString(judged.meaning) + u' '
            + QString::number(judged.isYes ? reader.saleAnswer(judged.meaning).remaining.value_or(-99) : -1));
    };
    QCOMPARE(judge(R"({"items":[{"id":7,"hand":1,"taken":0},{"id":8,"hand":10,"taken":4}]})"), u"open 6"_s);
    QCOMPARE(judge(R"({"items":[{"id":8,"hand":10,"taken":12}]})"), u"soldOut -2"_s);
    QCOMPARE(judge(R"({"items":[{"id":7,"hand":10,"taken":4}]})"), u"unreadable -1"_s);
}

void TestDescribedAnswers::keepsValues()
{
    const auto shop =
        compiled(R"( "buy": { "call": "POST /b", "keep": { "token": "header:X-Token", "n": "/n", "o": "" },
        "answers": ["200 -> bought"] })");
    AnswerReader reader(TextSanitizer(), shop);
    const CompiledCall &call = *shop->call(ShopCall::Buy);
    const HeardAnswer heard{.status = 200, .body = R"({"n":12})", .header = [](const QByteArray &name) {
                                return name == "X-Token" ? "t"_ba : QByteArray();
                            }};
    QVERIFY(reader.judge(call, heard).isYes);
    ShopValues values;
    values.resize(shop->valueCount());
    reader.keep(values);
    QCOMPARE(values.at(call.answer.keeps[0].into).text, "t"_ba);
    QCOMPARE(values.at(call.answer.keeps[1].into).text, "12"_ba);
    QVERIFY(values.at(call.answer.keeps[1].into).isJson);
    QCOMPARE(values.at(call.answer.keeps[2].into).text, QByteArray());
}

/// Answers as a real Vendure gives them.
void TestDescribedAnswers::readsVendure()
{
    const auto shop = std::make_shared<const CompiledShop>(
        shippedShop(u"vendure"_s), QMap<QString, QString>(), QMap<QString, QString>());
    AnswerReader reader(TextSanitizer(), shop);
    QCOMPARE(meaningOf(reader, ShopCall::Buy, 200,
                 R"({"data":{"r":{"__typename":"Order","code":"D2","state":"ArrangingPayment"}}})"),
        u"ready"_s);
    QCOMPARE(meaningOf(reader, ShopCall::Buy, 200,
                 R"({"data":{"r":{"__typename":"OrderStateTransitionError","errorCode":"ORDER_STATE_TRANSITION_ERROR",)"
                 R"( "message":"m","transitionError":"Cannot … due to insufficient stock of NAME"}}})"),
        u"soldOut"_s);
    QCOMPARE(meaningOf(reader, ShopCall::Confirm, 200,
                 R"({"data":{"r":{"__typename":"Order","code":"NC","state":"PaymentSettled"}}})"),
        u"bought"_s);
    QCOMPARE(meaningOf(reader, ShopCall::Confirm, 200,
                 R"({"data":{"r":{"__typename":"NoActiveOrderError","errorCode":"NO_ACTIVE_ORDER_ERROR"}}})"),
        u"unsure"_s);
    QCOMPARE(meaningOf(reader, ShopCall::Confirm, 200,
                 R"({"data":{"r":{"__typename":"PaymentDeclinedError","errorCode":"PAYMENT_DECLINED_ERROR"}}})"),
        u"refused"_s);
    QCOMPARE(meaningOf(reader, ShopCall::Stock, 200,
                 R"({"errors":[{"message":"no","extensions":{"code":"FORBIDDEN"}}],"data":{"productVariant":null}})"),
        u"signedOut"_s);
    const auto page = reader.orders(
        R"({"data":{"orders":{"items":[{"code":"A1","state":"PaymentSettled","orderPlacedAt":"2026-11-29T20:34:56.688Z",)"
        R"( "customer":{"emailAddress":"b@x.de"},"lines":[{"productVariant":{"id":"1"}}]}],"totalItems":1}}})");
    QVERIFY(std::holds_alternative<OrdersPage>(page));
    const Order &order = std::get<OrdersPage>(page).orders.front();
    QCOMPARE(order.id, "A1"_ba);
    QCOMPARE(order.saleId, "1"_ba);
    QVERIFY(order.paymentStatus == PaymentStatus::Paid);
    QCOMPARE(std::get<OrdersPage>(page).total, std::optional<qint64>(1));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDescribedAnswers)
#include "tst_describedanswers.moc"
