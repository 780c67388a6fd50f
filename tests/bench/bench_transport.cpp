// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/requesthead.h"
#include "core/transport/http/requesttemplate.h"
#include "core/transport/http/responsereader.h"
#include "core/transport/wire/deadlinequeue.h"
#include "core/transport/wire/origin.h"
#include "tests/bench/sampleanswers.h"

#include <QNetworkRequest>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray answerOf(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nDate: Fri, 27 Nov 2026 08:01:55 GMT\r\nContent-Type: application/json; "
           "charset=utf-8\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\nConnection: keep-alive\r\n\r\n" + body;
}

QByteArray chunkedAnswerOf(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nDate: Fri, 27 Nov 2026 08:01:55 GMT\r\nContent-Type: application/json; "
           "charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
        + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
}

class Deadline final : public DeadlineQueue::Expiring {
private:
    void expired() override { }
};

} // namespace

/// The parts of the lean wire that need no socket, a request each.
class BenchTransport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void responseParsed_data();
    void responseParsed();
    void requestHead_data();
    void requestHead();
    void requestHeadFromTemplate();
    void deadlineArmed();
};

void BenchTransport::responseParsed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("sale") << answerOf(sampleanswers::sale);
    QTest::newRow("confirm") << answerOf(sampleanswers::confirm);
    QTest::newRow("sale, chunked") << chunkedAnswerOf(sampleanswers::sale);
}

void BenchTransport::responseParsed()
{
    QFETCH(QByteArray, bytes);
    HeaderCache cache;
    ResponseReader reader(cache);
    qsizetype size = 0;
    QBENCHMARK
    {
        reader.begin(false);
        if (reader.feed(bytes.constData(), bytes.size()) == ResponseReader::Status::Done)
            size = reader.takeAnswer().body.size();
    }
    QVERIFY(size > 0);
}

void BenchTransport::requestHead_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("post");
    QTest::newRow("sale") << QUrl(
        u"http://127.0.0.1:4000/flash-sales/public/sale?flashSaleId=6b02d566c65af58000000001"_s)
                          << false;
    QTest::newRow("buy") << QUrl(u"http://127.0.0.1:4000/orders/buy"_s) << true;
}

void BenchTransport::requestHead()
{
    QFETCH(QUrl, url);
    QFETCH(bool, post);
    QNetworkRequest request(url);
    if (post)
        request.setRawHeader("Content-Type", "application/json");
    const Origin origin(url);
    const QByteArray method = post ? "POST" : "GET";
    qsizetype size = 0;
    QBENCHMARK
    {
        size = renderRequestHead(request, method, origin, post ? 80 : -1).bytes.size();
    }
    QVERIFY(size > 0);
}

/// As the buyers' requests are made.
void BenchTransport::requestHeadFromTemplate()
{
    RequestTemplate what;
    what.request.setUrl(QUrl(u"http://127.0.0.1:4000"_s));
    Origin origin(what.request.url());
    what.origin = &origin;
    writeOut(what, "GET");
    const QByteArray target = "/flash-sales/public/sale?flashSaleId=6b02d566c65af58000000001";
    QByteArray head;
    QBENCHMARK
    {
        if (isTarget(target))
            renderRequestHead(head, what, target, -1);
    }
    QVERIFY(head.endsWith("\r\n\r\n"));
}

void BenchTransport::deadlineArmed()
{
    DeadlineQueue queue;
    std::vector<std::unique_ptr<Deadline>> others;
    const auto start = DeadlineQueue::Clock::now() + 1min;
    for (int i = 0; i < 5000; ++i) {
        others.push_back(std::make_unique<Deadline>());
        queue.arm(*others.back(), start + i * 1us);
    }
    std::size_t next = 0;
    auto when = start + 5ms;
    QBENCHMARK
    {
        queue.arm(*others[next++ % others.size()], when += 1us);
    }
}

QTEST_GUILESS_MAIN(BenchTransport)
#include "bench_transport.moc"
