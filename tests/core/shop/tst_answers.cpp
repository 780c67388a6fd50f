// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerreader.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QString text(const std::optional<qint64> &number)
{
    return number ? QString::number(*number) : u"-"_s;
}

QString text(const std::optional<double> &number)
{
    return number ? QString::number(*number) : u"-"_s;
}

QString text(const ReadError &error)
{
    return (error.field.isEmpty() ? u"! | "_s : QString(u"! "_s + error.field + u" | "_s)) + error.message;
}

// Each answer as one line, so that a row of a table is a body and what is read from it.

QString text(const ReadResult<SaleAnswer> &result)
{
    if (const auto *error = std::get_if<ReadError>(&result))
        return text(*error);
    const auto &sale = std::get<SaleAnswer>(result);
    static constexpr std::array phases{u"upcoming", u"ongoing", u"ended", u"notFound"};
    return QString::fromUtf16(phases[std::size_t(sale.phase)]) + (sale.soldOut ? u" soldOut"_s : QString()) + u" id="_s
        + QString::fromUtf8(sale.id) + u" "_s + text(sale.remaining) + u"/"_s + text(sale.starting) + u" "_s
        + text(sale.startsAt) + u".."_s + text(sale.endsAt);
}

QString text(const ReadResult<BuyAnswer> &result)
{
    if (const auto *error = std::get_if<ReadError>(&result))
        return text(*error);
    const auto &buy = std::get<BuyAnswer>(result);
    return (buy.meaning() == Meaning::Held ? u"hold "_s : u"queued "_s) + text(buy.position) + u"/"_s + text(buy.size) + u" ttl="_s
        + text(buy.holdTtlSeconds);
}

QString text(const ReadResult<PositionAnswer> &result)
{
    if (const auto *error = std::get_if<ReadError>(&result))
        return text(*error);
    const auto &position = std::get<PositionAnswer>(result);
    return toString(position.meaning()) + u" "_s + text(position.position) + u"/"_s + text(position.size) + u" ttl="_s
        + text(position.holdTtlSeconds);
}

QString text(const ReadResult<OrdersPage> &result)
{
    if (const auto *error = std::get_if<ReadError>(&result))
        return text(*error);
    const auto &page = std::get<OrdersPage>(result);
    static constexpr std::array states{u"pending", u"paid", u"failed", u"refunded", u"cancelled", u"unknown"};
    QString line = u"%1 of %2, page %3, limit %4%5"_s.arg(QString::number(page.orders.size()), text(page.total),
        text(page.page), text(page.limit), page.bareArray ? u", bare"_s : QString());
    for (const Order &order : page.orders) {
        line += u"; %1 %2 %3 %4%5 %6 %7"_s.arg(QString::fromUtf8(order.id), order.email,
            QString::fromUtf8(order.saleId), QString::fromUtf16(states[std::size_t(order.paymentStatus)]),
            order.paymentStatusText.isEmpty() ? QString() : QString(u'(' + order.paymentStatusText + u')'),
            text(order.createdAt), text(order.totalAmount));
    }
    return line;
}

template <class Answer>
QString idText(const ReadResult<Answer> &result, QByteArray Answer::*id)
{
    if (const auto *error = std::get_if<ReadError>(&result))
        return text(*error);
    return QString::fromUtf8(std::get<Answer>(result).*id);
}

void addRow(const char *name, const QByteArray &body, const QString &expected)
{
    QTest::newRow(name) << body << expected;
}

void columns()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
}

