// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QTcpSocket>
#include <QTimer>

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using End = ScriptedAnswer::End;

const QByteArray ok = "HTTP/1.1 200 OK\r\n";

} // namespace

/// Servers that never come to an end, or say what is not so: each request ends with its documented outcome, and its
/// connection serves the next one. What a single answer can be wrong in is told by tst_buyersaccessmanager and
/// tst_responsereader.
class TestBadAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endlessOnes_data();
    void endlessOnes();
    void aByteAtATime_data();
    void aByteAtATime();
    void wrongLengths_data();
    void wrongLengths();
    void unusualButRight_data();
    void unusualButRight();
    void redirectsToItself_data() { layerRows(); }
    void redirectsToItself();
    void allOfThemOverOneConnection_data() { layerRows(); }
    void allOfThemOverOneConnection();
};

void TestBadAnswers::endlessOnes_data()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("again"); // and so on for ever
    QTest::addColumn<QString>("culprit");
    for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
        const char *prefix = layer == SocketLayer::Platform ? "platform" : "qt";
        const auto row = [&](const char *name, const QByteArray &begin, const QByteArray &again, const char *culprit) {
            QTest::addRow("%s: %s", prefix, name) << layer << begin << again << QString::fromLatin1(culprit);
        };
        const QByteArray much(32 * 1024, 'x');
        row("body of 10 GB", ok + "Content-Length: 10000000000\r\n\r\n", much, "body of more than");
        row("body without a length", ok + "\r\n", much, "body of more than");
        row("one chunk", ok + "Transfer-Encoding: chunked\r\n\r\n2540BE400\r\n", much, "body of more than");
        row("chunks", ok + "Transfer-Encoding: chunked\r\n\r\n", "8000\r\n" + much + "\r\n", "body of more than");
        row("chunk extension", ok + "Transfer-Encoding: chunked\r\n\r\n5;a=", much, "chunk");
        row("trailers", ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X: " + much + "\r\n", "");
        row("head", ok, "X: " + much + "\r\n", "head of more than");
        row("status line", "HTTP/1.1 200 ", much, "head of more than");
        row("interim answers", "", "HTTP/1.1 100 Continue\r\n\r\n", "");
    }
}

void TestBadAnswers::endlessOnes()
{
    QFETCH(SocketLayer, layer);
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, again);
    QFETCH(QString, culprit);
    ScriptedServer server;
    server.script({ScriptedAnswer::raw(begin.isEmpty() ? again : begin)});
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "next"); });
    QTimer flood;
    flood.callOnTimeout([&] { server.sendToAll(again); });
    TransportOptions options = optionsFor(layer);
    // What no limit of size ends is ended by the clock.
    if (culprit.isEmpty())
        options.requestTimeout = 150ms;
    BuyersAccessManager manager(options);
    QNetworkReply *reply = manager.get(requestTo(server.url()));
    flood.start(1ms);
    const Outcome outcome = outcomeOf(reply);
    flood.stop();
    QCOMPARE(outcome.finishedCount, 1);
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.body.isEmpty());
    QVERIFY2(outcome.exchange.errorText.contains(culprit), qPrintable(outcome.exchange.errorText));
    if (!culprit.isEmpty())
        QCOMPARE(outcome.exchange.errorCode, errorcode::generic);
    else
        QVERIFY(outcome.exchange.errorCode == errorcode::generic
            || outcome.exchange.errorCode == errorcode::requestTimeout);
    QVERIFY2(outcome.exchange.bytesReceived < 4 * 1024 * 1024, "it was read on for no use");
    QCOMPARE(manager.openConnections(), 0);
    QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).body, QByteArray("next"));
}

void TestBadAnswers::aByteAtATime_data()
{
    layerRows();
}

void TestBadAnswers::aByteAtATime()
{
    // Slower than the request may take, however lively each byte makes it look.
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.script({ScriptedAnswer::raw(ok + "Content-Length: 1000\r\n\r\n")});
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "next"); });
    QTimer trickle;
    int sent = 0;
    trickle.callOnTimeout([&] {
        ++sent;
        server.sendToAll("x");
    });
    TransportOptions options = optionsFor(layer);
    options.requestTimeout = 200ms;
    BuyersAccessManager manager(options);
    QNetworkReply *reply = manager.get(requestTo(server.url()));
    trickle.start(10ms);
    const Outcome outcome = outcomeOf(reply);
    trickle.stop();
    QCOMPARE(outcome.exchange.errorCode, errorcode::requestTimeout);
    QVERIFY2(outcome.errorString.contains(u"did not end within "_s), qPrintable(outcome.errorString));
    QVERIFY(outcome.exchange.answerStarted);
    QVERIFY(sent < 1000);
    QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).body, QByteArray("next"));
}

void TestBadAnswers::wrongLengths_data()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<int>("code");
    for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
        const char *prefix = layer == SocketLayer::Platform ? "platform" : "qt";
        QTest::addRow("%s: too long", prefix) << layer << "6"_ba << errorcode::requestTimeout;
        QTest::addRow("%s: too short", prefix) << layer << "4"_ba << errorcode::none;
        QTest::addRow("%s: right", prefix) << layer << "5"_ba << errorcode::none;
    }
}

