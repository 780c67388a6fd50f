// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeshop.h"
#include "tests/support/testprogram.h"

#include "core/verdict/books/orderreader.h"

#include <QCoro/QCoroTask>

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using Answer = FakeShop::Answer;
using Request = FakeShop::Request;

namespace {

const QString salePath = u"/flash-sales/public/sale"_s;
const QString emailPath = u"/orders/by-email"_s;
const QString adminPath = u"/orders/admin/list-admin"_s;
const QString otherAdminPath = u"/orders/admin/list"_s;

class NoObserver final : public ExchangeObserver {
public:
    void exchangeEnded(const RequestRecord &record, const QString &) override { groups.push_back(record.group); }
    std::vector<RunGroup> groups;
};

/// A reader over a fake shop; sleeping takes no time and is written down.
struct Fixture {
    FakeShop shop;
    NoObserver observer;
    std::vector<milliseconds> waits;
    std::function<void()> whileWaiting = [] {};
    std::atomic_bool cancel = false;
    std::atomic<quint64> answered = 0;
    ShopApi api{
        &shop, {.base = QUrl(u"http://shop.test"_s), .headers = {}}, std::chrono::steady_clock::now(), &observer};
    OrderReaderOptions options{.saleId = "sale",
        .sleep = [this](milliseconds wait) { return sleep(wait); },
        .cancel = &cancel,
        .answered = &answered};

    QCoro::Task<> sleep(milliseconds wait)
    {
        waits.push_back(wait);
        whileWaiting();
        co_return;
    }

    SaleReadingResult readSale()
    {
        OrderReader reader(api, options);
        return QCoro::waitFor(reader.readSale());
    }
    std::vector<EmailReading> readEmails(int buyers)
    {
        OrderReader reader(api, options);
        return QCoro::waitFor(reader.readEmails(buyersUpTo(buyers)));
    }
    EmailReading readEmail() { return readEmails(1).front(); }
    AdminReading readAdminList(QByteArray token = "token")
    {
        OrderReader reader(api, options);
        return QCoro::waitFor(reader.readAdminList(token));
    }

    static QString email(int buyer) { return u"buyer+%1@test.com"_s.arg(buyer); }
    static std::vector<BuyerToAsk> buyersUpTo(int count)
    {
        std::vector<BuyerToAsk> buyers;
        for (int buyer = 1; buyer <= count; ++buyer)
            buyers.push_back({.vu = quint32(buyer), .iteration = 0, .email = email(buyer)});
        return buyers;
    }
};

std::vector<QByteArray> ordersOf(const QString &email, int count, const QByteArray &saleId = "sale")
{
    std::vector<QByteArray> orders;
    for (int i = 0; i < count; ++i)
        orders.push_back(orderJson("order-" + QByteArray::number(i), email, saleId));
    return orders;
}

/// Answers with a page of `orders`, 20 where no limit is asked for, as the real shop does.
Answer paged(const Request &request, const std::vector<QByteArray> &orders, std::optional<qint64> total)
{
    const int page = request.has(u"page"_s) ? request.argument(u"page"_s).toInt() : 1;
    const int limit = request.has(u"limit"_s) ? request.argument(u"limit"_s).toInt() : 20;
    return {.body = pageJson(orders, page, limit, total)};
}

Answer paged(const Request &request, const std::vector<QByteArray> &orders)
{
    return paged(request, orders, qint64(orders.size()));
}

QByteArray saleJson(const QByteArray &id, const QByteArray &progress)
{
    return R"({"item":{"_id":")" + id
        + R"(","startingQuantity":10},"meta":{"status":"ended","soldOut":true,"progress":)" + progress + "}}";
}

QString name(EmailReading::State state)
{
    switch (state) {
    case EmailReading::State::NotAsked:
        return u"not asked"_s;
    case EmailReading::State::Complete:
        return u"complete"_s;
    case EmailReading::State::Failed:
        return u"failed"_s;
    }
    return {};
}

QString name(AdminReading::State state)
{
    switch (state) {
    case AdminReading::State::NotAsked:
        return u"not asked"_s;
    case AdminReading::State::NotOffered:
        return u"not offered"_s;
    case AdminReading::State::Complete:
        return u"complete"_s;
    case AdminReading::State::Failed:
        return u"failed"_s;
    case AdminReading::State::Unstable:
        return u"unstable"_s;
    }
    return {};
}

