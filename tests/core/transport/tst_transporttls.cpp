// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/tlssettings.h"
#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QSslCertificate>
#include <QSslSocket>
#include <QTemporaryFile>

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString data(const QString &name)
{
    return QStringLiteral(TEST_DATA_DIR) + u'/' + name;
}
const QString certificate = u"test-only-certificate.pem"_s;
const QString foreignCertificate = u"test-only-certificate-of-another-host.pem"_s;
const QString expiredCertificate = u"test-only-certificate-expired.pem"_s;
const QString key = u"test-only-key.pem"_s;

} // namespace

/// https, over the portable wire, with certificates that only these tests know.
class TestTransportTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("This Qt has no TLS");
    }

    void certificates_data()
    {
        QTest::addColumn<WireKind>("kind");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("trusted");
        QTest::addColumn<bool>("verify");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("culprit");
        const QString ca = data(certificate);
        const QString foreign = data(foreignCertificate);
        QTest::newRow("self-signed") << WireKind::Lean << certificate << QString() << true
                                     << errorcode::tlsUnknownAuthority << u"self-signed"_s;
        QTest::newRow("not verified") << WireKind::Lean << certificate << QString() << false << errorcode::none
                                      << QString();
        QTest::newRow("trusted") << WireKind::Lean << certificate << ca << true << errorcode::none << QString();
        QTest::newRow("another host's") << WireKind::Lean << foreignCertificate << foreign << true
                                        << errorcode::tlsHostname << u"127.0.0.1"_s;
        QTest::newRow("expired") << WireKind::Lean << expiredCertificate << ca << true << errorcode::tls
                                 << u"expired"_s;
        QTest::newRow("expired, not verified")
            << WireKind::Lean << expiredCertificate << QString() << false << errorcode::none << QString();
        QTest::newRow("stock: expired") << WireKind::Stock << expiredCertificate << ca << true << errorcode::tls
                                        << QString();
        QTest::newRow("another host's, not verified")
            << WireKind::Lean << foreignCertificate << QString() << false << errorcode::none << QString();
        QTest::newRow("no such file") << WireKind::Lean << certificate << u"/nonexistent/ca.pem"_s << true
                                      << errorcode::generic << u"/nonexistent/ca.pem"_s;
        QTest::newRow("no certificate in the file")
            << WireKind::Lean << certificate << data(key) << true << errorcode::generic << key;
        QTest::newRow("stock: self-signed")
            << WireKind::Stock << certificate << QString() << true << errorcode::tlsUnknownAuthority << QString();
        QTest::newRow("stock: not verified")
            << WireKind::Stock << certificate << QString() << false << errorcode::none << QString();
        QTest::newRow("stock: trusted") << WireKind::Stock << certificate << ca << true << errorcode::none << QString();
    }

    void certificates()
    {
        QFETCH(WireKind, kind);
        QFETCH(QString, shown);
        QFETCH(QString, trusted);
        QFETCH(bool, verify);
        QFETCH(int, code);
        QFETCH(QString, culprit);
        ScriptedServer server;
        server.useTls(data(shown), data(key));
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "secret"); });
        TransportOptions options = optionsFor(SocketLayer::Platform);
        options.kind = kind;
        options.tlsVerify = verify;
        options.caFile = trusted;
        BuyersAccessManager manager(options);
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(outcome.finishedCount, 1);
        QVERIFY2(outcome.exchange.errorCode == code, qPrintable(outcome.errorString));
        if (code == errorcode::none) {
            QCOMPARE(outcome.status, 200);
            QCOMPARE(outcome.body, QByteArray("secret"));
            return;
        }
        QVERIFY2(outcome.exchange.errorText.contains(culprit), qPrintable(outcome.exchange.errorText));
        QVERIFY(!outcome.exchange.requestFullySent);
        QVERIFY(!outcome.exchange.localFailure);
        QCOMPARE(server.requests().size(), 0);
        // No try wears a connection out: the next one fails as this did.
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).exchange.errorCode, code);
    }

    void trustsFurtherAuthorities()
    {
        const QList<QSslCertificate> own = QSslCertificate::fromPath(data(certificate));
        QCOMPARE(own.size(), 1);
        TransportOptions options;
        const QSslConfiguration systems = tlsSettingsFor(options).configuration;
        QCOMPARE(systems, QSslConfiguration::defaultConfiguration());
        options.caFile = data(certificate);
        const TlsSettings settings = tlsSettingsFor(options);
        QCOMPARE(settings.problem, QString());
        QList<QSslCertificate> expected = QSslConfiguration::systemCaCertificates();
        QVERIFY(!expected.contains(own.constFirst()));
        expected += own;
        QCOMPARE(settings.configuration.caCertificates(), expected);
        QCOMPARE(settings.configuration.peerVerifyMode(), systems.peerVerifyMode());
    }

    void trustsNothingByABadFile()
    {
        TransportOptions options;
        for (const QString &file : {u"/nonexistent/ca.pem"_s, data(key)}) {
            options.caFile = file;
            const TlsSettings settings = tlsSettingsFor(options);
            QVERIFY2(settings.problem.contains(file), qPrintable(settings.problem));
            QVERIFY(settings.configuration.caCertificates().isEmpty());
            QVERIFY(settings.configuration != QSslConfiguration::defaultConfiguration());
        }
    }

    void keepsTheConnection()
    {
        ScriptedServer server;
        server.useTls(data(certificate), data(key));
        server.onRequest([](const ScriptedRequest &r) { return ScriptedAnswer::http(200, r.body); });
        TransportOptions options = optionsFor(SocketLayer::Platform);
        options.caFile = data(certificate);
        BuyersAccessManager manager(options);
        const QByteArray large(3000000, 'l');
        for (int i = 0; i < 3; ++i) {
            const QByteArray body = i == 1 ? QByteArray(500000, 'l') : QByteArray("small");
            const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), body));
            QCOMPARE(outcome.exchange.errorText, QString());
            QCOMPARE(outcome.body, body);
            QCOMPARE(outcome.exchange.reusedConnection, i > 0);
            QVERIFY(outcome.exchange.timings.duration());
            QCOMPARE(*outcome.exchange.timings.tlsHandshaking > 0ns, i == 0);
            QVERIFY(outcome.exchange.requestFullySent);
        }
        QCOMPARE(server.connectionsAccepted(), 1);
        server.closeConnections();
        QTRY_COMPARE(manager.openConnections(), 0);
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 200);
    }

    void clientCertificates_data()
    {
        QTest::addColumn<WireKind>("kind");
        QTest::addColumn<QString>("cert");
        QTest::addColumn<QString>("keyFile");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("culprit"); // empty: let in
        for (const auto &[kind, wire] : {std::pair(WireKind::Lean, "lean"), std::pair(WireKind::Stock, "stock")}) {
            const auto row = [kind = kind, wire = wire](const char *name, const QString &cert, const QString &keyFile,
                                 const QString &password, const QString &culprit) {
                QTest::addRow("%s: %s", wire, name)
                    << kind << (cert.isEmpty() ? cert : data(cert)) << (keyFile.isEmpty() ? keyFile : data(keyFile))
                    << password << culprit;
            };
            const QString encrypted = u"test-only-key-encrypted.pem"_s;
            row("certificate and key", certificate, key, {}, {});
            row("both in one file", u"test-only-certificate-and-key.pem"_s, {}, {}, {});
            row("encrypted key", certificate, encrypted, u"test-only"_s, {});
            row("none", {}, {}, {}, u"target.clientCert"_s);
            row("encrypted key without its password", certificate, encrypted, {}, u"DOORBUSTER_CLIENT_KEY_PASSWORD"_s);
            row("encrypted key, wrong password", certificate, encrypted, u"x"_s, u"DOORBUSTER_CLIENT_KEY_PASSWORD"_s);
            row("no key", certificate, {}, {}, certificate);
            row("key without a certificate", {}, key, {}, u"target.clientCert"_s);
            row("no such file", u"none.pem"_s, key, {}, u"none.pem"_s);
            row("no certificate in the file", key, key, {}, key);
        }
    }

    void clientCertificates()
    {
        QFETCH(WireKind, kind);
        QFETCH(QString, cert);
        QFETCH(QString, keyFile);
        QFETCH(QString, password);
        QFETCH(QString, culprit);
        ScriptedServer server;
        server.useTls(data(certificate), data(key));
        server.demandClientCertificate(data(certificate));
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        TransportOptions options = optionsFor(SocketLayer::Platform);
        options.kind = kind;
        options.caFile = data(certificate);
        options.clientCert = cert;
        options.clientKey = keyFile;
        options.clientKeyPassword = password;
        BuyersAccessManager manager(options);
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(outcome.finishedCount, 1);
        if (culprit.isEmpty()) {
            QCOMPARE(outcome.exchange.errorText, QString());
            QCOMPARE(outcome.status, 200);
            return;
        }
        QVERIFY(outcome.exchange.errorCode != errorcode::none);
        QVERIFY2(outcome.exchange.errorText.contains(culprit), qPrintable(outcome.exchange.errorText));
        QCOMPARE(server.requests().size(), 0);
    }

    void knowsWhatAServerSaysOfClientCertificates()
    {
        const QString demand = u"error:0A00045C:SSL routines::tlsv13 alert certificate required"_s;
        QVERIFY(clientCertificateHint(demand, false).contains(u"set target.clientCert and target.clientKey"_s));
        const QString refusal = u"error:0A000418:SSL routines::tlsv1 alert unknown ca"_s;
        QVERIFY(clientCertificateHint(refusal, true).contains(u"refused the client certificate"_s));
        QVERIFY(clientCertificateHint(u"the server closed the connection"_s, false).contains(u"target.clientCert"_s));
        QCOMPARE(clientCertificateHint(u"the server closed the connection"_s, true), QString());
        QCOMPARE(clientCertificateHint(u"the connection broke"_s, false), QString());
    }

    void httpToATlsServer()
    {
        ScriptedServer server;
        server.useTls(data(certificate), data(key));
        for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
            BuyersAccessManager manager(optionsFor(layer));
            QUrl url = server.url();
            url.setScheme(u"http"_s);
            const Outcome outcome = outcomeOf(manager.get(requestTo(url)));
            QVERIFY(outcome.exchange.errorCode != errorcode::none);
            QVERIFY2(
                outcome.exchange.errorText.contains(u"https://"_s) || outcome.exchange.errorText.contains(u"closed"_s),
                qPrintable(outcome.exchange.errorText));
        }
    }

    void plainServer()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(400); });
        server.onConnection([](int) { return ScriptedServer::Reception::Close; });
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        const Outcome outcome = outcomeOf(manager.get(requestTo(url)));
        QCOMPARE(outcome.exchange.errorCode, errorcode::tls);
        QVERIFY2(outcome.errorString.contains(u"TLS"_s), qPrintable(outcome.errorString));
    }

    void handshakeTimeoutOfTheStockWire()
    {
        ScriptedServer server;
        server.onConnection([](int) { return ScriptedServer::Reception::Ignore; });
        TransportOptions options = optionsFor(SocketLayer::Platform);
        options.kind = WireKind::Stock;
        BuyersAccessManager manager(options);
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        QNetworkReply *reply = manager.get(requestTo(url));
        QTRY_COMPARE(server.connectionsAccepted(), 1);
        BuyersAccessManager::expire(reply);
        const Outcome outcome = outcomeOf(reply);
        QCOMPARE(outcome.exchange.errorCode, errorcode::requestTimeout);
        QVERIFY2(
            outcome.exchange.errorText.contains(u"TLS handshake got no answer"_s), qPrintable(outcome.errorString));
    }

    void handshakeTimeout()
    {
        ScriptedServer server;
        server.onConnection([](int) { return ScriptedServer::Reception::Ignore; });
        TransportOptions options = optionsFor(SocketLayer::Platform);
        options.requestTimeout = 80ms;
        BuyersAccessManager manager(options);
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        const Outcome outcome = outcomeOf(manager.get(requestTo(url)));
        QCOMPARE(outcome.exchange.errorCode, errorcode::requestTimeout);
        QVERIFY2(outcome.errorString.contains(u"The TLS handshake with 127.0.0.1 got no answer within "_s),
            qPrintable(outcome.errorString));
        QVERIFY(outcome.exchange.timings.tlsHandshaking);
        // One that is ended before its time says the same.
        options.requestTimeout = 15s;
        BuyersAccessManager patient(options);
        QNetworkReply *reply = patient.get(requestTo(url));
        QTRY_COMPARE(server.connectionsAccepted(), 2);
        BuyersAccessManager::expire(reply);
        const Outcome ended = outcomeOf(reply);
        QCOMPARE(ended.exchange.errorCode, errorcode::requestTimeout);
        QVERIFY2(ended.errorString.contains(u"TLS handshake"_s), qPrintable(ended.errorString));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTransportTls)
#include "tst_transporttls.moc"
