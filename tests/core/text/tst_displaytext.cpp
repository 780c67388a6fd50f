// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/displaytext.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestDisplayText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foreignText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"Out of stock"_s << 200 << u"Out of stock"_s;
        QTest::newRow("empty") << QString() << 10 << QString();
        QTest::newRow("umlauts and kanji stay")
            << u"Gr\u00fc\u00dfe \u6771\u4eac"_s << 200 << u"Gr\u00fc\u00dfe \u6771\u4eac"_s;
        QTest::newRow("terminal escape") << u"\x1b[2Jx"_s << 200 << u"\u241b[2Jx"_s;
        QTest::newRow("C1 escape") << u"\u009b31m"_s << 200 << u"\u2039U+009B\u203a31m"_s;
        QTest::newRow("lines") << u"a\r\nb\tc"_s << 200 << u"a\u240d\u240ab\u2409c"_s;
        QTest::newRow("delete and null") << QString::fromUtf16(u"a\u007f\0b", 4) << 200 << u"a\u2421\u2400b"_s;
        QTest::newRow("line separator") << u"a\u2028b"_s << 200 << u"a\u2039U+2028\u203ab"_s;
        QTest::newRow("direction") << u"a\u202eb\u2066c"_s << 200 << u"a\u2039U+202E\u203ab\u2039U+2066\u203ac"_s;
        QTest::newRow("zero width") << u"a\u200b\ufeffb"_s << 200 << u"a\u2039U+200B\u203a\u2039U+FEFF\u203ab"_s;
        QTest::newRow("tag characters") << u"a\U000e0041"_s << 200 << u"a\u2039U+E0041\u203a"_s;
        QTest::newRow("emoji stays") << u"\U0001f525"_s << 2 << u"\U0001f525"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xd83d)) + u'x' << 200 << u"\ufffdx"_s;
        QTest::newRow("exactly the limit") << u"abcde"_s << 5 << u"abcde"_s;
        QTest::newRow("cut") << u"abcdef"_s << 5 << u"abcd\u2026"_s;
        QTest::newRow("cut before a pair") << u"abc\U0001f525x"_s << 5 << u"abc\u2026"_s;
        QTest::newRow("cut before a mark") << u"ab\u202ecd"_s << 6 << u"ab\u2026"_s;
        QTest::newRow("limit 1") << u"ab"_s << 1 << u"\u2026"_s;
    }

    void foreignText()
    {
        QFETCH(QString, text);
        QFETCH(int, limit);
        QFETCH(QString, shown);
        QCOMPARE(displayText(text, limit), shown);
        QVERIFY(displayText(text, limit).size() <= limit);
        QCOMPARE(displayText(displayText(text, limit), limit), shown);
    }

    void lines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"sold out"_s << 200 << u"sold out"_s;
        QTest::newRow("empty") << QString() << 200 << QString();
        QTest::newRow("only blanks") << u" \n\t "_s << 200 << QString();
        QTest::newRow("a page") << u"\n<html>\r\n  <p>a\tb"_s << 200 << u"<html> <p>a b"_s;
        QTest::newRow("separators") << u"a\u2028b\u2029c\u00a0d"_s << 200 << u"a b c d"_s;
        QTest::newRow("an escape sequence") << u"\u001b[31mred"_s << 200 << u"\u241b[31mred"_s;
        QTest::newRow("direction") << u"\u202Egnp.exe"_s << 200 << u"\u2039U+202E\u203agnp.exe"_s;
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) + u'x' << 200 << u"\ufffdx"_s;
        QTest::newRow("longer") << u"abc   def"_s << 5 << u"abc \u2026"_s;
    }

    void lines()
    {
        QFETCH(QString, text);
        QFETCH(int, limit);
        QFETCH(QString, shown);
        QCOMPARE(displayLine(text, limit), shown);
        QCOMPARE(displayLine(displayLine(text, limit), limit), shown);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDisplayText)
#include "tst_displaytext.moc"