const std::vector<milliseconds> allWaits{
    milliseconds(500), milliseconds(1000), milliseconds(2000), milliseconds(4000), milliseconds(8000)};

} // namespace

class TestOrderReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheSale();
    void readsTheSaleBehindAPage_data();
    void readsTheSaleBehindAPage();
    void refusesAnotherSale_data();
    void refusesAnotherSale();
    void tellsAMissingRemainderFromZero();
    void triesAgain_data();
    void triesAgain();
    void failsAtOnce_data();
    void failsAtOnce();
    void givesUpAfterAllTries();

    void asksEachBuyerOnce();
    void keepsOnlyThisSale();
    void readsForms_data();
    void readsForms();
    void followsPagesOfABareList_data();
    void followsPagesOfABareList();
    void comesBackAsTold();
    void followsPages();
    void readsTheListAgainWhenItDoesNotAddUp();
    void dropsOrdersThatPagesRepeat();
    void noticesOrdersLostBetweenPages();
    void endsAListWithoutEnd();
    void doesNotWaitForADeadShop();
    void readsOnAfterAnOutage();

    void stopsBetweenBuyers();
    void stopsWhileWaitingForAnAnswer();
    void stopsWhileWaitingForTheNextTry();

    void readsTheAdminListTwice();
    void readsTheAdminListOfAHugeSale();
    void endsAnAdminListWithoutEnd();
    void findsTheOtherAdminList();
    void saysWhyThereIsNoAdminList_data();
    void saysWhyThereIsNoAdminList();
    void readsTheAdminListUntilItSettles();
    void noticesAPaymentThatChanges();
    void saysThatTheAdminListNeverSettles();
    void keepsWhatAFailedAdminListShowed_data();
    void keepsWhatAFailedAdminListShowed();
    void takesARefusedPageBehindTheEndForTheEnd_data();
    void takesARefusedPageBehindTheEndForTheEnd();
    void stopsInTheAdminList();
};

void TestOrderReader::readsTheSale()
{
    Fixture f;
    f.shop.answer = [](const Request &) {
        return Answer{.body = saleJson("sale", R"({"remaining":4,"starting":10})")};
    };
    const SaleReadingResult result = f.readSale();
    QVERIFY2(result.reading, qPrintable(result.failure));
    QVERIFY(result.failure.isEmpty());
    QCOMPARE(result.reading->remaining, std::optional<qint64>(4));
    QCOMPARE(result.reading->starting, std::optional<qint64>(10));
    QVERIFY(result.reading->phase == SalePhase::Ended);
    QVERIFY(result.reading->soldOut);
    QCOMPARE(f.shop.requests.size(), std::size_t(1));
    QCOMPARE(f.shop.requests[0].argument(u"flashSaleId"_s), u"sale"_s);
    QVERIFY(f.observer.groups == std::vector{RunGroup::Teardown});
}

void TestOrderReader::readsTheSaleBehindAPage_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a page") << 200 << QByteArray("<html>one moment, please</html>");
    QTest::newRow("nothing") << 204 << QByteArray();
    QTest::newRow("cut off") << 200 << saleJson("sale", R"({"remaining":4,"starting":10})").left(50);
    QTest::newRow("an unknown status") << 200 << QByteArray(R"({"meta":{"status":"paused","soldOut":false}})");
    QTest::newRow("no whole number") << 200 << QByteArray(R"({"status":"ended","soldOut":true,"currentQuantity":2.5})");
}

/// An answer that cannot be read is asked for again, and no stock of 0 in the end.
void TestOrderReader::readsTheSaleBehindAPage()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Fixture f;
    const QByteArray sale = saleJson("sale", R"({"remaining":4,"starting":10})");
    int asked = 0;
    f.shop.answer = [&](const Request &) {
        return ++asked == 1 ? Answer{.status = status, .body = body} : Answer{.body = sale};
    };
    const SaleReadingResult result = f.readSale();
    QVERIFY2(result.reading, qPrintable(result.failure));
    QCOMPARE(result.reading->remaining, std::optional<qint64>(4));
    QCOMPARE(asked, 2);

    f.shop.answer = [&](const Request &) { return Answer{.status = status, .body = body}; };
    const SaleReadingResult never = f.readSale();
    QVERIFY(!never.reading);
    QVERIFY2(never.failure.contains(u"cannot be used"), qPrintable(never.failure));
}

