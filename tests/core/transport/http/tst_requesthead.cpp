// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/requesthead.h"

#include "core/transport/wire/origin.h"
#include "tests/support/testprogram.h"

#include <QNetworkRequest>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestRequestHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void target_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("host");
        const auto row = [](const char *name, const char *url, const char *line, const char *host) {
            QTest::newRow(name) << QString::fromUtf8(url) << QByteArray(line) << QByteArray(host);
        };
        row("bare", "http://shop", "GET / HTTP/1.1", "shop");
        row("prefix", "https://shop/v2/orders/buy", "GET /v2/orders/buy HTTP/1.1", "shop");
        row("port", "http://localhost:4000/a", "GET /a HTTP/1.1", "localhost:4000");
        row("default port", "http://localhost:80/a", "GET /a HTTP/1.1", "localhost");
        row("default port of https", "https://localhost:443/a", "GET /a HTTP/1.1", "localhost");
        row("port of the other scheme", "https://localhost:80/a", "GET /a HTTP/1.1", "localhost:80");
        row("IPv6", "http://[::1]:4000/", "GET / HTTP/1.1", "[::1]:4000");
        row("encoded query", "http://s/o?email=a%2Bb%40c.d&x=%C3%A4", "GET /o?email=a%2Bb%40c.d&x=%C3%A4 HTTP/1.1",
            "s");
        row("query in letters", "http://s/o?x=ä b", "GET /o?x=%C3%A4%20b HTTP/1.1", "s");
        row("empty query", "http://s/o?", "GET /o? HTTP/1.1", "s");
        row("encoded path", "http://s/a%2Fb/%0D%0A", "GET /a%2Fb/%0D%0A HTTP/1.1", "s");
        row("fragment", "http://s/o?x=1#frag", "GET /o?x=1 HTTP/1.1", "s");
        row("foreign letters in the host", "http://bücher.example/", "GET / HTTP/1.1", "xn--bcher-kva.example");
    }

    void target()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, host);
        const QUrl parsed(url);
        const RequestHead head = renderRequestHead(QNetworkRequest(parsed), "GET", Origin(parsed), -1);
        QCOMPARE(head.error, QString());
        QVERIFY2(head.bytes.startsWith(QByteArray(line + "\r\nHost: " + host + "\r\nUser-Agent: Doorbuster/")),
            head.bytes.constData());
        QVERIFY(head.bytes.endsWith("\r\n\r\n"));
        QVERIFY(!head.bytes.contains("Content-Length"));
    }

    void headersGoOut()
    {
        const QUrl url(u"http://s/o"_s);
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setRawHeader("Authorization", "Bearer t");
        request.setRawHeader("Content-Length", "7000");
        request.setRawHeader("Transfer-Encoding", "chunked");
        request.setRawHeader("X-Empty", QByteArray(""));
        const RequestHead head = renderRequestHead(request, "POST", Origin(url), 12);
        QCOMPARE(head.error, QString());
        QVERIFY(head.bytes.contains("\r\nContent-Type: application/json\r\n"));
        QVERIFY(head.bytes.contains("\r\nAuthorization: Bearer t\r\n"));
        QVERIFY(head.bytes.contains("\r\nContent-Length: 12\r\n"));
        QVERIFY(!head.bytes.contains("7000"));
        QVERIFY(!head.bytes.contains("chunked"));
    }

    void ownHostAndAgentReplaceOurs()
    {
        const QUrl url(u"http://s/o"_s);
        QNetworkRequest request(url);
        request.setRawHeader("host", "other");
        request.setRawHeader("user-agent", "mine");
        const QByteArray head = renderRequestHead(request, "GET", Origin(url), -1).bytes.toLower();
        QCOMPARE(head.count("host:"), 1);
        QVERIFY(head.contains("host: other\r\n"));
        QCOMPARE(head.count("user-agent:"), 1);
        QVERIFY(head.contains("user-agent: mine\r\n"));
    }

    void emptyBodyIsAnnounced()
    {
        const QUrl url(u"http://s/o"_s);
        QVERIFY(renderRequestHead(QNetworkRequest(url), "POST", Origin(url), 0)
                    .bytes.contains("\r\nContent-Length: 0\r\n"));
    }

    void credentialsOfTheUrl()
    {
        const QUrl url(u"http://me:p%40ss@s/o"_s);
        const QByteArray head = renderRequestHead(QNetworkRequest(url), "GET", Origin(url), -1).bytes;
        QVERIFY(head.contains(QByteArray("\r\nAuthorization: Basic " + QByteArray("me:p@ss").toBase64() + "\r\n")));
        QVERIFY(!head.contains("me:"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("culprit");
        QTest::newRow("CRLF in a value") << QByteArray("GET") << QByteArray("X-A") << QByteArray("1\r\nX-B: 2")
                                         << u"X-A"_s;
        QTest::newRow("LF in a value") << QByteArray("GET") << QByteArray("X-A") << QByteArray("1\n2") << u"X-A"_s;
        QTest::newRow("NUL in a value") << QByteArray("GET") << QByteArray("X-A") << QByteArray("1\0", 2) << u"X-A"_s;
        QTest::newRow("space in a name") << QByteArray("GET") << QByteArray("X A") << QByteArray("1") << u"X A"_s;
        QTest::newRow("colon in a name") << QByteArray("GET") << QByteArray("X:A") << QByteArray("1") << u"X:A"_s;
        QTest::newRow("CRLF in a name") << QByteArray("GET") << QByteArray("X\r\nA") << QByteArray("1") << u"header"_s;
        QTest::newRow("no method") << QByteArray() << QByteArray("X-A") << QByteArray("1") << u"method"_s;
        QTest::newRow("two words") << QByteArray("GET /x") << QByteArray("X-A") << QByteArray("1") << u"method"_s;
    }

    void refuses()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QString, culprit);
        const QUrl url(u"http://s/o"_s);
        QNetworkRequest request(url);
        request.setRawHeader(name, value);
        const RequestHead head = renderRequestHead(request, method, Origin(url), -1);
        QVERIFY2(head.error.contains(culprit), qPrintable(head.error));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRequestHead)
#include "tst_requesthead.moc"
