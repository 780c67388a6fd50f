// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/requesttemplate.h"
#include "core/transport/manager/buyersaccessmanager.h"
#include "core/transport/manager/finishedreply.h"
#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QNetworkProxy>
#include <QPointer>
#include <QSet>

#include <functional>

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Manager = QNetworkAccessManager;

/// Sends `targets` one after another and keeps what came; disposes of each reply as a session does.
struct Sender {
    explicit Sender(BuyersAccessManager &buyers)
        : manager(buyers)
    {
    }

    QCoro::Task<> run(const RequestTemplate *what, QList<QByteArray> targets, QByteArray body)
    {
        for (const QByteArray &target : targets) {
            reply = manager.send(*what, target, body, 7);
            const FinishedReply finished(reply);
            co_await finished;
            if (look)
                look(reply);
            all.append(reply);
            exchanges.push_back(*exchangeOf(reply));
            bodies.append(bodyOf(reply));
            errors.append(reply->error());
            manager.dispose(reply);
        }
        ended = true;
    }

    BuyersAccessManager &manager;
    std::function<void(QNetworkReply *)> look; ///< at each finished reply
    QNetworkReply *reply = nullptr;
    QList<QPointer<QNetworkReply>> all;
    std::vector<Exchange> exchanges;
    QByteArrayList bodies;
    QList<QNetworkReply::NetworkError> errors;
    bool ended = false;
};

QNetworkRequest common(const ScriptedServer &server, const QString &prefix = {})
{
    QNetworkRequest request(server.url(prefix));
    request.setRawHeader("X-Key", "1");
    return request;
}

} // namespace

