// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/manager/buyersaccessmanager.h"

#include "tests/core/transport/packing.h"
#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using End = ScriptedAnswer::End;

/// One request and its answer, over both socket layers.
class TestBuyersAccessManager : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void splitAtEveryByte_data() { layerRows(); }
    void splitAtEveryByte();
    void failures_data();
    void failures();
    void sendsWhatItIsGiven_data() { layerRows(); }
    void sendsWhatItIsGiven();
    void largeBodiesGoThrough_data() { layerRows(); }
    void largeBodiesGoThrough();
    void answerBeforeTheRequestIsSent_data() { layerRows(); }
    void answerBeforeTheRequestIsSent();
    void refusesAtHome_data();
    void refusesAtHome();
    void refusedPort_data() { layerRows(); }
    void refusedPort();
    void fallsBackToTheNextAddress_data() { layerRows(); }
    void fallsBackToTheNextAddress();
    void fallsBackWhileOthersDial_data() { layerRows(); }
    void fallsBackWhileOthersDial();
    void nameWithoutAddress_data() { layerRows(); }
    void nameWithoutAddress();
    void timeout_data();
    void timeout();
    void dialTimeout_data() { layerRows(); }
    void dialTimeout();
    void ipv6_data() { layerRows(); }
    void ipv6();
    void timingsAddUp_data() { layerRows(); }
    void timingsAddUp();
};

namespace {

QByteArray withLength(const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

void TestBuyersAccessManager::answers_data()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
        const char *prefix = layer == SocketLayer::Platform ? "platform" : "qt";
        const auto row = [&](const char *name, const char *method, const ScriptedAnswer &answer, int status,
                             const QByteArray &body, QNetworkReply::NetworkError error = QNetworkReply::NoError) {
            QTest::addRow("%s: %s", prefix, name) << layer << QByteArray(method) << answer << status << body << error;
        };
        const QByteArray json = R"({"queued":true})";
        const auto raw = [](const char *bytes, End end = End::KeepOpen) { return ScriptedAnswer::raw(bytes, end); };
        row("json", "GET", ScriptedAnswer::json(200, json), 200, json);
        row("created", "POST", ScriptedAnswer::json(201, json), 201, json);
        row("conflict", "POST", ScriptedAnswer::json(409, json), 409, json, QNetworkReply::ContentConflictError);
        row("not found", "GET", ScriptedAnswer::http(404), 404, "", QNetworkReply::ContentNotFoundError);
        row("unavailable", "GET", ScriptedAnswer::http(503, "busy"), 503, "busy",
            QNetworkReply::ServiceUnavailableError);
        row("teapot", "GET", ScriptedAnswer::http(418), 418, "", QNetworkReply::UnknownContentError);
        row("redirect is not followed", "GET", ScriptedAnswer::http(302, "", {{"Location", "/other"}}), 302, "");
        row("no content", "POST", ScriptedAnswer::http(204), 204, "");
        row("not modified", "GET", raw("HTTP/1.1 304 Not Modified\r\nContent-Length: 12\r\n\r\n"), 304, "");
        row("head", "HEAD", raw("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"), 200, "");
        row("chunked", "GET",
            raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\nabcd\r\n2\r\nef\r\n0\r\nX-T: 1\r\n\r\n"),
            200, "abcdef");
        row("1.0 to the end", "GET", raw("HTTP/1.0 200 OK\r\n\r\nto the end", End::Close), 200, "to the end");
        row("1.1 to the end", "GET", raw("HTTP/1.1 200 OK\r\n\r\nto the end", End::Close), 200, "to the end");
        row("closes behind", "GET", ScriptedAnswer::raw(withLength("Connection: close\r\n", "x"), End::Close), 200,
            "x");
        row("closes unannounced", "GET", ScriptedAnswer::raw(withLength("", "x"), End::Close), 200, "x");
        row("100 first", "POST", raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"), 200,
            "x");
        row("gzip", "GET", ScriptedAnswer::raw(withLength("Content-Encoding: gzip\r\n", gzip(json))), 200, json);
        row("large", "GET", ScriptedAnswer::http(200, QByteArray(1000000, 'y')), 200, QByteArray(1000000, 'y'));
        ScriptedAnswer slow = ScriptedAnswer::json(200, json);
        slow.byteByByte = true;
        row("byte by byte", "GET", slow, 200, json);
    }
}

