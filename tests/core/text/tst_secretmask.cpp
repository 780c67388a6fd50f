// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/secretmask.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
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
        QTest::newRow("in another case") << QStringList{u"Tok-aB1"_s} << u"<TOK-AB1> tok-ab1"_s << u"<***> ***"_s;
        QTest::newRow("backwards") << QStringList{u"tok-1"_s} << u"<1-kot>"_s << u"<***>"_s;
        QTest::newRow("with blanks between") << QStringList{u"tok-1"_s} << u"<t o k - 1> to\r\nk-1"_s << u"<***> ***"_s;
        QTest::newRow("with invisible characters between")
            << QStringList{u"tok-1"_s} << u"<t\u200bo\u200bk\ufeff-\u00ad1>"_s << u"<***>"_s;
        QTest::newRow("with escapes between")
            << QStringList{u"tok-1"_s} << QString(R"(<to\nk\u200b-%0A1> to\\nk-1)"_L1) << u"<***> ***"_s;
        QTest::newRow("too far apart") << QStringList{u"tok-1"_s} << u"tok-          1"_s << u"tok-          1"_s;
        QTest::newRow("percent-encoded twice") << key << u"?k=a%252Bb%25%32%66c%253D%2522&"_s << u"?k=***&"_s;
        QTest::newRow("JSON in JSON") << key << QString(R"("a\\u002bb\/c=\\\"")"_L1) << u"\"***\""_s;
        QTest::newRow("a page in a page") << key << u"a&amp;#43;b/c=&amp;quot;."_s << u"***."_s;
        QTest::newRow("as other languages escape it") << key << QString(R"(a\x2bb/c=\x22.)"_L1) << u"***."_s;
        QTest::newRow("hexadecimal") << QStringList{u"tok-1\\"_s} << u"<746f6b2d315c> 746F6B2D315C"_s << u"<***> ***"_s;
        const QStringList bits{u"aa>?aa\u00ff"_s}; // in base64 it has a plus sign and a slash
        QTest::newRow("base64") << bits << u"<YWE+P2Fhw78=> YWE+P2Fhw78"_s << u"<***> ***"_s;
        QTest::newRow("base64url") << bits << u"<YWE-P2Fhw78> YWE-P2Fhw78="_s << u"<***> ***"_s;
        QTest::newRow("base64, percent-encoded") << bits << u"YWE%2bP2Fhw78%3D."_s << u"***%3D."_s;
        QTest::newRow("base64 in another case") << bits << u"ywe+p2fhw78"_s << u"ywe+p2fhw78"_s;
        QTest::newRow("too short to matter") << QStringList{u"abc"_s, QString()} << u"abc"_s << u"abc"_s;
        QTest::newRow("just long enough") << QStringList{u"abcd"_s} << u"abcde abcabcd"_s << u"***e abc***"_s;
    }

    void masks()
    {
        QFETCH(QStringList, secrets);
        QFETCH(QString, text);
        QFETCH(QString, masked);
        const SecretMask mask(secrets);
        QCOMPARE(mask.masked(text.toUtf8()), masked.toUtf8());
    }

    /// "user:password" and more: wherever in the three bytes of a group the secret begins, and whatever follows.
    void masksPartsOfBase64()
    {
        const QByteArray secret = "s3cr3t!";
        const SecretMask mask({QString::fromLatin1(secret)});
        for (int before = 0; before < 7; ++before) {
            for (int after = 0; after < 7; ++after) {
                QByteArray whole = QByteArray("user:xy").first(before);
                whole += secret + QByteArray("abcdefg").first(after);
                for (const auto form : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
                    const QByteArray told = mask.masked(whole.toBase64(form));
                    QVERIFY2(told.contains("***"), told.constData());
                    // No digit is left that holds a bit of it.
                    QCOMPARE(told.first(told.indexOf('*')).size(), before * 8 / 6);
                    const qsizetype left = told.size() - told.lastIndexOf('*') - 1;
                    QVERIFY2(left <= (after * 8 + 5) / 6 + 2, told.constData());
                }
            }
        }
    }

    /// What is shown ends before the text does: a secret across that end is none of it, whether it can be seen to its
    /// own end or not.
    void looksBehindTheCut()
    {
        const SecretMask mask({u"secret-1234"_s});
        const QByteArray text = QByteArray(20, 'x') + "secret-1234 and more";
        for (qsizetype shown = 0; shown <= 20; ++shown)
            QCOMPARE(mask.masked(text, shown), QByteArray(shown, 'x'));
        for (qsizetype shown = 21; shown <= 31; ++shown)
            QCOMPARE(mask.masked(text, shown), QByteArray(20, 'x') + "***");
        QCOMPARE(mask.masked(text, 35), QByteArray(20, 'x') + "*** and");
        QCOMPARE(mask.masked(text.first(28), 25), QByteArray(20, 'x') + "***");
        QCOMPARE(mask.masked(text.first(28)), text.first(28)); // this one ends there, as the shop wrote it
    }

    void masksALongSecretWhole()
    {
        const QByteArray token = QByteArray("0123456789abcdef").repeated(300);
        const SecretMask mask({QString::fromLatin1(token)});
        QCOMPARE(mask.masked(QByteArray("{\"t\":\"" + token + "\"}")), "{\"t\":\"***\"}"_ba);
        QCOMPARE(mask.masked(QByteArray("t " + token + " u")), "t *** u"_ba);
    }

    /// Different ids stay different where secrets in them are masked.
    void keepsIdsApart()
    {
        const SecretMask mask({u"first-1"_s, u"second-2"_s});
        QSet<QByteArray> told;
        const QList<QByteArray> ids{"first-1", "second-2", "first-1-7", "1-tsrif", QByteArray("first-1").toHex(),
            QByteArray("first-1").toBase64(), QByteArray("second-2").toBase64(), "FIRST-1", "First-1", "first%2d1",
            "first%2D1", "first-%31", R"(first\u002d1)", R"(first\u002D1)", "first&#45;1", "%46irst-1", "%66irst-1",
            "f irst-1", "fi rst-1", "f\nirst-1", QByteArray("first-1").toHex().toUpper(), "1-TSRIF"};
        for (const QByteArray &id : ids) {
            const QByteArray masked = mask.masked(id, id.size(), SecretMask::Style::Numbered);
            QVERIFY2(masked.contains("***"), masked.constData());
            QCOMPARE(mask.masked(id, id.size(), SecretMask::Style::Numbered), masked);
            told.insert(masked);
        }
        QCOMPARE(told.size(), ids.size());
    }

    /// What looks like the beginnings of secrets and their escapes takes no time worth the name.
    void staysQuick()
    {
        const SecretMask mask({QString(1000, u'%'), QString(1000, u'a') + u'b'});
        QVERIFY(!mask.masked(QByteArray("%25").repeated(400)).isEmpty());
        QCOMPARE(mask.masked(QByteArray(1000, 'a')), QByteArray(1000, 'a'));
        QVERIFY(!mask.masked(QByteArray("&amp;").repeated(200)).isEmpty());
    }

    /// What writers of Qt's make of it, too.
    void masksWhatIsWritten()
    {
        const QString secret = u"q\"\\/ü+ %&=\u2028"_s;
        const QByteArray array = QJsonDocument(QJsonArray{secret}).toJson(QJsonDocument::Compact);
        const QByteArray json = array.sliced(1, array.size() - 2);
        const SecretMask mask = SecretMask().with(secret);
        QCOMPARE(mask.masked(json), "\"***\""_ba);
        QCOMPARE(mask.masked(QUrl::toPercentEncoding(secret)), "***"_ba);
    }

    void leavesOtherBytesAlone()
    {
        const QByteArray latin1("caf\xe9");
        QCOMPARE(SecretMask({u"secret"_s}).masked(latin1), latin1);
        QVERIFY(SecretMask({u"secret"_s}).masked(QByteArray()).isEmpty());
    }

    void takesOneMore()
    {
        const SecretMask mask = SecretMask({u"first"_s}).with(u"second"_s);
        QCOMPARE(mask.masked("first, second, third"), "***, ***, third"_ba);
        QVERIFY(SecretMask().with(QString()).isEmpty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestSecretMask)
#include "tst_secretmask.moc"