/// What a reader must refuse whatever it reads, with the sentence.
void addBrokenBodies()
{
    addRow("empty", "", u"! | the body is empty"_s);
    addRow("blank", " \r\n ", u"! | the body is empty"_s);
    addRow("a page", "<!DOCTYPE html><html><body>404</body></html>",
        u"! | the body is a page (HTML or XML), not JSON; is this address the shop's API?"_s);
    addRow("a page behind blanks", "\n  <html>",
        u"! | the body is a page (HTML or XML), not JSON; is this address the shop's API?"_s);
    addRow("cut off", R"({"status":"queued","posi)", u"! | the body is not JSON ("_s);
    addRow("two values", R"({"status":"queued"}{)", u"! | the body is not JSON ("_s);
    addRow("words", "upstream timed out", u"! | the body is not JSON ("_s);
    addRow("not UTF-8", "\"status\":\"\xff\xfe\"", u"! | the body is not JSON ("_s);
    addRow("names without quotes", "{status:1e999}", u"! | the body is not JSON ("_s);
    addRow("endlessly nested", QByteArray(5000, '['), u"! | the body is not JSON ("_s);
}

void addNotAnObject()
{
    addRow("a list", "[]", u"! | the body is JSON, but not an object"_s);
    addRow("text", R"("ok")", u"! | the body is JSON, but not an object"_s);
    addRow("a number", "1", u"! | the body is JSON, but not an object"_s);
    addRow("null", "null", u"! | the body is JSON, but not an object"_s);
}

/// Equal, or, where a parser's own words end it, beginning so.
bool matches(const QString &actual, const QString &expected)
{
    return actual == expected || (expected.endsWith(u'(') && actual.startsWith(expected));
}

#define COMPARE_TEXT(actual, expected)                                                                                 \
    do {                                                                                                               \
        const QString said = (actual);                                                                                 \
        QVERIFY2(matches(said, expected), qPrintable(u"\nread:     "_s + said + u"\nexpected: "_s + expected));        \
    } while (false)

const QByteArray realSale =
    R"({"item":{"name":"x","description":"d","startsAt":"2026-11-22T11:43:30.000Z","endsAt":"2026-11-22T11:44:28.000Z",)"
    R"("currentQuantity":3,"startingQuantity":3,"status":"OnSchedule","_id":"6b02d560c65af58000d02523",)"
    R"("createdAt":"2026-11-22T11:43:28.980Z","updatedAt":"2026-11-22T11:43:28.980Z"},"meta":{"status":"ongoing",)"
    R"("soldOut":false,"progress":{"remaining":3,"starting":3,"ratio":1},"startsAt":"2026-11-22T11:43:30.000Z",)"
    R"("endsAt":"2026-11-22T11:44:28.000Z"}})";

} // namespace

class TestAnswers : public QObject {
    Q_OBJECT

private:
    AnswerReader m_reader{TextSanitizer()}; ///< one for all rows: what one body leaves behind must not show in the next

private Q_SLOTS:
    void sale_data();
    void sale();
    void token_data();
    void token();
    void saleCreated_data();
    void saleCreated();
    void buy_data();
    void buy();
    void position_data();
    void position();
    void confirm_data();
    void confirm();
    void orders_data();
    void orders();
    void refusal_data();
    void refusal();
    void tellsARefusalsCode();
    void knowsTheStocksField();
    void readsABodyWithoutRoomBehindIt();
};