void TestBuyersAccessManager::answers()
{
    QFETCH(SocketLayer, layer);
    QFETCH(QByteArray, method);
    QFETCH(ScriptedAnswer, answer);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QNetworkReply::NetworkError, error);
    ScriptedServer server;
    server.script({answer});
    BuyersAccessManager manager(optionsFor(layer));
    const QNetworkRequest request = jsonRequestTo(server.url(u"/x?y=1"_s));
    QNetworkReply *reply = nullptr;
    if (method == "GET")
        reply = manager.get(request);
    else if (method == "HEAD")
        reply = manager.head(request);
    else
        reply = manager.post(request, QByteArray("{}"));
    const Outcome outcome = outcomeOf(reply);
    QCOMPARE(outcome.exchange.errorText, QString());
    QCOMPARE(outcome.exchange.errorCode, errorcode::none);
    QCOMPARE(outcome.finishedCount, 1);
    QCOMPARE(outcome.status, status);
    QCOMPARE(outcome.body, body);
    QCOMPARE(outcome.error, error);
    QVERIFY(outcome.exchange.requestFullySent);
    QVERIFY(outcome.exchange.answerStarted);
    QVERIFY(!outcome.exchange.extraBytes);
    QCOMPARE(outcome.exchange.bytesReceived, answer.bytes.size());
    QCOMPARE(server.requests().size(), 1);
    const ScriptedRequest &seen = server.requests().constFirst();
    QCOMPARE(seen.method, method);
    QCOMPARE(outcome.exchange.bytesSent, seen.head.size() + seen.body.size());
    QCOMPARE(outcome.exchange.proto, answer.bytes.startsWith("HTTP/1.0") ? u"HTTP/1.0"_s : u"HTTP/1.1"_s);
}

void TestBuyersAccessManager::splitAtEveryByte()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    const QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    QList<ScriptedAnswer> answers;
    for (qsizetype split = 1; split < bytes.size(); ++split) {
        ScriptedAnswer answer = ScriptedAnswer::raw(bytes);
        answer.splits = {split};
        answers.append(answer);
    }
    server.script(answers);
    BuyersAccessManager manager(optionsFor(layer));
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const Outcome outcome = outcomeOf(manager.get(requestTo(server.url())));
        QCOMPARE(outcome.body, QByteArray("hello"));
        QCOMPARE(outcome.exchange.bytesReceived, bytes.size());
    }
    QCOMPARE(server.connectionsAccepted(), 1);
}

void TestBuyersAccessManager::failures_data()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("culprit");
    QTest::addColumn<bool>("answerStarted");
    for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
        const char *prefix = layer == SocketLayer::Platform ? "platform" : "qt";
        const auto row = [&](const char *name, const QByteArray &bytes, End end, int code, const char *culprit,
                             bool answerStarted = true) {
            QTest::addRow("%s: %s", prefix, name)
                << layer << ScriptedAnswer::raw(bytes, end) << code << QString::fromLatin1(culprit) << answerStarted;
        };
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        row("closed before", "", End::Close, errorcode::connectionReset, "without an answer", false);
        row("reset before", "", End::Reset, errorcode::connectionReset, "without an answer", false);
        row("closed in the head", ok + "Content-Le", End::Close, errorcode::connectionReset, "in the middle");
        row("reset in the head", ok + "Content-Le", End::Reset, errorcode::connectionReset, "in the middle");
        row("closed behind the head", ok + "Content-Length: 5\r\n\r\n", End::Close, errorcode::connectionReset,
            "in the middle");
        row("closed in the body", ok + "Content-Length: 5\r\n\r\nhe", End::Close, errorcode::connectionReset,
            "in the middle");
        row("reset in the body", ok + "Content-Length: 5\r\n\r\nhe", End::Reset, errorcode::connectionReset,
            "in the middle");
        row("closed in a chunk", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhe", End::Close,
            errorcode::connectionReset, "in the middle");
        row("garbage", "\x01\x02\x03garbage\r\n\r\n", End::KeepOpen, errorcode::generic, "no proper HTTP");
        row("TLS", "\x15\x03\x01\x02\x02\x46\r\n\r\n", End::KeepOpen, errorcode::generic, "https://");
        row("two lengths", ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", End::KeepOpen, errorcode::generic,
            "Content-Length");
        row("head of 1 MB", ok + "X: " + QByteArray(1000000, 'x') + "\r\n\r\n", End::KeepOpen, errorcode::generic,
            "head");
        row("long body", ok + "Content-Length: 1048577\r\n\r\n", End::KeepOpen, errorcode::generic, "body");
        row("cut-off gzip", withLength("Content-Encoding: gzip\r\n", gzip("some text").chopped(3)), End::KeepOpen,
            errorcode::generic, "cut off");
        row("gzip bomb", withLength("Content-Encoding: gzip\r\n", gzip(QByteArray(9000000, '\0'))), End::KeepOpen,
            errorcode::generic, "1048576");
    }
}

