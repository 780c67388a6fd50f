// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/buyercall.h"

#include "tests/support/testprogram.h"

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
        QVERIFY(!callKindFromString(u"sale"));
    }

    void tellsDoubtFromRefusal_data()
    {
        QTest::addColumn<Meaning>("meaning");
        QTest::addColumn<bool>("arrived");
        QTest::addColumn<bool>("unanswered");
        QTest::addColumn<bool>("doubt");
        QTest::addColumn<bool>("refused");
        QTest::newRow("no answer") << Meaning::NoAnswer << true << true << true << false;
        QTest::newRow("never arrived") << Meaning::NoAnswer << false << false << false << false;
        QTest::newRow("a body that says nothing") << Meaning::Unreadable << true << true << true << false;
        QTest::newRow("under way") << Meaning::Confirming << true << true << true << false;
        QTest::newRow("the shop's own error") << Meaning::Busy << true << false << true << false;
        QTest::newRow("a gateway gave up") << Meaning::Unsure << true << true << true << false;
        QTest::newRow("no hold") << Meaning::HoldExpired << true << false << false << true;
        QTest::newRow("a refusal of unknown meaning") << Meaning::Unclear << true << true << true << false;
        QTest::newRow("too many requests") << Meaning::RateLimited << true << false << false << false;
        QTest::newRow("bought") << Meaning::Bought << true << false << false << false;
    }
    void tellsDoubtFromRefusal()
    {
        QFETCH(Meaning, meaning);
        QFETCH(bool, arrived);
        const BuyerCall call{.kind = CallKind::Confirm, .meaning = meaning, .mayHaveArrived = arrived};
        QTEST(call.isUnanswered(), "unanswered");
        QTEST(call.isInDoubt(), "doubt");
        QTEST(call.isRefused(), "refused");
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBuyerCall)
#include "tst_buyercall.moc"
