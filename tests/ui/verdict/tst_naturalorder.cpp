// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/naturalorder.h"

#include "tests/support/testprogram.h"

#include <QStringList>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestNaturalOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void order_data()
    {
        QTest::addColumn<QStringList>("ascending");
        QTest::newRow("buyers") << QStringList{u"buyer-1-0"_s, u"buyer-1-1"_s, u"buyer-2-0"_s, u"buyer-10-0"_s};
        QTest::newRow("grouped") << QStringList{u"999"_s, u"1,000"_s, u"1,234"_s, u"12,345 of 7"_s, u"123,456"_s};
        QTest::newRow("beginnings") << QStringList{QString(), u"a"_s, u"a1"_s, u"ab"_s};
        QTest::newRow("zeros") << QStringList{u"007"_s, u"07"_s, u"7"_s, u"08"_s};
        QTest::newRow("zero alone") << QStringList{u"0"_s, u"00a"_s, u"1"_s};
        QTest::newRow("beyond 64 bits") << QStringList{
            u"99999999999999999999998"_s, u"99999999999999999999999"_s, u"100000000000000000000000"_s};
        QTest::newRow("times") << QStringList{u"2026-11-22T09:00:00.100Z"_s, u"2026-11-22T10:00:00.002Z"_s};
        QTest::newRow("list of numbers") << QStringList{u"1,"_s, u"1,,2"_s};
    }

    void order()
    {
        QFETCH(QStringList, ascending);
        for (qsizetype a = 0; a < ascending.size(); ++a) {
            for (qsizetype b = 0; b < ascending.size(); ++b) {
                const auto order = naturalOrder(ascending[a], ascending[b]);
                QVERIFY2(order == (a <=> b), qPrintable(ascending[a] + u" to "_s + ascending[b]));
            }
        }
    }
};

DOORBUSTER_TEST(QTEST_APPLESS_MAIN, TestNaturalOrder)
#include "tst_naturalorder.moc"
