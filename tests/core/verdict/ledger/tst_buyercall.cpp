// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/buyercall.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestBuyerCall : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesComeBack()
    {
        for (int kind = 0; kind < 3; ++kind)
            QVERIFY(callKindFromString(toString(CallKind(kind))) == CallKind(kind));
        for (int answer = 0; answer < 10; ++answer)
            QVERIFY(callAnswerFromString(toString(CallAnswer(answer))) == CallAnswer(answer));
        QVERIFY(!callKindFromString(u"sale"));
        QVERIFY(!callAnswerFromString(u""));
    }

    void tellsDoubtFromRefusal_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("arrived");
        QTest::addColumn<bool>("unanswered");
        QTest::addColumn<bool>("doubt");
        QTest::addColumn<bool>("refused");
        QTest::newRow("no answer") << int(CallAnswer::None) << 0 << true << true << true << false;
        QTest::newRow("never arrived") << int(CallAnswer::None) << 0 << false << false << false << false;
        QTest::newRow("a body that says nothing")
            << int(CallAnswer::Unreadable) << 200 << true << true << true << false;
        QTest::newRow("under way") << int(CallAnswer::InProgress) << 409 << true << true << true << true;
        QTest::newRow("trouble") << int(CallAnswer::Refused) << 503 << true << false << true << true;
        QTest::newRow("the shop's own error") << int(CallAnswer::Refused) << 500 << true << false << true << true;
        QTest::newRow("a gateway lost the shop") << int(CallAnswer::Refused) << 502 << true << true << true << true;
        QTest::newRow("a gateway gave up") << int(CallAnswer::Refused) << 504 << true << true << true << true;
        QTest::newRow("forbidden") << int(CallAnswer::Refused) << 403 << true << false << false << true;
        QTest::newRow("a refusal of unknown meaning")
            << int(CallAnswer::Unclear) << 409 << true << true << true << true;
        QTest::newRow("a redirect") << int(CallAnswer::Unclear) << 302 << true << true << true << true;
        QTest::newRow("too many requests") << int(CallAnswer::RateLimited) << 429 << true << false << false << true;
        QTest::newRow("ordered") << int(CallAnswer::Ordered) << 200 << true << false << false << false;
    }
    void tellsDoubtFromRefusal()
    {
        QFETCH(int, answer);
        QFETCH(int, status);
        QFETCH(bool, arrived);
        const BuyerCall call{.kind = CallKind::Confirm,
            .answer = CallAnswer(answer),
            .mayHaveArrived = arrived,
            .status = quint16(status)};
        QTEST(call.isUnanswered(), "unanswered");
        QTEST(call.isInDoubt(), "doubt");
        QTEST(call.refused(), "refused");
    }
};

QTEST_GUILESS_MAIN(TestBuyerCall)
#include "tst_buyercall.moc"
