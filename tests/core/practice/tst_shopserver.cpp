// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shopserver.h"

#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QJsonObject>
#include <QLocale>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <thread>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A server on a free port, in a thread of its own, until the end of the scope.
class RunningServer {
public:
    explicit RunningServer(Defect defect = Defect::None, Latency latency = {}, const ShopServer::Limits &limits = {})
        : m_shop({50, 900s, defect, 1})
        , m_faults(m_shop.rules(), latency, 0)
        , m_server(m_shop, m_faults, m_metrics, limits)
    {
        m_error = m_server.listen(u"127.0.0.1"_s, 0);
        m_url = QUrl(m_server.url());
        m_thread = std::thread([this] { m_server.run(); });
    }
    ~RunningServer() { stop(); }

    quint16 port() const { return quint16(m_url.port()); }
    QJsonObject stop()
    {
        if (m_thread.joinable()) {
            m_server.stop();
            m_thread.join();
        }
        return m_metrics.toJson(m_shop, m_server.now());
    }

private:
    Shop m_shop;
    FaultPlan m_faults;
    ShopMetrics m_metrics;
    ShopServer m_server;
    std::optional<QString> m_error;
    QUrl m_url;
    std::thread m_thread;
};

class Client {
public:
    explicit Client(quint16 port)
    {
        m_socket.connectToHost(u"127.0.0.1"_s, port);
        m_socket.waitForConnected();
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.waitForBytesWritten();
    }
    /// One answer: its head, with the body at the end. Empty where the connection was closed before.
    QByteArray answer(bool hasBody = true)
    {
        if (!wait([this] { return m_buffer.contains("\r\n\r\n"); }))
            return {};
        auto size = m_buffer.indexOf("\r\n\r\n") + 4;
        const auto length = m_buffer.indexOf("Content-Length: ");
        if (hasBody && length >= 0 && length < size)
            size += m_buffer.mid(length + 16, m_buffer.indexOf('\r', length) - length - 16).toInt();
        if (!wait([this, size] { return m_buffer.size() >= size; }))
            return {};
        const auto result = m_buffer.first(size);
        m_buffer.remove(0, size);
        return result;
    }
    /// True once the server has closed, with nothing more said.
    bool closed()
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(5000))
            m_buffer += m_socket.readAll();
        return m_socket.state() != QAbstractSocket::ConnectedState && m_buffer.isEmpty();
    }

private:
    template <typename Condition>
    bool wait(Condition condition)
    {
        while (!condition()) {
            const bool more = m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(5000);
            m_buffer += m_socket.readAll();
            if (!more && !condition())
                return false;
        }
        return true;
    }

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

const QByteArray get = "GET /flash-sales/public/sale HTTP/1.1\r\nHost: x\r\n\r\n";
const QByteArray notFoundBody = R"({"item":null,"meta":{"status":"not_found"}})";

