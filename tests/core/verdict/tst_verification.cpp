// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"
#include "core/verdict/verification.h"
#include "tests/support/testprogram.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestVerification : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesVerdicts();
    void ordersVerdicts();
    void namesHeadlines();
    void listsTheChecks();
    void writesNumbers();
    void writesTimes();
};

void TestVerification::namesVerdicts()
{
    QStringList names;
    for (int i = 0; i <= int(CheckVerdict::Fail); ++i) {
        names += toString(CheckVerdict(i)).toString();
        QVERIFY(checkVerdictFromString(toString(CheckVerdict(i))) == CheckVerdict(i));
    }
    QCOMPARE(names.join(u", "), u"off, no data, pass, warn, inconclusive, fail"_s);
    QVERIFY(!checkVerdictFromString(u"FAIL"));
}

void TestVerification::ordersVerdicts()
{
    CheckRow row;
    const auto worsened = [&row](CheckVerdict verdict) {
        worsen(row, verdict);
        return toString(row.verdict);
    };
    QCOMPARE(worsened(CheckVerdict::Warn), u"warn");
    QCOMPARE(worsened(CheckVerdict::Pass), u"warn");
    QCOMPARE(worsened(CheckVerdict::Inconclusive), u"inconclusive");
    QCOMPARE(worsened(CheckVerdict::Fail), u"fail");
    QCOMPARE(worsened(CheckVerdict::Inconclusive), u"fail");
}

void TestVerification::namesHeadlines()
{
    QStringList keys;
    for (int i = 0; i <= int(Headline::Inconclusive); ++i) {
        keys += keyOf(Headline(i)).toString();
        QVERIFY(headlineFromKey(keyOf(Headline(i))) == Headline(i));
        QVERIFY(!toString(Headline(i)).isEmpty());
    }
    QCOMPARE(keys.join(u' '), u"pass overbooking underselling inconsistent rules-broken inconclusive"_s);
    QCOMPARE(toString(Headline::Overbooking), u"OVERBOOKING DETECTED"_s);
    QCOMPARE(toString(Headline::Underselling), u"UNDERSELLING DETECTED"_s);
    QVERIFY(!headlineFromKey(u"PASS"));
}

void TestVerification::listsTheChecks()
{
    QStringList ids;
    for (const Check &check : allChecks())
        ids += toString(check.id);
    QCOMPARE(ids.join(u' '), u"V0 V1 V2 V3 V4 V5 V6 V7 V8 V9 V10 V11 V12 V13 V14 V15 V16 V17 V18 V19 V20"_s);
}

void TestVerification::writesNumbers()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(numberText(0), u"0"_s);
    QCOMPARE(numberText(999), u"999"_s);
    QCOMPARE(numberText(1'234'567), u"1,234,567"_s);
    QCOMPARE(numberText(-1'234), u"-1,234"_s);
    QCOMPARE(numberText(std::numeric_limits<qint64>::max()), u"9,223,372,036,854,775,807"_s);
    QCOMPARE(countText(1, u"order", u"orders"), u"1 order"_s);
    QCOMPARE(countText(0, u"order", u"orders"), u"0 orders"_s);
    QCOMPARE(countText(1'000, u"order", u"orders"), u"1,000 orders"_s);
    QCOMPARE(millisecondsText(std::chrono::microseconds(1'234'560)), u"1,234.6 ms"_s);
    QLocale::setDefault(before);
}

void TestVerification::writesTimes()
{
    QCOMPARE(timeText(1'795'347'814'299), u"2026-11-22T11:43:34.299Z"_s);
    QCOMPARE(timeText(std::nullopt), QString());
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestVerification)
#include "tst_verification.moc"