void TestBuyersAccessManager::failures()
{
    QFETCH(SocketLayer, layer);
    QFETCH(ScriptedAnswer, answer);
    QFETCH(int, code);
    QFETCH(QString, culprit);
    QFETCH(bool, answerStarted);
    for (const bool post : {false, true}) {
        ScriptedServer server;
        server.script({answer});
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(optionsFor(layer));
        const QNetworkRequest request = jsonRequestTo(server.url());
        const Outcome outcome = outcomeOf(post ? manager.post(request, QByteArray("{}")) : manager.get(request));
        QCOMPARE(outcome.finishedCount, 1);
        QCOMPARE(outcome.exchange.errorCode, code);
        QVERIFY2(outcome.exchange.errorText.contains(culprit), qPrintable(outcome.exchange.errorText));
        QCOMPARE(outcome.errorString, outcome.exchange.errorText);
        QVERIFY(outcome.error != QNetworkReply::NoError);
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.body.isEmpty());
        QVERIFY(outcome.exchange.requestFullySent);
        QCOMPARE(outcome.exchange.answerStarted, answerStarted);
        QVERIFY(!outcome.exchange.localFailure);
        // A first request is never repeated, and the connection has no future.
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(manager.openConnections(), 0);
        QCOMPARE(outcomeOf(manager.get(request)).status, 200);
        QCOMPARE(server.connectionsAccepted(), 2);
    }
}

void TestBuyersAccessManager::sendsWhatItIsGiven()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &) {
        return ScriptedAnswer::http(
            200, "ok", {{"Set-Cookie", "a=1"}, {"X-Two", "1"}, {"X-Two", "2"}, {"Set-Cookie", "b=2, c"}});
    });
    BuyersAccessManager manager(optionsFor(layer));
    QNetworkRequest request = jsonRequestTo(server.url(u"/shop/v2/orders?email=a%2Bb%40c.d"_s));
    request.setRawHeader("Authorization", "Bearer token");

    Outcome outcome = outcomeOf(manager.post(request, QByteArray(R"({"email":"a+b@c.d"})")));
    QCOMPARE(outcome.header("x-two"), QByteArray("1, 2"));
    QCOMPARE(outcome.header("Set-Cookie"), QByteArray("a=1\nb=2, c"));
    ScriptedRequest seen = server.requests().constLast();
    QCOMPARE(seen.method, QByteArray("POST"));
    QCOMPARE(seen.target, QByteArray("/shop/v2/orders?email=a%2Bb%40c.d"));
    QCOMPARE(seen.query(u"email"_s), u"a+b@c.d"_s);
    QCOMPARE(seen.header("Host"), QByteArray("127.0.0.1:" + QByteArray::number(server.serverPort())));
    QCOMPARE(seen.header("Authorization"), QByteArray("Bearer token"));
    QCOMPARE(seen.header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(seen.header("Content-Length"), QByteArray::number(seen.body.size()));
    QCOMPARE(seen.body, QByteArray(R"({"email":"a+b@c.d"})"));
    QVERIFY(seen.header("Accept-Encoding").isNull());
    QVERIFY(seen.header("Cookie").isNull());

    (void)outcomeOf(manager.put(request, QByteArray()));
    seen = server.requests().constLast();
    QCOMPARE(seen.method, QByteArray("PUT"));
    QCOMPARE(seen.header("Content-Length"), QByteArray("0"));

    (void)outcomeOf(manager.deleteResource(request));
    QCOMPARE(server.requests().constLast().method, QByteArray("DELETE"));
    QVERIFY(server.requests().constLast().header("Content-Length").isNull());

    (void)outcomeOf(manager.sendCustomRequest(request, "PATCH", QByteArray("[]")));
    QCOMPARE(server.requests().constLast().method, QByteArray("PATCH"));
    QCOMPARE(server.requests().constLast().body, QByteArray("[]"));

    QBuffer behindItsBegin;
    behindItsBegin.setData("0123456789");
    behindItsBegin.open(QIODevice::ReadOnly);
    behindItsBegin.seek(4);
    (void)outcomeOf(manager.post(request, &behindItsBegin));
    QCOMPARE(server.requests().constLast().body, QByteArray("456789"));
}

