// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/xmltext.h"

#include "tests/support/testprogram.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestXmlText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every unit of UTF-16, alone: escaped, an XML parser takes each of them.
    void everyCharacterIsAllowed()
    {
        QString all;
        for (int unit = 0; unit <= 0xffff; ++unit)
            all += xmlText(QString(QChar(char16_t(unit))));
        QXmlStreamReader xml(u"<a>"_s + all.toHtmlEscaped() + u"</a>"_s);
        QVERIFY(xml.readNextStartElement());
        const QString text = xml.readElementText();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(text, all);
    }

    void isCut()
    {
        QCOMPARE(xmlText(u"abcdef", 4), u"abc…"_s);
        QCOMPARE(xmlText(u"a\ufffe\uffff<"), u"a\ufffd\ufffd<"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestXmlText)
#include "tst_xmltext.moc"