/// The lean wire's own door: templates, waiting without a signal, and disposing.
class TestSend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatGetAndPostWould_data()
    {
        QTest::addColumn<SocketLayer>("layer");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QByteArray>("body");
        for (const auto &[name, layer] :
            {std::pair("platform", SocketLayer::Platform), std::pair("qt", SocketLayer::Qt)}) {
            for (const char *prefix : {"", "/", "/api", "/api/"}) {
                const QByteArray row = QByteArray(name) + ", behind \"" + prefix + '"';
                QTest::newRow(row.constData()) << layer << QString::fromLatin1(prefix) << QByteArray();
                QTest::newRow(QByteArray(row + ", post").constData())
                    << layer << QString::fromLatin1(prefix) << QByteArray("{\"a\":1}");
            }
        }
    }
    void sendsWhatGetAndPostWould()
    {
        QFETCH(SocketLayer, layer);
        QFETCH(QString, prefix);
        QFETCH(QByteArray, body);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "body"); });
        BuyersAccessManager manager(optionsFor(layer));
        const bool post = !body.isEmpty();
        const RequestTemplate *what =
            manager.prepare(post ? Manager::PostOperation : Manager::GetOperation, common(server, prefix));
        Sender sender(manager);
        const auto task = sender.run(what, {"/orders?email=a%40b&n=1"}, body);
        QTRY_VERIFY(sender.ended);

        QNetworkRequest request = common(server);
        request.setUrl(server.url((prefix.endsWith(u'/') ? prefix.chopped(1) : prefix) + u"/orders?email=a%40b&n=1"_s));
        BuyersAccessManager::setConnection(request, 7);
        outcomeOf(post ? manager.post(request, body) : manager.get(request));
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.requests().at(0).head, server.requests().at(1).head);
        QCOMPARE(server.requests().at(0).body, body);
        QCOMPARE(server.connectionsAccepted(), 1);
        QCOMPARE(sender.bodies, QByteArrayList{"body"});
        QCOMPARE(sender.exchanges.at(0).status, 200);
        QCOMPARE(sender.exchanges.at(0).bytesSent, server.requests().at(0).head.size() + body.size());
    }

    void announcesAnEmptyBody()
    {
        ScriptedServer server;
        server.script({ScriptedAnswer::http(200)});
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        Sender sender(manager);
        const auto task = sender.run(manager.prepare(Manager::PostOperation, common(server)), {"/a"}, {});
        QTRY_VERIFY(sender.ended);
        QCOMPARE(server.requests().at(0).header("Content-Length"), "0");
    }

    void tellsStatusAndHeaders()
    {
        ScriptedServer server;
        server.script({ScriptedAnswer::http(
            409, "no", {{"Set-Cookie", "a=1, 2"}, {"X-Some", "x"}, {"set-cookie", "b=3"}, {"x-some", "y"}})});
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        const RequestTemplate *what = manager.prepare(Manager::GetOperation, common(server));
        QNetworkReply *reply = manager.send(*what, "/a", {}, 1);
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(exchangeOf(reply)->status, 409);
        QCOMPARE(exchangeOf(reply)->errorCode, 0);
        QCOMPARE(reply->error(), QNetworkReply::ContentConflictError);
        QCOMPARE(headerOf(reply, "SET-COOKIE"), "a=1, 2\nb=3");
        QCOMPARE(headerOf(reply, "X-Some"), "x, y");
        QCOMPARE(headerOf(reply, "X-Som"), QByteArray());
        QCOMPARE(bodyOf(reply), "no");
        manager.dispose(reply);
    }

    /// exchangeOf() and headerOf() say the same of any reply.
    void tellsTheSameOfOtherReplies_data()
    {
        QTest::addColumn<bool>("stock");
        QTest::newRow("lean") << false;
        QTest::newRow("stock") << true;
    }
    void tellsTheSameOfOtherReplies()
    {
        QFETCH(bool, stock);
        ScriptedServer server;
        server.script({ScriptedAnswer::http(404, "no", {{"X-Some", "x"}})});
        TransportOptions options;
        options.kind = stock ? WireKind::Stock : WireKind::Lean;
        BuyersAccessManager manager(options);
        QCOMPARE(manager.prepare(Manager::GetOperation, common(server)) == nullptr, stock);
        QNetworkReply *reply = manager.get(requestTo(server.url()));
        bool resumed = false;
        const auto wait = [](QNetworkReply *awaited, bool *done) -> QCoro::Task<> {
            const FinishedReply finished(awaited);
            co_await finished;
            *done = true;
        };
        const auto task = wait(reply, &resumed);
        QVERIFY(!resumed);
        QTRY_VERIFY(resumed);
        QCOMPARE(exchangeOf(reply)->status, 404);
        QCOMPARE(headerOf(reply, "x-some"), "x");
        resumed = false;
        const auto again = wait(reply, &resumed);
        QVERIFY(resumed); // at once: it has finished already
        const QPointer<QNetworkReply> guarded(reply);
        manager.dispose(reply);
        QVERIFY(guarded);
        QTRY_VERIFY(!guarded);
    }

    void goesOnAfterAFailure_data() { layerRows(); }
    void goesOnAfterAFailure()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.script(
            {ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbod", ScriptedAnswer::End::Close),
                ScriptedAnswer::http(200, "second")});
        BuyersAccessManager manager(optionsFor(layer));
        Sender sender(manager);
        const auto task = sender.run(manager.prepare(Manager::GetOperation, common(server)), {"/1", "/2"}, {});
        QTRY_VERIFY(sender.ended);
        QCOMPARE(sender.exchanges.at(0).status, 0);
        QCOMPARE(sender.exchanges.at(0).errorCode, errorcode::connectionReset);
        QCOMPARE(sender.exchanges.at(1).status, 200);
        QCOMPARE(sender.bodies.at(1), "second");
    }

    /// A kept connection that the server ends just then: sent again from the template.
    void isSentAgain_data() { layerRows(); }
    void isSentAgain()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([&server](const ScriptedRequest &request) {
            if (request.connection == 0 && server.requests().size() == 2)
                return ScriptedAnswer::raw({}, ScriptedAnswer::End::Close);
            return ScriptedAnswer::http(200, request.target);
        });
        BuyersAccessManager manager(optionsFor(layer));
        Sender sender(manager);
        const auto task = sender.run(manager.prepare(Manager::GetOperation, common(server)), {"/1", "/2", "/3"}, {});
        QTRY_VERIFY(sender.ended);
        QCOMPARE(sender.bodies, (QByteArrayList{"/1", "/2", "/3"}));
        QVERIFY(sender.exchanges.at(1).resent);
        QCOMPARE(server.requests().size(), 4);
        QCOMPARE(server.requests().at(1).head, server.requests().at(2).head);
    }

    /// Whatever the one before it had met.
    void aReplyIsAsGoodAsNew()
    {
        ScriptedServer server;
        server.script({ScriptedAnswer::http(409, "no", {{"X-Some", "x"}}), ScriptedAnswer::http(200),
            ScriptedAnswer::raw("HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nbod", ScriptedAnswer::End::Close),
            ScriptedAnswer::http(200, "last")});
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        const RequestTemplate *get = manager.prepare(Manager::GetOperation, common(server));
        const RequestTemplate *post = manager.prepare(Manager::PostOperation, common(server, u"/api"_s));
        Sender sender(manager);
        QByteArrayList headers;
        QStringList errors;
        sender.look = [&](QNetworkReply *reply) {
            headers.append(headerOf(reply, "X-Some"));
            errors.append(reply->error() == QNetworkReply::NoError ? QString() : reply->errorString());
        };
        const auto first = sender.run(get, {"/1", "/2", "/3"}, {});
        QTRY_VERIFY(sender.ended);
        sender.ended = false;
        const auto second = sender.run(post, {"/4"}, "{}");
        QTRY_VERIFY(sender.ended);

        QCOMPARE(headers, (QByteArrayList{"x", {}, {}, {}}));
        QCOMPARE(sender.bodies, (QByteArrayList{"no", {}, {}, "last"}));
        QCOMPARE(sender.errors.at(1), QNetworkReply::NoError);
        QVERIFY(sender.errors.at(2) != QNetworkReply::NoError);
        QVERIFY(!errors.at(2).isEmpty());
        QCOMPARE(sender.errors.at(3), QNetworkReply::NoError);
        const Exchange &last = sender.exchanges.at(3);
        QCOMPARE(last.status, 200);
        QCOMPARE(last.errorCode, errorcode::none);
        QCOMPARE(last.errorText, QString());
        QCOMPARE(last.proto, u"HTTP/1.1"_s);
        QCOMPARE(last.bytesSent, server.requests().at(3).head.size() + 2);
        QVERIFY(!last.reusedConnection);
        QVERIFY(last.timings.started >= sender.exchanges.at(2).timings.ended);
        QVERIFY(server.requests().at(3).head.startsWith("POST /api/4 "));
        QCOMPARE(sender.reply->operation(), Manager::PostOperation);
        QCOMPARE(sender.reply->url(), server.url(u"/api"_s));
    }

    void repliesAreUsedAgain()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "body"); });
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        Sender sender(manager);
        const auto task = sender.run(
            manager.prepare(Manager::GetOperation, common(server)), {"/1", "/2", "/3", "/4", "/5", "/6"}, {});
        QTRY_VERIFY(sender.ended);
        QSet<QNetworkReply *> different;
        for (const auto &reply : std::as_const(sender.all))
            different.insert(reply);
        QVERIFY2(different.size() <= 2, qPrintable(QString::number(different.size())));
    }

    /// What somebody else may hold on to, or has changed, is not used again.
    void watchedRepliesAreGoneOnceTheirEventIsOver_data()
    {
        QTest::addColumn<std::function<void(QNetworkReply *)>>("look");
        using Look = std::function<void(QNetworkReply *)>;
        QTest::newRow("a slot") << Look(
            [this](QNetworkReply *reply) { connect(reply, &QObject::destroyed, this, [] {}); });
        QTest::newRow("read as a device") << Look([](QNetworkReply *reply) { reply->peek(1); });
        QTest::newRow("closed") << Look([](QNetworkReply *reply) { reply->close(); });
    }
    void watchedRepliesAreGoneOnceTheirEventIsOver()
    {
        using Look = std::function<void(QNetworkReply *)>;
        QFETCH(Look, look);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "body"); });
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        Sender sender(manager);
        sender.look = look;
        const auto task = sender.run(manager.prepare(Manager::GetOperation, common(server)), {"/1", "/2"}, {});
        QTRY_VERIFY(sender.ended);
        for (const auto &reply : std::as_const(sender.all))
            QTRY_VERIFY(!reply);
    }

    /// The reply that is being told of must outlive an event loop that its slot runs, whoever else is disposed of
    /// there.
    void aNestedEventLoopDeletesNothingOnTheStack()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "body"); });
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        const RequestTemplate *what = manager.prepare(Manager::GetOperation, common(server));
        const QPointer<QNetworkReply> outer = manager.send(*what, "/outer", {}, 1);
        bool inside = false, done = false;
        connect(outer, &QNetworkReply::finished, this, [&] {
            manager.dispose(outer);
            Sender sender(manager);
            const auto task = sender.run(what, {"/1", "/2"}, {});
            inside = QTest::qWaitFor([&] { return sender.ended; });
            QVERIFY(outer);
            done = true;
        });
        QTRY_VERIFY(done);
        QVERIFY(inside);
        QTRY_VERIFY(!outer);
    }

    void mayBeAbortedAndDisposedOf_data() { layerRows(); }
    void mayBeAbortedAndDisposedOf()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        BuyersAccessManager manager(optionsFor(layer));
        Sender sender(manager);
        const auto task = sender.run(manager.prepare(Manager::GetOperation, common(server)), {"/1"}, {});
        QTRY_COMPARE(server.requests().size(), 1);
        sender.reply->abort();
        QVERIFY(sender.ended);
        QCOMPARE(sender.errors.at(0), QNetworkReply::OperationCanceledError);
        QTRY_VERIFY(!sender.all.at(0));
        QTRY_COMPARE(server.connectionsOpen(), 0);
    }

    void runsOutOfTime()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        TransportOptions options;
        options.requestTimeout = 20ms;
        BuyersAccessManager manager(options);
        Sender sender(manager);
        const auto task = sender.run(manager.prepare(Manager::GetOperation, common(server)), {"/1"}, {});
        QTRY_VERIFY(sender.ended);
        QCOMPARE(sender.exchanges.at(0).errorCode, errorcode::requestTimeout);
        QTRY_VERIFY(!sender.all.at(0));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("proxy");
        QTest::addColumn<QString>("word");
        const auto good = u"http://127.0.0.1:1"_s;
        QTest::newRow("no path") << good << QByteArray("1") << QByteArray("a") << false << u"“a” is no path"_s;
        QTest::newRow("empty") << good << QByteArray("1") << QByteArray() << false << u"is no path"_s;
        QTest::newRow("a second line") << good << QByteArray("1") << QByteArray("/ HTTP/1.1\r\nX: y") << false
                                       << u"is no path"_s;
        QTest::newRow("a blank") << good << QByteArray("1") << QByteArray("/a b") << false << u"is no path"_s;
        QTest::newRow("not encoded") << good << QByteArray("1") << QByteArray("/\xc3\xa4") << false << u"is no path"_s;
        QTest::newRow("header") << good << QByteArray("1\r\nX: y") << QByteArray("/") << false << u"X-Key"_s;
        QTest::newRow("scheme") << u"ftp://127.0.0.1"_s << QByteArray("1") << QByteArray("/") << false
                                << u"neither http nor https"_s;
        QTest::newRow("no host") << u"http:///a"_s << QByteArray("1") << QByteArray("/") << false << u"no address"_s;
        QTest::newRow("proxy") << good << QByteArray("1") << QByteArray("/") << true << u"proxies"_s;
    }
    void refuses()
    {
        QFETCH(QString, base);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, target);
        QFETCH(bool, proxy);
        QFETCH(QString, word);
        BuyersAccessManager manager(TransportOptions{});
        QNetworkRequest request((QUrl(base)));
        request.setRawHeader("X-Key", header);
        const RequestTemplate *what = manager.prepare(Manager::GetOperation, request);
        if (proxy)
            manager.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 1));
        QNetworkReply *reply = manager.send(*what, target, {}, 1);
        QVERIFY(!reply->isFinished()); // told from the event loop
        QTRY_VERIFY(reply->isFinished());
        QVERIFY2(reply->errorString().contains(word), qPrintable(reply->errorString()));
        QVERIFY(!exchangeOf(reply)->requestFullySent);
        manager.dispose(reply);
    }

    void theManagerMayGoFirst()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        auto manager = std::make_unique<BuyersAccessManager>(TransportOptions{});
        Sender sender(*manager);
        const auto task = sender.run(manager->prepare(Manager::GetOperation, common(server)), {"/1"}, {});
        QTRY_COMPARE(server.requests().size(), 1);
        manager.reset();
        QVERIFY(sender.ended);
        QCOMPARE(sender.errors.at(0), QNetworkReply::OperationCanceledError);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestSend)
#include "tst_send.moc"