void TestBuyersAccessManager::largeBodiesGoThrough()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.onRequest(
        [](const ScriptedRequest &r) { return ScriptedAnswer::http(200, QByteArray::number(r.body.size())); });
    BuyersAccessManager manager(optionsFor(layer));
    QByteArray body(20 * 1000 * 1000, 'b');
    body[12345678] = 'c';
    const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), body));
    QCOMPARE(outcome.body, QByteArray::number(body.size()));
    QCOMPARE(server.requests().constFirst().body, body);
    QVERIFY(outcome.exchange.requestFullySent);
    QVERIFY(outcome.exchange.bytesSent > body.size());
    QCOMPARE(manager.openConnections(), 1);
}

void TestBuyersAccessManager::answerBeforeTheRequestIsSent()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.answerOnHead();
    // Where it closes the connection as well, Qt's sockets lose what it had said.
    server.script({ScriptedAnswer::raw("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig",
        layer == SocketLayer::Platform ? End::Close : End::KeepOpen)});
    // The kernels' buffers must not take it all.
    BuyersAccessManager manager(optionsFor(layer));
    const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray(64 * 1024 * 1024, 'b')));
    QCOMPARE(outcome.status, 413);
    QCOMPARE(outcome.body, QByteArray("big"));
    QCOMPARE(outcome.exchange.errorCode, errorcode::none);
    QVERIFY(!outcome.exchange.requestFullySent);
    QVERIFY(outcome.exchange.bytesSent < 64 * 1024 * 1024);
    QVERIFY(outcome.exchange.timings.duration());
    QCOMPARE(manager.openConnections(), 0);
}

void TestBuyersAccessManager::refusesAtHome_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("proxy");
    QTest::addColumn<QString>("culprit");
    QTest::newRow("scheme") << u"ftp://127.0.0.1/"_s << QByteArray() << false << u"neither http"_s;
    QTest::newRow("file") << u"file:///etc/hostname"_s << QByteArray() << false << u"file:///etc/hostname"_s;
    QTest::newRow("no host") << u"http:///path"_s << QByteArray() << false << u"no address"_s;
    QTest::newRow("no url") << QString() << QByteArray() << false << u"no address"_s;
    QTest::newRow("line break") << u"http://127.0.0.1:9/"_s << QByteArray("a\r\nb") << false << u"X-Header"_s;
    QTest::newRow("proxy") << u"http://127.0.0.1:9/"_s << QByteArray() << true << u"stock transport"_s;
}

void TestBuyersAccessManager::refusesAtHome()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, header);
    QFETCH(bool, proxy);
    QFETCH(QString, culprit);
    BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
    if (proxy)
        manager.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 9));
    QNetworkRequest request = requestTo(QUrl(url));
    if (!header.isEmpty())
        request.setRawHeader("X-Header", header);
    QNetworkReply *reply = manager.get(request);
    QVERIFY(!reply->isFinished());
    const Outcome outcome = outcomeOf(reply);
    QCOMPARE(outcome.finishedCount, 1);
    QCOMPARE(outcome.exchange.errorCode, errorcode::generic);
    QVERIFY2(outcome.errorString.contains(culprit), qPrintable(outcome.errorString));
    QCOMPARE(outcome.exchange.bytesSent, 0);
    QVERIFY(!outcome.exchange.requestFullySent);
}