QByteArray post(const QByteArray &path, const QByteArray &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// How far the answer's Date header is ahead of our clock; far out where there is none.
qint64 secondsAhead(const QByteArray &answer)
{
    const auto date = QString::fromLatin1(answer.mid(answer.indexOf("\r\nDate: ") + 8, 29));
    auto told = QLocale::c().toDateTime(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    told.setTimeSpec(Qt::UTC);
    return told.isValid() ? QDateTime::currentDateTimeUtc().secsTo(told) : 1'000'000'000;
}

QByteArray statusLine(const QByteArray &answer)
{
    return answer.left(answer.indexOf("\r\n"));
}

} // namespace

class TestShopServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsTheConnection()
    {
        RunningServer server;
        Client client(server.port());
        for (int i = 0; i < 3; ++i) {
            client.send(get);
            const auto answer = client.answer();
            QCOMPARE(statusLine(answer), QByteArray("HTTP/1.1 200 OK"));
            QVERIFY(answer.endsWith(QByteArray("\r\n\r\n" + notFoundBody)));
            QVERIFY(answer.contains("\r\nContent-Type: application/json; charset=utf-8\r\n"));
            QVERIFY(answer.contains("\r\nConnection: keep-alive\r\n"));
            QVERIFY2(qAbs(secondsAhead(answer)) <= 5, answer.constData());
        }
        client.send(post("/orders/buy", R"({"email":"a@test.com"})"));
        QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 400 Bad Request"));
    }

    void aPageIsTold()
    {
        RunningServer server(Defect::BuyPage);
        Client client(server.port());
        client.send(post("/orders/buy", R"({"email":"a@test.com","flashSaleId":"1"})"));
        const auto answer = client.answer();
        QCOMPARE(statusLine(answer), QByteArray("HTTP/1.1 200 OK"));
        QVERIFY(answer.contains("\r\nContent-Type: text/html; charset=utf-8\r\n"));
        QVERIFY(answer.endsWith("</html>"));
    }

    void aLimitSaysWhenToComeAgain()
    {
        RunningServer server(Defect::RateLimited);
        Client client(server.port());
        int limited = 0;
        for (int i = 0; i < 150; ++i) { // 50 in a second
            client.send(post("/orders/buy", R"({"email":"a@test.com","flashSaleId":"1"})"));
            const auto answer = client.answer();
            const bool isLimited = answer.startsWith("HTTP/1.1 429 Too Many Requests\r\n");
            QCOMPARE(answer.contains("\r\nRetry-After: 1\r\n"), isLimited);
            limited += isLimited;
        }
        QVERIFY2(limited > 0, "150 buys took 3 s");
    }

    void aClockAheadIsToldInTheDate()
    {
        RunningServer server(Defect::ClockAhead);
        Client client(server.port());
        client.send(get);
        const auto ahead = secondsAhead(client.answer());
        QVERIFY2(qAbs(ahead - 3600) <= 5, qPrintable(QString::number(ahead)));
    }

    void answersPipelinedRequestsInOrder()
    {
        RunningServer server;
        Client client(server.port());
        client.send(get + "GET /nope HTTP/1.1\r\nHost: x\r\n\r\n" + get);
        QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 200 OK"));
        QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 404 Not Found"));
        QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 200 OK"));
    }

    void takesARequestInPieces()
    {
        RunningServer server;
        Client client(server.port());
        const auto request = post("/orders/buy", R"({"email":"a@test.com","flashSaleId":"1"})");
        for (const auto byte : request)
            client.send(QByteArray(1, byte));
        QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 404 Not Found"));
        client.send("POST /orders/buy HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                    "chunked\r\n\r\n5\r\n{\"ema\r\n6\r\nil\":1}\r\n0\r\n\r\n");
        QVERIFY(client.answer().contains("required property 'flashSaleId'"));
    }

    void closesWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("closes");
        QTest::newRow("close") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") << true;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << true;
        QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << false;
    }
    void closesWhenAsked()
    {
        QFETCH(QByteArray, request);
        QFETCH(bool, closes);
        RunningServer server;
        Client client(server.port());
        client.send(request);
        const auto answer = client.answer();
        QCOMPARE(statusLine(answer), QByteArray("HTTP/1.1 404 Not Found"));
        QVERIFY(answer.contains(closes ? "\r\nConnection: close\r\n" : "\r\nConnection: keep-alive\r\n"));
        if (closes) {
            QVERIFY(client.closed());
        } else {
            client.send(get);
            QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 200 OK"));
        }
    }

    void headAndOptions()
    {
        RunningServer server;
        Client client(server.port());
        client.send("HEAD /flash-sales/public/sale HTTP/1.1\r\nHost: x\r\n\r\n");
        const auto head = client.answer(false);
        QVERIFY(head.contains(QByteArray("\r\nContent-Length: " + QByteArray::number(notFoundBody.size()) + "\r\n")));
        client.send("OPTIONS /orders/buy HTTP/1.1\r\nHost: x\r\n\r\n");
        const auto options = client.answer(false);
        QCOMPARE(statusLine(options), QByteArray("HTTP/1.1 204 No Content"));
        QVERIFY(options.contains("\r\nAllow: POST, OPTIONS\r\n"));
        client.send(get);
        QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 200 OK"));
    }

    void refusesGarbageAndCloses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02 hello\r\n\r\n")
                                 << QByteArray("HTTP/1.1 400 Bad Request");
        QTest::newRow("bad version") << QByteArray("GET / HTTP/9.9\r\n\r\n") << QByteArray("HTTP/1.1 400 Bad Request");
        QTest::newRow("bad length") << QByteArray("POST /orders/buy HTTP/1.1\r\nContent-Length: x\r\n\r\n")
                                    << QByteArray("HTTP/1.1 400 Bad Request");
        QTest::newRow("two lengths") << QByteArray(
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12")
                                     << QByteArray("HTTP/1.1 400 Bad Request");
        QTest::newRow("large header") << QByteArray("GET / HTTP/1.1\r\nX: " + QByteArray(20'000, 'x'))
                                      << QByteArray("HTTP/1.1 431 Request Header Fields Too Large");
        QTest::newRow("large body") << QByteArray("POST /orders/buy HTTP/1.1\r\nContent-Length: 70000\r\n\r\n")
                                    << QByteArray("HTTP/1.1 413 Payload Too Large");
    }
    void refusesGarbageAndCloses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, status);
        RunningServer server;
        Client client(server.port());
        client.send(bytes);
        QCOMPARE(statusLine(client.answer()), status);
        QVERIFY(client.closed());
        // And goes on serving others.
        Client other(server.port());
        other.send(get);
        QCOMPARE(statusLine(other.answer()), QByteArray("HTTP/1.1 200 OK"));
    }

    void givesUpOnASlowRequest()
    {
        ShopServer::Limits limits;
        limits.transfer = 100ms;
        RunningServer server(Defect::None, {}, limits);
        Client slow(server.port());
        Client idle(server.port());
        slow.send("GET / HTTP/1.1\r\nHo");
        QCOMPARE(statusLine(slow.answer()), QByteArray("HTTP/1.1 408 Request Timeout"));
        QVERIFY(slow.closed());
        // An idle connection is no slow request.
        idle.send(get);
        QCOMPARE(statusLine(idle.answer()), QByteArray("HTTP/1.1 200 OK"));
    }

    void closesIdleConnections()
    {
        ShopServer::Limits limits;
        limits.transfer = 100ms;
        limits.idle = 100ms;
        RunningServer server(Defect::None, {}, limits);
        Client client(server.port());
        QVERIFY(client.closed());
    }

    void delaysAnswers()
    {
        RunningServer server(Defect::None, {50ms, 0ms});
        Client client(server.port());
        const auto begin = std::chrono::steady_clock::now();
        client.send(get);
        QCOMPARE(statusLine(client.answer()), QByteArray("HTTP/1.1 200 OK"));
        QVERIFY(std::chrono::steady_clock::now() - begin >= 50ms);
        const auto counts = server.stop();
        const auto answer = counts["answerTime"_L1]["sale_status"_L1]["maxUs"_L1].toDouble();
        const auto service = counts["serviceTime"_L1]["sale_status"_L1]["maxUs"_L1].toDouble();
        QVERIFY(answer >= 50'000);
        QVERIFY(qAbs(answer - service - 50'000) < 1);
    }

    void dropsConnections()
    {
        RunningServer server(Defect::DropConnections);
        const auto buy = post("/orders/buy", R"({"email":"a@test.com","flashSaleId":"1"})");
        int answered = 0;
        int dropped = 0;
        auto client = std::make_unique<Client>(server.port());
        for (int i = 0; i < 61; ++i) {
            client->send(buy);
            if (client->answer().isEmpty()) {
                QVERIFY(client->closed());
                client = std::make_unique<Client>(server.port());
                ++dropped;
            } else {
                ++answered;
            }
        }
        QCOMPARE(dropped, 2); // the 10th and the 60th
        const auto counts = server.stop();
        QCOMPARE(
            counts["requests"_L1]["buy"_L1], QJsonValue(QJsonObject{{u"404"_s, answered}, {u"dropped"_s, dropped}}));
        QCOMPARE(counts["connections"_L1]["dropped"_L1], QJsonValue(2));
    }

    void countsWhatItDid()
    {
        RunningServer server;
        qsizetype sent = 0;
        qsizetype received = 0;
        {
            Client one(server.port());
            Client two(server.port());
            for (auto *client : {&one, &two, &one}) {
                client->send(get);
                sent += get.size();
                received += client->answer().size();
            }
            two.send("GET /nope HTTP/1.1\r\n\r\n");
            sent += 22;
            received += two.answer().size();
        }
        const auto counts = server.stop();
        QCOMPARE(counts["requests"_L1],
            QJsonValue(
                QJsonObject{{u"sale_status"_s, QJsonObject{{u"200"_s, 3}}}, {u"other"_s, QJsonObject{{u"404"_s, 1}}}}));
        QCOMPARE(counts["connections"_L1]["accepted"_L1], QJsonValue(2));
        QCOMPARE(counts["connections"_L1]["openPeak"_L1], QJsonValue(2));
        QCOMPARE(counts["bytesIn"_L1], QJsonValue(sent));
        QCOMPARE(counts["bytesOut"_L1], QJsonValue(received));
        QCOMPARE(counts["serviceTime"_L1]["sale_status"_L1]["count"_L1], QJsonValue(3));
        QCOMPARE(counts["defect"_L1], QJsonValue(u"none"_s));
    }

    void manyConnectionsAtOnce()
    {
        RunningServer server;
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < 300; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            sockets.back()->connectToHost(u"127.0.0.1"_s, server.port());
        }
        for (auto &socket : sockets) {
            QVERIFY2(socket->waitForConnected(), qPrintable(socket->errorString()));
            socket->write(get);
            socket->flush();
        }
        for (auto &socket : sockets)
            QVERIFY(socket->bytesAvailable() > 0 || socket->waitForReadyRead(5000));
        QCOMPARE(server.stop()["connections"_L1]["openPeak"_L1], QJsonValue(300));
    }

    void saysWhichPortIsTaken()
    {
        RunningServer server;
        Shop shop({});
        FaultPlan faults({}, {}, 0);
        ShopMetrics metrics;
        ShopServer second(shop, faults, metrics);
        const auto error = second.listen(u"127.0.0.1"_s, server.port());
        QVERIFY(error);
        QVERIFY2(error->contains(QString::number(server.port())), qPrintable(*error));
        ShopServer third(shop, faults, metrics);
        QVERIFY(third.listen(u"no address"_s, 0));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopServer)
#include "tst_shopserver.moc"