void TestOrderReader::refusesAnotherSale_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("failure");
    QTest::newRow("not found") << QByteArray(R"({"item":null,"meta":{"status":"not_found"}})")
                               << u"the shop does not know the sale sale"_s;
    QTest::newRow("another") << saleJson("other", R"({"remaining":4,"starting":10})")
                             << u"asked for the sale sale, the shop told of the sale other"_s;
}

void TestOrderReader::refusesAnotherSale()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, failure);
    Fixture f;
    f.shop.answer = [&body](const Request &) { return Answer{.body = body}; };
    const SaleReadingResult result = f.readSale();
    QVERIFY(!result.reading);
    QCOMPARE(result.failure, failure);
}

void TestOrderReader::tellsAMissingRemainderFromZero()
{
    Fixture f;
    f.shop.answer = [](const Request &) { return Answer{.body = R"({"meta":{"status":"ended","soldOut":true}})"}; };
    const SaleReadingResult result = f.readSale();
    QVERIFY2(result.reading, qPrintable(result.failure));
    QVERIFY(!result.reading->remaining);
}

void TestOrderReader::triesAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("broken");
    QTest::newRow("500") << 500 << QByteArray(R"({"message":"no"})") << false;
    QTest::newRow("503") << 503 << QByteArray() << false;
    QTest::newRow("504, a page of a gateway") << 504 << QByteArray("<html>") << false;
    QTest::newRow("429") << 429 << QByteArray() << false;
    QTest::newRow("200, a page of a gateway") << 200 << QByteArray("<html>") << false;
    QTest::newRow("200, cut off") << 200 << QByteArray(R"({"items":[{"_id":"a")") << false;
    QTest::newRow("connection lost") << 0 << QByteArray() << true;
}

void TestOrderReader::triesAgain()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, broken);
    Fixture f;
    int asked = 0;
    f.shop.answer = [&](const Request &request) {
        if (++asked <= 2)
            return Answer{.status = status, .body = body, .broken = broken};
        return paged(request, ordersOf(Fixture::email(1), 1));
    };
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.orders.size(), std::size_t(1));
    QCOMPARE(asked, 3);
    QVERIFY(f.waits == (std::vector{milliseconds(500), milliseconds(1000)}));
}

void TestOrderReader::failsAtOnce_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 400, 401, 403, 404, 409, 422})
        QTest::addRow("%d", status) << status;
}

void TestOrderReader::failsAtOnce()
{
    QFETCH(int, status);
    Fixture f;
    f.shop.answer = [status](const Request &) { return Answer{.status = status, .body = R"({"message":"not you"})"}; };
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), u"failed"_s);
    const QString why = status < 400 ? u"redirects are not followed"_s : u"not you"_s;
    QVERIFY2(reading.failure.contains(QString::number(status)) && reading.failure.contains(why),
        qPrintable(reading.failure));
    QCOMPARE(f.shop.requests.size(), std::size_t(1));
    QVERIFY(f.waits.empty());
    QCOMPARE(f.answered.load(), 1u);
}

void TestOrderReader::givesUpAfterAllTries()
{
    Fixture f;
    f.shop.answer = [](const Request &) { return Answer{.status = 503}; };
    const SaleReadingResult sale = f.readSale();
    QVERIFY(!sale.reading);
    QVERIFY2(sale.failure.contains(u"503"), qPrintable(sale.failure));
    QCOMPARE(f.shop.requests.size(), std::size_t(6));
    QVERIFY(f.waits == allWaits);
}