void TestAnswers::sale_data()
{
    columns();
    addRow("real", realSale, u"ongoing id=6b02d560c65af58000d02523 3/3 1795347810000..1795347868000"_s);
    addRow("real, unknown", R"({"item":null,"meta":{"status":"not_found"}})", u"notFound id= -/- -..-"_s);
    addRow("flat", R"({"status":"ongoing","soldOut":false,"currentQuantity":7,"startingQuantity":9,"_id":"s1"})",
        u"ongoing id=s1 7/9 -..-"_s);
    addRow("flat, with times",
        R"({"status":"upcoming","soldOut":false,"startsAt":"1970-01-01T00:00:01.000Z","endsAt":"1970-01-01T00:00:02Z"})",
        u"upcoming id= -/- 1000..2000"_s);
    addRow("flat, quantity but no soldOut", R"({"status":"ongoing","currentQuantity":7})", u"ongoing id= 7/- -..-"_s);
    addRow("flat, none left", R"({"status":"ongoing","currentQuantity":0})", u"ongoing soldOut id= 0/- -..-"_s);
    addRow("ended", R"({"status":"ended","soldOut":true,"currentQuantity":0})", u"ended soldOut id= 0/- -..-"_s);
    addRow("item is null", R"({"item":null,"meta":{"status":"ongoing","soldOut":false,"progress":{"remaining":4}}})",
        u"ongoing id= 4/- -..-"_s);
    addRow("only progress",
        R"({"item":{"id":"s"},"meta":{"status":"ongoing","soldOut":false,"progress":{"remaining":4,"starting":5}}})",
        u"ongoing id=s 4/5 -..-"_s);
    addRow("times in the item only",
        R"({"item":{"startsAt":"1970-01-01T00:00:01.000Z","endsAt":"1970-01-01T00:00:02.000Z"},)"
        R"("meta":{"status":"ongoing","soldOut":false}})",
        u"ongoing id= -/- 1000..2000"_s);
    // A stock below zero is the very thing to be found: a clamped "progress" must not hide it.
    addRow("oversold behind a clamp",
        R"({"item":{"currentQuantity":-2,"startingQuantity":3},"meta":{"status":"ongoing","soldOut":true,)"
        R"("progress":{"remaining":0,"starting":3}}})",
        u"ongoing soldOut id= -2/3 -..-"_s);
    addRow("sold out by flag, quantity left", R"({"status":"ongoing","soldOut":true,"currentQuantity":5})",
        u"ongoing soldOut id= 5/- -..-"_s);
    addRow("no quantity at all", R"({"status":"ongoing","soldOut":false})", u"ongoing id= -/- -..-"_s);
    addRow(
        "quantity null", R"({"status":"ongoing","soldOut":false,"currentQuantity":null})", u"ongoing id= -/- -..-"_s);
    addRow("quantity 3.0", R"({"status":"ongoing","soldOut":false,"currentQuantity":3.0})", u"ongoing id= 3/- -..-"_s);
    addRow("id is a number", R"({"status":"ongoing","soldOut":false,"_id":12})", u"ongoing id=12 -/- -..-"_s);
    addRow("id is an object", R"({"item":{"_id":{"$oid":"6b02"}},"meta":{"status":"ongoing","soldOut":false}})",
        u"ongoing id=6b02 -/- -..-"_s);
    addRow(
        "a time that is none", R"({"status":"ongoing","soldOut":false,"startsAt":"soon"})", u"ongoing id= -/- -..-"_s);

    addRow("times as Unix seconds and ms",
        R"({"status":"ongoing","soldOut":false,"startsAt":1795347810,"endsAt":1795347868000})",
        u"ongoing id= -/- 1795347810000..1795347868000"_s);

    addRow("no status", R"({"soldOut":false})", u"! status | the field \"status\" is missing or not text"_s);
    addRow("no status in meta", R"({"item":{},"meta":{"soldOut":false}})",
        u"! meta.status | the field \"meta.status\" is missing or not text"_s);
    addRow("status is a number", R"({"status":1})", u"! status | the field \"status\" is missing or not text"_s);
    addRow("another status", R"({"meta":{"status":"paused","soldOut":false}})",
        u"! meta.status | the field \"meta.status\" is \"paused\", not one of not_found, ended, upcoming, ongoing"_s);
    addRow("a status that acts", R"({"status":"a\nb"})",
        u"! status | the field \"status\" is \"a b\", not one of not_found, ended, upcoming, ongoing"_s);
    addRow("soldOut is text", R"({"status":"ongoing","soldOut":"no"})",
        u"! soldOut | the field \"soldOut\" is missing or not true or false"_s);
    addRow("soldOut is text in meta", R"({"meta":{"status":"ongoing","soldOut":"no"}})",
        u"! meta.soldOut | the field \"meta.soldOut\" is missing or not true or false"_s);
    addRow("neither soldOut nor quantity", R"({"status":"ongoing"})",
        u"! soldOut | none of the fields \"soldOut\" and \"currentQuantity\" says what the call came to"_s);
    addRow("numbers in quotes",
        R"({"status":"ongoing","soldOut":false,"currentQuantity":"3","startingQuantity":"5.00","startsAt":"1795347810"})",
        u"ongoing id= 3/5 1795347810000..-"_s);
    addRow("quantity is text", R"({"status":"ongoing","soldOut":false,"currentQuantity":"some"})",
        u"! currentQuantity | the field \"currentQuantity\" is missing or not a whole number"_s);
    addRow("quantity beyond counting", R"({"status":"ongoing","soldOut":false,"currentQuantity":9223372036854775807})",
        u"! currentQuantity | the field \"currentQuantity\" is missing or not a whole number"_s);
    addRow("quantity below counting", R"({"status":"ongoing","soldOut":false,"currentQuantity":-9223372036854775808})",
        u"! currentQuantity | the field \"currentQuantity\" is missing or not a whole number"_s);
    addRow("quantity of 20 digits", R"({"status":"ongoing","soldOut":false,"currentQuantity":99999999999999999999})",
        u"! currentQuantity | the field \"currentQuantity\" is missing or not a whole number"_s);
    addRow("the largest quantity", R"({"status":"ongoing","soldOut":false,"currentQuantity":9007199254740991})",
        u"ongoing id= 9007199254740991/- -..-"_s);
    addRow("quantity is NaN", R"({"status":"ongoing","soldOut":false,"currentQuantity":NaN})",
        u"! currentQuantity | the field \"currentQuantity\" is missing or not a whole number"_s);
    addRow("remaining is a word", R"({"meta":{"status":"ongoing","soldOut":false,"progress":{"remaining":"few"}}})",
        u"! meta.progress.remaining | the field \"meta.progress.remaining\" is missing or not a whole number"_s);
    addRow(
        "status is no UTF-8", "{\"status\":\"\xff\xfe\"}", u"! status | the field \"status\" is missing or not text"_s);
    addRow("the stock twice", R"({"item":{"currentQuantity":0,"currentQuantity":5},"meta":{"status":"ongoing"}})",
        u"! item.currentQuantity | the field \"item.currentQuantity\" is there twice, with different values"_s);
    addRow("the status twice", R"({"status":"ended","status":"ongoing","soldOut":false})",
        u"! status | the field \"status\" is there twice, with different values"_s);
    addRow("the stock twice, but equal", R"({"status":"ongoing","currentQuantity":5,"currentQuantity":5})",
        u"ongoing id= 5/- -..-"_s);
    addRow("what nobody needs twice", R"({"status":"ongoing","x":1,"x":2,"currentQuantity":5})",
        u"ongoing id= 5/- -..-"_s);
    addRow("id beyond 2^63", R"({"status":"ongoing","soldOut":false,"_id":18446744073709540001})",
        u"ongoing id=18446744073709540001 -/- -..-"_s);
    addRow("id beyond 2^64", R"({"status":"ongoing","soldOut":false,"_id":123456789012345678901234567890})",
        u"ongoing id=123456789012345678901234567890 -/- -..-"_s);
    addRow("half a unit", R"({"item":{"currentQuantity":2.5},"meta":{"status":"ongoing","soldOut":false}})",
        u"! item.currentQuantity | the field \"item.currentQuantity\" is missing or not a whole number"_s);
    addRow("starting is a list", R"({"item":{"startingQuantity":[]},"meta":{"status":"ongoing","soldOut":false}})",
        u"! item.startingQuantity | the field \"item.startingQuantity\" is missing or not a whole number"_s);
    addRow("starting beyond counting", R"({"status":"ongoing","soldOut":false,"startingQuantity":1e300})",
        u"! startingQuantity | the field \"startingQuantity\" is missing or not a whole number"_s);
    addBrokenBodies();
    addNotAnObject();
}

