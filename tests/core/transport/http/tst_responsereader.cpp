// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/responsereader.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using Status = ResponseReader::Status;

/// What the reader makes of bytes, without any socket.
class TestResponseReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAnswersSplitAnywhere_data();
    void readsAnswersSplitAnywhere();
    void refusesBadAnswersSplitAnywhere_data();
    void refusesBadAnswersSplitAnywhere();
    void endOfConnection_data();
    void endOfConnection();
    void limits_data();
    void limits();
    void headAnswerHasNoBody();
    void keepsHeadersInOrderWithoutTrailers();
    void keepsTheReasonOfALooseHead();
    void sharesWhatRepeats();
    void leavesRoomBehindTheBody();
};

namespace {

struct Reading {
    Status status = Status::NeedsMore;
    HttpAnswer answer;
    bool extra = false;
    QString error;
};

Reading read(const QList<QByteArray> &pieces, bool atEnd = false, bool head = false)
{
    HeaderCache cache;
    ResponseReader reader(cache);
    reader.begin(head);
    Reading reading;
    for (const QByteArray &piece : pieces) {
        // A copy of exactly this size, so that a sanitizer sees a read beyond it.
        const std::vector<char> exact(piece.begin(), piece.end());
        reading.status = reader.feed(exact.data(), qsizetype(exact.size()));
        if (reading.status != Status::NeedsMore)
            break;
    }
    if (atEnd && reading.status == Status::NeedsMore)
        reading.status = reader.feedEnd();
    reading.error = reader.error();
    reading.extra = reading.status == Status::Done && reader.hasExtraBytes();
    if (reading.status == Status::Done)
        reading.answer = reader.takeAnswer();
    return reading;
}

QList<QByteArray> bytesOneByOne(const QByteArray &bytes)
{
    QList<QByteArray> pieces;
    for (const char byte : bytes)
        pieces.append(QByteArray(1, byte));
    return pieces;
}

} // namespace

