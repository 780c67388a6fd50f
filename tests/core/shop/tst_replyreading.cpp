// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/replyreading.h"

#include "core/text/textsanitizer.h"
#include "core/transport/http/exchange.h"
#include "tests/support/testprogram.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// As under a manager that is not ours.
class ForeignReply final : public QNetworkReply {
public:
    ForeignReply(NetworkError error, int status)
    {
        setError(error, u"as Qt\nputs it"_s);
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, status);
    }
    void abort() override { }
    qint64 readData(char *, qint64) override { return -1; }
};

} // namespace

class TestReplyReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("ms"); // -1: nothing
        QTest::newRow("seconds") << "120"_ba << qint64(120'000);
        QTest::newRow("at once") << "0"_ba << qint64(0);
        QTest::newRow("a part of a second") << "0.5"_ba << qint64(500);
        QTest::newRow("blanks") << " 7 "_ba << qint64(7'000);
        QTest::newRow("beyond a year") << "99999999999999999999"_ba << qint64(31'536'000'000);
        QTest::newRow("a date") << "Sun, 22 Nov 2026 11:43:32 GMT"_ba << qint64(2'000);
        QTest::newRow("a date in the past") << "Sun, 22 Nov 2020 11:43:32 GMT"_ba << qint64(0);
        QTest::newRow("a date beyond a year") << "Sun, 22 Nov 2076 11:43:32 GMT"_ba << qint64(31'536'000'000);
        QTest::newRow("negative") << "-1"_ba << qint64(-1);
        QTest::newRow("words") << "soon"_ba << qint64(-1);
        QTest::newRow("no number") << "1.2.3"_ba << qint64(-1);
        QTest::newRow("nothing") << ""_ba << qint64(-1);
    }

    void readsRetryAfter()
    {
        QFETCH(QByteArray, value);
        const auto told = retryAfterFrom(value, 1'795'347'810'000); // 2026-11-22T11:43:30Z
        QTEST(told ? qint64(told->count()) : -1, "ms");
    }

    void tellsAStatusFromAMissingAnswer_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("without");
        QTest::newRow("200") << int(QNetworkReply::NoError) << 200 << false;
        QTest::newRow("400") << int(QNetworkReply::ProtocolInvalidOperationError) << 400 << false;
        QTest::newRow("404") << int(QNetworkReply::ContentNotFoundError) << 404 << false;
        QTest::newRow("503") << int(QNetworkReply::ServiceUnavailableError) << 503 << false;
        QTest::newRow("refused") << int(QNetworkReply::ConnectionRefusedError) << 0 << true;
        QTest::newRow("proxy gone") << int(QNetworkReply::ProxyConnectionClosedError) << 0 << true;
        QTest::newRow("no HTTP") << int(QNetworkReply::ProtocolFailure) << 0 << true;
    }

    void tellsAStatusFromAMissingAnswer()
    {
        QFETCH(int, error);
        QFETCH(int, status);
        const ForeignReply reply(QNetworkReply::NetworkError(error), status);
        QTEST(isWithoutAnswer(reply, nullptr), "without");
        QCOMPARE(int(statusOf(reply, nullptr)), status);
    }

    void believesTheWireFirst()
    {
        const ForeignReply reply(QNetworkReply::ContentNotFoundError, 404);
        Exchange wire;
        wire.status = 410;
        wire.proto = u"HTTP/1.0"_s;
        QVERIFY(!isWithoutAnswer(reply, &wire));
        QCOMPARE(int(statusOf(reply, &wire)), 410);
        QCOMPARE(int(protocolOf(&wire)), 10);
        wire.errorCode = errorcode::connectionReset;
        wire.errorText = u"the wire's words"_s;
        wire.requestFullySent = true;
        wire.localFailure = true;
        QVERIFY(isWithoutAnswer(reply, &wire));
        const ApiError error = networkErrorOf(reply, &wire, false, TextSanitizer());
        QVERIFY(error.kind == ApiError::Kind::Network);
        QCOMPARE(int(error.errorCode), 1220);
        QCOMPARE(error.message, u"the wire's words"_s);
        QVERIFY(error.mayHaveArrived);
        QVERIFY(error.localFailure);
    }

    void numbersErrorsAsK6Does_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("timeout");
        QTest::addColumn<bool>("mayHaveArrived");
        QTest::newRow("refused") << int(QNetworkReply::ConnectionRefusedError) << 1212 << false << false;
        QTest::newRow("closed") << int(QNetworkReply::RemoteHostClosedError) << 1220 << false << true;
        QTest::newRow("no such host") << int(QNetworkReply::HostNotFoundError) << 1101 << false << false;
        QTest::newRow("out of time") << int(QNetworkReply::TimeoutError) << 1050 << true << true;
        QTest::newRow("TLS") << int(QNetworkReply::SslHandshakeFailedError) << 1300 << false << true;
        QTest::newRow("another") << int(QNetworkReply::ProtocolFailure) << 1000 << false << true;
    }

    void numbersErrorsAsK6Does()
    {
        QFETCH(int, error);
        const ForeignReply reply(QNetworkReply::NetworkError(error), 0);
        const ApiError told = networkErrorOf(reply, nullptr, false, TextSanitizer());
        QTEST(int(told.errorCode), "code");
        QTEST(told.kind == ApiError::Kind::Timeout, "timeout");
        QTEST(told.mayHaveArrived, "mayHaveArrived");
        QVERIFY2(!told.message.contains(u'\n'), qPrintable(told.message));
        QVERIFY(networkErrorOf(reply, nullptr, true, TextSanitizer()).kind == ApiError::Kind::Aborted);
    }

    void dividesTheTimeAsK6Does()
    {
        Exchange wire;
        wire.timings.blocked = 1ms;
        wire.timings.connecting = 2ms;
        wire.timings.tlsHandshaking = 4ms;
        wire.timings.sending = 8ms;
        wire.timings.waiting = 16ms;
        RequestRecord record;
        takeTimings(record, wire);
        QVERIFY(record.blocked == 7ms);
        QVERIFY(record.connecting == 2ms);
        QVERIFY(record.tlsHandshaking == 4ms);
        QVERIFY(record.sending == 8ms);
        QVERIFY(record.waiting == 16ms);
        QVERIFY(record.receiving == RequestRecord::absent);
    }

    void leavesAbsentWhatWasNotMeasured()
    {
        RequestRecord record;
        takeTimings(record, Exchange());
        QVERIFY(record.blocked == RequestRecord::absent);
        QVERIFY(record.connecting == RequestRecord::absent);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestReplyReading)
#include "tst_replyreading.moc"
