// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/csvtext.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestCsvText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << u"buyer-1-0@test.com"_s << QByteArray("buyer-1-0@test.com");
        QTest::newRow("empty") << QString() << QByteArray();
        QTest::newRow("comma") << u"a,b"_s << QByteArray("\"a,b\"");
        QTest::newRow("quote") << u"say \"no\""_s << QByteArray("\"say \"\"no\"\"\"");
        QTest::newRow("space at an end") << u" a"_s << QByteArray("\" a\"");
        QTest::newRow("UTF-8") << u"≤ 50 ms"_s << QByteArray("≤ 50 ms");
        QTest::newRow("line feed") << u"a\r\nb"_s << QByteArray("a␍␊b");
        QTest::newRow("escape") << u"\x1b[31m"_s << QByteArray("␛[31m");
        QTest::newRow("direction") << u"a\u202eb"_s << QByteArray("a‹U+202E›b");
        QTest::newRow("formula") << u"=1+1"_s << QByteArray("'=1+1");
        QTest::newRow("command") << u"=cmd|' /C calc'!A0"_s << QByteArray("'=cmd|' /C calc'!A0");
        QTest::newRow("formula behind spaces") << u"  =1"_s << QByteArray("'  =1");
        QTest::newRow("full-width formula") << u"＝1+1"_s << QByteArray("'＝1+1");
        QTest::newRow("plus") << u"+sum(a)"_s << QByteArray("'+sum(a)");
        QTest::newRow("minus") << u"-2+3"_s << QByteArray("'-2+3");
        QTest::newRow("at") << u"@sum"_s << QByteArray("'@sum");
        QTest::newRow("lone sign") << u"-"_s << QByteArray("'-");
        QTest::newRow("negative number") << u"-2.5"_s << QByteArray("-2.5");
        QTest::newRow("number with a sign") << u"+1,234"_s << QByteArray("\"+1,234\"");
        QTest::newRow("two points") << u"-1.2.3"_s << QByteArray("'-1.2.3");
        QTest::newRow("tab") << u"\t=1"_s << QByteArray("␉=1");
    }

    void text()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        CsvText csv;
        csv.text(text).endRow();
        QCOMPARE(csv.content(), cell + "\r\n");
    }

    void longTextIsCut()
    {
        CsvText csv;
        csv.text(QString(100'000, u'x'));
        QCOMPARE(QString::fromUtf8(csv.content()).size(), qsizetype(CsvText::maxCell));
        QVERIFY(csv.content().endsWith("…"));
    }

    void numbers()
    {
        CsvText csv;
        csv.number(0).number(-3).number(std::numeric_limits<quint64>::max()).number(0.1F).number(0.1).number(1e21);
        csv.number(std::optional<qint64>(7)).number(std::optional<qint64>()).number(std::nan(""));
        csv.number(-std::numeric_limits<float>::infinity()).absent();
        csv.endRow();
        QCOMPARE(csv.content(), QByteArray("0,-3,18446744073709551615,0.1,0.1,1000000000000000000000,7,,,,\r\n"));
    }

    void rows()
    {
        CsvText csv;
        csv.row({u"a"_s, u"b"_s});
        csv.number(1);
        csv.row({u"x"_s, QString()});
        QCOMPARE(csv.content(), QByteArray("a,b\r\n1,x,\r\n"));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestCsvText)
#include "tst_csvtext.moc"
