// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/pool/leanreply.h"

#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QPointer>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The life of replies: what they emit, and their end by abort, deletion, or with their manager.
class TestLeanReply : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replySemantics_data() { layerRows(); }
    void replySemantics();
    void abortAnywhere_data();
    void abortAnywhere();
    void deletionMidFlight_data() { layerRows(); }
    void deletionMidFlight();
    void managerGoesFirst_data() { layerRows(); }
    void managerGoesFirst();
    void aThousandConnections_data() { layerRows(); }
    void aThousandConnections();
    void noDescriptorLeft();
};

void TestLeanReply::replySemantics()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::json(409, R"({"message":"already"})"); });
    BuyersAccessManager manager(optionsFor(layer));
    QSignalSpy ofManager(&manager, &QNetworkAccessManager::finished);
    const std::unique_ptr<QNetworkReply> reply(manager.post(jsonRequestTo(server.url(u"/buy"_s)), QByteArray("{}")));
    QVERIFY(reply->isOpen());
    QVERIFY(reply->isRunning());
    QCOMPARE(reply->manager(), &manager);
    QCOMPARE(reply->operation(), QNetworkAccessManager::PostOperation);
    QCOMPARE(reply->url(), server.url(u"/buy"_s));
    QCOMPARE(reply->bytesAvailable(), 0);
    QStringList order;
    connect(reply.get(), &QNetworkReply::metaDataChanged, this, [&] { order += u"meta"_s; });
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { order += u"read"_s; });
    connect(reply.get(), &QNetworkReply::errorOccurred, this, [&] { order += u"error"_s; });
    connect(reply.get(), &QNetworkReply::finished, this, [&] { order += u"finished"_s; });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(order, (QStringList{u"meta"_s, u"read"_s, u"error"_s, u"finished"_s}));
    QCOMPARE(ofManager.count(), 1);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 409);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(), u"Conflict"_s);
    QCOMPARE(reply->error(), QNetworkReply::ContentConflictError);
    QVERIFY(reply->errorString().contains(u"409 Conflict"_s));
    QCOMPARE(reply->rawHeader("content-type"), QByteArray("application/json; charset=utf-8"));
    QCOMPARE(reply->header(QNetworkRequest::ContentLengthHeader).toInt(), 21);
    QCOMPARE(bodyOf(reply.get()), QByteArray(R"({"message":"already"})"));
    QCOMPARE(reply->bytesAvailable(), 21);
    QCOMPARE(reply->read(4), QByteArray(R"({"me)"));
    QCOMPARE(reply->peek(3), QByteArray("ssa"));
    QCOMPARE(reply->readAll(), QByteArray(R"(ssage":"already"})"));
    QCOMPARE(reply->bytesAvailable(), 0);
    QVERIFY(reply->atEnd());
    reply->abort();
    QCOMPARE(reply->error(), QNetworkReply::ContentConflictError);
    QCOMPARE(order.count(u"finished"_s), 1);
}

void TestLeanReply::abortAnywhere_data()
{
    QTest::addColumn<SocketLayer>("layer");
    QTest::addColumn<QString>("where");
    for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
        for (const char *where : {"at once", "while dialling", "while waiting", "while receiving", "queued", "refused"})
            QTest::addRow("%s: %s", layer == SocketLayer::Platform ? "platform" : "qt", where)
                << layer << QString::fromLatin1(where);
    }
}

void TestLeanReply::abortAnywhere()
{
    QFETCH(SocketLayer, layer);
    QFETCH(QString, where);
    ScriptedServer server;
    server.script({ScriptedAnswer::raw(where == u"while receiving"_s ? "HTTP/1.1 200 OK\r\nCont" : "")});
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
    BuyersAccessManager manager(optionsFor(layer));
    const std::unique_ptr<QNetworkReply> before(where == u"queued"_s ? manager.get(requestTo(server.url())) : nullptr);
    const std::unique_ptr<QNetworkReply> reply(
        manager.get(requestTo(where == u"refused"_s ? QUrl(u"ftp://x/"_s) : server.url())));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QSignalSpy failed(reply.get(), &QNetworkReply::errorOccurred);
    // From a slot, and once more from inside finished().
    connect(reply.get(), &QNetworkReply::finished, reply.get(), &QNetworkReply::abort);
    if (where == u"while dialling"_s)
        QCoreApplication::processEvents();
    else if (where == u"while waiting"_s || where == u"queued"_s)
        QTRY_COMPARE(server.requests().size(), 1);
    else if (where == u"while receiving"_s)
        QTRY_VERIFY(exchangeOf(reply.get())->answerStarted);
    reply->abort();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(failed.count(), 1);
    QVERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(exchangeOf(reply.get())->errorCode, errorcode::generic);
    QCoreApplication::processEvents();
    QCOMPARE(finished.count(), 1);
    if (before) {
        QVERIFY(!before->isFinished());
        before->abort();
    }
    // The script's silent first answer may be unused yet.
    server.script({});
    const Outcome next = outcomeOf(manager.get(requestTo(server.url())));
    QCOMPARE(next.status, 200);
    QVERIFY(!next.exchange.reusedConnection);
}