void TestAnswers::sale()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    COMPARE_TEXT(text(m_reader.sale(body)), expected);
}

void TestAnswers::token_data()
{
    columns();
    addRow("real",
        R"({"token":"3ShnqM2ewu0aG8P9x8H857cjM2GF9KsP","user":{"name":"admin","email":"admin-1@test.com","id":"6b02"}})",
        u"3ShnqM2ewu0aG8P9x8H857cjM2GF9KsP"_s);
    addRow("null", R"({"token":null,"user":{}})", QString());
    addRow("none", "{}", QString());
    addRow("a number", R"({"token":5})", QString());
    addBrokenBodies();
    addNotAnObject();
}

void TestAnswers::token()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    COMPARE_TEXT(idText(m_reader.token(body), &TokenAnswer::token), expected);
}

void TestAnswers::saleCreated_data()
{
    columns();
    const QString missing = u"! id | the field \"id\" is missing or not an id"_s;
    addRow("real", R"({"id":"6b02d560c65af58000d02523"})", u"6b02d560c65af58000d02523"_s);
    addRow("_id", R"({"_id":"a"})", u"a"_s);
    addRow("item.id", R"({"item":{"id":"a","name":"x"}})", u"a"_s);
    addRow("item._id", R"({"item":{"_id":"a"}})", u"a"_s);
    addRow("id before item", R"({"item":{"_id":"b"},"id":"a"})", u"a"_s);
    addRow("id is null", R"({"id":null,"_id":"a"})", u"a"_s);
    addRow("a number", R"({"id":17})", u"17"_s);
    addRow("the largest number", R"({"id":9223372036854775807})", u"9223372036854775807"_s);
    addRow("an object", R"({"id":{"_id":"a"}})", u"a"_s);
    addRow("beyond ASCII", R"({"id":"ü/?&"})", u"ü/?&"_s);
    addRow("200 characters", R"({"id":")" + QByteArray(200, 'a') + R"("})", QString(200, u'a'));
    addRow("4097 characters", R"({"id":")" + QByteArray(4097, 'a') + R"("})", missing);
    addRow("no exact number any more", R"({"id":18446744073709551615})", u"18446744073709551615"_s);
    addRow("empty text", R"({"id":""})", missing);
    addRow("true", R"({"id":true})", missing);
    addRow("half", R"({"id":1.5})", missing);
    addRow("an object without one", R"({"id":{}})", missing);
    addRow("none", R"({"ok":true})", missing);
    addRow("item is text", R"({"item":"a"})", missing);
    addBrokenBodies();
    addNotAnObject();
}

void TestAnswers::saleCreated()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    COMPARE_TEXT(idText(m_reader.saleCreated(body), &SaleCreatedAnswer::id), expected);
}