void TestBuyersAccessManager::refusedPort()
{
    QFETCH(SocketLayer, layer);
    QUrl url;
    {
        ScriptedServer gone;
        url = gone.url();
    }
    BuyersAccessManager manager(optionsFor(layer));
    const Outcome outcome = outcomeOf(manager.get(requestTo(url)));
    QCOMPARE(outcome.finishedCount, 1);
    QCOMPARE(outcome.exchange.errorCode, errorcode::dialRefused);
    QCOMPARE(outcome.error, QNetworkReply::ConnectionRefusedError);
    QVERIFY2(outcome.errorString.contains(u"127.0.0.1:%1 refused"_s.arg(url.port())), qPrintable(outcome.errorString));
    QVERIFY(!outcome.exchange.localFailure);
    QVERIFY(outcome.exchange.timings.connecting);
    QVERIFY(!outcome.exchange.timings.sending);
    QVERIFY(!outcome.exchange.timings.duration());
    QVERIFY(outcome.exchange.timings.ended >= outcome.exchange.timings.started);
}

void TestBuyersAccessManager::fallsBackToTheNextAddress()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    TransportOptions options = optionsFor(layer);
    // Nothing listens on the first, whether or not this machine has IPv6.
    options.addresses.insert(
        u"shop.invalid"_s, {QHostAddress(u"::1"_s), QHostAddress(u"127.0.0.2"_s), QHostAddress(u"127.0.0.1"_s)});
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
    BuyersAccessManager manager(options);
    QUrl url = server.url();
    url.setHost(u"shop.invalid"_s);
    const Outcome outcome = outcomeOf(manager.get(requestTo(url, 1)));
    QCOMPARE(outcome.status, 200);
    QCOMPARE(
        server.requests().constFirst().header("Host"), QByteArray("shop.invalid:" + QByteArray::number(url.port())));
    QCOMPARE(outcomeOf(manager.get(requestTo(url, 2))).status, 200);

    server.close();
    manager.closeConnection(1);
    const Outcome refused = outcomeOf(manager.get(requestTo(url, 1)));
    QCOMPARE(refused.exchange.errorCode, errorcode::dialRefused);
    QVERIFY2(
        refused.errorString.contains(u"None of the 3 addresses of shop.invalid"_s), qPrintable(refused.errorString));
}

void TestBuyersAccessManager::fallsBackWhileOthersDial()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
    QUrl url = server.url();
    url.setHost(u"shop.invalid"_s);
    TransportOptions options = optionsFor(layer);
    // Nothing listens on the first.
    options.addresses.insert(u"shop.invalid"_s, {QHostAddress(u"127.0.0.2"_s), QHostAddress(u"127.0.0.1"_s)});
    BuyersAccessManager manager(options);
    QList<QNetworkReply *> replies;
    for (quint32 id = 1; id <= 60; ++id) {
        replies.append(manager.get(requestTo(url, id)));
        // Refused at the first address by now, at work on the second when the next one dials; some of them at once.
        if (id % 3 != 0)
            QCoreApplication::processEvents();
    }
    for (QNetworkReply *reply : std::as_const(replies)) {
        const Outcome outcome = outcomeOf(reply);
        QCOMPARE(outcome.exchange.errorText, QString());
        QCOMPARE(outcome.status, 200);
    }
    QCOMPARE(server.connectionsAccepted(), 60);
}

void TestBuyersAccessManager::nameWithoutAddress()
{
    QFETCH(SocketLayer, layer);
    BuyersAccessManager manager(optionsFor(layer));
    // Too long for any name, so that no server is asked.
    const QString host = QStringList(5, QString(60, u'a')).join(u'.') + u".invalid"_s;
    const QUrl url(u"http://%1:4000/"_s.arg(host));
    QVERIFY(url.isValid());
    const Outcome first = outcomeOf(manager.get(requestTo(url)));
    QCOMPARE(first.finishedCount, 1);
    QCOMPARE(first.exchange.errorCode, errorcode::dns);
    QCOMPARE(first.error, QNetworkReply::HostNotFoundError);
    QVERIFY2(first.errorString.contains(host), qPrintable(first.errorString));
    QVERIFY(first.exchange.timings.blocked);
    QVERIFY(!first.exchange.timings.connecting);
}

void TestBuyersAccessManager::timeout_data()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("culprit");
    for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
        const char *prefix = layer == SocketLayer::Platform ? "platform" : "qt";
        QTest::addRow("%s: silence", prefix) << layer << QByteArray() << u"gave no answer within "_s;
        QTest::addRow("%s: within the head", prefix) << layer << QByteArray("HTTP/1.1 200 OK\r\n") << u"did not end"_s;
        QTest::addRow("%s: within a chunk", prefix)
            << layer << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nF\r\nab") << u"did not end"_s;
        QTest::addRow("%s: only 100", prefix)
            << layer << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << u"did not end"_s;
    }
}

