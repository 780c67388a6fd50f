// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/calltrace.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

BuyerCall poll(qint64 sentUs, qint32 position, qint32 size = 1'000)
{
    return {.kind = CallKind::Position,
        .meaning = Meaning::Queued,
        .status = 200,
        .sent = sentUs * 1'000,
        .ended = sentUs * 1'000 + 250'000,
        .position = position,
        .size = size};
}

} // namespace

class TestCallTrace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesBackWhatItTook()
    {
        QRandomGenerator random(1);
        std::vector<BuyerCall> calls;
        qint64 at = 0;
        for (int i = 0; i < 5'000; ++i) {
            BuyerCall call;
            call.kind = CallKind(random.bounded(3));
            call.meaning = Meaning(random.bounded(meaningCount));
            call.mayHaveArrived = random.bounded(2) == 0;
            call.status = quint16(random.bounded(1'000));
            at += random.bounded(20'000'000);
            call.sent = at * 1'000;
            at += random.bounded(i % 7 == 0 ? 60'000'000 : 500);
            call.ended = at * 1'000;
            if (i % 3) {
                call.position = qint32(random.bounded(-5, 100'000));
                call.size = i % 5 ? qint32(random.bounded(999'999'999)) : BuyerCall::untold;
                call.holdTtlMs = i % 4 ? BuyerCall::untold : qint32(random.bounded(999'999'999));
            }
            calls.push_back(call);
        }
        QCOMPARE(CallTrace(calls).calls(), calls);
        const CallTrace none(std::vector<BuyerCall>{});
        QVERIFY(none.isEmpty());
        QVERIFY(none.calls().empty());
    }

    void takesNumbersAtTheirBounds()
    {
        constexpr qint32 most = std::numeric_limits<qint32>::max();
        const std::vector<BuyerCall> calls{
            poll(0, most, -most), poll(1'000'000, -most, most), poll(2'000'000, 0, BuyerCall::untold)};
        QCOMPARE(CallTrace(calls).calls(), calls);
    }

    /// A call must never seem to have been shorter than it was: what is concluded from it would not be certain.
    void roundsOutwards()
    {
        BuyerCall call = poll(0, 1);
        call.sent = 1'999;
        call.ended = 2'001;
        const BuyerCall kept = CallTrace({&call, 1}).calls().front();
        QCOMPARE(kept.sent, qint64(1'000));
        QCOMPARE(kept.ended, qint64(3'000));
    }

    void packsAWaitInAFewBytesACall()
    {
        std::vector<BuyerCall> calls;
        for (int i = 0; i < 100; ++i)
            calls.push_back(poll(qint64(i) * 10'000'000, 2'000 - 10 * i, 3'000 - 5 * i));
        QVERIFY2(CallTrace(calls).packedSize() <= 1'300, qPrintable(QString::number(CallTrace(calls).packedSize())));
    }

    void leavesOutTheMiddleOfALongWait()
    {
        CallRecorder recorder;
        recorder.add({.kind = CallKind::Buy, .meaning = Meaning::Queued, .status = 200, .position = 100'000});
        for (int i = 0; i < 100'000; ++i)
            recorder.add(poll(qint64(i) * 1'000, 100'000 - i / 2, 200'000));
        QVERIFY(recorder.calls().size() <= CallRecorder::roomyLimit + 2);
        QVERIFY(recorder.calls().front().kind == CallKind::Buy);
        QVERIFY(recorder.calls().back() == poll(99'999'000, 100'000 - 99'999 / 2, 200'000));
    }

    void keepsWhatIsWrongInALongWait()
    {
        CallRecorder recorder;
        for (int i = 0; i < 10'000; ++i)
            recorder.add(poll(qint64(i) * 1'000, i == 7'000 ? 9'000 : i == 8'000 ? 0 : 10'000 - i, 20'000));
        const auto has = [&](qint32 position) {
            return std::any_of(recorder.calls().begin(), recorder.calls().end(),
                [=](const BuyerCall &call) { return call.position == position; });
        };
        QVERIFY(has(9'000));
        QVERIFY(has(0));
    }

    void leavesOutLooksWithoutPlaces()
    {
        CallRecorder recorder;
        for (int i = 0; i < 10'000; ++i)
            recorder.add(poll(qint64(i) * 1'000, BuyerCall::untold, BuyerCall::untold));
        QVERIFY(recorder.calls().size() <= CallRecorder::roomyLimit + 2);
    }

    void staysBoundedWhateverTheShopSays()
    {
        CallRecorder recorder;
        for (int i = 0; i < 100'000; ++i)
            recorder.add(poll(qint64(i) * 1'000, i, 0));
        QCOMPARE(recorder.calls().size(), CallRecorder::hardLimit);
        QCOMPARE(recorder.calls().back().position, 99'999);
        // What the order hangs on is kept all the same.
        BuyerCall hold = poll(100'000'000, 1);
        hold.meaning = Meaning::Held;
        BuyerCall confirm = hold;
        confirm.kind = CallKind::Confirm;
        confirm.meaning = Meaning::Bought;
        recorder.add(hold);
        recorder.add(confirm);
        QVERIFY(recorder.calls()[CallRecorder::hardLimit] == hold);
        QVERIFY(recorder.calls().back() == confirm);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestCallTrace)
#include "tst_calltrace.moc"