void TestOrderReader::asksEachBuyerOnce()
{
    Fixture f;
    f.options.concurrency = 4;
    f.shop.answer = [](const Request &request) {
        const QString email = request.argument(u"email"_s);
        const int buyer = QString(email).remove(u"buyer+"_s).remove(u"@test.com"_s).toInt();
        return paged(request, buyer % 2 == 0 ? ordersOf(email, 1) : std::vector<QByteArray>());
    };
    const auto readings = f.readEmails(50);
    QCOMPARE(readings.size(), std::size_t(50));
    for (std::size_t i = 0; i < readings.size(); ++i) {
        QCOMPARE(readings[i].vu, quint32(i + 1));
        QCOMPARE(name(readings[i].state), u"complete"_s);
        QCOMPARE(readings[i].orders.size(), std::size_t(i % 2));
    }
    QCOMPARE(f.shop.requests.size(), std::size_t(50));
    QVERIFY(!f.shop.requests[0].has(u"page"_s) && !f.shop.requests[0].has(u"limit"_s));
    QCOMPARE(f.shop.mostInFlight, 4);
    QCOMPARE(f.answered.load(), 50u);
    QVERIFY(f.readEmails(0).empty());
}

void TestOrderReader::keepsOnlyThisSale()
{
    Fixture f;
    const std::vector<QByteArray> orders{orderJson("a", Fixture::email(1), "another sale"),
        orderJson("b", Fixture::email(1), "sale", "refunded"), orderJson("c", Fixture::email(1), "sale", "settled"),
        orderJson("d", Fixture::email(1))};
    f.shop.answer = [&orders](const Request &request) { return paged(request, orders); };
    const EmailReading reading = f.readEmail();
    QCOMPARE(reading.orders.size(), std::size_t(3));
    QCOMPARE(reading.orders[0].id, "b");
    QVERIFY(reading.orders[0].paymentStatus == PaymentStatus::Refunded);
    QVERIFY(reading.orders[1].paymentStatus == PaymentStatus::Unknown);
    QVERIFY(reading.orders[2].paymentStatus == PaymentStatus::Paid);
}

void TestOrderReader::readsForms_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("orders");
    QTest::addColumn<int>("requests");
    const QByteArray a = orderJson("a", u"x@test.com"_s);
    const QByteArray b = orderJson("b", u"x@test.com"_s);
    // The same answer is given to every request, whatever page it asks for.
    QTest::newRow("nothing") << QByteArray(R"({"items":[],"total":0,"page":1,"limit":20})") << u"complete"_s << 0 << 1;
    QTest::newRow("nothing, no total") << QByteArray(R"({"items":[]})") << u"complete"_s << 0 << 1;
    QTest::newRow("bare and empty") << QByteArray("[]") << u"complete"_s << 0 << 1;
    QTest::newRow("bare") << QByteArray("[" + a + "," + b + "]") << u"complete"_s << 2 << 1;
    QTest::newRow("bare, one twice") << QByteArray("[" + a + "," + a + "]") << u"complete"_s << 1 << 1;
    QTest::newRow("one page") << QByteArray(R"({"items":[)" + a + R"(],"total":1,"page":1,"limit":20})")
                              << u"complete"_s << 1 << 1;
    QTest::newRow("no total, page ignored")
        << QByteArray(R"({"items":[)" + a + R"(],"limit":20})") << u"complete"_s << 1 << 3;
    QTest::newRow("no paging at all") << QByteArray(R"({"items":[)" + a + "]}") << u"complete"_s << 1 << 3;
    QTest::newRow("a full page, again and again")
        << QByteArray(R"({"items":[)" + a + R"(],"limit":1})") << u"failed"_s << 1 << 7;
    QTest::newRow("the total promises more")
        << QByteArray(R"({"items":[)" + a + R"(],"total":2,"page":1,"limit":20})") << u"failed"_s << 1 << 7;
    QTest::newRow("nothing, but the total promises some")
        << QByteArray(R"({"items":[],"total":1,"page":1,"limit":20})") << u"failed"_s << 0 << 4;
}

void TestOrderReader::readsForms()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, state);
    QFETCH(int, orders);
    QFETCH(int, requests);
    Fixture f;
    f.shop.answer = [&body](const Request &) { return Answer{.body = body}; };
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), state);
    QCOMPARE(reading.failure.isEmpty(), state == u"complete");
    QCOMPARE(reading.orders.size(), std::size_t(orders));
    QCOMPARE(f.shop.requests.size(), std::size_t(requests));
}

