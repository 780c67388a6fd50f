// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/cookiejar.h"

#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 now = 1'795'347'810'000; // 2026-11-22

QUrl shop(const QString &path = u"/orders/buy"_s)
{
    return QUrl(u"http://shop.example.com"_s + path);
}

} // namespace

class TestCookieJar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takes_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("sent");
        const auto row = [](const char *name, const QByteArray &headers, const QByteArray &sent) {
            QTest::newRow(name) << headers << sent;
        };
        row("plain", "a=1", "a=1");
        row("in the order of setting", "b=2; Path=/\na=1; Path=/", "b=2; a=1");
        row("value with equals signs", "AWSALB=a=b/c+d==; Path=/", "AWSALB=a=b/c+d==");
        row("in quotes", "a=\"1 2\"", "a=\"1 2\"");
        row("blanks around", "  a  =  1  ; HttpOnly", "a=1");
        row("empty value", "a=", "a=");
        row("without a name", "=1", "");
        row("without an equals sign", "novalue", "");
        row("empty", "", "");
        row("unknown attributes", "a=1; SameSite=Lax; Partitioned; X=Y", "a=1");
        row("control character",
            QByteArray("a=b\x01\x0b"
                       "c; Path=/"),
            "");
        row("bytes beyond ASCII", "a=\xe9", "a=\xe9");
        row("set twice", "a=1\nb=2\na=3", "a=3; b=2");
        row("deleted by a past date", "a=1; Path=/\na=gone; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "");
        row("deleted by an age of 0", "a=1; Path=/\na=x; Path=/; Max-Age=0", "");
        row("deleted by a negative age", "a=1\na=x; Max-Age=-1", "");
        row("deleted at another path only", "a=1; Path=/\na=x; Path=/orders; Max-Age=0", "a=1");
        row("age before date", "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=1");
        row("date before age", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", "a=1");
        row("age that is none", "a=1; Max-Age=1h", "a=1");
        row("age beyond all numbers", "a=1; Max-Age=99999999999999999999", "a=1");
        row("age that overflows", "a=1; Max-Age=9223372036854775807", "a=1");
        row("date that is none", "a=1; Expires=never", "a=1");
        row("date to come", "a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT", "a=1");
        row("path", "a=1; Path=/orders", "a=1");
        row("path with a slash at its end", "a=1; Path=/orders/", "a=1");
        row("longer paths first", "a=1; Path=/\nb=2; Path=/orders/buy\nc=3; Path=/orders", "b=2; c=3; a=1");
        row("another path", "a=1; Path=/admin", "");
        row("path that only begins alike", "a=1; Path=/ord", "");
        row("path that is none", "a=1; Path=orders", "a=1");
        row("last path counts", "a=1; Path=/admin; Path=/", "a=1");
        row("own domain", "a=1; Domain=shop.example.com", "a=1");
        row("domain in capitals with a dot", "a=1; Domain=.Shop.EXAMPLE.com", "a=1");
        row("parent domain", "a=1; Domain=example.com", "a=1");
        row("foreign domain", "a=1; Domain=example.org", "");
        row("domain below", "a=1; Domain=x.shop.example.com", "");
        row("domain that only ends alike", "a=1; Domain=ample.com", "");
        row("public suffix", "a=1; Domain=com", "");
        row("host and domain cookie", "a=1\na=2; Domain=example.com", "a=1; a=2");
        row("secure", "a=1; Secure", "");
        row("of 4 KiB", "a=" + QByteArray(4095, 'v'), "a=" + QByteArray(4095, 'v'));
        row("of more than 4 KiB", "a=" + QByteArray(4096, 'v'), "");
    }

    void takes()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, sent);
        CookieJar jar;
        QVERIFY(jar.isEmpty());
        jar.take(headers, shop(), now);
        QCOMPARE(jar.headerFor(shop(), now), sent);
    }

    void sendsSecureOnesOverTlsOnly()
    {
        CookieJar jar;
        jar.take("a=1; Secure\nb=2", QUrl(u"https://shop.example.com/"_s), now);
        QCOMPARE(jar.headerFor(QUrl(u"https://shop.example.com/"_s), now), QByteArray("a=1; b=2"));
        QCOMPARE(jar.headerFor(QUrl(u"http://shop.example.com/"_s), now), QByteArray("b=2"));
    }

    void defaultPathIsTheFolderOfTheRequest()
    {
        CookieJar jar;
        jar.take("a=1", shop(u"/orders/buy?x=/y"_s), now);
        QCOMPARE(jar.headerFor(shop(u"/orders/confirm"_s), now), QByteArray("a=1"));
        QCOMPARE(jar.headerFor(shop(u"/orders"_s), now), QByteArray("a=1"));
        QCOMPARE(jar.headerFor(shop(u"/ordersx"_s), now), QByteArray());
        QCOMPARE(jar.headerFor(shop(u"/"_s), now), QByteArray());
    }

    void addressesHaveNoParents()
    {
        CookieJar jar;
        const QUrl address(u"http://127.0.0.1:4000/"_s);
        jar.take("a=1; Domain=0.0.1\nb=2; Domain=127.0.0.1\nc=3", address, now);
        QCOMPARE(jar.headerFor(address, now), QByteArray("b=2; c=3"));
    }

    void refusesPublicSuffixes()
    {
        CookieJar jar;
        const QUrl british(u"http://shop.co.uk/"_s);
        jar.take("a=1; Domain=co.uk\nb=2; Domain=shop.co.uk", british, now);
        QCOMPARE(jar.headerFor(british, now), QByteArray("b=2"));
    }

    void expires()
    {
        CookieJar jar;
        jar.take("a=1; Max-Age=2\nb=2", shop(), now);
        QCOMPARE(jar.headerFor(shop(), now + 1999), QByteArray("a=1; b=2"));
        QCOMPARE(jar.headerFor(shop(), now + 2000), QByteArray("b=2"));
        jar.take("b=2; Max-Age=1", shop(), now);
        QCOMPARE(jar.headerFor(shop(), now + 1000), QByteArray());
        QVERIFY(jar.isEmpty());
    }

    void keepsNoMoreThan50()
    {
        CookieJar jar;
        for (int answer = 0; answer < 20; ++answer) {
            QByteArray headers;
            for (int i = 0; i < 50; ++i)
                headers += "c" + QByteArray::number(answer * 50 + i) + "=v\n";
            jar.take(headers, shop(), now);
            const QByteArray sent = jar.headerFor(shop(), now);
            QCOMPARE(sent.count('='), CookieJar::cookieLimit);
            const QByteArray last("c" + QByteArray::number(answer * 50 + 49) + "=v");
            QVERIFY(sent.contains(last));
        }
    }

    void keepsNoMoreThanSixteenKilobytes()
    {
        CookieJar jar;
        for (int i = 0; i < 50; ++i) {
            jar.take("c" + QByteArray::number(i) + "=" + QByteArray(4000, 'v'), shop(), now);
            QVERIFY(jar.headerFor(shop(), now).size() <= CookieJar::totalLimit + 100);
        }
        QCOMPARE(jar.headerFor(shop(), now).count('='), 4);
        QVERIFY(jar.headerFor(shop(), now).contains("c49="));
    }

    void dropsTheOneUnusedForLongest()
    {
        CookieJar jar;
        jar.take("old=1; Path=/orders\nadmin=1; Path=/admin", shop(), now);
        for (int i = 0; i < 49; ++i) {
            (void)jar.headerFor(shop(), now);
            jar.take("c" + QByteArray::number(i) + "=v; Path=/", shop(), now);
        }
        QCOMPARE(jar.headerFor(shop(u"/admin"_s), now).count("admin="), 0);
        QCOMPARE(jar.headerFor(shop(), now).count("old=1"), 1);
    }

    void readsDates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("time");
        const auto row = [](const char *text, const QString &time) { QTest::newRow(text) << QByteArray(text) << time; };
        const QString right = u"1994-11-06T08:49:37Z"_s;
        row("Sun, 06 Nov 1994 08:49:37 GMT", right);
        row("Sunday, 06-Nov-94 08:49:37 GMT", right);
        row("Sun Nov  6 08:49:37 1994", right);
        row("6 november 1994 8:49:37", right);
        row("08:49:37 06 Nov 1994 UTC whatever", right);
        row("Sun, 06-Nov-1994 08:49:37 GMT", right);
        row("01 Jan 69 00:00:00", u"2069-01-01T00:00:00Z"_s);
        row("01 Jan 70 00:00:00", u"1970-01-01T00:00:00Z"_s);
        row("", QString());
        row("0", QString());
        row("Sun, 06 Nov 1994", QString());
        row("31 Feb 2030 00:00:00", QString());
        row("01 Jan 1600 00:00:00", QString());
        row("01 Jan 2030 24:00:00", QString());
        row("01 Jan 2030 00:00", QString());
    }

    void readsDates()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, time);
        const qint64 expected = time.isEmpty() ? std::numeric_limits<qint64>::min()
                                               : QDateTime::fromString(time, Qt::ISODate).toMSecsSinceEpoch();
        QCOMPARE(cookieDate(text), expected);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestCookieJar)
#include "tst_cookiejar.moc"
