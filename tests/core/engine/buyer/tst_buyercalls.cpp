// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/buyercalls.h"

#include <QTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBuyerCalls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsAPlaceInTheQueue()
    {
        const BuyAnswer queued{.position = 7, .size = 9, .holdTtlSeconds = 0};
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult(queued, 200));
        QCOMPARE(call,
            (BuyerCall{.kind = CallKind::Buy,
                .answer = CallAnswer::Queued,
                .status = 200,
                .sent = 3'000'000,
                .ended = 5'000'000,
                .position = 7,
                .size = 9})); // the 0 s of a hold that there is not are not told
    }

    void tellsAHold()
    {
        const PositionAnswer ready{.status = QueueStatus::Ready, .holdTtlSeconds = 899.5};
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult(ready, 200));
        QCOMPARE(int(call.answer), int(CallAnswer::Hold));
        QCOMPARE(call.holdTtlMs, 899'500);
        QCOMPARE(call.position, BuyerCall::untold);
    }

    void takesAnyNumber()
    {
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        const PositionAnswer odd{.status = QueueStatus::Queued, .position = most, .size = -most};
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult(odd, 200));
        QCOMPARE(call.position, 999'999'999);
        QCOMPARE(call.size, -999'999'999);
        const PositionAnswer never{
            .status = QueueStatus::Ready, .holdTtlSeconds = std::numeric_limits<double>::quiet_NaN()};
        QCOMPARE(ledgerCall(3ms, 5ms, ApiResult(never, 200)).holdTtlMs, BuyerCall::untold);
    }

    void tellsRefusalsApart_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::addColumn<int>("answer");
        QTest::newRow("out of stock") << 409 << u"Out of stock"_s << int(CallAnswer::SoldOut);
        QTest::newRow("not active") << 409 << u"Flash sale is not active"_s << int(CallAnswer::NotActive);
        QTest::newRow("in other letters") << 409 << u"  SALE is  not-active. "_s << int(CallAnswer::NotActive);
        QTest::newRow("as a code") << 409 << u"OUT_OF_STOCK"_s << int(CallAnswer::SoldOut);
        QTest::newRow("try again") << 409 << u"Confirmation in progress, try again"_s << int(CallAnswer::Unclear);
        QTest::newRow("ended") << 409 << u"Sale has ended"_s << int(CallAnswer::Unclear);
        QTest::newRow("not out of stock") << 409 << u"Not out of stock"_s << int(CallAnswer::Unclear);
        QTest::newRow("a sentence about it")
            << 409 << u"Order is already being confirmed or the sale is not active"_s << int(CallAnswer::Unclear);
        QTest::newRow("bought") << 409 << u"You have already purchased this item"_s << int(CallAnswer::Unclear);
        QTest::newRow("another language") << 409 << u"Ausverkauft"_s << int(CallAnswer::Unclear);
        QTest::newRow("no words") << 409 << u""_s << int(CallAnswer::Unclear);
        QTest::newRow("gone") << 410 << u"Out of stock"_s << int(CallAnswer::Unclear);
        QTest::newRow("payment") << 402 << u"payment declined"_s << int(CallAnswer::Unclear);
        QTest::newRow("a redirect") << 302 << u"leads elsewhere"_s << int(CallAnswer::Unclear);
        QTest::newRow("too many") << 429 << u"Too Many Requests"_s << int(CallAnswer::RateLimited);
        QTest::newRow("the shop's error") << 500 << u"no"_s << int(CallAnswer::Refused);
        QTest::newRow("either") << 409 << u"Out of stock or sale not active"_s << int(CallAnswer::SoldOut);
        QTest::newRow("under way") << 409 << u"Order is already being confirmed"_s << int(CallAnswer::InProgress);
        QTest::newRow("no hold") << 403 << u"No active hold"_s << int(CallAnswer::Refused);
        QTest::newRow("trouble") << 503 << u""_s << int(CallAnswer::Refused);
    }
    void tellsRefusalsApart()
    {
        QFETCH(int, status);
        QFETCH(QString, message);
        ApiError error;
        error.kind = ApiError::Kind::Status;
        error.status = quint16(status);
        error.message = message;
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult<ConfirmAnswer>(error));
        QTEST(int(call.answer), "answer");
        QCOMPARE(int(call.status), status);
    }

    void believesACodeOnlyWhereTheWordsAgree()
    {
        ApiError error;
        error.kind = ApiError::Kind::Status;
        error.status = 409;
        const auto answerOf = [&error](const QString &code, const QString &message) {
            error.code = code;
            error.message = message;
            return int(ledgerCall(3ms, 5ms, ApiResult<ConfirmAnswer>(error)).answer);
        };
        QCOMPARE(answerOf(u"SALE_NOT_ACTIVE"_s, u"Zu früh"_s), int(CallAnswer::NotActive));
        QCOMPARE(answerOf(u"OUT_OF_STOCK"_s, u"Sold out."_s), int(CallAnswer::SoldOut));
        QCOMPARE(answerOf(u"CONFLICT"_s, u"Sold out"_s), int(CallAnswer::SoldOut));
        QCOMPARE(answerOf(u"OUT_OF_STOCK"_s, u"Sale is not active"_s), int(CallAnswer::Unclear));
    }

    void knowsWhatIsDocumentedForEachCall()
    {
        ApiError error;
        error.kind = ApiError::Kind::Status;
        const auto buy = [&error](int status) {
            error.status = quint16(status);
            return int(ledgerCall(3ms, 5ms, ApiResult<BuyAnswer>(error)).answer);
        };
        const auto position = [&error](int status) {
            error.status = quint16(status);
            return int(ledgerCall(3ms, 5ms, ApiResult<PositionAnswer>(error)).answer);
        };
        QCOMPARE(buy(409), int(CallAnswer::Refused));
        QCOMPARE(buy(400), int(CallAnswer::Refused));
        QCOMPARE(buy(503), int(CallAnswer::Refused));
        QCOMPARE(buy(429), int(CallAnswer::RateLimited));
        QCOMPARE(buy(404), int(CallAnswer::Unclear));
        QCOMPARE(buy(302), int(CallAnswer::Unclear));
        QCOMPARE(position(500), int(CallAnswer::Refused));
        QCOMPARE(position(404), int(CallAnswer::Unclear));
    }

    void tellsWhatNeverCame()
    {
        ApiError error;
        error.kind = ApiError::Kind::Network;
        error.mayHaveArrived = false;
        QVERIFY(!ledgerCall(3ms, 5ms, ApiResult<BuyAnswer>(error)).isInDoubt());
        error.mayHaveArrived = true;
        QVERIFY(ledgerCall(3ms, 5ms, ApiResult<BuyAnswer>(error)).isInDoubt());
        error.kind = ApiError::Kind::Body;
        error.status = 200;
        QCOMPARE(int(ledgerCall(3ms, 5ms, ApiResult<BuyAnswer>(error)).answer), int(CallAnswer::Unreadable));
    }
};

QTEST_GUILESS_MAIN(TestBuyerCalls)
#include "tst_buyercalls.moc"
