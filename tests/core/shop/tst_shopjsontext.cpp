// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/jsontext.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestShopJsonText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesStrings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << u""_s << "\"\""_ba;
        QTest::newRow("plain") << u"a+b@x.de"_s << "\"a+b@x.de\""_ba;
        QTest::newRow("quote and backslash") << u"say \"\\\""_s << "\"say \\\"\\\\\\\"\""_ba;
        QTest::newRow("line break and tab") << u"a\nb\tc"_s << "\"a\\u000ab\\u0009c\""_ba;
        QTest::newRow("a control character") << u"a\u0001b\u001fc"_s << "\"a\\u0001b\\u001fc\""_ba;
        QTest::newRow("null character") << QString(QChar(u'\0')) << "\"\\u0000\""_ba;
        QTest::newRow("beyond ASCII") << u"ü€😀"_s << "\"\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80\""_ba;
        QTest::newRow("half a surrogate pair") << QString(QChar(char16_t(0xD83D))) << "\"?\""_ba;
    }
    void writesStrings()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, json);
        QByteArray out = "[";
        appendJsonString(out, text);
        QCOMPARE(out, '[' + json);
        const auto read = QJsonDocument::fromJson(out + ']');
        QVERIFY(read.isArray());
        if (!text.startsWith(QChar(char16_t(0xD83D))))
            QCOMPARE(read.array().at(0).toString(), text);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopJsonText)
#include "tst_shopjsontext.moc"