void TestAnswers::buy_data()
{
    columns();
    addRow("real",
        R"({"queued":true,"position":1,"size":1,"hasActiveHold":false,"holdTtlSec":0,"email":"a@test.com",)"
        R"("flashSaleId":"6b02","queueName":"sale-processing-queue","jobId":"6b02:a@test.com:reserve"})",
        u"queued 1/1 ttl=0"_s);
    addRow("hold at once", R"({"queued":false,"position":null,"size":0,"hasActiveHold":true,"holdTtlSec":899})",
        u"hold -/0 ttl=899"_s);
    addRow("hold and a position", R"({"position":2,"hasActiveHold":true})", u"hold 2/- ttl=-"_s);
    addRow("only a position", R"({"position":4})", u"queued 4/- ttl=-"_s);
    addRow("only queued", R"({"queued":true})", u"queued -/- ttl=-"_s);
    addRow("position 3.0", R"({"position":3.0,"size":5.0})", u"queued 3/5 ttl=-"_s);
    addRow("half a second of hold", R"({"position":1,"holdTtlSec":0.5})", u"queued 1/- ttl=0.5"_s);
    addRow("nonsense positions are for the checks", R"({"position":-1,"size":0})", u"queued -1/0 ttl=-"_s);
    const QString nothing =
        u"! hasActiveHold | none of the fields \"hasActiveHold\", \"position\" and \"queued\" says what the call came "
        "to"_s;
    addRow("says nothing", "{}", nothing);
    addRow("not queued, no place", R"({"queued":false,"position":null,"hasActiveHold":false})", nothing);
    addRow("numbers in quotes", R"({"position":"3","size":"5","holdTtlSec":"900"})", u"queued 3/5 ttl=900"_s);
    addRow("position is text", R"({"position":"third"})",
        u"! position | the field \"position\" is missing or not a whole number"_s);
    addRow("position 2.5", R"({"queued":true,"position":2.5})",
        u"! position | the field \"position\" is missing or not a whole number"_s);
    addRow("size is true", R"({"queued":true,"size":true})",
        u"! size | the field \"size\" is missing or not a whole number"_s);
    addRow("hold is text", R"({"queued":true,"hasActiveHold":"yes"})",
        u"! hasActiveHold | the field \"hasActiveHold\" is missing or not true or false"_s);
    addRow("hold is 1", R"({"queued":true,"hasActiveHold":1})",
        u"! hasActiveHold | the field \"hasActiveHold\" is missing or not true or false"_s);
    const QString third = u"queued 3/- ttl=-"_s;
    // What nobody needs spoils nothing, whatever is wrong with it.
    addRow("a byte order mark", "\xef\xbb\xbf{\"position\":3}", third);
    addRow("a number beyond all others", R"({"x":1e999,"position":3})", third);
    addRow("a number of 30 digits", R"({"x":123456789012345678901234567890,"position":3})", third);
    addRow("half a pair", R"({"z":"\ud800","position":3})", third);
    addRow("half a pair in a name", R"({"a\udc00\ud800":1,"position":3})", third);
    addRow("an escape that is none", R"({"z":"\q\"","position":3})", third);
    addRow("text that is no UTF-8", "{\"z\":\"\xff\xfe\xc3\",\"position\":3}", third);
    addRow("a control character", QByteArray("{\"z\":\"a\0b\",\"position\":3}", 24), third);
    addRow("NaN", R"({"x":NaN,"y":[Infinity,-Infinity],"position":3})", third);
    addRow("nested deeply",
        "{\"x\":" + QByteArray(5000, '[') + "\"]\\\"" + "\"" + QByteArray(5000, ']') + ",\"position\":3}", third);
    addRow("whole pairs stay", R"({"x":1e999,"z":"\ud83d\ude00","position":3})", third);
    addRow("position beyond all others", R"({"queued":true,"position":1e999})",
        u"! position | the field \"position\" is missing or not a whole number"_s);
    addRow("a hold and none", R"({"hasActiveHold":false,"hasActiveHold":true,"position":3})",
        u"! hasActiveHold | the field \"hasActiveHold\" is there twice, with different values"_s);
    addRow("TTL is text", R"({"queued":true,"holdTtlSec":"900 s"})",
        u"! holdTtlSec | the field \"holdTtlSec\" is missing or not a number"_s);
    addBrokenBodies();
    addNotAnObject();
}

void TestAnswers::buy()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    // "cut off" and the like are bodies of a position; a buy reads them alike.
    COMPARE_TEXT(text(m_reader.buy(body)), expected);
}