void TestLeanReply::deletionMidFlight()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &r) {
        return r.path() == "/silent" ? ScriptedAnswer::silence() : ScriptedAnswer::http(200, "mine");
    });
    BuyersAccessManager manager(optionsFor(layer));
    QNetworkReply *first = manager.get(requestTo(server.url(u"/silent"_s)));
    QNetworkReply *queued = manager.get(requestTo(server.url(u"/queued"_s)));
    QNetworkReply *last = manager.get(requestTo(server.url(u"/last"_s)));
    QTRY_COMPARE(server.requests().size(), 1);
    delete queued;
    delete first;
    const Outcome outcome = outcomeOf(last);
    QCOMPARE(outcome.body, QByteArray("mine"));
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().constLast().path(), QByteArray("/last"));
    QTRY_COMPARE(server.connectionsOpen(), 1);
    delete manager.get(requestTo(QUrl(u"ftp://refused/"_s)));
    QCoreApplication::processEvents();
}

void TestLeanReply::managerGoesFirst()
{
    QFETCH(SocketLayer, layer);
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &r) {
        return r.path() == "/silent" ? ScriptedAnswer::silence() : ScriptedAnswer::http(200);
    });
    auto manager = std::make_unique<BuyersAccessManager>(optionsFor(layer));
    QPointer<QNetworkReply> done = manager->get(requestTo(server.url(u"/done"_s), 1));
    QPointer<QNetworkReply> waiting = manager->get(requestTo(server.url(u"/silent"_s), 2));
    QPointer<QNetworkReply> queued = manager->get(requestTo(server.url(u"/silent"_s), 2));
    QPointer<QNetworkReply> refused = manager->get(requestTo(QUrl(u"ftp://x/"_s), 3));
    QTRY_VERIFY(done->isFinished());
    QTRY_COMPARE(server.requests().size(), 2);
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    connect(waiting, &QNetworkReply::finished, this, [&] {
        error = waiting->error();
        // As a coroutine would that tries again.
        waiting->manager()->get(requestTo(server.url(u"/again"_s), 2));
    });
    manager.reset();
    QCOMPARE(error, QNetworkReply::OperationCanceledError);
    QVERIFY(!done && !waiting && !queued && !refused);
    QTRY_COMPARE(server.connectionsOpen(), 0);
    QVERIFY(server.requests().size() <= 3);
}

void TestLeanReply::aThousandConnections()
{
    QFETCH(SocketLayer, layer);
    constexpr int buyers = 1000;
#ifdef Q_OS_LINUX
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_max < 2 * buyers + 100)
        QSKIP("The limit of open files is too low");
    if (limit.rlim_cur < 2 * buyers + 100) {
        limit.rlim_cur = limit.rlim_max;
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    }
#endif
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &r) { return ScriptedAnswer::http(200, r.target); });
    BuyersAccessManager manager(optionsFor(layer));
    int right = 0;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < buyers; ++i) {
            QNetworkReply *reply = manager.get(requestTo(server.url(u"/%1/%2"_s.arg(round).arg(i)), quint32(i)));
            connect(reply, &QNetworkReply::finished, this, [&right, reply] {
                if (reply->readAll() == reply->url().path().toLatin1())
                    ++right;
                reply->deleteLater();
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(right, (round + 1) * buyers, 30000);
    }
    QCOMPARE(server.connectionsAccepted(), buyers);
    QCOMPARE(manager.openConnections(), buyers);
    for (int i = 0; i < buyers; ++i)
        manager.closeConnection(quint32(i));
    QCOMPARE(manager.openConnections(), 0);
    QTRY_COMPARE(server.connectionsOpen(), 0);
}

void TestLeanReply::noDescriptorLeft()
{
#ifdef Q_OS_LINUX
    ScriptedServer server;
    server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
    BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
    QCOMPARE(outcomeOf(manager.get(requestTo(server.url(), 1))).status, 200);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    const int lowestFree = ::dup(0);
    QVERIFY(lowestFree >= 0);
    ::close(lowestFree);
    none.rlim_cur = rlim_t(lowestFree);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const Outcome outcome = outcomeOf(manager.get(requestTo(server.url(), 2)));
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QCOMPARE(outcome.finishedCount, 1);
    QVERIFY(outcome.exchange.localFailure);
    QVERIFY2(outcome.errorString.contains(u"EMFILE"_s), qPrintable(outcome.errorString));
    QCOMPARE(outcomeOf(manager.get(requestTo(server.url(), 2))).status, 200);
#else
    QSKIP("Linux only");
#endif
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestLeanReply)
#include "tst_leanreply.moc"
