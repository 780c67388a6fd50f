// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/buyerstoask.h"
#include "core/verdict/ledger/ledger.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesConfirmStates();
    void makesEmails_data();
    void makesEmails();
    void asksWhoMayHaveOrdered();
    void asksAnEmailOnce();
};

void TestLedger::namesConfirmStates()
{
    QStringList names;
    for (const auto state :
        {ConfirmState::NeverSent, ConfirmState::Refused, ConfirmState::Confirmed, ConfirmState::InDoubt}) {
        names += toString(state).toString();
        QVERIFY(confirmStateFromString(toString(state)) == state);
    }
    QCOMPARE(names.join(u' '), u"neverSent refused confirmed inDoubt"_s);
    QVERIFY(!confirmStateFromString(u"Confirmed"));
    QVERIFY(!confirmStateFromString(u""));
}

void TestLedger::makesEmails_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("email");
    QTest::newRow("default") << u"buyer-{VU}-{ITER}@test.com"_s << QString() << u"buyer-12-0@test.com"_s;
    QTest::newRow("suffix") << u"buyer-{VU}-{ITER}@test.com"_s << u"r7k2"_s << u"buyer-12-0-r7k2@test.com"_s;
    QTest::newRow("several @") << u"\"a@b\"-{VU}@test.com"_s << u"x"_s << u"\"a@b\"-12-x@test.com"_s;
    QTest::newRow("no @") << u"buyer-{VU}"_s << u"x"_s << u"buyer-12-x"_s;
    QTest::newRow("as the shop compares") << u"  Buyer-{VU}@Test.COM "_s << u"R1"_s << u"buyer-12-r1@test.com"_s;
    QTest::newRow("not ASCII") << u"KÄUFER-{VU}@test.com"_s << QString() << u"käufer-12@test.com"_s;
    QTest::newRow("no number") << u"buyer@test.com"_s << QString() << u"buyer@test.com"_s;
    QTest::newRow("twice") << u"{VU}.{VU}@{ITER}.com"_s << QString() << u"12.12@0.com"_s;
}

void TestLedger::makesEmails()
{
    QFETCH(QString, pattern);
    QFETCH(QString, suffix);
    QFETCH(QString, email);
    QCOMPARE(BuyerEmails(pattern, suffix).email(12, 0), email);
}

void TestLedger::asksWhoMayHaveOrdered()
{
    Ledger ledger(4);
    for (quint32 i = 0; i < 4; ++i)
        ledger[i].vu = i + 1;
    ledger[1].buys = 1;
    ledger[2].confirmState = ConfirmState::InDoubt;
    ledger[3].confirms = 1;
    const auto buyers = buyersToAsk(ledger, BuyerEmails(u"{VU}@test.com"_s, {}));
    QStringList emails;
    for (const BuyerToAsk &buyer : buyers)
        emails += buyer.email;
    QCOMPARE(emails.join(u' '), u"2@test.com 3@test.com 4@test.com"_s);
}

void TestLedger::asksAnEmailOnce()
{
    Ledger ledger(4);
    for (quint32 i = 0; i < 4; ++i) {
        ledger[i].vu = i % 2 + 1;
        ledger[i].iteration = i / 2;
        ledger[i].buys = i == 0 ? 0 : 1;
    }
    const auto buyers = buyersToAsk(ledger, BuyerEmails(u"{VU}@test.com"_s, {}));
    QCOMPARE(buyers.size(), std::size_t(2));
    QCOMPARE(buyers[0].email, u"2@test.com"_s);
    QCOMPARE(buyers[0].iteration, 0u);
    QCOMPARE(buyers[1].email, u"1@test.com"_s);
    QCOMPARE(buyers[1].iteration, 1u);
    QVERIFY(buyersToAsk({}, BuyerEmails()).empty());
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestLedger)
#include "tst_ledger.moc"