void TestOrderReader::followsPagesOfABareList_data()
{
    QTest::addColumn<int>("orders");
    QTest::addColumn<bool>("honoursPage");
    QTest::addColumn<bool>("honoursLimit");
    QTest::addColumn<bool>("refusesBehindTheEnd");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("read");
    QTest::newRow("none") << 0 << true << true << false << u"complete"_s << 0;
    QTest::newRow("a short page") << 7 << true << true << false << u"complete"_s << 7;
    QTest::newRow("a full page") << 100 << true << true << false << u"complete"_s << 100;
    QTest::newRow("a full page, and a refusal") << 100 << true << true << true << u"complete"_s << 100;
    QTest::newRow("a page and a half") << 150 << true << true << false << u"complete"_s << 150;
    QTest::newRow("all at once") << 150 << false << false << false << u"complete"_s << 150;
    QTest::newRow("all at once, few") << 40 << false << false << false << u"complete"_s << 40;
    // Nobody can tell the first page from all there is.
    QTest::newRow("the first page for ever") << 150 << false << true << false << u"failed"_s << 100;
}

void TestOrderReader::followsPagesOfABareList()
{
    QFETCH(int, orders);
    QFETCH(bool, honoursPage);
    QFETCH(bool, honoursLimit);
    QFETCH(bool, refusesBehindTheEnd);
    QFETCH(int, read);
    const std::vector<QByteArray> all = ordersOf(Fixture::email(1), orders);
    Fixture f;
    f.shop.answer = [&](const Request &request) {
        const int page = honoursPage && request.has(u"page"_s) ? request.argument(u"page"_s).toInt() : 1;
        const int limit = !honoursLimit ? orders : request.has(u"limit"_s) ? request.argument(u"limit"_s).toInt() : 20;
        const int first = (page - 1) * limit;
        if (refusesBehindTheEnd && page > 1 && first >= orders)
            return Answer{.status = 404, .body = "{}"};
        QByteArray body;
        for (int i = first; i < std::min(first + limit, orders); ++i)
            body += (body.isEmpty() ? "" : ",") + all[std::size_t(i)];
        return Answer{.body = '[' + body + ']'};
    };
    const EmailReading reading = f.readEmail();
    QTEST(name(reading.state), "state");
    QCOMPARE(int(reading.orders.size()), read);
    const AdminReading admin = f.readAdminList();
    QCOMPARE(admin.state == AdminReading::State::Complete, reading.state == EmailReading::State::Complete);
    QCOMPARE(int(admin.orders.size()), read);
}

void TestOrderReader::comesBackAsTold()
{
    Fixture f;
    int asked = 0;
    f.shop.answer = [&asked](const Request &) -> Answer {
        if (++asked <= 2)
            return {.status = asked == 1 ? 429 : 503, .body = "{}", .retryAfter = "7"};
        return {.body = saleJson("sale", R"({"remaining":4,"starting":10})")};
    };
    QVERIFY(f.readSale().reading);
    QVERIFY(f.waits == std::vector({milliseconds(7'000), milliseconds(7'000)}));
    // Longer than there is time: at once said.
    asked = 0;
    f.waits.clear();
    f.options.longestWait = milliseconds(6'999);
    const SaleReadingResult late = f.readSale();
    QVERIFY(!late.reading);
    QCOMPARE(asked, 1);
    QVERIFY(f.waits.empty());
}

void TestOrderReader::followsPages()
{
    Fixture f;
    const auto orders = ordersOf(Fixture::email(1), 250);
    f.shop.answer = [&orders](const Request &request) { return paged(request, orders, 20); }; // the total lies
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.orders.size(), std::size_t(250));
    QCOMPARE(f.shop.requests.size(), std::size_t(4));
    QCOMPARE(f.shop.requests[3].argument(u"page"_s), u"3"_s);
    QCOMPARE(f.shop.requests[3].argument(u"limit"_s), u"100"_s);
}

void TestOrderReader::readsTheListAgainWhenItDoesNotAddUp()
{
    Fixture f;
    const auto orders = ordersOf(Fixture::email(1), 3);
    f.shop.answer = [&](const Request &request) {
        const bool early = f.shop.requests.size() <= 3;
        return paged(request, early ? ordersOf(Fixture::email(1), 2) : orders, 3);
    };
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.orders.size(), std::size_t(3));
    QVERIFY(f.waits == std::vector{milliseconds(500)});
}

