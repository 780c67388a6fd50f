// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shopapi/secretmask.h"

#include "core/shopapi/jsontext.h"

#include <QTest>
#include <QUrl>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestSecretMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void masks_data()
    {
        QTest::addColumn<QStringList>("secrets");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const QStringList key{u"a+b/c=\""_s};
        QTest::newRow("nothing to hide") << QStringList() << u"a+b/c="_s << u"a+b/c="_s;
        QTest::newRow("not there") << key << u"a+b/d a\\ % \\u00 %2"_s << u"a+b/d a\\ % \\u00 %2"_s;
        QTest::newRow("as it is") << key << u"<a+b/c=\"> a+b/c=\""_s << u"<***> ***"_s;
        QTest::newRow("in JSON") << key << QString(R"("a+b/c=\"")"_L1) << u"\"***\""_s;
        QTest::newRow("in JSON, slashes escaped") << key << QString(R"("a+b\/c=\"")"_L1) << u"\"***\""_s;
        QTest::newRow("in JSON, by number") << key << QString(R"("a\u002Bb/c\u003d\u0022")"_L1) << u"\"***\""_s;
        QTest::newRow("in JSON, by number from the start") << key << QString(R"("\u0061+b/c=\"")"_L1) << u"\"***\""_s;
        QTest::newRow("percent-encoded") << key << u"?k=a%2Bb%2fc%3D%22&l=1"_s << u"?k=***&l=1"_s;
        QTest::newRow("percent-encoded in part") << key << u"?k=a%2Bb/c=%22"_s << u"?k=***"_s;
        QTest::newRow("percent-encoded in JSON") << key << QString(R"("a%2Bb\/c%3d\"")"_L1) << u"\"***\""_s;
        QTest::newRow("in a page") << key << u"<p>a+b/c=&quot;</p>"_s << u"<p>***</p>"_s;
        QTest::newRow("in a page, by number") << key << u"&#97;&#43;b&#x2F;c&#X3d;&#034;;"_s << u"***;"_s;
        QTest::newRow("in a page, another number") << key << u"a+b/c=&#35;"_s << u"a+b/c=&#35;"_s;
        QTest::newRow("in a page, no number") << key << u"a+b/c=&#;"_s << u"a+b/c=&#;"_s;
        QTest::newRow("in a page, cut off") << key << u"a+b/c=&quot"_s << u"a+b/c=&quot"_s;
        QTest::newRow("a page's marks") << QStringList{u"<&'>"_s} << u"&lt;&amp;&apos;&gt; &lt;&&#39;>"_s
                                        << u"*** ***"_s;
        QTest::newRow("what looks like a page's") << QStringList{u"&amp;x"_s} << u"&amp;x &amp;amp;x"_s << u"*** ***"_s;
        QTest::newRow("a u by number") << QStringList{u"user"_s} << QString(R"(\u0075ser)"_L1) << u"***"_s;
        const QStringList escapes{u"\\\\%25"_s};
        QTest::newRow("what looks like escapes") << escapes << u"<\\\\%25>"_s << u"<***>"_s;
        QTest::newRow("escapes of escapes") << escapes << QString(R"(<\\\\%2525>)"_L1) << u"<***>"_s;
        QTest::newRow("cut off") << key << u"a+b/c="_s << u"a+b/c="_s;
        QTest::newRow("cut off in an escape") << key << u"a+b/c=\\u002"_s << u"a+b/c=\\u002"_s;
        QTest::newRow("cut off in a per cent") << key << u"a%2"_s << u"a%2"_s;
        const QStringList password{u"Pä ss\\%😀"_s};
        QTest::newRow("other letters") << password << u"Pä ss\\%😀."_s << u"***."_s;
        QTest::newRow("other letters in JSON") << password << QString(R"(P\u00e4 ss\\%\ud83d\uDE00.)"_L1) << u"***."_s;
        QTest::newRow("other letters, percent-encoded") << password << u"P%C3%A4+ss%5C%25%F0%9F%98%80."_s << u"***."_s;
        QTest::newRow("other letters in a page") << password << u"P&#228; ss\\%&#x1f600;."_s << u"***."_s;
        const QStringList nested{u"token"_s, u"Bearer token"_s, u"tokenizer"_s};
        QTest::newRow("one in another") << nested << u"Bearer token, token, tokenizer"_s << u"***, ***, ***"_s;
        QTest::newRow("too short to matter") << QStringList{u"abc"_s, QString()} << u"abc"_s << u"abc"_s;
        QTest::newRow("just long enough") << QStringList{u"abcd"_s} << u"abcde abcabcd"_s << u"***e abc***"_s;
    }

    void masks()
    {
        QFETCH(QStringList, secrets);
        QFETCH(QString, text);
        QFETCH(QString, masked);
        const SecretMask mask(secrets);
        QCOMPARE(mask.masked(text), masked);
        QCOMPARE(mask.masked(text.toUtf8()), masked.toUtf8());
    }

    /// What our own writers make of it, too.
    void masksWhatWeWrite()
    {
        const QString secret = u"q\"\\/ü+ %&=\u2028"_s;
        QByteArray json;
        appendJsonString(json, secret);
        const SecretMask mask = SecretMask().with(secret);
        QCOMPARE(mask.masked(json), "\"***\""_ba);
        QCOMPARE(mask.masked(QUrl::toPercentEncoding(secret)), "***"_ba);
    }

    void leavesOtherBytesAlone()
    {
        const QByteArray latin1("caf\xe9");
        QCOMPARE(SecretMask({u"secret"_s}).masked(latin1), latin1);
        QCOMPARE(SecretMask({u"secret"_s}).masked(QByteArray()), QByteArray());
    }

    void takesOneMore()
    {
        const SecretMask mask = SecretMask({u"first"_s}).with(u"second"_s);
        QCOMPARE(mask.masked(u"first, second, third"_s), u"***, ***, third"_s);
        QVERIFY(SecretMask().with(QString()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSecretMask)
#include "tst_secretmask.moc"