void TestBuyersAccessManager::timeout()
{
    QFETCH(SocketLayer, layer);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, culprit);
    ScriptedServer server;
    server.script({ScriptedAnswer::raw(bytes)});
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
    TransportOptions options = optionsFor(layer);
    options.requestTimeout = 60ms;
    BuyersAccessManager manager(options);
    const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
    QCOMPARE(outcome.finishedCount, 1);
    QCOMPARE(outcome.exchange.errorCode, errorcode::requestTimeout);
    QCOMPARE(outcome.error, QNetworkReply::TimeoutError);
    QVERIFY2(outcome.errorString.contains(culprit), qPrintable(outcome.errorString));
    QVERIFY(outcome.exchange.requestFullySent);
    QVERIFY(outcome.exchange.timings.waiting);
    QVERIFY(outcome.exchange.timings.elapsed() >= 60ms);
    // What comes late must not be taken for the answer to the next request.
    QCOMPARE(manager.openConnections(), 0);
    QCOMPARE(server.requests().size(), 1);
}

void TestBuyersAccessManager::dialTimeout()
{
    QFETCH(SocketLayer, layer);
#ifdef Q_OS_LINUX
    // A queue for one connection that nobody accepts: once it is full, the kernel lets attempts wait.
    QTcpServer full;
    full.setListenBacklogSize(1);
    QVERIFY(full.listen(QHostAddress(QHostAddress::LocalHost), 0));
    full.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> fillers;
    for (int i = 0; i < 4; ++i) {
        fillers.push_back(std::make_unique<QTcpSocket>());
        fillers.back()->connectToHost(full.serverAddress(), full.serverPort());
    }
    TransportOptions options = optionsFor(layer);
    options.requestTimeout = 100ms;
    BuyersAccessManager manager(options);
    QUrl url(u"http://127.0.0.1/"_s);
    url.setPort(full.serverPort());
    const Outcome outcome = outcomeOf(manager.get(requestTo(url)));
    QCOMPARE(outcome.exchange.errorCode, errorcode::dialTimeout);
    QCOMPARE(outcome.error, QNetworkReply::TimeoutError);
    QVERIFY(outcome.exchange.timings.connecting);
    QVERIFY(!outcome.exchange.requestFullySent);
#else
    Q_UNUSED(layer);
    QSKIP("How a full queue behaves is known for Linux only");
#endif
}

void TestBuyersAccessManager::ipv6()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server{QHostAddress(QHostAddress::LocalHostIPv6)};
    if (!server.isListening())
        QSKIP("This machine has no IPv6");
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
    BuyersAccessManager manager(optionsFor(layer));
    const Outcome outcome = outcomeOf(manager.get(requestTo(server.url())));
    QCOMPARE(outcome.exchange.errorText, QString());
    QCOMPARE(outcome.status, 200);
    QCOMPARE(
        server.requests().constFirst().header("Host"), QByteArray("[::1]:" + QByteArray::number(server.serverPort())));
}

void TestBuyersAccessManager::timingsAddUp()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    ScriptedAnswer late = ScriptedAnswer::http(200, "ok");
    late.delay = 30ms;
    server.script({late, late});
    BuyersAccessManager manager(optionsFor(layer));
    for (const bool reused : {false, true}) {
        const Outcome outcome = outcomeOf(manager.get(requestTo(server.url())));
        QCOMPARE(outcome.status, 200);
        const ExchangeTimings &t = outcome.exchange.timings;
        QCOMPARE(outcome.exchange.reusedConnection, reused);
        QVERIFY(t.blocked && t.connecting && t.tlsHandshaking && t.sending && t.waiting && t.receiving);
        QVERIFY(*t.waiting >= 25ms);
        QCOMPARE(*t.tlsHandshaking, 0ns);
        QCOMPARE(*t.connecting > 0ns, !reused);
        const auto sum = *t.blocked + *t.connecting + *t.tlsHandshaking + *t.duration();
        QVERIFY(sum <= t.elapsed());
        QVERIFY(t.elapsed() - sum < 5ms);
        QCOMPARE(*t.duration(), *t.sending + *t.waiting + *t.receiving);
    }
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBuyersAccessManager)
#include "tst_buyersaccessmanager.moc"