void TestOrderReader::dropsOrdersThatPagesRepeat()
{
    Fixture f;
    // Newest first: an order that comes in between two pages pushes the last one of a page on to the next.
    const auto later = ordersOf(Fixture::email(1), 151);
    const std::vector<QByteArray> earlier(later.begin() + 1, later.end());
    f.shop.answer = [&](const Request &request) {
        return paged(request, request.argument(u"page"_s) == u"2" ? later : earlier, 150);
    };
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.orders.size(), std::size_t(150));
}

void TestOrderReader::noticesOrdersLostBetweenPages()
{
    Fixture f;
    // An order that goes between two pages pulls the first one of the next page on to the one already read.
    const auto earlier = ordersOf(Fixture::email(1), 151);
    const std::vector<QByteArray> later(earlier.begin() + 1, earlier.end());
    f.shop.answer = [&](const Request &request) {
        return paged(request, request.argument(u"page"_s) == u"2" ? later : earlier, 151);
    };
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), u"failed"_s);
    QCOMPARE(reading.failure, u"the shop tells of 151 orders, but lists 150"_s);
    QCOMPARE(reading.orders.size(), std::size_t(150));
}

void TestOrderReader::endsAListWithoutEnd()
{
    Fixture f;
    f.options.mostOrdersOfBuyer = 10;
    int next = 0;
    f.shop.answer = [&next](const Request &) {
        const QByteArray id = QByteArray::number(++next);
        return Answer{.body = R"({"items":[)" + orderJson(id, u"x@test.com"_s) + "]}"};
    };
    const EmailReading reading = f.readEmail();
    QCOMPARE(name(reading.state), u"failed"_s);
    QCOMPARE(reading.failure, u"the list does not end within 10 orders"_s);
    QCOMPARE(f.shop.requests.size(), std::size_t(12)); // one of them without pages
}

void TestOrderReader::doesNotWaitForADeadShop()
{
    Fixture f;
    f.options.concurrency = 8;
    f.shop.answer = [](const Request &) { return Answer{.broken = true}; };
    const auto readings = f.readEmails(1000);
    for (const EmailReading &reading : readings)
        QCOMPARE(name(reading.state), u"failed"_s);
    QCOMPARE(f.answered.load(), 1000u);
    // 16 to 24 buyers wait through all tries, the others get one.
    QVERIFY2(f.shop.requests.size() < 1000 + 24 * 5 + 1, qPrintable(QString::number(f.shop.requests.size())));
    QVERIFY(f.shop.requests.size() >= 1000 + 16 * 5);
}

void TestOrderReader::readsOnAfterAnOutage()
{
    Fixture f;
    f.options.concurrency = 1;
    f.shop.answer = [&f](const Request &request) {
        const bool outage = f.shop.requests.size() <= 15 || f.shop.requests.size() == 17;
        return outage ? Answer{.status = 503} : paged(request, {});
    };
    const auto readings = f.readEmails(6);
    QStringList states;
    for (const EmailReading &reading : readings)
        states += name(reading.state);
    // Six tries, six tries, one, one, one; then one answer, and the last buyer gets all its tries again.
    QCOMPARE(states.join(u' '), u"failed failed failed failed failed complete"_s);
    QCOMPARE(f.shop.requests.size(), std::size_t(16));
    QCOMPARE(name(f.readEmail().state), u"complete"_s);
    QCOMPARE(f.shop.requests.size(), std::size_t(18));
}

void TestOrderReader::stopsBetweenBuyers()
{
    Fixture f;
    f.options.concurrency = 1;
    f.shop.answer = [&f](const Request &request) {
        if (f.shop.requests.size() == 3)
            f.cancel = true;
        return paged(request, ordersOf(request.argument(u"email"_s), 1));
    };
    const auto readings = f.readEmails(5);
    QStringList states;
    for (const EmailReading &reading : readings)
        states += name(reading.state);
    QCOMPARE(states.join(u", "), u"complete, complete, not asked, not asked, not asked"_s);
    QCOMPARE(readings[4].vu, 5u);
    QCOMPARE(f.answered.load(), 2u);
    QCOMPARE(f.shop.requests.size(), std::size_t(3));
}