void TestAnswers::position_data()
{
    columns();
    addRow("real",
        R"({"status":"ready","position":null,"size":0,"hasActiveHold":true,"holdTtlSec":899,"pttlRaw":898020,)"
        R"("zsetKey":"fsq:6b02","email":"a@test.com","flashSaleId":"6b02","ts":1795347814282})",
        u"held -/0 ttl=899"_s);
    addRow("queued", R"({"status":"queued","position":3,"size":9,"hasActiveHold":false,"holdTtlSec":0})",
        u"queued 3/9 ttl=0"_s);
    addRow("none", R"({"status":"none","position":null,"size":0,"hasActiveHold":false,"holdTtlSec":0})",
        u"lostPlace -/0 ttl=0"_s);
    addRow("ready alone", R"({"status":"ready"})", u"held -/- ttl=-"_s);
    addRow("queued, but holds", R"({"status":"queued","hasActiveHold":true})", u"held -/- ttl=-"_s);
    addRow("hold without a status", R"({"hasActiveHold":true})", u"held -/- ttl=-"_s);
    addRow("position 3.0", R"({"status":"queued","position":3.0})", u"queued 3/- ttl=-"_s);
    const QString nothing = u"! status | none of the fields \"status\" and \"hasActiveHold\" says what the call came to"_s;
    addRow("no status", R"({"position":3})", nothing);
    addRow("status is null", R"({"status":null})", nothing);
    addRow("another status", R"({"status":"waiting","position":3})",
        u"! status | the field \"status\" is \"waiting\", not one of ready, queued, none"_s);
    addRow("position is text", R"({"status":"queued","position":"third"})",
        u"! position | the field \"position\" is missing or not a whole number"_s);
    addBrokenBodies();
    addNotAnObject();
}

void TestAnswers::position()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    COMPARE_TEXT(text(m_reader.position(body)), expected);
}

void TestAnswers::confirm_data()
{
    columns();
    addRow("real", R"({"ok":true,"orderId":"6b02d566c65af58000d02529"})", u"6b02d566c65af58000d02529"_s);
    addRow("_id", R"({"_id":"o"})", u"o"_s);
    addRow("id is a number", R"({"ok":true,"id":5})", u"5"_s);
    addRow("order", R"({"ok":true,"order":{"_id":"o","totalAmount":1}})", u"o"_s);
    addRow("no id", R"({"ok":true})", QString());
    addRow("nothing", "{}", QString());
    addRow("id is null", R"({"ok":true,"orderId":null})", QString());
    addRow("not ok", R"({"ok":false,"orderId":"o"})", u"! ok | the field \"ok\" is false although the status is 200"_s);
    addBrokenBodies();
    addNotAnObject();
}

void TestAnswers::confirm()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    COMPARE_TEXT(idText(m_reader.confirm(body), &ConfirmAnswer::orderId), expected);
}

