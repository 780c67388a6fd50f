// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/buyercalls.h"

#include "tests/support/testprogram.h"

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
        const BuyAnswer queued{{.position = 7, .size = 9, .holdTtlSeconds = 0}};
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult(queued, 200));
        QCOMPARE(call,
            (BuyerCall{.kind = CallKind::Buy,
                .meaning = Meaning::Queued,
                .status = 200,
                .sent = 3'000'000,
                .ended = 5'000'000,
                .position = 7,
                .size = 9})); // the 0 s of a hold that there is not are not told
    }

    void tellsAHold()
    {
        const PositionAnswer ready{{.said = Meaning::Held, .holdTtlSeconds = 899.5}};
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult(ready, 200));
        QVERIFY(call.meaning == Meaning::Held);
        QCOMPARE(call.holdTtlMs, 899'500);
        QCOMPARE(call.position, BuyerCall::untold);
    }

    void takesAnyNumber()
    {
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        const PositionAnswer odd{{.said = Meaning::Queued, .position = most, .size = -most}};
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult(odd, 200));
        QCOMPARE(call.position, 999'999'999);
        QCOMPARE(call.size, -999'999'999);
        const PositionAnswer never{
            {.said = Meaning::Held, .holdTtlSeconds = std::numeric_limits<double>::quiet_NaN()}};
        QCOMPARE(ledgerCall(3ms, 5ms, ApiResult(never, 200)).holdTtlMs, BuyerCall::untold);
    }

    void tellsARefusal()
    {
        ApiError error;
        error.kind = ApiError::Kind::Status;
        error.meaning = Meaning::SoldOut;
        error.status = 409;
        const BuyerCall call = ledgerCall(3ms, 5ms, ApiResult<ConfirmAnswer>(error));
        QVERIFY(call.meaning == Meaning::SoldOut);
        QCOMPARE(int(call.status), 409);
    }

    void tellsWhatNeverCame()
    {
        ApiError error;
        error.kind = ApiError::Kind::Network;
        error.meaning = Meaning::NoAnswer;
        error.mayHaveArrived = false;
        QVERIFY(!ledgerCall(3ms, 5ms, ApiResult<BuyAnswer>(error)).isInDoubt());
        error.mayHaveArrived = true;
        QVERIFY(ledgerCall(3ms, 5ms, ApiResult<BuyAnswer>(error)).isInDoubt());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBuyerCalls)
#include "tst_buyercalls.moc"