void TestOrderReader::stopsWhileWaitingForAnAnswer()
{
    Fixture f;
    f.shop.answer = [](const Request &) { return Answer{.silent = true}; };
    OrderReader reader(f.api, f.options);
    auto task = reader.readEmails(Fixture::buyersUpTo(100));
    QVERIFY(!task.isReady());
    QCOMPARE(f.shop.inFlight, 32);
    f.cancel = true;
    reader.abort();
    const auto readings = QCoro::waitFor(task);
    QCOMPARE(readings.size(), std::size_t(100));
    for (const EmailReading &reading : readings)
        QCOMPARE(name(reading.state), u"not asked"_s);
    QCOMPARE(f.shop.inFlight, 0);
    QCOMPARE(f.shop.requests.size(), std::size_t(32));
}

void TestOrderReader::stopsWhileWaitingForTheNextTry()
{
    Fixture f;
    f.shop.answer = [](const Request &) { return Answer{.status = 503}; };
    f.whileWaiting = [&f] { f.cancel = true; };
    QCOMPARE(name(f.readEmail().state), u"not asked"_s);
    QCOMPARE(f.waits.size(), std::size_t(1));
    QCOMPARE(f.shop.requests.size(), std::size_t(1));
}

void TestOrderReader::readsTheAdminListTwice()
{
    Fixture f;
    const auto orders = ordersOf(u"x@test.com"_s, 230);
    f.shop.answer = [&orders](const Request &request) { return paged(request, orders); };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.path, adminPath);
    QCOMPARE(reading.passes, 2);
    QCOMPARE(reading.orders.size(), std::size_t(230));
    QCOMPARE(f.shop.requests.size(), std::size_t(6));
    QCOMPARE(f.shop.requests[0].authorization, "Bearer token");
    QCOMPARE(f.shop.requests[0].argument(u"flashSaleId"_s), u"sale"_s);
}

/// A thousand full pages, and one more to see that they were all.
void TestOrderReader::readsTheAdminListOfAHugeSale()
{
    Fixture f;
    const auto orders = ordersOf(u"x@test.com"_s, 100'000);
    f.shop.answer = [&orders](const Request &request) { return paged(request, orders); };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.orders.size(), orders.size());
}

void TestOrderReader::endsAnAdminListWithoutEnd()
{
    Fixture f;
    f.options.mostOrdersOfSale = 10;
    int next = 0;
    f.shop.answer = [&next](
                        const Request &request) { return paged(request, ordersOf(u"x@test.com"_s, ++next), 1'000); };
    f.options.pageLimit = 1;
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"failed"_s);
    QCOMPARE(reading.reason, u"the list does not end within 10 orders"_s);
    QCOMPARE(reading.orders.size(), std::size_t(11));
}

void TestOrderReader::findsTheOtherAdminList()
{
    Fixture f;
    f.shop.answer = [](const Request &request) {
        return request.path == adminPath ? Answer{.status = 404} : paged(request, ordersOf(u"x@test.com"_s, 3));
    };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.path, otherAdminPath);
    QCOMPARE(f.shop.countOf(adminPath), 1);
    QCOMPARE(f.shop.countOf(otherAdminPath), 2);
}

void TestOrderReader::saysWhyThereIsNoAdminList_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("requests");
    QTest::newRow("no token") << QByteArray() << 200 << u"not offered"_s << u"no admin token"_s << 0;
    QTest::newRow("401") << QByteArray("t") << 401 << u"not offered"_s << u"401"_s << 1;
    QTest::newRow("403") << QByteArray("t") << 403 << u"not offered"_s << u"403"_s << 1;
    QTest::newRow("404 for both") << QByteArray("t") << 404 << u"not offered"_s << u"404"_s << 2;
    QTest::newRow("400") << QByteArray("t") << 400 << u"failed"_s << u"400"_s << 1;
    QTest::newRow("500") << QByteArray("t") << 500 << u"failed"_s << u"500"_s << 6;
}