void TestBadAnswers::wrongLengths()
{
    QFETCH(SocketLayer, layer);
    QFETCH(QByteArray, length);
    QFETCH(int, code);
    ScriptedServer server;
    server.script({ScriptedAnswer::raw(ok + "Content-Length: " + length + "\r\n\r\nhello")});
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "next"); });
    TransportOptions options = optionsFor(layer);
    if (code != errorcode::none)
        options.requestTimeout = 100ms;
    BuyersAccessManager manager(options);
    const Outcome outcome = outcomeOf(manager.get(requestTo(server.url())));
    QCOMPARE(outcome.exchange.errorCode, code);
    QCOMPARE(outcome.body, code == errorcode::none ? QByteArray("hello").first(length.toInt()) : QByteArray());
    QCOMPARE(outcome.exchange.extraBytes, length == "4");
    // No byte of it gets into the next answer.
    const Outcome next = outcomeOf(manager.get(requestTo(server.url())));
    QCOMPARE(next.status, 200);
    QCOMPARE(next.body, QByteArray("next"));
    QCOMPARE(server.connectionsAccepted(), length == "5" ? 1 : 2);
}

void TestBadAnswers::unusualButRight_data()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
        const char *prefix = layer == SocketLayer::Platform ? "platform" : "qt";
        const auto row = [&](const char *name, const QByteArray &bytes, int status, const QByteArray &body) {
            QTest::addRow("%s: %s", prefix, name) << layer << bytes << status << body;
        };
        row("chunk extensions and trailers",
            ok + "Transfer-Encoding: chunked\r\n\r\n3;a=b;c=\"d\"\r\nabc\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n", 200,
            "abc");
        row("many interim answers",
            QByteArray("HTTP/1.1 102 Processing\r\n\r\n").repeated(20) + ok + "Content-Length: 3\r\n\r\nabc", 200,
            "abc");
        row("no content, named encoding", "HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n", 204, "");
        row("not modified, with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n", 304, "");
        row("the same length twice", ok + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 200, "abc");
        row("folded header", ok + "X-Long: a\r\n b\r\nContent-Length: 3\r\n\r\nabc", 200, "abc");
    }
}

void TestBadAnswers::unusualButRight()
{
    QFETCH(SocketLayer, layer);
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    for (const bool byteByByte : {false, true}) {
        ScriptedServer server;
        ScriptedAnswer answer = ScriptedAnswer::raw(bytes);
        answer.byteByByte = byteByByte;
        server.script({answer});
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "next"); });
        BuyersAccessManager manager(optionsFor(layer));
        const Outcome outcome = outcomeOf(manager.get(requestTo(server.url())));
        QCOMPARE(outcome.exchange.errorText, QString());
        QCOMPARE(outcome.status, status);
        QCOMPARE(outcome.body, body);
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).body, QByteArray("next"));
        QCOMPARE(server.connectionsAccepted(), 1);
    }
}

void TestBadAnswers::redirectsToItself()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &request) {
        return ScriptedAnswer::http(request.method == "GET" ? 302 : 307, "", {{"Location", request.target}});
    });
    BuyersAccessManager manager(optionsFor(layer));
    QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 302);
    QCOMPARE(outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}"))).status, 307);
    // Each was sent once: a redirect is the caller's to judge.
    QCOMPARE(server.requests().size(), 2);
}

void TestBadAnswers::allOfThemOverOneConnection()
{
    // One buyer, one bad answer after the other, and a good one behind each.
    QFETCH(SocketLayer, layer);
    const QList<ScriptedAnswer> bad{
        ScriptedAnswer::raw("garbage\r\n\r\n"),
        ScriptedAnswer::raw("HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n"),
        ScriptedAnswer::raw("", End::Close),
        ScriptedAnswer::raw("", End::Reset),
        ScriptedAnswer::raw(ok + "Content-Length: 5\r\n\r\nhe", End::Close),
        ScriptedAnswer::raw(ok + "Content-Length: 5\r\n\r\nhe", End::Reset),
        ScriptedAnswer::raw(ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        ScriptedAnswer::raw(ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
        ScriptedAnswer::raw(ok + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"),
        ScriptedAnswer::raw("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
    };
    QList<ScriptedAnswer> script;
    for (const ScriptedAnswer &answer : bad)
        script << answer << ScriptedAnswer::http(200, "fine");
    ScriptedServer server;
    server.script(script);
    BuyersAccessManager manager(optionsFor(layer));
    for (qsizetype i = 0; i < bad.size(); ++i) {
        // POST, so that nothing is sent again.
        const Outcome failed = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QVERIFY2(failed.exchange.errorCode != errorcode::none, qPrintable(QString::number(i)));
        QVERIFY(!failed.exchange.errorText.isEmpty());
        QCOMPARE(failed.status, 0);
        const Outcome fine = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(fine.exchange.errorText, QString());
        QCOMPARE(fine.body, QByteArray("fine"));
    }
    QCOMPARE(server.requests().size(), script.size());
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBadAnswers)
#include "tst_badanswers.moc"