void TestResponseReader::readsAnswersSplitAnywhere_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    const auto row = [](const char *name, const char *bytes, int status, const char *body, bool keepAlive) {
        QTest::newRow(name) << QByteArray(bytes) << status << QByteArray(body) << keepAlive;
    };
    row("plain", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", true);
    row("no body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, "", true);
    row("no reason", "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("close", "HTTP/1.1 409 Conflict\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", 409, "{}", false);
    row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", 200,
        "abc0123456789", true);
    row("chunked with extensions and trailers",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;name=\"a;b\";x\r\nhello\r\n0;last\r\nX-Sum: 1\r\n\r\n",
        200, "hello", true);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true);
    row("304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n", 304, "", true);
    row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false);
    row("1.0 keep-alive", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("100 before", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("two 1xx before",
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\n"
        "Content-Length: 2\r\n\r\nok",
        201, "ok", true);
    row("equal lengths twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("folded header", "HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    // As browsers and curl take it.
    row("no blank behind the status", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("1.0 without the blank", "HTTP/1.0 404\r\nContent-Length: 2\r\n\r\nok", 404, "ok", false);
    row("several blanks", "HTTP/1.1  \t 200   Fine\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("tabs", "HTTP/1.1\t200\tOK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, "ok", true);
    row("mixed line ends", "HTTP/1.1 200 OK\r\nX-A: b\nContent-Length: 2\r\n\nok", 200, "ok", true);
    row("bare line feeds, then one with a return", "HTTP/1.1 200\nContent-Length: 2\n\r\nok", 200, "ok", true);
    row("100 without the blank", "HTTP/1.1 100\r\n\r\nHTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true);
    row("chunked behind bare line feeds", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\r\nok\r\n0\r\n\r\n", 200,
        "ok", true);
}

void TestResponseReader::readsAnswersSplitAnywhere()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, keepAlive);
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        const Reading reading = split == 0 ? read(bytesOneByOne(bytes)) : read({bytes.left(split), bytes.mid(split)});
        QVERIFY2(
            reading.status == Status::Done, qPrintable(QStringLiteral("split at %1: ").arg(split) + reading.error));
        QCOMPARE(reading.answer.status, status);
        QCOMPARE(reading.answer.body, body);
        QCOMPARE(reading.answer.keepAlive, keepAlive);
        QVERIFY(!reading.extra);
    }
    for (qsizetype length = 0; length < bytes.size(); ++length) {
        QCOMPARE(read({bytes.left(length)}).status, Status::NeedsMore);
        QCOMPARE(read({bytes.left(length)}, true).status, Status::Failed);
    }
    const Reading doubled = read({bytes + bytes});
    QCOMPARE(doubled.status, Status::Done);
    QCOMPARE(doubled.answer.body, body);
    QVERIFY(doubled.extra);
    QVERIFY(!doubled.answer.keepAlive);
}

void TestResponseReader::refusesBadAnswersSplitAnywhere_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("culprit");
    const auto row = [](const char *name, const char *bytes, const char *culprit) {
        QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(culprit);
    };
    row("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "no proper HTTP");
    row("HTTP/2 preface", "HTTP/2 200\r\n\r\n", "no proper HTTP");
    row("status 000", "HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n", "no proper HTTP");
    row("status 099", "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n", "no proper HTTP");
    row("status of four digits", "HTTP/1.1 2000\r\n\r\n", "no proper HTTP");
    row("status of two digits", "HTTP/1.1 20\r\n\r\n", "no proper HTTP");
    row("word behind the status", "HTTP/1.1 200OK\r\n\r\n", "no proper HTTP");
    row("no blank before the status", "HTTP/1.1200\r\n\r\n", "no proper HTTP");
    row("status 099 without the blank", "HTTP/1.1 099\r\n\r\n", "no proper HTTP");
    row("space in a name, bare line feeds", "HTTP/1.1 200\nBad Name: 1\n\n", "no proper HTTP");
    row("two lengths, bare line feeds", "HTTP/1.1 200\nContent-Length: 2\nContent-Length: 3\n\n", "Content-Length");
    row("no status", "HTTP/1.1 OK\r\n\r\n", "no proper HTTP");
    row("negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "Content-Length");
    row("length is a word", "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n", "Content-Length");
    row("length overflows", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", "Content-Length");
    row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!", "Content-Length");
    row("length and chunked", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding");
    row("chunked and length", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "Content-Length");
    row("unknown coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding");
    row("bad chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n", "chunk");
    row("switching", "HTTP/1.1 101 Switching Protocols\r\n\r\n", "another protocol");
    row("space in a name", "HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n", "no proper HTTP");
    row("damaged gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", "gzip");
    row("unknown encoding", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\nok", "br");
}

void TestResponseReader::refusesBadAnswersSplitAnywhere()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, culprit);
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        const Reading reading = split == 0 ? read(bytesOneByOne(bytes)) : read({bytes.left(split), bytes.mid(split)});
        QCOMPARE(reading.status, Status::Failed);
        QVERIFY2(reading.error.contains(culprit), qPrintable(reading.error));
    }
}

void TestResponseReader::endOfConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray() << false << QByteArray();
    QTest::newRow("ends the body") << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello") << true << QByteArray("hello");
    QTest::newRow("ends an empty body") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << true << QByteArray();
    QTest::newRow("1.0") << QByteArray("HTTP/1.0 200 OK\r\n\r\nhello") << true << QByteArray("hello");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le") << false << QByteArray();
    QTest::newRow("after a 100") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << false << QByteArray();
    QTest::newRow("in a known length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello") << false
                                       << QByteArray();
    QTest::newRow("before the last chunk")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n") << false << QByteArray();
}

void TestResponseReader::endOfConnection()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, complete);
    QFETCH(QByteArray, body);
    const Reading reading = read({bytes}, true);
    QCOMPARE(reading.status, complete ? Status::Done : Status::Failed);
    QCOMPARE(reading.answer.body, body);
    QVERIFY(!reading.answer.keepAlive);
}