void TestOrderReader::saysWhyThereIsNoAdminList()
{
    QFETCH(QByteArray, token);
    QFETCH(int, status);
    QFETCH(QString, state);
    QFETCH(QString, reason);
    QFETCH(int, requests);
    Fixture f;
    f.shop.answer = [status](const Request &) { return Answer{.status = status}; };
    const AdminReading reading = f.readAdminList(token);
    QCOMPARE(name(reading.state), state);
    QVERIFY2(reading.reason.contains(reason), qPrintable(reading.reason));
    QCOMPARE(f.shop.requests.size(), std::size_t(requests));
}

void TestOrderReader::readsTheAdminListUntilItSettles()
{
    Fixture f;
    f.shop.answer = [&f](const Request &request) {
        return paged(request, ordersOf(u"x@test.com"_s, f.shop.requests.size() == 1 ? 3 : 4));
    };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.passes, 3);
    QCOMPARE(reading.orders.size(), std::size_t(4));
}

void TestOrderReader::noticesAPaymentThatChanges()
{
    Fixture f;
    f.shop.answer = [&f](const Request &request) {
        const QByteArray status = f.shop.requests.size() == 1 ? "pending" : "paid";
        return paged(request, {orderJson("a", u"x@test.com"_s, "sale", status)});
    };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"complete"_s);
    QCOMPARE(reading.passes, 3);
    QVERIFY(reading.orders[0].paymentStatus == PaymentStatus::Paid);
}

void TestOrderReader::saysThatTheAdminListNeverSettles()
{
    Fixture f;
    f.shop.answer = [&f](const Request &request) {
        return paged(request, ordersOf(u"x@test.com"_s, int(f.shop.requests.size())));
    };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"unstable"_s);
    QCOMPARE(reading.passes, 5);
    QCOMPARE(reading.orders.size(), std::size_t(5));
    QCOMPARE(f.waits.size(), std::size_t(3));
}

void TestOrderReader::keepsWhatAFailedAdminListShowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("retried");
    QTest::newRow("500") << 500 << true;
    // The list is offered: its first page was there.
    QTest::newRow("401") << 401 << false;
    QTest::newRow("403") << 403 << false;
    QTest::newRow("404") << 404 << false;
}

void TestOrderReader::keepsWhatAFailedAdminListShowed()
{
    QFETCH(int, status);
    QFETCH(bool, retried);
    Fixture f;
    const auto orders = ordersOf(u"x@test.com"_s, 150);
    f.shop.answer = [&](const Request &request) {
        return request.argument(u"page"_s) == u"2" ? Answer{.status = status} : paged(request, orders);
    };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"failed"_s);
    QVERIFY2(reading.reason.startsWith(u"page 2: "), qPrintable(reading.reason));
    QCOMPARE(reading.path, u"/orders/admin/list-admin"_s);
    QCOMPARE(reading.orders.size(), std::size_t(100));
    QVERIFY(f.waits == (retried ? allWaits : std::vector<milliseconds>()));
}

/// With as many orders as fit on a page, the page behind it is asked for, too.
void TestOrderReader::takesARefusedPageBehindTheEndForTheEnd_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("state");
    for (const int status : {400, 404, 416, 422})
        QTest::addRow("%d", status) << status << u"complete"_s;
    for (const int status : {401, 403, 500})
        QTest::addRow("%d", status) << status << u"failed"_s;
}

void TestOrderReader::takesARefusedPageBehindTheEndForTheEnd()
{
    QFETCH(int, status);
    QFETCH(QString, state);
    Fixture f;
    const auto orders = ordersOf(u"x@test.com"_s, 100);
    f.shop.answer = [&](const Request &request) {
        return request.argument(u"page"_s) == u"2" ? Answer{.status = status} : paged(request, orders);
    };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), state);
    QCOMPARE(reading.orders.size(), std::size_t(100));
}

void TestOrderReader::stopsInTheAdminList()
{
    Fixture f;
    const auto orders = ordersOf(u"x@test.com"_s, 150);
    f.shop.answer = [&](const Request &request) {
        if (f.shop.requests.size() == 3)
            f.cancel = true;
        return paged(request, orders);
    };
    const AdminReading reading = f.readAdminList();
    QCOMPARE(name(reading.state), u"not asked"_s);
    QCOMPARE(reading.orders.size(), std::size_t(150));
    QCOMPARE(f.shop.requests.size(), std::size_t(3));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestOrderReader)
#include "tst_orderreader.moc"
