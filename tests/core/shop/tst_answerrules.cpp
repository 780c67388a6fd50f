// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerrules.h"

#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// A refusal's body, of what it says; nothing for nothing.
QByteArray words(const QString &message, const QString &code = {}, const QByteArray &orderId = {})
{
    QJsonObject said;
    if (!message.isEmpty())
        said["message"_L1] = message;
    if (!code.isEmpty())
        said["code"_L1] = code;
    if (!orderId.isEmpty())
        said["orderId"_L1] = QString::fromUtf8(orderId);
    return QJsonDocument(said).toJson();
}

QString meaningOf(RequestName request, int status, const QByteArray &body = {})
{
    return toString(flashSaleMeaning(request, status, body)).toString();
}

const CompiledCall *callOf(const CompiledShop &shop, RequestName name)
{
    for (std::size_t i = 0; i < shopCallCount; ++i) {
        const CompiledCall *call = shop.call(ShopCall(i));
        if (call && requestNameOf(*call) == name)
            return call;
    }
    return nullptr;
}

} // namespace

class TestAnswerRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsRefusedConfirmsApart_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::addColumn<Meaning>("meaning");
        QTest::newRow("out of stock") << 409 << u"Out of stock"_s << Meaning::SoldOut;
        QTest::newRow("not active") << 409 << u"Flash sale is not active"_s << Meaning::Ended;
        QTest::newRow("in other letters") << 409 << u"  SALE is  not-active. "_s << Meaning::Ended;
        QTest::newRow("as a code") << 409 << u"OUT_OF_STOCK"_s << Meaning::SoldOut;
        QTest::newRow("try again") << 409 << u"Confirmation in progress, try again"_s << Meaning::Unclear;
        QTest::newRow("ended") << 409 << u"Sale has ended"_s << Meaning::Unclear;
        QTest::newRow("not out of stock") << 409 << u"Not out of stock"_s << Meaning::Unclear;
        QTest::newRow("a sentence about it")
            << 409 << u"Order is already being confirmed or the sale is not active"_s << Meaning::Unclear;
        QTest::newRow("bought") << 409 << u"You have already purchased this item"_s << Meaning::AlreadyBought;
        QTest::newRow("another language") << 409 << u"Ausverkauft"_s << Meaning::Unclear;
        QTest::newRow("no words") << 409 << u""_s << Meaning::Unclear;
        QTest::newRow("gone") << 410 << u"Out of stock"_s << Meaning::Unclear;
        QTest::newRow("payment") << 402 << u"payment declined"_s << Meaning::Refused;
        QTest::newRow("a redirect") << 302 << u"leads elsewhere"_s << Meaning::Unclear;
        QTest::newRow("too many") << 429 << u"Too Many Requests"_s << Meaning::RateLimited;
        QTest::newRow("either") << 409 << u"Out of stock or sale not active"_s << Meaning::SoldOut;
        QTest::newRow("under way") << 409 << u"Order is already being confirmed"_s << Meaning::Confirming;
        QTest::newRow("no hold") << 403 << u"No active hold"_s << Meaning::HoldExpired;
        QTest::newRow("the shop's error") << 500 << u"no"_s << Meaning::Busy;
        QTest::newRow("trouble before the shop, or its own") << 503 << u""_s << Meaning::Unsure;
        QTest::newRow("a gateway lost the shop") << 502 << u""_s << Meaning::Unsure;
        QTest::newRow("a gateway gave up") << 504 << u""_s << Meaning::Unsure;
        QTest::newRow("a large network's gateway") << 522 << u""_s << Meaning::Unsure;
    }

    void tellsRefusedConfirmsApart()
    {
        QFETCH(int, status);
        QFETCH(QString, message);
        QFETCH(Meaning, meaning);
        QCOMPARE(meaningOf(RequestName::Confirm, status, words(message)), toString(meaning));
    }

    void believesACodeOnlyWhereTheWordsAgree()
    {
        const auto meaning = [](const QString &code, const QString &message) {
            return meaningOf(RequestName::Confirm, 409, words(message, code));
        };
        QCOMPARE(meaning(u"SALE_NOT_ACTIVE"_s, u"Zu früh"_s), u"ended"_s);
        QCOMPARE(meaning(u"OUT_OF_STOCK"_s, u"Sold out."_s), u"soldOut"_s);
        QCOMPARE(meaning(u"CONFLICT"_s, u"Sold out"_s), u"soldOut"_s);
        QCOMPARE(meaning(u"OUT_OF_STOCK"_s, u"Sale is not active"_s), u"unclear"_s);
    }

    void tellsOtherRefusalsApart_data()
    {
        QTest::addColumn<RequestName>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<Meaning>("meaning");
        QTest::newRow("bought already") << RequestName::Buy << 409 << Meaning::AlreadyBought;
        QTest::newRow("a bad buy") << RequestName::Buy << 400 << Meaning::Refused;
        QTest::newRow("the queue is down") << RequestName::Buy << 503 << Meaning::Busy;
        QTest::newRow("a gateway before the queue") << RequestName::Buy << 504 << Meaning::Busy;
        QTest::newRow("too many buys") << RequestName::Buy << 429 << Meaning::RateLimited;
        QTest::newRow("no such buy") << RequestName::Buy << 404 << Meaning::Unclear;
        QTest::newRow("a buy led elsewhere") << RequestName::Buy << 302 << Meaning::Unclear;
        QTest::newRow("a look failed") << RequestName::Position << 500 << Meaning::Busy;
        QTest::newRow("no such place") << RequestName::Position << 404 << Meaning::Unclear;
        QTest::newRow("an admin that exists") << RequestName::SignUp << 422 << Meaning::AlreadyThere;
        QTest::newRow("another sale") << RequestName::SaleCreate << 409 << Meaning::AlreadyThere;
        QTest::newRow("no token for a sale") << RequestName::SaleCreate << 401 << Meaning::SignedOut;
        QTest::newRow("no list") << RequestName::OrdersAdminList << 404 << Meaning::NotThere;
        QTest::newRow("not your list") << RequestName::OrdersAdminList << 403 << Meaning::SignedOut;
        QTest::newRow("behind the last page") << RequestName::OrdersByEmail << 416 << Meaning::Refused;
        QTest::newRow("a puzzle") << RequestName::OrdersByEmail << 418 << Meaning::Unclear;
    }

    void tellsRefusedBuysApart()
    {
        const auto meaning = [](const QString &message, const QByteArray &orderId = {}) {
            return meaningOf(RequestName::Buy, 409, words(message, {}, orderId));
        };
        QCOMPARE(meaning(u"You have already purchased this item"_s), u"alreadyBought"_s);
        QCOMPARE(meaning(u"Nope"_s, "o-1"), u"alreadyBought"_s);
        QCOMPARE(meaning(QString()), u"alreadyBought"_s);
        QCOMPARE(meaning(u"Sale is not active"_s), u"ended"_s);
        QCOMPARE(meaning(u"Out of stock"_s), u"soldOut"_s);
        QCOMPARE(meaning(u"You are in the queue already"_s), u"unclear"_s);
    }

    void tellsOtherRefusalsApart()
    {
        QFETCH(RequestName, request);
        QFETCH(int, status);
        QFETCH(Meaning, meaning);
        QCOMPARE(meaningOf(request, status), toString(meaning));
    }

    void knowsWhatIsExpected_data()
    {
        QTest::addColumn<int>("name");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("expected");
        QTest::addColumn<bool>("expectedOfEvery4xx");
        QTest::newRow("an answer") << int(RequestName::Buy) << 201 << true << true;
        QTest::newRow("a redirect") << int(RequestName::Position) << 302 << false << false;
        QTest::newRow("an admin that exists") << int(RequestName::SignUp) << 422 << true << false;
        QTest::newRow("no list for admins") << int(RequestName::OrdersAdminList) << 404 << true << false;
        QTest::newRow("bought already") << int(RequestName::Buy) << 409 << true << false;
        QTest::newRow("a buy forbidden") << int(RequestName::Buy) << 403 << false << false;
        QTest::newRow("hold over") << int(RequestName::Confirm) << 403 << true << false;
        QTest::newRow("confirmed twice") << int(RequestName::Confirm) << 409 << true << false;
        QTest::newRow("no such sale") << int(RequestName::Confirm) << 404 << false << false;
        QTest::newRow("a look refused") << int(RequestName::SaleStatus) << 409 << false << false;
        QTest::newRow("a broken shop") << int(RequestName::Confirm) << 503 << false << false;
    }

    void knowsWhatIsExpected()
    {
        QFETCH(int, name);
        QFETCH(int, status);
        AnswerReader reader{TextSanitizer()};
        const CompiledCall *call = callOf(reader.shop(), RequestName(name));
        QVERIFY(call);
        const QByteArray body = status < 300 ? R"({"position":1})"_ba : QByteArray();
        const JudgedAnswer judged = reader.judge(*call, {.status = status, .body = body});
        QTEST(isExpected(*call, status, judged, false), "expected");
        QTEST(isExpected(*call, status, judged, true), "expectedOfEvery4xx");
    }

    void knowsTheInterface()
    {
        QVERIFY(isFlashSaleStatus(RequestName::Buy, 409));
        QVERIFY(!isFlashSaleStatus(RequestName::Buy, 403));
        QVERIFY(isFlashSaleStatus(RequestName::Confirm, 403));
        QVERIFY(!isFlashSaleStatus(RequestName::Position, 410));
        for (const int status : {200, 204, 429, 500, 503, 599})
            QVERIFY(isFlashSaleStatus(RequestName::Position, status));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestAnswerRules)
#include "tst_answerrules.moc"