void TestResponseReader::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Status>("status");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    const QByteArray mebi(1024 * 1024, 'x');
    QTest::newRow("head of 60 KiB") << QByteArray(
        ok + "X: " + QByteArray(60 * 1024, 'x') + "\r\nContent-Length: 0\r\n\r\n")
                                    << Status::Done;
    QTest::newRow("head of 1 MiB") << QByteArray(ok + "X: " + mebi + "\r\nContent-Length: 0\r\n\r\n") << Status::Failed;
    QTest::newRow("head without end") << QByteArray(ok + "X: " + mebi) << Status::Failed;
    QTest::newRow("status line without end") << QByteArray("HTTP/1.1 200 " + mebi) << Status::Failed;
    QTest::newRow("loose status line without end") << QByteArray("HTTP/1.1  200 " + mebi) << Status::Failed;
    QTest::newRow("loose head without end") << QByteArray("HTTP/1.1 200\nX: " + mebi) << Status::Failed;
    QTest::newRow("loose head of 60 KiB")
        << QByteArray("HTTP/1.1 200\nX: " + QByteArray(60 * 1024, 'x') + "\nContent-Length: 0\n\n") << Status::Done;
    QTest::newRow("body of 1 MiB") << QByteArray(ok + "Content-Length: 1048576\r\n\r\n" + mebi) << Status::Done;
    QTest::newRow("body of 1 MiB + 1") << QByteArray(ok + "Content-Length: 1048577\r\n\r\n" + mebi + 'x')
                                       << Status::Failed;
    QTest::newRow("length of 8 EiB") << QByteArray(ok + "Content-Length: 9223372036854775807\r\n\r\n")
                                     << Status::Failed;
    QTest::newRow("chunks of 1 MiB") << QByteArray(chunked + "100000\r\n" + mebi + "\r\n0\r\n\r\n") << Status::Done;
    QTest::newRow("chunks of 1 MiB + 1") << QByteArray(chunked + "100000\r\n" + mebi + "\r\n1\r\nx\r\n0\r\n\r\n")
                                         << Status::Failed;
    QTest::newRow("chunk extension without end") << QByteArray(chunked + "1;" + mebi) << Status::Failed;
    QTest::newRow("trailer without end") << QByteArray(chunked + "0\r\nX: " + mebi) << Status::Failed;
}

void TestResponseReader::limits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Status, status);
    // As a socket delivers it, and in odd pieces.
    for (const qsizetype size : {qsizetype(64 * 1024), qsizetype(1777)}) {
        QList<QByteArray> pieces;
        for (qsizetype at = 0; at < bytes.size(); at += size)
            pieces.append(bytes.mid(at, size));
        QCOMPARE(read(pieces).status, status);
    }
}

void TestResponseReader::headAnswerHasNoBody()
{
    const Reading reading =
        read({"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\nContent-Encoding: gzip\r\n\r\n"}, false, true);
    QCOMPARE(reading.status, Status::Done);
    QVERIFY(reading.answer.body.isEmpty());
    QVERIFY(reading.answer.keepAlive);
}

void TestResponseReader::keepsHeadersInOrderWithoutTrailers()
{
    const Reading reading =
        read({"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n"
              "0\r\nX-Trailer: 1\r\n\r\n"});
    QCOMPARE(reading.status, Status::Done);
    QCOMPARE(reading.answer.reason, QByteArray("Fine"));
    const QList<QPair<QByteArray, QByteArray>> expected{
        {"Transfer-Encoding", "chunked"}, {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}};
    QCOMPARE(reading.answer.headers, expected);
}

void TestResponseReader::keepsTheReasonOfALooseHead()
{
    const auto reasonOf = [](const QByteArray &line) { return read({line + "Content-Length: 0\n\n"}).answer.reason; };
    QCOMPARE(reasonOf("HTTP/1.1 200\n"), QByteArray());
    QCOMPARE(reasonOf("HTTP/1.1 409 Sold out\n"), QByteArray("Sold out"));
}

void TestResponseReader::sharesWhatRepeats()
{
    HeaderCache cache;
    ResponseReader reader(cache);
    const QByteArray first = "HTTP/1.1 200 OK\r\nX-A: same\r\nX-B: one\r\nContent-Length: 0\r\n\r\n";
    const QByteArray second = "HTTP/1.1 200 OK\r\nX-A: same\r\nX-B: two\r\nContent-Length: 0\r\n\r\n";
    reader.begin(false);
    QCOMPARE(reader.feed(first.constData(), first.size()), Status::Done);
    const HttpAnswer one = reader.takeAnswer();
    reader.begin(false);
    QCOMPARE(reader.feed(second.constData(), second.size()), Status::Done);
    const HttpAnswer two = reader.takeAnswer();
    QCOMPARE(two.headers.at(0).second.constData(), one.headers.at(0).second.constData());
    QCOMPARE(two.headers.at(1).second, QByteArray("two"));
    QCOMPARE(one.headers.at(1).second, QByteArray("one"));
}

void TestResponseReader::leavesRoomBehindTheBody()
{
    const Reading reading = read({"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"});
    QVERIFY(reading.answer.body.capacity() >= 5 + 64);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestResponseReader)
#include "tst_responsereader.moc"