void TestAnswers::orders_data()
{
    columns();
    addRow("real",
        R"({"items":[{"userEmail":"a@test.com","flashSaleName":"x","flashSaleId":"6b02","paymentStatus":"paid",)"
        R"("totalAmount":1,"_id":"o1","createdAt":"2026-11-22T11:43:34.299Z","updatedAt":"2026-11-22T11:43:34.299Z"}],)"
        R"("total":1,"page":1,"limit":20})",
        u"1 of 1, page 1, limit 20; o1 a@test.com 6b02 paid 1795347814299 1"_s);
    addRow("none", R"({"items":[],"total":0,"page":1,"limit":20})", u"0 of 0, page 1, limit 20"_s);
    addRow("bare", R"([{"_id":"o1","userEmail":"a@x","flashSaleId":"s","paymentStatus":"paid"}])",
        u"1 of -, page -, limit -, bare; o1 a@x s paid - -"_s);
    addRow("bare and empty", "[]", u"0 of -, page -, limit -, bare"_s);
    addRow("no paging", R"({"orders":[]})", u"0 of -, page -, limit -"_s);
    addRow("other names and kinds",
        R"([{"orderId":7,"email":" A@Test.COM ","saleId":{"_id":"s"},"paymentStatus":"pending","totalAmount":2.5}])",
        u"1 of -, page -, limit -, bare; 7 a@test.com s pending - 2.5"_s);
    addRow("every payment status",
        R"([{"_id":"1","email":"a","saleId":"s","paymentStatus":"failed"},)"
        R"({"_id":"2","email":"a","saleId":"s","paymentStatus":"refunded"},)"
        R"({"_id":"3","email":"a","saleId":"s","paymentStatus":"cancelled"},)"
        R"({"_id":"4","email":"a","saleId":"s","paymentStatus":"charged\nback"}])",
        u"4 of -, page -, limit -, bare; 1 a s failed - -; 2 a s refunded - -; 3 a s cancelled - -; "
        "4 a s unknown(charged back) - -"_s);
    const auto bookedAt = [](const QByteArray &time) -> QByteArray {
        return R"([{"_id":"o","email":"a","saleId":"s","paymentStatus":"paid","createdAt":)" + time + "}]";
    };
    const auto booked = [](const QString &millis) -> QString {
        return u"1 of -, page -, limit -, bare; o a s paid %1 -"_s.arg(millis);
    };
    const QString untold = booked(u"-"_s);
    addRow("booked at a Unix time in ms", bookedAt("1795347814299"), booked(u"1795347814299"_s));
    addRow("booked at a Unix time in ms, as a real", bookedAt("1795347814299.0"), booked(u"1795347814299"_s));
    addRow("booked at a Unix time in s", bookedAt("1795347814"), booked(u"1795347814000"_s));
    addRow("booked at a time without a zone", bookedAt(R"("2026-11-22T11:43:34.299")"), untold);
    addRow("the last second", bookedAt("99999999999"), booked(u"99999999999000"_s));
    addRow("the first ms", bookedAt("100000000000"), booked(u"100000000000"_s));
    addRow("microseconds", bookedAt("1795347814299000"), untold);
    addRow("no time: 0", bookedAt("0"), untold);
    addRow("no time: -1", bookedAt("-1"), untold);
    addRow("no time: a small number", bookedAt("7"), untold);
    addRow("no time: a part of a ms", bookedAt("1795347814299.5"), untold);
    addRow("no time: null", bookedAt("null"), untold);
    addRow("no time: true", bookedAt("true"), untold);
    addRow("no time: a word", bookedAt(R"("today")"), untold);
    addRow("no time: an object", bookedAt("{}"), untold);
    // "Paid" is not "paid": what only looks like a status of the contract does not count as sold.
    addRow("a status in capitals", R"([{"_id":"1","email":"a","saleId":"s","paymentStatus":"Paid"}])",
        u"1 of -, page -, limit -, bare; 1 a s unknown(Paid) - -"_s);

    const auto fourth = [](const QByteArray &order) -> QByteArray {
        const QByteArray good = R"({"_id":"o","userEmail":"a","flashSaleId":"s","paymentStatus":"paid"},)";
        return R"({"items":[)" + good + good + good + order + "]}";
    };
    addRow("payment twice",
        fourth(R"({"_id":"o","userEmail":"a","flashSaleId":"s","paymentStatus":"paid","paymentStatus":"failed"})"),
        u"! items[3].paymentStatus | the field \"items[3].paymentStatus\" is there twice, with different values"_s);
    const QByteArray longId(4'096, 'i');
    const auto withId = [](const QByteArray &id) -> QByteArray {
        return R"([{"_id":)" + id + R"(,"email":"a","saleId":"s","paymentStatus":"paid"}])";
    };
    addRow("a long id", withId('"' + longId + '"'),
        u"1 of -, page -, limit -, bare; %1 a s paid - -"_s.arg(QString::fromLatin1(longId)));
    addRow("too long an id", withId('"' + longId + "i\""),
        u"! [0]._id | the field \"[0]._id\" is missing or not an id"_s);
    addRow("an id with half a pair", withId(R"("ord\ud800-1")"),
        u"! [0]._id | the field \"[0]._id\" is missing or not an id"_s);
    addRow("an id beyond 2^63", withId("18446744073709540001"),
        u"1 of -, page -, limit -, bare; 18446744073709540001 a s paid - -"_s);
    addRow("an id beyond 2^64", withId("-123456789012345678901234567890"),
        u"1 of -, page -, limit -, bare; -123456789012345678901234567890 a s paid - -"_s);
    addRow("payment missing", fourth(R"({"_id":"o","userEmail":"a","flashSaleId":"s"})"),
        u"! items[3].paymentStatus | the field \"items[3].paymentStatus\" is missing or not text"_s);
    addRow("payment is true", fourth(R"({"_id":"o","userEmail":"a","flashSaleId":"s","paymentStatus":true})"),
        u"! items[3].paymentStatus | the field \"items[3].paymentStatus\" is missing or not text"_s);
    addRow("id missing", fourth(R"({"userEmail":"a","flashSaleId":"s","paymentStatus":"paid"})"),
        u"! items[3]._id | the field \"items[3]._id\" is missing or not an id"_s);
    addRow("sale missing", fourth(R"({"_id":"o","userEmail":"a","paymentStatus":"paid"})"),
        u"! items[3].flashSaleId | the field \"items[3].flashSaleId\" is missing or not an id"_s);
    addRow("email missing", fourth(R"({"_id":"o","flashSaleId":"s","paymentStatus":"paid"})"),
        u"! items[3].userEmail | the field \"items[3].userEmail\" is missing or not text"_s);
    addRow("an order that is none", fourth("null"),
        u"! items[3]._id | the field \"items[3]._id\" is missing or not an id"_s);
    addRow("no list", R"({"total":0})", u"! items | the field \"items\" is missing or not a list"_s);
    addRow("items is an object", R"({"items":{}})", u"! items | the field \"items\" is missing or not a list"_s);
    addRow("text", R"("none")", u"! items | the field \"items\" is missing or not a list"_s);
    addBrokenBodies();
}

void TestAnswers::orders()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    COMPARE_TEXT(text(m_reader.orders(body)), expected);
}

