// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/texttable.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestTextTable : public QObject {
    Q_OBJECT

    using Align = TextTable::Align;

private Q_SLOTS:
    void aligns()
    {
        TextTable table({Align::Left, Align::Right, Align::Left});
        table.addHeader({u"name"_s, u"count"_s, u"note"_s});
        table.addRow({{u"a"_s}, {u"1,000"_s}, {u"x"_s}});
        table.addLine(u"  and a line that is longer than all columns"_s);
        table.addRow({{u"longer"_s}, {u"2"_s}, {QString()}});
        QCOMPARE(table.render(2, false),
            u"  name    count  note\n"
            "  a       1,000  x\n"
            "    and a line that is longer than all columns\n"
            "  longer      2\n"_s);
    }

    void widthsAreThoseOfATerminal()
    {
        TextTable table({Align::Left, Align::Left});
        table.addRow({{u"\u6771\u4eac"_s}, {u"|"_s}});
        table.addRow({{u"e\u0301abc"_s}, {u"|"_s}});
        table.addRow({{u"\U0001f525xy"_s}, {u"|"_s}});
        QCOMPARE(table.render(0, false), u"\u6771\u4eac  |\ne\u0301abc  |\n\U0001f525xy  |\n"_s);
    }

    void colourDoesNotChangeTheWidths()
    {
        TextTable table({Align::Right, Align::Left});
        table.addRow({{u"1"_s, Colour::Bad}, {u"x"_s}});
        table.addRow({{u"100"_s}, {u"y"_s}});
        QCOMPARE(table.render(0, true), u"  \x1b[1;31m1\x1b[0m  x\n100  y\n"_s);
        QCOMPARE(table.render(0, false), u"  1  x\n100  y\n"_s);
    }

    void cuts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("expected");
        QTest::newRow("fits") << u"abc"_s << 3 << u"abc"_s;
        QTest::newRow("cut") << u"abcd"_s << 3 << u"ab\u2026"_s;
        QTest::newRow("wide") << u"\u6771\u4eac"_s << 3 << u"\u6771\u2026"_s;
        QTest::newRow("half a wide one") << u"\u6771\u4eac"_s << 2 << u"\u2026"_s;
        QTest::newRow("nothing") << u"abc"_s << 0 << QString();
    }

    void cuts()
    {
        QFETCH(QString, text);
        QFETCH(int, columns);
        QFETCH(QString, expected);
        QCOMPARE(cutToWidth(text, columns), expected);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTextTable)
#include "tst_texttable.moc"