void TestAnswers::refusal_data()
{
    columns();
    // Those of the real shop.
    addRow("already purchased",
        R"({"message":"You have already purchased this item","orderId":"6b02d566c65af58000d02529"})",
        u"You have already purchased this item #6b02d566c65af58000d02529"_s);
    addRow("no hold", R"({"message":"No active hold or it has expired"})", u"No active hold or it has expired #"_s);
    addRow("validation",
        R"({"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request","message":"body must have required )"
        R"(property 'flashSaleId'"})",
        u"body must have required property 'flashSaleId' #"_s);
    addRow("no sale's body", R"({"message":"body must have required property 'startsAt'"})",
        u"body must have required property 'startsAt' #"_s);
    addRow("bad email",
        R"({"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request","message":"querystring/email must match )"
        R"(format \"email\""})",
        u"querystring/email must match format \"email\" #"_s);
    addRow("no route", R"({"message":"Route GET:/nope not found","error":"Not Found","statusCode":404})",
        u"Route GET:/nope not found #"_s);
    addRow("sale status", R"({"message":"Failed to fetch sale status"})", u"Failed to fetch sale status #"_s);
    addRow("unauthorized", R"({"message":"Unauthorized"})", u"Unauthorized #"_s);
    addRow("sign up", R"({"message":"Failed to sign up"})", u"Failed to sign up #"_s);
    addRow("sign in", R"({"message":"Failed to sign in"})", u"Failed to sign in #"_s);

    addRow("only an error", R"({"error":"Bad Gateway"})", u"Bad Gateway #"_s);
    addRow("order id is a number", R"({"message":"m","orderId":5})", u"m #5"_s);
    addRow("text that acts", "{\"message\":\"a\\nb\\u202ec\"}", u"a b\u2039U+202E\u203ac #"_s);
    addRow("long", R"({"message":")" + QByteArray(500, 'x') + R"("})", QString(QString(199, u'x') + u"… #"_s));
    addRow("message is an object", R"({"message":{"a":1}})", u" #"_s);
    addRow("nothing", "{}", u" #"_s);
    addRow("empty", "", u" #"_s);
    addRow("a page", "<html>", u" #"_s);
    addRow("a list", "[]", u" #"_s);
}

void TestAnswers::refusal()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    const HeardAnswer heard{.status = 409, .body = body};
    const JudgedAnswer said = m_reader.judge(*m_reader.shop().call(ShopCall::Buy), heard);
    QCOMPARE(QString(said.message + u" #"_s + QString::fromUtf8(m_reader.orderId())), expected);
}

void TestAnswers::tellsARefusalsCode()
{
    const auto judge = [this](const QByteArray &body) {
        const HeardAnswer heard{.status = 409, .body = body};
        return m_reader.judge(*m_reader.shop().call(ShopCall::Confirm), heard);
    };
    QCOMPARE(judge(R"({"code":"OUT_OF_STOCK","message":"Sorry"})").code, u"OUT_OF_STOCK"_s);
    QCOMPARE(judge(R"({"error":"out_of_stock","message":"Sorry"})").code, u"out_of_stock"_s);
    QCOMPARE(judge(R"({"error":"Sorry","code":7})").code, u"Sorry"_s);
    QCOMPARE(judge(R"({"error":"Sorry","message":["a","b"]})").message, u"Sorry"_s);
}

void TestAnswers::knowsTheStocksField()
{
    const auto isAboutStock = [this](const QByteArray &body) {
        return std::get<ReadError>(m_reader.sale(body)).isStock;
    };
    QVERIFY(isAboutStock(R"({"status":"ongoing","currentQuantity":2.5})"));
    QVERIFY(isAboutStock(R"({"item":{"currentQuantity":"x"},"meta":{"status":"ongoing","soldOut":false}})"));
    QVERIFY(!isAboutStock(R"({"status":"ongoing","currentQuantity":3,"startingQuantity":2.5})"));
    QVERIFY(!isAboutStock(R"({"status":"paused","currentQuantity":2.5})"));
    QVERIFY(!isAboutStock(R"({"status":"ongoing"})"));
    QVERIFY(!isAboutStock("<html>"));
}

void TestAnswers::readsABodyWithoutRoomBehindIt()
{
    // The parser wants room for 64 bytes behind a body; a view of anything else must do as well, and only it is read.
    const QByteArray more = realSale + "}}}} and more";
    COMPARE_TEXT(text(m_reader.sale(QByteArrayView(more).first(realSale.size()))),
        u"ongoing id=6b02d560c65af58000d02523 3/3 1795347810000..1795347868000"_s);
    const auto exact = std::make_unique<char[]>(2);
    exact[0] = '[';
    exact[1] = ']';
    COMPARE_TEXT(text(m_reader.orders(QByteArrayView(exact.get(), 2))), u"0 of -, page -, limit -, bare"_s);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestAnswers)
#include "tst_answers.moc"
